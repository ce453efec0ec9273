package render

import (
	"image/color"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// palette is a theme of our own: a colour for each thing that has one. What is "" is as the terminal has it.
type palette struct {
	name    string
	about   string
	dark    bool
	either  bool     // it is for dark and light backgrounds alike
	against []string // the backgrounds that it was made for, where it paints none itself

	paper, ink string // both or neither
	paper256   string // where the nearest of 256 colours is not the right one

	dim, rule                string // text that steps back; lines
	fix, rewrite, own, wrong string
	link, code, quote        string
	found, foundInk          string // a background, and what stands on it; likewise below
	current, currentInk      string
	selected, selectedInk    string
	pens                     [6]pen // of highlights: yellow, green, blue, pink, orange, purple

	keyword, text, number, callee string // code
}

// pen is a highlight: a background, and what stands on it.
type pen struct{ on, ink string }

// style is how a highlight looks. Its line tells it where its colour cannot, and its weight where it has none.
func (p pen) style(line color.Color) uv.Style {
	s := uv.Style{Fg: tint(p.ink), Bg: tint(p.on), Underline: uv.UnderlineDashed, UnderlineColor: line}
	if s.Bg == nil {
		s.Attrs |= uv.AttrBold
	}
	return s
}

// tint returns a colour, nil for none.
func tint(c string) color.Color {
	if c == "" {
		return nil
	}
	return lipgloss.Color(c)
}

// backgrounds lists what the palette's colours stand on, with all colours or with 256.
func (p *palette) backgrounds(indexed bool) []color.Color {
	switch {
	case p.paper == "":
	case indexed && p.paper256 != "":
		return []color.Color{tint(p.paper256)}
	case indexed:
		return []color.Color{nearest(tint(p.paper))}
	default:
		return []color.Color{tint(p.paper)}
	}
	all := make([]color.Color, len(p.against))
	for i, on := range p.against {
		all[i] = tint(on)
	}
	return all
}

func (p *palette) theme(dark bool) *Theme {
	t := &Theme{
		Name: p.name, Dark: p.dark, Curly: true, Styles: p.styles(), Roles: p.roles(),
		Paper: tint(p.paper), base: tint(p.ink), quiet: true,
	}
	if p.either {
		t.Dark = dark
	}
	return t
}

// roles gives each role its look. Nothing is told by colour alone: lines, weight and slant differ too.
func (p *palette) roles() [roles]uv.Style {
	fix, own, wrong, dim := tint(p.fix), tint(p.own), tint(p.wrong), tint(p.dim)
	r := [roles]uv.Style{
		RoleGlitch:    {Underline: uv.UnderlineCurly, UnderlineColor: wrong},
		RoleDeleted:   {Fg: dim, Attrs: uv.AttrStrikethrough},
		RoleFix:       {Fg: fix, Underline: uv.UnderlineDotted, UnderlineColor: fix},
		RoleRewrite:   {Fg: tint(p.rewrite), Underline: uv.UnderlineDotted, UnderlineColor: tint(p.rewrite)},
		RoleRewritten: {Fg: tint(p.rewrite)},
		RoleOwn:       {Underline: uv.UnderlineCurly, UnderlineColor: own, Attrs: uv.AttrItalic},
		RoleOwnFix:    {Fg: own, Underline: uv.UnderlineDotted, UnderlineColor: own, Attrs: uv.AttrItalic},
		RoleOriginal:  {Fg: dim, Attrs: uv.AttrItalic},
		RoleBracket:   {Fg: dim},
		RoleDim:       {Fg: dim},
		RoleRule:      {Fg: tint(p.rule)},
		RoleLink:      {Fg: tint(p.link), Underline: uv.UnderlineSingle},
		RoleError:     {Fg: wrong, Attrs: uv.AttrBold},
		RoleFound:     {Fg: tint(p.foundInk), Bg: tint(p.found), Underline: uv.UnderlineSingle, Attrs: uv.AttrBold},
		RoleCurrent:   {Fg: tint(p.currentInk), Bg: tint(p.current), Attrs: uv.AttrBold},
		RoleSelected:  {Fg: tint(p.selectedInk), Bg: tint(p.selected)},
	}
	r[RoleNote] = uv.Style{Fg: own, Attrs: uv.AttrBold}
	r[RoleNoted] = uv.Style{Underline: uv.UnderlineDashed, UnderlineColor: own}
	for i, pen := range p.pens {
		r[RoleYellow+Role(i)] = pen.style(dim)
	}
	for _, role := range []Role{RoleFound, RoleCurrent, RoleSelected} {
		if r[role].Bg == nil {
			r[role].Attrs |= uv.AttrReverse
		}
	}
	if p.link == "" {
		r[RoleLink].Attrs |= uv.AttrFaint
	}
	if p.rewrite == "" {
		r[RoleRewritten] = r[RoleRewrite]
	}
	if p.dim == "" {
		for _, role := range []Role{RoleDeleted, RoleOriginal, RoleBracket, RoleDim, RoleRule} {
			r[role].Attrs |= uv.AttrFaint
		}
	}
	return r
}

// styles is the palette as a style of glamour's. The rank of a heading is told by its line, weight and slant.
func (p *palette) styles() ansi.StyleConfig {
	yes := true
	colour := func(c string) *string {
		if c == "" {
			return nil
		}
		return &c
	}
	plain := func(c string) ansi.StylePrimitive { return ansi.StylePrimitive{Color: colour(c)} }
	var s ansi.StyleConfig
	s.Document.Color = colour(p.ink)
	s.H1.Bold, s.H2.Bold, s.H3.Bold = &yes, &yes, &yes
	s.H3.Italic, s.H4.Italic, s.H5.Italic, s.H6.Italic = &yes, &yes, &yes, &yes
	s.H5.Color, s.H6.Color = colour(p.dim), colour(p.dim)
	s.Emph.Italic, s.Strong.Bold, s.Strikethrough.CrossedOut = &yes, &yes, &yes
	s.HorizontalRule.Format = "· · ·"
	s.Code.Color, s.BlockQuote.Color = colour(p.code), colour(p.quote)
	comment := plain(p.dim)
	comment.Italic = &yes
	keyword := plain(p.keyword)
	keyword.Bold = &yes
	s.CodeBlock.Chroma = &ansi.Chroma{
		Comment: comment, CommentPreproc: plain(p.keyword),
		Keyword: keyword, KeywordReserved: keyword, KeywordNamespace: keyword, KeywordType: plain(p.callee),
		NameBuiltin: plain(p.callee), NameTag: plain(p.keyword), NameAttribute: plain(p.callee), NameClass: plain(p.callee),
		NameDecorator: plain(p.callee), NameFunction: plain(p.callee),
		LiteralNumber: plain(p.number), LiteralString: plain(p.text), LiteralStringEscape: plain(p.number),
		GenericDeleted: plain(p.wrong), GenericInserted: plain(p.fix),
		GenericEmph: ansi.StylePrimitive{Italic: &yes}, GenericStrong: ansi.StylePrimitive{Bold: &yes}, GenericSubheading: keyword,
	}
	return s
}
