package render

import (
	"image/color"
	"strings"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// highlight colours the lines of a code block by the theme's style for code, the way glamour would. It is done on glyphs, since chroma
// would cut the marks up, and glamour would keep the colours of the first theme for good.
func (p *Page) highlight(lines [][]glyph, language string, out *laid) {
	lexer := lexers.Get(language)
	of := p.view.Theme.codeStyle()
	if language == "" || of == nil || lexer == nil {
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
			out.styles = append(out.styles, of(token.Type))
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

// codeStyle returns how each kind of token looks, nil where code has one colour: by the theme's own colours, or by a style of chroma's
// that it names.
func (t *Theme) codeStyle() func(chroma.TokenType) uv.Style {
	if config := t.Styles.CodeBlock.Chroma; config != nil {
		return func(kind chroma.TokenType) uv.Style { return styleOf(primitive(config, kind)) }
	}
	named := t.Styles.CodeBlock.Theme
	if named == "" || !isCodeTheme(named) {
		return nil
	}
	style := styles.Get(named)
	return func(kind chroma.TokenType) uv.Style {
		e := style.Get(kind)
		var look uv.Style
		if e.Colour.IsSet() {
			look.Fg = t.codeColour(e.Colour.String())
		}
		for attr, set := range map[uint8]chroma.Trilean{uv.AttrBold: e.Bold, uv.AttrItalic: e.Italic} {
			if set == chroma.Yes {
				look.Attrs |= attr
			}
		}
		return look
	}
}

// codeColour is a colour of a style of chroma's as the terminal can show it.
func (t *Theme) codeColour(name string) color.Color {
	switch t.colours {
	case colorprofile.ANSI256:
		return nearest(lipgloss.Color(name))
	case colorprofile.ASCII, colorprofile.NoTTY:
		return nil
	}
	return lipgloss.Color(name)
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
	if s.BackgroundColor != nil {
		style.Bg = lipgloss.Color(*s.BackgroundColor)
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
