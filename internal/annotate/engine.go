package annotate

import (
	"fmt"
	"slices"
	"strings"
)

// Engine holds rules and evidence names, ready to annotate. It is immutable once built and safe for concurrent use.
type Engine struct {
	phrases []*automaton // of the built-in packs, and of the user's
	rules   []lazyRule
	ruleOf  []int32 // by form
	flat    []byte  // the compiled packs of which lazy rules are read
	names   []Name
	built   int              // so many of them are those of the compiled packs
	byName  map[string]int32 // id to index in names
	byText  map[string]int32 // a name's own text to its index
	silent  []bool           // by recogniser: switched off
	casing  bool             // names written without their capitals are put right

	conditions     []condition // where what does not hold everywhere does; the first is empty, and there is none where all holds everywhere
	numbered       map[string]int32
	ruleWhen       []int32 // by rule, as far as there are any: its condition
	recogniserWhen []int32 // by recogniser
	casingWhen     int32
	scopedNames    []scopedName
}

// scopedName is a name of a pack that does not hold everywhere.
type scopedName struct{ name, when int32 }

// New builds an engine of packs; where two rules have the same full name the later one stands.
func New(all ...*Pack) *Engine { return build(lowest(all), ordinary, false) }

// newEngine is an engine without rules.
func newEngine(off switches) *Engine {
	e := &Engine{byName: map[string]int32{}, byText: map[string]int32{}, silent: make([]bool, len(recognisers))}
	e.hush(off)
	return e
}

// hush switches recognisers off.
func (e *Engine) hush(off switches) {
	for i, k := range recognisers {
		e.silent[i] = off.rule(recogniserPack+"/"+k.name, nil)
	}
	e.casing = !off.rule(capitalsRule, nil)
	e.recogniserWhen = make([]int32, len(recognisers))
	for i, k := range recognisers {
		e.recogniserWhen[i] = e.when(off.condition(recogniserPack+"/"+k.name, nil, nil, nil))
	}
	e.casingWhen = e.when(off.condition(capitalsRule, nil, nil, nil))
}

// build makes an engine of packs; counts says which phrases are ordinary English (see ordinary). With generating set, rules get readings of their originals too.
func build(all []layered, counts string, generating bool) *Engine {
	e := newEngine(switches{})
	t := newTrie()
	for i, k := range recognisers {
		for _, w := range k.words {
			t.add(hashWords(w), entry{kind: recogniserEntry, index: int32(i)})
		}
	}
	rules := e.add(all, switches{}, t)
	if generating {
		generate(rules, t, measured(counts))
	}
	e.addReadings(rules, t)
	temper(t, counts)
	e.phrases = []*automaton{t.fold(len(t.nodes) > large)}
	return e
}

// large is the number of nodes from which it pays to look for equal parts in a trie.
const large = 200_000

// add adds the rules and names of packs but those that are switched off, and their phrases to t.
// It returns the rules in the order in which the engine has them.
func (e *Engine) add(all []layered, off switches, t *trie) (added []*Rule) {
	for _, p := range all {
		if off.pack(p.Pack) {
			continue
		}
		when := e.when(off.condition(p.Name, p.Pack, given(p.Only), nil))
		for _, n := range p.Names {
			e.addName(n, when, t)
		}
		for _, s := range p.Shields {
			t.addForm("", s, "", entry{kind: shieldEntry, index: shieldIndex(when)}, true)
		}
	}
	rules := lastOfEach(all)
	e.rules, e.ruleOf = slices.Grow(e.rules, len(rules)), slices.Grow(e.ruleOf, 4*len(rules))
	for i, r := range rules {
		if !off.rule(r.Name(), r.pack) {
			e.holdWhen(len(e.rules), e.when(off.condition(r.Name(), r.pack, r.scopes(), namesakesAbove(rules, i))))
			e.addRule(r.Rule, r.layer, t)
			added = append(added, r.Rule)
		}
	}
	return added
}

// addReadings adds a form to each rule that has readings; rules are all that the engine has.
func (e *Engine) addReadings(rules []*Rule, t *trie) {
	for i, src := range rules {
		if !src.hasReadings() {
			continue
		}
		e.rule(int32(i)).addReading()
		index := e.addForm(int32(i))
		for _, s := range src.readings {
			t.addForm("", s, "", entry{kind: formEntry, index: index}, src.Kind != Person)
		}
	}
}

// holdWhen has a rule hold under a condition.
func (e *Engine) holdWhen(rule int, when int32) {
	if when != 0 {
		e.ruleWhen = append(e.ruleWhen, make([]int32, max(0, rule+1-len(e.ruleWhen)))...)
		e.ruleWhen[rule] = when
	}
}

// shieldIndex is the index of the entries of a shield: its condition, -1 for one that holds everywhere.
func shieldIndex(when int32) int32 {
	if when == 0 {
		return -1
	}
	return when
}

func (e *Engine) addName(n Name, when int32, t *trie) {
	i, known := e.byName[n.ID]
	if known && when == 0 { // a later pack adds spellings to a known name
		e.names[i].Spellings = append(slices.Clip(e.names[i].Spellings), n.Spellings...)
	} else if !known {
		i = int32(len(e.names))
		e.names = append(e.names, n)
		e.byName[n.ID] = i
		if _, taken := e.byText[n.Name]; !taken || e.built == 0 {
			e.byText[n.Name] = i
		}
	}
	if t == nil {
		return // its spellings are among the phrases already
	}
	en := entry{kind: nameEntry, index: i}
	if when != 0 {
		en = entry{kind: scopedNameEntry, index: int32(len(e.scopedNames))}
		e.scopedNames = append(e.scopedNames, scopedName{i, when})
	}
	for _, s := range append([]string{n.Name}, n.Spellings...) {
		t.add(hashWords(s), en)
	}
	if strings.ContainsFunc(n.ZH, wide) { // a brand written in Latin letters in Chinese too may be an ordinary word: Keep, Soul
		t.add(hashWords(n.ZH), en)
	}
	en.weak = true
	for _, s := range n.Weak {
		t.add(hashWords(s), en)
	}
}

// addRule adds a rule and its phrases.
func (e *Engine) addRule(src *Rule, layer int, t *trie) {
	index := int32(len(e.rules))
	e.rules = append(e.rules, lazyRule{first: int32(len(e.ruleOf))})
	e.rules[index].read.Store(e.newRule(src, layer, index))
	for i := range src.Match {
		f := &src.Match[i]
		lead, words, tail := splitContext(f.Text)
		if src.letters(f) == ExactCase {
			for _, text := range spread(words) {
				t.addForm(lead, text, tail, entry{kind: formEntry, index: e.addForm(index)}, src.Reach == ReachMatch)
			}
			continue
		}
		en := entry{kind: formEntry, index: e.addForm(index)}
		for _, lead := range spread(lead) {
			for _, tail := range spread(tail) {
				t.addForm(lead, words, tail, en, src.Reach == ReachMatch)
			}
		}
	}
}

// addForm gives the next form of a rule its number.
func (e *Engine) addForm(rule int32) int32 {
	e.ruleOf = append(e.ruleOf, rule)
	return int32(len(e.ruleOf) - 1)
}

func first(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// Strictness says how sure the engine must be.
type Strictness int

// The grades of strictness.
const (
	Balanced Strictness = iota
	Conservative
	Eager
)

// threshold is the least belief at which a fix is made.
func (s Strictness) threshold() float64 {
	switch s {
	case Conservative:
		return 0.85
	case Eager:
		return 0.3
	}
	return 0.5
}

// ParseStrictness reads conservative, balanced or eager.
func ParseStrictness(s string) (Strictness, error) {
	switch s {
	case "", "balanced":
		return Balanced, nil
	case "conservative":
		return Conservative, nil
	case "eager":
		return Eager, nil
	}
	return Balanced, fmt.Errorf("strictness %q is not known: it can be conservative, balanced or eager", s)
}

// Options is what is known of a text beside its words.
type Options struct {
	Published  string // YYYY-MM-DD, or its beginning, or ""
	MT         string // the machine translation engine, where the page names it
	Title      string
	URL        string
	Site       string   // who published it, by name
	Feeds      []string // the feed or folder that it came from: its address and its title
	Tags       []string // that the reader gave it
	Articles   []string // what it goes by: its ID, its name in the library, its file
	Strictness Strictness
	Own        []Annotation // made by hand for this text: they stand before every rule
}

// scan calls found for every entry of every phrase in tokens, pack by pack; to is the index behind a phrase's last token.
func (e *Engine) scan(tokens []token, found func(at, to int, e entry)) {
	for _, a := range e.phrases {
		a.scan(tokens, found)
	}
}
