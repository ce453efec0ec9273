package articles

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// readPageMeta takes what a page says of itself: in its meta elements, its title, its links.
func readPageMeta(tree *html.Node, from *url.URL) Meta {
	said := map[string]string{}
	meta := Meta{}
	title, heading := "", ""
	walk(tree, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			meta.Language = document.CleanLine(attribute(n, "lang"))
		case atom.Title:
			if title == "" && (n.Parent == nil || n.Parent.DataAtom == atom.Head) {
				title = document.CleanLine(text(n))
			}
		case atom.H1:
			if h := document.CleanLine(text(n)); heading == "" && strings.HasPrefix(title, h) {
				heading = h
			}
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				note(said, "canonical", attribute(n, "href"))
			}
		case atom.Time:
			note(said, "time", attribute(n, "datetime"))
		case atom.Meta:
			name := attribute(n, "property")
			if name == "" {
				name = attribute(n, "name")
			}
			if name == "" {
				name = attribute(n, "itemprop")
			}
			note(said, strings.ToLower(name), attribute(n, "content"))
		}
		return true
	})
	first := func(names ...string) string {
		for _, name := range names {
			if said[name] != "" {
				return document.CleanLine(said[name])
			}
		}
		return ""
	}
	meta.Site = first("og:site_name", "application-name", "publisher", "dc.publisher")
	meta.Title = first("og:title", "twitter:title", "dc.title")
	switch {
	case meta.Title != "":
	case heading != "":
		meta.Title = heading
		if rest := strings.Trim(title[len(heading):], separators); meta.Site == "" && !strings.ContainsAny(rest, "|_-–—") {
			meta.Site = rest
		}
	default:
		meta.Title = withoutSite(title, meta.Site)
	}
	if author := first("author", "dc.creator", "article:author", "byl"); !strings.Contains(author, "://") {
		meta.Author = author
	}
	meta.Published = pageDate(first("article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date", "dcterms.created", "parsely-pub-date", "time"))
	meta.URL = pageAddress(from, first("canonical", "og:url"))
	meta.MT = engineOf(tree, said, from)
	if before, mt, ok := strings.Cut(meta.Language, "-x-mtfrom"); ok && mt != "" {
		meta.Language = before
	}
	return meta
}

// note keeps what was said first.
func note(said map[string]string, name, value string) {
	if said[name] == "" && value != "" && name != "" {
		said[name] = value
	}
}

// separators stand between the title of an article and the name of the site.
const separators = " |-–—_·»:"

// withoutSite takes the name of the site off the end of a title.
func withoutSite(title, site string) string {
	if site == "" {
		return title
	}
	short, found := strings.CutSuffix(title, site)
	if !found {
		return title
	}
	if cut := strings.TrimRight(short, separators); cut != "" {
		return cut
	}
	return title
}

// pageDate reads a date as pages write it.
func pageDate(s string) time.Time {
	if t := ParseDate(s); !t.IsZero() {
		return t
	}
	for _, layout := range []string{"2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006/01/02 15:04:05", "20060102",
		time.RFC1123, time.RFC1123Z, "January 2, 2006", "Jan 2, 2006", "2 January 2006", "2006年1月2日"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// pageAddress is where a page says that it lives, or where it came from.
func pageAddress(from *url.URL, said string) string {
	u, err := url.Parse(said)
	if err == nil && said != "" {
		if from != nil {
			u = from.ResolveReference(u)
		}
		if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil {
			return document.CleanLine(u.String())
		}
	}
	if from == nil {
		return ""
	}
	return document.CleanLine(from.String())
}

// engines are the translators by the words that pages have for them.
var engines = []struct{ word, name string }{
	{"google", "Google"}, {"youdao", "Youdao"}, {"baidu", "Baidu"}, {"bing", "Microsoft"}, {"microsoft", "Microsoft"}, {"deepl", "DeepL"}, {"yandex", "Yandex"},
	{"tencent", "Tencent"}, {"sogou", "Sogou"}, {"iflytek", "iFlytek"}, {"papago", "Papago"}, {"systran", "SYSTRAN"}, {"babelfish", "Babel Fish"}, {"amazon", "Amazon"},
}

// hosts are those through which engines show the pages of others.
var hosts = []struct{ host, name string }{
	{"translate.goog", "Google"}, {"translate.google.com", "Google"}, {"translate.googleusercontent.com", "Google"}, {"fanyi.baidu.com", "Baidu"}, {"fanyi.youdao.com", "Youdao"},
	{"webtrans.yodao.com", "Youdao"}, {"translatetheweb.com", "Microsoft"}, {"microsofttranslator.com", "Microsoft"}, {"translate.yandex.com", "Yandex"}, {"translate.yandex.net", "Yandex"},
}

// engineOf is the engine that translated a page, where the page says so: by its address, in its head, by the marks that engines leave, or in words.
func engineOf(tree *html.Node, said map[string]string, from *url.URL) string {
	if from != nil {
		for _, h := range hosts {
			if host := from.Hostname(); host == h.host || strings.HasSuffix(host, "."+h.host) {
				return h.name
			}
		}
	}
	for _, key := range []string{"translator", "translation-engine", "mt-engine", "translated-by", "translated_by"} {
		if name := engineIn(said[key]); name != "" {
			return name
		}
		if said[key] != "" && key != "translator" { // that may be a person
			return document.CleanLine(said[key])
		}
	}
	if generator := strings.ToLower(said["generator"]); strings.Contains(generator, "translat") {
		if name := engineIn(generator); name != "" {
			return name
		}
	}
	found := ""
	walk(tree, func(n *html.Node) bool {
		if found != "" || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return false
		}
		if found = engineMark(n); found == "" && n.Type == html.TextNode {
			found = engineSaid(n.Data)
		}
		return true
	})
	return found
}

// engineMark reads the marks that engines leave in the pages that they translate.
func engineMark(n *html.Node) string {
	for _, a := range n.Attr {
		switch value := strings.ToLower(a.Val); {
		case n.DataAtom == atom.Html && a.Key == "class" && (strings.Contains(value, "translated-ltr") || strings.Contains(value, "translated-rtl")),
			a.Key == "lang" && strings.Contains(value, "-x-mtfrom-"),
			a.Key == "class" && strings.Contains(value, "google-src-text"):
			return "Google"
		case a.Key == "_msttexthash", a.Key == "_mstmutation", a.Key == "_msthash":
			return "Microsoft"
		}
	}
	return ""
}

// longestCredit is how long a sentence is at most that says who translated, in bytes.
const longestCredit = 200

// engineSaid reads a sentence like "translated by Google" or "translate engine: Youdao".
func engineSaid(sentence string) string {
	if len(sentence) > longestCredit {
		return ""
	}
	lower := strings.ToLower(sentence)
	for _, words := range []string{"translated by", "translated with", "translated using", "translation by", "translate engine", "translation engine", "machine translation:"} {
		if _, rest, found := strings.Cut(lower, words); found {
			return engineIn(rest[:min(len(rest), 40)])
		}
	}
	return ""
}

func engineIn(s string) string {
	s = strings.ToLower(s)
	for _, e := range engines {
		if strings.Contains(s, e.word) {
			return e.name
		}
	}
	return ""
}
