package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// listed is an article as `list --json` prints it.
type listed struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Source    string   `json:"source"`
	Published string   `json:"published"`
	Path      *string  `json:"path"` // null: it is in no file
	URL       string   `json:"url,omitempty"`
	State     string   `json:"state"`
	Starred   bool     `json:"starred,omitempty"`
	Tags      []string `json:"tags,omitempty"`
	Fixes     *int     `json:"fixes,omitempty"`
}

type listOptions struct {
	filterOptions

	asJSON bool
}

// filterOptions say which articles of the library are meant, and in which order.
type filterOptions struct {
	filter shelf.Filter
	feed   string
	order  string
	limit  int
}

// orderNames are the orders that --sort knows.
var orderNames = map[string]shelf.Order{"newest": shelf.Newest, "added": shelf.Added, "read": shelf.LastRead, "title": shelf.ByTitle, "fixes": shelf.MostFixes}

func newList(s *streams) *cobra.Command {
	o := &listOptions{}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the articles of the library",
		Long: `Lists the articles of the library, the newest first; before there is one, those that are part of the program.
What is archived or deleted is listed with --archived and --deleted only.`,
		Example: `  reader list --unread
  reader list --tag phones --sort fixes --json`,
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.CommandPath(), s) },
	}
	o.flags(cmd)
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "print JSON")
	return cmd
}

func (o *filterOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&o.filter.Unread, "unread", false, "only what has not been opened")
	f.BoolVar(&o.filter.Begun, "begun", false, "only what has been begun")
	f.BoolVar(&o.filter.Starred, "starred", false, "only what has a star")
	f.BoolVar(&o.filter.Recent, "recent", false, "what was opened, also if it was never added")
	f.BoolVar(&o.filter.Archived, "archived", false, "what is archived")
	f.BoolVar(&o.filter.Deleted, "deleted", false, "what was deleted less than ninety days ago")
	f.StringVar(&o.filter.Tag, "tag", "", "only what has this `tag`")
	f.StringVar(&o.feed, "feed", "", "only what came from this feed or folder: its `title or address`")
	f.StringVar(&o.order, "sort", "newest", "`order`: newest, added, read, title or fixes")
	f.IntVar(&o.limit, "limit", 0, "list at most so `many`")
	complete(cmd, "sort", "newest", "added", "read", "title", "fixes")
}

// sorted is the order that --sort names.
func (o *filterOptions) sorted(command string) (shelf.Order, error) {
	order, ok := orderNames[o.order]
	if !ok {
		return order, usage(command, "--sort: %q is none: it can be newest, added, read, title or fixes", o.order)
	}
	return order, nil
}

// resolve is the filter, with the feed that was named.
func (o *filterOptions) resolve(ctx context.Context, l *library.Library) (shelf.Filter, error) {
	filter := o.filter
	if o.feed != "" {
		source, err := sourceCalled(ctx, l, o.feed)
		if err != nil {
			return filter, err
		}
		filter.Source = source.ID
	}
	return filter, nil
}

func (o *listOptions) run(command string, s *streams) error {
	order, err := o.sorted(command)
	if err != nil {
		return err
	}
	return withLibrary(s, func(ctx context.Context, l *library.Library) error {
		if _, err := os.Stat(l.Path()); errors.Is(err, fs.ErrNotExist) {
			return o.builtin(s)
		}
		filter, err := o.resolve(ctx, l)
		if err != nil {
			return err
		}
		found, err := l.Rows(ctx, filter, order, 0, o.limit)
		if err != nil {
			return err
		}
		rows := make([]listed, 0, len(found))
		for _, r := range found {
			e, err := l.Entry(ctx, r.ID)
			if errors.Is(err, library.ErrNoEntry) {
				continue // it went in the meantime
			}
			if err != nil {
				return err
			}
			rows = append(rows, listedEntry(&e))
		}
		return printListed(s, rows, o.asJSON)
	})
}

// builtin lists the articles that are part of the program, while there is no library.
func (o *listOptions) builtin(s *streams) error {
	all, err := articles.Builtin()
	if err != nil {
		return err
	}
	rows := make([]listed, 0, len(all))
	if o.filter == (shelf.Filter{}) && o.feed == "" || o.filter == (shelf.Filter{Unread: true}) {
		for _, a := range all {
			rows = append(rows, listed{ID: a.ID, Title: a.Title, Source: a.Site, URL: a.URL, Published: day(a.Published), State: "built-in"})
		}
	}
	if o.limit > 0 {
		rows = rows[:min(o.limit, len(rows))]
	}
	return printListed(s, rows, o.asJSON)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// listedEntry is an entry of the library for list.
func listedEntry(e *shelf.Entry) listed {
	row := listed{
		ID: e.Name, Title: e.Title, Source: e.Site, Published: day(e.Published), URL: e.URL, State: e.State.String(), Starred: e.Starred, Tags: e.Tags,
	}
	switch {
	case e.Deleted > 0:
		row.State = "deleted"
	case e.Archived:
		row.State = "archived"
	}
	if e.Path != "" {
		row.Path = &e.Path
	}
	if fixes := int(e.Fixes); fixes >= 0 {
		row.Fixes = &fixes
	}
	return row
}

func printListed(s *streams, rows []listed, asJSON bool) error {
	if asJSON {
		return printJSON(s, rows)
	}
	width := 0
	for _, row := range rows {
		width = max(width, len(row.ID))
	}
	for _, row := range rows {
		said := row.Title
		if row.Source != "" {
			said += " (" + row.Source + ")"
		}
		if _, err := fmt.Fprintf(s.out, "%-*s  %-10s  %s\n", width, row.ID, row.Published, document.CleanLine(said)); err != nil {
			return err
		}
	}
	return nil
}

// sourceCalled finds a feed or folder by its address, its title, or what only one of them has in either.
func sourceCalled(ctx context.Context, l *library.Library, name string) (shelf.Source, error) {
	all, err := l.Sources(ctx)
	if err != nil {
		return shelf.Source{}, err
	}
	for _, fits := range []func(shelf.Source) bool{
		func(f shelf.Source) bool { return f.Address == name },
		func(f shelf.Source) bool { return strings.EqualFold(f.Title, name) },
		func(f shelf.Source) bool {
			return strings.Contains(strings.ToLower(f.Title+" "+f.Address), strings.ToLower(name))
		},
	} {
		found := slices.DeleteFunc(slices.Clone(all), func(f shelf.Source) bool { return !fits(f) })
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return shelf.Source{}, withHint(fmt.Errorf("find the feed %q: there are %d of that name", name, len(found)), "`reader feed list` tells their addresses")
		}
	}
	return shelf.Source{}, withHint(fmt.Errorf("find the feed %q: nothing that is followed is called so", name), "`reader feed list` lists what is")
}
