package theme

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

func TestCurly(t *testing.T) {
	for _, c := range []struct {
		env   string
		smulx bool
		want  bool
	}{
		{"TERM=xterm-256color", false, false},
		{"TERM=xterm-256color", true, true},
		{"TERM=xterm-kitty", false, true},
		{"TERM=foot", false, true},
		{"TERM=xterm-256color VTE_VERSION=7006", false, true},
		{"TERM=xterm-256color VTE_VERSION=5001", false, false},
		{"TERM=xterm-256color KONSOLE_VERSION=230800", false, true},
		{"TERM=xterm-256color KONSOLE_VERSION=210400", false, false},
		{"TERM=xterm-256color TERM_PROGRAM=WezTerm", false, true},
		{"TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", false, false},
		{"TERM=xterm-256color WT_SESSION=x", false, true},
		{"TERM=tmux-256color TMUX=/x,1,0", false, true},
		{"TERM=screen-256color TMUX=/x,1,0 TERM_PROGRAM=tmux", false, true},
		{"TERM=screen-256color STY=1.x KITTY_WINDOW_ID=1", false, false},
		{"TERM=xterm-256color STY=1.x VTE_VERSION=7006", false, false},
		{"TERM=linux", true, false},
		{"TERM=dumb TMUX=/x,1,0", false, false},
		{"", false, false},
	} {
		if got := Curly(strings.Fields(c.env), c.smulx); got != c.want {
			t.Errorf("%q, smulx %v: %v", c.env, c.smulx, got)
		}
	}
}

func TestGuess(t *testing.T) {
	for value, dark := range map[string]bool{
		"15;0": true, "0;15": false, "0;7": false, "15;8": true, "0;default;15": false, "12;9": false, "7;6": true,
		"default;default": true, "": true, "x": true,
	} {
		if got := Guess([]string{"COLORFGBG=0;15", "COLORFGBG=" + value}); got != dark {
			t.Errorf("COLORFGBG=%s: dark is %v", value, got)
		}
	}
	if !Guess(nil) {
		t.Error("without a word of the background it is not dark")
	}
}

func TestTerminal(t *testing.T) {
	for env, want := range map[string]render.Terminal{
		"TERM=xterm-256color":             {Dark: true},
		"TERM=xterm-kitty COLORFGBG=0;15": {Curly: true},
		"TERM=dumb":                       {Dark: true, Colours: colorprofile.ASCII, Dumb: true},
		"TERM=xterm-256color NO_COLOR=1":  {Dark: true, Colours: colorprofile.ASCII},
	} {
		if got := Terminal(strings.Fields(env), false); got != want {
			t.Errorf("%s: %+v, want %+v", env, got, want)
		}
	}
}

// Text is never in the colour of what it stands on: whatever is drawn in a theme that paints has its paper under it.
func TestPaper(t *testing.T) {
	for _, name := range render.Themes() {
		theme, err := New(name, nil, render.Terminal{Curly: true})
		if err != nil {
			t.Fatal(err)
		}
		if theme.Page.Paper == nil {
			continue
		}
		for what, style := range map[string]struct{ fg, bg any }{
			"text": {theme.Text.Fg, theme.Text.Bg}, "strong": {theme.Strong.Fg, theme.Strong.Bg}, "dim": {theme.Dim.Fg, theme.Dim.Bg},
			"accent": {theme.Accent.Fg, theme.Accent.Bg}, "error": {theme.Error.Fg, theme.Error.Bg}, "peek": {theme.Peek.Fg, theme.Peek.Bg},
		} {
			if style.fg == nil || style.bg == nil || style.fg == style.bg {
				t.Errorf("%s: %s is %v on %v", name, what, style.fg, style.bg)
			}
		}
	}
	if _, err := New("no such", nil, render.Terminal{}); err == nil {
		t.Error("an unknown theme is taken")
	}
}
