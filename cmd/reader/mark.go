package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

func newRemove(s *streams) *cobra.Command {
	restore := false
	cmd := &cobra.Command{
		Use:   "remove ID...",
		Short: "Delete articles from the library",
		Long: `Deletes articles from the library. Files stay where they are. For ninety days what was deleted is kept ("reader list --deleted"), and
--restore brings it back.`,
		Example: `  reader remove 516af7690735
  reader remove --restore 516af7690735`,
		Args: someIDs,
		RunE: func(_ *cobra.Command, names []string) error {
			gone := !restore
			return change(s, names, shelf.Change{Deleted: &gone})
		},
		ValidArgsFunction: completeEntries(s),
	}
	cmd.Flags().BoolVar(&restore, "restore", false, "bring back what was deleted")
	return cmd
}

// someIDs wants the names of articles.
func someIDs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usage(cmd.CommandPath(), "name an article by its ID: `reader list` shows them")
	}
	return nil
}

// marks are what can be made of articles: a flag each, and the one that takes it back.
var marks = []struct {
	flag, help, back, backHelp string
	set                        func(c *shelf.Change, on bool)
}{
	{"star", "give them a star", "unstar", "take the star away", func(c *shelf.Change, on bool) { c.Starred = &on }},
	{"archive", "put them away", "unarchive", "bring them back", func(c *shelf.Change, on bool) { c.Archived = &on }},
	{"read", "as read", "unread", "as not read", func(c *shelf.Change, on bool) {
		state := shelf.Unread
		if on {
			state = shelf.Read
		}
		c.State = &state
	}},
}

func newMark(s *streams) *cobra.Command {
	c := shelf.Change{}
	cmd := &cobra.Command{
		Use:   "mark ID...",
		Short: "Mark articles of the library: read, starred, archived, with tags",
		Example: `  reader mark --read --archive 516af7690735
  reader mark --tag phones --untag new 516af7690735
  reader list --unread --json | jq -r '.[].id' | xargs reader mark --read`,
		Args:              someIDs,
		ValidArgsFunction: completeEntries(s),
	}
	f := cmd.Flags()
	for _, m := range marks {
		f.Bool(m.flag, false, m.help)
		f.Bool(m.back, false, m.backHelp)
	}
	f.StringSliceVar(&c.Tag, "tag", nil, "give them this `tag`; may be repeated")
	f.StringSliceVar(&c.Untag, "untag", nil, "take this `tag` away; may be repeated")
	cmd.RunE = func(cmd *cobra.Command, names []string) error {
		some := len(c.Tag)+len(c.Untag) > 0
		for _, m := range marks {
			on, off := f.Changed(m.flag), f.Changed(m.back)
			if on && off {
				return usage(cmd.CommandPath(), "--%s and --%s: it can only be one of them", m.flag, m.back)
			}
			if on || off {
				m.set(&c, on)
				some = true
			}
		}
		if !some {
			return usage(cmd.CommandPath(), "say how: --read, --star, --archive, --tag TAG …")
		}
		return change(s, names, c)
	}
	return cmd
}

// change changes articles, all or none.
func change(s *streams, names []string, c shelf.Change) error {
	return withLibrary(s, func(ctx context.Context, l *library.Library) error {
		ids, err := entriesCalled(ctx, l, names)
		if err != nil {
			return err
		}
		_, err = l.Change(ctx, ids, c)
		return err
	})
}

// entriesCalled finds articles by their names. One that nobody has ends it. A library is made where there is none and a built-in article is named.
func entriesCalled(ctx context.Context, l *library.Library, names []string) (ids []shelf.ID, err error) {
	for _, name := range names {
		e, err := l.Named(ctx, name)
		if errors.Is(err, library.ErrNoEntry) && builtInCalled(name) != nil {
			if err := l.Make(ctx); err != nil {
				return nil, err
			}
			e, err = l.Named(ctx, name)
		}
		if errors.Is(err, library.ErrNoEntry) {
			return nil, withHint(fmt.Errorf("find article %s: %w", document.CleanLine(name), err), "`reader list` shows the IDs of all")
		}
		if err != nil {
			return nil, err
		}
		ids = append(ids, e.ID)
	}
	return ids, nil
}

// builtInCalled finds a built-in article by its ID, nil where none has it.
func builtInCalled(id string) *articles.Article {
	all, err := articles.Builtin()
	if err != nil {
		return nil // a test reads them
	}
	for _, a := range all {
		if a.ID == id {
			return a
		}
	}
	return nil
}

// mostCompleted is how many articles are offered when a name is completed.
const mostCompleted = 200

// completeEntries offers the newest articles of the library.
func completeEntries(s *streams) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) (names []cobra.Completion, how cobra.ShellCompDirective) {
		err := withLibrary(s, func(ctx context.Context, l *library.Library) error {
			rows, err := l.Rows(ctx, shelf.Filter{}, shelf.Newest, 0, mostCompleted)
			for _, r := range rows {
				if e, err := l.Entry(ctx, r.ID); err == nil {
					names = append(names, cobra.CompletionWithDesc(e.Name, e.Title))
				}
			}
			return err
		})
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}
