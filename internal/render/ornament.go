package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
	xansi "github.com/charmbracelet/x/ansi"
)

// ornamentsOf lists the signs that a theme has for those that containers are drawn with. Only signs of the same width can take their
// places, since the page is laid out with ours.
func ornamentsOf(t *Theme, s signs) map[string]string {
	all := map[string]string{}
	swap := func(ours, theirs string) {
		theirs = strings.TrimSpace(theirs)
		if theirs != "" && cluster(theirs) == theirs && s.of(theirs) == (sign{theirs, 1}) {
			all[ours] = theirs
		}
	}
	swap("•", t.Styles.Item.BlockPrefix)
	if bar := t.Styles.BlockQuote.IndentToken; bar != nil {
		swap("│", *bar)
	}
	swap("✓", strings.Trim(t.Styles.Task.Ticked, "[] "))
	return all
}

// blockOf is the theme's style for a block as a whole.
func (p *Page) blockOf(l *leaf) ansi.StyleBlock {
	s := &p.view.Theme.Styles
	switch {
	case l.kind == codeLeaf:
		return s.CodeBlock.StyleBlock
	case l.kind == headingLeaf:
		own := []ansi.StyleBlock{s.H1, s.H2, s.H3, s.H4, s.H5, s.H6}[max(min(l.level, 6), 1)-1]
		if own.Upper == nil && own.Lower == nil && own.Title == nil {
			own.Upper, own.Lower, own.Title = s.Heading.Upper, s.Heading.Lower, s.Heading.Title
		}
		return own
	case l.quoted:
		return s.BlockQuote
	}
	return s.Paragraph
}

func on(b *bool) bool { return b != nil && *b }

// recased writes lines in capitals or small letters, as the theme wants the block.
func (p *Page) recased(l *leaf, lines [][]glyph) [][]glyph {
	b := p.blockOf(l)
	if !on(b.Upper) && !on(b.Lower) && !on(b.Title) || l.kind == codeLeaf {
		return lines
	}
	for _, line := range lines {
		inWord := false
		for i := range line {
			r, _ := utf8.DecodeRuneInString(line[i].text)
			text := line[i].text
			switch {
			case on(b.Upper), on(b.Title) && !inWord:
				text = strings.ToUpper(text)
			case on(b.Lower):
				text = strings.ToLower(text)
			}
			inWord = unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’'
			if text != line[i].text && p.signs.of(text) == (sign{text, line[i].width}) && cluster(text) == text {
				line[i].text = text
			}
		}
	}
	return lines
}

// dressed puts the look of a block as a whole round its rows: the rule under a title, the colour of a quotation, a background up to the
// edge of the column.
func (p *Page) dressed(l *leaf, rows [][]glyph, width int, out *laid) [][]glyph {
	if len(rows) == 0 {
		return rows
	}
	b := p.blockOf(l)
	if l.kind == headingLeaf {
		if l.level == 1 && p.view.Theme.quiet {
			longest := 0
			for _, row := range rows {
				longest = max(longest, columnsOf(row))
			}
			rows = append(rows, p.ours(strings.Repeat(p.grid().line, min(longest, width))))
		}
		return rows
	}
	if l.quoted && l.kind == paragraphLeaf {
		beneath(rows, styleOf(b.StylePrimitive), out)
	}
	if back := styleOf(b.StylePrimitive).Bg; back != nil {
		beneath(rows, uv.Style{Bg: back}, out)
		look := uint16(len(out.styles))
		out.styles = append(out.styles, uv.Style{Bg: back})
		for i, row := range rows {
			for _, g := range p.blank(width - columnsOf(row)) {
				g.style = look
				row = append(row, g)
			}
			rows[i] = row
		}
	}
	return rows
}

// beneath lays a style under what the glyphs of rows have of their own.
func beneath(rows [][]glyph, under uv.Style, out *laid) {
	if under.IsZero() {
		return
	}
	looks := map[uint16]uint16{}
	for _, row := range rows {
		for i := range row {
			look, ok := looks[row[i].style]
			if !ok {
				s := out.styles[row[i].style]
				if s.Fg == nil {
					s.Fg = under.Fg
				}
				if s.Bg == nil {
					s.Bg = under.Bg
				}
				s.Attrs |= under.Attrs
				look = uint16(len(out.styles))
				out.styles, looks[row[i].style] = append(out.styles, s), look
			}
			row[i].style = look
		}
	}
}

// thematicBreak is what stands for a thematic break: the theme's own, or three dots in the middle of the column.
func (p *Page) thematicBreak(width int) []glyph {
	text := strings.TrimSpace(p.view.Theme.Styles.HorizontalRule.Format)
	if text == "" || strings.ContainsAny(text, "{\n") {
		text = "--------"
	}
	row := p.fitted(text, width)
	if p.view.Theme.quiet {
		row = append(p.blank((width-columnsOf(row))/2), row...)
	}
	return row
}

// fitted returns glyphs for text of our own, cut to a width.
func (p *Page) fitted(text string, width int) []glyph {
	row := p.ours(xansi.Strip(text))
	for columnsOf(row) > width {
		row = row[:len(row)-1]
	}
	return row
}
