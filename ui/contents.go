package ui

import (
	tea "charm.land/bubbletea/v2"
	"fmt"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// rowsListed brings the rows of a list that took its time.
type rowsListed struct {
	article      *articles.Article
	document     *document.Document
	title, empty string
	rows         []row
	cast         []annotate.Member // of the who's who
}

// rowsListed shows a list that was asked for, unless it is one of another text.
func (m *Model) rowsListed(msg rowsListed) {
	if msg.article != m.open || msg.document != m.open.Document {
		return
	}
	if msg.cast != nil {
		r := m.reading(m.open)
		r.cast, msg.rows = msg.cast, castRows(msg.cast, r)
	}
	m.pick(msg.title, msg.empty, msg.rows)
}

// showContents lists the headings of the article.
func (m *Model) showContents() tea.Cmd {
	a, d, anns := m.open, m.open.Document, m.reading(m.open).shown
	const title, empty = "Contents", "this article has no headings"
	if len(d.Source()) < longText {
		m.pick(title, empty, headings(d, anns))
		return nil
	}
	return m.ask(m.while(func() tea.Msg {
		return rowsListed{article: a, document: d, title: title, empty: empty, rows: headings(d, anns)}
	}))
}

// headings makes a row of each heading.
func headings(d *document.Document, anns []annotate.Annotation) (rows []row) {
	size := max(len(d.Source()), 1)
	for i := 0; ; i++ {
		if _, ok := d.Chunk(i); !ok {
			return rows
		}
		for _, b := range d.BlocksIn(i) {
			if b.Heading {
				span := b.Span()
				rows = append(rows, row{name: document.CleanLine(pager.Shown(d, anns, span, render.Fixed)), span: span, right: fmt.Sprintf("%d%%", span.Start*100/size)})
			}
		}
	}
}
