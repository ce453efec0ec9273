package export

import (
	"bytes"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// anchor finds the places of an item's marks in a document: by position, where the words there are those of the mark; where the item has
// the text that the marks were made on, by what became of it; by the words and those around them; else nowhere.
func anchor(d *document.Document, it *item) []Mark {
	if len(it.marks) == 0 {
		return nil
	}
	to := newAnchorer(d)
	from, changes := to, (*document.Changes)(nil)
	if it.article != nil && !bytes.Equal(it.article.Document.Source(), d.Source()) {
		from = newAnchorer(it.article.Document)
		changes = document.Compare(it.article.Document.Source(), d.Source())
	}
	marks := make([]Mark, 0, len(it.marks))
	for i := range it.marks {
		m := it.marks[i].Mark
		m.Span = placeOf(from, to, changes, &it.marks[i])
		if m.Placed() {
			m.Exact, m.Prefix, m.Suffix = "", "", ""
		}
		marks = append(marks, m)
	}
	sortMarks(marks)
	return marks
}

// placeOf is the place of a mark, empty where it has none.
func placeOf(from, to *anchorer, changes *document.Changes, m *loose) document.Span {
	q := quote{m.Exact, m.Prefix, m.Suffix}
	s, sure, ok := from.at(m.start, m.end, q)
	if ok && changes != nil {
		was := from.r.quoteOf(s)
		s, ok = changes.Span(s)
		ok = ok && agreement(was, to.r.quoteOf(s)) >= agreesAtPlace
	}
	if ok && sure {
		return s
	}
	if better, found := to.find(q); found {
		return better
	}
	if ok {
		return s
	}
	return document.Span{}
}
