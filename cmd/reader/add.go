package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

type shelveOptions struct {
	intakeOptions

	tags   []string
	asJSON bool
	retry  bool
	feed   bool
	md     bool
	paste  bool
}

func newAdd(s *streams) *cobra.Command {
	o := &shelveOptions{}
	cmd := &cobra.Command{
		Use:   "add SOURCE...",
		Short: "Put articles into the library: files, folders, books, pages, feeds",
		Long: `Puts articles into the library, where the program without arguments shows them. A source is a file, a folder, the address of a page or of a feed,
or - for standard input; --clipboard takes what was copied. Folders and feeds are followed: the program, and "reader feed refresh", look for what is new in them.
What is there already is not added twice. What cannot be read is said and remembered; --retry tries all of that again.

It prints the articles that were added.`,
		Example: `  reader add article.html https://example.com/news/1.html
  reader add --tag phones ~/articles
  curl -s https://example.com/a.txt | reader add -
  reader add --clipboard`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && !o.retry && !o.paste {
				return usage(cmd.CommandPath(), "name a file, a folder or an address")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args) },
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.tags, "tag", nil, "give the articles this `tag`; may be repeated")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	f.BoolVar(&o.retry, "retry", false, "try again what failed before")
	f.BoolVar(&o.feed, "feed", false, "follow the feed that a page names, instead of adding the page")
	f.BoolVar(&o.paste, "clipboard", false, "add the text in the clipboard, or the page whose address it is")
	f.BoolVar(&o.md, "markdown", false, "read standard input as Markdown")
	o.flags(cmd)
	return cmd
}

func (o *shelveOptions) run(command string, s *streams, names []string) error {
	return o.withIntake(command, s, func(ctx context.Context, i *intake.Intake) error {
		tell, end := s.teller()
		var all shelf.Report
		take := func(r shelf.Report) {
			all.Added = append(all.Added, r.Added...)
			all.Failures = append(all.Failures, r.Failures...)
			all.Known, all.Changed, all.Gone, all.Cancelled = all.Known+r.Known, all.Changed+r.Changed, all.Gone+r.Gone, all.Cancelled || r.Cancelled
		}
		if o.paste {
			r, err := o.addClipboard(ctx, i, s, tell)
			take(r)
			if err != nil {
				end()
				return err
			}
		}
		for _, name := range names {
			if all.Cancelled {
				break
			}
			r, err := o.add(ctx, i, s, name, tell)
			take(r)
			if err != nil {
				end()
				return err
			}
		}
		if o.retry {
			failed, err := i.Library.Failures(ctx)
			if err == nil {
				var r shelf.Report
				r, err = i.Retry(ctx, failed, tell)
				take(r)
			}
			if err != nil {
				end()
				return err
			}
		}
		end()
		if err := printEntries(context.WithoutCancel(ctx), s, i.Library, all.Added, o.asJSON); err != nil {
			return err
		}
		return reported(s, &all)
	})
}

func (o *shelveOptions) add(ctx context.Context, i *intake.Intake, s *streams, name string, tell intake.Tell) (shelf.Report, error) {
	switch {
	case name == stdin:
		a, err := (&sourceOptions{encoding: o.charset, markdown: o.md}).readStdin(s)
		if err != nil {
			return shelf.Report{Failures: []shelf.Failure{{Address: "standard input", Why: articles.Reason(err).Error()}}}, nil
		}
		return i.AddArticle(ctx, a, intake.Options{Tags: o.tags})
	case o.feed:
		_, r, err := i.FollowFeed(ctx, name, intake.Options{Tags: o.tags}, tell)
		return r, err
	}
	return i.Add(ctx, name, intake.Options{Tags: o.tags}, tell)
}

// addClipboard adds what the clipboard holds.
func (o *shelveOptions) addClipboard(ctx context.Context, i *intake.Intake, s *streams, tell intake.Tell) (shelf.Report, error) {
	text, err := clipboard(ctx, s)
	if ctx.Err() != nil {
		return shelf.Report{Cancelled: true}, nil //nolint:nilerr // to be called off is no failure
	}
	if err != nil {
		return shelf.Report{}, err
	}
	if typed := strings.TrimSpace(text); intake.IsAddress(typed) && !strings.ContainsAny(typed, " \t\r\n") {
		return o.add(ctx, i, s, typed, tell)
	}
	a, err := articles.Pasted(text)
	if err != nil {
		return shelf.Report{}, fmt.Errorf("add the clipboard: %w", articles.Reason(err))
	}
	return i.AddArticle(ctx, a, intake.Options{Tags: o.tags})
}

// printEntries prints entries as list does.
func printEntries(ctx context.Context, s *streams, l *library.Library, ids []shelf.ID, asJSON bool) error {
	rows := make([]listed, 0, len(ids))
	for _, id := range ids {
		e, err := l.Entry(ctx, id)
		if err != nil {
			return fmt.Errorf("list what was added: %w", err)
		}
		rows = append(rows, listedEntry(&e))
	}
	return printListed(s, rows, asJSON)
}
