package annotate

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Failure is a sentence of a rule that did not come out as its author wants.
//
//nolint:errname // in the words of the house a sentence fails
type Failure struct {
	File     string
	Line     int
	Rule     string
	Sentence string
	Text     string
}

func (f Failure) Error() string {
	return fmt.Sprintf("%s:%d: %s: %s\n\t%s", f.File, f.Line, f.Rule, f.Text, f.Sentence)
}

// TestPack runs the sentences of a pack's rules through an engine that holds the pack, and returns those that fail.
func TestPack(e *Engine, p *Pack) (failed []Failure) {
	for i := range p.Rules {
		r := &p.Rules[i]
		fail := func(sentence, format string, a ...any) {
			failed = append(failed, Failure{first(p.File, p.Name), r.Line, r.ID, sentence, fmt.Sprintf(format, a...)})
		}
		where := Inside(p.Only, r.Only)
		for _, s := range r.Hits {
			r.testHit(e, s, where, fail)
		}
		for _, s := range r.Leaves {
			for _, a := range e.Annotate(document.Plain([]byte(s)), where) {
				if a.Rule == r.Name() {
					fail(s, "marks %q, which must stay", s[a.Span.Start:a.Span.End])
				}
			}
		}
	}
	return failed
}

func (r *Rule) testHit(e *Engine, sentence string, options Options, fail func(string, string, ...any)) {
	text, marks := readMarked(sentence)
	if len(marks) == 0 {
		fail(sentence, "a hit needs a mark [what stands=>what shall stand]")
		return
	}
	if r.Date.From != 0 {
		options.Published = strconv.Itoa(r.Date.From)
	}
	found := e.Annotate(document.Plain([]byte(text)), options)
	for _, m := range marks {
		got := wording(text, found, m.span)
		switch {
		case got == "":
			fail(sentence, "does not mark %q", text[m.span.Start:m.span.End])
		case !sameWording(text, found, m):
			fail(sentence, "puts %s, not %q", got, m.fix)
		}
	}
}

// wording shows what the annotations that touch s put in place.
func wording(text string, found []Annotation, s document.Span) string {
	var parts []string
	for _, a := range found {
		if a.Span.Overlaps(s) {
			parts = append(parts, fmt.Sprintf("[%s=>%s]", text[a.Span.Start:a.Span.End], a.Fix))
		}
	}
	return strings.Join(parts, " ")
}

// sameWording reports whether the text reads as the mark wants it, whatever the borders of the annotations.
func sameWording(text string, found []Annotation, m mark) bool {
	lo, hi := m.span.Start, m.span.End
	var touching []Annotation
	for _, a := range found {
		if a.Span.Overlaps(m.span) {
			lo, hi = min(lo, a.Span.Start), max(hi, a.Span.End)
			touching = append(touching, a)
		}
	}
	want := text[lo:m.span.Start] + m.fix + text[m.span.End:hi]
	var got strings.Builder
	at := lo
	for _, a := range touching {
		got.WriteString(text[at:a.Span.Start] + a.Fix)
		at = a.Span.End
	}
	got.WriteString(text[at:hi])
	return withoutArticle(got.String()) == withoutArticle(want)
}

// withoutArticle folds blanks and drops an article in front: whether a fix takes it along is the engine's business, not the sentence's.
func withoutArticle(s string) string {
	words := strings.Fields(s)
	if len(words) > 1 && articles[hashWord(words[0])] {
		words = words[1:]
	}
	return capitalise(strings.Join(words, " "))
}

// mark is one [words=>fix] of a hit: where the words stand in the bare sentence, and what shall stand there.
type mark struct {
	span document.Span
	fix  string
}

func (m mark) String() string { return fmt.Sprintf("{%s %s}", m.span, m.fix) }

// readMarked takes the marks out of a sentence. Brackets without => are text.
func readMarked(s string) (text string, marks []mark) {
	var b strings.Builder
	for s != "" {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			break
		}
		size := strings.IndexByte(s[open:], ']')
		if size < 0 {
			break
		}
		words, fix, ok := strings.Cut(s[open+1:open+size], "=>")
		if !ok {
			b.WriteString(s[:open+1])
			s = s[open+1:]
			continue
		}
		b.WriteString(s[:open])
		marks = append(marks, mark{document.Span{Start: b.Len(), End: b.Len() + len(words)}, fix})
		b.WriteString(words)
		s = s[open+size+1:]
	}
	return b.String() + s, marks
}
