package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// screens is how to get to every screen of the program, from the shelf.
var screens = []struct {
	name string
	keys []string
}{
	{"shelf", nil},
	{"filter", []string{"/", "wbo"}},
	{"nothing", []string{"/", "xyzzy", "enter"}},
	{"help", []string{"?"}},
	{"reading", []string{"enter"}},
	{"fix", []string{"enter", "n", "n", "n"}},
	{"card", []string{"enter", "n", "n", "n", "enter"}},
	{"peek", []string{"enter", "n", "n", "o"}},
	{"end", []string{"enter", "G"}},
	{"unfolded", []string{"enter", "z", "G"}},
	{"search", []string{"enter", "/", "letter", "enter", "n"}},
	{"prompt", []string{"enter", "/", "an overlong search that does not fit into any narrow window"}},
	{"edit", []string{"enter", "n", "n", "enter", "e"}},
	{"rejected", []string{"enter", "n", "n", "enter", "x"}},
	{"who", []string{"enter", "w", "j"}},
	{"off", []string{"enter", "w", "j", "x"}},
	{"keys", []string{"enter", "?", "j"}},
	{"beside", []string{"enter", "|", "n", "n"}},
	{"select", []string{"enter", "n", "n", "v", "v", "l", "l", "j"}},
	{"words", []string{"enter", "n", "n", "n", "enter", "d"}},
	{"guess", []string{"enter", "n", "n", "v", "v", "l", "g", "j"}},
	{"markdown", []string{"j", "enter"}},
	{"commands", []string{"enter", ":", "next", "tab", "tab"}},
	{"values", []string{":", "set theme ", "tab"}},
	{"contents", []string{"j", "enter", "t", "j"}},
	{"themes", []string{"enter", "n", "T", "G"}},

	{"library", nil},
	{"library-marks", []string{"*", "space", "j", "space", "N", "j", "space", "space"}},
	{"library-empty", []string{"tab", "tab", "tab"}},
	{"library-sections", []string{"c", "j", "j"}},
	{"library-tag", []string{"t", "phones, to read", "enter", ":", "tag ph"}},
	{"library-failures", []string{"F", "j"}},
	{"library-finding", []string{"S"}},
	{"library-found", []string{"S", "wechat", "down"}},
	{"library-mistaken", []string{"S", "wechat tag:"}},
	{"library-hit", []string{"S", "wechat", "enter"}},
	{"library-help", []string{"?"}},
}

// on makes what a screen is of: those of a library have one.
func on(tb testing.TB, screen string) func(*Options) {
	tb.Helper()
	if !strings.HasPrefix(screen, "library") {
		return func(*Options) {}
	}
	m := stocked(tb, 40)
	finds(m)
	m.failed = []shelf.Failure{
		{ID: 1, Address: "https://example.com/news/2015/07/a-page-that-is-no-longer-there.html", Why: "the server says 404 Not Found", Hint: "look at the address", Tries: 3},
		{ID: 2, Address: "/home/li/articles/微信.epub", Why: "it is no book: the archive is cut off"},
	}
	return onShelf(m)
}

// TestGeometry: no size of the window makes a screen panic, leave its canvas, or cut a wide character in two.
func TestGeometry(t *testing.T) {
	widths := []int{1, 2, 7, 10, 23, 30, 45, 60, 80, 89, 90, 109, 110, 141, 250}
	heights := []int{1, 2, 3, 6, 9, 16, 36, 80}
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			for _, mode := range render.Modes {
				if mode.Mode != render.Fixed && strings.HasPrefix(s.name, "library") {
					continue // it looks the same in all
				}
				d := drive(t, 120, 36, func(o *Options) { on(t, s.name)(o); o.Mode = mode.Mode })
				d.press(s.keys...)
				for _, w := range widths {
					for _, h := range heights {
						d.send(tea.WindowSizeMsg{Width: w, Height: h})
						checkFrame(t, d, fmt.Sprintf("%s, %dx%d", mode.Name, w, h))
					}
				}
			}
		})
	}
}

// checkFrame looks at the very string that goes to the terminal.
func checkFrame(t *testing.T, d *driver, name string) {
	t.Helper()
	v := d.View(lipgloss.NewCanvas(1, 1))
	rows := strings.Split(v.Content, "\n")
	if len(rows) > d.height {
		t.Errorf("%s: %d rows", name, len(rows))
	}
	for y, row := range rows {
		if w := ansi.StringWidth(row); w > d.width {
			t.Errorf("%s: row %d is %d wide: %q", name, y, w, ansi.Strip(row))
		}
		if w, g := ansi.WcWidth.StringWidth(ansi.Strip(row)), ansi.StringWidth(row); w != g {
			t.Errorf("%s: row %d is %d or %d wide, by terminal: %q", name, y, w, g, ansi.Strip(row))
		}
	}
	if !v.AltScreen {
		t.Errorf("%s: left the alternate screen", name)
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.Y < 0 || c.X >= d.width || c.Y >= d.height) {
		t.Errorf("%s: cursor at %v", name, c.Position)
	}
}

// TestGolden keeps the frames as they were accepted.
func TestGolden(t *testing.T) {
	for _, size := range []struct{ w, h int }{{60, 20}, {120, 36}, {200, 60}} {
		for _, s := range screens {
			name := fmt.Sprintf("%s-%dx%d", s.name, size.w, size.h)
			t.Run(name, func(t *testing.T) {
				d := drive(t, size.w, size.h, on(t, s.name))
				d.press(s.keys...)
				golden(t, filepath.Join("testdata/frames", name+".txt"), d.frame())
			})
		}
	}
	for _, mode := range render.Modes {
		t.Run(mode.Name, func(t *testing.T) {
			d := drive(t, 120, 24, nil)
			d.press("enter", mode.Key)
			golden(t, filepath.Join("testdata/frames", "mode-"+mode.Name+".txt"), d.frame())
		})
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: frame differs; got\n%s\nwant\n%s", path, got, want)
	}
}

// TestViewOnlyReads: painting changes nothing, so that painting again gives the same.
func TestViewOnlyReads(t *testing.T) {
	for _, s := range screens {
		d := drive(t, 120, 36, on(t, s.name))
		d.press(s.keys...)
		before := *d.Model
		c := lipgloss.NewCanvas(120, 36)
		first := d.View(c)
		second := d.View(c)
		if first.Content != second.Content {
			t.Errorf("%s: the second frame differs from the first", s.name)
		}
		after := *d.Model
		if !reflect.DeepEqual(before.overlays, after.overlays) || before.notice != after.notice || before.pager != after.pager {
			t.Errorf("%s: painting changed the model", s.name)
		}
	}
}

// TestFirstFrame: the shelf is painted before anything is known of any article.
func TestFirstFrame(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Engine = nil })
	d.want("Alibaba takes on WeChat", "2 articles", "enter read")
	d.wantNot("fixes")
	d.press("enter")
	d.want("Ali take on the micro-letter")
}
