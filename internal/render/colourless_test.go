package render

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// bare is a style without its colours: what an eye that sees none is told.
func bare(s uv.Style) uv.Style {
	s.Fg, s.Bg, s.UnderlineColor = nil, nil, nil
	if s.Underline != uv.UnderlineNone {
		s.Underline = uv.UnderlineSingle
	}
	return s
}

// TestNothingByColourAlone: in every theme what is marked differs from plain text by more than colour, and what may stand side by side
// differs from one another.
func TestNothingByColourAlone(t *testing.T) {
	for _, name := range Themes() {
		theme, err := NewTheme(name, true)
		if err != nil {
			t.Fatal(err)
		}
		look := func(r Role) uv.Style { return bare(theme.Look(r, uv.Style{})) }
		for role := RolePlain + 1; role < roles; role++ {
			switch role {
			case RoleBracket, RoleDim, RoleRule, RoleRewritten: // they say what they are, or what stands before them does
				continue
			case RoleSelected: // a bar of another lightness, from one end to the other
				if theme.Roles[role].Bg != nil {
					continue
				}
			}
			if look(role) == (uv.Style{}) {
				t.Errorf("%s: role %d looks plain without colours", name, role)
			}
		}
		for _, pair := range [][2]Role{
			{RoleGlitch, RoleOwn}, {RoleGlitch, RoleDeleted}, {RoleFix, RoleOwnFix}, {RoleFix, RoleOriginal}, {RoleRewrite, RoleOwnFix},
			{RoleFound, RoleCurrent}, {RoleFix, RoleFound}, {RoleFix, RoleCurrent}, {RoleGlitch, RoleFound},
		} {
			if look(pair[0]) == look(pair[1]) {
				t.Errorf("%s: roles %d and %d look the same without colours", name, pair[0], pair[1])
			}
		}
	}
}

// TestWithoutColour: a theme without colours has none anywhere it is asked.
func TestWithoutColour(t *testing.T) {
	theme, _ := NewTheme("dark", true)
	theme = theme.On(Terminal{Colours: colorprofile.ASCII})
	for role := range roles {
		if s := theme.Look(role, uv.Style{}); s.Fg != nil || s.Bg != nil || s.UnderlineColor != nil {
			t.Errorf("role %d is %v", role, s)
		}
	}
	if theme.Look(RoleLink, uv.Style{}) == theme.Look(RoleFix, uv.Style{}) {
		t.Error("a link looks like a fix")
	}
}

// TestUnderlineColour: where underlines are straight their colour is not sent: older terminals take it for blinking.
func TestUnderlineColour(t *testing.T) {
	theme, _ := NewTheme("dark", true)
	for _, curly := range []bool{true, false} {
		theme.Curly = curly
		c := theme.Look(RoleGlitch, uv.Style{}).UnderlineColor
		if (c != nil) != curly {
			t.Errorf("curly %v: underline colour %v", curly, c)
		}
	}
}

// TestBrackets: what nothing can underline stands in square brackets in mode marked, over line ends too, and only there.
func TestBrackets(t *testing.T) {
	text := "Users of ⟦Teng news=>Tencent⟧ like ⟦micro-letter=>WeChat⟧ and *the ⟦electric business=>e-commerce⟧*. ⟦Gone=>⟧ Over."
	theme, _ := NewTheme("notty", true)
	theme.Brackets = true
	for _, c := range []struct {
		mode  Mode
		width int
		want  string
	}{
		{Marked, 100, "Users of [Teng news] like [micro-letter] and the [electric business]. [Gone] Over."},
		{Marked, 14, "Users of [Teng news] like [micro-letter] and the [electric business]. [Gone] Over."},
		{Fixed, 100, "Users of Tencent like WeChat and the e-commerce. Over."},
		{Both, 100, "Users of Tencent (Teng news) like WeChat (micro-letter) and the e-commerce (electric business). Gone Over."},
		{Original, 100, "Users of Teng news like micro-letter and the electric business. Gone Over."},
	} {
		source, anns := draw(text)
		got := strings.ReplaceAll(texts(allLines(pageOf(document.Markdown(source), anns, View{Width: c.width, Mode: c.mode, Theme: theme}))), "*", "")
		got = strings.ReplaceAll(strings.Join(strings.Fields(got), " "), "- ", "-") // a word may break at its hyphen
		if got != c.want {
			t.Errorf("%s at %d: %q\nwant %q", c.mode, c.width, got, c.want)
		}
	}
}
