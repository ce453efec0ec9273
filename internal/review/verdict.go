package review

import (
	"slices"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Ruling is what the reader decided about a fix.
type Ruling int

// The rulings.
const (
	Undecided Ruling = iota
	Accepted
	Rejected
	Edited
)

// Verdict is the reader's ruling on the fix of one span.
type Verdict struct {
	Span   document.Span
	Ruling Ruling
	Fix    string // of an edited fix

	ZH, Pinyin, Literal string // of a fix that was taken from a guess
}

// Verdicts are the reader's decisions on one article and the way back. The zero value holds none.
type Verdicts struct {
	now    map[document.Span]Verdict
	done   []step
	undone []step
}

// step is what is undone at once.
type step []change

type change struct{ before, after Verdict }

// Rule takes new verdicts, which Undo takes back as one.
func (v *Verdicts) Rule(all ...Verdict) {
	var s step
	for _, after := range all {
		before, ok := v.now[after.Span]
		if !ok {
			before = Verdict{Span: after.Span}
		}
		s = append(s, change{before, after})
	}
	v.done, v.undone = append(v.done, s), nil
	v.set(s, func(c change) Verdict { return c.after })
}

// Recall takes verdicts of an earlier session, which cannot be undone; what was decided in this one goes before them.
func (v *Verdicts) Recall(all []Verdict) {
	if len(v.now) > 0 {
		return
	}
	v.Rule(all...)
	v.done = nil
}

// Of returns the ruling on the fix of a span.
func (v *Verdicts) Of(span document.Span) Ruling { return v.now[span].Ruling }

// Rejected reports whether every one of the spans has been rejected, and there is one.
func (v *Verdicts) Rejected(spans []document.Span) bool {
	return len(spans) > 0 && !slices.ContainsFunc(spans, func(s document.Span) bool { return v.Of(s) != Rejected })
}

// Empty reports whether the reader has decided nothing.
func (v *Verdicts) Empty() bool { return len(v.now) == 0 }

// RejectedAt reports whether every annotation at the places has been rejected, and there is one.
func (v *Verdicts) RejectedAt(anns []annotate.Annotation, places []document.Span) bool {
	return len(v.now) > 0 && v.Rejected(Touching(anns, places))
}

// Undo takes the last step back; false where there is none.
func (v *Verdicts) Undo() bool {
	n := len(v.done) - 1
	if n < 0 {
		return false
	}
	s := v.done[n]
	v.done, v.undone = v.done[:n], append(v.undone, s)
	v.set(s, func(c change) Verdict { return c.before })
	return true
}

// Redo takes the step again that Undo took back; false where there is none.
func (v *Verdicts) Redo() bool {
	n := len(v.undone) - 1
	if n < 0 {
		return false
	}
	s := v.undone[n]
	v.undone, v.done = v.undone[:n], append(v.done, s)
	v.set(s, func(c change) Verdict { return c.after })
	return true
}

func (v *Verdicts) set(s step, to func(change) Verdict) {
	if v.now == nil {
		v.now = map[document.Span]Verdict{}
	}
	for _, c := range s {
		if verdict := to(c); verdict.Ruling == Undecided {
			delete(v.now, verdict.Span)
		} else {
			v.now[verdict.Span] = verdict
		}
	}
}

// All lists the verdicts in the order of the text.
func (v *Verdicts) All() []Verdict {
	all := make([]Verdict, 0, len(v.now))
	for _, verdict := range v.now {
		all = append(all, verdict)
	}
	slices.SortFunc(all, func(a, b Verdict) int { return a.Span.Start - b.Span.Start })
	return all
}

// Apply returns the annotations as the reader has them. A fix of the reader's own where the engine has none takes the place
// of whatever it touches.
func (v *Verdicts) Apply(anns []annotate.Annotation) []annotate.Annotation {
	if len(v.now) == 0 {
		return anns
	}
	own := v.own(anns)
	out := make([]annotate.Annotation, 0, len(anns)+len(own))
	for _, a := range anns {
		for len(own) > 0 && own[0].Span.End <= a.Span.Start {
			out, own = append(out, own[0]), own[1:]
		}
		if len(own) > 0 && own[0].Span.Overlaps(a.Span) {
			continue
		}
		switch verdict := v.now[a.Span]; verdict.Ruling {
		case Rejected:
			continue
		case Edited:
			a.Fix = verdict.Fix
			a.Origin = annotate.FromReader
			if verdict.ZH != "" {
				a.ZH, a.Pinyin, a.Literal = verdict.ZH, verdict.Pinyin, verdict.Literal
			}
		case Accepted:
			a.Origin = annotate.FromReader
		case Undecided:
		}
		out = append(out, a)
	}
	return append(out, own...)
}

// own makes annotations of the fixes whose span is none of the engine's, in the order of the text and apart.
func (v *Verdicts) own(anns []annotate.Annotation) []annotate.Annotation {
	engines := map[document.Span]bool{}
	for i := range anns {
		engines[anns[i].Span] = true
	}
	var own []annotate.Annotation
	for _, verdict := range v.All() {
		if verdict.Ruling != Edited || engines[verdict.Span] || len(own) > 0 && own[len(own)-1].Span.Overlaps(verdict.Span) {
			continue
		}
		own = append(own, annotate.Annotation{
			Span: verdict.Span, Fix: verdict.Fix, Kind: annotate.Term, Severity: annotate.Major,
			Origin: annotate.FromReader, Confidence: 1, ZH: verdict.ZH, Pinyin: verdict.Pinyin, Literal: verdict.Literal,
		})
	}
	return own
}
