package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
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

// indexForm says how texts are put into the index; where that changes another one has all of them put there anew.
const indexForm = "-1"

// Pending lists entries that were not indexed by the rules that mark names, at most limit. The mark of a set of rules is a short name of its content.
func (l *Library) Pending(ctx context.Context, mark string, limit int) ([]Pending, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	mark += indexForm
	// What is new goes before what other rules had a look at.
	ids, err := numbers(ctx, db, "SELECT n FROM entries WHERE indexed = '' AND deleted = 0 ORDER BY n DESC LIMIT ?", limit)
	if err == nil && len(ids) < limit {
		var other []int64
		other, err = numbers(ctx, db, "SELECT n FROM entries WHERE (indexed > '' AND indexed < ?1 OR indexed > ?1) AND deleted = 0 LIMIT ?2", mark, limit-len(ids))
		ids = append(ids, other...)
	}
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
		a := articles.Restored(e.meta(), t)
		if len(t.Source) == 0 && e.Path != "" { // too long to be kept
			if whole, err := articles.Open(e.Path); err == nil {
				a.Document = whole.Document
			}
		}
		a.Path = e.Path
		if a.Labels, err = labelsOf(ctx, db, &e); err != nil {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
		size += len(a.Document.Source())
		kept, err := keptOf(ctx, db, e.Article)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
		all = append(all, Pending{e.ID, a, kept})
	}
	return all, nil
}

// Unindexed says how many entries the index has nothing of.
func (l *Library) Unindexed(ctx context.Context) (n int, err error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return 0, nil
	}
	if err == nil {
		err = db.QueryRowContext(ctx, "SELECT count(*) FROM entries WHERE indexed = '' AND deleted = 0").Scan(&n)
	}
	if err != nil {
		return 0, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return n, nil
}

// Indexed is what an entry is found by.
type Indexed struct {
	ID      shelf.ID
	Article *articles.Article // as it was looked through
	Title   string            // as repaired
	Fixes   int
	Edits   []Edit // sorted and apart
	Machine string // what the machine had written where it was repaired, with what stands beside it
	Names   string // Chinese names and words, and their pinyin, see Names
}

// Index puts entries into the index in the place of what it had of them. An entry whose text has changed meanwhile is left for the next time.
func (l *Library) Index(ctx context.Context, mark string, all []Indexed) error {
	return l.write(ctx, func(tx *writer) error {
		origins := make(map[shelf.ID][2]string, len(all))
		for i := range all {
			x := &all[i]
			author, from, err := noteIndexed(ctx, tx, mark, x)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return err
			}
			origins[x.ID] = [2]string{folded(author), from}
		}
		// What is written to another table makes the index write down what it has gathered, so it is written to alone.
		for i := range all {
			x := &all[i]
			origin, ok := origins[x.ID]
			if !ok {
				continue
			}
			fixed := string(applied(x.Article.Document.Source(), x.Edits))
			if x.Article.Document.Format() == document.MarkdownText {
				fixed = destinations.ReplaceAllString(fixed, "]")
			}
			if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO found (rowid, title, fixed, machine, names, author, site) VALUES (?, ?, ?, ?, ?, ?, ?)",
				int64(x.ID), folded(x.Title), folded(fixed), folded(x.Machine), folded(x.Names), origin[0], origin[1]); err != nil {
				return err
			}
		}
		return nil
	})
}

// destinations are where links of Markdown lead, which nobody reads.
var destinations = regexp.MustCompile(`\]\([^()\s]*(?:\s+"[^"\n]*")?\)`)

// noteIndexed notes that an entry is indexed and where its text is repaired, and returns where it comes from. sql.ErrNoRows says that it has another text by now.
func noteIndexed(ctx context.Context, tx *writer, mark string, x *Indexed) (author, from string, err error) {
	var site, address string
	hash, _ := hashOf(x.Article)
	err = tx.QueryRowContext(ctx, "UPDATE entries SET title = ?, fixes = ?, indexed = ? WHERE n = ? AND text = ? RETURNING author, site, url", x.Title, x.Fixes, mark+indexForm, int64(x.ID), hash).
		Scan(&author, &site, &address)
	if err != nil {
		return "", "", err
	}
	if len(x.Edits) == 0 {
		_, err = tx.ExecContext(ctx, "DELETE FROM repairs WHERE entry = ?", int64(x.ID))
	} else {
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO repairs (entry, edits) VALUES (?, ?)", int64(x.ID), packEdits(x.Edits))
	}
	return author, foldedSite(site, address), err
}

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
