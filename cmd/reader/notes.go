package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// noted is a highlight or a note as `notes --json` prints it.
type noted struct {
	ID      string        `json:"id"`
	Article string        `json:"article"`
	Title   string        `json:"title"`
	Exact   string        `json:"exact"`
	Prefix  string        `json:"prefix,omitempty"`
	Suffix  string        `json:"suffix,omitempty"`
	Span    document.Span `json:"span"` // in bytes; empty where the words are gone
	Orphan  bool          `json:"orphan,omitempty"`
	Colour  string        `json:"colour,omitempty"`
	Note    string        `json:"note,omitempty"`
	Tags    []string      `json:"tags,omitempty"`
	Fix     *string       `json:"fix,omitempty"`
	Made    time.Time     `json:"made"`
	Changed time.Time     `json:"changed"`
}

type notesOptions struct {
	article string
	limit   int
	asJSON  bool
}

func newNotes(s *streams) *cobra.Command {
	o := &notesOptions{}
	cmd := &cobra.Command{
		Use:   "notes [QUERY]",
		Short: "List your highlights and notes",
		Long: `Lists your highlights and notes in all articles, those changed last first: with a query those that have every word of it in the words they are on, in
the note, the colour, the tags (#tag) or the title of the article. Those whose words are no more in their text are told with what stood around them.`,
		Example: `  reader notes
  reader notes --article laiwang
  reader notes "green #commerce" --json`,
		RunE: func(_ *cobra.Command, args []string) error { return o.run(s, strings.Join(args, " ")) },
	}
	f := cmd.Flags()
	f.StringVar(&o.article, "article", "", "only those on the article with this `ID`")
	f.IntVar(&o.limit, "limit", 0, "list at most so `many`")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	_ = cmd.RegisterFlagCompletionFunc("article", completeEntries(s))
	return cmd
}

func (o *notesOptions) run(s *streams, query string) error {
	return withLibrary(s, func(ctx context.Context, l *library.Library) error {
		list := func() ([]review.Noted, error) { return l.Marks(ctx, query, o.limit) }
		if o.article != "" {
			if _, err := l.Named(ctx, o.article); err != nil {
				return notFound(o.article, err)
			}
			list = func() ([]review.Noted, error) { return l.MarksOn(ctx, o.article, query, o.limit) }
		}
		all, err := list()
		if err != nil {
			return err
		}
		if o.asJSON {
			return printNotes(s, all)
		}
		for i := range all {
			if err := s.print(noteText(&all[i])); err != nil {
				return err
			}
		}
		return nil
	})
}

func printNotes(s *streams, all []review.Noted) error {
	rows := make([]noted, 0, len(all))
	for _, n := range all {
		rows = append(rows, noted{
			ID: n.ID, Article: n.Entry, Title: n.Title, Exact: n.Quote.Exact, Prefix: n.Quote.Prefix, Suffix: n.Quote.Suffix, Span: n.Span, Orphan: n.Orphan(),
			Colour: string(n.Colour), Note: n.Note, Tags: n.Tags, Fix: n.Fix, Made: time.Unix(n.Made, 0).UTC(), Changed: time.Unix(n.Changed, 0).UTC(),
		})
	}
	return printJSON(s, rows)
}

// noteText is a mark as it is listed: the words, then what is known of them, then the note.
func noteText(n *review.Noted) string {
	var b strings.Builder
	fmt.Fprintf(&b, "“%s”\n", document.CleanLine(n.Quote.Exact))
	about := []string{document.CleanLine(n.Title), n.Entry, time.Unix(n.Changed, 0).Format(time.DateOnly)}
	if n.Colour != "" {
		about = append(about, string(n.Colour))
	}
	for _, tag := range n.Tags {
		about = append(about, "#"+document.CleanLine(tag))
	}
	b.WriteString("  " + strings.Join(about, " · ") + "\n")
	if n.Fix != nil {
		b.WriteString("  your fix: " + document.CleanLine(*n.Fix) + "\n")
	}
	if n.Orphan() {
		b.WriteString("  not in the text any more: …" + document.CleanLine(n.Quote.Prefix+n.Quote.Exact+n.Quote.Suffix) + "…\n")
	}
	if n.Note != "" {
		for line := range strings.SplitSeq(document.Clean(n.Note), "\n") {
			b.WriteString("  > " + line + "\n")
		}
	}
	return b.String() + "\n"
}
