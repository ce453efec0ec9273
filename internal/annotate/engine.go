package annotate

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Engine holds rules and evidence names, ready to annotate. It is immutable once built and safe for concurrent use.
type Engine struct {
	phrases []*automaton // of the built-in packs, and of the user's
	rules   []*rule
	forms   []form
	names   []Name
	byName  map[string]int32 // id to index in names
	byText  map[string]int32 // a name's own text to its index
	silent  []bool           // by recogniser: switched off
	casing  bool             // names written without their capitals are put right
}

// rule is a Rule with what the engine derives from it.
type rule struct {
	Rule

	named  []int32 // indices of the names that speak for it
	once   sync.Once
	near   cues
	unless cues
	before cues
	after  cues
	kin    kindred
	itself int32 // the name that the fix is, -1 where it is none
	off    bool  // switched off, or replaced by a rule of a higher layer
	layer  int   // 0 for built-in packs; of two forms on the same words that of the higher layer stands
}

// form is what the phrases of one line of a rule's match have in common.
type form struct {
	rule             int32
	text             string // where its letters matter
	fix              string
	plural, modifier string
	severity         Severity
	confidence       float64
	risk             Risk
	firm             bool // the user has named the risk, so what was measured does not raise it
	letters          Case
	glossed          bool // a person's name of which the machine translated the signs
}

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
}

// build makes an engine of packs; counts says which phrases are ordinary English (see ordinary). With generating set, rules get readings of their originals too.
func build(all []layered, counts string, generating bool) *Engine {
	e := newEngine(nil)
	t := newTrie()
	for i, k := range recognisers {
		for _, w := range k.words {
			t.add(hashWords(w), entry{kind: recogniserEntry, index: int32(i)})
		}
	}
	rules := e.add(all, nil, t)
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

// add adds the rules and names of packs but those that are switched off, and their phrases to t; with t nil their phrases are known already.
// It returns the rules in the order in which the engine has them.
func (e *Engine) add(all []layered, off switches, t *trie) (added []*Rule) {
	for _, p := range all {
		if off.pack(p.Pack) {
			continue
		}
		for _, n := range p.Names {
			e.addName(n, t)
		}
		for _, s := range p.Shields {
			if t != nil {
				t.addForm("", s, "", entry{kind: shieldEntry, index: -1}, true)
			}
		}
	}
	rules := lastOfEach(all)
	e.rules, e.forms = slices.Grow(e.rules, len(rules)), slices.Grow(e.forms, 4*len(rules))
	for _, r := range rules {
		if !off.rule(r.Name(), r.pack) {
			e.addRule(r.Rule, r.layer, t)
			added = append(added, r.Rule)
		}
	}
	return added
}

// addReadings adds a form to each rule that has readings; rules are all that the engine has.
func (e *Engine) addReadings(rules []*Rule, t *trie) {
	for i, r := range rules {
		if len(r.readings) == 0 && !r.read {
			continue
		}
		f := Form{Risk: Guess, Confidence: guessed, Case: FoldCase}
		if r.Case == ExactCase || r.Case == TitleCase {
			f.Case = TitleCase
		}
		x := formOf(e.rules[i], &f, int32(i))
		x.glossed = r.Kind == Person
		e.forms = append(e.forms, x)
		for _, s := range r.readings {
			t.addForm("", s, "", entry{kind: formEntry, index: int32(len(e.forms) - 1)}, r.Kind != Person)
		}
	}
}

func (e *Engine) addName(n Name, t *trie) {
	i, known := e.byName[n.ID]
	if known { // a later pack adds spellings to a known name
		e.names[i].Spellings = append(slices.Clip(e.names[i].Spellings), n.Spellings...)
	} else {
		i = int32(len(e.names))
		e.names = append(e.names, n)
		e.byName[n.ID], e.byText[n.Name] = i, i
	}
	if t == nil {
		return
	}
	for _, s := range append([]string{n.Name}, n.Spellings...) {
		t.add(hashWords(s), entry{kind: nameEntry, index: i})
	}
	if strings.ContainsFunc(n.ZH, wide) { // a brand written in Latin letters in Chinese too may be an ordinary word: Keep, Soul
		t.add(hashWords(n.ZH), entry{kind: nameEntry, index: i})
	}
	for _, s := range n.Weak {
		t.add(hashWords(s), entry{kind: nameEntry, index: i, weak: true})
	}
}

func (e *Engine) addRule(src *Rule, layer int, t *trie) {
	r := &rule{Rule: *src, itself: -1, layer: layer}
	if r.Severity == "" {
		r.Severity = Major
	}
	for _, id := range r.Names {
		if i, ok := e.byName[id]; ok {
			r.named = append(r.named, i)
		}
	}
	if i, ok := e.byText[r.Fix]; ok {
		r.itself = i
	}
	index := int32(len(e.rules))
	e.rules = append(e.rules, r)
	for i := range r.Match {
		e.addForms(r, formOf(r, &r.Match[i], index), r.Match[i].Text, t)
	}
	r.Match = nil // the forms have all of it
}

// formOf fills what a form leaves open from its rule.
func formOf(r *rule, f *Form, index int32) form {
	x := form{rule: index, fix: r.Fix, plural: first(f.Plural, r.Plural), modifier: first(f.Modifier, r.Modifier), confidence: r.Confidence,
		severity: Severity(first(string(f.Severity), string(r.Severity))), risk: Risk(first(string(f.Risk), string(r.Risk), string(Low))),
		firm: r.layer > 0 && (f.Risk != "" || r.Risk != ""), letters: Case(first(string(f.Case), string(r.Case), string(FoldCase)))}
	if f.Confidence != 0 {
		x.confidence = f.Confidence
	}
	if f.Fix != nil {
		x.fix, x.plural, x.modifier = *f.Fix, f.Plural, f.Modifier
	}
	return x
}

// measured is the risk of a phrase of the form in the light of how common it was measured to be.
func (f *form) measured(common uint8) Risk {
	if f.firm {
		return f.risk
	}
	return f.risk.atLeast(common)
}

// addForms adds a form and its phrases. They all share it, but where the letters themselves matter.
func (e *Engine) addForms(r *rule, shared form, text string, t *trie) {
	if shared.letters != ExactCase {
		e.forms = append(e.forms, shared)
		if t == nil {
			return
		}
		lead, words, tail := splitContext(text)
		for _, lead := range spread(lead) {
			for _, tail := range spread(tail) {
				t.addForm(lead, words, tail, entry{kind: formEntry, index: int32(len(e.forms) - 1)}, r.Reach == ReachMatch)
			}
		}
		return
	}
	lead, words, tail := splitContext(text)
	for _, text := range spread(words) {
		shared.text = text
		e.forms = append(e.forms, shared)
		if t != nil {
			t.addForm(lead, text, tail, entry{kind: formEntry, index: int32(len(e.forms) - 1)}, r.Reach == ReachMatch)
		}
	}
}

// cues compiles the words around a rule on its first use: most rules of a run never need theirs.
func (r *rule) cues() {
	r.once.Do(func() {
		r.readCues()
		r.near, r.unless = newCues(r.Near), newCues(r.Unless)
		r.before, r.after = newCues(r.Before), newCues(r.After)
	})
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
	Strictness Strictness
	Own        []Annotation // made by hand for this text: they stand before every rule
}

// scan calls found for every entry of every phrase in tokens, pack by pack; to is the index behind a phrase's last token.
func (e *Engine) scan(tokens []token, found func(at, to int, e entry)) {
	for _, a := range e.phrases {
		a.scan(tokens, found)
	}
}
