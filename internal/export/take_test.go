package export

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// lineOf is a line about the article of the tests, decided at a time.
func lineOf(text, changed, more string) string {
	return fmt.Sprintf(`{"type":"article","title":"News","url":"https://example.com/news","format":"markdown","changed":%q,"text":%q%s}`+"\n", changed, text, more)
}

// TestMerge takes what was made of an article that is here too, with verdicts of its own.
func TestMerge(t *testing.T) {
	ctx := context.Background()
	span := spanOf(t, news, "micro-letter", 1)
	mark := fmt.Sprintf(`,"state":"read","starred":true,"tags":["theirs"],"archived":true,"place":{"at":20,"share":0.9,"begun":true},"marks":[{"kind":"fix","start":%d,"end":%d,"exact":"micro-letter","fix":"Weixin"}]`, span.Start, span.End)
	for _, tt := range []struct {
		about, changed string
		newer, older   int
		fix            string
		place          int
	}{
		{"earlier than here", "2001-01-01T00:00:00Z", 0, 1, "WeChat!", 5},
		{"later than here", "2101-01-01T00:00:00Z", 1, 0, "Weixin", 20},
	} {
		l := open(t)
		a := article(t, "news.md", news)
		a.URL = "https://example.com/news"
		out, err := l.Put(ctx, []library.New{{Article: a, Tags: []string{"mine"}}})
		must(t, err)
		did(t, l, a, func(h *review.Hand) review.Act {
			return h.Rule(review.Verdict{Span: span, Ruling: review.Edited, Fix: "WeChat!"})
		})
		must(t, l.KeepPlace(ctx, a, review.Place{Offset: 5, Share: 0.1, Begun: true}))
		r, err := (&Taker{Library: l}).File(ctx, "x", strings.NewReader(lineOf(news, tt.changed, mark)))
		must(t, err)
		kept, err := l.Kept(ctx, a)
		must(t, err)
		if r.Newer != tt.newer || r.Older != tt.older || len(kept.Verdicts) != 1 || kept.Verdicts[0].Fix != tt.fix || kept.Place.Offset != tt.place {
			t.Errorf("%s: %s, %+v", tt.about, r.Summary(), kept)
		}
		e, err := l.Entry(ctx, out[0].ID)
		must(t, err)
		if e.State != shelf.Read || !e.Starred || e.Archived || strings.Join(e.Tags, ",") != "mine,theirs" {
			t.Errorf("%s: %+v", tt.about, e)
		}
	}
}

// TestOtherVersion takes marks that were made on another version of a text that is here: they go where their words stand now.
func TestOtherVersion(t *testing.T) {
	ctx, l := context.Background(), open(t)
	a := article(t, "news.md", news)
	a.URL = "https://example.com/news"
	_, err := l.Put(ctx, []library.New{{Article: a}})
	must(t, err)
	old := "# An older head\n\nOne more paragraph.\n\n" + strings.Replace(news, "They pay", "All of them pay", 1) + "\nWords that went.\n"
	var marks []string
	for _, m := range []struct{ kind, words string }{{"note", "Users of Tencent"}, {"fix", "micro-letter."}, {"note", "Words that went"}, {"note", "All of them pay"}} {
		s := spanOf(t, old, m.words, 0)
		points := len([]rune(old[:s.Start]))
		marks = append(marks, fmt.Sprintf(`{"kind":%q,"start":%d,"end":%d,"exact":%q,"fix":"x","body":%q}`, m.kind, points, points+len([]rune(m.words)), m.words, m.words[:1]))
	}
	r, err := (&Taker{Library: l}).File(ctx, "x", strings.NewReader(lineOf(old, "", `,"marks":[`+strings.Join(marks, ",")+`]`)))
	must(t, err)
	kept, err := l.Kept(ctx, a)
	must(t, err)
	got := strings.Join(slices.Sorted(slices.Values(told(notesOf(kept.Marks)))), "; ")
	if want := "note|Users of Tencent|U||; note|lost All of them pay|A||; note|lost Words that went|W||"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if len(kept.Verdicts) != 1 || a.Document.Text(kept.Verdicts[0].Span) != "micro-letter." || kept.Verdicts[0].Span.Start != strings.Index(news, "micro-letter. They") {
		t.Errorf("%+v", kept.Verdicts)
	}
	if r.Known != 1 || len(r.Lost) != 2 {
		t.Errorf("%+v", r)
	}
	text, err := l.Text(ctx, 6)
	must(t, err)
	if string(text.Document.Source()) != news {
		t.Error("the text is another one now")
	}
}

// TestTwice takes the same annotations twice, and those of two files at once.
func TestTwice(t *testing.T) {
	ctx, l := context.Background(), open(t)
	a := article(t, "news.md", news)
	a.URL = "https://example.com/news"
	_, err := l.Put(ctx, []library.New{{Article: a}})
	must(t, err)
	file := `[{"type":"Annotation","id":"urn:1","motivation":"commenting","bodyValue":"b","target":{"source":"http://www.example.com/news#x","selector":{"type":"TextQuoteSelector","exact":"Users of Tencent"}}}]`
	for range 2 {
		_, err := (&Taker{Library: l}).File(ctx, "x", strings.NewReader(file))
		must(t, err)
	}
	kept, err := l.Kept(ctx, a)
	must(t, err)
	if len(kept.Marks) != 1 {
		t.Errorf("%+v", kept.Marks)
	}
}

func TestFileNames(t *testing.T) {
	md, _ := Find("md")
	used := map[string]bool{}
	for i, tt := range []struct{ title, want string }{
		{"Jack Ma's “big” day!", "jack-mas-big-day-n0.md"},
		{"Café Ünïcode ½", "cafe-unicode-1-2-n1.md"},
		{"微信", "article-n2.md"},
		{"CON", "con-n3.md"},
		{"../../etc/passwd", "etc-passwd-n4.md"},
		{"...", "article-n5.md"},
		{strings.Repeat("word ", 60), strings.TrimSuffix(strings.Repeat("word-", 16), "-") + "-n6.md"},
		{strings.Repeat("x", 300), strings.Repeat("x", 80) + "-n7.md"},
		{"n8", "article-n8.md"},
	} {
		a := &Article{Meta: articles.Meta{Title: tt.title, ID: fmt.Sprintf("n%d", i)}}
		got := a.FileName(md)
		if got != tt.want {
			t.Errorf("%q: %s, want %s", tt.title, got, tt.want)
		}
		if len(got) > 120 || used[got] {
			t.Errorf("%q: %s", tt.title, got)
		}
		used[got] = true
	}
}

// FuzzRead takes files of any bytes: nothing panics, mistakes have places, and what was taken can be written and taken again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(lineOf(news, "2020-01-01T00:00:00Z", `,"marks":[{"kind":"note","start":1,"end":3,"body":"x"}]`)))
	f.Add([]byte(`{"type":"library","version":1}` + "\n" + `{"type":"search","name":"a","query":"b"}`))
	f.Add([]byte(`[{"type":"Annotation","body":{"type":"Choice","items":["a"]},"target":[{"source":{"id":"x"},"selector":[{"type":"TextPositionSelector","start":1,"end":2}]}]}]`))
	f.Add([]byte(`{"rows":[{"id":"a","uri":"b","text":"c","references":["d"],"target":[]}]}`))
	f.Add([]byte(`{"@graph":[[[[[[[[[[[[]]]]]]]]]]]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var items []*item
		err := read("x", bytes.NewReader(data), func(it *item) error {
			items = append(items, it)
			return nil
		}, func(m *FileError) {
			if m.Line < 1 || m.Column < 1 || m.Why == "" {
				t.Errorf("%v", m)
			}
		})
		if err != nil {
			return
		}
		for _, it := range items {
			if it.article != nil {
				it.article.Marks = anchor(it.article.Document, it)
				for _, format := range Names() {
					exported(t, format, it.article)
				}
			}
		}
	})
}

func TestMoments(t *testing.T) {
	for value, want := range map[string]string{
		"2015-07-31": "2015-07-31", "2015-07-31T08:30:00Z": "2015-07-31T08:30:00Z", "2015-07-31T08:30:00+08:00": "2015-07-31T00:30:00Z", "": "", "2021-09-08T14:51:35.722360+00:00": "2021-09-08T14:51:35.72236Z",
	} {
		at, ok := parseTime(value)
		if !ok || day(at) != want {
			t.Errorf("%s: %s, %v", value, day(at), ok)
		}
	}
	if _, ok := parseTime("31.7.2015"); ok || day(time.Time{}) != "" {
		t.Error("what is no date is one")
	}
}
