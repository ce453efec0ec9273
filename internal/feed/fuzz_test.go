package feed

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// seeds are beginnings for the fuzzers: a feed of each kind, and what is wrong with real ones.
var seeds = []string{
	plainRSS, opml,
	`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/"><title type="html">A &amp;lt;b&amp;gt;</title><entry><id>1</id><link href="x"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a<br/>b</div></content></entry></feed>`,
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>T</title></channel><item rdf:about="y"><title>I</title><link>y</link></item></rdf:RDF>`,
	`{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":1,"content_text":"a\nb","date_published":"2013-11-05T10:00:00Z"}]}`,
	"\xef\xbb\xbf \n<?xml version='1.0' encoding='gbk'?><!DOCTYPE rss [<!ENTITY a \"&b;&b;\">]><rss><channel><item><title>\xce\xa2\xd0\xc5 &a; <b>x</title><description><![CDATA[ ]]]]><![CDATA[> </description></item><item><title>cut",
	"<channel><item><title>a < b & c ]]> \x00\x1b[31m &#0; &#x1b; &#150;</title><a:b:c x=1 x=2 y='<'></item></channel>",
	"http://a.example/ \"~T\" !x \"a b\" # r\nexec:x\nquery:a:b\n",
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		feed, err := Parse(data, "http://example.com/feed")
		if err != nil {
			clean(t, err.Error())
			return
		}
		seen := map[string]bool{}
		clean(t, feed.Title, feed.About, feed.Site, feed.Address, feed.Language)
		for _, i := range feed.Items {
			if i.ID == "" || seen[i.ID] {
				t.Errorf("ID %q", i.ID)
			}
			seen[i.ID] = true
			clean(t, i.Title, i.Link, i.Author, i.ID, i.Language, i.Feed, i.Name())
			clean(t, i.Tags...)
			if a, err := i.Article(); err == nil && a.Title == "" && i.Name() != "" {
				t.Errorf("no title for %q", i.HTML)
			}
		}
	})
}

// clean fails a test by strings that may not be printed as they are.
func clean(t *testing.T, all ...string) {
	t.Helper()
	for _, s := range all {
		if s != document.CleanLine(s) || !utf8.ValidString(s) {
			t.Errorf("not clean: %q", s)
		}
	}
}

func FuzzReadOPML(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { lists(t, data, ReadOPML) })
}

func FuzzReadURLs(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { lists(t, data, ReadURLs) })
}

// lists reads a list, and what was read of it once more.
func lists(t *testing.T, data []byte, read func([]byte) ([]Subscription, []Left, error)) {
	t.Helper()
	subs, left, err := read(data)
	if err != nil {
		clean(t, err.Error())
	}
	for _, l := range left {
		clean(t, l.String())
		if l.Line < 1 || l.Line > 1+strings.Count(string(data), "\n")+strings.Count(string(data), "\r") {
			t.Errorf("line %d", l.Line)
		}
	}
	for _, s := range subs {
		clean(t, s.Address, s.Site, s.Title)
		clean(t, s.Tags...)
		clean(t, s.Folder...)
	}
	var b strings.Builder
	if err := WriteURLs(&b, subs); err != nil {
		t.Fatal(err)
	}
	again, left, err := ReadURLs([]byte(b.String()))
	if err != nil || len(left) > 0 || len(again) != len(subs) {
		t.Errorf("%v, %v: %+v, was %+v\n%s", err, left, again, subs, b.String())
	}
}

func FuzzReadDate(f *testing.F) {
	for _, s := range []string{"Tue, 05 Nov 2013 10:20:30 +0800", "2013年11月5日 下午3:20", "2013-11-05T10:20:30Z", "5 août 13"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if at, ok := readDate(s, "zh"); ok && (at.Year() < firstYear-1 || at.Year() > 10000) && len(s) != 13 {
			t.Errorf("%q is %v", s, at)
		}
	})
}
