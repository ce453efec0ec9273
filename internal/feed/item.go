package feed

import (
	"context"
	"errors"
	"net/url"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// Name is what an item is called in a list: its title, or how its text begins; "" where it has neither.
func (i Item) Name() string {
	if i.Title != "" {
		return i.Title
	}
	return articles.Opening(articles.PieceText(i.HTML))
}

// Article makes an article of what the feed has of an item, which may be a summary only: see Whole. The error is articles.ErrNoText.
func (i Item) Article() (*articles.Article, error) {
	var base *url.URL
	if i.Base != "" {
		base, _ = url.Parse(i.Base) // without it links stay as they are
	}
	published := i.Published
	if published.IsZero() {
		published = i.Updated
	}
	return articles.FromHTML(i.HTML, articles.Meta{
		Title: i.Title, Site: i.Feed, Author: i.Author, URL: i.Link, Language: i.Language, Published: published,
	}, base)
}

// The reasons why a page is not read in place of what the feed has of it.
var (
	ErrNoLink = errors.New("the feed has a summary only, and no link to the rest")
	ErrLess   = errors.New("the page has less of it than the feed; it may want a login, or be made by a script")
)

// Full is the whole text of an item: that of the feed, or where this is no more than a summary that of its page. Where the page cannot be had the
// article is made of the summary, and the error is the reason: ErrNoLink, ErrLess or that of articles.Fetch. Without an article there is no text anywhere,
// or the context has ended.
func (i Item) Full(ctx context.Context, o articles.FetchOptions) (*articles.Article, error) {
	own, none := i.Article()
	if none == nil && i.Whole {
		return own, nil
	}
	if i.Link == "" {
		return own, ErrNoLink
	}
	page, err := articles.Fetch(ctx, i.Link, o)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return own, err
	case none == nil && length(page) < length(own):
		return own, ErrLess
	}
	i.complete(&page.Meta)
	return page, nil
}

func length(a *articles.Article) int { return utf8.RuneCount(a.Document.Source()) }

// complete puts in what the page does not say and the feed does.
func (i Item) complete(m *articles.Meta) {
	for _, fill := range []struct {
		to   *string
		with string
	}{{&m.Author, i.Author}, {&m.Language, i.Language}, {&m.URL, i.Link}} {
		if *fill.to == "" {
			*fill.to = fill.with
		}
	}
	if i.Title != "" {
		m.Title = i.Title // that of a page has often the site in it
	}
	if m.Published.IsZero() {
		m.Published = i.Published
	}
}
