package export

import (
	"cmp"
	"slices"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// kindOf is the mark that a ruling is.
var kindOf = map[review.Ruling]Kind{review.Accepted: Accept, review.Rejected: Reject, review.Edited: Fix}

// marksOf makes marks of verdicts. The findings are those before the verdicts: they say which fix it was.
func marksOf(verdicts []review.Verdict, findings []annotate.Annotation) []Mark {
	found := make(map[document.Span]*annotate.Annotation, len(verdicts))
	for i := range findings {
		found[findings[i].Span] = &findings[i]
	}
	marks := make([]Mark, 0, len(verdicts))
	for _, v := range verdicts {
		m := Mark{Kind: kindOf[v.Ruling], Span: v.Span, Fix: v.Fix, Rule: v.Rule, ZH: v.ZH, Pinyin: v.Pinyin, Literal: v.Literal}
		if f := found[v.Span]; f != nil && v.Ruling != review.Edited {
			m.ZH, m.Pinyin, m.Literal = f.ZH, f.Pinyin, f.Literal
			if m.Fix == "" && m.Rule == "" { // an older program kept neither
				m.Fix = f.Fix
			}
		}
		marks = append(marks, m)
	}
	return marks
}

// verdict is the verdict that a mark on a fix is. What rules say of a fix is theirs to say, and is not kept.
func (m *Mark) verdict() review.Verdict {
	v := review.Verdict{Span: m.Span, Fix: m.Fix, Rule: m.Rule}
	for ruling, kind := range kindOf {
		if kind == m.Kind {
			v.Ruling = ruling
		}
	}
	if v.Ruling == review.Edited {
		v.ZH, v.Pinyin, v.Literal = m.ZH, m.Pinyin, m.Literal
	}
	return v
}

// sortMarks puts marks into the order of the text, those without a place behind.
func sortMarks(marks []Mark) {
	slices.SortStableFunc(marks, func(a, b Mark) int {
		if a.Placed() != b.Placed() {
			if a.Placed() {
				return -1
			}
			return 1
		}
		return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End)
	})
}
