package library

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// glitch is what a machine had written for something, as edits have it.
type glitch struct{ machine, fix, zh, pinyin string }

var (
	wechat = glitch{"micro-letter", "WeChat", "微信", "Wēixìn"}
	weibo  = glitch{"micro-blog", "Weibo", "微博", "Wēibó"}
	alipay = glitch{"pay treasure", "Alipay", "支付宝", "Zhīfùbǎo"}
)

// edited finds glitches in a text.
func edited(source string, glitches ...glitch) (all []Edit) {
	for at := 0; at < len(source); at++ {
		for _, g := range glitches {
			if strings.HasPrefix(source[at:], g.machine) {
				all = append(all, Edit{document.Span{Start: at, End: at + len(g.machine)}, g.fix, g.zh, g.pinyin})
				at += len(g.machine)
			}
		}
	}
	return all
}

// shelved is an article for searches.
type shelved struct {
	meta      articles.Meta
	text      string
	format    document.Format
	source    shelf.SourceID
	tags      []string
	unindexed bool
}

// shelve puts articles on the shelf, and into the index as repaired.
func shelve(t *testing.T, l *Library, all ...shelved) (ids []shelf.ID) {
	t.Helper()
	glitches := []glitch{wechat, weibo, alipay}
	var index []Indexed
	for _, s := range all {
		a := articles.Restored(s.meta, articles.Text{Source: []byte(s.text), Format: s.format, Charset: "utf-8"})
		id := add(t, l, New{Article: a, Source: s.source, GUID: a.ID, Tags: s.tags})[0]
		ids = append(ids, id)
		edits := edited(s.text, glitches...)
		x := Indexed{ID: id, Article: a, Fixes: len(edits), Edits: edits, Title: string(applied([]byte(a.Title), edited(a.Title, glitches...)))}
		var names []Name
		for _, e := range edits {
			names = append(names, Name{e.ZH, e.Pinyin})
			x.Machine += s.text[max(e.Span.Start-20, 0):min(e.Span.End+20, len(s.text))] + "\n"
		}
		x.Names = Names(names)
		if !s.unindexed {
			index = append(index, x)
		}
	}
	if err := l.Index(t.Context(), "rules", index); err != nil {
		t.Fatal(err)
	}
	return ids
}

// bookcase is a library to search in.
func bookcase(t *testing.T) *Library {
	t.Helper()
	ctx, l := t.Context(), open(t)
	feed, err := l.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: "https://36kr.example/feed", Title: "Krypton news"})
	if err != nil {
		t.Fatal(err)
	}
	day := articles.ParseDate
	ids := shelve(
		t, l,
		shelved{meta: articles.Meta{ID: "letter", Title: "A micro-letter for everyone", Site: "36Kr", URL: "https://www.36kr.example/p/1", Author: "Zoë Ångström", Published: day("2015-07-28"), Language: "en"},
			text: "The micro-letter of the company grows.\n\nNobody pays in cash: the pay treasure is there.\n", source: feed.ID, tags: []string{"phones"}},
		shelved{meta: articles.Meta{ID: "blog", Title: "Of blogs", Site: "Sina", URL: "https://tech.sina.example/2", Published: day("2015-08-02"), Language: "zh-CN"},
			text: "Someone wrote a micro-blog about *the **naïve** company*. Mobile payment grows."},
		shelved{meta: articles.Meta{ID: "marked", Title: "Markdown", URL: "https://news.example/3", Published: day("2014-01-05"), Language: "en"},
			text: "# A head\n\nThe [pay treasure](https://alipay.example/secret) and ![a *phone*](secret.jpg \"of Alibaba\") of **mobile** payment &amp; more.\n", format: document.MarkdownText, tags: []string{"phones", "money talk"}},
		shelved{meta: articles.Meta{ID: "plain", Title: "Nothing of it", URL: "https://news.example/4", Published: day("2013-12-31")}, text: "Cash is king. A payment by mobile is none. 支付 宝 and 微信支付 stand here in Chinese."},
		shelved{meta: articles.Meta{ID: "pending", Title: "Not looked through", URL: "https://news.example/5"}, text: "The micro-letter.", unindexed: true},
		shelved{meta: articles.Meta{ID: "away", Title: "Archived", URL: "https://news.example/6", Published: day("2012-01-01")}, text: "The micro-letter was small."},
		shelved{meta: articles.Meta{ID: "bin", Title: "Deleted", URL: "https://news.example/7"}, text: "The micro-letter was deleted."},
	)
	yes, read := true, shelf.Read
	for i, c := range map[int]shelf.Change{1: {Starred: &yes}, 2: {State: &read}, 5: {Archived: &yes}, 6: {Deleted: &yes}} {
		if _, err := l.Change(ctx, ids[i:i+1], c); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// names lists the names of hits.
func hitNames(t *testing.T, l *Library, hits []shelf.Hit) (all []string) {
	t.Helper()
	for _, h := range hits {
		e, err := l.Entry(t.Context(), h.ID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e.Name)
	}
	return all
}

func TestSearchFinds(t *testing.T) {
	ctx, l := t.Context(), bookcase(t)
	for query, want := range map[string]string{
		"WeChat":                                "letter",
		"wechat -alipay":                        "",
		"micro-letter":                          "letter",
		"machine:micro-letter":                  "letter",
		"text:micro-letter":                     "",
		"微信":                                    "letter plain",
		"微信 -支付":                                "",
		"weixin":                                "letter",
		"wēixìn":                                "letter",
		"wei xin":                               "letter",
		"zhifubao":                              "letter marked",
		"支付宝":                                   "letter marked plain",
		"\"mobile payment\"":                    "blog marked",
		"mobile payment":                        "blog marked plain",
		"“mobile payment”":                      "blog marked",
		"“mobile payment":                       "blog marked",
		"mob* pay*":                             "blog marked plain",
		"m* wechat":                             "",
		"\"mobile pay\"*":                       "blog marked",
		"NAIVE":                                 "blog",
		"naïve":                                 "blog",
		"wechat OR weibo":                       "blog letter",
		"wechat | weibo":                        "blog letter",
		"(wechat OR weibo) grows":               "blog letter",
		"grows -(wechat OR alipay)":             "blog",
		"grows NOT weibo":                       "letter",
		"title:wechat":                          "letter",
		"title:(wechat OR blogs)":               "blog letter",
		"title:grows":                           "",
		"author:angstrom":                       "letter",
		"angstrom":                              "letter",
		"site:36kr":                             "letter",
		"site:sina.example":                     "blog",
		"site:example":                          "blog letter marked plain",
		"sina":                                  "",
		"tag:phones":                            "letter marked",
		"tag:\"money talk\"":                    "marked",
		"tag:money":                             "marked",
		"tag:phones wechat":                     "letter",
		"-tag:phones payment":                   "blog plain",
		"feed:krypton":                          "letter",
		"feed:36kr.example wechat":              "letter",
		"feed:nothing":                          "",
		"is:starred payment":                    "blog",
		"is:read payment":                       "marked",
		"is:unread payment -is:starred":         "plain",
		"is:archived":                           "away",
		"is:archived wechat":                    "away",
		"wechat OR is:starred":                  "blog letter",
		"lang:zh payment":                       "blog",
		"lang:en":                               "letter marked",
		"after:2015 grows":                      "blog letter",
		"after:2015-08 grows":                   "blog",
		"before:2015-08 grows":                  "letter",
		"before:2014 payment":                   "plain",
		"date:2015 grows":                       "blog letter",
		"date:2015-07 grows":                    "letter",
		"date:2015-07-28 grows":                 "letter",
		"date:2015/07/29 grows":                 "",
		"fixes:2":                               "letter",
		"fixes:>0 -wechat":                      "blog marked",
		"-payment grows":                        "letter",
		"\"of the company\"":                    "letter",
		"\"'; DROP TABLE entries; --\" payment": "",
		"payment) is:starred (":                 "blog",
		"secret":                                "",
		"":                                      "",
		"   \"\" () - ":                         "",
		"deleted":                               "",
	} {
		hits, err := l.Search(ctx, query, 0)
		got := hitNames(t, l, hits)
		slices.Sort(got)
		got = slices.DeleteFunc(got, func(name string) bool { return len(builtInNames[name]) > 0 })
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %q, %v, want %q", query, got, err, want)
		}
		rows, err := l.Rows(ctx, shelf.Filter{Query: query}, shelf.ByTitle, 0, 0)
		if query != "" && (err != nil || len(rows) != len(hits)) {
			t.Errorf("%s: %d rows, %v, where %d are found", query, len(rows), err, len(hits))
		}
	}
}

// builtInNames are those of the articles that are part of the program.
var builtInNames = func() map[string]string {
	names := map[string]string{}
	all, err := articles.Builtin()
	if err != nil {
		panic(err)
	}
	for _, a := range all {
		names[a.ID] = a.Title
	}
	return names
}()

// What cannot be understood is told with its place; what is still being typed is not.
func TestQueryErrors(t *testing.T) {
	ctx, l := t.Context(), bookcase(t)
	for query, at := range map[string]int{
		"wechat after:yesterday": 13, "is:open": 3, "is:\"\"": 3, "微信 before:20155": 14, "before:2015-13 x": 7, "fixes:many": 6, strings.Repeat("(", 40): 32, "date:2015-02-30 ": 5,
		"tag:\"\"": 4,
	} {
		_, err := l.Search(ctx, query, 0)
		wrong := (*shelf.QueryError)(nil)
		if !errors.As(err, &wrong) || wrong.At != at || wrong.Query != query || wrong.Why == "" {
			t.Errorf("%s: %+v, want %d", query, err, at)
		}
		if err := l.KeepSearch(ctx, "x", query); !errors.As(err, &wrong) {
			t.Errorf("%s is kept: %v", query, err)
		}
	}
	for _, query := range []string{"is:", "is:un", "after:", "after:2", "before:2015-", "before:2015-0", "tag:", "title:", "title:(", "wechat OR", "wechat -", "(wechat", "\"wechat", "fixes:>", "NOT", "OR", "https://x.example/is:it", "12:30"} {
		if _, err := l.Search(ctx, query, 0); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}

// Any query is answered, or told to be wrong at a place in it.
func TestAnyQuery(t *testing.T) {
	ctx, l := t.Context(), bookcase(t)
	parts := []string{"wechat", "微信", "\"", "(", ")", "-", " ", "OR ", "AND ", "NOT ", "*", "title:", "site:", "is:", "unread", "after:", "2015", "-07", "|", "'", "^", "+", "{", "}", ":", "\\", "\x00", "\xff", "é", "tag:phones", "pay*", "“", "NEAR(", "\uE000"}
	rapid.Check(t, func(t *rapid.T) {
		query := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 12).Draw(t, "query"), "")
		hits, err := l.Search(ctx, query, 5)
		if wrong := (*shelf.QueryError)(nil); errors.As(err, &wrong) {
			if wrong.At < 0 || wrong.At > len(query) {
				t.Fatalf("%q is wrong at %d", query, wrong.At)
			}
		} else if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		for _, h := range hits {
			for _, s := range h.Snippets {
				checkSnippet(t, s)
			}
		}
	})
}

type failing interface {
	Fatalf(format string, args ...any)
}

func checkSnippet(t failing, s shelf.Snippet) {
	at := 0
	for _, m := range s.Marks {
		if m[0] < at || m[0] >= m[1] || m[1] > len(s.Text) {
			t.Fatalf("marks %v of %q", s.Marks, s.Text)
		}
		at = m[1]
	}
	if len(s.Marks) == 0 || document.CleanLine(s.Text) != s.Text {
		t.Fatalf("%q %v", s.Text, s.Marks)
	}
}

// marked writes a snippet with its marks in brackets.
func marked(s shelf.Snippet) string {
	var b strings.Builder
	at := 0
	for _, m := range s.Marks {
		b.WriteString(s.Text[at:m[0]] + "[" + s.Text[m[0]:m[1]] + "]")
		at = m[1]
	}
	return b.String() + s.Text[at:]
}

func TestSnippets(t *testing.T) {
	ctx, l := t.Context(), bookcase(t)
	for query, want := range map[string][]string{
		"wechat grows":               {"The [WeChat] of the company [grows]."},
		"微信 is:unread lang:en":       {"The [WeChat] of the company grows."},
		"weixin":                     {"The [WeChat] of the company grows."},
		"micro-letter":               {"The [WeChat] of the company grows."},
		"\"micro letter of\"":        {"The [WeChat] of the company grows."},
		"alipay wechat":              {"The [WeChat] of the company grows.", "Nobody pays in cash: the [Alipay] is there."},
		"naive":                      {"Someone wrote a Weibo about *the **[naïve]** company*. Mobile payment grows."},
		"zhifubao mobile":            {"The [Alipay] and a phone of [mobile] payment & more."},
		"mob* lang:en":               {"The Alipay and a phone of [mobile] payment & more."},
		"\"mobile payment\" lang:en": {"The Alipay and a phone of [mobile payment] & more."},
		"支付宝 cash -wechat":           {"[Cash] is king. A payment by mobile is none. [支付 宝] and 微信支付 stand here in Chinese."},
		"title:wechat":               nil,
		"author:angstrom":            nil,
		"tag:phones is:starred":      nil,
	} {
		hits, err := l.Search(ctx, query, 1)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range hits {
			for _, s := range h.Snippets {
				checkSnippet(t, s)
				got = append(got, marked(s))
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

// A snippet of a long text begins and ends with whole words, and where it is cut there are dots.
func TestSnippetOfLongText(t *testing.T) {
	ctx, l := t.Context(), open(t)
	fill := strings.Repeat("some words of no interest ", 20)
	shelve(t, l, shelved{meta: articles.Meta{ID: "long", Title: "Long"}, text: fill + "the micro-letter\n  is \x1b[31mhere\x07 at last " + fill + "\n\n" + strings.Repeat("一二三四五六七八九十", 40) + "支付" + strings.Repeat("一二三四五六七八九十", 40) + "\n"})
	for query, want := range map[string]string{
		"wechat": "…interest some words of no interest the [WeChat] is here at last some words of no interest some words of no interest some words of no interest some words…",
	} {
		hits, err := l.Search(ctx, query, 0)
		if err != nil || len(hits) != 1 || len(hits[0].Snippets) != 1 || marked(hits[0].Snippets[0]) != want {
			t.Errorf("%s: %+v, %v", query, hits, err)
		}
	}
	hits, err := l.Search(ctx, "支付", 0)
	if err != nil || len(hits) != 1 || len(hits[0].Snippets) != 1 {
		t.Fatalf("%+v, %v", hits, err)
	}
	s := hits[0].Snippets[0]
	checkSnippet(t, s)
	if n := len([]rune(s.Text)); n < snippetSize || n > snippetSize+2 || !strings.Contains(marked(s), "十[支付]一") {
		t.Errorf("%d characters: %s", n, marked(s))
	}
}

// The best come first: what stands in the title, what has it more often and is shorter.
func TestSearchRanks(t *testing.T) {
	ctx, l := t.Context(), open(t)
	filler := strings.Repeat("words that nobody looks for stand between the others. ", 10)
	shelve(
		t, l,
		shelved{meta: articles.Meta{ID: "once", Title: "One"}, text: filler + "Here is WeChat once. " + filler},
		shelved{meta: articles.Meta{ID: "title", Title: "All of WeChat"}, text: filler + "WeChat stands here too. " + filler},
		shelved{meta: articles.Meta{ID: "often", Title: "Two"}, text: filler + strings.Repeat("WeChat again. ", 6) + filler},
		shelved{meta: articles.Meta{ID: "other", Title: "Three"}, text: filler},
	)
	hits, err := l.Search(ctx, "wechat", 0)
	if got := hitNames(t, l, hits); err != nil || !reflect.DeepEqual(got, []string{"title", "often", "once"}) {
		t.Errorf("%q, %v", got, err)
	}
	if hits, err := l.Search(ctx, "wechat", 2); err != nil || len(hits) != 2 {
		t.Errorf("%d hits, %v", len(hits), err)
	}
	hits, err = l.SearchSorted(ctx, "wechat", shelf.ByTitle, 2)
	if got := hitNames(t, l, hits); err != nil || !reflect.DeepEqual(got, []string{"title", "once"}) || len(hits[0].Snippets) != 1 {
		t.Errorf("by title: %q, %v", got, err)
	}
}

// However a search is made quick, it finds what one that looks at everything finds.
func TestWaysOfSearching(t *testing.T) {
	ctx, l := t.Context(), open(t)
	if err := fillShelf(ctx, l, 400, func(int) {}); err != nil {
		t.Fatal(err)
	}
	db, err := l.reader(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"the", "the is:unread", "the tag:later", "company tag:money date:2015", "wechat", "weixin date:2016-03", "\"of the\"", "company -the", "co*", "-the", "is:starred the"} {
		q, err := parse(text)
		if err != nil {
			t.Fatal(err)
		}
		s, err := newSearch(ctx, db, q, shelf.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		s.weighed = 60
		where, args := s.where, s.args
		if s.match != "" {
			where, args = where+" AND "+inIndex, append(slices.Clone(args), s.match)
		}
		want, err := numbers(ctx, db, "SELECT e.n FROM entries AS e WHERE "+where+" ORDER BY e.dated DESC, e.n DESC", args...)
		if err != nil {
			t.Fatal(err)
		}
		sorted, err := s.sorted(ctx, shelf.Newest, 0, 0)
		if err != nil || !slices.Equal(sorted, want) {
			t.Errorf("%s: all sorted are %d, %v, want %d", text, len(sorted), err, len(want))
		}
		some, err := s.sorted(ctx, shelf.Newest, 3, 20)
		if err != nil || !slices.Equal(some, want[min(3, len(want)):min(23, len(want))]) {
			t.Errorf("%s: some sorted are %v, %v, want %v", text, some, err, want[:min(23, len(want))])
		}
		best, err := s.best(ctx, 0)
		slices.Sort(best)
		slices.Sort(want)
		if err != nil || !slices.Equal(best, want) {
			t.Errorf("%s: %d are found, %v, want %d", text, len(best), err, len(want))
		}
		few, err := s.best(ctx, 10)
		if err != nil || len(few) != min(10, len(want)) {
			t.Errorf("%s: the best ten are %v, %v", text, few, err)
		}
		if all, _, err := s.count(ctx); err != nil || all != len(want) {
			t.Errorf("%s: counted %d, %v, want %d", text, all, err, len(want))
		}
	}
}

func TestEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Edit
		at := 0
		for range rapid.IntRange(0, 20).Draw(t, "edits") {
			start := at + rapid.IntRange(0, 300).Draw(t, "before")
			at = start + rapid.IntRange(0, 20).Draw(t, "length")
			word := rapid.SampledFrom([]string{"", "WeChat", "a longer fix"}).Draw(t, "fix")
			all = append(all, Edit{document.Span{Start: start, End: at}, word, rapid.SampledFrom([]string{"", "微信"}).Draw(t, "zh"), ""})
		}
		packed := packEdits(all)
		got, err := unpackEdits(packed, at)
		if err != nil || !slices.Equal(got, all) {
			t.Fatalf("%v, %v, want %v", got, err, all)
		}
		if len(packed) > 0 { // whatever the file has become
			i := rapid.IntRange(0, len(packed)-1).Draw(t, "at")
			packed[i] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
			if got, err := unpackEdits(packed[:rapid.IntRange(0, len(packed)).Draw(t, "cut")], at); err == nil {
				applied(make([]byte, at), got)
			}
		}
	})
}

// What stands for what was looked for is marked as narrowly as it can be told.
func TestSpots(t *testing.T) {
	clause := glitch{"pay treasure is in all of its many hands now", "everybody in the country pays by way of Alipay by now", "人人都用支付宝", "rénrén dōu yòng zhīfùbǎo"}
	other := glitch{"letters of the micro kind are in use everywhere", "by now it is in use in every village of the country", "微信到处都在用", "wēixìn dàochù dōu zài yòng"}
	for _, c := range []struct{ source, query, want string }{
		{"The micro-letter and WeChat.", "微信", "The [WeChat] and [WeChat]."},
		{"The micro-letter and WeChat.", "machine:micro", "The [WeChat] and WeChat."},
		{"The micro-letter and a letter.", "letter", "The [WeChat] and a [letter]."},
		{"Now pay treasure is in all of its many hands now.", "支付宝", "Now [everybody in the country pays by way of Alipay by now]."},
		{"Now pay treasure is in all of its many hands now.", "alipay", "Now everybody in the country pays by way of [Alipay] by now."},
		{"The pay treasure: pay treasure is in all of its many hands now.", "支付宝", "The [Alipay]: everybody in the country pays by way of [Alipay] by now."},
		{"The micro-letter: letters of the micro kind are in use everywhere.", "微信", "The [WeChat]: by now it is in use in every village of the country."},
		{"micro-blog", "nothing", "Weibo"},
	} {
		q, err := parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		r := repairedWith([]byte(c.source), edited(c.source, clause, other, wechat, weibo, alipay), q.terms())
		s := shelf.Snippet{Text: r.text}
		for _, m := range r.marks {
			s.Marks = append(s.Marks, [2]int{m.Start, m.End})
		}
		if got := marked(s); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.query, c.source, got, c.want)
		}
	}
}
