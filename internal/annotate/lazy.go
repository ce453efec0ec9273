package annotate

import (
	"sync"
	"sync/atomic"
)

// lazyRule is a rule that is read when the first match of it is met. Most of the built-in ones never are, and all of them would take ten megabytes.
type lazyRule struct {
	read  atomic.Pointer[rule]
	at    int32 // where it stands in the compiled packs
	first int32 // the number of its first form
	off   bool  // switched off, or replaced by a rule of a higher layer
}

// rule is a Rule, which other engines may have too, with what the engine derives from it.
type rule struct {
	*Rule
	*surroundings

	name   string  // in full
	named  []int32 // indices of the names that speak for it
	forms  []form  // in the order of their numbers; that of its readings is the last
	index  int32   // its own number
	first  int32   // that of its first form
	itself int32   // the name that the fix is, -1 where it is none
	layer  int     // 0 for built-in packs; of two forms on the same words that of the higher layer stands
	once   sync.Once
	kin    kindred
}

// surroundings are the words around a rule, ready to be looked for.
type surroundings struct{ near, unless, before, after cues }

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

// rule returns the i-th rule.
func (e *Engine) rule(i int32) *rule {
	lazy := &e.rules[i]
	if r := lazy.read.Load(); r != nil {
		return r
	}
	src := &Rule{}
	from := flatReader{b: e.flat[lazy.at:], brief: true}
	from.rule(src)
	r := e.newRule(src, 0, i)
	if src.hasReadings() {
		r.addReading()
	}
	src.Match = nil // the forms have all of it
	lazy.read.CompareAndSwap(nil, r)
	return lazy.read.Load()
}

// form returns the i-th form.
func (e *Engine) form(i int32) *form {
	r := e.rule(e.ruleOf[i])
	return &r.forms[min(int(i-r.first), len(r.forms)-1)]
}

// ruleName is the full name of the i-th rule.
func (e *Engine) ruleName(i int) string {
	if r := e.rules[i].read.Load(); r != nil {
		return r.name
	}
	from := flatReader{b: e.flat[e.rules[i].at:]}
	pack := from.text() // the first of Rule.strings; the second is the id
	return pack + "/" + from.text()
}

// ruleOfForm returns the rule of the i-th form.
func (e *Engine) ruleOfForm(i int32) *rule { return e.rule(e.ruleOf[i]) }

// meet makes room for a rule that is read when it is asked for; at is where it stands in the compiled packs.
func (e *Engine) meet(src *Rule, at int) {
	index := int32(len(e.rules))
	e.rules = append(e.rules, lazyRule{at: int32(at), first: int32(len(e.ruleOf))})
	for i := range src.Match {
		f := &src.Match[i]
		e.addForm(index)
		if src.letters(f) == ExactCase {
			_, words, _ := splitContext(f.Text)
			for range len(spread(words)) - 1 {
				e.addForm(index)
			}
		}
	}
}

// newRule makes the index-th rule of src, with the forms of its match.
func (e *Engine) newRule(src *Rule, layer int, index int32) *rule {
	r := &rule{Rule: src, name: src.Name(), itself: -1, layer: layer, index: index, first: e.rules[index].first}
	known := int32(len(e.names))
	if layer == 0 && e.built > 0 { // whenever it is read, it knows the names that were there before the user's
		known = int32(e.built)
	}
	for _, id := range r.Names {
		if i, ok := e.byName[id]; ok && i < known {
			r.named = append(r.named, i)
		}
	}
	if i, ok := e.byText[r.Fix]; ok && i < known {
		r.itself = i
	}
	r.forms = make([]form, 0, len(r.Match)+1)
	for i := range r.Match {
		f := &r.Match[i]
		x := r.formOf(f)
		if x.letters != ExactCase {
			r.forms = append(r.forms, x)
			continue
		}
		_, words, _ := splitContext(f.Text)
		for _, text := range spread(words) {
			x.text = text
			r.forms = append(r.forms, x)
		}
	}
	return r
}

// addReading adds the form of a rule's readings.
func (r *rule) addReading() {
	f := Form{Risk: Guess, Confidence: guessed, Case: FoldCase}
	if r.Case == ExactCase || r.Case == TitleCase {
		f.Case = TitleCase
	}
	x := r.formOf(&f)
	x.glossed = r.Kind == Person
	r.forms = append(r.forms, x)
}

// formOf fills what a form leaves open from its rule.
func (r *rule) formOf(f *Form) form {
	x := form{rule: r.index, fix: r.Fix, plural: first(f.Plural, r.Plural), modifier: first(f.Modifier, r.Modifier), confidence: r.Confidence,
		severity: Severity(first(string(f.Severity), string(r.Severity), string(Major))), risk: Risk(first(string(f.Risk), string(r.Risk), string(Low))),
		firm: r.layer > 0 && (f.Risk != "" || r.Risk != ""), letters: r.letters(f)}
	if f.Confidence != 0 {
		x.confidence = f.Confidence
	}
	if f.Fix != nil {
		x.fix, x.plural, x.modifier = *f.Fix, f.Plural, f.Modifier
	}
	return x
}

// letters is what the letters of a form's matches must look like.
func (r *Rule) letters(f *Form) Case {
	return Case(first(string(f.Case), string(r.Case), string(FoldCase)))
}

// hasReadings reports whether phrases were generated from the rule's original.
func (r *Rule) hasReadings() bool { return len(r.readings) > 0 || r.read }

// measured is the risk of a phrase of the form in the light of how common it was measured to be.
func (f *form) measured(common uint8) Risk {
	if f.firm {
		return f.risk
	}
	return f.risk.atLeast(common)
}

// cues compiles the words around a rule on its first use: most rules of a run never need theirs.
func (r *rule) cues() {
	r.once.Do(func() {
		r.readCues()
		r.surroundings = &surroundings{newCues(r.Near), newCues(r.Unless), newCues(r.Before), newCues(r.After)}
	})
}
