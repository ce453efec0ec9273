package ui

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// coloured matches an SGR sequence that sets a colour of text, of what is behind it, or of an underline.
var coloured = regexp.MustCompile(`\x1b\[([0-9;:]*;)?(3[0-8]|4[0-8]|58|9[0-7]|10[0-7])([;:][0-9;:]*)?m`)

// TestNoColour: with NO_COLOR not one code of a colour is written, on any screen, by the theme that has most.
func TestNoColour(t *testing.T) {
	for env, want := range map[string]bool{"NO_COLOR=1": false, "NO_COLOR=": true, "TERM=vt100": false} {
		var clock time.Time // goes on fast, so that each digit is a mode of its own
		now := func() time.Time { clock = clock.Add(time.Minute); return clock }
		term := open(t, 100, 30, func(o *Options) {
			o.Env, o.Theme, o.Now = []string{"TERM=xterm-256color", env}, "dracula", now
			o.Signs = config.SignsUnicode
		})
		for _, step := range []struct{ keys, shows string }{
			{"", "enter read"}, {"/wei", "filter: wei"}, {"\x1b", "s sort"}, {"j\r", "fixed · 3 fixes"}, {"1", "original · 3"}, {"2", "marked · 3"},
			{"4", "both · 3"}, {"n", "1/3"}, {"\r", "accept"}, {"w", "No rule"}, {"a", "accepted"}, {"w", "Who's who"}, {"\x1b", "m next mode"},
			{"t", "Contents"}, {"\r", "go"}, {"|", "│"}, {"|/sina\r", "/sina 1 of"}, {"\x1b", "m next mode"}, {"v", "point"}, {"vl", "select"},
			{"g", "What could"}, {"q", "v select from here"}, {"q", "m next mode"}, {"?", "Keys"},
		} {
			term.typeKeys(step.keys)
			if step.shows != "go" {
				term.waitFor(step.shows)
			}
		}
		written := term.all()
		if got := coloured.MatchString(written); got != want {
			t.Errorf("%s: colours %v, want %v", env, got, want)
		}
	}
}

// ours is what the program draws and says things with where it may; none of it is in the articles of the tests but curly quotation marks.
const ours = "─│┼╭╮╰╯▌●•→←↑↓…⋯·×“”‘’–—✓"

// TestASCII: where the terminal shows nothing but ASCII no sign of the program's own is anything else, on any screen, and nothing
// else moves.
func TestASCII(t *testing.T) {
	for _, s := range screens {
		for _, mode := range render.Modes[2:] {
			plain := drive(t, 120, 36, func(o *Options) { o.Env, o.Mode = []string{"TERM=xterm", "LC_ALL=C"}, mode.Mode })
			drawn := drive(t, 120, 36, func(o *Options) { o.Env, o.Mode = []string{"TERM=xterm", "LANG=en_US.UTF-8"}, mode.Mode })
			plain.press(s.keys...)
			drawn.press(s.keys...)
			if i := strings.IndexAny(plain.frame(), ours); i >= 0 {
				t.Errorf("%s, %s: %q", s.name, mode.Name, plain.frame()[i:i+3])
			}
			for y, row := range drawn.rows() {
				got, want := []rune(plain.rows()[y]), []rune(row)
				if strings.ContainsAny(row, "→←") { // they may be the names of keys, which are spelled out
					continue
				}
				if len(got) != len(want) {
					t.Errorf("%s, %s: row %d is %q, not %q", s.name, mode.Name, y, string(got), row)
					continue
				}
				for x := range got {
					if got[x] != want[x] && !strings.ContainsRune(ours+"\u00a0", want[x]) {
						t.Errorf("%s, %s: %c in place of %c", s.name, mode.Name, got[x], want[x])
					}
				}
			}
		}
	}
}

// TestSigns: the setting stands before the environment, and can change while the program runs.
func TestSigns(t *testing.T) {
	for _, c := range []struct {
		signs config.Signs
		env   []string
		ascii bool
	}{
		{config.SignsAuto, []string{"LANG=C"}, true}, {config.SignsAuto, []string{"LANG=C.UTF-8"}, false}, {config.SignsAuto, []string{"TERM=xterm"}, false},
		{config.SignsUnicode, []string{"LANG=C"}, false}, {config.SignsASCII, []string{"LANG=C.UTF-8"}, true},
	} {
		d := drive(t, 100, 30, func(o *Options) { o.Signs, o.Env = c.signs, c.env })
		d.press("enter")
		if got := !strings.ContainsAny(d.frame()+d.View(newCanvas(d)).WindowTitle, ours); got != c.ascii {
			t.Errorf("%v in %v: ASCII %v, want %v", c.signs, c.env, got, c.ascii)
		}
		changed := d.options.Settings
		changed.Signs = config.SignsASCII
		d.Update(settingsChanged{settings: changed})
		if strings.ContainsAny(d.frame(), ours) {
			t.Errorf("%v in %v: the new setting is not taken over", c.signs, c.env)
		}
	}
}

// TestCurrentNote: the side note of the current fix differs from the others by more than its colour.
func TestCurrentNote(t *testing.T) {
	d := drive(t, 141, 36, nil)
	d.press("enter", "n", "n", "n")
	c := newCanvas(d)
	d.Draw(c)
	attrs := map[string]uint8{}
	for y, row := range d.rows() {
		for _, name := range []string{"马云 Jack Ma", "来往 Laiwang"} {
			if x := column(row, name); x >= 0 && attrs[name] == 0 {
				attrs[name] = c.CellAt(x, y).Style.Attrs | 0x80
			}
		}
	}
	if len(attrs) != 2 || attrs["马云 Jack Ma"] == attrs["来往 Laiwang"] {
		t.Errorf("attributes %v in\n%s", attrs, d.frame())
	}
}

// column is where words stand in a row of cells, -1 for nowhere.
func column(row, words string) int {
	before, _, ok := strings.Cut(row, words)
	if !ok {
		return -1
	}
	return len([]rune(before)) + len(slices.DeleteFunc([]rune(before), func(r rune) bool { return r < 0x2e80 }))
}
