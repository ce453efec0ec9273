package feed

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const opml = `<?xml version="1.0" encoding="iso-8859-1"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Technik &amp; mehr"><outline title="China">
  <outline text="A &lt;i&gt;letter&lt;/i&gt;" xmlUrl="http://a.example/feed?x=1&y=2" htmlUrl="http://a.example/" type="rss" category="/news// asia, tech"/>
  <outline text="Caf` + "\xe9" + `" XMLURL=" feed://b.example/rss "/>
</outline></outline>
<outline text="http://c.example/atom" xmlUrl="http://c.example/atom"/>
<outline text="Twice"><outline xmlUrl="http://c.example/atom" title="C"/></outline>
<outline text="Here" xmlUrl="file:///etc/passwd"/>
<outline text="No feed" type="rss" xmlUrl=""/>
</body></opml>`

func TestReadOPML(t *testing.T) {
	subs, left, err := ReadOPML([]byte(opml))
	if err != nil {
		t.Fatal(err)
	}
	want := []Subscription{
		{Address: "http://a.example/feed?x=1&y=2", Site: "http://a.example/", Title: "A letter", Folder: []string{"Technik & mehr", "China"}, Tags: []string{"news/asia", "tech"}},
		{Address: "http://b.example/rss", Title: "Café", Folder: []string{"Technik & mehr", "China"}},
		{Address: "http://c.example/atom", Title: "C", Tags: []string{"Twice"}},
	}
	if !reflect.DeepEqual(subs, want) {
		t.Errorf("%+v\nwant %+v", subs, want)
	}
	told := []string{}
	for _, l := range left {
		told = append(told, l.String())
	}
	if got := strings.Join(told, "\n"); got != "line 9: Here file:///etc/passwd: only http and https addresses are fetched\nline 10: No feed: it has no address" {
		t.Error(got)
	}
}

func TestReadOPMLBroken(t *testing.T) {
	for _, c := range []struct {
		name, data, want string
		read             int
	}{
		{"breaks off", "<opml><body>\n<outline xmlUrl='http://a.example/'/>\n<outline ", "3:10: the XML is broken: unexpected EOF", 1},
		{"wrong end", "<opml><body>\n<outline xmlUrl='http://a.example/'/></opml><outline xmlUrl='http://b.example/'/>", "2:45: the XML is broken: element <body> closed by </opml>", 2},
		{"a feed", "\n<rss/>", "2:1: it is no OPML: it begins with rss", 0},
		{"nothing", "", "1:1: it is no OPML: there is no element", 0},
		{"text", "hello", "1:6: it is no OPML: there is no element", 0},
		{"deep", "<opml>" + strings.Repeat("<outline text='x'>", 100), "1:1159: its outlines stand in one another too deep", 0},
	} {
		subs, _, err := ReadOPML([]byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) || len(subs) != c.read {
			t.Errorf("%s: %v, read %d", c.name, err, len(subs))
		}
		if _, ok := errors.AsType[*SyntaxError](err); !ok {
			t.Errorf("%s: %T", c.name, err)
		}
	}
}

func TestReadURLs(t *testing.T) {
	subs, left, err := ReadURLs([]byte(`# my feeds
http://a.example/feed?x=1#frag tech "far east" "~The \"A\" letter" # a remark
http://b.example/rss ! tech tech

"query:Unread:unread = \"yes\"" news
exec:"~/bin/feed.sh" x
filter:sed:http://a.example/
file:///home/me/feed.xml
http://a.example/feed?x=1#frag more
ftp://c.example/ !hidden
http://d.example/ !hidden
"http://e.example/ unclosed
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Subscription{
		{Address: "http://a.example/feed?x=1#frag", Title: `The "A" letter`, Tags: []string{"tech", "far east", "more"}},
		{Address: "http://b.example/rss", Tags: []string{"tech"}, Hidden: true},
		{Address: "http://d.example/", Tags: []string{"!hidden"}, Hidden: true},
	}
	if !reflect.DeepEqual(subs, want) {
		t.Errorf("%+v\nwant %+v", subs, want)
	}
	told := []string{}
	for _, l := range left {
		told = append(told, l.String())
	}
	if got := strings.Join(told, "\n"); got != `line 5: query:Unread:unread = "yes": a query is no feed; a saved search does that
line 6: exec:"~/bin/feed.sh": commands are not run
line 7: filter:sed:http://a.example/: filters are not run
line 8: file:///home/me/feed.xml: files are no feeds here
line 10: ftp://c.example/: only http and https addresses are fetched
line 12: http://e.example/ unclosed: that is no address` {
		t.Error(got)
	}
}

// someSubs draws lists of feeds whose texts hold whatever such texts hold.
func someSubs(t *rapid.T) []Subscription {
	word := rapid.StringMatching(`[a-zA-Zäß微信<>&"'#~!\\/;.=-]([a-zA-Z微信 <>&"'#\\;.=-]{0,6}[a-z微])?`).Filter(func(s string) bool { return s == plain(s) && s != "" })
	tag := word.Filter(func(s string) bool {
		return !strings.HasPrefix(s, "!") && !strings.HasPrefix(s, "~") && strings.Trim(s, "/") == s && !strings.Contains(s, "/")
	})
	var subs []Subscription
	for i := range rapid.IntRange(0, 8).Draw(t, "feeds") {
		s := Subscription{Address: "http://example.com/" + string(rune('a'+i)) + rapid.SampledFrom([]string{"", "?x=1&y=2", "#a", "/%20\"q\""}).Draw(t, "rest")}
		if rapid.Bool().Draw(t, "titled") {
			s.Title = word.Filter(func(s string) bool { return !strings.Contains(s, "://") }).Draw(t, "title")
		}
		s.Folder = rapid.SliceOfN(tag, 0, 3).Draw(t, "folder")
		s.Tags = rapid.SliceOfNDistinct(tag, 0, 3, func(s string) string { return s }).Draw(t, "tags")
		if len(s.Folder) == 0 {
			s.Folder = nil
		}
		if len(s.Tags) == 0 {
			s.Tags = nil
		}
		subs = append(subs, s)
	}
	return subs
}

func byAddress(subs []Subscription) map[string]Subscription {
	m := map[string]Subscription{}
	for _, s := range subs {
		m[s.Address] = s
	}
	return m
}

// TestOPMLRoundTrip: what was written is read as it was, whatever stands in it. Folders bring together what was apart, so order is not kept.
func TestOPMLRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		subs := someSubs(t)
		var b strings.Builder
		if err := WriteOPML(&b, "Mine & <yours>", time.Unix(0, 0), subs); err != nil {
			t.Fatal(err)
		}
		got, left, err := ReadOPML([]byte(b.String()))
		if err != nil || len(left) > 0 || len(got) != len(subs) || !reflect.DeepEqual(byAddress(got), byAddress(subs)) {
			t.Fatalf("%v, left %v\n%s\n%+v\n%+v", err, left, b.String(), got, subs)
		}
	})
}

// TestURLsRoundTrip: as for OPML, but that a folder has become a tag.
func TestURLsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		subs := someSubs(t)
		for i := range subs {
			subs[i].Hidden = rapid.Bool().Draw(t, "hidden")
		}
		var b strings.Builder
		if err := WriteURLs(&b, subs); err != nil {
			t.Fatal(err)
		}
		for i := range subs {
			subs[i].Tags, subs[i].Folder = subs[i].AllTags(), nil
		}
		got, left, err := ReadURLs([]byte(b.String()))
		if err != nil || len(left) > 0 || len(got)+len(subs) > 0 && !reflect.DeepEqual(got, subs) {
			t.Fatalf("%v, left %v\n%s\n%+v\n%+v", err, left, b.String(), got, subs)
		}
	})
}
