package render

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// Role is what a stretch of text is to the reader; a theme gives each role its look.
type Role int

// The roles.
const (
	RolePlain     Role = iota
	RoleGlitch         // source text that an annotation fixes
	RoleDeleted        // source text that an annotation takes away
	RoleFix            // a fix of a name or a term
	RoleRewrite        // the first word of a fix of a whole clause, or of its punctuation
	RoleRewritten      // what follows it: quieter, since it is long
	RoleOwn            // source text that an annotation of the reader's own fixes
	RoleOwnFix         // a fix of the reader's own
	RoleOriginal       // the source text in brackets, in mode Both
	RoleBracket        // the brackets
	RoleDim            // page furniture, folded or not; hints, dates, side notes
	RoleRule           // bars, rules and borders
	RoleLink           // a link
	RoleError          // what went wrong
	RoleNote           // the sign of a note
	RoleNoted          // words that have a note and no highlight; under any of the above, as are highlights
	RoleYellow
	RoleGreen
	RoleBlue
	RolePink
	RoleOrange
	RolePurple
	RoleFound    // a hit of the search, over any of the above
	RoleCurrent  // the annotation or hit under the cursor, over any of the above
	RoleSelected // what the reader has selected, over all
	roles
)

// Theme is how a page looks: glamour's style for the text, and a look for each role.
// A theme must not be changed while a page shows it.
type Theme struct {
	Name   string
	Dark   bool
	Curly  bool             // the terminal can draw curly and dotted underlines; without it they are straight
	Styles ansi.StyleConfig // of the text
	Roles  [roles]uv.Style  // what each role puts over the style of the text
	Paper  color.Color      // what the page is painted on, nil for the terminal's own background

	// Brackets has the glitches of mode Marked in square brackets, for what shows no underline: a pipe, a dumb terminal.
	Brackets bool

	colours colorprofile.Profile // that the terminal has

	base  color.Color // of text that has no colour of its own, nil for the terminal's
	quiet bool        // one of our own: no signs of Markdown, rank of headings by rule, weight and slant
}

// auto is the theme that goes by the terminal's background.
const auto = "auto"

// Themes lists the names that NewTheme knows: "auto", our own, then glamour's.
func Themes() []string {
	names := []string{auto}
	for i := range ours {
		names = append(names, ours[i].name)
	}
	for _, g := range glamours {
		names = append(names, g.name)
	}
	return names
}

// About says in a few words what a theme is for, "" for one that is not in Themes.
func About(name string) string {
	if name == auto {
		return "dark or light, as the terminal is"
	}
	if p := paletteOf(name); p != nil {
		return p.about
	}
	for _, g := range glamours {
		if g.name == name {
			return g.about
		}
	}
	return ""
}

// NewTheme returns a theme by name. The empty name and "auto" stand for "dark" or "light", as dark says.
// It is for a terminal that can show everything; On makes it fit another.
func NewTheme(name string, dark bool) (*Theme, error) {
	if name == "" || name == auto {
		name = "light"
		if dark {
			name = "dark"
		}
	}
	if p := paletteOf(name); p != nil {
		return p.theme(dark), nil
	}
	i := slices.IndexFunc(glamours, func(g glamourStyle) bool { return g.name == name })
	if i < 0 {
		return nil, fmt.Errorf("unknown theme %q: %s", name, strings.Join(Themes(), ", "))
	}
	g := glamours[i]
	if g.background != "" {
		dark = g.background == "dark"
	}
	return newTheme(name, *g.config, dark), nil
}

func darkTheme() *Theme {
	t, _ := NewTheme("dark", true)
	return t
}

// newTheme makes a theme of a style of glamour's: the roles are those of our own dark or light.
func newTheme(name string, config ansi.StyleConfig, dark bool) *Theme {
	p := paletteOf("light")
	if dark {
		p = paletteOf("dark")
	}
	t := &Theme{Name: name, Dark: dark, Curly: true, Styles: config, Roles: p.roles()}
	if c := config.Document.Color; c != nil {
		t.base = lipgloss.Color(*c)
	}
	if c := config.Document.BackgroundColor; c != nil {
		t.Paper = lipgloss.Color(*c)
	}
	if name == "ascii" || name == "notty" {
		t.Curly, t.Roles = false, paletteOf("ink").roles()
	}
	return t
}

// Look returns style with the role's look put over it.
func (t *Theme) Look(role Role, style uv.Style) uv.Style {
	if role <= RolePlain || role >= roles {
		return style
	}
	over := &t.Roles[role]
	if over.Fg != nil {
		style.Fg = over.Fg
	}
	if over.Bg != nil {
		style.Bg = over.Bg
	}
	if over.Underline != uv.UnderlineNone {
		style.Underline, style.UnderlineColor = over.Underline, over.UnderlineColor
		if !t.Curly { // what does not know curls does not know colours of lines, and may take their numbers for something else
			style.Underline, style.UnderlineColor = uv.UnderlineSingle, nil
		}
	}
	style.Attrs |= over.Attrs
	return style
}

// Ink is the colour of text that has none of its own, nil for the terminal's.
func (t *Theme) Ink() color.Color { return t.base }

// OnPaper returns a style as it stands on the theme's paper.
func (t *Theme) OnPaper(style uv.Style) uv.Style {
	if t.Paper == nil {
		return style
	}
	if style.Bg == nil {
		style.Bg = t.Paper
	}
	if style.Fg == nil {
		style.Fg = t.base
	}
	return style
}

// signs reports whether the style of the text puts signs of its own into it.
func (t *Theme) signs() bool {
	s := &t.Styles
	for _, f := range []ansi.StylePrimitive{s.Text, s.Emph, s.Strong, s.Strikethrough, s.Code.StylePrimitive, s.Paragraph.StylePrimitive} {
		if f.Prefix+f.Suffix+f.BlockPrefix+f.BlockSuffix != "" {
			return true
		}
	}
	return false
}

// inner returns glamour's style without what is done on glyphs (margins, the colour of the text, case) and without what would spoil
// the marks: a change of case, and chroma, which cuts them up.
func (t *Theme) inner() ansi.StyleConfig {
	s := t.Styles
	s.CodeBlock.Theme, s.CodeBlock.Chroma = "", nil
	s.Document.Color, s.Document.BackgroundColor = nil, nil
	for _, b := range []*ansi.StyleBlock{&s.Document, &s.Paragraph, &s.Heading, &s.H1, &s.H2, &s.H3, &s.H4, &s.H5, &s.H6, &s.CodeBlock.StyleBlock, &s.Code} {
		b.Margin, b.Indent, b.BlockPrefix, b.BlockSuffix = nil, nil, "", ""
		b.Upper, b.Lower, b.Title, b.Format = nil, nil, nil, ""
	}
	for _, f := range []*ansi.StylePrimitive{&s.Text, &s.Emph, &s.Strong, &s.Strikethrough} {
		f.Upper, f.Lower, f.Title, f.Format = nil, nil, nil, ""
	}
	return s
}
