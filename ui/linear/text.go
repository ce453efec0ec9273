package linear

import (
	"sort"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// block returns the block of prose that holds a source offset; false where it is none.
func (r *reading) block(offset int) (*document.Block, bool) {
	d := r.article.Document
	blocks := d.BlocksIn(d.ChunkAt(offset))
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].Span().End > offset })
	if i == len(blocks) || !blocks[i].Span().Contains(offset) {
		return nil, false
	}
	return &blocks[i], true
}

// sentence returns the sentence that a span stands in, as a mode shows it; the line of the page where that is no prose.
func (r *reading) sentence(span document.Span, mode render.Mode) string {
	b, ok := r.block(span.Start)
	if !ok {
		if lines := r.page.Lines(r.page.At(span.Start), 1); len(lines) == 1 {
			return render.Text(lines[0])
		}
		return ""
	}
	at, _ := b.View(span.Start)
	start, end := pager.Sentence(b.Text, at)
	if last, ok := b.View(span.End - 1); ok && last >= end {
		_, end = pager.Sentence(b.Text, last)
	}
	return r.worded(b, start, end, mode)
}

// worded is a stretch of a block as a mode shows it.
func (r *reading) worded(b *document.Block, from, to int, mode render.Mode) string {
	source := r.article.Document.Source()
	var text strings.Builder
	span := b.Span()
	for i := sort.Search(len(r.shown), func(i int) bool { return r.shown[i].Span.End > span.Start }); i < len(r.shown) && r.shown[i].Span.Start < span.End; i++ {
		a := &r.shown[i]
		start, begins := b.View(a.Span.Start)
		last, ends := b.View(a.Span.End - 1)
		if mode == render.Original || !begins || !ends || start < from || last >= to {
			continue
		}
		text.WriteString(pager.Words(source, b, from, start))
		from = last + 1
		glitch := pager.Words(source, b, start, from)
		switch {
		case mode == render.Marked:
			text.WriteString("[" + glitch + "]")
		case mode == render.Both && a.Fix != "":
			text.WriteString(a.Fix + " (" + glitch + ")")
		default:
			text.WriteString(a.Fix)
		}
	}
	text.WriteString(pager.Words(source, b, from, to))
	return text.String()
}

// spanOf returns where words stand in the source: from the piece that the reader is at on, else from the start.
func (r *reading) spanOf(words string) (document.Span, bool) {
	all := pager.Find(r.article.Document.Source(), nil, words)
	if len(all) == 0 {
		return document.Span{}, false
	}
	i := sort.Search(len(all), func(i int) bool { return all[i].Start >= r.at })
	return all[i%len(all)], true
}
