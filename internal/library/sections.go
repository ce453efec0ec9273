package library

import (
	"context"
	"errors"
	"fmt"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Sections lists the parts of the shelf in the order in which they are shown: those that are always there, what was searched for and kept, feeds and
// folders, tags, what has been put away.
func (l *Library) Sections(ctx context.Context) ([]shelf.Section, error) {
	all := []shelf.Section{
		{Name: "All"}, {Name: "Unread", Filter: shelf.Filter{Unread: true}}, {Name: "Begun", Filter: shelf.Filter{Begun: true}},
		{Name: "Starred", Filter: shelf.Filter{Starred: true}}, {Name: "Recent", Filter: shelf.Filter{Recent: true}},
	}
	away := []shelf.Section{{Name: "Archived", Filter: shelf.Filter{Archived: true}}, {Name: "Deleted", Filter: shelf.Filter{Deleted: true}}}
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	for _, part := range [][]shelf.Section{all, away} {
		if err := count(ctx, db, part); err != nil {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
	}
	saved, err := l.savedSearches(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	all = append(all, saved...)
	for _, more := range []string{
		`SELECT 2, iif(s.title = '', s.address, s.title), s.n, count(e.n), coalesce(sum(e.state = 0), 0) FROM sources AS s LEFT JOIN entries AS e
			ON e.source = s.n AND e.archived = 0 AND e.deleted = 0 AND e.gone = 0 GROUP BY s.n ORDER BY 2 COLLATE NOCASE`,
		`SELECT 3, t.tag, t.tag, count(*), sum(e.state = 0) FROM tags AS t JOIN entries AS e ON e.n = t.entry WHERE e.listed = 1 GROUP BY t.tag ORDER BY t.tag COLLATE NOCASE`,
	} {
		if all, err = appendSections(ctx, db, all, more); err != nil {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
	}
	for _, s := range away {
		if s.Count > 0 {
			all = append(all, s)
		}
	}
	return all, nil
}

// count counts what stands in sections.
func count(ctx context.Context, from asker, all []shelf.Section) error {
	for i := range all {
		s := &all[i]
		condition, args := where(s.Filter)
		if err := from.QueryRowContext(ctx, "SELECT count(*) FROM entries WHERE "+condition, args...).Scan(&s.Count); err != nil {
			return err
		}
		switch s.Filter {
		case shelf.Filter{Unread: true}:
			s.Unread = s.Count
		case shelf.Filter{Begun: true}:
		default:
			if err := from.QueryRowContext(ctx, "SELECT count(*) FROM entries WHERE "+condition+" AND state = 0", args...).Scan(&s.Unread); err != nil {
				return err
			}
		}
	}
	return nil
}

func appendSections(ctx context.Context, from asker, all []shelf.Section, query string) ([]shelf.Section, error) {
	rows, err := from.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		var kind int
		var s shelf.Section
		var what string
		if err := rows.Scan(&kind, &s.Name, &what, &s.Count, &s.Unread); err != nil {
			return nil, err
		}
		if kind == 2 {
			if _, err := fmt.Sscan(what, &s.Filter.Source); err != nil {
				return nil, err
			}
		} else {
			s.Filter.Tag = what
		}
		s.Name = document.CleanLine(s.Name)
		all = append(all, s)
	}
	return all, rows.Err()
}
