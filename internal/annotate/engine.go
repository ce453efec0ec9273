package annotate

import (
	"fmt"
	"strings"
	"sync"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Engine holds rules and evidence names, ready to annotate. It is immutable once built and safe for concurrent use.
type Engine struct {
	trie   *trie
	rules  []*rule
	forms  []form
	names  []Name
	byName map[string]int32 // id to index in names
	byText map[string]int32 // a name's own text to its index
}

// rule is a Rule with what the engine derives from it.
type rule struct {
	Rule
	named    []int32 // indices of the names that speak for it
	once     sync.Once
	near     cues
	unless   cues
	before   cues
	after    cues
	fixWords []uint64
	itself   int32 // the name that the fix is, -1 where it is none
}

// form is one phrase of a rule, its braces spread.
type form struct {
	rule             int32
	text             string
	fix              string
	plural, modifier string
	severity         Severity
	confidence       float64
	risk             Risk
	letters          Case
	lead, tail       int32 // words of context in front and behind
}

// New builds an engine of packs; where two rules have the same full name the later one stands.
func New(all ...*Pack) *Engine {
	e := &Engine{trie: newTrie(), byName: map[string]int32{}, byText: map[string]int32{}}
	for _, p := range all {
		for _, n := range p.Names {
			e.addName(n)
		}
		for _, s := range p.Shields {
			for _, text := range spread(s) {
				e.addForm(text, entry{kind: shieldEntry, index: -1}, true)
			}
		}
	}
	last := map[string]*Rule{}
	var order []*Rule
	for _, p := range all {
		for i := range p.Rules {
			r := &p.Rules[i]
			if old := last[r.Name()]; old != nil {
				*old = *r
				continue
			}
			last[r.Name()] = r
			order = append(order, r)
		}
	}
	for _, r := range order {
		e.addRule(r)
	}
	return e
}

func (e *Engine) addName(n Name) {
	if i, ok := e.byName[n.ID]; ok { // a later pack adds spellings to a known name
		e.names[i].Spellings = append(e.names[i].Spellings, n.Spellings...)
		e.spell(i, n)
		return
	}
	i := int32(len(e.names))
	e.names = append(e.names, n)
	e.byName[n.ID], e.byText[n.Name] = i, i
	e.spell(i, n)
}

func (e *Engine) spell(i int32, n Name) {
	for _, s := range append([]string{n.Name, n.ZH}, n.Spellings...) {
		if s != "" {
			e.trie.add(hashWords(s), entry{kind: nameEntry, index: i})
		}
	}
	for _, s := range n.Weak {
		e.trie.add(hashWords(s), entry{kind: nameEntry, index: i, weak: true})
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
	r.fixWords = hashWords(r.Fix)
	index := int32(len(e.rules))
	e.rules = append(e.rules, r)
	for _, f := range r.Match {
		proto := form{rule: index, fix: r.Fix, plural: first(f.Plural, r.Plural), modifier: first(f.Modifier, r.Modifier),
			risk: Risk(first(string(f.Risk), string(r.Risk), string(Low))), letters: Case(first(string(f.Case), string(r.Case), string(FoldCase)))}
		proto.severity = Severity(first(string(f.Severity), string(r.Severity)))
		proto.confidence = r.Confidence
		if f.Confidence != 0 {
			proto.confidence = f.Confidence
		}
		if f.Fix != nil {
			proto.fix = *f.Fix
			if f.Plural == "" {
				proto.plural = ""
			}
			if f.Modifier == "" {
				proto.modifier = ""
			}
		}
		for _, text := range spread(f.Text) {
			lead, words, tail := splitContext(text)
			proto.text, proto.lead, proto.tail = words, int32(len(hashWords(lead))), int32(len(hashWords(tail)))
			e.forms = append(e.forms, proto)
			e.addForm(strings.TrimSpace(lead+" "+words+" "+tail), entry{kind: formEntry, index: int32(len(e.forms) - 1)}, r.Reach == ReachMatch && tail == "")
		}
	}
}

// splitContext takes a form apart: what stands in brackets before or behind its words must stand in the text, but is no part of the match.
func splitContext(text string) (lead, words, tail string) {
	if rest, ok := strings.CutPrefix(text, "("); ok {
		lead, text, _ = strings.Cut(rest, ")")
	}
	if i := strings.IndexByte(text, '('); i >= 0 && strings.HasSuffix(text, ")") {
		text, tail = text[:i], text[i+1:len(text)-1]
	}
	return strings.TrimSpace(lead), strings.TrimSpace(text), strings.TrimSpace(tail)
}

// addForm puts a phrase into the trie, in the plural and written together too where that is wanted and possible.
func (e *Engine) addForm(text string, en entry, inflect bool) {
	words := hashWords(text)
	if len(words) == 0 {
		return
	}
	e.trie.add(words, en)
	last, head := lastWord(text)
	if !inflect || last == "" {
		return
	}
	if p := plural(last); p != last {
		many := en
		many.plural = true
		e.trie.add(append(words[:len(words)-1:len(words)-1], hashWords(p)...), many)
	}
	if len(words) == 2 && len(head) >= 4 && len(last) >= 4 && asciiLetters(head) && asciiLetters(last) {
		e.trie.add(hashWords(head+last), en)
	}
}

// lastWord returns the last word of a phrase, "" where it does not end in a letter, and what stands before it.
func lastWord(text string) (last, head string) {
	i := len(text)
	for i > 0 && asciiLetterAt([]byte(text), i-1) {
		i--
	}
	if i > 0 && text[i-1] != ' ' && text[i-1] != '-' {
		return "", ""
	}
	return text[i:], text[:max(i-1, 0)]
}

func asciiLetters(s string) bool {
	for i := range len(s) {
		if !asciiLetterAt([]byte(s), i) {
			return false
		}
	}
	return s != ""
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
