package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

var _ shelf.Shelf = (*Library)(nil)

// Search finds entries that have all words of a query, the best first. The last letters of words may be missing.
func (l *Library) Search(ctx context.Context, query string, limit int) ([]shelf.Hit, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	words := strings.FieldsFunc(strings.ToLower(query), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return nil, nil
	}
	terms := make([]string, len(words))
	for i, w := range words {
		terms[i] = `"` + strings.Join(strings.Fields(spaced(w)), " ") + `"*`
	}
	rows, err := db.QueryContext(ctx, "SELECT e."+strings.ReplaceAll(rowColumns, ", ", ", e.")+ //nolint:gosec // of the columns above
		" FROM found JOIN entries AS e ON e.n = found.rowid WHERE found MATCH ? AND e.deleted = 0 ORDER BY bm25(found, 8, 2, 1, 2), e.n LIMIT ?", strings.Join(terms, " "), limit)
	if err != nil {
		return nil, fmt.Errorf("search library %s: %w", l.path, err)
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	var all []shelf.Hit
	for rows.Next() {
		var h shelf.Hit
		if err := scanRow(rows, &h.Row); err != nil {
			return nil, fmt.Errorf("search library %s: %w", l.path, err)
		}
		all = append(all, h)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("search library %s: %w", l.path, err)
	}
	for i := range all[:min(len(all), mostSnippets)] {
		if a, err := l.Text(ctx, all[i].ID); err == nil {
			all[i].Snippets = snippets(a.Document.Source(), words)
		}
	}
	return all, nil
}

// mostSnippets is how many of the best get snippets.
const mostSnippets = 40

// snippets are the first places of a text at which one of some words stands.
func snippets(source []byte, words []string) (all []shelf.Snippet) {
	for line := range strings.Lines(string(source)) {
		line = document.CleanLine(line)
		small := strings.ToLower(line)
		if len(small) != len(line) {
			continue
		}
		s := shelf.Snippet{Text: line}
		for _, w := range words {
			for from := 0; ; {
				i := strings.Index(small[from:], w)
				if i < 0 {
					break
				}
				s.Marks = append(s.Marks, [2]int{from + i, from + i + len(w)})
				from += i + len(w)
			}
		}
		if len(s.Marks) == 0 {
			continue
		}
		slices.SortFunc(s.Marks, func(a, b [2]int) int { return a[0] - b[0] })
		s.Marks = slices.CompactFunc(s.Marks, func(a, b [2]int) bool { return b[0] < a[1] })
		if all = append(all, s); len(all) == 2 {
			break
		}
	}
	return all
}
