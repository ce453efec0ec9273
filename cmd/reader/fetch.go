package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"strings"
	"syscall"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// isPage reports whether a name on the command line is the address of a page. No file is called so.
func isPage(name string) bool {
	scheme, _, found := strings.Cut(name, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// fetch opens the page at an address.
func (o *sourceOptions) fetch(ctx context.Context, address string, s *streams) (*articles.Article, error) {
	return articles.Fetch(ctx, address, articles.FetchOptions{
		Agent: "reader/" + readBuild().version, Private: o.private || s.getenv("READER_ALLOW_LOCAL") == "1", Charset: o.encoding,
	})
}

// fetchSaid is fetch before there is a screen: whoever looks at a terminal is told what is waited for, and can end it.
func (o *sourceOptions) fetchSaid(address string, s *streams) (*articles.Article, error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT)
	defer stop()
	told := s.watched && s.getenv("TERM") != "dumb"
	if told {
		fmt.Fprintf(s.err, "reader: fetching %s …", document.CleanLine(address)) //nolint:errcheck // it is only talk
	}
	a, err := o.fetch(ctx, address, s)
	if told {
		fmt.Fprint(s.err, "\r\x1b[K") //nolint:errcheck // it is only talk
	}
	if errors.Is(err, context.Canceled) {
		return nil, fmt.Errorf("fetch %s: it was called off", document.CleanLine(address))
	}
	return a, err
}
