package render

import (
	"bytes"
	"fmt"
	"strings"

	"charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// laid is a leaf laid out for a view. The first row is the blank line before the leaf, where it has one.
type laid struct {
	rows    [][]glyph
	offsets []int // per row: the source offset of what it shows first
	pieces  []piece
	styles  []uv.Style
	gap     int // 1 where the first row is the blank line before
	bytes   int
}

// newGlamour returns glamour without wrapping, padding and margins: these are done on glyphs, where they are cheap and exact.
func newGlamour(t *Theme) renderer.Renderer {
	node := ansi.NewRenderer(ansi.Options{Styles: t.inner()})
	return renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(node, 1000)))
}

// lay lays a leaf out.
func (p *Page) lay(c *chunk, l *leaf) *laid {
	first, rest, gap := l.first, l.rest, l.gapPrefix
	for xansi.StringWidth(rest) > p.view.Width/2 {
		first, rest, gap = shorter(first), shorter(rest), shorter(gap)
	}
	width := max(1, p.view.Width-xansi.StringWidth(rest))
	out := &laid{styles: []uv.Style{{}}}
	text := p.rowsOf(c, l, width, out)
	if len(text) == 0 && l.kind != markerLeaf {
		return out
	}
	if len(text) == 0 {
		text = [][]glyph{nil}
	}
	if l.gap {
		out.gap = 1
		out.rows = append(out.rows, trimRight(p.prefix(gap)))
	}
	for i, row := range text {
		before := rest
		if i == 0 {
			before = first
		}
		row = p.narrow(row, width)
		if len(row) > 0 || i == 0 {
			row = append(p.prefix(before), row...)
		} else {
			row = trimRight(p.prefix(before))
		}
		out.rows = append(out.rows, row)
		out.bytes += 40 * len(row)
	}
	out.offsets = offsetsOf(out.rows, l.span.Start)
	out.tellFirstWords()
	out.bytes += 64*len(out.pieces) + 80*len(out.styles) + 200
	return out
}

// tellFirstWords finds what follows the first word of each rewrite: a line under the whole of it would be louder than the text.
func (l *laid) tellFirstWords() {
	last, over := -1, false // the annotation of the rewrite that was met last, and whether its first word is over
	for _, row := range l.rows {
		for i := range row {
			g := &row[i]
			if g.piece < 0 || l.pieces[g.piece].role != RoleRewrite {
				continue
			}
			if a := l.pieces[g.piece].annotation; a != last {
				last, over = a, false
			}
			over = over || g.text == " "
			g.later = over
		}
		if last >= 0 && len(row) > 0 && row[len(row)-1].piece >= 0 && l.pieces[row[len(row)-1].piece].annotation == last {
			over = true
		}
	}
}

// shorter takes the outermost container off a prefix.
func shorter(prefix string) string {
	_, rest, _ := strings.Cut(prefix, " ")
	return rest
}

// rowsOf lays out what stands behind the prefix.
func (p *Page) rowsOf(c *chunk, l *leaf, width int, out *laid) [][]glyph {
	if i, ok := p.foldOf(l); ok {
		if l.after > p.annotations[i].Span.Start {
			return nil
		}
		return p.fold(i, width, out)
	}
	switch l.kind {
	case ruleLeaf:
		return [][]glyph{p.thematicBreak(width)}
	case markerLeaf:
		return nil
	case rowLeaf:
		return p.row(c, l, width, out)
	case paragraphLeaf, headingLeaf, codeLeaf:
	}
	lines := p.recased(l, p.glyphs(c, l, out))
	var rows [][]glyph
	for _, line := range lines {
		if l.kind == codeLeaf {
			rows = p.wrapCode(rows, line, width)
		} else {
			rows = append(rows, wrap(line, width)...)
		}
	}
	return p.dressed(l, rows, width, out)
}

// glyphs puts a leaf through glamour: a line for each block of it, or for each line of code.
func (p *Page) glyphs(c *chunk, l *leaf, out *laid) [][]glyph {
	m, root := p.compose(c, l)
	if len(m.shown) == 0 && l.kind != codeLeaf {
		return nil
	}
	var b bytes.Buffer
	if err := p.glamour.Render(&b, m.arena, root); err != nil {
		p.glamour = newGlamour(p.view.Theme)
		return nil
	}
	r := reader{pieces: m.pieces, shown: m.shown, styles: out.styles, signs: p.signs}
	lines := r.read(b.String())
	out.pieces, out.styles = m.pieces, r.styles
	if l.kind == codeLeaf {
		lines = codeLines(lines, len(l.lines))
		p.highlight(lines, l.language, out)
		return lines
	}
	kept := lines[:0]
	for _, line := range lines {
		if len(trimLeft(line)) > 0 {
			kept = append(kept, line)
		}
	}
	return kept
}

// codeLines takes the blank lines that glamour puts round code away, so that n remain.
func codeLines(lines [][]glyph, n int) [][]glyph {
	for len(lines) > n && len(trimLeft(lines[0])) == 0 {
		lines = lines[1:]
	}
	return lines[:min(n, len(lines))]
}

// foldOf returns the annotation that folds the whole leaf away.
func (p *Page) foldOf(l *leaf) (annotation int, ok bool) {
	if !p.view.Fold || p.view.Mode == Original || l.span.Empty() {
		return 0, false
	}
	i := p.firstAnnotation(l.span.Start)
	if i >= len(p.annotations) || !boilerplate(&p.annotations[i]) || !p.annotations[i].Span.Covers(l.span) {
		return 0, false
	}
	return i, true
}

// fold is the one line that stands for folded furniture.
func (p *Page) fold(annotation, width int, out *laid) [][]glyph {
	s := p.annotations[annotation].Span
	n := 0
	for line := range bytes.Lines(p.document.Source()[s.Start:s.End]) {
		if len(bytes.TrimSpace(line)) > 0 {
			n++
		}
	}
	text := fmt.Sprintf("%s %d lines of page furniture", foldSign, n)
	if n == 1 {
		text = foldSign + " 1 line of page furniture"
	}
	row := p.ours(text)
	for i := range row {
		row[i].piece, row[i].source = 0, s.Start
	}
	out.pieces = []piece{{annotation: annotation, part: PartFold, role: RoleDim}}
	for columnsOf(row) > width {
		row = row[:len(row)-1]
	}
	return [][]glyph{row}
}

// prefix returns the glyphs of a prefix, with the signs of the theme.
func (p *Page) prefix(s string) []glyph {
	row := p.ours(s)
	for i := range row {
		if sign, ok := p.ornaments[row[i].text]; ok {
			row[i].text = sign
		}
		if row[i].piece != barPiece {
			row[i].piece = noPiece
		}
	}
	return row
}

// bars are what lines are drawn with.
const bars = "│─┼"

// ours returns glyphs for text of our own.
func (p *Page) ours(s string) []glyph {
	var row []glyph
	for s != "" {
		c := cluster(s)
		g := glyph{text: c, source: -1, piece: dimPiece, width: p.signs.of(c).width}
		if strings.Contains(bars, c) {
			g.piece = barPiece
		}
		row = append(row, g)
		s = s[len(c):]
	}
	return row
}

// narrow replaces wide signs in a column of one cell, and takes away what has no width.
func (p *Page) narrow(row []glyph, width int) []glyph {
	kept := row[:0:0]
	for _, g := range row {
		if int(g.width) > width {
			g.text, g.width = "?", 1
		}
		if g.width > 0 {
			kept = append(kept, g)
		}
	}
	return kept
}
