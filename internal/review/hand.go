package review

import (
	"cmp"
	"maps"
	"slices"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Hand is what the reader's own hand left on an article: verdicts on its fixes, highlights and notes, and the way back. The zero value holds nothing.
type Hand struct {
	verdicts map[document.Span]Verdict
	marks    map[string]Mark
	done     []Act
	undone   []Act
}

// Rule takes new verdicts, which Undo takes back as one, and returns what was done. A fix of the reader's own takes the place of those that it touches.
func (h *Hand) Rule(all ...Verdict) Act {
	var act Act
	for _, after := range all {
		act.Verdicts = append(act.Verdicts, h.ruled(after)...)
	}
	return h.do(act)
}

// ruled is what a verdict changes: its own span, and the reader's fixes on others that share bytes with it.
func (h *Hand) ruled(after Verdict) []Change[Verdict] {
	before, ok := h.verdicts[after.Span]
	if !ok {
		before = Verdict{Span: after.Span}
	}
	changes := []Change[Verdict]{{before, after}}
	if after.Ruling != Edited {
		return changes
	}
	for _, v := range h.Verdicts() {
		if v.Ruling == Edited && v.Span != after.Span && v.Span.Overlaps(after.Span) {
			changes = append(changes, Change[Verdict]{v, Verdict{Span: v.Span}})
		}
	}
	return changes
}

// Mark takes marks, new ones and such as take the place of those with their ID, and returns what was done.
func (h *Hand) Mark(all ...Mark) Act {
	var act Act
	for _, after := range all {
		before, ok := h.marks[after.ID]
		if !ok {
			before = Gone(after.ID)
		}
		if !before.equal(&after) {
			act.Marks = append(act.Marks, Change[Mark]{before, after})
		}
	}
	return h.do(act)
}

// Erase takes marks away, and returns what was done. Those that are not there are passed over.
func (h *Hand) Erase(ids ...string) Act {
	var act Act
	for _, id := range ids {
		if before, ok := h.marks[id]; ok {
			act.Marks = append(act.Marks, Change[Mark]{before, Gone(id)})
		}
	}
	return h.do(act)
}

// Put gives an orphan a place: its words are what stands there now. A fix of the reader's own becomes a verdict again.
func (h *Hand) Put(id string, span document.Span, source []byte) Act {
	before, ok := h.marks[id]
	if !ok || span.Empty() {
		return Act{}
	}
	if before.Fix == nil {
		after := before
		after.Span, after.Quote = span, document.QuoteAt(source, span)
		return h.Mark(after)
	}
	return h.do(Act{
		Verdicts: h.ruled(Verdict{Span: span, Ruling: Edited, Fix: *before.Fix}),
		Marks:    []Change[Mark]{{before, Gone(id)}},
	})
}

func (h *Hand) do(act Act) Act {
	if !act.Empty() {
		h.done, h.undone = append(h.done, act), nil
		h.take(act)
	}
	return act
}

// Recall takes what was kept from before, which cannot be undone; what was done in this session goes before it.
func (h *Hand) Recall(kept Kept) {
	if len(h.done)+len(h.undone) > 0 {
		return
	}
	h.verdicts, h.marks = nil, nil
	for _, v := range kept.Verdicts {
		h.setVerdict(v)
	}
	for _, m := range kept.Marks {
		h.setMark(m)
	}
}

// Undo takes the last act back and returns what was done by that; false where there is none.
func (h *Hand) Undo() (Act, bool) {
	n := len(h.done) - 1
	if n < 0 {
		return Act{}, false
	}
	act := h.done[n]
	h.done, h.undone = h.done[:n], append(h.undone, act)
	back := act.Back()
	h.take(back)
	return back, true
}

// Redo does again what Undo took back; false where there is nothing.
func (h *Hand) Redo() (Act, bool) {
	n := len(h.undone) - 1
	if n < 0 {
		return Act{}, false
	}
	act := h.undone[n]
	h.undone, h.done = h.undone[:n], append(h.done, act)
	h.take(act)
	return act, true
}

// Depth is how many acts there are that can be undone.
func (h *Hand) Depth() int { return len(h.done) }

func (h *Hand) take(act Act) {
	for _, c := range act.Verdicts {
		h.setVerdict(c.After)
	}
	for _, c := range act.Marks {
		h.setMark(c.After)
	}
}

func (h *Hand) setVerdict(v Verdict) {
	if v.Ruling == Undecided {
		delete(h.verdicts, v.Span)
		return
	}
	if h.verdicts == nil {
		h.verdicts = map[document.Span]Verdict{}
	}
	h.verdicts[v.Span] = v
}

func (h *Hand) setMark(m Mark) {
	if !m.There() {
		delete(h.marks, m.ID)
		return
	}
	if h.marks == nil {
		h.marks = map[string]Mark{}
	}
	h.marks[m.ID] = m
}

// Of returns the ruling on the fix of a span.
func (h *Hand) Of(span document.Span) Ruling { return h.verdicts[span].Ruling }

// VerdictOn returns the verdict on a span, which may be Undecided.
func (h *Hand) VerdictOn(span document.Span) Verdict {
	if v, ok := h.verdicts[span]; ok {
		return v
	}
	return Verdict{Span: span}
}

// Rejected reports whether every one of the spans has been rejected, and there is one.
func (h *Hand) Rejected(spans []document.Span) bool {
	return len(spans) > 0 && !slices.ContainsFunc(spans, func(s document.Span) bool { return h.Of(s) != Rejected })
}

// Empty reports whether the reader left nothing.
func (h *Hand) Empty() bool { return len(h.verdicts)+len(h.marks) == 0 }

// RejectedAt reports whether every annotation at the places has been rejected, and there is one.
func (h *Hand) RejectedAt(anns []annotate.Annotation, places []document.Span) bool {
	return len(h.verdicts) > 0 && h.Rejected(Touching(anns, places))
}

// Verdicts lists the verdicts in the order of the text.
func (h *Hand) Verdicts() []Verdict {
	return slices.SortedFunc(maps.Values(h.verdicts), func(a, b Verdict) int { return a.Span.Start - b.Span.Start })
}

// Marks lists the marks in the order of the text, orphans last, in the order they were made.
func (h *Hand) Marks() []Mark {
	return slices.SortedFunc(maps.Values(h.marks), func(a, b Mark) int {
		switch {
		case a.Orphan() != b.Orphan():
			return cmp.Compare(b.Span.Len(), a.Span.Len())
		case a.Orphan():
			return cmp.Or(cmp.Compare(a.Made, b.Made), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.ID, b.ID))
	})
}

// MarkCalled finds a mark by its ID.
func (h *Hand) MarkCalled(id string) (Mark, bool) {
	m, ok := h.marks[id]
	return m, ok
}

// Kept is what is to be kept of the hand.
func (h *Hand) Kept() Kept { return Kept{Verdicts: h.Verdicts(), Marks: h.Marks()} }

// With is what is kept when an act is done to it.
func (k Kept) With(act Act) Kept {
	var h Hand
	h.Recall(k)
	h.take(act)
	now := h.Kept()
	now.Place = k.Place
	return now
}
