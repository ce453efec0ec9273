package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/library"
)

// stdin is how standard input is named on the command line and in what is printed.
const stdin = "-"

// sourceOptions say how the articles on the command line are read.
type sourceOptions struct {
	encoding string
	markdown bool

	set *pflag.FlagSet // the flags of the command, some of which are settings
}

func (o *sourceOptions) flags(cmd *cobra.Command) {
	charsetFlag(cmd, &o.encoding, "the input")
	f := cmd.Flags()
	o.set = f
	f.BoolVar(&o.markdown, "markdown", false, "read standard input as Markdown")
	settingFlags(cmd, config.AllowPrivate)
}

// open reads one article: a file, a built-in article or one of the library by its ID, a page by its address, or standard input.
func (o *sourceOptions) open(name string, s *streams) (*articles.Article, error) {
	switch {
	case name == stdin:
		return o.readStdin(s)
	case isPage(name):
		return o.fetchSaid(name, s)
	}
	a, err := articles.OpenAs(name, o.encoding)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return a, err
	}
	if known := builtInCalled(name); known != nil {
		return known, nil
	}
	kept, libraryErr := keptCalled(s, name)
	if !errors.Is(libraryErr, library.ErrNoEntry) {
		return kept, libraryErr
	}
	if !strings.ContainsAny(name, `./\`) {
		return nil, withHint(err, "`reader list` shows the articles that have IDs, `reader --help` the subcommands")
	}
	return nil, err
}

// keptCalled reads an article of the library, by its name or as much of it as only one has. library.ErrNoEntry says that none is called so.
func keptCalled(s *streams, name string) (a *articles.Article, err error) {
	l, err := libraryOf(s)
	if err != nil {
		return nil, library.ErrNoEntry // it is said to who asks for the library
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	ctx := context.Background()
	e, err := l.Named(ctx, name)
	if err != nil {
		return nil, err
	}
	return l.Text(ctx, e.ID)
}

func (o *sourceOptions) readStdin(s *streams) (*articles.Article, error) {
	data, err := io.ReadAll(io.LimitReader(s.in, articles.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	name := "standard input"
	if o.markdown {
		name += ".md"
	}
	return articles.ReadAs(name, data, o.encoding)
}

// each opens the named articles one after the other and hands them to do. One that cannot be read is reported and does not
// keep the others from being done. No name means standard input, if something is piped in.
func (o *sourceOptions) each(command string, names []string, s *streams, do func(name string, a *articles.Article) error) error {
	if len(names) == 0 {
		if !s.piped {
			return usage(command, "no file is named, and nothing is piped in")
		}
		names = []string{stdin}
	}
	var failed error
	for _, name := range names {
		a, err := o.open(name, s)
		if err != nil {
			s.fail(err)
			failed = errSaid
			continue
		}
		if err := do(name, a); err != nil {
			return err
		}
	}
	return failed
}
