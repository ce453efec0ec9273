package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// hit is what a search found in an article that is opened for it.
type hit struct {
	article *articles.Article
	snippet shelf.Snippet
	by      *finding // where the way back leads; nil for the article that was open
	from    int      // where the reader was before
	asked   bool     // the place is being looked for, or was shown
	whole   bool     // in all of the article as it is repaired
}

// hitFound is where the words of a hit stand.
type hitFound struct {
	article  *articles.Article
	document *document.Document
	words    string
	spans    []document.Span
	at       int // the one that is meant
}

// words are those that were found.
func (h *hit) words() string {
	if len(h.snippet.Marks) == 0 {
		return ""
	}
	m := h.snippet.Marks[0]
	return h.snippet.Text[m[0]:m[1]]
}

// seekHit looks for the hit that the open article was opened for, once the article is there as it is repaired. Of a long one the text as it
// came is looked through first.
func (m *Model) seekHit() tea.Cmd {
	h := &m.hit
	if m.open == nil || m.open != h.article || m.open.Partial || h.asked || h.words() == "" {
		return nil
	}
	r := m.reading(m.open)
	whole := r.annotated || m.engine == nil
	if !whole && (r.long == nil || h.whole) {
		return nil
	}
	h.asked, h.whole = true, whole
	a, text, anns, words, snippet, ctx := m.open, m.open.Document, r.shown, h.words(), h.snippet.Text, m.ctx
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		spans := pager.Find(text.Source(), anns, words)
		return hitFound{a, text, words, spans, meant(text.Source(), anns, spans, snippet)}
	}
}

// hitFound shows a hit, unless the reader has gone elsewhere.
func (m *Model) hitFound(f hitFound) {
	h := &m.hit
	if f.article != m.open || f.article != h.article || f.document != m.open.Document {
		return
	}
	if len(f.spans) == 0 {
		if !h.whole {
			h.asked, h.whole = false, true // to be looked for once more, when all of it is repaired
		}
		return
	}
	if m.pager.Offset() == h.from {
		m.query = f.words
		m.pager.SetFoundAt(f.words, f.spans, f.at)
	}
}

// The bounds of looking for the place that is meant.
const (
	mostPlaces = 2000 // that are looked at
	roundPlace = 400  // bytes of the text on either side of one
)

// meant is which of the places where words stand is the one in a snippet: the first that has the most of its words round it.
func meant(source []byte, anns []annotate.Annotation, spans []document.Span, snippet string) int {
	wanted := strings.Fields(strings.ToLower(snippet))
	best, most := 0, -1
	for i, s := range spans[:min(len(spans), mostPlaces)] {
		round := string(repairedAround(source, anns, s))
		n := 0
		for _, w := range wanted {
			if strings.Contains(round, w) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// repairedAround is what stands round a place of a text as it is repaired, in small letters.
func repairedAround(source []byte, anns []annotate.Annotation, at document.Span) []byte {
	part := document.Span{Start: max(at.Start-roundPlace, 0), End: min(at.End+roundPlace, len(source))}
	var inside []annotate.Annotation
	for i := range anns {
		if a := anns[i]; a.Span.Start >= part.Start && a.Span.End <= part.End {
			a.Span = document.Span{Start: a.Span.Start - part.Start, End: a.Span.End - part.Start}
			inside = append(inside, a)
		}
	}
	return []byte(strings.ToLower(string(annotate.Apply(source[part.Start:part.End], inside))))
}
