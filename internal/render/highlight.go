package render

import (
	"strings"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	uv "github.com/charmbracelet/ultraviolet"
)

// highlight colours the lines of a code block by the theme's style for code, the way glamour would. It is done on glyphs, since chroma
// would cut the marks up, and glamour would keep the colours of the first theme for good.
func (p *Page) highlight(lines [][]glyph, language string, out *laid) {
	config := p.view.Theme.Styles.CodeBlock.Chroma
	lexer := lexers.Get(language)
	if language == "" || config == nil || lexer == nil {
		return
	}
	var text strings.Builder
	for _, line := range lines {
		for i := range line {
			text.WriteString(line[i].text)
		}
		text.WriteByte('\n')
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, text.String())
	if err != nil {
		return
	}
	looks := map[chroma.TokenType]uint16{}
	y, x := 0, 0
	for token := tokens(); token != chroma.EOF; token = tokens() {
		look, ok := looks[token.Type]
		if !ok {
			look = uint16(len(out.styles))
			out.styles = append(out.styles, styleOf(primitive(config, token.Type)))
			looks[token.Type] = look
		}
		for rest := token.Value; rest != "" && y < len(lines); {
			if x == len(lines[y]) {
				rest = strings.TrimPrefix(rest, "\n")
				y, x = y+1, 0
				continue
			}
			shown := lines[y][x].text
			if !strings.HasPrefix(rest, shown) {
				return
			}
			rest = rest[len(shown):]
			lines[y][x].style = look
			x++
		}
	}
}

// primitive returns the style for a kind of token: its own, or that of the kind it is one of.
func primitive(c *ansi.Chroma, t chroma.TokenType) ansi.StylePrimitive {
	own := map[chroma.TokenType]ansi.StylePrimitive{
		chroma.Error: c.Error, chroma.Comment: c.Comment, chroma.CommentPreproc: c.CommentPreproc,
		chroma.Keyword: c.Keyword, chroma.KeywordReserved: c.KeywordReserved, chroma.KeywordNamespace: c.KeywordNamespace,
		chroma.KeywordType: c.KeywordType, chroma.Operator: c.Operator, chroma.Punctuation: c.Punctuation,
		chroma.Name: c.Name, chroma.NameBuiltin: c.NameBuiltin, chroma.NameTag: c.NameTag, chroma.NameAttribute: c.NameAttribute,
		chroma.NameClass: c.NameClass, chroma.NameConstant: c.NameConstant, chroma.NameDecorator: c.NameDecorator,
		chroma.NameException: c.NameException, chroma.NameFunction: c.NameFunction, chroma.NameOther: c.NameOther,
		chroma.Literal: c.Literal, chroma.LiteralNumber: c.LiteralNumber, chroma.LiteralDate: c.LiteralDate,
		chroma.LiteralString: c.LiteralString, chroma.LiteralStringEscape: c.LiteralStringEscape,
		chroma.GenericDeleted: c.GenericDeleted, chroma.GenericEmph: c.GenericEmph, chroma.GenericInserted: c.GenericInserted,
		chroma.GenericStrong: c.GenericStrong, chroma.GenericSubheading: c.GenericSubheading,
	}
	for _, kind := range []chroma.TokenType{t, t.SubCategory(), t.Category()} {
		if s := own[kind]; s != (ansi.StylePrimitive{}) {
			return s
		}
	}
	return c.Text
}

// styleOf returns a cell style for one of glamour's.
func styleOf(s ansi.StylePrimitive) uv.Style {
	var style uv.Style
	if s.Color != nil {
		style.Fg = lipgloss.Color(*s.Color)
	}
	set := func(b *bool, attr uint8) {
		if b != nil && *b {
			style.Attrs |= attr
		}
	}
	set(s.Bold, uv.AttrBold)
	set(s.Italic, uv.AttrItalic)
	set(s.CrossedOut, uv.AttrStrikethrough)
	if s.Underline != nil && *s.Underline {
		style.Underline = uv.UnderlineSingle
	}
	return style
}
