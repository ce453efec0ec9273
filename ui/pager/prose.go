package pager

import "github.com/seed-0d8bf4ce/reader/internal/document"

// Sentence returns where the sentence at a place of a text begins and ends.
func Sentence(text []byte, at int) (start, end int) { return sentenceAt(text, at) }

// Words is a stretch of a block's text as the reader sees it: the words of code and addresses, which are no prose, are in place.
func Words(source []byte, b *document.Block, from, to int) string {
	return withObjects(source, b, from, to)
}

// SentenceOf is the sentence that a span stands in, as it stands in the source, on one line.
func (p *Pager) SentenceOf(span document.Span) string {
	return document.CleanLine(p.document.Text(p.unitAt(span.Start, bySentence)))
}
