package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/feed"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

func newFeed(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feed add|list|refresh|remove|import|export",
		Short: "Follow feeds and folders, and look for what is new in them",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd.CommandPath(), "%q is not known: it can be add, list, refresh, remove, import or export", args[0])
			}
			return usage(cmd.CommandPath(), "add, list, refresh, remove, import or export is missing")
		},
	}
	cmd.AddCommand(newFeedAdd(s), newFeedList(s), newFeedRefresh(s), newFeedRemove(s), newFeedImport(s), newFeedExport(s))
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	return cmd
}

func newFeedAdd(s *streams) *cobra.Command {
	o := &shelveOptions{feed: true}
	cmd := &cobra.Command{
		Use:   "add URL...",
		Short: "Follow a feed, by its address or that of a page that names it",
		Args:  someOf("the address of a feed"),
		RunE:  func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args) },
	}
	cmd.Flags().StringSliceVar(&o.tags, "tag", nil, "give its articles this `tag`; may be repeated")
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "print JSON")
	o.flags(cmd)
	return cmd
}

// someOf wants at least one argument.
func someOf(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage(cmd.CommandPath(), "name %s", what)
		}
		return nil
	}
}

// followed is a feed or folder as `feed list --json` prints it.
type followed struct {
	Title    string   `json:"title"`
	Address  string   `json:"address"`
	Kind     string   `json:"kind"`
	Articles int      `json:"articles"`
	Unread   int      `json:"unread"`
	Tags     []string `json:"tags,omitempty"`
	Hidden   bool     `json:"hidden,omitempty"`
	Checked  string   `json:"checked,omitempty"`
	Trouble  string   `json:"trouble,omitempty"`
}

func newFeedList(s *streams) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use: "list", Short: "List what is followed, with what is wrong with it", Args: atMost(0),
		RunE: func(*cobra.Command, []string) error {
			return withLibrary(s, func(ctx context.Context, l *library.Library) error {
				all, err := whatIsFollowed(ctx, l)
				if err != nil {
					return err
				}
				if asJSON {
					return printJSON(s, all)
				}
				for _, f := range all {
					line := fmt.Sprintf("%5d %5d unread  %s  %s", f.Articles, f.Unread, document.CleanLine(f.Title), document.CleanLine(f.Address))
					if f.Trouble != "" {
						line += "  (" + document.CleanLine(f.Trouble) + ")"
					}
					if err := s.print(line + "\n"); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func whatIsFollowed(ctx context.Context, l *library.Library) ([]followed, error) {
	sources, err := l.Sources(ctx)
	if err != nil {
		return nil, err
	}
	sections, err := l.Sections(ctx)
	if err != nil {
		return nil, err
	}
	counts := map[shelf.SourceID]shelf.Section{}
	for _, section := range sections {
		counts[section.Filter.Source] = section
	}
	all := make([]followed, 0, len(sources))
	for _, f := range sources {
		one := followed{
			Title: firstOf(f.Title, f.Address), Address: f.Address, Kind: "feed", Articles: counts[f.ID].Count, Unread: counts[f.ID].Unread,
			Tags: f.Tags, Hidden: f.Hidden, Trouble: f.Trouble,
		}
		if f.Kind == shelf.Folder {
			one.Kind = "folder"
		}
		if f.Checked > 0 {
			one.Checked = time.Unix(f.Checked, 0).UTC().Format(time.RFC3339)
		}
		if f.Gone && one.Trouble == "" {
			one.Trouble = "it is no more"
		}
		all = append(all, one)
	}
	return all, nil
}

func newFeedRefresh(s *streams) *cobra.Command {
	o, all, asJSON := &intakeOptions{}, false, false
	cmd := &cobra.Command{
		Use:   "refresh",
		Short: "Look for what is new, and print it",
		Long: `Looks for what is new in all that is followed, and prints it. Feeds are asked no more often than they and their servers want; --all asks
them anyway.`,
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.withIntake(cmd.CommandPath(), s, func(ctx context.Context, i *intake.Intake) error {
				tell, end := s.teller()
				r, err := i.Refresh(ctx, all, tell)
				end()
				if err != nil {
					return err
				}
				if err := printEntries(context.WithoutCancel(ctx), s, i.Library, r.Added, asJSON); err != nil {
					return err
				}
				return reported(s, &r)
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "also the feeds that it is too early for")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	o.flags(cmd)
	return cmd
}

func newFeedRemove(s *streams) *cobra.Command {
	keep := false
	cmd := &cobra.Command{
		Use:   "remove FEED...",
		Short: "Follow a feed or folder no more",
		Long: `Follows a feed or folder no more: it is named by its address or title. Its articles are deleted with it, save those with a star or a tag;
"reader list --deleted" has them for ninety days. --keep leaves them all on the shelf.`,
		Args: someOf("a feed: `reader feed list` lists them"),
		RunE: func(_ *cobra.Command, names []string) error {
			return withLibrary(s, func(ctx context.Context, l *library.Library) error {
				var ids []shelf.SourceID
				for _, name := range names {
					f, err := sourceCalled(ctx, l, name)
					if err != nil {
						return err
					}
					ids = append(ids, f.ID)
				}
				for _, id := range ids {
					if err := l.Unfollow(ctx, id, keep); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&keep, "keep", false, "leave its articles on the shelf")
	return cmd
}

func newFeedImport(s *streams) *cobra.Command {
	o, refresh := &intakeOptions{}, false
	cmd := &cobra.Command{
		Use:   "import FILE|-",
		Short: "Follow the feeds of an OPML file, or of newsboat's file of addresses",
		Long: `Follows the feeds that a file lists: OPML, as other readers export it, or newsboat's file urls. Their folders and tags become tags.
Feeds that are followed already stay as they are. What cannot be taken is said.`,
		Example: `  reader feed import subscriptions.opml
  reader feed import ~/.newsboat/urls`,
		Args: exactly(1, "the file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			data, err := readInput(s, args[0])
			if err != nil {
				return err
			}
			return o.withIntake(cmd.CommandPath(), s, func(ctx context.Context, i *intake.Intake) error {
				return importFeeds(ctx, s, i, args[0], data, refresh)
			})
		},
	}
	cmd.Flags().BoolVar(&refresh, "refresh", false, "look for what is in them at once")
	o.flags(cmd)
	return cmd
}

// readInput reads a file, or standard input.
func readInput(s *streams, name string) ([]byte, error) {
	if name != stdin {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", document.CleanLine(name), articles.Reason(err))
		}
		return data, nil
	}
	data, err := io.ReadAll(io.LimitReader(s.in, articles.MaxSize))
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	return data, nil
}

func importFeeds(ctx context.Context, s *streams, i *intake.Intake, name string, data []byte, refresh bool) error {
	read := feed.ReadURLs
	if trimmed := bytes.TrimLeft(data, "\ufeff \t\r\n"); bytes.HasPrefix(trimmed, []byte("<")) {
		read = feed.ReadOPML
	}
	subs, left, err := read(data)
	if err != nil {
		if wrong := (*feed.SyntaxError)(nil); errors.As(err, &wrong) {
			return fmt.Errorf("import feeds: %s:%w", document.CleanLine(name), err)
		}
		return fmt.Errorf("import feeds: %s: %w", document.CleanLine(name), err)
	}
	for _, l := range left {
		s.fail(fmt.Errorf("import feeds: %s:%d: %s: %s", document.CleanLine(name), l.Line, document.CleanLine(l.Text), l.Why))
	}
	known, err := i.Library.Sources(ctx)
	if err != nil {
		return err
	}
	followed := map[string]bool{}
	for _, f := range known {
		followed[f.Address] = true
	}
	added := 0
	for _, sub := range subs {
		if followed[sub.Address] {
			continue
		}
		followed[sub.Address] = true
		if _, err := i.Library.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: sub.Address, Title: sub.Title, Site: sub.Site, Tags: sub.AllTags(), Hidden: sub.Hidden}); err != nil {
			return err
		}
		added++
	}
	if err := s.print(fmt.Sprintf("%s followed, %d known already\n", review.Count(added, "feed", "feeds"), len(subs)-added)); err != nil {
		return err
	}
	if refresh {
		tell, end := s.teller()
		r, err := i.Refresh(ctx, false, tell)
		end()
		if err != nil {
			return err
		}
		if err := s.print(r.String() + "\n"); err != nil {
			return err
		}
		if err := reported(s, &r); err != nil {
			return err
		}
	}
	if len(left) > 0 {
		return errSaid
	}
	return nil
}

func newFeedExport(s *streams) *cobra.Command {
	format := "opml"
	cmd := &cobra.Command{
		Use:     "export",
		Short:   "Print the feeds that are followed, for other readers",
		Example: `  reader feed export > subscriptions.opml`,
		Args:    atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "opml" && format != "urls" {
				return usage(cmd.CommandPath(), "--format: %q is none: it can be opml or urls", format)
			}
			return withLibrary(s, func(ctx context.Context, l *library.Library) error {
				sources, err := l.Sources(ctx)
				if err != nil {
					return err
				}
				var subs []feed.Subscription
				for _, f := range sources {
					if f.Kind == shelf.Feed {
						subs = append(subs, feed.Subscription{Address: f.Address, Title: f.Title, Site: f.Site, Tags: f.Tags, Hidden: f.Hidden})
					}
				}
				var b strings.Builder
				if format == "urls" {
					err = feed.WriteURLs(&b, subs)
				} else {
					err = feed.WriteOPML(&b, "reader", time.Now(), subs)
				}
				if err != nil {
					return err
				}
				return s.print(b.String())
			})
		},
	}
	formatFlag(cmd, &format, "opml", "urls")
	return cmd
}
