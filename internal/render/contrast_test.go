package render

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

func TestContrastOfKnownPairs(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#ffffff", "#ffffff", 1}, {"#777777", "#ffffff", 4.48}, {"#0000ff", "#ffffff", 8.59}} {
		if got := Contrast(lipgloss.Color(c.a), lipgloss.Color(c.b)); math.Abs(got-c.want) > 0.01 {
			t.Errorf("contrast of %s and %s is %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// Every colour of our own themes stands out from each background that the theme is for: text 7 to 1, what steps back 4.5 to 1, in
// all colours and in 256.
func TestContrast(t *testing.T) {
	const enough, enoughDim = 7.0, 4.5
	for i := range ours {
		for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
			theme := ours[i].theme(true).On(Terminal{Curly: true, Colours: profile})
			check := func(what string, text, on color.Color, least float64) {
				t.Helper()
				if text == nil {
					return
				}
				if got := Contrast(text, on); got < least {
					t.Errorf("%s, %s: %s %s on %s: %.2f, less than %.1f", theme.Name, profile, what, hex(text), hex(on), got, least)
				}
			}
			grounds := ours[i].backgrounds(profile == colorprofile.ANSI256)
			for _, on := range grounds {
				check("text", theme.base, on, enough)
				for role, style := range theme.Roles {
					switch Role(role) {
					case RoleFound, RoleCurrent, RoleSelected, RoleRule, RoleYellow, RoleGreen, RoleBlue, RolePink, RoleOrange, RolePurple:
					case RoleDim, RoleDeleted, RoleOriginal, RoleBracket:
						check(fmt.Sprint("role ", role), style.Fg, on, enoughDim)
					default:
						check(fmt.Sprint("role ", role), style.Fg, on, enough)
					}
				}
				code := theme.Styles.CodeBlock.Chroma
				for what, c := range map[string]*string{
					"code": theme.Styles.Code.Color, "quote": theme.Styles.BlockQuote.Color, "keyword": code.Keyword.Color, "string": code.LiteralString.Color,
					"number": code.LiteralNumber.Color, "function": code.NameFunction.Color,
				} {
					if c != nil {
						check(what, lipgloss.Color(*c), on, enough)
					}
				}
			}
			for role := RoleYellow; role <= RoleSelected; role++ {
				if style := theme.Roles[role]; style.Bg != nil {
					check(fmt.Sprint("role ", role), style.Fg, style.Bg, enough)
				}
			}
			for role := RoleYellow; role <= RolePurple && theme.Roles[role].Bg != nil; role++ {
				for other := role + 1; other <= RolePurple; other++ {
					if theme.Roles[role].Bg == theme.Roles[other].Bg {
						t.Errorf("%s, %s: the colours of highlights %d and %d are one", theme.Name, profile, role-RoleYellow, other-RoleYellow)
					}
				}
			}
		}
	}
}

// With few colours, or none, roles still differ, and no colour is left that the terminal has not.
func TestFewColours(t *testing.T) {
	for _, name := range Themes() {
		for _, dark := range []bool{true, false} {
			theme, err := NewTheme(name, dark)
			if err != nil {
				t.Fatal(err)
			}
			for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII} {
				fit := theme.On(Terminal{Dark: dark, Curly: true, Colours: profile})
				seen := map[string]Role{}
				for _, role := range []Role{RoleGlitch, RoleFix, RoleOwn, RoleOwnFix, RoleOriginal, RoleLink, RoleFound, RoleDeleted} {
					if profile == colorprofile.ASCII || theme.Roles[RoleFix].Fg == nil {
						continue // glitch and own, fix and own fix then differ in the status line only
					}
					look := fmt.Sprint(fit.Roles[role])
					if other, same := seen[look]; same {
						t.Errorf("%s, %s: roles %d and %d look alike", name, profile, other, role)
					}
					seen[look] = role
				}
				for role, style := range fit.Roles {
					checkColour(t, fmt.Sprint(name, ", role ", role), profile, style)
				}
				for _, l := range allLines(page(mixed, View{Width: 60, Mode: Both, Theme: fit})) {
					for _, c := range l.Cells {
						checkColour(t, name, profile, c.Style)
					}
				}
			}
		}
	}
}

func checkColour(t *testing.T, what string, profile colorprofile.Profile, s uv.Style) {
	t.Helper()
	for _, c := range []color.Color{s.Fg, s.Bg, s.UnderlineColor} {
		if _, full := c.(color.RGBA); full && profile == colorprofile.ANSI256 || c != nil && profile == colorprofile.ASCII {
			t.Errorf("%s, %s: the colour %v", what, profile, c)
		}
	}
}

// Straight lines stand for curly and dotted ones, without a colour of their own: terminals that know none take its numbers for something else.
func TestStraightLines(t *testing.T) {
	for _, name := range Themes() {
		theme, err := NewTheme(name, true)
		if err != nil {
			t.Fatal(err)
		}
		theme = theme.On(Terminal{Dark: true})
		for _, l := range allLines(page(mixed, View{Width: 60, Mode: Marked, Theme: theme})) {
			for _, c := range l.Cells {
				if u := c.Style.Underline; u != uv.UnderlineNone && u != uv.UnderlineSingle || c.Style.UnderlineColor != nil {
					t.Fatalf("%s: %q has underline %d, %v", name, c.Content, u, c.Style.UnderlineColor)
				}
			}
		}
	}
}
