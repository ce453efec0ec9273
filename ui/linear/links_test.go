package linear

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// leading opens the text with links, with pages that are there and one that is not.
func leading(t *testing.T) func(*Options) {
	t.Helper()
	return func(o *Options) {
		a, err := articles.Open("../testdata/linked/first.md")
		if err != nil {
			t.Fatal(err)
		}
		o.Articles, o.Open, o.AllowPrivate = nil, a, true
		o.OpenFile = articles.Open
		o.OpenPage = func(_ context.Context, address string, private bool) (*articles.Article, error) {
			if !private || strings.Contains(address, "evil") {
				return nil, errors.New("fetch " + address + ": there is no such page (404)")
			}
			return articles.Read("page.md", []byte("# The page at "+address+"\n\nSome [words](https://example.org/more) of it.\n"))
		}
	}
}

// TestLinks: each row is what is typed in a text with links, and what is said at least.
func TestLinks(t *testing.T) {
	for _, c := range []struct {
		commands string
		want     []string
	}{
		{"|links", []string{"Links of what was read", "1. the second text, leads to more/second.md", "3. further down, leads to #further-down", "4. footnote 1",
			"5. a page, leads to https://example.com/wechat", "bank.com@evil.example"}},
		{"links all", []string{"Links of the article", "a script, “javascript:” is not opened", "image the man himself, leads to img/ma.jpg", "there, leads to more/third.txt"}},
		{"links page of its own", []string{"1. a page of its own, leads to https://example.com/note"}},
		{"links xyzzy", []string{"no link has “xyzzy”"}},
		{"k the second|1|q", []string{"left: ", "A text that leads on"}},
		{"k part|1", []string{"The part"}},
		{"k further|1", []string{"Further down"}},
		{"k footnote|1", []string{"footnote 1: The micro-letter said so, and in a page of its own."}},
		{"k script|1", []string{"“javascript:” is not opened"}},
		{"k image|1", []string{"pictures are not shown in plain lines: img/ma.jpg"}},
		{"k nowhere|1", []string{"nothing in this article is called #nowhere"}},
		{"k wechat|1|links words|q|q", []string{"fetching https://example.com/wechat", "The page at https://example.com/wechat?a=1&b=2", "1. words, leads to https://example.org/more",
			"left: The page at"}},
		{"k evil|1", []string{"not opened: fetch https://evil.example/login: there is no such page (404)"}},
		{"k missing|1", []string{"fetching https://example.com/news/missing.md"}},
		{"k ma@|1", []string{"write to mailto:ma@example.com"}},
		{"k the second|1|7", []string{"there is no list to pick a number from: list, who, contents and links tell one"}},
	} {
		got := talk(t, leading(t), strings.Split(c.commands, "|")...)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", c.commands, want, got)
			}
		}
	}
}

// TestNoDoors: where nothing can be opened, links are told.
func TestNoDoors(t *testing.T) {
	lead := leading(t)
	got := talk(t, func(o *Options) {
		lead(o)
		o.OpenFile, o.OpenPage = nil, nil
	}, "k second", "1", "k wechat", "1")
	wants(t, got, "this article is no file, so it cannot lead to one: more/second.md", "pages of the web are not opened here: ")
	if got := talk(t, opened, "links"); !strings.Contains(got, "this article has no links") {
		t.Error(got)
	}
}
