package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// linkScreens is how to get to every screen about links, from the article that leads on.
var linkScreens = []struct {
	name string
	keys []string
}{
	{"links-chosen", []string{"l", "tab"}},
	{"links-card", []string{"l", "j"}},
	{"links-footnote", []string{"l", "f"}},
	{"links-list", []string{"L", "down"}},
	{"links-filter", []string{"L", "/", "https"}},
	{"links-copied", []string{"n", "y"}},
	{"links-second", []string{"l", "s"}},
}

func TestLinkGeometry(t *testing.T) {
	for _, s := range linkScreens {
		d := drive(t, 120, 36, linkedShelf(t))
		d.press(s.keys...)
		for _, w := range []int{1, 2, 7, 10, 23, 45, 60, 89, 110, 250} {
			for _, h := range []int{1, 2, 3, 6, 9, 16, 36, 80} {
				d.send(tea.WindowSizeMsg{Width: w, Height: h})
				checkFrame(t, d, fmt.Sprintf("%s, %dx%d", s.name, w, h))
			}
		}
	}
}

func TestLinkGolden(t *testing.T) {
	for _, size := range []struct{ w, h int }{{60, 20}, {120, 36}, {200, 60}} {
		for _, s := range linkScreens {
			d := drive(t, size.w, size.h, linkedShelf(t))
			d.press(s.keys...)
			golden(t, filepath.Join("testdata/frames", fmt.Sprintf("%s-%dx%d.txt", s.name, size.w, size.h)), d.frame())
		}
	}
}

// TestManyLinks: where there are more links than letters, each has two.
func TestManyLinks(t *testing.T) {
	var source strings.Builder
	for i := range 40 {
		fmt.Fprintf(&source, "[word %d](#%d) and ", i, i)
	}
	a, err := articles.Read("many.md", []byte(source.String()))
	if err != nil {
		t.Fatal(err)
	}
	d := drive(t, 80, 24, func(o *Options) { o.Open, o.Engine = a, nil })
	d.press("l")
	d.wantBar("link 1 of 40")
	d.want("aaord 0") // no blank stands before it
	d.press("s")
	d.wantNot("aaord 0")
	d.press("s").wantBar("#27")
	d.press("l", "s", "m").wantBar("has the letter sm")
	d.press("esc").wantBar("fixed")
}

// TestLinkSession: choose, follow, come back, peek, copy, on a terminal, which knows the lines of a link as one.
func TestLinkSession(t *testing.T) {
	term := open(t, 50, 30, linkedShelf(t))
	term.waitFor("[1] There is")
	if file := term.link("the second text"); file.URL != "" {
		t.Errorf("the terminal has the address of a file: %+v", file)
	}
	if page := term.link("a page"); page.URL != "https://example.com/wechat?a=1&b=2" || page.Params == "" {
		t.Errorf("the terminal has %+v for a page", page)
	}
	term.typeKeys("G")
	term.waitFor("a page of\n")
	if first, second := term.link("a page of"), term.link("its own."); first.URL != "https://example.com/note" || first.URL != second.URL || first.Params != second.Params {
		t.Errorf("the lines of one link are %+v and %+v", first, second)
	}
	term.typeKeys("gl")
	term.waitFor("link 1 of")
	term.typeKeys("\t\r")
	term.waitFor("That was meant.")
	term.typeKeys("q")
	term.waitFor("[1] There is")
	term.typeKeys("lf")
	term.waitFor("WeChat said so, and in a page of its own.")
	term.typeKeys("y")
	term.waitFor("copied the footnote")
	term.typeKeys("L/thi")
	term.waitFor("Links · 1 of")
	term.typeKeys("\r")
	term.waitFor("It is plain")
	term.typeKeys("qq")
	if err := <-term.ended; err != nil {
		t.Error(err)
	}
}

// link is what the terminal knows of the cell where words begin.
func (t *terminal) link(words string) (l vtLink) {
	t.Helper()
	rows := strings.Split(t.screen(), "\n")
	t.mu.Lock()
	defer t.mu.Unlock()
	for y, row := range rows {
		before, _, ok := strings.Cut(row, words)
		if !ok {
			continue
		}
		if c := t.vt.CellAt(len([]rune(before)), y); c != nil {
			return vtLink{URL: c.Link.Params, Params: c.Link.URL} // the emulator takes one for the other
		}
	}
	t.Errorf("no %q on the screen", words)
	return vtLink{}
}

type vtLink struct{ URL, Params string }

// TestLinkOracle: any frame about links after any other is the frame that stands on a clean screen.
func TestLinkOracle(t *testing.T) {
	for _, size := range []struct{ w, h int }{{60, 20}, {120, 36}} {
		term := open(t, size.w, size.h, linkedShelf(t))
		d := drive(t, size.w, size.h, linkedShelf(t))
		for _, step := range []struct{ key, typed string }{
			{"", ""}, {"l", "l"}, {"tab", "\t"}, {"tab", "\t"}, {"esc", "\x1b"}, {"n", "n"}, {"l", "l"}, {"f", "f"}, {"enter", "\r"}, {"ctrl+o", "\x0f"},
			{"l", "l"}, {"j", "j"}, {"y", "y"}, {"L", "L"}, {"down", "\x1b[B"}, {"/", "/"}, {"h", "h"}, {"tt", "tt"}, {"down", "\x1b[B"}, {"esc", "\x1b"}, {"s", "s"},
			{"l", "l"}, {"a", "a"}, {"G", "G"}, {"q", "q"}, {"tab", "\t"}, {"ctrl+o", "\x0f"}, {"|", "|"}, {"l", "l"}, {"esc", "\x1b"}, {"|", "|"}, {"Y", "Y"},
		} {
			if step.key != "" {
				d.press(step.key)
				term.typeKeys(step.typed)
			}
			want := d.frame()
			term.wait("frame after "+step.key+" like\n"+want, func(s string) bool { return s == want })
		}
	}
}
