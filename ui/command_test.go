package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// line types a line on the command line.
func (d *driver) line(text string) *driver { return d.press(":", text, "enter") }

func TestCommands(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.line("2").wantBar("enter read") // a row of the shelf
	d.line("open")                    // an action of the shelf
	d.want("Sina Weibo")
	d.line("q").wantBar("enter read")
	d.line("1").line("open")
	d.line("next-fix 3").wantBar("3/19")
	d.line("previous-fix").wantBar("2/19")
	d.line("open-card").want("╭ Alibaba ─")
	d.line("next").want("╭ Jack Ma ─") // the card's own
	d.line("reject").wantBar("rejected: Jack Ma")
	d.line("undo").wantBar("undone")
	d.line("both").wantBar("both")
	d.line("FIXED").wantBar("fixed")
	d.line("who").want("Who's who")
	d.line("close").wantNot("Who's who")
	d.line("h").want("╭ Keys")
	d.line("q").wantNot("╭ Keys")
	d.line("select").wantBar("point")
	d.line("select-from-here").wantBar("select")
	d.line("close").wantBar("fixed")
	d.line("toggle-mouse").wantBar("mouse on")
	d.line("search").wantBar("/")
	d.press("letter", "enter").wantBar("/letter 1 of")
	d.line("next-fix").wantBar("/letter 1 of") // a search is live, and this no hit
	d.line("end-search").wantBar("fix")
	d.line("end-search").wantBar("can do nothing just now")
	d.press(":", "enter").wantBar("fixed")
	d.press(":", "esc").wantBar("fixed")
	d.press(":", "backspace").wantBar("fixed")
	d.line(":: next-mode").wantBar("both")
	d.line("e!").wantBar("laiwang.txt has not changed")
	d.line("qa!")
	if !d.quit {
		t.Error(":qa! does not quit")
	}
}

// TestEveryAction: each action of a place can be run by its name, without a key too, and those keys that there are stay.
func TestEveryAction(t *testing.T) {
	for _, p := range []struct {
		place string
		keys  []string
	}{
		{"shelf", nil}, {"reading", []string{"enter"}}, {"card", []string{"enter", "n", "enter"}}, {"lists", []string{"enter", "w"}},
		{"selecting", []string{"enter", "v"}}, {"guesses", []string{"enter", "n", "v", "g"}}, {"help", []string{"?"}},
	} {
		for _, place := range Places() {
			if place.Name != p.place && !place.Always {
				continue
			}
			for _, a := range place.Actions {
				d := drive(t, 80, 24, func(o *Options) {
					o.Settings = read(t, "[keys."+place.Name+"]\n"+map[bool]string{true: a.Name + " = []"}[!a.Needed])
				})
				d.press(p.keys...)
				before := d.keys
				d.line(a.Name)
				if strings.Contains(d.bar(), "no command") || strings.Contains(d.bar(), "does not work") {
					t.Errorf("%s: %s: %s", p.place, a.Name, d.bar())
				}
				for i, table := range d.keys.tables() {
					for j, b := range table.bindings {
						if was := before.tables()[i].bindings[j]; strings.Join(was.Keys(), " ") != strings.Join(b.Keys(), " ") {
							t.Errorf("%s: after %s %s is on %q", p.place, a.Name, b.Name, b.Keys())
						}
					}
				}
			}
		}
	}
}

func TestPositions(t *testing.T) {
	d := drive(t, 40, 10, nil)
	d.press("enter")
	for _, same := range [][2]string{{"5", "5G"}, {"50%", "50%"}, {"0", "g"}, {"$", "G"}, {"99999999999999999999", "G"}, {"100%", "G"}, {"7", "07G"}} {
		d.press("g", same[1])
		by := d.pager.Offset()
		d.press("g").line(same[0])
		if at := d.pager.Offset(); at != by {
			t.Errorf(":%s goes to %d, the key to %d", same[0], at, by)
		}
	}
	d.wantBar("fixed")
	d.press("g", "n", "enter").line("$")
	if len(d.overlays) > 0 || d.pager.Offset() == 0 {
		t.Error(":$ over a card does not go to the end of the text")
	}
}

func TestWrongCommands(t *testing.T) {
	d := drive(t, 100, 24, nil)
	d.press("enter")
	for typed, said := range map[string]string{
		"nxt-fix":         "no command is called “nxt-fix”: did you mean “next-fix”?",
		"xyzzy":           "no command is called “xyzzy”; tab lists",
		"x\x1b[31m":       "no command is called “x”",
		"sort":            "“sort” does not work here: its place is “Shelf”",
		"sel":             "",
		"next":            "“next” may be “next-fix”, “next-mode”, “next-note”, “next-hit” and others",
		"p":               "this is the first article",
		"down ten":        `down: "ten" is no number`,
		"set":             "set what? :set NAME VALUE",
		"set them dark":   "no setting is called “them”: did you mean “theme”?",
		"set xyzzy 1":     "no setting is called “xyzzy”: there are measure",
		"set theme drak":  `theme: "drak" is none: did you mean "dark"?`,
		"set measure 5":   "measure: 5 is out of bounds",
		"set measure abc": `measure: "abc" is no number`,
		"set mouse maybe": "mouse: ",
		"open":            "open what? :open FILE",
		"open /no/such/f": "open /no/such/f: no such file or directory",
	} {
		before := d.settings()
		d.press(":").send(tea.PasteMsg{Content: typed})
		d.press("enter")
		d.wantBar(said)
		if !d.settings().Equal(before) {
			t.Errorf("%s changed a setting", typed)
		}
		if typed == "sel" {
			d.line("close")
		}
	}
}

func TestSet(t *testing.T) {
	d := drive(t, 120, 24, nil)
	d.press("enter", "n", "n", "n", "d")
	place := d.pager.Offset()
	d.want("微信 WeChat")
	d.line("set side-notes false").wantBar("side_notes is false now")
	d.wantNot("微信 WeChat")
	d.line("set side_notes").wantBar("side_notes is false, and can be true, false")
	d.line("set theme=light").wantBar("theme is light now")
	if d.theme.Dark {
		t.Error("the theme has not changed")
	}
	d.press("1")
	d.line("set measure 50").wantBar("measure is 50 now")
	d.line("se mode both").wantBar("mode is both now")
	if d.mode != render.Both {
		t.Error("the mode has not changed")
	}
	d.line("set strictness eager").wantBar("strictness is eager now")
	if !d.reading(d.open).annotated || d.options.Strictness != annotate.Eager {
		t.Error("the article has not been read again")
	}
	if d.pager.Offset() != place {
		t.Errorf("the place went from %d to %d", place, d.pager.Offset())
	}
	// What is saved in the file changes nothing else.
	d.send(settingsChanged{settings: read(t, "mouse = true")})
	if s := d.settings(); s.Theme != "light" || s.Measure != 50 || s.Mode != render.Both || !s.Mouse || s.SideNotes {
		t.Errorf("after a change of the file: %+v", s)
	}
	d.send(settingsChanged{settings: read(t, "measure = 60")})
	if s := d.settings(); s.Measure != 60 || s.Mouse || s.Theme != "light" {
		t.Errorf("after another: %+v", s)
	}
}

func TestCompletion(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", ":")
	d.want("╭ Commands", "set ", "change a setting for this session", "open")
	d.press("nextf")
	d.wantNot("╭")
	d.press("ctrl+u", "article")
	d.want("next-article", "previous-article", "J")
	d.press("tab").wantBar(":next-article")
	d.press("tab").wantBar(":previous-article")
	d.press("tab").wantBar(":article")
	d.press("shift+tab").wantBar(":previous-article")
	d.press("ctrl+u", "zzq")
	d.wantNot("╭")
	d.press("ctrl+u", "set th", "tab").wantBar(":set theme")
	d.want("╭ theme", "dracula", "dark", "now")
	d.press("tok", "tab").wantBar(":set theme tokyo-night")
	d.press("enter").wantBar("theme is tokyo-night now")
	d.press(":", "set side", "tab", "f", "tab", "enter").wantBar("side_notes is false now")
	d.press(":", "set measure ", "tab").wantBar(":set measure 80")
	d.want("a number from 20 to 400")
	d.press("esc", ":", "down 3", "tab").wantBar(":down 3")
	d.press("esc", ":", "set ", "tab", "tab", "tab", "tab", "space").wantBar(":set strictness")
	d.want("╭ strictness", "conservative")
	d.press("esc")
	d.press(":", "set theme ")
	x, y := find(d, "dracula")
	d.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	d.wantBar(":set theme dracula")
	d.press("ctrl+u")
	d.send(tea.MouseWheelMsg{X: x, Y: y, Button: tea.MouseWheelDown})
	d.wantBar(":set")
	d.send(tea.KeyPressMsg{Code: tea.KeyF1})
	d.want("complete, next candidate")
	d.press("esc")
	d.send(tea.MouseClickMsg{X: 1, Y: 1, Button: tea.MouseLeft}) // beside it
	d.wantBar("fixed")
	d.send(tea.WindowSizeMsg{Width: 40, Height: 12})
	d.press(":").press(strings.Fields(strings.Repeat("tab ", 8))...)
	d.want("↑")
}

func TestHistory(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter").line("down 3").line("set measure 60").line("marked").line("set measure 70")
	d.press(":", "up").wantBar(":set measure 70")
	d.press("up").wantBar(":marked")
	d.press("up", "up", "up", "up").wantBar(":down 3")
	d.press("down").wantBar(":set measure 60")
	d.press("down", "down", "down")
	d.wantBar("enter done")
	if got := string(d.top().(*commandLine).text); got != "" {
		t.Errorf("back again the line is %q", got)
	}
	d.press("set", "up", "up").wantBar(":set measure 60") // those that begin so
	d.press("up").wantBar(":set measure 60")
	d.press("down", "down").wantBar(":set")
	d.press("esc")
	d.line("marked").press(":", "up").wantBar(":marked")
	d.press("up", "up").wantBar(":set measure 60") // each line once
	d.press("esc", "/", "letter", "enter", "/", "WeChat", "enter", "/", "up", "up").wantBar("/letter")
	d.press("enter").wantBar("/letter ")
}

// TestHistoryEnds: a history does not grow without end.
func TestHistoryEnds(t *testing.T) {
	var h history
	for i := range historyMost + 50 {
		h.add(strings.Repeat("x", i+1))
	}
	h.add("")
	h.add("x")
	if len(h.lines) != historyMost || h.lines[historyMost-1] != "x" || h.lines[0] != strings.Repeat("x", 52) {
		t.Errorf("%d lines, from %d to %d letters", len(h.lines), len(h.lines[0]), len(h.lines[len(h.lines)-1]))
	}
}

func TestOpenFile(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"one.txt": "One\n\nThe first.\n", "two words.md": "# Two\n\nThe second.\n", ".hidden": "x", "sub/three.txt": "Three\n\nThe third.\n"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := drive(t, 100, 30, func(o *Options) { o.Env = []string{"HOME=" + dir, "TERM=xterm"} })
	d.press(":", "open ~/")
	d.want("one.txt", "two words.md", "sub/")
	d.wantNot(".hidden")
	d.press("s", "tab").wantBar(":open ~/sub/")
	d.want("three.txt")
	d.press("tab", "enter").want("The third.")
	d.line("open ~/two words.md").want("The second.")
	d.line("open " + dir + "/sub/../one.txt").want("The first.")
	d.press("K").want("The second.")
	d.press("K").want("The third.")
	d.line("open ~/one.txt").want("The first.") // it is on the shelf already
	d.line("open ~/one.txt").wantBar("one.txt is open")
	d.press("q")
	d.want("5 articles")
	d.line("open ~/none.txt").wantBar("none.txt: no such file or directory")
	d.line("open ~/sub").wantBar("it is a directory")
	d.line("open " + os.DevNull).wantBar("it is no file with a text in it")
	d.wantedFile = "another"
	d.send(fileOpened{path: "late"})
	if d.open != nil {
		t.Error("a file that is wanted no longer has been opened")
	}
}

func TestNeighbours(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("enter", "6j")
	place := d.pager.Offset()
	d.press("J").wantBar("2 of 2 · Sina Weibo and e-commerce")
	d.press("J").wantBar("this is the last article")
	d.press("j")
	below := d.pager.Offset()
	d.press("K").wantBar("1 of 2 · Alibaba takes on WeChat")
	if d.pager.Offset() != place {
		t.Errorf("back at %d, left at %d", d.pager.Offset(), place)
	}
	d.press("K").wantBar("this is the first article")
	d.line("n")
	if d.pager.Offset() != below {
		t.Errorf("on at %d, left at %d", d.pager.Offset(), below)
	}
	d.press("q")
	d.want("▌  Sina Weibo and e-commerce") // it is the selected one
	d.press("s", "s", "enter").wantBar("fix")
	d.press("K").wantBar("1 of 2 · Alibaba") // in the order of the shelf: by title
	d.press("q", "/", "sina", "enter", "enter", "J").wantBar("this is the last article with “sina”")
	d.press("K").wantBar("this is the first article with “sina”")
	d.list.Filter("alibaba")
	d.press("K").wantBar("not among those that the shelf shows")
}

// TestNeighboursOfTheFirst: who started with one file and went on to others comes to the shelf.
func TestNeighboursOfTheFirst(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Open = o.Articles[0] })
	d.press("J", "q")
	if d.quit {
		t.Error("leaving another article than the one that was asked for ends the program")
	}
	d.want("▌  Sina Weibo")
}

// TestCommandSession: the command line on a terminal, with completion, history and a setting.
func TestCommandSession(t *testing.T) {
	term := open(t, 100, 30, nil)
	term.waitFor("enter read")
	term.typeKeys("\r")
	term.waitFor("fixed · 19 fixes")
	term.typeKeys(":set mo")
	term.waitFor("what stands where a glitch is")
	term.typeKeys("\t\x1b[Z\x1b[Z")
	term.waitFor(":set mouse")
	term.typeKeys("\x1b[Z o\t")
	term.waitFor(":set mode original")
	term.typeKeys("\r")
	term.waitFor("mode is original now")
	term.waitFor("Ma Yun yesterday")
	term.typeKeys(":\x1b[A\x17fixed\r")
	term.waitFor("mode is fixed now")
	term.typeKeys(":nxt-fix\r")
	term.waitFor("did you mean “next-fix”?")
	term.typeKeys(":next-fix 3\r")
	term.waitFor("3/19")
	term.typeKeys("J")
	term.waitFor("2 of 2")
	term.typeKeys(":quit\r")
	select {
	case err := <-term.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Errorf(":quit does not end the program\n%s", term.screen())
	}
}
