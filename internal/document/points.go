package document

import (
	"sort"
	"unicode/utf8"
)

// Line returns the line and the column of a source offset, both counted from 1, the column in code points.
func (d *Document) Line(offset int) (line, column int) {
	starts := d.lineStarts()
	offset = min(max(offset, 0), len(d.source))
	i := sort.SearchInts(starts, offset+1) - 1
	return i + 1, utf8.RuneCount(d.source[starts[i]:offset]) + 1
}

// Offset returns the source offset of a line and column as Line counts them; ok is false where the text has no such place.
func (d *Document) Offset(line, column int) (offset int, ok bool) {
	starts := d.lineStarts()
	if line < 1 || line > len(starts) || column < 1 {
		return 0, false
	}
	at := starts[line-1]
	for ; column > 1; column-- {
		if at >= len(d.source) || d.source[at] == '\n' {
			return 0, false
		}
		_, n := utf8.DecodeRune(d.source[at:])
		at += n
	}
	return at, true
}

func (d *Document) lineStarts() []int {
	d.linesOnce.Do(func() {
		d.lines = []int{0}
		for i, c := range d.source {
			if c == '\n' {
				d.lines = append(d.lines, i+1)
			}
		}
	})
	return d.lines
}

// Points turns ascending byte offsets of a text into code points, in one pass over the text. Each byte of invalid
// UTF-8 counts as one code point, as a decoder that replaces it with U+FFFD counts.
type Points struct {
	text      []byte
	at, count int
}

// NewPoints starts a count at the beginning of text.
func NewPoints(text []byte) *Points { return &Points{text: text} }

// At returns how many code points stand before the byte offset. Calls must not go backwards.
func (p *Points) At(offset int) int {
	p.count += utf8.RuneCount(p.text[p.at:offset])
	p.at = offset
	return p.count
}
