package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// scanner is what a query found, or the one row of it.
type scanner interface{ Scan(to ...any) error }

// rowColumns are what a shelf.Row is read from.
const rowColumns = "n, title, site, author, published, added, opened, fixes, share, state, starred, archived"

func scanRow(from scanner, r *shelf.Row, more ...any) error {
	var published sql.NullInt64
	err := from.Scan(append([]any{&r.ID, &r.Title, &r.Site, &r.Author, &published, &r.Added, &r.Opened, &r.Fixes, &r.Share, &r.State, &r.Starred, &r.Archived}, more...)...)
	if published.Valid {
		r.Published = time.Unix(published.Int64, 0).UTC()
	}
	return err
}

// orders are the orders as SQL.
var orders = map[shelf.Order]string{
	shelf.Newest:    "dated DESC, n DESC",
	shelf.Added:     "n DESC",
	shelf.LastRead:  "opened DESC, n DESC",
	shelf.ByTitle:   "title COLLATE NOCASE, n",
	shelf.MostFixes: "fixes DESC, n DESC",
}

// where is a filter as a condition on the entry e; the query of a search is not in it, see newSearch.
func where(ctx context.Context, from asker, f shelf.Filter) (condition string, args []any, err error) {
	var all []string
	switch {
	case f.Deleted:
		all = append(all, "deleted > 0")
	case f.Archived:
		all = append(all, "archived = 1 AND deleted = 0")
	case f.Recent:
		all = append(all, "opened > 0 AND deleted = 0")
	case f.Starred:
		all = append(all, "starred = 1 AND deleted = 0")
	case f.Source != 0:
		all = append(all, "deleted = 0 AND archived = 0 AND gone = 0")
	default:
		all = append(all, "listed = 1")
	}
	if f.Unread {
		all = append(all, "state = 0")
	}
	if f.Begun {
		all = append(all, "state = 1")
	}
	if f.Source != 0 {
		all, args = append(all, "source = ?"), append(args, int64(f.Source))
	}
	if f.Tag != "" {
		with, err := tagged(ctx, from, []any{f.Tag})
		if err != nil {
			return "", nil, err
		}
		all, args = append(all, with), append(args, f.Tag)
	}
	return strings.Join(all, " AND "), args, nil
}

// Rows lists what passes a filter, in order: at most limit rows (all for 0) from a position on. Where there is no library there are none.
func (l *Library) Rows(ctx context.Context, f shelf.Filter, o shelf.Order, from, limit int) ([]shelf.Row, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rows, err := l.rows(ctx, db, f, o, from, limit)
	if wrong, ok := errors.AsType[*shelf.QueryError](err); ok {
		return nil, wrong
	}
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return rows, nil
}

func (l *Library) rows(ctx context.Context, db asker, f shelf.Filter, o shelf.Order, from, limit int) ([]shelf.Row, error) {
	if f.Query != "" {
		q, err := parse(f.Query)
		if err != nil || q == nil {
			return nil, err
		}
		s, err := newSearch(ctx, db, q, f)
		if err != nil {
			return nil, err
		}
		ids, err := s.sorted(ctx, o, from, limit)
		if err != nil {
			return nil, err
		}
		return rowsOf(ctx, db, ids)
	}
	if limit <= 0 {
		limit = -1
	}
	condition, args, err := where(ctx, db, f)
	if err != nil {
		return nil, err
	}
	return queryRows(ctx, db, "SELECT "+rowColumns+" FROM entries AS e WHERE "+condition+" ORDER BY "+orders[o]+" LIMIT ? OFFSET ?", append(args, limit, from)...)
}

// queryRows reads the rows that a query for rowColumns finds.
func queryRows(ctx context.Context, from asker, query string, args ...any) ([]shelf.Row, error) {
	found, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close() //nolint:errcheck // Err says it all
	var all []shelf.Row
	for found.Next() {
		var r shelf.Row
		if err := scanRow(found, &r); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, found.Err()
}

// entryColumns are what a shelf.Entry is read from, beside the row.
const entryColumns = ", name, article, original, url, path, mt, language, coalesce(source, 0), guid, words, deleted, shortened, note, text"

// kept is an entry with what only the library has to do with.
type kept struct {
	shelf.Entry

	note string
	text string
}

// entry reads the entry that a condition names; sql.ErrNoRows where there is none.
func entry(ctx context.Context, from asker, condition string, args ...any) (e kept, err error) {
	row := from.QueryRowContext(ctx, "SELECT "+rowColumns+entryColumns+" FROM entries WHERE "+condition, args...)
	err = scanRow(row, &e.Row, &e.Name, &e.Article, &e.Original, &e.URL, &e.Path, &e.MT, &e.Language, &e.Source, &e.GUID, &e.Words, &e.Deleted, &e.Shortened, &e.note, &e.text)
	if err == nil {
		e.Tags, err = texts(ctx, from, "SELECT tag FROM tags WHERE entry = ? ORDER BY tag", int64(e.ID))
	}
	return e, err
}

// Entry tells all of one entry.
func (l *Library) Entry(ctx context.Context, id shelf.ID) (shelf.Entry, error) {
	e, err := l.entry(ctx, "n = ?", int64(id))
	return e.Entry, err
}

// ErrNoEntry says that nothing in the library goes by that name.
var ErrNoEntry = errors.New("there is no such article in the library")

// Named finds the entry with a name, or with one that begins so where only one does.
func (l *Library) Named(ctx context.Context, name string) (shelf.Entry, error) {
	e, err := l.entry(ctx, "name = ?", name)
	if errors.Is(err, ErrNoEntry) && len(name) >= leastName {
		e, err = l.entry(ctx, "n = (SELECT iif(count(*) = 1, max(n), NULL) FROM entries WHERE name >= ?1 AND name < ?1 || x'f4')", name)
	}
	return e.Entry, err
}

// leastName is how much of a name names an entry, in characters.
const leastName = 4

func (l *Library) entry(ctx context.Context, condition string, args ...any) (kept, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return kept{}, ErrNoEntry
	}
	if err != nil {
		return kept{}, err
	}
	e, err := entry(ctx, db, condition, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return kept{}, ErrNoEntry
	}
	if err != nil {
		return kept{}, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return e, nil
}

// Open reads an entry's article: from its file while that can be read, else as it was kept. Of a long file it may be the beginning, see articles.OpenHead.
func (l *Library) Open(ctx context.Context, id shelf.ID) (*articles.Article, error) {
	e, err := l.entry(ctx, "n = ?", int64(id))
	if err != nil {
		return nil, err
	}
	if e.Path != "" {
		if a, err := articles.OpenHead(e.Path, l.charset(ctx, &e)); err == nil {
			a.Labels, err = l.labels(ctx, &e)
			return a, err
		}
	}
	return l.restore(ctx, &e)
}

// labels are what an entry's article is known by.
func (l *Library) labels(ctx context.Context, e *kept) (articles.Labels, error) {
	db, err := l.reader(ctx)
	if err != nil {
		return articles.Labels{}, err
	}
	labels, err := labelsOf(ctx, db, e)
	if err != nil {
		return labels, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return labels, nil
}

func labelsOf(ctx context.Context, from asker, e *kept) (articles.Labels, error) {
	labels := articles.Labels{Name: e.Name, Tags: e.Tags}
	if e.Source == 0 {
		return labels, nil
	}
	var where, title string
	err := from.QueryRowContext(ctx, "SELECT address, title FROM sources WHERE n = ?", int64(e.Source)).Scan(&where, &title)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return labels, nil
	case title != "":
		labels.Feeds = []string{where, title}
	default:
		labels.Feeds = []string{where}
	}
	return labels, err
}

// charset is the encoding that an entry's file was read in, where it is the same file still; "" where that is to be found out, as it was before.
func (l *Library) charset(ctx context.Context, e *kept) (name string) {
	db, err := l.reader(ctx)
	if err != nil {
		return ""
	}
	err = db.QueryRowContext(ctx, "SELECT charset FROM entries JOIN texts ON hash = text WHERE n = ? AND stamp = ? AND charset <> 'utf-8'", int64(e.ID), stampText(articles.StampOf(e.Path))).Scan(&name)
	if err != nil {
		return ""
	}
	return name
}

// Text reads an entry's article as it was kept, also where its file has changed since.
func (l *Library) Text(ctx context.Context, id shelf.ID) (*articles.Article, error) {
	e, err := l.entry(ctx, "n = ?", int64(id))
	if err != nil {
		return nil, err
	}
	return l.restore(ctx, &e)
}

func (l *Library) restore(ctx context.Context, e *kept) (*articles.Article, error) {
	db, err := l.reader(ctx)
	if err != nil {
		return nil, err
	}
	t, err := textOf(ctx, db, e.text)
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	labels, err := l.labels(ctx, e)
	if err != nil {
		return nil, err
	}
	a := articles.Restored(e.meta(), t)
	if len(t.Source) == 0 && e.Path != "" { // too long to be kept
		if a, err = articles.Open(e.Path); err != nil {
			return nil, err
		}
	}
	a.Labels = labels
	return a, nil
}

func (e *kept) meta() articles.Meta {
	return articles.Meta{
		ID: e.Article, Title: e.Original, Site: e.Site, Author: e.Author, URL: e.URL, MT: e.MT, Language: e.Language, Published: e.Published, Note: e.note,
	}
}
