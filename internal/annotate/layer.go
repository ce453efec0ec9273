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

	pack      *Pack
	layer     int
	namesakes int // that stand above it, somewhere
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
// rules that off or the packs themselves switch off, and with the user's own switches. The names and shields of a built-in pack stay, which only make the
// engine more careful. The engine is good whatever the error says: names to switch that nobody has, each as a Mistake where it stands in a file.
func Layered(own []*Pack, off []string, chosen ...Switch) (*Engine, error) {
	e, built := builtIn()
	mine := make([]layered, len(own))
	for i, p := range own {
		mine[i] = layered{p, i + 1}
	}
	s := switchesOf(mine, off)
	s.chosen = chosen
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
	taken, above := map[string]bool{}, map[string][][]*Scope{}
	for _, p := range mine {
		for i := range p.Rules {
			r := layeredRule{Rule: &p.Rules[i], pack: p.Pack, layer: p.layer}
			if scopes := r.scopes(); len(scopes) > 0 {
				above[r.Name()] = append(above[r.Name()], scopes)
			} else {
				taken[r.Name()] = true
			}
		}
	}
	if len(taken)+len(above)+len(off.by)+len(off.chosen) == 0 {
		return
	}
	for i := range e.rules {
		name := e.ruleName(i)
		e.rules[i].off = taken[name] || off.rule(name, nil)
		if !e.rules[i].off {
			e.holdWhen(i, e.when(off.condition(name, nil, nil, above[name])))
		}
	}
}

// scopes are those of a rule and of its pack, as far as they have any.
func (r *layeredRule) scopes() []*Scope {
	if r.pack.Only == nil && r.Only == nil {
		return nil
	}
	return given(r.pack.Only, r.Only)
}

// given are the scopes that say something.
func given(all ...*Scope) []*Scope {
	return slices.DeleteFunc(all, func(s *Scope) bool { return s == nil })
}

// namesakesAbove lists where rules hold that have the name of the i-th and stand above it.
func namesakesAbove(rules []layeredRule, i int) (above [][]*Scope) {
	if rules[i].namesakes == 0 {
		return nil
	}
	for k := i + 1; k < len(rules); k++ {
		if rules[k].Name() == rules[i].Name() {
			above = append(above, rules[k].scopes())
		}
	}
	return above
}

// lastOfEach lists the rules of packs in order; a later rule stands in the place of an earlier one of the same name. One that does not hold everywhere
// leaves the earlier one its place elsewhere.
func lastOfEach(all []layered) []layeredRule {
	at := map[string]int{}
	var order []layeredRule
	for _, p := range all {
		for i := range p.Rules {
			r := layeredRule{Rule: &p.Rules[i], pack: p.Pack, layer: p.layer}
			k, ok := at[r.Name()]
			scoped := p.Only != nil || r.Only != nil
			switch {
			case ok && scoped:
				for k := range order {
					if order[k].Name() == r.Name() {
						order[k].namesakes++
					}
				}
			case ok && order[k].namesakes > 0:
				order = slices.DeleteFunc(order, func(old layeredRule) bool { return old.Name() == r.Name() })
				clear(at)
				for k := range order {
					at[order[k].Name()] = k
				}
			case ok:
				order[k] = r
				continue
			}
			at[r.Name()] = len(order)
			order = append(order, r)
		}
	}
	return order
}

// switches is what is switched off: by name, the packs that say so, and what the user has chosen. A pack never switches itself off, so that one may take
// the place of a built-in pack of the same name. What a pack says goes before what the user has chosen.
type switches struct {
	by     map[string][]switcher
	chosen []Switch
}

// switcher is a pack and the line of it that switches something off; no pack means the command line.
type switcher struct {
	Switch

	pack *Pack
}

func switchesOf(all []layered, off []string) switches {
	s := switches{by: map[string][]switcher{}}
	for _, name := range off {
		s.by[name] = append(s.by[name], switcher{Switch{Name: name}, nil})
	}
	for _, p := range all {
		for _, o := range p.Off {
			o.Only = p.Only
			s.by[o.Name] = append(s.by[o.Name], switcher{o, p.Pack})
		}
	}
	return s
}

// pack reports whether a pack is switched off everywhere, with all that it has.
func (s *switches) pack(p *Pack) bool {
	return s.has(p.Name, p) || s.chosenOff(p.Name) && !s.spared(p.Name)
}

// rule reports whether a rule is switched off everywhere, by itself or with its pack.
func (s *switches) rule(name string, p *Pack) bool {
	if len(s.by)+len(s.chosen) == 0 {
		return false
	}
	pack, _, _ := strings.Cut(name, "/")
	return s.has(name, p) || s.has(pack, p) || s.chosenOff(name)
}

// has reports whether somebody else than p switches name off everywhere.
func (s *switches) has(name string, p *Pack) bool {
	return slices.ContainsFunc(s.by[name], func(w switcher) bool { return w.Only == nil && (w.pack == nil || w.pack != p) })
}

// chosenOff reports whether the user has switched something off everywhere, and nowhere on.
func (s *switches) chosenOff(name string) bool {
	about, scoped := switchesAbout(s.chosen, name)
	return !scoped && !Switched(about, name, &Options{})
}

// spared reports whether the user has switched rules of a pack on.
func (s *switches) spared(pack string) bool {
	return slices.ContainsFunc(s.chosen, func(c Switch) bool { return c.On && strings.HasPrefix(c.Name, pack+"/") })
}

// condition says where a rule of a pack holds that has the scopes only, or what a pack has beside its rules; above is where rules of the same name stand
// before it.
func (s *switches) condition(name string, p *Pack, only []*Scope, above [][]*Scope) condition {
	c := condition{only: only, never: above}
	if len(s.by)+len(s.chosen) == 0 {
		return c
	}
	said := s.by[name]
	if pack, _, isRule := strings.Cut(name, "/"); isRule {
		said = slices.Concat(said, s.by[pack])
	}
	for _, w := range said {
		if w.Only != nil && w.pack != p {
			c.never = append(slices.Clip(c.never), []*Scope{w.Only})
		}
	}
	if about, scoped := switchesAbout(s.chosen, name); scoped {
		c.chosen, c.name = about, name
	}
	return c
}

// unknown names what is switched off and is neither in the packs nor among the rules of the engine, where there is one.
func (s *switches) unknown(all []layered, e *Engine) error {
	if len(s.by)+len(s.chosen) == 0 {
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
	if e != nil {
		for i := range e.rules {
			names = append(names, e.ruleName(i))
		}
	}
	for _, n := range names {
		known[n] = true
	}
	var wrong []error
	for _, c := range s.chosen {
		if !known[c.Name] {
			wrong = append(wrong, Mistake{c.File, c.Line, c.Column, fmt.Sprintf("no pack or rule is called %q", c.Name) + didYouMean(c.Name, names)})
		}
	}
	for name, by := range s.by {
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

// UnknownSwitches names those of the switches that are about no built-in pack or rule and none of the user's own, each as a Mistake.
func UnknownSwitches(own []*Pack, chosen []Switch) error {
	s := switches{chosen: chosen}
	return s.unknown(append(lowest(BarePacks()), lowest(own)...), nil)
}

// UnknownSwitch is a name to switch off, given beside the packs, that nobody has.
//
//nolint:errname // it is the name that is unknown
type UnknownSwitch struct{ text string }

func (u UnknownSwitch) Error() string { return u.text }

// Shown tells the rules that are in force, somewhere at least: those that no later rule has taken the place of and that nobody switches off.
func Shown(base, own []*Pack, off []string, chosen ...Switch) map[*Rule]bool {
	var all []layered
	for i, p := range slices.Concat(base, own) {
		all = append(all, layered{p, max(0, i-len(base)+1)})
	}
	s := switchesOf(all, off)
	s.chosen = chosen
	shown := map[*Rule]bool{}
	for _, r := range lastOfEach(all) {
		shown[r.Rule] = !s.rule(r.Name(), r.pack)
	}
	return shown
}
