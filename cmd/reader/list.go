package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// listed is an article as `list --json` prints it.
type listed struct {
	ID        string  `json:"id"`
	Title     string  `json:"title"`
	Source    string  `json:"source"`
	Published string  `json:"published"`
	Path      *string `json:"path"` // null: it is part of the program
	State     string  `json:"state"`
}

func newList(s *streams) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the articles",
		Args:  atMost(0),
		RunE:  func(*cobra.Command, []string) error { return runList(s, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func runList(s *streams, asJSON bool) error {
	all, err := articles.Builtin()
	if err != nil {
		return err
	}
	rows := make([]listed, len(all))
	for i, a := range all {
		rows[i] = listed{ID: a.ID, Title: a.Title, Source: a.Site, State: "built-in"}
		if !a.Published.IsZero() {
			rows[i].Published = a.Published.Format(time.DateOnly)
		}
	}
	if asJSON {
		return printJSON(s, rows)
	}
	width := 0
	for _, row := range rows {
		width = max(width, len(row.ID))
	}
	for _, row := range rows {
		line := fmt.Sprintf("%-*s  %-10s  %s (%s)", width, row.ID, row.Published, row.Title, row.Source)
		if _, err := s.out.WriteString(document.Clean(line) + "\n"); err != nil {
			return err
		}
	}
	return nil
}
