package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// read makes settings of a file, which must be right.
func read(tb testing.TB, file string) config.Settings {
	tb.Helper()
	c := config.New(Places())
	if err := c.Read("config.toml", []byte(file)); err != nil {
		tb.Fatal(err)
	}
	if c.Theme == "" {
		c.Theme = "dark"
	}
	return c.Settings
}

func TestRemappedKeys(t *testing.T) {
	s := read(t, `
[keys]
next-fix = ["right", "."]
undo = "ctrl+u"
half-page-up = "u"
marked = "F2"
close = ["Q", "esc"]
[keys.reading]
close = "Q"
[keys.help]
close = "Q"
[keys.card]
accept = "y"
`)
	d := drive(t, 90, 24, func(o *Options) { o.Settings = s })
	d.wantBar("s sort")
	d.press("enter", "n")
	d.wantBar("19 fixes")
	d.wantBar("right next fix")
	d.press("right", ".")
	d.wantBar("2/19")
	d.press("f2")
	d.wantBar("marked")
	d.press("3", "enter")
	d.want("y accept")
	d.press("y")
	d.wantBar("ctrl+u undoes")
	d.press("?")
	d.want("right .", "next fix")
	d.press("jjjjjjjjjj")
	d.want("ctrl+u")
	d.press("q")
	d.want("Keys")
	d.press("Q")
	d.wantNot("╭")
	d.press("/", "letter", "enter", ".")
	d.wantBar("2/19") // the search has n and N alone
	d.press("n")
	d.wantBar("2 of")
	d.press("Q")
	d.wantBar("enter read")
}

// TestChangedSettings: what is saved while the program runs is taken over, and the place stays.
func TestChangedSettings(t *testing.T) {
	d := drive(t, 120, 24, nil)
	d.press("enter", "n", "n", "n", "d", "2", "alt+m")
	place := d.pager.Offset()
	top := d.rows()[1]
	change := func(file string) {
		d.Helper()
		d.send(settingsChanged{settings: read(t, file)})
		if d.pager.Offset() != place {
			t.Errorf("%s: the place is %d, not %d", file, d.pager.Offset(), place)
		}
	}
	d.want("微信 WeChat")
	change("side_notes = false")
	d.wantNot("微信 WeChat")
	d.wantBar("settings read anew")
	if d.mode != render.Marked || !d.mouse {
		t.Error("what was changed by key has been lost")
	}
	change("measure = 40")
	for _, row := range d.rows()[:20] {
		if width := len([]rune(strings.TrimSpace(row))); width > 40+3+38 {
			t.Errorf("%d cells: %q", width, row)
		}
	}
	change("")
	if d.rows()[1] != top {
		t.Errorf("back again the top is %q, not %q", d.rows()[1], top)
	}
	change(`mode = "both"`)
	if d.mode != render.Both {
		t.Error("the mode has not changed")
	}
	change(`theme = "light"`)
	if d.theme.Dark {
		t.Error("the theme has not changed")
	}
	d.press("enter")
	change("[keys]\naccept = \"y\"")
	d.want("y accept")
	d.press("esc", "?")
	change("[keys]\nprevious-fix = \"left\"")
	d.want("left  ", "previous fix")
	d.press("esc")
	d.send(settingsChanged{err: errors.New("config.toml:1:1: no")})
	d.wantBar("config.toml:1:1: no · settings stay as they were")
	d.send(settingsChanged{settings: read(t, "measure = 50\n[keys]\nprevious-fix = \"left\""), notice: "a clash"})
	d.wantBar("a clash")
	d.press("left")
	d.wantBar("8/19")
}

// TestChangedStrictness: the engine reads again, also where it was reading just then.
func TestChangedStrictness(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "n")
	asked := []annotate.Strictness{}
	for _, s := range []string{"eager", "conservative"} {
		d.send(settingsChanged{settings: read(t, "strictness = \""+s+"\"")})
		asked = append(asked, d.options.Strictness)
		if !d.reading(d.open).annotated {
			t.Error("the article has not been read again")
		}
		if status := d.pager.Status(); !strings.Contains(status, "1/19") {
			t.Errorf("the current fix has been lost: %s", status)
		}
	}
	if !slices.Equal(asked, []annotate.Strictness{annotate.Eager, annotate.Conservative}) {
		t.Error(asked)
	}
	r := d.reading(d.open)
	r.annotated = false
	d.send(articleAnnotated{article: d.open, strictness: annotate.Eager})
	if len(r.anns) == 0 {
		t.Error("a late answer has been taken")
	}
}

func TestNotice(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Notice = "config.toml:3:1: \"maesure\" is not known" })
	d.wantBar("maesure")
	d.press("j")
	d.wantBar("enter read")
}

// TestQuitWhileTyping: a letter that quits is a letter still where one types.
func TestQuitWhileTyping(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Settings = read(t, "[keys]\nquit = [\"Q\", \"ctrl+c\"]") })
	d.press("/", "Q")
	if d.quit {
		t.Error("typing Q quits")
	}
	d.press("esc", "Q")
	if !d.quit {
		t.Error("Q does not quit")
	}
}

// TestSettingsSession: other keys, and a change while the program runs, on a terminal.
func TestSettingsSession(t *testing.T) {
	changes := make(chan config.Settings)
	term := open(t, 100, 30, func(o *Options) {
		o.Settings = read(t, "[keys]\nopen = [\"o\", \"enter\"]\nnext-fix = [\"right\", \"x\"]")
		o.Watch = func(ctx context.Context) (config.Settings, string, error) {
			select {
			case <-ctx.Done():
				return config.Settings{}, "", ctx.Err()
			case s := <-changes:
				return s, "", nil
			}
		}
	})
	term.waitFor("o read")
	term.typeKeys("o")
	term.waitFor("right next fix")
	term.typeKeys("\x1b[Cx")
	term.waitFor("2/19")
	changes <- read(t, "mode = \"both\"\n[keys]\nnext-fix = \"f5\"")
	term.waitFor("settings read anew")
	term.typeKeys("\x1b[15~")
	term.waitFor("both · 3/19")
	term.waitFor("f5 next fix")
	changes <- read(t, "")
	term.waitFor("settings read anew")
	term.typeKeys("n")
	term.waitFor("fixed · 4/19")
}
