package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

type searchOptions struct {
	intakeOptions

	order  string
	limit  int
	asJSON bool
}

// found is an article as `search --json` prints it.
type found struct {
	listed

	Snippets []foundText `json:"snippets"`
}

// foundText is a piece of a text; its marks are code points of it.
type foundText struct {
	Text  string   `json:"text"`
	Marks [][2]int `json:"marks"`
}

// bestFirst is the order of a search unless another is asked for.
const bestFirst = "best"

func newSearch(s *streams) *cobra.Command {
	o := &searchOptions{}
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Find articles of the library by what they say as repaired",
		Long: `Finds articles of the library by what they say as repaired, by what the machine had written, and by the Chinese that it means: WeChat, micro-letter,
微信 and weixin find the same. The best come first; of words that very many articles have, titles and new articles go before others.

  wechat payment      both words, with accents and capitals or without
  "mobile payment"    a phrase; 微信 is one anyway
  pay*                how a word begins, two letters or more
  -baidu, NOT baidu   what must not be there
  wechat OR weibo     one of them; parentheses group
  title: text: machine: author: site:
                      where the word after it stands: title:wechat
  tag: feed: lang:    what an article has: tag:phones, feed:"China IT News", lang:en
  is:                 unread, begun, read, starred, archived, recent
  before: after: date:
                      2015, 2015-07 or 2015-07-28; after: is from its first day on
  fixes:              how many: fixes:0, fixes:>10

Articles that nothing was looked for in yet are read first, some at a time; it is said where some are left. What begins with a minus stands in quotes.`,
		Example: `  reader search wechat payment
  reader search 'title:"jack ma" after:2013 -weibo' --sort newest
  reader search 微信 --json | jq -r '.[].id'`,
		Args: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, "")) == "" {
				return usage(cmd.CommandPath(), "say what to look for")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.CommandPath(), s, strings.Join(args, " "))
		},
		ValidArgsFunction: completeQuery(s),
	}
	f := cmd.Flags()
	f.StringVar(&o.order, "sort", bestFirst, "`order`: best, newest, added, read, title or fixes")
	f.IntVar(&o.limit, "limit", 20, "print at most so `many`, 0 for all")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	o.ruleFlags(cmd)
	complete(cmd, "sort", bestFirst, "newest", "added", "read", "title", "fixes")
	return cmd
}

func (o *searchOptions) run(command string, s *streams, query string) error {
	order, known := orderNames[o.order]
	switch {
	case !known && o.order != bestFirst:
		return usage(command, "--sort: %q is none: it can be best, newest, added, read, title or fixes", o.order)
	case o.limit < 0:
		return usage(command, "--limit: %d is less than nothing", o.limit)
	}
	return o.withIntake(command, s, func(ctx context.Context, i *intake.Intake) error {
		unread := readFirst(ctx, s, i)
		if errors.Is(unread, errSaid) {
			return unread
		}
		most := o.limit
		if most > 0 {
			most++ // to see whether there are more
		}
		var hits []shelf.Hit
		var err error
		if known {
			hits, err = i.Library.SearchSorted(ctx, query, order, most)
		} else {
			hits, err = i.Library.Search(ctx, query, most)
		}
		if err != nil {
			return searchFailed(err)
		}
		more := o.limit > 0 && len(hits) > o.limit
		if more {
			hits = hits[:o.limit]
		}
		if err := o.print(ctx, s, i.Library, hits); err != nil {
			return err
		}
		return errors.Join(o.saySo(s, len(hits), more), unread)
	})
}

// saySo says on a terminal what the list does not show.
func (o *searchOptions) saySo(s *streams, hits int, more bool) error {
	switch {
	case !s.terminal || o.asJSON:
	case hits == 0:
		s.sayf("nothing is found")
	case more:
		if err := s.flush(); err != nil {
			return err
		}
		s.sayf("these are the first %d; --limit shows more", hits)
	}
	return nil
}

// readFirstMost is how many articles are looked through before a search, which takes some seconds.
const readFirstMost = 1000

// readFirst has what was added and never looked through be found. Where that fails the rest can be searched all the same.
// The built-in articles are put into a library where there is none.
func readFirst(ctx context.Context, s *streams, i *intake.Intake) error {
	if _, err := os.Stat(i.Library.Path()); errors.Is(err, fs.ErrNotExist) {
		if err := i.Library.Make(ctx); err != nil {
			return err
		}
	}
	tell, end := s.teller()
	left, err := i.IndexNew(ctx, readFirstMost, tell)
	end()
	if err == nil && ctx.Err() != nil {
		s.sayf("search: called off")
		return errSaid
	}
	if err == nil && left > 0 {
		s.sayf("search: %d articles have not been looked through and are not found yet: `reader library index` does that", left)
	}
	return err
}

// searchFailed says where in a query it went wrong.
func searchFailed(err error) error {
	wrong, ok := errors.AsType[*shelf.QueryError](err)
	if !ok {
		return err
	}
	at := utf8.RuneCountInString(wrong.Query[:wrong.At]) + 1
	return withHint(fmt.Errorf("search %s: character %d: %s", document.CleanLine(wrong.Query), at, wrong.Why), "`reader search --help` tells what a query can ask for")
}

func (o *searchOptions) print(ctx context.Context, s *streams, l *library.Library, hits []shelf.Hit) error {
	all := make([]found, 0, len(hits))
	for i := range hits {
		e, err := l.Entry(ctx, hits[i].ID)
		if errors.Is(err, library.ErrNoEntry) {
			continue // it went in the meantime
		}
		if err != nil {
			return err
		}
		f := found{listedEntry(&e), []foundText{}}
		for _, snippet := range hits[i].Snippets {
			f.Snippets = append(f.Snippets, inPoints(snippet))
		}
		all = append(all, f)
		if !o.asJSON {
			if err := printHit(s, &f, hits[i].Snippets); err != nil {
				return err
			}
		}
	}
	if o.asJSON {
		return printJSON(s, all)
	}
	return nil
}

func inPoints(s shelf.Snippet) foundText {
	t := foundText{s.Text, make([][2]int, len(s.Marks))}
	for i, m := range s.Marks {
		start := utf8.RuneCountInString(s.Text[:m[0]])
		t.Marks[i] = [2]int{start, start + utf8.RuneCountInString(s.Text[m[0]:m[1]])}
	}
	return t
}

// printHit prints an article as list does, and below it the best piece of its text: in lines as wide as the terminal, and with what was looked
// for in bold as far as that can be.
func printHit(s *streams, f *found, snippets []shelf.Snippet) error {
	if err := printListed(s, []listed{f.listed}, false); err != nil {
		return err
	}
	if len(snippets) == 0 {
		return nil
	}
	const indent = "    "
	lines := []string{snippets[0].Text}
	if width, _, err := term.GetSize(os.Stdout.Fd()); err == nil && s.terminal {
		lines = theme.Wrap(snippets[0].Text, max(narrowest, width-len(indent)))
	}
	bold := colorprofile.Detect(os.Stdout, s.environ) > colorprofile.NoTTY
	at := 0
	for _, line := range lines {
		at += max(0, strings.Index(snippets[0].Text[at:], line))
		text := line
		if bold {
			text = emboldened(line, at, snippets[0].Marks)
		}
		at += len(line)
		if _, err := s.out.WriteString(indent + text + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// emboldened is a line of a text, of which it begins at an offset, with the marks on the text in bold.
func emboldened(line string, at int, marks [][2]int) string {
	var b strings.Builder
	done := 0
	for _, m := range marks {
		from, to := min(max(m[0]-at, done), len(line)), min(max(m[1]-at, done), len(line))
		if from < to {
			b.WriteString(line[done:from] + "\x1b[1m" + line[from:to] + "\x1b[m")
			done = to
		}
	}
	return b.String() + line[done:]
}

// completeQuery offers the fields of a query and what they can be.
func completeQuery(s *streams) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) (offered []cobra.Completion, how cobra.ShellCompDirective) {
		how = cobra.ShellCompDirectiveNoFileComp
		for _, state := range []string{"unread", "begun", "read", "starred", "archived", "recent"} {
			offered = append(offered, "is:"+state)
		}
		if !strings.Contains(typed, ":") {
			return append(offered, "title:", "text:", "machine:", "author:", "site:", "tag:", "feed:", "lang:", "before:", "after:", "date:", "fixes:"), how | cobra.ShellCompDirectiveNoSpace
		}
		if !strings.HasPrefix(typed, "tag:") {
			return offered, how
		}
		err := withLibrary(s, func(ctx context.Context, l *library.Library) error {
			sections, err := l.Sections(ctx)
			for _, section := range sections {
				if tag := section.Filter.Tag; tag != "" {
					offered = append(offered, "tag:"+tag)
				}
			}
			return err
		})
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return offered, how
	}
}
