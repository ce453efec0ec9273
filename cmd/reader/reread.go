package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// readIn reads an article again in another encoding: its file, its page where one was fetched, else the bytes that its text was. The library keeps the
// text as it reads now, so that it is opened so from then on. It may be nil. With private, pages of private networks are fetched too.
func (o *readerOptions) readIn(private bool, l *library.Library) func(context.Context, *articles.Article, string) (*articles.Article, error) {
	return func(ctx context.Context, a *articles.Article, charset string) (*articles.Article, error) {
		if a.Path == "" && a.Made && isPage(a.URL) {
			again := o.sourceOptions
			again.encoding = charset
			return again.fetch(ctx, a.URL, private)
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

// pasteInto makes articles of pasted texts, or of the page whose address one is, and puts them into the library.
func pasteInto(in *intake.Intake) func(context.Context, string) (*articles.Article, shelf.Report, error) {
	return func(ctx context.Context, text string) (a *articles.Article, r shelf.Report, err error) {
		if typed := strings.TrimSpace(text); isPage(typed) && !strings.ContainsAny(typed, " \t\r\n") {
			a, err = articles.Fetch(ctx, typed, in.Fetch)
		} else {
			a, err = articles.Pasted(text)
		}
		if err == nil {
			r, err = in.AddArticle(ctx, a, intake.Options{})
		}
		if err != nil {
			return nil, r, fmt.Errorf("paste: %w", articles.Reason(err))
		}
		return a, r, nil
	}
}
