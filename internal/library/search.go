package library

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Search finds entries by what they say, the best first: at most limit, all for 0. A query that cannot be understood is a *shelf.QueryError.
func (l *Library) Search(ctx context.Context, text string, limit int) ([]shelf.Hit, error) {
	return l.search(ctx, text, func(s *search) ([]int64, error) { return s.best(ctx, limit) })
}

// SearchSorted is Search with another order than that of the best first.
func (l *Library) SearchSorted(ctx context.Context, text string, o shelf.Order, limit int) ([]shelf.Hit, error) {
	return l.search(ctx, text, func(s *search) ([]int64, error) { return s.sorted(ctx, o, 0, limit) })
}

func (l *Library) search(ctx context.Context, text string, find func(*search) ([]int64, error)) ([]shelf.Hit, error) {
	q, err := parse(text)
	if err != nil || q == nil {
		return nil, err
	}
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	hits, err := hitsOf(ctx, db, q, find)
	if err != nil {
		return nil, fmt.Errorf("search library %s: %w", l.path, err)
	}
	return hits, nil
}

func hitsOf(ctx context.Context, from asker, q *query, find func(*search) ([]int64, error)) ([]shelf.Hit, error) {
	s, err := newSearch(ctx, from, q, shelf.Filter{})
	if err != nil {
		return nil, err
	}
	ids, err := find(s)
	if err != nil {
		return nil, err
	}
	rows, err := rowsOf(ctx, from, ids)
	if err != nil {
		return nil, err
	}
	hits := make([]shelf.Hit, len(rows))
	for i := range rows {
		hits[i].Row = rows[i]
	}
	return hits, addSnippets(ctx, from, hits, q.terms())
}

// rowsOf reads the rows of entries, in the order of their numbers. Those that went in the meantime are left out.
func rowsOf(ctx context.Context, from asker, ids []int64) ([]shelf.Row, error) {
	found, err := queryRows(ctx, from, "SELECT "+rowColumns+" FROM entries WHERE n IN (SELECT value FROM json_each(?))", list(ids))
	if err != nil {
		return nil, err
	}
	at := make(map[shelf.ID]*shelf.Row, len(found))
	for i := range found {
		at[found[i].ID] = &found[i]
	}
	rows := make([]shelf.Row, 0, len(ids))
	for _, id := range ids {
		if r := at[shelf.ID(id)]; r != nil {
			rows = append(rows, *r)
		}
	}
	return rows, nil
}
