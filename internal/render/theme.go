package render

import (
	"encoding/json"
	"fmt"
	"image/color"
	"strings"

	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// Role is what a stretch of text is to the reader; a theme gives each role its look.
type Role int

// The roles.
const (
	RolePlain    Role = iota
	RoleGlitch        // source text that an annotation fixes
	RoleDeleted       // source text that an annotation takes away
	RoleFix           // a fix of a name or a term
	RoleRewrite       // a fix of a whole clause, or of its punctuation: quieter, since it is long
	RoleOwn           // source text that an annotation of the reader's own fixes
	RoleOwnFix        // a fix of the reader's own
	RoleOriginal      // the source text in brackets, in mode Both
	RoleBracket       // the brackets
	RoleDim           // page furniture, folded or not; bars and rules
	RoleLink          // a link
	RoleFound         // a hit of the search, over any of the above
	RoleCurrent       // the annotation or hit under the cursor, over any of the above
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

	// Brackets has the glitches of mode Marked in square brackets, for what shows no underline: a pipe, a dumb terminal.
	Brackets bool

	base color.Color // of text that has no colour of its own, nil for the terminal's
}

// auto is the theme that goes by the terminal's background.
const auto = "auto"

var named = map[string]*ansi.StyleConfig{
	"dark":        &styles.DarkStyleConfig,
	"light":       &styles.LightStyleConfig,
	"dracula":     &styles.DraculaStyleConfig,
	"tokyo-night": &styles.TokyoNightStyleConfig,
	"pink":        &styles.PinkStyleConfig,
	"ascii":       &styles.ASCIIStyleConfig,
	"notty":       &styles.NoTTYStyleConfig,
}

// Themes lists the names that NewTheme knows.
func Themes() []string {
	return []string{auto, "dark", "light", "dracula", "tokyo-night", "pink", "ascii", "notty"}
}

// NewTheme returns a theme by name. The empty name and "auto" stand for "dark" or "light", as dark says.
func NewTheme(name string, dark bool) (*Theme, error) {
	if name == "" || name == auto {
		name = "light"
		if dark {
			name = "dark"
		}
	}
	config, ok := named[name]
	if !ok {
		return nil, fmt.Errorf("unknown theme %q: %s", name, strings.Join(Themes(), ", "))
	}
	switch name {
	case "dark", "dracula", "tokyo-night":
		dark = true
	case "light":
		dark = false
	}
	t := newTheme(name, *config, dark)
	if name == "dark" || name == "light" {
		t.base = nil
		quiet(&t.Styles)
	}
	return t, nil
}

// quiet takes away what glamour puts round headings and code: signs of Markdown, blanks, a box.
// Lower headings are italic, so that they are told from higher ones.
func quiet(s *ansi.StyleConfig) {
	yes := true
	s.H1.StylePrimitive = ansi.StylePrimitive{}
	s.H2.StylePrimitive = ansi.StylePrimitive{}
	for _, h := range []*ansi.StyleBlock{&s.H3, &s.H4, &s.H5, &s.H6} {
		h.StylePrimitive = ansi.StylePrimitive{Italic: &yes}
	}
	s.Code.Prefix, s.Code.Suffix = "", ""
}

// ReadTheme makes a theme of one of glamour's style files.
func ReadTheme(name string, file []byte, dark bool) (*Theme, error) {
	var config ansi.StyleConfig
	if err := json.Unmarshal(file, &config); err != nil {
		return nil, fmt.Errorf("read theme %s: %w", name, err)
	}
	return newTheme(name, config, dark), nil
}

func darkTheme() *Theme {
	t, _ := NewTheme("dark", true)
	return t
}

func newTheme(name string, config ansi.StyleConfig, dark bool) *Theme {
	t := &Theme{Name: name, Dark: dark, Curly: true, Styles: config}
	if c := config.Document.Color; c != nil {
		t.base = lipgloss.Color(*c)
	}
	pick := func(onDark, onLight string) color.Color {
		if dark {
			return lipgloss.Color(onDark)
		}
		return lipgloss.Color(onLight)
	}
	fix, own := pick("#8fd3a6", "#1b6e3c"), pick("#7fc4f5", "#0b5fa5")
	wrong, dim := pick("#e8776f", "#b3261e"), pick("#8a8a8a", "#6b6b6b")
	t.Roles = [roles]uv.Style{
		RoleGlitch:   {Underline: uv.UnderlineCurly, UnderlineColor: wrong},
		RoleDeleted:  {Fg: dim, Attrs: uv.AttrStrikethrough | uv.AttrFaint},
		RoleFix:      {Fg: fix, Underline: uv.UnderlineDotted, UnderlineColor: fix},
		RoleRewrite:  {Fg: pick("#a9c4b1", "#3d5c48"), Underline: uv.UnderlineDotted, UnderlineColor: pick("#5a5a5a", "#b8b8b8")},
		RoleOwn:      {Underline: uv.UnderlineCurly, UnderlineColor: own, Attrs: uv.AttrItalic},
		RoleOwnFix:   {Fg: own, Underline: uv.UnderlineDotted, UnderlineColor: own, Attrs: uv.AttrItalic},
		RoleOriginal: {Fg: dim, Attrs: uv.AttrItalic},
		RoleBracket:  {Fg: dim},
		RoleDim:      {Fg: dim, Attrs: uv.AttrFaint},
		RoleLink:     {Fg: pick("#7aa2f7", "#2457b3"), Underline: uv.UnderlineSingle},
		RoleFound:    {Fg: lipgloss.Color("#1a1a1a"), Bg: pick("#e5cd6b", "#fff08a"), Attrs: uv.AttrBold},
		RoleCurrent:  {Attrs: uv.AttrReverse},
	}
	if name == "ascii" || name == "notty" {
		t.Curly = false
		t.WithoutColour()
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
		if !t.Curly { // a terminal that knows no other underlines takes the colour of one for blinking
			style.Underline, style.UnderlineColor = uv.UnderlineSingle, nil
		}
	}
	style.Attrs |= over.Attrs
	return style
}

// rule returns what stands for a thematic break.
func (t *Theme) rule(width int) string {
	rule := strings.TrimSpace(t.Styles.HorizontalRule.Format)
	if rule == "" || strings.ContainsAny(rule, "{\n") {
		rule = "--------"
	}
	return rule[:min(len(rule), width)]
}

// inner returns glamour's style without what is done on glyphs (margins, the colour of the text) and without what would spoil
// the marks: a change of case, and chroma, which cuts them up.
func (t *Theme) inner() ansi.StyleConfig {
	s := t.Styles
	s.CodeBlock.Theme, s.CodeBlock.Chroma = "", nil
	s.Document.Color, s.Document.BackgroundColor = nil, nil
	for _, b := range []*ansi.StyleBlock{&s.Document, &s.Paragraph, &s.Heading, &s.H1, &s.H2, &s.H3, &s.H4, &s.H5, &s.H6, &s.CodeBlock.StyleBlock, &s.Code} {
		b.Margin, b.Indent, b.BlockPrefix, b.BlockSuffix = nil, nil, "", ""
		b.Upper, b.Lower, b.Title = nil, nil, nil
	}
	for _, f := range []*ansi.StylePrimitive{&s.Text, &s.Emph, &s.Strong, &s.Strikethrough} {
		f.Upper, f.Lower, f.Title, f.Format = nil, nil, nil, ""
	}
	return s
}
