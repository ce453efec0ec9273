package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// hit is what a search found in an article that is opened for it.
type hit struct {
	article *articles.Article
	snippet shelf.Snippet
	from    int  // where the reader was before
	asked   bool // the place is being looked for, or was shown
	whole   bool // in all of the article as it is repaired
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
		return hitFound{a, text, words, spans, pager.Meant(text.Source(), anns, spans, snippet)}
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
