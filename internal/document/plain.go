package document

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/width"
)

// How long lines are that were broken by hand or by a program, in columns. Longer ones are paragraphs, shorter ones are
// lines of a menu, a poem, a table.
const (
	longLine  = 110
	shortLine = 40
)

// plainTree builds the tree of a stretch of plain text: nothing in it is markup. It also returns the shape of its first paragraph.
func plainTree(source []byte) (root *ast.Document, first shape) {
	root = ast.NewDocument()
	for i, p := range Paragraphs(source) {
		lines := make([]Span, len(p.Lines))
		for i, s := range p.Lines {
			lines[i] = unindent(source, s)
		}
		s := shapeOf(source, lines)
		if i == 0 {
			first = s
		}
		switch s {
		case wrapped:
			addLines(root, source, ast.NewParagraph(), lines)
		case paragraphs:
			for i := range lines {
				addLines(root, source, ast.NewParagraph(), lines[i:i+1])
			}
		case lineByLine:
			addLines(root, source, ast.NewParagraph(), lines[:1])
			for i := range lines[1:] {
				addLines(root, source, ast.NewTextBlock(), lines[i+1:i+2])
			}
		}
	}
	return root, first
}

func addLines(root *ast.Document, source []byte, block ast.Node, lines []Span) {
	for i, s := range lines {
		addLine(block, source, s, i+1 < len(lines))
		block.Lines().Append(text.NewSegment(s.Start, s.End))
	}
	root.AppendChild(root, block)
}

func unindent(source []byte, s Span) Span {
	line := source[s.Start:s.End]
	return Span{s.End - len(bytes.TrimLeft(line, " \t\r\v\f")), s.End}
}

// shape is what the lines of a paragraph of plain text are.
type shape int

const (
	wrapped    shape = iota // one paragraph, broken into lines of like length
	paragraphs              // a paragraph each
	lineByLine              // short lines, to be kept as they are
)

// shapeOf decides by the lengths of the lines and by how they begin: lines were broken by a program where nearly every one ends because
// the next word did not fit any more, or where they are of like length and sentences run on from one to the next.
func shapeOf(source []byte, lines []Span) shape {
	if len(lines) == 1 {
		return wrapped
	}
	widths := make([]int, len(lines))
	for i, s := range lines {
		widths[i] = columns(source[s.Start:s.End])
	}
	longest := slices.Max(widths)
	if longest > longLine {
		return paragraphs
	}
	usual := slices.Sorted(slices.Values(widths[:len(lines)-1]))[(len(lines)-1)*3/4]
	full, alike, running := 0, 0, 0
	for i := range lines[1:] {
		line, next := source[lines[i].Start:lines[i].End], source[lines[i+1].Start:lines[i+1].End]
		room := widths[i] + 1 + firstWord(next)
		full += count(room > longest-2)
		alike += count(room*20 > usual*17)
		running += count(runsOn(line, next))
	}
	breaks := len(lines) - 1
	if longest >= shortLine && (full*4 >= breaks*3 || alike*4 >= breaks*3 && running*2 >= breaks) {
		return wrapped
	}
	return lineByLine
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// runsOn reports whether a sentence seems to go on from a line to the next.
func runsOn(line, next []byte) bool {
	first, _ := utf8.DecodeRune(next)
	last, _ := utf8.DecodeLastRune(line)
	return unicode.IsLower(first) || last == ',' || wideRune(first) && wideRune(last)
}

// columns estimates how wide a line is on a terminal.
func columns(line []byte) int {
	n := 0
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		line = line[size:]
		n++
		if r >= 0x1100 && wideRune(r) {
			n++
		}
	}
	return n
}

// firstWord returns the columns of what must go on a line together: a word, or one character where lines may end anywhere.
func firstWord(line []byte) int {
	if r, size := utf8.DecodeRune(line); r >= 0x1100 && wideRune(r) {
		return columns(line[:size])
	}
	if i := bytes.IndexAny(line, " \t"); i >= 0 {
		line = line[:i]
	}
	return columns(line)
}

func wideRune(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}
