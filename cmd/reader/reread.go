package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/library"
)

// readIn reads an article again in another encoding: its file, its page where one was fetched, else the bytes that its text was. The library keeps the
// text as it reads now, so that it is opened so from then on. It may be nil.
func (o *readerOptions) readIn(s *streams, l *library.Library) func(context.Context, *articles.Article, string) (*articles.Article, error) {
	return func(ctx context.Context, a *articles.Article, charset string) (*articles.Article, error) {
		if a.Path == "" && a.Made && isPage(a.URL) {
			again := o.sourceOptions
			again.encoding = charset
			return again.fetch(ctx, a.URL, s)
		}
		fresh, err := a.ReadIn(charset)
		switch {
		case errors.Is(err, articles.ErrNoBytes):
			return nil, fmt.Errorf("read it as %s: %w: open its file or its page with --encoding", charset, articles.ErrNoBytes)
		case err != nil:
			return nil, fmt.Errorf("read it as %s: %w", charset, err)
		case l == nil || fresh.Path == "":
			return fresh, nil
		}
		if _, err := l.Put(ctx, []library.New{{Article: fresh, Seen: true}}); err != nil {
			return nil, fmt.Errorf("keep it as %s: %w", charset, err)
		}
		return fresh, nil
	}
}

// pasteInto makes articles of pasted texts and keeps them. They are found by what they say once the next ones are added.
func pasteInto(l *library.Library) func(context.Context, string) (*articles.Article, error) {
	return func(ctx context.Context, text string) (*articles.Article, error) {
		a, err := articles.Pasted(text)
		if err != nil {
			return nil, fmt.Errorf("paste: %w", articles.Reason(err))
		}
		if _, err := l.Put(ctx, []library.New{{Article: a}}); err != nil {
			return nil, fmt.Errorf("paste: %w", err)
		}
		return a, nil
	}
}
