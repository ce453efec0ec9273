package ui

import (
	"image/color"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// TestBackgroundKeepsThePlace: an answer that comes late changes colours and nothing else; a place far down the article stays.
func TestBackgroundKeepsThePlace(t *testing.T) {
	d := drive(t, 80, 12, func(o *Options) { o.Theme = ""; o.Env = []string{"TERM=xterm-256color"} })
	d.press("enter", "d", "d", "n", "n", "enter")
	before, offset := d.frame(), d.pager.Offset()
	d.send(tea.BackgroundColorMsg{Color: color.White})
	if d.theme.Dark || d.theme.Name != "light" {
		t.Errorf("the answer is not heard: %s", d.theme.Name)
	}
	if got := d.frame(); got != before || d.pager.Offset() != offset {
		t.Errorf("frame changed to\n%s\nfrom\n%s", got, before)
	}
}

// TestChooseTheme: the list puts everything into a theme while it is moved through; enter keeps it, esc does not, the place stays.
func TestChooseTheme(t *testing.T) {
	for _, from := range [][]string{{"T"}, {"enter", "d", "n", "T"}, {"enter", "n", "enter", "T"}, {"enter", "?", "T"}} {
		d := drive(t, 120, 36, func(o *Options) { o.Theme = "sepia" })
		d.press(from[:len(from)-1]...)
		before := d.frame()
		d.press("T")
		d.want("▌ sepia", "brown on cream")
		d.press("j")
		if d.theme.Name != "night" {
			t.Errorf("%v: moving shows %s", from, d.theme.Name)
		}
		d.press("esc")
		if got := d.frame(); got != before || d.theme.Name != "sepia" {
			t.Errorf("%v: after esc it is %s\n%s", from, d.theme.Name, got)
		}
		d.press("T", "G", "enter")
		d.wantBar("theme: notty", `for good: theme = "notty" in config.toml`)
		if d.theme.Name != "notty" {
			t.Errorf("%v: kept is %s", from, d.theme.Name)
		}
		d.press("T", "g", "enter")
		d.send(tea.BackgroundColorMsg{Color: color.White})
		if d.theme.Name != "light" {
			t.Errorf("%v: auto is %s on white", from, d.theme.Name)
		}
	}
}

// TestStyleFile: a style file is in the list of themes and can be gone back to.
func TestStyleFile(t *testing.T) {
	style := []byte(`{"document": {"color": "#111111", "background_color": "#eeeeee"}}`)
	d := drive(t, 80, 24, func(o *Options) { o.Theme, o.Style = "dir/mine.json", style })
	if d.theme.Dark || d.theme.Page.Paper == nil {
		t.Error("the style file does not hold")
	}
	d.press("T", "g", "G")
	d.want("▌ mine.json", "a style file")
	d.press("k", "enter", "T", "G", "enter")
	d.wantBar("theme: dir/mine.json")
	if d.theme.Page.Paper == nil {
		t.Error("there is no way back to the style file")
	}
	if _, err := New(t.Context(), Options{Settings: config.Settings{Theme: "x.json", Style: []byte("{")}}); err == nil {
		t.Error("a broken style file is no error")
	}
}

// TestColours: with fewer colours than the theme has it makes do, and no colour reaches the terminal that it has not.
func TestColours(t *testing.T) {
	for _, c := range []struct {
		profile colorprofile.Profile
		want    string
		never   []string
	}{
		{colorprofile.TrueColor, "48;2;244;236;216", nil},
		{colorprofile.ANSI256, "48;5;230", []string{"8;2;"}},
		{colorprofile.ANSI, "", []string{"8;2;", "38;5;", "48;5;"}},
		{colorprofile.ASCII, "", []string{"8;2;", "8;5;", "\x1b[3", "\x1b[9"}},
	} {
		d := drive(t, 80, 24, func(o *Options) { o.Theme = "sepia"; o.Env = []string{"TERM=xterm-kitty"} })
		d.send(tea.ColorProfileMsg{Profile: c.profile})
		d.press("enter", "n", "enter")
		content := d.View(lipgloss.NewCanvas(1, 1)).Content
		if !strings.Contains(content, c.want) {
			t.Errorf("%s: no %q", c.profile, c.want)
		}
		for _, never := range c.never {
			if at := strings.Index(strings.ReplaceAll(content, "\x1b[3m", ""), never); at >= 0 {
				t.Errorf("%s: %q in %q", c.profile, never, content[max(at-10, 0):at+20])
			}
		}
	}
}

// TestPaperEverywhere: no cell of any screen is left without the paper of a theme that paints.
func TestPaperEverywhere(t *testing.T) {
	for _, s := range screens {
		d := drive(t, 120, 36, func(o *Options) { o.Theme = "sepia" })
		d.press(s.keys...)
		on := lipgloss.NewCanvas(120, 36)
		d.Draw(on)
		for y := range 36 {
			for x := range 120 {
				if c := on.CellAt(x, y); c != nil && c.Width > 0 && (c.Style.Bg == nil || c.Style.Fg == nil) && s.name != "themes" {
					t.Fatalf("%s: the cell at %d, %d stands on the terminal's own: %q %v", s.name, x, y, c.Content, c.Style)
				}
			}
		}
	}
}

// TestLooksPage: the page of every kind of block fits every window in every theme.
func TestLooksPage(t *testing.T) {
	text, err := os.ReadFile("../internal/render/testdata/looks.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range render.Themes() {
		d := drive(t, 60, 20, func(o *Options) {
			o.Theme = name
			o.Articles[0].Document = document.Markdown(text)
		})
		d.press("enter", "G")
		for _, w := range []int{10, 33, 60, 200} {
			d.send(tea.WindowSizeMsg{Width: w, Height: 20})
			checkFrame(t, d, name)
		}
	}
}
