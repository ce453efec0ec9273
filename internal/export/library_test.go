package export

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

const news = "# Tencent and the **micro-letter**\n\nUsers of Tencent like micro-letter. They pay with micro-letter, says [the micro-letter page](https://example.com/a).\n\n" +
	"```\ncode with micro-letter\n```\n\nThe end, 微信 says é.\n"

func article(t *testing.T, name, text string) *articles.Article {
	t.Helper()
	a, err := articles.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func open(t *testing.T) *library.Library {
	t.Helper()
	l := library.At(filepath.Join(t.TempDir(), "library.db"))
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// did does something to an article as the reader would.
func did(t *testing.T, l *library.Library, a *articles.Article, do func(h *review.Hand) review.Act) {
	t.Helper()
	ctx := context.Background()
	kept, err := l.Kept(ctx, a)
	must(t, err)
	var h review.Hand
	h.Recall(kept)
	must(t, l.Keep(ctx, a, do(&h)))
}

// spanOf is where the n-th of some words stand in a text.
func spanOf(t *testing.T, text, words string, n int) document.Span {
	t.Helper()
	at := 0
	for ; ; n-- {
		i := strings.Index(text[at:], words)
		if i < 0 {
			t.Fatalf("%q does not stand there", words)
		}
		if at += i; n == 0 {
			return document.Span{Start: at, End: at + len(words)}
		}
		at++
	}
}

// stocked is a library in which a reader has been at work, with what was noted.
func stocked(t *testing.T) *library.Library {
	t.Helper()
	ctx, l := context.Background(), open(t)
	md := article(t, "news.md", news)
	md.URL, md.Published, md.MT, md.Author = "https://example.com/news", time.Date(2015, 7, 31, 8, 30, 0, 0, time.UTC), "Google", "A. Writer"
	f, err := l.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: "https://example.com/feed", Title: "Example", Tags: []string{"a", "b"}})
	must(t, err)
	plain := article(t, "plain.txt", "Second article\n\nThe micro-letter of Tencent, on one line.\r\nAnd \xff a broken byte. 微信微信微信微信微信\n")
	out, err := l.Put(ctx, []library.New{{Article: md, Tags: []string{"phones", "微信"}}, {Article: plain, Source: f.ID, GUID: "item-1", Shortened: true}})
	must(t, err)
	seen := article(t, "seen.txt", "Only looked at\n\nTencent has micro-letter too.\n")
	must(t, l.KeepPlace(ctx, seen, review.Place{Offset: 16, Share: 0.25, Begun: true}))
	must(t, l.KeepPlace(ctx, md, review.Place{Offset: len("# Tencent"), Share: 0.5, Begun: true}))
	did(t, l, md, func(h *review.Hand) review.Act {
		return h.Rule(
			review.Verdict{Span: spanOf(t, news, "micro-letter", 1), Ruling: review.Accepted, Fix: "WeChat", Rule: "wechat/wechat"},
			review.Verdict{Span: spanOf(t, news, "micro-letter", 2), Ruling: review.Rejected, Fix: "WeChat", Rule: "wechat/wechat"},
			review.Verdict{Span: spanOf(t, news, "says é", 0), Ruling: review.Edited, Fix: "says <e> & \"more\"", ZH: "说", Pinyin: "shuō", Literal: "说 say"},
		)
	})
	star, archive := true, true
	_, err = l.Change(ctx, []shelf.ID{out[0].ID}, shelf.Change{Starred: &star})
	must(t, err)
	_, err = l.Change(ctx, []shelf.ID{out[1].ID}, shelf.Change{Archived: &archive})
	must(t, err)
	must(t, l.KeepSearch(ctx, "About WeChat", "wechat OR weixin"))
	gone, err := l.Named(ctx, "laiwang")
	must(t, err)
	deleted := true
	_, err = l.Change(ctx, []shelf.ID{gone.ID}, shelf.Change{Deleted: &deleted})
	must(t, err)
	fix := "gone too"
	did(t, l, md, func(h *review.Hand) review.Act {
		return h.Mark(
			review.Mark{ID: "0000000000000001", Span: spanOf(t, news, "Users of Tencent", 0), Colour: "green", Made: 1767323045},
			review.Mark{ID: "0000000000000002", Span: spanOf(t, news, "pay with micro-letter", 0), Note: "Really?\n\n*Ask.*", Tags: []string{"money"}, Made: 1767323046, Changed: 1767323050},
			review.Mark{ID: "0000000000000003", Quote: document.Quote{Exact: "words that went", Prefix: "some ", Suffix: " away"}, Note: "Lost.", Colour: "pink"},
			review.Mark{ID: "0000000000000004", Note: "On all of it."},
			review.Mark{ID: "0000000000000005", Quote: document.Quote{Exact: "another that went", Prefix: "and ", Suffix: "."}, Fix: &fix},
		)
	})
	return l
}

func gatherer(l *library.Library) *Gatherer {
	return &Gatherer{Library: l, Engine: annotate.Builtin}
}

// everything writes all of a library.
func everything(t *testing.T, l *library.Library, format string) []byte {
	t.Helper()
	ctx := context.Background()
	f, ok := Find(format)
	if !ok {
		t.Fatal(format)
	}
	var b bytes.Buffer
	w, err := f.Writer(&b)
	must(t, err)
	sources, err := l.Sources(ctx)
	must(t, err)
	sections, err := l.Sections(ctx)
	must(t, err)
	must(t, w.Library(sources, slices.DeleteFunc(sections, func(s shelf.Section) bool { return s.Filter.Query == "" })))
	ids, err := l.Everything(ctx)
	must(t, err)
	for _, id := range ids {
		a, err := gatherer(l).Entry(ctx, id)
		must(t, err)
		must(t, w.Article(a))
	}
	must(t, w.Close())
	return b.Bytes()
}

// TestRoundTrip takes everything into an empty library, out of which the same comes again; and into the one it came from, where nothing changes.
func TestRoundTrip(t *testing.T) {
	l := stocked(t)
	first := everything(t, l, "jsonl")
	for _, want := range []string{`"type":"search"`, `"type":"feed"`, `"kind":"accept"`, `"rule":"wechat/wechat"`, `"bytes":`, `"seen":true`, `"archived":true`, "urn:reader:mark:0000000000000003"} {
		if !bytes.Contains(first, []byte(want)) {
			t.Fatalf("there is no %s in\n%s", want, first)
		}
	}
	if bytes.Contains(first, []byte(`"id":"laiwang"`)) {
		t.Error("what was deleted has left")
	}
	other := open(t)
	taker := &Taker{Library: other, Fresh: true}
	r, err := taker.File(context.Background(), "library.jsonl", bytes.NewReader(first))
	must(t, err)
	if len(r.Mistakes)+len(r.Left)+len(r.Missing) > 0 {
		t.Errorf("%+v", r)
	}
	same(t, first, everything(t, other, "jsonl"))
	again := &Taker{Library: l}
	r, err = again.File(context.Background(), "library.jsonl", bytes.NewReader(first))
	must(t, err)
	if r.Added+r.Sources+r.Searches+r.Newer+r.Older > 0 || r.KnownMarks != 8 {
		t.Errorf("taken twice: %s, %+v", r.Summary(), r)
	}
	same(t, first, everything(t, l, "jsonl"))
}

// same compares two exports line by line.
func same(t *testing.T, first, second []byte) {
	t.Helper()
	a, b := strings.Split(string(first), "\n"), strings.Split(string(second), "\n")
	if len(a) != len(b) {
		t.Errorf("%d lines became %d", len(a), len(b))
	}
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			continue
		}
		at := 0
		for at < min(len(a[i]), len(b[i])) && a[i][at] == b[i][at] {
			at++
		}
		t.Errorf("line %d differs at %d:\n%.200s\n%.200s", i+1, at, a[i][max(0, at-80):], b[i][max(0, at-80):])
	}
}
