package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// oneRule is an engine that knows one glitch.
func oneRule() *annotate.Engine {
	p, err := annotate.ReadPack("one.yaml", []byte(`
pack: one
about: One rule.
rules:
  - id: wechat
    match: [micro-letter]
    fix: WeChat
    zh: 微信
    kind: product
    hits: ["He uses {micro-letter=>WeChat}."]
    leaves: ["A letter."]
`))
	if err != nil {
		panic(err)
	}
	return annotate.New(p)
}

// longFile writes an article of several passages with a glitch at the start of each third of them.
func longFile(t *testing.T) string {
	t.Helper()
	third := "Everybody there uses micro-letter by now.\n\n" + strings.Repeat("Nothing else of note has happened in all that time.\n\n", 10_000)
	path := filepath.Join(t.TempDir(), "long.txt")
	if err := os.WriteFile(path, []byte("A long story\n\n"+strings.Repeat(third, 3)+"THE END\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// commands collects what a command would do, without doing it.
func commands(cmd tea.Cmd) (all []tea.Cmd) {
	if cmd == nil {
		return nil
	}
	return []tea.Cmd{cmd}
}

// A long text shows the fixes of the passage on the screen before the others are known, and the next fix is waited for, not missed.
func TestLongTextInPassages(t *testing.T) {
	a, err := articles.Open(longFile(t))
	if err != nil {
		t.Fatal(err)
	}
	d := drive(t, 80, 24, func(o *Options) { o.Engine, o.Articles = nil, []*articles.Article{a} })
	d.engine = oneRule
	d.openArticle(a)
	r := d.reading(a)
	if r.annotated || r.long != nil {
		t.Fatal("annotated without an engine")
	}
	begun := d.annotateArticle(a)()
	next := commands(d.Update(begun)) // what comes next waits
	d.want("Everybody there uses WeChat by now.")
	d.wantBar("1 fix…")
	next = append(next, commands(d.Update(keysNamed("n")[0]))...)
	d.wantBar("1/1…")
	next = append(next, commands(d.Update(keysNamed("n")[0]))...)
	d.wantBar("1/1…")
	if d.pager.Awaited() != 1 {
		t.Errorf("%d fixes are awaited, want 1", d.pager.Awaited())
	}
	missing := r.long.wanted(d.pager.Offset(), d.pager.End(), d.pager.Awaited())
	if missing != 1 {
		t.Errorf("passage %d is wanted next", missing)
	}
	for _, c := range next {
		d.run(c)
	}
	if !r.annotated || len(r.shown) != 3 {
		t.Fatalf("annotated %v, %d fixes", r.annotated, len(r.shown))
	}
	d.wantBar("2/3")
	d.press("n")
	d.wantBar("3/3")
}

// A search for the next fix goes to the nearest, though one further on is known already.
func TestNoFixIsSteppedOver(t *testing.T) {
	a, err := articles.Open(longFile(t))
	if err != nil {
		t.Fatal(err)
	}
	d := drive(t, 80, 24, func(o *Options) { o.Engine, o.Articles = nil, []*articles.Article{a} })
	d.engine = oneRule
	d.openArticle(a)
	d.Update(d.annotateArticle(a)())
	l := d.reading(a).long
	last := l.work.PassageAt(2 * len(a.Document.Source()) / 3)
	d.Update(passageAnnotated{a, l.work, last, l.work.Annotate(last)})
	d.wantBar("2 fixes…")
	d.Update(keysNamed("n")[0])
	d.Update(keysNamed("n")[0])
	d.wantBar("1/2…")
	d.Update(passageAnnotated{a, &annotate.Work{}, 1, nil}) // late: of other work
	if l.parts[1] != nil {
		t.Error("an answer to a question of before was taken")
	}
}

// Keys that need all of the text wait for it, and those behind them wait too.
func TestKeysWaitForTheRest(t *testing.T) {
	a, err := articles.OpenHead(longFile(t), "")
	if err != nil || !a.Partial {
		t.Fatal(err, a)
	}
	d := drive(t, 80, 24, func(o *Options) { o.Engine, o.Open = nil, a })
	// The driver has read the rest by now: back to the head.
	head, err := a.Head()
	if err != nil || a.Partial {
		t.Fatal(err, a.Partial)
	}
	*a = *head
	d.openArticle(a)
	read := d.Update(keysNamed("j")[0])
	for _, k := range keysNamed("Gkk") {
		d.Update(k)
	}
	d.wantBar("reading the rest")
	d.wantNot("THE END")
	d.run(read)
	d.press("j")
	d.wantNot("THE END")
	d.press("j")
	d.want("THE END")
	d.wantBar("100%")
	if a.Partial || a.ID == "" {
		t.Errorf("partial is %v, id %q", a.Partial, a.ID)
	}
}

// A file that goes away while its head is on the screen is said, and the keys that waited are answered.
func TestRestIsGone(t *testing.T) {
	path := longFile(t)
	a, err := articles.OpenHead(path, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	d := drive(t, 80, 24, func(o *Options) { o.Engine, o.Open = nil, a })
	d.wantBar("long.txt", "no such file")
	d.press("G", "j")
	d.want("Nothing else of note")
}

// A folder's files are looked at for their titles, and read when they are opened; what is no text says so.
func TestFolderIsReadLater(t *testing.T) {
	dir := t.TempDir()
	var all []*articles.Article
	for i := range 2*glances + 3 {
		path := filepath.Join(dir, fmt.Sprintf("file-%d.md", i))
		text := fmt.Sprintf("# Story %d\n\nOf the micro-letter.\n", i)
		if i == 1 {
			text = "\x89PNG\r\n\x1A\n"
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		all = append(all, articles.Later(path, ""))
	}
	d := drive(t, 80, 24, func(o *Options) { o.Engine, o.Articles = oneRule, all })
	d.want("Story 0", "1 fix", "file-1", "cannot be read: it is not text")
	last := all[len(all)-1]
	if last.Title != fmt.Sprintf("Story %d", len(all)-1) || last.Document != nil {
		t.Errorf("the last is called %q; it was read: %v", last.Title, last.Document != nil)
	}
	d.press("G", "enter")
	d.want("Of WeChat.")
	d.press("q", "g", "j", "enter")
	d.wantBar("file-1.md", "not text")
}
