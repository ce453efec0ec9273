package articles

import (
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// pageSaid is what a page says of itself in its elements.
type pageSaid struct {
	named          map[string]string // by meta elements and links, the first of each name
	data           *linkedData       // nil where there is none
	language       string
	title, heading string
	sure, time     string // dates in elements made for them
}

// readPageSaid goes through a page once.
func readPageSaid(tree *html.Node) pageSaid {
	p := pageSaid{named: map[string]string{}}
	heading := ""
	walk(tree, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			p.language = document.CleanLine(attribute(n, "lang"))
		case atom.Title:
			if p.title == "" && (n.Parent == nil || n.Parent.DataAtom == atom.Head) {
				p.title = document.CleanLine(text(n))
			}
		case atom.H1:
			if heading = document.CleanLine(text(n)); p.heading == "" && heading != "" && strings.HasPrefix(p.title, heading) {
				p.heading = heading
			}
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				note(p.named, "canonical", attribute(n, "href"))
			}
		case atom.Script:
			if p.data == nil && isLinkedData(n) {
				p.data = readLinkedData(text(n))
			}
		case atom.Meta:
			p.noteMeta(n)
		}
		if n.Type == html.ElementNode && n.DataAtom != atom.Meta {
			if said, sure := elementDate(n); sure && p.sure == "" {
				p.sure = said
			} else if p.time == "" {
				p.time = said
			}
		}
		return true
	})
	if p.data == nil {
		p.data = &linkedData{}
	}
	return p
}

// noteMeta keeps what a meta element says, under each of its names.
func (p *pageSaid) noteMeta(n *html.Node) {
	for _, attr := range []string{"property", "name", "itemprop", "http-equiv"} {
		for name := range strings.FieldsSeq(strings.ToLower(attribute(n, attr))) {
			note(p.named, strings.Replace(name, ":", ".", dublinCore(name)), attribute(n, "content"))
		}
	}
}

// dublinCore is 1 for the names of Dublin Core, which are written with a point and with a colon.
func dublinCore(name string) int {
	if strings.HasPrefix(name, "dc:") || strings.HasPrefix(name, "dcterm:") || strings.HasPrefix(name, "dcterms:") {
		return 1
	}
	return 0
}

// first is what is said under the first of some names.
func (p *pageSaid) first(names ...string) string {
	for _, name := range names {
		if p.named[name] != "" {
			return document.CleanLine(p.named[name])
		}
	}
	return ""
}

// readPageMeta takes what a page says of itself: in its meta elements, in linked data, its title, its links, in lines that people read.
func readPageMeta(tree *html.Node, from *url.URL) Meta {
	p := readPageSaid(tree)
	meta := Meta{Language: p.language, Site: firstOf(p.first("og:site_name"), p.data.site, p.first("application-name", "publisher", "dc.publisher"))}
	if meta.Language == "" {
		meta.Language = firstOf(p.data.language, p.first("content-language", "dc.language"))
	}
	p.titled(&meta)
	for _, author := range []string{p.first("dc.creator", "dcterms.creator"), p.data.author, p.first("author", "article:author", "parsely-author", "byl", "sailthru.author")} {
		if meta.Author == "" && !strings.Contains(author, "://") {
			meta.Author = withoutBy(author)
		}
	}
	meta.Published = p.published(tree, from)
	meta.URL = pageAddress(from, firstOf(p.first("canonical", "og:url"), p.data.address))
	meta.MT = engineOf(tree, p.named, from)
	if before, mt, ok := strings.Cut(meta.Language, "-x-mtfrom"); ok && mt != "" {
		meta.Language = before
	}
	return meta
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// titled finds the title, without the name of the site, and where the title alone tells it the site.
func (p *pageSaid) titled(meta *Meta) {
	said := p.first("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title")
	if headline := p.headline(); headline != "" && !strings.HasPrefix(said, strings.TrimRight(headline, ".… ")) { // search engines want headlines short
		said = headline
	}
	switch {
	case said != "":
		meta.Title = withoutSite(said, meta.Site)
	case p.heading != "":
		meta.Title = p.heading
		if rest := strings.Trim(p.title[len(p.heading):], separators); meta.Site == "" && !strings.ContainsAny(rest, "|_-–—") {
			meta.Site = rest
		}
	default:
		meta.Title = withoutSite(p.title, meta.Site)
	}
}

// headline is the title in linked data. Some have there a description, and the title as the name.
func (p *pageSaid) headline() string {
	if name := p.data.name; p.data.title == "" || name != "" && strings.Contains(p.title, name) && !strings.Contains(p.title, p.data.title) {
		return name
	}
	return p.data.title
}

// withoutBy takes the word off an author's line that says that it is one.
func withoutBy(author string) string {
	for _, by := range []string{"by ", "von ", "par ", "作者：", "作者:", "文/", "文／"} {
		if len(author) > len(by) && strings.EqualFold(author[:len(by)], by) {
			return strings.TrimSpace(author[len(by):])
		}
	}
	return author
}

// published is when the page came out, by the first place that says so.
func (p *pageSaid) published(tree *html.Node, from *url.URL) time.Time {
	for _, said := range []string{
		p.data.published,
		p.first("article:published_time", "article:published", "datepublished", "og:published_time", "og:article:published_time", "pubdate", "publishdate", "publish_date", "publish-date", "publication_date"),
		p.first("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "date", "apub:time", "weibo:article:create_at", "weibo: article:create_at"),
		p.sure,
	} {
		if t := pageDate(said); plausible(t) {
			return dayOf(t, addressDate(from))
		}
	}
	if t := addressDate(from); plausible(t) {
		return t
	}
	if t := pageDate(p.time); plausible(t) {
		return t
	}
	if t := dateline(tree); plausible(t) {
		return t
	}
	return time.Time{}
}

// dayOf is a time, or the day in the address where that is the same one to those who wrote it: many servers write their times as those of London.
func dayOf(t, day time.Time) time.Time {
	if off := t.Sub(day); !day.IsZero() && off > -24*time.Hour && off < 48*time.Hour && t.Format(time.DateOnly) != day.Format(time.DateOnly) {
		return day
	}
	return t
}

// plausible reports whether a page can have been published then: after there were pages, and not long after today.
func plausible(t time.Time) bool {
	return t.Year() >= 1990 && t.Before(time.Now().AddDate(0, 0, 2))
}

// note keeps what was said first.
func note(said map[string]string, name, value string) {
	if said[name] == "" && value != "" && name != "" {
		said[name] = value
	}
}

// separators stand between the title of an article and the name of the site.
const separators = " |-–—_·»:"

// withoutSite takes the name of the site off the end of a title: what stands behind the last sign between parts, where that is the site's name or much like it.
func withoutSite(title, site string) string {
	if site == "" {
		return title
	}
	if short, found := strings.CutSuffix(title, site); found {
		if cut := strings.TrimRight(short, separators); cut != "" {
			return cut
		}
		return title
	}
	for _, sign := range []string{" | ", " - ", " – ", " — ", " · ", " » ", " :: ", "_", " ["} {
		at := strings.LastIndex(title, sign)
		if at <= 0 {
			continue
		}
		last := strings.ToLower(strings.Trim(title[at+len(sign):], separators+"[]"))
		if known := strings.ToLower(site); len(last) > 2 && (strings.HasPrefix(known, last) || strings.HasPrefix(last, known)) {
			return strings.TrimRight(title[:at], separators)
		}
	}
	return title
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
	if behind := behindEngine(from); behind != nil {
		from = behind
	}
	return document.CleanLine(from.String())
}
