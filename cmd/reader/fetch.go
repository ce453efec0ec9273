package main

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// isPage reports whether a name on the command line is the address of a page. No file is called so.
func isPage(name string) bool {
	scheme, _, found := strings.Cut(name, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// fetch opens the page at an address.
func (o *sourceOptions) fetch(ctx context.Context, address string, private bool) (*articles.Article, error) {
	return articles.Fetch(ctx, address, articles.FetchOptions{Agent: agent(), Private: private, Charset: o.encoding})
}

// agent is the name of the program, for servers.
func agent() string { return "reader/" + readBuild().version }

// allowPrivate reports whether a command with these flags may fetch from this machine and from private networks. What is wrong with the settings is said
// where they are asked for everything else.
func allowPrivate(s *streams, flags *pflag.FlagSet) bool {
	c, _, _ := unstyled("", s, flags)
	return c.AllowPrivate
}

// fetchSaid is fetch before there is a screen: whoever looks at a terminal is told what is waited for, and can end it.
func (o *sourceOptions) fetchSaid(address string, s *streams) (*articles.Article, error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT)
	defer stop()
	told := s.watched && s.getenv("TERM") != "dumb"
	if told {
		fmt.Fprintf(s.err, "reader: fetching %s …", document.CleanLine(address)) //nolint:errcheck // it is only talk
	}
	a, err := o.fetch(ctx, address, allowPrivate(s, o.set))
	if told {
		fmt.Fprint(s.err, "\r\x1b[K") //nolint:errcheck // it is only talk
	}
	if errors.Is(err, context.Canceled) {
		return nil, fmt.Errorf("fetch %s: it was called off", document.CleanLine(address))
	}
	return a, err
}
