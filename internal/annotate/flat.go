package annotate

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"unsafe"
)

// flatWriter writes packs in the compiled form: numbers of variable length, strings with their length before them. What a pack is for its author only
// (sentences, the file) is left out.
type flatWriter struct {
	b      []byte
	scoped bool // with the scopes of packs and rules
}

func (w *flatWriter) num(n int)     { w.b = binary.AppendUvarint(w.b, uint64(n)) }
func (w *flatWriter) text(s string) { w.num(len(s)); w.b = append(w.b, s...) }

func (w *flatWriter) texts(all []string) {
	w.num(len(all))
	for _, s := range all {
		w.text(s)
	}
}

func (w *flatWriter) pack(p *Pack) {
	for _, s := range []string{p.Name, p.About, p.Version, p.Licence, p.Author} {
		w.text(s)
	}
	w.scope(p.Only)
	w.num(len(p.Off))
	for _, o := range p.Off {
		w.text(o.Name)
		w.num(o.Line)
		w.num(o.Column)
	}
	w.texts(p.Shields)
	w.num(len(p.Rules))
	for i := range p.Rules {
		w.rule(&p.Rules[i])
	}
	w.num(len(p.Names))
	for _, n := range p.Names {
		for _, s := range []string{n.ID, n.Name, n.ZH, n.Pinyin, n.Kind, n.Note} {
			w.text(s)
		}
		w.texts(n.Spellings)
		w.texts(n.Weak)
	}
}

func (w *flatWriter) rule(r *Rule) {
	for _, s := range r.strings() {
		w.text(*s)
	}
	for _, list := range r.lists() {
		w.texts(*list)
	}
	w.num(r.Line)
	w.num(r.Date.From)
	w.num(r.Date.To)
	w.num(share(r.Confidence))
	w.num(min(1, len(r.readings)))
	w.scope(r.Only)
	w.num(len(r.Match))
	for i := range r.Match {
		f := &r.Match[i]
		for _, s := range f.strings() {
			w.text(*s)
		}
		w.num(share(f.Confidence))
		if f.Fix == nil {
			w.num(0)
			continue
		}
		w.num(1)
		w.text(*f.Fix)
	}
}

// scope writes a scope, where there are any: the number of its lists, 0 for none.
func (w *flatWriter) scope(s *Scope) {
	switch {
	case !w.scoped:
	case s == nil:
		w.num(0)
	default:
		lists := s.Lists()
		w.num(len(lists))
		for _, l := range lists {
			w.texts(*l.Of)
		}
	}
}

// strings lists the fields of a rule that are compiled as text.
func (r *Rule) strings() []*string {
	return []*string{&r.Pack, &r.ID, &r.ZH, &r.Pinyin, &r.Literal, &r.Fix, &r.Plural, &r.Modifier, (*string)(&r.Kind), (*string)(&r.Severity), &r.Note,
		(*string)(&r.Case), (*string)(&r.Risk), &r.Article, (*string)(&r.Reach)}
}

// lists are the fields of a rule that are compiled as lists of text.
func (r *Rule) lists() []*[]string { return append([]*[]string{&r.Names}, r.cueLists()...) }

// cueLists are those of them that only the judgement of a match wants to know.
func (r *Rule) cueLists() []*[]string { return []*[]string{&r.Near, &r.Unless, &r.Before, &r.After} }

func (f *Form) strings() []*string {
	return []*string{&f.Text, &f.Plural, &f.Modifier, (*string)(&f.Severity), (*string)(&f.Risk), (*string)(&f.Case)}
}

// share keeps a confidence in ten thousandths.
func share(p float64) int { return int(math.Round(p * 10_000)) }

// flatReader reads what flatWriter wrote. Its strings are parts of b, which must not change any more.
type flatReader struct {
	b      []byte
	broken bool
	brief  bool // the cues of rules stay unread, see unreadCues
	scoped bool // scopes stand there

	met func(r *Rule, left int) // if there, gets each rule, which is gone afterwards, and how many bytes there were from it on
}

var errBroken = errors.New("the compiled packs break off or are damaged")

// num reads a number; one that is beyond what is left to read can be no count.
func (r *flatReader) num() int {
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > math.MaxInt32 {
		r.broken = true
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

func (r *flatReader) count() int {
	n := r.num()
	if n > len(r.b) {
		r.broken = true
		return 0
	}
	return n
}

func (r *flatReader) text() string {
	n := r.count()
	if n == 0 {
		return ""
	}
	s := unsafe.String(&r.b[0], n) //nolint:gosec // n bytes are there, and nobody changes them
	r.b = r.b[n:]
	return s
}

func (r *flatReader) texts() []string {
	n := r.count()
	if n == 0 {
		return nil
	}
	all := make([]string, n)
	for i := range all {
		all[i] = r.text()
	}
	return all
}

// skip passes over a list of text.
func (r *flatReader) skip() {
	for range r.count() {
		r.text()
	}
}

func (r *flatReader) pack() *Pack {
	p := &Pack{}
	for _, s := range []*string{&p.Name, &p.About, &p.Version, &p.Licence, &p.Author} {
		*s = r.text()
	}
	p.Only = r.scope()
	if n := r.count(); n > 0 {
		p.Off = make([]Switch, n)
		for i := range p.Off {
			p.Off[i] = Switch{Name: r.text(), Line: r.num(), Column: r.num()}
		}
	}
	p.Shields = r.texts()
	if rules := r.count(); r.met == nil {
		p.Rules = make([]Rule, rules)
		for i := range p.Rules {
			r.rule(&p.Rules[i])
		}
	} else {
		r.pass(rules)
	}
	p.Names = make([]Name, r.count())
	for i := range p.Names {
		n := &p.Names[i]
		for _, s := range []*string{&n.ID, &n.Name, &n.ZH, &n.Pinyin, &n.Kind, &n.Note} {
			*s = r.text()
		}
		n.Spellings, n.Weak = r.texts(), r.texts()
	}
	return p
}

func (r *flatReader) scope() *Scope {
	if !r.scoped || r.num() == 0 {
		return nil
	}
	s := &Scope{}
	for _, l := range s.Lists() {
		*l.Of = r.texts()
	}
	return s
}

// pass hands rules over one after the other and keeps none.
func (r *flatReader) pass(rules int) {
	var rule Rule
	for range rules {
		left := len(r.b)
		rule = Rule{Match: rule.Match[:0]}
		r.rule(&rule)
		r.met(&rule, left)
	}
}

func (r *flatReader) rule(rule *Rule) {
	for _, s := range rule.strings() {
		*s = r.text()
	}
	rule.Names = r.texts()
	if lists := rule.cueLists(); r.brief {
		unread := r.b
		for range lists {
			r.skip()
		}
		rule.unreadCues = unread[:len(unread)-len(r.b)]
	} else {
		for _, list := range lists {
			*list = r.texts()
		}
	}
	rule.Line = r.num()
	rule.Date = Years{r.num(), r.num()}
	rule.Confidence = float64(r.num()) / 10_000
	rule.read = r.num() == 1
	rule.Only = r.scope()
	n := r.count()
	rule.Match = slices.Grow(rule.Match, n)[:n]
	clear(rule.Match)
	for i := range rule.Match {
		f := &rule.Match[i]
		for _, s := range f.strings() {
			*s = r.text()
		}
		f.Confidence = float64(r.num()) / 10_000
		if r.num() == 1 {
			fix := r.text()
			f.Fix = &fix
		}
	}
}

// readCues reads the words that speak for and against a rule, if they were left unread.
func (r *Rule) readCues() {
	if r.unreadCues == nil {
		return
	}
	from := flatReader{b: r.unreadCues}
	for _, list := range r.cueLists() {
		*list = from.texts()
	}
	r.unreadCues = nil
}
