package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Pending is an entry whose text the index does not have as it is to be.
type Pending struct {
	ID      shelf.ID
	Article *articles.Article // as it was kept
	Kept    review.Kept       // what the reader decided about it
}

// largestPending is from how many bytes of text on no more of it is listed at once.
const largestPending = 4 << 20

// Pending lists entries that were not indexed by the rules that mark names, at most limit. The mark of a set of rules is a short name of its content.
func (l *Library) Pending(ctx context.Context, mark string, limit int) ([]Pending, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	// What is new goes before what other rules had a look at.
	ids, err := numbers(ctx, db, "SELECT n FROM entries WHERE indexed <> ? AND deleted = 0 ORDER BY indexed <> '', n DESC LIMIT ?", mark, limit)
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	all := make([]Pending, 0, len(ids))
	size := 0
	for _, id := range ids {
		if size > largestPending {
			break
		}
		e, err := entry(ctx, db, "n = ?", id)
		if errors.Is(err, sql.ErrNoRows) {
			continue // it was deleted in the meantime
		}
		if err != nil {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
		t, err := textOf(ctx, db, e.text)
		if err != nil {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
		size += len(t.Source)
		kept, err := keptOf(ctx, db, e.Article)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
		a := articles.Restored(e.meta(), t)
		a.Path = e.Path
		if a.Labels, err = labelsOf(ctx, db, &e); err != nil {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
		all = append(all, Pending{e.ID, a, kept})
	}
	return all, nil
}

// Indexed is what an entry is found by.
type Indexed struct {
	ID      shelf.ID
	Article string // the ID of the text that was indexed
	Title   string // as repaired
	Fixes   int
	Fixed   string // the text as repaired
	Machine string // what the machine had written where it was repaired, with what stands beside it
	Names   string // Chinese names and words, and their pinyin
}

// Index puts entries into the index in the place of what it had of them. An entry whose text has changed meanwhile is left for the next time.
func (l *Library) Index(ctx context.Context, mark string, all []Indexed) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		for i := range all {
			x := &all[i]
			done, err := tx.ExecContext(ctx, "UPDATE entries SET title = ?, fixes = ?, indexed = ? WHERE n = ? AND article = ?", x.Title, x.Fixes, mark, int64(x.ID), x.Article)
			if err != nil {
				return err
			}
			if n, err := done.RowsAffected(); err != nil || n == 0 {
				if err != nil {
					return err
				}
				continue
			}
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO found (rowid, title, fixed, machine, names) VALUES (?, ?, ?, ?, ?)",
				int64(x.ID), spaced(x.Title), spaced(x.Fixed), spaced(x.Machine), spaced(x.Names)); err != nil {
				return err
			}
		}
		return nil
	})
}

// spaced puts a space round each character of Chinese, so that the index takes each for a word.
func spaced(s string) string {
	at := strings.IndexFunc(s, han)
	if at < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/2)
	for _, r := range s {
		if han(r) {
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func han(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Han, r) }

// numbers returns the first column of what a query finds.
func numbers(ctx context.Context, from asker, query string, args ...any) (all []int64, err error) {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, rows.Err()
}
