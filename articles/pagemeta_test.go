package articles

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// pageMetaOf reads what a page at an address says of itself.
func pageMetaOf(t *testing.T, page, address string) Meta {
	t.Helper()
	var from *url.URL
	if address != "" {
		var err error
		if from, err = url.Parse(address); err != nil {
			t.Fatal(err)
		}
	}
	return readPageMeta(parsePage([]byte("<!DOCTYPE html><html>"+page)), from)
}

const lakeData = `{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Lake"}, {"@type": ["Thing", "NewsArticle"],
"headline": "The lake is deep &amp; wide", "author": [{"@type": "Person", "name": "Lin Daiyu"}, {"name": "Jia Baoyu"}, "https://example.com/someone"],
"publisher": {"name": "Lake Daily"}, "datePublished": "2015-07-28T08:00:00+08:00", "inLanguage": "en", "mainEntityOfPage": {"@id": "https://lake.example/1"}}]}`

// TestLinkedData: what scripts in the words of schema.org say of an article is read, also where they are wrapped or have line ends in their strings.
func TestLinkedData(t *testing.T) {
	for name, script := range map[string]string{
		"plain": lakeData, "wrapped": "\n//<![CDATA[\n" + lakeData + "\n//]]>\n", "commented": "<!--" + lakeData + "-->", "ended": lakeData + ";",
		"broken lines": strings.Replace(lakeData, "Lake Daily", "Lake\nDaily", 1), "in a list": "[" + lakeData + "]",
	} {
		got := pageMetaOf(t, `<script type="application/ld+json; charset=utf-8">`+script+`</script><p>x`, "")
		want := Meta{Title: "The lake is deep & wide", Author: "Lin Daiyu, Jia Baoyu", Site: "Lake Daily", URL: "https://lake.example/1", Language: "en", Published: got.Published}
		if got != want || got.Published.Format(time.RFC3339) != "2015-07-28T08:00:00+08:00" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for name, script := range map[string]string{
		"no JSON": "{", "no article": `{"@type": "WebSite", "name": "x", "headline": "y"}`, "deep": strings.Repeat(`{"@graph":`, 40) + lakeData + strings.Repeat("}", 40),
		"other types": `{"@type": "NewsArticle", "headline": 7, "author": {"name": ["a"]}, "datePublished": {}}`,
	} {
		if got := pageMetaOf(t, `<script type="application/ld+json">`+script+`</script><p>x`, ""); got.Title != "" || got.Site != "" || !got.Published.IsZero() {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestTitles: a title is shown without the site's name, however that is joined to it, and whole where the rest may belong to it.
func TestTitles(t *testing.T) {
	site := `<meta property="og:site_name" content="Lake Daily News">`
	for page, want := range map[string]string{
		site + `<title>The lake | Lake Daily</title>`:                            "The lake",
		site + `<title>The lake - Lake Daily News</title>`:                       "The lake",
		site + `<meta property="og:title" content="The lake – Lake Daily News">`: "The lake",
		site + `<title>The lake: a story - part two</title>`:                     "The lake: a story - part two",
		`<meta property="og:site_name" content="湖网"><title>湖很深_新闻_湖网</title>`:    "湖很深_新闻",
		`<title>The lake - a story</title>`:                                      "The lake - a story",
		`<title>The lake · V8</title><h1>The lake</h1>`:                          "The lake",
		`<meta name="dc:title og:title" content="Of two names">`:                 "Of two names",
		`<script type="application/ld+json">{"@type":"Article","headline":"The lake is…"}</script><meta property="og:title" content="The lake is deep">`: "The lake is deep",
		`<script type="application/ld+json">{"@type":"Article","headline":"a body of water","name":"Lake"}</script><title>Lake - Pedia</title>`:          "Lake",
	} {
		if got := pageMetaOf(t, page, ""); got.Title != want {
			t.Errorf("%s: %q, want %q", page, got.Title, want)
		}
	}
}

// TestWhenPublished: the day stands in the head, in elements made for it, in the address, or in a line for people; what is about something else is passed over.
func TestWhenPublished(t *testing.T) {
	body := "<body><h1>The lake</h1>"
	for _, tt := range []struct{ page, address, want string }{
		{`<meta property="article:published_time" content="2015-07-28T23:00:00+08:00">`, "", "2015-07-28"},
		{`<meta property="article:published_time" content="2015-07-29T01:00:00Z">`, "https://x.example/2015/07/28/lake", "2015-07-28"},
		{`<meta name="publishdate" content="Tue, 28 Jul 2015 08:30:00 GMT">`, "https://x.example/2012/01/01/", "2015-07-28"},
		{`<meta name="date" content="never">` + body + `<span itemprop="datePublished" content="2015-07-28">x</span>`, "", "2015-07-28"},
		{body + `<time datetime="2015-07-28T08:00">July</time>`, "", "2015-07-28"},
		{body + `<time>July <b>28</b>, 2015</time>`, "", "2015-07-28"},
		{body + `<time>` + strings.Repeat("no date ", 50) + `</time><p>Posted 2015-07-28`, "", "2015-07-28"},
		{body + `<time datetime="2016-01-01">new</time><time class="entry-date" datetime="2015-07-28">old</time>`, "", "2015-07-28"},
		{body, "https://x.example/news/2015/07/28/lake.html", "2015-07-28"},
		{body, "https://x.example/a/20150728/1.html", "2015-07-28"},
		{body, "https://x.example/2015-07/28/c_1.htm", "2015-07-28"},
		{body, "https://x.example/20159928/1.html", ""},
		{body, "https://x.example/1201507281.html", ""},
		{body + `<div class="info">2015年7月28日 08:30 来源：湖网</div>`, "", "2015-07-28"},
		{body + `<p>发布时间：2015-07-28 08:30:00</p>`, "", "2015-07-28"},
		{body + `<p>2015 Year 7 month 28 day source: the Lake Network</p>`, "", "2015-07-28"},
		{body + `<p>Last Update: 2015-07-28 Source: Internet Author: User</p>`, "", "2015-07-28"},
		{body + `<p>Posted on July 28th, 2015 by Lin</p>`, "", "2015-07-28"},
		{body + `<p>28 July 2015</p><p>text`, "", "2015-07-28"},
		{`<p>28 July 2015</p>` + body, "", ""},
		{body + `<p>© 2015-07-28 The Lake</p>`, "", ""},
		{body + `<p>` + strings.Repeat("The lake has been deep since 2015-07-28. ", 9) + `</p>`, "", ""},
		{body + `<div class="related-news"><span class="date">2015-07-28</span></div><footer>Updated 2015-07-28</footer>`, "", ""},
		{body + `<p>Posted 2999-01-01</p>`, "", ""},
		{body + `<p>Posted 2015-02-30</p>`, "", ""},
	} {
		got := ""
		if at := pageMetaOf(t, tt.page, tt.address).Published; !at.IsZero() {
			got = at.Format(time.DateOnly)
		}
		if got != tt.want {
			t.Errorf("%s at %q: %q, want %q", tt.page, tt.address, got, tt.want)
		}
	}
}

// TestDatesOfPages reads the forms in which pages have dates.
func TestDatesOfPages(t *testing.T) {
	for _, s := range []string{
		"2017-01-09", "2017-01-09T08:30:00+08:00", "2017-01-09T08:30:00+0800", "2017-01-09 08:30:00", "2017/01/09 08:30:00", "20170109", "Mon, 09 Jan 2017 08:30:00 GMT",
		"Mon Jan 09 2017 08:30:00 GMT+0000 (UTC)", "January 9, 2017", "Jan. 9 2017", "9 January 2017", "9th of January, 2017", "2017, January 9", "2017年1月9日", "2017 年 1 月 9 日 8:30", "2017.01.09",
		"9.1.2017", "09. 01. 2017", "Monday, January 9, 2017 8:30 am", "2017 year 1 month 9 days",
	} {
		if got := pageDate(s).Format(time.DateOnly); got != "2017-01-09" {
			t.Errorf("%q is read as %s", s, got)
		}
	}
	for _, s := range []string{"", "never", "2017-13-09", "2017-02-30", "12345678901", "1.2.3", "in 2017 9 people"} {
		if got := pageDate(s); !got.IsZero() {
			t.Errorf("%q is read as %v", s, got)
		}
	}
}

// TestBehindEngine: a page that an engine shows is that of the address behind it.
func TestBehindEngine(t *testing.T) {
	for address, want := range map[string]Meta{
		"https://www-lake--daily-example.translate.goog/a/1?x=1&_x_tr_sl=zh-CN&_x_tr_tl=en": {MT: "Google", URL: "https://www.lake-daily.example/a/1?x=1"},
		"https://translate.google.com/translate?sl=zh-CN&tl=en&u=http://lake.example/1":     {MT: "Google", URL: "http://lake.example/1"},
		"http://fanyi.baidu.com/transpage?query=http%3A%2F%2Flake.example%2F1&from=zh":      {MT: "Baidu", URL: "http://lake.example/1"},
		"https://topic.alibabacloud.com/a/lake_1.html":                                      {MT: "Alibaba", URL: "https://topic.alibabacloud.com/a/lake_1.html"},
		"https://translate.google.com/?u=file:///etc/passwd":                                {MT: "Google", URL: "https://translate.google.com/?u=file:///etc/passwd"},
		"https://lake.example/translate.goog":                                               {URL: "https://lake.example/translate.goog"},
	} {
		if got := pageMetaOf(t, "<p>x", address); got != want {
			t.Errorf("%s: %+v", address, got)
		}
	}
}
