// Package theme says how the parts of the program look: a style for each role, whatever the terminal's background.
package theme

import (
	"image/color"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// Theme is a style for each role. It is handed down to whoever draws and never changed after New.
type Theme struct {
	Dark bool
	Page *render.Theme // how a page and its marks look

	Text     uv.Style // the terminal's own
	Strong   uv.Style // titles, the selected row
	Dim      uv.Style // hints, dates, side notes
	Rule     uv.Style // rules and borders
	Accent   uv.Style // fixes, and the one thing to look at
	Own      uv.Style // what the reader decided
	Found    uv.Style // search
	Error    uv.Style // what went wrong
	Selected uv.Style // the bar beside the selected row
	Peek     uv.Style // the label that shows the other wording
}

// New makes the theme with the given name for a dark or a light background.
// The names are those of render.Themes; "" picks the built-in one for the background. The environment says what the terminal can draw.
func New(name string, dark bool, env []string) (*Theme, error) {
	page, err := render.NewTheme(name, dark)
	if err != nil {
		return nil, err
	}
	page.Curly = page.Curly && Curly(env)
	if Colourless(env) {
		page.WithoutColour()
	}
	page.Brackets = slices.Contains(env, "TERM=dumb")
	c := lightColours
	if page.Dark {
		c = darkColours
	}
	if fix := page.Look(render.RoleFix, uv.Style{}).Fg; fix != nil {
		c.accent = fix // the accent of the page is the accent of the program
	}
	if own := page.Look(render.RoleOwn, uv.Style{}).Fg; own != nil {
		c.own = own
	}
	return &Theme{
		Dark:     page.Dark,
		Page:     page,
		Strong:   uv.Style{Attrs: uv.AttrBold},
		Dim:      uv.Style{Fg: c.dim},
		Rule:     uv.Style{Fg: c.rule},
		Accent:   uv.Style{Fg: c.accent},
		Own:      uv.Style{Fg: c.own},
		Found:    uv.Style{Fg: c.found},
		Error:    uv.Style{Fg: c.wrong, Attrs: uv.AttrBold},
		Selected: uv.Style{Fg: c.accent, Attrs: uv.AttrBold},
		Peek:     uv.Style{Attrs: uv.AttrReverse},
	}, nil
}

// colours are the few that the program has besides the terminal's own. The greys stand in the palette of 256 as well.
type colours struct{ dim, rule, accent, own, found, wrong color.Color }

var (
	darkColours = colours{
		dim: lipgloss.Color("#8a8a8a"), rule: lipgloss.Color("#4e4e4e"), accent: lipgloss.Color("#7fc8a9"),
		own: lipgloss.Color("#d3a6e8"), found: lipgloss.Color("#e6c25c"), wrong: lipgloss.Color("#f08080"),
	}
	lightColours = colours{
		dim: lipgloss.Color("#6c6c6c"), rule: lipgloss.Color("#c6c6c6"), accent: lipgloss.Color("#0f6e4f"),
		own: lipgloss.Color("#7a3d99"), found: lipgloss.Color("#8a6300"), wrong: lipgloss.Color("#b3261e"),
	}
)

// Colourless says from the environment whether colours will not be seen.
func Colourless(env []string) bool {
	for _, e := range env {
		name, value, _ := strings.Cut(e, "=")
		if name == "NO_COLOR" && value != "" || name == "TERM" && (value == "dumb" || value == "vt100") {
			return true
		}
	}
	return false
}

// Curly says from the environment whether the terminal draws curly and dotted underlines. Those that do not take the sequence
// for something else (italics, a blinking background), so only the ones that are known to draw them get it.
func Curly(env []string) bool {
	for _, e := range env {
		name, value, _ := strings.Cut(e, "=")
		switch name {
		case "KITTY_WINDOW_ID", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "ALACRITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "VTE_VERSION":
			return value != ""
		case "TERM_PROGRAM":
			switch value {
			case "iTerm.app", "WezTerm", "ghostty", "vscode", "mintty", "contour", "rio":
				return true
			}
		case "TERM":
			switch value {
			case "xterm-kitty", "xterm-ghostty", "wezterm", "foot", "foot-extra", "alacritty", "contour", "mintty", "tmux-256color":
				return true
			}
		}
	}
	return false
}

// Guess says from the environment whether the background is dark, until the terminal itself has told.
// Few terminals set COLORFGBG; without it dark is the better guess.
func Guess(env []string) bool {
	for _, e := range env {
		if value, ok := strings.CutPrefix(e, "COLORFGBG="); ok {
			back := value[strings.LastIndexByte(value, ';')+1:]
			return back != "7" && back != "15"
		}
	}
	return true
}
