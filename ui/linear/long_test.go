package linear

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// oneRule is an engine that knows one glitch.
func oneRule(tb testing.TB) func() *annotate.Engine {
	tb.Helper()
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
		tb.Fatal(err)
	}
	return func() *annotate.Engine { return annotate.New(p) }
}

// longFile writes an article of several passages with a glitch at the start of each third of them.
func longFile(tb testing.TB) string {
	tb.Helper()
	plain := strings.Repeat("Nothing else of note has happened in all that time.\n\n", 10_000)
	text := "A long story\n\nOne uses micro-letter by now.\n\n" + plain + "Two use micro-letter by now.\n\n" + plain + "Three use micro-letter by now.\n\n" + plain + "THE END\n"
	path := filepath.Join(tb.TempDir(), "long.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// TestLong: of a long text only the passages are annotated that the reader comes to, the next fix is found wherever it is, and what needs
// the whole text gets it.
func TestLong(t *testing.T) {
	path := longFile(t)
	long := func(o *Options) {
		o.Engine, o.Articles = oneRule(t), []*articles.Article{articles.Later(path, "")}
		o.Open = o.Articles[0]
	}
	got := talk(t, long, "", "n", "n", "y", "n", "n", "p", "p", "p", "p", "end", "p", "where")
	wants(t, got, "A long story, a long text.", "One uses WeChat by now.\n(1 fix)", "wechat: ", "there is no fix after this one", "there is no fix before this one", " % of A long story")
	var order []string
	for line := range strings.SplitSeq(got, "\n") {
		if first, _, ok := strings.Cut(line, " use"); ok {
			order = append(order, first)
		}
	}
	if want := []string{"One", "One", "Two", "Three", "Two", "One", "Three"}; !slices.Equal(order, want) {
		t.Errorf("fixes in the order %q, want %q", order, want)
	}
	wants(t, talk(t, long, "n 3", "c", "fix 2", "n"), "Three use WeChat", "looking through all of the text …", "fix 2 of 3: WeChat, was micro-letter\nTwo use", "fix 3 of 3")
	wants(t, talk(t, long, "who", "where"), "looking through all", "1. WeChat 微信, 3 times", "3 fixes")
	wants(t, talk(t, long, "/use wechat", "/"), "hit 1 of 2", "hit 2 of 2")
	wants(t, talk(t, long, "n 2", "x", "n", "undo", "p"), "rejected: WeChat", "Three use WeChat", "undone", "Two use WeChat")
}

// TestUnread: files that were not read yet are told by what they say of themselves, and opened when they are asked for.
func TestUnread(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "A title\n\nText.\n", "b.txt": "\x00\x01\x02"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := talk(t, func(o *Options) {
		o.Articles = []*articles.Article{articles.Later(filepath.Join(dir, "a.txt"), ""), articles.Later(filepath.Join(dir, "b.txt"), ""), articles.Later(filepath.Join(dir, "c.txt"), "")}
	}, "2", "3", "1", "")
	wants(t, got, "1. A title\n", "b.txt: it is not text", "c.txt: no such file", "Text.")
}

// TestMore: a long list is told in parts.
func TestMore(t *testing.T) {
	got := talk(t, func(o *Options) {
		for range 59 {
			o.Articles = append(o.Articles, o.Articles[0])
		}
	}, "more", "more", "61")
	wants(t, got, "61 articles", "50. ", "11 more: more goes on", "61. ", "there is no more", "mode: fixed")
	if strings.Index(got, "51. ") < strings.Index(got, "more goes on") {
		t.Error("more is told than was asked for")
	}
}
