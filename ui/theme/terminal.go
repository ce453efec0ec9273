package theme

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// Terminal says from the environment what the terminal shows, until it has told itself. The terminal's own description of itself
// (terminfo) may know of curly underlines as well: smulx.
func Terminal(env []string, smulx bool) render.Terminal {
	t := render.Terminal{Dark: Guess(env), Curly: Curly(env, smulx)}
	get := lookup(env)
	t.Dumb = get("TERM") == "dumb"
	if term := get("TERM"); get("NO_COLOR") != "" || term == "dumb" || term == "vt100" {
		t.Colours = colorprofile.ASCII
	}
	return t
}

// lookup finds a variable; the last of the same name counts.
func lookup(env []string) func(name string) string {
	all := make(map[string]string, len(env))
	for _, e := range env {
		name, value, _ := strings.Cut(e, "=")
		all[name] = value
	}
	return func(name string) string { return all[name] }
}

// Programs, and terminals by their TERM, that draw curly underlines.
var (
	curlyPrograms = []string{"iTerm.app", "WezTerm", "ghostty", "vscode", "mintty", "contour", "rio", "tmux", "kitty", "Tabby", "WarpTerminal"}
	curlyTerms    = []string{"xterm-kitty", "xterm-ghostty", "ghostty", "wezterm", "foot", "foot-extra", "foot-direct", "alacritty", "alacritty-direct", "contour", "mintty", "rio", "tmux", "tmux-256color", "tmux-direct"}
)

// The first versions that draw them.
const (
	curlyVTE     = 5102
	curlyKonsole = 220400
)

// Curly says whether the terminal draws curly and dotted underlines and colours them. Those that do not take the sequences
// for something else (italics, a blinking background), so only the ones that are known to draw them get them.
func Curly(env []string, smulx bool) bool {
	get := lookup(env)
	term := get("TERM")
	switch {
	case term == "dumb" || term == "linux":
		return false
	case get("TMUX") != "": // it draws them, or straight ones where the terminal outside cannot
		return true
	case get("STY") != "" || strings.HasPrefix(term, "screen"):
		return false // the variables of the terminal outside say nothing
	case smulx:
		return true
	case get("VTE_VERSION") != "":
		return atLeast(get("VTE_VERSION"), curlyVTE)
	case get("KONSOLE_VERSION") != "":
		return atLeast(get("KONSOLE_VERSION"), curlyKonsole)
	}
	for _, name := range []string{"KITTY_WINDOW_ID", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR", "ALACRITTY_WINDOW_ID", "WT_SESSION"} {
		if get(name) != "" {
			return true
		}
	}
	return slices.Contains(curlyPrograms, get("TERM_PROGRAM")) || slices.Contains(curlyTerms, term)
}

func atLeast(version string, least int) bool {
	n, err := strconv.Atoi(version)
	return err == nil && n >= least
}

// Guess says from the environment whether the background is dark, until the terminal itself has told.
// Few terminals set COLORFGBG; without it dark is the better guess.
func Guess(env []string) bool {
	value := lookup(env)("COLORFGBG")
	back, err := strconv.Atoi(value[strings.LastIndexByte(value, ';')+1:])
	return err != nil || back < 7 || back == 8 // of the sixteen colours these are the dark ones
}
