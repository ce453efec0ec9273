package ui

import (
	"context"
	"errors"
	"image/color"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

func TestShelf(t *testing.T) {
	d := drive(t, 100, 20, nil)
	d.want("2 articles · 22 fixes", "● Alibaba takes on WeChat", "19 fixes: 4 people", "Jack Ma (马云) ×4")
	d.press("j")
	d.want("▌● Sina Weibo", "1 brand, 2 terms")
	d.press("s")
	d.want("newest first")
	d.press("/", "takw")
	d.want("1 of 2 articles", "▌● Alibaba takes on WeChat")
	d.press("enter", "enter")
	d.wantBar("fixed ·")
	d.press("q", "esc")
	d.want("2 articles")
	d.press("q")
	if !d.quit {
		t.Error("q does not leave the shelf")
	}
}

func TestEmptyShelf(t *testing.T) {
	d := drive(t, 60, 12, func(o *Options) { o.Articles = nil })
	d.want("The shelf is empty")
	d.press("enter", "j", "G", "/", "x", "enter", "?", "esc", "s", "m")
}

func TestOpenedAtOnce(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Open = o.Articles[1] })
	d.want("Sina Weibo and the e-commerce")
	d.press("q")
	if !d.quit {
		t.Error("q does not end the program")
	}
}

// TestKeysBeforeAnnotations: what is typed while the engine still reads is not lost.
func TestKeysBeforeAnnotations(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Engine = nil })
	d.engine = noRules
	d.openArticle(d.options.Articles[0])
	cmd := d.annotateArticle(d.open)
	d.pager.SetAnnotations(nil, nil)
	for _, k := range keysNamed("nnn") {
		d.Update(k)
	}
	d.wantBar("fixed · …")
	d.run(cmd)
	d.wantBar("3/19")
}

// TestVerdictsShowOnTheShelf: the preview follows what was decided in the article.
func TestVerdictsShowOnTheShelf(t *testing.T) {
	d := drive(t, 120, 36, nil)
	d.press("enter", "n", "n", "n", "enter", "x", "q")
	d.want("Chairman Ma Yun", "18 fixes: 3 people", "● Sina", "18 fixes · read")
}

// TestLateAnswers: what comes back for an article or a search that is no longer wanted changes nothing on the screen.
func TestLateAnswers(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Engine = nil })
	d.press("enter")
	before := d.frame()
	other := d.options.Articles[1]
	d.Update(articleAnnotated{article: other, anns: []annotate.Annotation{{Span: document.Span{Start: 2, End: 6}, Fix: "X"}}})
	d.Update(textSearched{article: d.open, query: "long ago", hits: []document.Span{{Start: 0, End: 3}}})
	if got := d.frame(); got != before {
		t.Errorf("frame changed to\n%s", got)
	}
}

func TestBackground(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Theme = ""; o.Env = []string{"COLORFGBG=0;15"} })
	if d.theme.Dark {
		t.Error("COLORFGBG is not heard")
	}
	d.press("enter", "n", "enter")
	d.send(tea.BackgroundColorMsg{Color: color.Black})
	if !d.theme.Dark {
		t.Error("the terminal is not heard")
	}
	d.want("a accept")
	d = drive(t, 80, 24, func(o *Options) { o.Theme = "light" })
	d.send(tea.BackgroundColorMsg{Color: color.Black})
	if d.theme.Dark {
		t.Error("the theme that was asked for gave way")
	}
	if _, err := New(context.Background(), Options{Settings: config.Settings{Theme: "no such theme"}}); err == nil {
		t.Error("an unknown theme is no error")
	}
}

func TestMouse(t *testing.T) {
	d := drive(t, 80, 24, nil)
	if v := d.View(newCanvas(d)); v.MouseMode != tea.MouseModeNone {
		t.Error("the mouse is on from the start")
	}
	d.press("alt+m")
	d.wantBar("mouse on")
	if v := d.View(newCanvas(d)); v.MouseMode != tea.MouseModeCellMotion {
		t.Error("alt+m does not turn the mouse on")
	}
	click := func(x, y int) { d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
	click(10, 6)
	d.want("▌● Sina Weibo")
	click(10, 2)
	click(10, 2)
	d.wantBar("fixed ·")
	x, y := find(d, "Jack Ma")
	click(x+2, y)
	d.want("Ma Yun  →  Jack Ma")
	click(0, 0)
	d.wantNot("╭")
	d.send(tea.WindowSizeMsg{Width: 80, Height: 12})
	d.send(tea.MouseWheelMsg{X: 1, Y: 1, Button: tea.MouseWheelDown})
	if d.pager.Offset() == 0 {
		t.Error("the wheel does not scroll")
	}
}

// find returns where words stand in the frame.
func find(d *driver, words string) (x, y int) {
	d.Helper()
	for y, row := range d.rows() {
		if before, _, ok := strings.Cut(row, words); ok {
			return len([]rune(before)), y
		}
	}
	d.Fatalf("no %q in frame", words)
	return 0, 0
}

// memory is a Keeper for tests.
type memory struct {
	kept map[string]review.Kept
	err  error
}

func (m *memory) Kept(_ context.Context, a *articles.Article) (review.Kept, error) {
	return m.kept[a.ID], m.err
}

func (m *memory) KeepPlace(_ context.Context, a *articles.Article, p review.Place) error {
	k := m.kept[a.ID]
	k.Place = p
	m.kept[a.ID] = k
	return m.err
}

func (m *memory) Keep(_ context.Context, a *articles.Article, act review.Act) error {
	k := m.kept[a.ID]
	m.kept[a.ID] = k.With(act)
	return m.err
}

func TestKeeper(t *testing.T) {
	keeper := &memory{kept: map[string]review.Kept{}}
	with := func(o *Options) { o.Keeper = keeper }
	d := drive(t, 60, 14, with)
	d.press("enter", "n", "n", "n", "enter", "x", "10j")
	at := d.pager.Offset()
	d.press("ctrl+c")
	if !d.quit {
		t.Fatal("ctrl+c does not quit")
	}
	d = drive(t, 60, 14, with)
	d.press("enter")
	if d.pager.Offset() != at {
		t.Errorf("a new session starts at %d; the last ended at %d", d.pager.Offset(), at)
	}
	d.press("g")
	d.want("Chairman Ma Yun")
	d = drive(t, 60, 14, func(o *Options) { with(o); o.Open = o.Articles[0] })
	if d.pager.Offset() != at {
		t.Errorf("opened at once it starts at %d; the last ended at %d", d.pager.Offset(), at)
	}
	d.press("g")
	d.want("Chairman Ma Yun")
	keeper.err = errors.New("the disk is full")
	d.press("n", "enter", "a")
	d.wantBar("not kept: the disk is full")
}

// TestHostileTitle: nothing foreign reaches the terminal uncleaned.
func TestHostileTitle(t *testing.T) {
	source, err := os.ReadFile("testdata/articles/laiwang.txt")
	if err != nil {
		t.Fatal(err)
	}
	a := &articles.Article{Document: document.Plain(append(source, "\x1b]0;owned\x07 \u202Ereversed"...))}
	a.Title = "A title\x1b]2;owned\x07 with \u202E an escape\nand a line"
	a.Site = "site\x1b[2J"
	d := drive(t, 80, 24, func(o *Options) { o.Articles = []*articles.Article{a} })
	check := func() {
		t.Helper()
		v := d.View(newCanvas(d))
		for _, bad := range []string{"\x1b]", "\x07", "\u202E", "\x1b[2J"} {
			if strings.Contains(v.Content, bad) || strings.Contains(v.WindowTitle, bad) {
				t.Errorf("%q gets through", bad)
			}
		}
		if strings.ContainsAny(v.WindowTitle, "\x1b\n") {
			t.Errorf("window title is %q", v.WindowTitle)
		}
	}
	check()
	d.press("enter", "G")
	check()
}
