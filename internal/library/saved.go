package library

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// KeepSearch puts a query on the shelf as a section; with an empty query it takes the section away. A query that cannot be understood is a *shelf.QueryError.
func (l *Library) KeepSearch(ctx context.Context, name, query string) error {
	if _, err := parse(query); err != nil {
		return err
	}
	return l.write(ctx, func(tx *writer) (err error) {
		if query == "" {
			_, err = tx.ExecContext(ctx, "DELETE FROM searches WHERE name = ?", name)
		} else {
			_, err = tx.ExecContext(ctx, "INSERT INTO searches (name, query) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET query = excluded.query, counted = -1", name, query)
		}
		return err
	})
}

// counted is how much a saved search found when the library was at a revision.
type counted struct {
	query       string
	all, unread int
	at          int64
}

// counts remembers what saved searches find, so that each is counted once after the library was written to. They are put into the file when it is closed.
type counts struct {
	mu    sync.Mutex
	known map[string]counted // by name
	fresh bool               // some are not in the file
}

// savedSearches are the sections of the searches that are kept.
func (l *Library) savedSearches(ctx context.Context, db asker) (all []shelf.Section, err error) {
	var revision int64
	if err := db.QueryRowContext(ctx, "SELECT n FROM revision").Scan(&revision); err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, "SELECT name, query, found, unread, counted FROM searches ORDER BY name COLLATE NOCASE")
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	var found []counted
	for rows.Next() {
		var s shelf.Section
		var c counted
		if err := rows.Scan(&s.Name, &c.query, &c.all, &c.unread, &c.at); err != nil {
			return nil, err
		}
		s.Filter.Query = c.query
		all, found = append(all, s), append(found, c)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for i := range all {
		c, err := l.counts.of(ctx, db, all[i].Name, found[i], revision)
		if err != nil {
			return nil, err
		}
		all[i].Count, all[i].Unread = c.all, c.unread
		all[i].Name = document.CleanLine(all[i].Name)
	}
	return all, nil
}

// of counts what a search finds, if that is not known of this revision. is is what the file knows.
func (c *counts) of(ctx context.Context, db asker, name string, is counted, revision int64) (counted, error) {
	c.mu.Lock()
	known, ok := c.known[name]
	c.mu.Unlock()
	switch {
	case is.at == revision:
		return is, nil
	case ok && known.query == is.query && known.at == revision:
		return known, nil
	}
	now, err := countOf(ctx, db, is.query)
	if err != nil {
		return counted{}, err
	}
	now.at = revision
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil {
		c.known = map[string]counted{}
	}
	c.known[name], c.fresh = now, true
	return now, nil
}

func countOf(ctx context.Context, db asker, text string) (counted, error) {
	c := counted{query: text}
	q, err := parse(text)
	if wrong := (*shelf.QueryError)(nil); errors.As(err, &wrong) || q == nil {
		return c, nil // another program has kept it; it finds nothing here
	}
	s, err := newSearch(ctx, db, q, shelf.Filter{})
	if err == nil {
		c.all, c.unread, err = s.count(ctx)
	}
	return c, err
}

// keep writes what was counted into the file. Where that does not go it is counted again the next time.
func (c *counts) keep(ctx context.Context, db *sql.DB) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.fresh {
		return
	}
	c.fresh = false
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to take back
	for name, is := range c.known {
		if _, err := tx.ExecContext(ctx, "UPDATE searches SET found = ?, unread = ?, counted = ? WHERE name = ? AND query = ?", is.all, is.unread, is.at, name, is.query); err != nil {
			return
		}
	}
	_ = tx.Commit() // see above
}
