package feed

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// MaxItems is how many items of a feed are read, the first ones.
const MaxItems = 10_000

// What can be wrong with the bytes of a feed. The errors of Parse wrap one of these or an error of articles.
var (
	ErrPage   = errors.New("it is a page (HTML) and no feed")
	ErrList   = errors.New("it is a list of feeds (OPML) and no feed")
	ErrNoFeed = errors.New("it is no feed: neither RSS nor Atom nor JSON Feed")
	ErrBroken = errors.New("it is broken")
)

// Parse reads a feed: RSS of any version, Atom or JSON Feed. What can be mended is: declared or wrong encodings, signs that do not belong there, tags
// that are not closed, a text that breaks off. From is the address that it came from, against which its links are read; it may be "".
// Whatever the bytes are, it ends in a time that their number bounds.
func Parse(data []byte, from string) (*Feed, error) { return parse(data, from, "") }

// parse is Parse for what a server has sent with a type of content.
func parse(data []byte, from, contentType string) (f *Feed, err error) {
	defer func() {
		if r := recover(); r != nil { // a mistake of a parser's must not cost the other feeds
			f, err = nil, wrong(from, fmt.Errorf("%w: %v", ErrBroken, r))
		}
	}()
	text, err := decoded(data, contentType)
	if err != nil {
		return nil, wrong(from, err)
	}
	if text = strings.TrimSpace(text); text == "" {
		return nil, wrong(from, articles.ErrEmpty)
	}
	if strings.HasPrefix(text, "{") {
		f, err = parseJSON(text, from)
	} else {
		f, err = parseXML(text, from)
	}
	if err != nil {
		return nil, wrong(from, err)
	}
	return f, nil
}

// wrong says which feed an error is about.
func wrong(from string, err error) error {
	if from == "" {
		return fmt.Errorf("read feed: %w", err)
	}
	return fmt.Errorf("read feed %s: %w", document.CleanLine(from), err)
}

// wraps are the roots that stand for a feed without being one, and what is put round them.
var wraps = map[string]string{"channel": "rss", "entry": "feed"}

func parseXML(text, from string) (*Feed, error) {
	t, err := tidied([]byte(text))
	if err != nil {
		return nil, err
	}
	made := t.out.String()
	switch t.root {
	case "rss", "rdf", "feed":
	case "channel", "entry":
		made = "<" + wraps[t.root] + ">" + made + "</" + wraps[t.root] + ">"
	case "html", "head", "body":
		return nil, ErrPage
	case "opml":
		return nil, ErrList
	default:
		return nil, ErrNoFeed
	}
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	read, err := p.ParseString(made)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrBroken, document.CleanLine(err.Error()))
	}
	places := t.items
	if len(places) != len(read.Items) {
		places = make([]place, len(read.Items))
	}
	f := translate(read, from, places)
	if f.Cut = t.cut; f.Cut && len(f.Items) == 0 {
		return nil, fmt.Errorf("%w: it breaks off before its first article", ErrBroken)
	}
	return f, nil
}

func parseJSON(text, from string) (*Feed, error) {
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	read, err := p.ParseString(text)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %s", ErrBroken, document.CleanLine(err.Error()))
	case !strings.Contains(read.FeedVersion, "jsonfeed.org") && len(read.Items) == 0:
		return nil, ErrNoFeed
	}
	return translate(read, from, make([]place, len(read.Items))), nil
}
