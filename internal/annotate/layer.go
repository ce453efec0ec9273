package annotate

import (
	"fmt"
	"slices"
	"strings"
)

// layered is a pack and how it ranks: where two rules have the same full name, or two forms want the same words, the higher layer stands.
type layered struct {
	*Pack

	layer int
}

// layeredRule is a rule of a layered pack.
type layeredRule struct {
	*Rule

	pack  *Pack
	layer int
}

// lowest puts packs into the layer of the built-in ones.
func lowest(packs []*Pack) []layered {
	all := make([]layered, len(packs))
	for i, p := range packs {
		all[i] = layered{Pack: p}
	}
	return all
}

// Layered builds an engine of the built-in packs and the user's own, the later of which stand before the earlier ones, without the
// rules that off or the packs themselves switch off. The names and shields of a built-in pack stay, which only make the engine more careful.
// The engine is good whatever the error says: names to switch off that nobody has, each as a Mistake where it stands in a pack.
func Layered(own []*Pack, off []string) (*Engine, error) {
	e, built := builtIn()
	mine := make([]layered, len(own))
	for i, p := range own {
		mine[i] = layered{p, i + 1}
	}
	s := switchesOf(mine, off)
	e.hush(s)
	e.replace(mine, s)
	t := newTrie()
	e.add(mine, s, t)
	temper(t, ordinary)
	e.phrases = append(e.phrases, t.fold(false))
	return e, s.unknown(append(lowest(built), mine...), e)
}

// replace takes out the rules of the engine that are switched off, or have their full name from a rule of the user's.
func (e *Engine) replace(mine []layered, off switches) {
	taken := map[string]bool{}
	for _, p := range mine {
		for i := range p.Rules {
			taken[p.Rules[i].Name()] = true
		}
	}
	if len(taken)+len(off) == 0 {
		return
	}
	for i := range e.rules {
		name := e.ruleName(i)
		e.rules[i].off = taken[name] || off.rule(name, nil)
	}
}

// lastOfEach lists the rules of packs in order; a later rule stands in the place of an earlier one of the same name.
func lastOfEach(all []layered) []layeredRule {
	at := map[string]int{}
	var order []layeredRule
	for _, p := range all {
		for i := range p.Rules {
			r := layeredRule{&p.Rules[i], p.Pack, p.layer}
			if k, ok := at[r.Name()]; ok {
				order[k] = r
				continue
			}
			at[r.Name()] = len(order)
			order = append(order, r)
		}
	}
	return order
}

// switches is what is switched off: by name, the packs that say so. A pack never switches itself off, so that one may take the
// place of a built-in pack of the same name.
type switches map[string][]switcher

// switcher is a pack and the line of it that switches something off; no pack means the command line.
type switcher struct {
	Switch

	pack *Pack
}

func switchesOf(all []layered, off []string) switches {
	s := switches{}
	for _, name := range off {
		s[name] = append(s[name], switcher{Switch{Name: name}, nil})
	}
	for _, p := range all {
		for _, o := range p.Off {
			s[o.Name] = append(s[o.Name], switcher{o, p.Pack})
		}
	}
	return s
}

// pack reports whether a pack is switched off.
func (s switches) pack(p *Pack) bool { return s.has(p.Name, p) }

// rule reports whether a rule is switched off, or all of its pack.
func (s switches) rule(name string, p *Pack) bool {
	if len(s) == 0 {
		return false
	}
	pack, _, _ := strings.Cut(name, "/")
	return s.has(name, p) || s.has(pack, p)
}

// has reports whether somebody else than p switches name off.
func (s switches) has(name string, p *Pack) bool {
	return slices.ContainsFunc(s[name], func(w switcher) bool { return w.pack == nil || w.pack != p })
}

// unknown names what is switched off and is neither in the packs nor among the rules of the engine.
func (s switches) unknown(all []layered, e *Engine) error {
	if len(s) == 0 {
		return nil
	}
	names, known := []string{recogniserPack, capitalsRule}, map[string]bool{}
	for _, k := range recognisers {
		names = append(names, recogniserPack+"/"+k.name)
	}
	for _, p := range all {
		names = append(names, p.Name)
		for i := range p.Rules {
			names = append(names, p.Rules[i].Name())
		}
	}
	for i := range e.rules {
		names = append(names, e.ruleName(i))
	}
	for _, n := range names {
		known[n] = true
	}
	var wrong []error
	for name, by := range s {
		if known[name] {
			continue
		}
		text := fmt.Sprintf("no pack or rule is called %q", name) + didYouMean(name, names)
		for _, w := range by {
			if w.pack == nil {
				wrong = append(wrong, UnknownSwitch{text})
				continue
			}
			wrong = append(wrong, Mistake{w.pack.File, w.Line, w.Column, "off: " + text})
		}
	}
	return joinSorted(wrong)
}

// UnknownSwitch is a name to switch off, given beside the packs, that nobody has.
//
//nolint:errname // it is the name that is unknown
type UnknownSwitch struct{ text string }

func (u UnknownSwitch) Error() string { return u.text }

// Shown tells the rules that are in force: those that no later rule has taken the place of and that nobody switches off.
func Shown(base, own []*Pack, off []string) map[*Rule]bool {
	var all []layered
	for i, p := range slices.Concat(base, own) {
		all = append(all, layered{p, max(0, i-len(base)+1)})
	}
	s := switchesOf(all, off)
	shown := map[*Rule]bool{}
	for _, r := range lastOfEach(all) {
		shown[r.Rule] = !s.rule(r.Name(), r.pack)
	}
	return shown
}
