package ui

import (
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// showContents lists the headings of the article.
func (m *Model) showContents() {
	source := m.open.Document.Source()
	var rows []row
	for _, b := range m.open.Document.Blocks() {
		if b.Heading {
			span := b.Span()
			rows = append(rows, row{name: document.CleanLine(fixed(&b, m.reading(m.open).shown)), span: span,
				right: fmt.Sprintf("%d%%", span.Start*100/max(len(source), 1))})
		}
	}
	m.pick("Contents", "this article has no headings", rows)
}

// fixed is the text of a block with the fixes in place.
func fixed(b *document.Block, anns []annotate.Annotation) string {
	var text strings.Builder
	from := 0
	for _, a := range anns {
		start, ok := b.View(a.Span.Start)
		last, end := b.View(a.Span.End - 1)
		if !ok || !end || start < from {
			continue
		}
		text.Write(b.Text[from:start])
		text.WriteString(a.Fix)
		from = last + 1
	}
	text.Write(b.Text[from:])
	return text.String()
}
