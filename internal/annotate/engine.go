package annotate

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Engine holds rules and evidence names, ready to annotate. It is immutable once built and safe for concurrent use.
type Engine struct {
	forest *forest
	rules  []*rule
	forms  []form
	names  []Name
	byName map[string]int32 // id to index in names
	byText map[string]int32 // a name's own text to its index
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
	itself int32 // the name that the fix is, -1 where it is none
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
	letters          Case
	glossed          bool // a person's name of which the machine translated the signs
}

// New builds an engine of packs; where two rules have the same full name the later one stands.
func New(all ...*Pack) *Engine {
	e := &Engine{forest: newForest(), byName: map[string]int32{}, byText: map[string]int32{}}
	for _, p := range all {
		for _, n := range p.Names {
			e.addName(n)
		}
		for _, s := range p.Shields {
			e.forest.addForm("", s, "", entry{kind: shieldEntry, index: -1}, true)
		}
	}
	for i, k := range recognisers {
		for _, w := range k.words {
			e.forest.add(hashWords(w), entry{kind: recogniserEntry, index: int32(i)})
		}
	}
	for _, r := range lastOfEach(all) {
		e.addRule(r)
	}
	return e
}

// lastOfEach lists the rules of packs in order; a later rule stands in the place of an earlier one of the same name.
func lastOfEach(all []*Pack) []*Rule {
	at := map[string]int{}
	var order []*Rule
	for _, p := range all {
		for i := range p.Rules {
			r := &p.Rules[i]
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

func (e *Engine) addName(n Name) {
	i, known := e.byName[n.ID]
	if known { // a later pack adds spellings to a known name
		e.names[i].Spellings = append(slices.Clip(e.names[i].Spellings), n.Spellings...)
	} else {
		i = int32(len(e.names))
		e.names = append(e.names, n)
		e.byName[n.ID], e.byText[n.Name] = i, i
	}
	for _, s := range append([]string{n.Name}, n.Spellings...) {
		e.forest.add(hashWords(s), entry{kind: nameEntry, index: i})
	}
	if strings.ContainsFunc(n.ZH, wide) { // a brand written in Latin letters in Chinese too may be an ordinary word: Keep, Soul
		e.forest.add(hashWords(n.ZH), entry{kind: nameEntry, index: i})
	}
	for _, s := range n.Weak {
		e.forest.add(hashWords(s), entry{kind: nameEntry, index: i, weak: true})
	}
}

func (e *Engine) addRule(src *Rule) {
	r := &rule{Rule: *src, itself: -1}
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
		e.addForms(r, formOf(r, &r.Match[i], index), r.Match[i].Text)
	}
	e.addGlossed(r, index)
}

// formOf fills what a form leaves open from its rule.
func formOf(r *rule, f *Form, index int32) form {
	x := form{rule: index, fix: r.Fix, plural: first(f.Plural, r.Plural), modifier: first(f.Modifier, r.Modifier), confidence: r.Confidence,
		severity: Severity(first(string(f.Severity), string(r.Severity))), risk: Risk(first(string(f.Risk), string(r.Risk), string(Low))),
		letters: Case(first(string(f.Case), string(r.Case), string(FoldCase)))}
	if f.Confidence != 0 {
		x.confidence = f.Confidence
	}
	if f.Fix != nil {
		x.fix, x.plural, x.modifier = *f.Fix, f.Plural, f.Modifier
	}
	return x
}

// addForms adds the phrases of a form. They all share it, but where the letters themselves matter.
func (e *Engine) addForms(r *rule, shared form, text string) {
	lead, words, tail := splitContext(text)
	inflect := r.Reach == ReachMatch
	if shared.letters != ExactCase {
		e.forms = append(e.forms, shared)
		for _, lead := range spread(lead) {
			for _, tail := range spread(tail) {
				e.forest.addForm(lead, words, tail, entry{kind: formEntry, index: int32(len(e.forms) - 1)}, inflect)
			}
		}
		return
	}
	for _, text := range spread(words) {
		shared.text = text
		e.forms = append(e.forms, shared)
		e.forest.addForm(lead, text, tail, entry{kind: formEntry, index: int32(len(e.forms) - 1)}, inflect)
	}
}

// cues compiles the words around a rule on its first use: most rules of a run never need theirs.
func (r *rule) cues() {
	r.once.Do(func() {
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

// Annotate finds the glitches of d. The result is sorted by position and free of overlaps.
func (e *Engine) Annotate(d *document.Document, o Options) []Annotation {
	r := e.read(d, o)
	r.weigh()
	return r.resolve()
}
