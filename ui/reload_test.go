package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// edited is a driver on an article in a file that the test edits.
type edited struct {
	*driver

	file string
}

// driveFile opens the first article of the shelf from a file of its own, with its annotations by hand, also when it is read again.
func driveFile(tb testing.TB, width, height int) edited {
	tb.Helper()
	file, change := ownFile(tb)
	return edited{drive(tb, width, height, change), file}
}

// ownFile copies the first article of the shelf into a file and returns what makes a program start with it.
func ownFile(tb testing.TB) (file string, change func(*Options)) {
	tb.Helper()
	file = filepath.Join(tb.TempDir(), "laiwang.txt")
	first := collection(tb)[0]
	if err := os.WriteFile(file, first.Document.Source(), 0o600); err != nil {
		tb.Fatal(err)
	}
	own := func(path string) (*articles.Article, error) {
		a, err := articles.Open(path)
		if err == nil {
			a.Title, a.Own, a.OwnText = first.Title, first.Own, a.Document.Source()
		}
		return a, err
	}
	return file, func(o *Options) {
		a, err := own(file)
		if err != nil {
			tb.Fatal(err)
		}
		o.Articles[0], o.Read = a, own
	}
}

// edit replaces words in the file, each once; "" puts them at its start.
func (e edited) edit(pairs ...string) {
	e.Helper()
	data, err := os.ReadFile(e.file)
	if err != nil {
		e.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			e.Fatalf("no %q in the file", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	if err := os.WriteFile(e.file, []byte(text), 0o600); err != nil {
		e.Fatal(err)
	}
}

// TestReload: whatever is edited elsewhere, the screen stays as it is; what is edited on it shows.
func TestReload(t *testing.T) {
	for name, pairs := range map[string][]string{
		"above":           {"", "A new paragraph.\n\nAnd another of some length, so that it takes more than a line here.\n\n"},
		"below":           {"The operators are watching.", "The operators are sleeping."},
		"above and below": {"Ali Group Chairman", "Yesterday Ali Group Chairman", "The operators are watching.", "The operators are sleeping, all of them."},
	} {
		t.Run(name, func(t *testing.T) {
			d := driveFile(t, 60, 9)
			d.press("enter", "12j")
			before := d.rows()[:7]
			if strings.Contains(strings.Join(before, " "), "operators are watching") {
				t.Fatal("what is edited is on the screen: the test shows nothing")
			}
			d.edit(pairs...)
			d.press("R").wantBar("laiwang.txt has changed: read again")
			if after := d.rows()[:7]; !slices.Equal(before, after) {
				t.Errorf("the screen was\n%s\nand is\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
			}
			d.press("R").wantBar("laiwang.txt has not changed")
			d.press("q", "enter")
			if after := d.rows()[:7]; !slices.Equal(before, after) {
				t.Errorf("opened again the screen is\n%s", strings.Join(after, "\n"))
			}
		})
	}
	d := driveFile(t, 60, 9)
	d.press("enter")
	d.edit("", "New on top.\n\n")
	d.press("R").want("New on top.") // the top stays the top
}

// TestReloadKeeps: verdicts, marks, jumps, the current fix and a search stand where their words do.
func TestReloadKeeps(t *testing.T) {
	d := driveFile(t, 80, 24)
	d.press("enter", "n", "n", "n", "enter", "x").wantBar("rejected: Jack Ma")
	d.press("n", "enter", "e", "ctrl+u", "Weixin", "enter")
	d.want("Chairman Ma Yun yesterday", `"Weixin"`)
	d.press("Ma", "G", "'a", "n", "n").wantBar("5/18")
	d.edit("", "A paragraph on top.\n\n", "activity site", "activity place")
	d.press("R").wantBar("has changed")
	d.want("Chairman Ma Yun yesterday", `"Weixin"`)
	d.press("esc").wantBar("5/18")
	d.press("U").want(`"WeChat"`)
	d.press("U").want("Chairman Jack Ma yesterday")
	d.press("ctrl+r", "ctrl+r").want("Chairman Ma Yun yesterday", `"Weixin"`)
	d.press("G", "'a").want("Chairman Ma Yun yesterday")

	d.press("/", "letter", "enter", "n").wantBar("/letter 2 of")
	top := d.pager.Offset()
	d.edit("A paragraph on top.", "A letter on top.")
	d.press("R", "left").wantBar("/letter 3 of")
	if d.pager.Offset() != top-len("A paragraph on top.")+len("A letter on top.") {
		t.Errorf("the place went from %d to %d", top, d.pager.Offset())
	}
	d.press("esc")

	d.edit("Ma Yun yesterday", "Ma Yun today") // beside the rejected words
	d.press("R").want("Ma Yun today")
	d.edit("Ma Yun today", "Ma-Yun today") // the words themselves
	d.press("R").wantBar("has changed")
	d.edit("Ma-Yun today", "Ma Yun today")
	d.press("R").want("Jack Ma today")
}

// TestReloadFails: a file that is gone, or is none that can be read, costs nothing of what is there.
func TestReloadFails(t *testing.T) {
	d := driveFile(t, 120, 24)
	d.press("enter", "4j")
	before := d.rows()[:20]
	still := func(said string) {
		t.Helper()
		d.press("R").wantBar(said, "what was read before stays")
		if after := d.rows()[:20]; !slices.Equal(before, after) {
			t.Errorf("%s: the screen is\n%s", said, strings.Join(after, "\n"))
		}
	}
	text, err := os.ReadFile(d.file)
	if err != nil {
		t.Fatal(err)
	}
	d.options.Read = func(string) (*articles.Article, error) { return nil, errors.New("read laiwang.txt: it is on fire") }
	still("it is on fire")
	d.options.Read = nil
	for what, data := range map[string]string{"it is empty": " \n", "it is not text": "\x00\x01\x02\x03"} {
		if err := os.WriteFile(d.file, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
		still(what)
	}
	if err := os.Remove(d.file); err != nil {
		t.Fatal(err)
	}
	still("laiwang.txt: ")
	if err := os.WriteFile(d.file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("R").wantBar("laiwang.txt has not changed")
}

func TestNoFile(t *testing.T) {
	d := drive(t, 80, 24, func(o *Options) { o.Articles[0].Path = "" })
	d.press("enter", "R").wantBar("this article comes from no file: there is nothing to read again")
	d.press("E").wantBar("this article comes from no file: there is nothing to edit")
}

// TestReloadWaits: nothing changes under what is about the text as it was.
func TestReloadWaits(t *testing.T) {
	for name, keys := range map[string][]string{"card": {"n", "n", "n", "enter"}, "selection": {"n", "v", "v", "l"}, "prompt": {"/", "lett"}, "who": {"w"}} {
		d := driveFile(t, 80, 30)
		d.press("enter").press(keys...)
		before := d.frame()
		d.edit("Ali Group Chairman", "Today Ali Group Chairman")
		d.run(d.readAgain(d.open, false))
		if d.frame() != before {
			t.Errorf("%s: the screen has changed to\n%s", name, d.frame())
		}
		d.press("esc")
		d.want("Today Alibaba Group Chairman")
		d.wantBar("has changed: read again")
	}
}

// TestReloadLate: what was read of an article that is closed by now changes nothing, and the file of a closed one is watched no longer.
func TestReloadLate(t *testing.T) {
	d := driveFile(t, 80, 24)
	var watched []context.Context
	d.options.WatchFile = func(ctx context.Context, path string, seen articles.Stamp) error {
		if !strings.Contains(path, "weibo") && (path != d.file || len(watched) < 2 && seen != articles.StampOf(path)) {
			t.Errorf("watches %s from %v", path, seen)
		}
		watched = append(watched, ctx)
		return context.Canceled
	}
	d.press("enter")
	first := d.open
	late := d.readAgain(first, false)
	old := d.annotateArticle(first)
	d.edit("Ali Group Chairman", "Today Ali Group Chairman")
	d.press("R").want("Today Alibaba")
	second := d.open
	if first == second || len(watched) != 2 || watched[0].Err() == nil || watched[1].Err() != nil {
		t.Errorf("%d waits for the file", len(watched))
	}
	d.run(late)
	d.run(old)
	if d.open != second || d.readings[first] != nil {
		t.Error("the old version is back")
	}
	late = d.readAgain(second, false)
	d.press("J")
	if watched[1].Err() == nil {
		t.Error("the file is watched when the article is not open")
	}
	d.edit("Today", "Yesterday")
	d.run(late)
	d.press("K").want("Today Alibaba")
	d.press("q")
	if watched[len(watched)-1].Err() == nil {
		t.Error("the file is watched from the shelf")
	}
	if d.arrived != nil {
		t.Error("what came late has been kept")
	}
}

// TestWatchSession: a file that changes is read again on a terminal, without a key.
func TestWatchSession(t *testing.T) {
	file, change := ownFile(t)
	changes := make(chan struct{})
	term := open(t, 100, 30, func(o *Options) {
		change(o)
		o.WatchFile = func(ctx context.Context, _ string, _ articles.Stamp) error {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-changes:
				return nil
			}
		}
	})
	e := edited{&driver{TB: t}, file}
	term.waitFor("enter read")
	term.typeKeys("\r")
	term.waitFor("fixed · 19 fixes")
	term.typeKeys("nnn")
	term.waitFor("3/19")
	e.edit("", "On top.\n\n", "Ma Yun yesterday", "Ma Yun today")
	changes <- struct{}{}
	term.waitFor("Jack Ma today")
	term.waitFor("laiwang.txt has changed: read again")
	term.typeKeys("k")
	term.waitFor("3/19")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	changes <- struct{}{}
	term.waitFor("what was read before stays")
	term.waitFor("Jack Ma today")
}

func TestEditorArguments(t *testing.T) {
	for _, c := range []struct{ editor, want string }{
		{"vi", "+12 f"}, {"/usr/bin/nvim", "+12 f"}, {"nano -w", "+12 f"}, {"emacsclient -c -a ''", "+12 f"}, {"kak", "+12 f"}, {"hx", "+12 f"},
		{"code --wait", "-g f:12"}, {`"C:/Program Files/Code.exe"`, "f"}, {"'/opt/vim'", "+12 f"}, {"Code.exe -w", "-g f:12"}, {"ed", "f"}, {"", "f"},
	} {
		if got := strings.Join(editorArguments(c.editor, "f", 12), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.editor, got, c.want)
		}
	}
	for _, c := range []struct{ env, system, want string }{
		{"VISUAL=a b,EDITOR=c", "linux", "a b"}, {"VISUAL= ,EDITOR=c", "linux", "c"}, {"", "linux", "vi"}, {"", "windows", "notepad"},
	} {
		if got := editorOf(strings.Split(c.env, ","), c.system); got != c.want {
			t.Errorf("%s: %s, want %s", c.env, got, c.want)
		}
	}
}

// TestEditorSession: the file is edited in an editor, at the line of the place, and read again.
func TestEditorSession(t *testing.T) {
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("no shell to be an editor")
	}
	file, change := ownFile(t)
	vi := filepath.Join(filepath.Dir(file), "vi")
	script := "#!/bin/sh\n[ \"$1 $2 $3\" = \"-x +7 " + file + "\" ] || exit 3\nprintf 'edited at %s' \"$2\" >> \"$3\"\n"
	if err := os.WriteFile(vi, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	term := open(t, 100, 12, func(o *Options) {
		change(o)
		o.Env = []string{"VISUAL=" + vi + " -x", "TERM=xterm-256color", "PATH=" + os.Getenv("PATH")}
		keys, typed, err := os.Pipe() // a child process inherits a file; for a pipe of Go it would wait
		if err != nil {
			t.Fatal(err)
		}
		in := o.In
		go func() { _, _ = io.Copy(typed, in) }()
		o.In = keys
	})
	term.waitFor("enter read")
	term.typeKeys("\r")
	term.waitFor("fixed · 19 fixes")
	term.typeKeys("7nE")
	term.waitFor("laiwang.txt has changed: read again")
	term.typeKeys("G")
	term.waitFor("edited at +7")
	term.typeKeys("gpE") // another line: the script fails
	term.waitFor("exit status 3 · VISUAL or EDITOR names the editor")
	term.typeKeys("q")
	term.waitFor("enter read")
	term.typeKeys("q") // a program that is killed leaves its file of keys behind in a race
	if err := <-term.ended; err != nil {
		t.Error(err)
	}
}

// TestStrictnessKeepsPlace: the engine reads again with another strictness, and the reader's place is the same to the byte; back again the
// screen is too.
func TestStrictnessKeepsPlace(t *testing.T) {
	builtin, err := articles.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	differs := 0
	for _, a := range builtin {
		bare := *a
		bare.Own, bare.OwnText = nil, nil // what is made by hand is there at any strictness
		d := drive(t, 60, 16, func(o *Options) { o.Articles, o.Engine = []*articles.Article{&bare}, annotate.Builtin })
		d.press("enter").line("marked").press("30j")
		balanced := d.frame()
		place := d.pager.Offset()
		count := len(d.reading(d.open).shown)
		for _, step := range []string{"set strictness eager", "set mode both", "set strictness conservative", "set measure 40", "set theme light",
			"set measure 80", "set strictness eager", "set mode original", "set strictness balanced", "set mode marked", "set theme dark"} {
			d.line(step)
			if d.pager.Offset() != place {
				t.Errorf("%s: %s: the place went from %d to %d", a.ID, step, place, d.pager.Offset())
			}
			if len(d.reading(d.open).shown) != count {
				differs++
			}
		}
		d.press("left")
		if d.frame() != balanced {
			t.Errorf("%s: the screen was\n%s\nand is\n%s", a.ID, balanced, d.frame())
		}
	}
	if differs == 0 {
		t.Error("strictness changes nothing in any article: the test shows nothing")
	}
}

// TestFocus: the current fix stands a third of the way down when it was gone to, and stays on the screen whatever the layout; the place is
// kept all the same.
func TestFocus(t *testing.T) {
	d := drive(t, 80, 12, nil)
	d.press("enter", "14n")
	row := d.pager.Spot().Min.Y
	if third := (12 - 2) / 3; row != third {
		t.Errorf("fix in row %d, a third is %d\n%s", row, third, d.frame())
	}
	before, place := d.frame(), d.pager.Offset()
	for _, size := range [][2]int{{30, 10}, {24, 6}, {200, 12}, {40, 9}, {80, 12}} {
		d.resize(size[0], size[1])
		for range 4 {
			d.press("m")
			d.clock = d.clock.Add(time.Second)
			d.wantBar("14/19")
			if d.pager.Offset() != place {
				t.Errorf("%v: the place went from %d to %d", size, place, d.pager.Offset())
			}
		}
	}
	if d.frame() != before {
		t.Errorf("back again the screen is\n%s\nit was\n%s", d.frame(), before)
	}
}
