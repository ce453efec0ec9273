package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// logged is an act as `log --json` prints it.
type logged struct {
	N        int64                          `json:"n"`
	At       time.Time                      `json:"at"`
	Title    string                         `json:"title"`
	Text     string                         `json:"text"`
	Back     int64                          `json:"back,omitempty"`     // the act that it took back
	TakenBy  int64                          `json:"taken_by,omitempty"` // the act that took it back
	Verdicts []review.Change[library.Ruled] `json:"verdicts,omitempty"`
	Marks    []review.Change[review.Mark]   `json:"marks,omitempty"`
	Entries  []review.Change[shelf.Before]  `json:"entries,omitempty"`
}

type logOptions struct {
	article, since string
	limit          int
	undo           []int64
	asJSON         bool
}

func newLog(s *streams) *cobra.Command {
	o := &logOptions{}
	cmd := &cobra.Command{
		Use:   "log",
		Short: "List what you did: verdicts, highlights, notes, stars, tags, deletions",
		Long: `Lists what you did to articles, the newest first: each verdict on a fix, each highlight and note, each change on the shelf. What is listed can be taken
back with --undo, as long as nothing was done to the same place later. Acts stay for ninety days.`,
		Example: `  reader log --since 7d
  reader log --article laiwang --json
  reader log --undo 12`,
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.CommandPath(), s) },
	}
	f := cmd.Flags()
	f.StringVar(&o.article, "article", "", "only what was done to the article with this `ID`")
	f.StringVar(&o.since, "since", "", "only what was done since a `day` (2026-11-02) or in the last days or hours (7d, 12h)")
	f.IntVar(&o.limit, "limit", 0, "list at most so `many`")
	f.Int64SliceVar(&o.undo, "undo", nil, "take the act with this `number` back; may be repeated")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	_ = cmd.RegisterFlagCompletionFunc("article", completeEntries(s))
	return cmd
}

func (o *logOptions) run(command string, s *streams) error {
	since, err := readSince(o.since, time.Now())
	if err != nil {
		return usage(command, "--since: %w", err)
	}
	return withLibrary(s, func(ctx context.Context, l *library.Library) error {
		if len(o.undo) > 0 {
			return takeBack(ctx, s, l, o.undo)
		}
		if o.article != "" {
			if _, err := l.Named(ctx, o.article); err != nil {
				return notFound(o.article, err)
			}
		}
		acts, err := l.Acts(ctx, library.Asked{Article: o.article, Since: since, Limit: o.limit})
		if err != nil {
			return err
		}
		if o.asJSON {
			return printActs(s, acts)
		}
		for i := range acts {
			if err := s.print(actLine(&acts[i])); err != nil {
				return err
			}
		}
		return nil
	})
}

// notFound says that no article has a name.
func notFound(name string, err error) error {
	if errors.Is(err, library.ErrNoEntry) {
		return withHint(fmt.Errorf("find article %s: %w", document.CleanLine(name), err), "`reader list` shows the IDs of all")
	}
	return err
}

func printActs(s *streams, acts []library.Act) error {
	all := make([]logged, 0, len(acts))
	for i := range acts {
		a := &acts[i]
		all = append(all, logged{a.N, a.At, a.Title, a.Tell(), a.Back, a.TakenBy, a.Verdicts, a.Marks, a.Entries})
	}
	return printJSON(s, all)
}

// actLine is an act on a line: number, time, what was done, to which article.
func actLine(a *library.Act) string {
	text := a.Tell()
	if a.Back > 0 {
		text = fmt.Sprintf("took back %d: %s", a.Back, text)
	}
	if title := document.CleanLine(a.Title); title != "" {
		text += " · " + title
	}
	if a.TakenBy > 0 {
		text += fmt.Sprintf(" (taken back by %d)", a.TakenBy)
	}
	return fmt.Sprintf("%5d  %s  %s\n", a.N, a.At.Format("2006-01-02 15:04"), document.CleanLine(text))
}

func takeBack(ctx context.Context, s *streams, l *library.Library, numbers []int64) error {
	err := l.TakeBack(ctx, numbers...)
	var later library.LaterError
	switch {
	case errors.As(err, &later):
		return withHint(fmt.Errorf("take back %d: %w", later.N, later), "`reader log` shows what was done later: take that back first")
	case errors.Is(err, library.ErrNoAct):
		return withHint(fmt.Errorf("take back: %w", err), "`reader log` shows the numbers")
	case err != nil:
		return err
	}
	acts, err := l.Acts(ctx, library.Asked{Limit: len(numbers)})
	if err != nil {
		return err
	}
	for i := len(acts) - 1; i >= 0; i-- {
		if err := s.print(actLine(&acts[i])); err != nil {
			return err
		}
	}
	return nil
}

const hoursOfDay = 24

// readSince reads a day, or how long ago. Nothing is for ever.
func readSince(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, now.Location()); err == nil {
		return day, nil
	}
	if digits, ok := strings.CutSuffix(text, "d"); ok {
		if days, err := strconv.Atoi(digits); err == nil && days >= 0 && days < 100_000 {
			return now.Add(-time.Duration(days) * hoursOfDay * time.Hour), nil
		}
	}
	if ago, err := time.ParseDuration(text); err == nil && ago >= 0 {
		return now.Add(-ago), nil
	}
	return time.Time{}, fmt.Errorf("%q is neither a day (2026-11-02) nor a time (7d, 12h)", text)
}
