// Package document holds a text with its tree, its prose and the positions in it.
package document

import (
	"bytes"
	"sync"
)

// Format says how the bytes of a document are to be read.
type Format int

// The formats a document can have.
const (
	PlainText Format = iota
	MarkdownText
)

func (f Format) String() string {
	if f == MarkdownText {
		return "markdown"
	}
	return "plain"
}

// Document is a text and what can be said about its shape. The source bytes are never changed;
// every position anywhere in the program is an offset into them. A Document is safe for concurrent readers.
type Document struct {
	source []byte
	format Format

	blocksOnce sync.Once
	blocks     []Block
	linesOnce  sync.Once
	lines      []int // offset of each line's first byte
	layout     layout
	near       near
	references references
}

// Plain returns a document over plain text: nothing in it is markup. The caller gives source away.
func Plain(source []byte) *Document { return &Document{source: source, format: PlainText} }

// Markdown returns a document over Markdown (GFM with definition lists). The caller gives source away.
func Markdown(source []byte) *Document { return &Document{source: source, format: MarkdownText} }

// Source returns the bytes as they came. They must not be changed.
func (d *Document) Source() []byte { return d.source }

// Format says how the source is read.
func (d *Document) Format() Format { return d.format }

// Text returns the source inside s.
func (d *Document) Text(s Span) string { return string(d.source[s.Start:s.End]) }

// Blocks returns the prose of the document, block by block in source order: what rules may look at.
// Code, raw HTML and addresses are not in it.
func (d *Document) Blocks() []Block {
	d.blocksOnce.Do(func() {
		for i := 0; ; i++ {
			if _, ok := d.Chunk(i); !ok {
				break
			}
			d.blocks = append(d.blocks, d.BlocksIn(i)...)
		}
	})
	return d.blocks
}

// BlocksIn returns the prose of the i-th chunk. Unlike Blocks it keeps nothing.
func (d *Document) BlocksIn(i int) []Block {
	if d.format == MarkdownText {
		return markdownBlocks(d.ParseChunk(i))
	}
	s, _ := d.Chunk(i)
	return plainBlocks(d.source[:s.End], s.Start)
}

// plainBlocks cuts plain text from an offset on at blank lines. Each block's text is the source itself.
func plainBlocks(source []byte, from int) []Block {
	var blocks []Block
	for _, p := range Paragraphs(source[from:]) {
		s := Span{from + p.Span().Start, from + p.Span().End}
		blocks = append(blocks, Block{Text: source[s.Start:s.End:s.End], runs: []run{{view: 0, source: s.Start, length: s.Len()}}})
	}
	return blocks
}

// Paragraph is a run of lines of plain text with a blank line, or an end of the text, on either side.
type Paragraph struct {
	Lines []Span // without line ends and without trailing blanks; never empty
}

// Span covers the paragraph from its first line's start to its last line's end.
func (p Paragraph) Span() Span { return Span{p.Lines[0].Start, p.Lines[len(p.Lines)-1].End} }

// Paragraphs cuts plain text at blank lines.
func Paragraphs(source []byte) []Paragraph {
	var (
		all []Paragraph
		now Paragraph
	)
	for at := 0; at < len(source); {
		end, next := len(source), len(source)
		if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
			end, next = at+i, at+i+1
		}
		if line := (Span{at, at + len(bytes.TrimRight(source[at:end], " \t\r\v\f"))}); !blank(source[line.Start:line.End]) {
			now.Lines = append(now.Lines, line)
		} else if now.Lines != nil {
			all, now = append(all, now), Paragraph{}
		}
		at = next
	}
	if now.Lines != nil {
		all = append(all, now)
	}
	return all
}

func blank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }
