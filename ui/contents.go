package ui

import (
	"fmt"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// showContents lists the headings of the article.
func (m *Model) showContents() {
	source := m.open.Document.Source()
	var rows []row
	for _, b := range m.open.Document.Blocks() {
		if b.Heading {
			span := b.Span()
			rows = append(rows, row{name: document.CleanLine(pager.Shown(m.open.Document, m.reading(m.open).shown, span, render.Fixed)), span: span,
				right: fmt.Sprintf("%d%%", span.Start*100/max(len(source), 1))})
		}
	}
	m.pick("Contents", "this article has no headings", rows)
}
