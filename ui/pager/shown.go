package pager

import (
	"sort"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// Shown is the text of a span as a mode shows it: with the fixes in place unless the original is shown. A blank line stands between blocks.
func Shown(d *document.Document, anns []annotate.Annotation, span document.Span, mode render.Mode) string {
	if mode == render.Original || mode == render.Marked {
		anns = nil
	}
	var parts []string
	for b := d.BlockAt(span.Start); b != nil && b.Span().Start < span.End; b = d.BlockAfter(b) {
		if text := strings.TrimSpace(shownBlock(d.Source(), b, anns, span)); text != "" {
			parts = append(parts, text)
		}
	}
	return document.Clean(strings.Join(parts, "\n\n"))
}

// shownBlock is the part of a block that lies in a span, with fixes in place.
func shownBlock(source []byte, b *document.Block, anns []annotate.Annotation, span document.Span) string {
	from, to := 0, len(b.Text)
	if at, ok := b.View(span.Start); ok {
		from = at
	}
	if at, ok := b.View(span.End - 1); ok {
		to = at + 1
	}
	first := max(span.Start, b.Span().Start)
	var text strings.Builder
	for i := sort.Search(len(anns), func(i int) bool { return anns[i].Span.End > first }); i < len(anns) && anns[i].Span.Start < span.End; i++ {
		a := &anns[i]
		start, begins := b.View(a.Span.Start)
		last, ends := b.View(a.Span.End - 1)
		if !begins || !ends || start < from || last >= to {
			continue
		}
		text.WriteString(withObjects(source, b, from, start))
		text.WriteString(a.Fix)
		from = last + 1
	}
	text.WriteString(withObjects(source, b, from, to))
	return text.String()
}
