package feed

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
)

const plainRSS = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The &lt;i&gt;Daily&lt;/i&gt; Letter</title><link>/home</link><description>About it</description><language>en-gb</language><ttl>90</ttl>
<item><title>Micro-letter &amp;amp; more</title><link>/a?x=1&amp;y=2</link><guid isPermaLink="false">a-1</guid><pubDate>Tue, 05 Nov 2013 10:20:30 +0800</pubDate>
<author>me@example.com (Li Lei)</author><category>tech</category><category>tech</category><description>Tencent opened &lt;a href="b"&gt;it&lt;/a&gt; […]</description></item>
<item><link>http://example.com/b</link><description>A short note</description></item>
</channel></rss>`

func TestParse(t *testing.T) {
	f, err := Parse([]byte(plainRSS), "http://example.com/feed")
	if err != nil {
		t.Fatal(err)
	}
	if f.Title != "The Daily Letter" || f.Site != "http://example.com/home" || f.Language != "en-gb" || f.Every != 90*time.Minute || f.Cut || len(f.Items) != 2 {
		t.Fatalf("%+v", f)
	}
	a, b := f.Items[0], f.Items[1]
	if a.ID != "a-1" || a.Link != "http://example.com/a?x=1&y=2" || a.Title != "Micro-letter & more" || a.Author != "Li Lei" || strings.Join(a.Tags, "|") != "tech" ||
		!a.Published.Equal(time.Date(2013, 11, 5, 2, 20, 30, 0, time.UTC)) || a.Whole || a.Feed != "The Daily Letter" {
		t.Errorf("%+v", a)
	}
	if b.ID != "http://example.com/b" || b.Title != "" || b.Name() != "A short note" || !b.Whole || !b.Published.IsZero() {
		t.Errorf("%+v", b)
	}
	page, err := a.Article()
	if err != nil || page.Title != "Micro-letter & more" || page.Site != "The Daily Letter" || !strings.Contains(string(page.Document.Source()), "[it](http://example.com/b)") {
		t.Errorf("%v: %+v", err, page)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       error
	}{
		{"nothing", "", articles.ErrEmpty},
		{"blanks", " \n\t", articles.ErrEmpty},
		{"a page", "<!DOCTYPE html><html><head><title>x</title></head></html>", ErrPage},
		{"a page without a head", "<body>text</body>", ErrPage},
		{"a list", `<opml version="2.0"><body/></opml>`, ErrList},
		{"another XML", `<sitemap><url/></sitemap>`, ErrNoFeed},
		{"text", "Not found", ErrNoFeed},
		{"another JSON", `{"error": "no"}`, ErrNoFeed},
		{"broken JSON", `{"version": "https://jsonfeed.org/version/1", "items": [`, ErrBroken},
		{"broken RSS", "<rss><chan<<<>>>nel", ErrBroken},
		{"a PDF", "%PDF-1.7 \xff\xfe\xfa", articles.ErrBinary},
		{"deep", "<rss><channel>" + strings.Repeat("<a>", 100000), errDeep},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Parse([]byte(c.data), "http://example.com/feed")
			if !errors.Is(err, c.want) || f != nil || !strings.HasPrefix(err.Error(), "read feed http://example.com/feed: ") {
				t.Errorf("%v: %+v", err, f)
			}
		})
	}
}

// TestVeryLong: of a feed that is too long the first items are read, and how many were not is told.
func TestVeryLong(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Long</title>`)
	for i := range MaxItems + 3 {
		fmt.Fprintf(&b, "<item><title>Item %d</title><guid>%d</guid></item>", i, i)
	}
	b.WriteString("</channel></rss>")
	f, err := Parse([]byte(b.String()), "https://example.com/feed")
	if err != nil || len(f.Items) != MaxItems || f.More != 3 {
		t.Errorf("%v", err)
	}
}
