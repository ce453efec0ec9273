package feed

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/web"
)

// Found is a feed that an address leads to.
type Found struct {
	Address string
	Title   string // what the feed, or the page that names it, calls it; may be ""
	Feed    *Feed  // where it was read on the way, as it is now; nil for one that a page names
}

// ErrNone says that a page names no feed.
var ErrNone = errors.New("the page names no feed")

const accept = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"

// Discover finds the feeds at an address: itself, or those that its page names, in the order in which the page does, those of comments last; where
// it names none, one that stands where many sites have theirs. The error is that of web.Get or Parse, or wraps ErrNone.
func Discover(ctx context.Context, address string, o web.Options) ([]Found, error) {
	answer, err := web.Get(ctx, web.Request{Address: address, Accept: accept}, o)
	if err != nil {
		return nil, err
	}
	f, err := parse(answer.Body, answer.From.String(), answer.Type)
	if err == nil {
		return []Found{found(f, answer, address)}, nil
	}
	if !errors.Is(err, ErrPage) && !strings.Contains(answer.Type, "html") {
		return nil, err
	}
	if named := links(answer.Body, answer.From); len(named) > 0 {
		return named, nil
	}
	return usual(ctx, answer.From, o)
}

// found is a feed at its address: that which it was asked for under, unless it has moved for good.
func found(f *Feed, answer *web.Answer, asked string) Found {
	if answer.Moved != "" {
		asked = answer.Moved
	}
	return Found{Address: strings.TrimSpace(asked), Title: f.Title, Feed: f}
}

// places are where many sites have a feed.
var places = []string{"/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/rss"}

// usual asks for a feed where many sites have one, one place after the other.
func usual(ctx context.Context, page *url.URL, o web.Options) ([]Found, error) {
	for _, place := range places {
		to := page.ResolveReference(&url.URL{Path: place}).String()
		answer, err := web.Get(ctx, web.Request{Address: to, Accept: accept}, o)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if refused := (*web.FetchError)(nil); errors.As(err, &refused) && refused.Status == 0 || errors.As(err, &refused) && refused.After > 0 {
			break // whoever does not answer, or wants to be left alone, is asked no more
		} else if err != nil {
			continue
		}
		if f, err := parse(answer.Body, answer.From.String(), answer.Type); err == nil {
			return []Found{found(f, answer, to)}, nil
		}
	}
	return nil, &web.FetchError{Address: web.Shown(page, ""), Why: ErrNone.Error(), Hint: "give the address of the feed itself", Err: ErrNone}
}

// types are those by which pages name feeds.
var types = map[string]bool{"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/rdf+xml": true, "text/xml": true, "application/xml": true, "application/json": true, "application/x.atom+xml": true, "application/x-atom+xml": true}

var remarks = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)comment|评论|留言`) })

// links are the feeds that a page names.
func links(page []byte, from *url.URL) []Found {
	text, err := decoded(page, "text/html")
	if err != nil {
		return nil
	}
	var first, last []Found
	seen := map[string]bool{}
	base := from.String()
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return append(first, last...)
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		tag := atom.Lookup(name)
		if tag != atom.Link && tag != atom.Base || !more {
			continue
		}
		a := attributesOf(z)
		if tag == atom.Base {
			if a["href"] != "" {
				base = join(base, a["href"])
			}
			continue
		}
		to := webLink(base, a["href"])
		if to == "" || seen[to] || !namesFeed(a) {
			continue
		}
		seen[to] = true
		f := Found{Address: to, Title: document.CleanLine(a["title"])}
		if remarks().MatchString(f.Title) || strings.Contains(to, "/comments/") {
			last = append(last, f)
		} else {
			first = append(first, f)
		}
	}
}

// namesFeed reports whether a link of a page is one to a feed.
func namesFeed(a map[string]string) bool {
	rel := strings.Fields(strings.ToLower(a["rel"]))
	kind, _, _ := strings.Cut(strings.ToLower(a["type"]), ";")
	kind = strings.TrimSpace(kind)
	for _, r := range rel {
		switch {
		case r == "alternate" && types[kind]:
			return kind != "application/json" || !strings.Contains(a["href"], "/wp-json/") // which answers with posts in no form of feed
		case r == "feed" && (kind == "" || types[kind]):
			return true
		}
	}
	return false
}

// attributesOf reads the attributes of the tag at hand.
func attributesOf(z *html.Tokenizer) map[string]string {
	a := map[string]string{}
	for {
		key, value, more := z.TagAttr()
		if _, ok := a[string(key)]; !ok {
			a[string(key)] = string(value)
		}
		if !more {
			return a
		}
	}
}
