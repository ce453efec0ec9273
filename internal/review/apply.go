package review

import (
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Apply returns the annotations as the reader has them. A fix of the reader's own where the engine has none takes the place
// of whatever it touches.
func (h *Hand) Apply(anns []annotate.Annotation) []annotate.Annotation {
	if len(h.verdicts) == 0 {
		return anns
	}
	own := h.own(anns)
	out := make([]annotate.Annotation, 0, len(anns)+len(own))
	for _, a := range anns {
		for len(own) > 0 && own[0].Span.End <= a.Span.Start {
			out, own = append(out, own[0]), own[1:]
		}
		if len(own) > 0 && own[0].Span.Overlaps(a.Span) {
			continue
		}
		switch verdict := h.verdicts[a.Span]; verdict.Ruling {
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
func (h *Hand) own(anns []annotate.Annotation) []annotate.Annotation {
	engines := map[document.Span]bool{}
	for i := range anns {
		engines[anns[i].Span] = true
	}
	var own []annotate.Annotation
	for _, verdict := range h.Verdicts() {
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
