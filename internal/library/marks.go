package library

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// Marks lists highlights and notes, those that were changed last first: those that have every word of a query in what they are on, in the note, the
// colour, the tags (#tag) or the title of the article. A limit of 0 lists all.
func (l *Library) Marks(ctx context.Context, query string, limit int) ([]review.Noted, error) {
	return l.noted(ctx, "", query, limit)
}

// MarksOn is Marks on the article that has a name.
func (l *Library) MarksOn(ctx context.Context, entry, query string, limit int) ([]review.Noted, error) {
	return l.noted(ctx, entry, query, limit)
}

func (l *Library) noted(ctx context.Context, entry, query string, limit int) (all []review.Noted, err error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	where, args := []string{"1"}, []any{}
	if entry != "" {
		where, args = append(where, "e.name = ?"), append(args, entry)
	}
	for word := range strings.FieldsSeq(query) {
		if tag, ok := strings.CutPrefix(word, "#"); ok && tag != "" {
			where, args = append(where, `char(10) || m.tags || char(10) LIKE ? ESCAPE '\'`), append(args, "%\n"+likely.Replace(tag)+"%")
			continue
		}
		where = append(where, `m.exact || char(10) || m.note || char(10) || m.colour || char(10) || m.tags || char(10) || coalesce(e.title, '') LIKE ? ESCAPE '\'`)
		args = append(args, "%"+likely.Replace(word)+"%")
	}
	if limit <= 0 {
		limit = -1
	}
	rows, err := db.QueryContext(ctx, "SELECT m."+ //nolint:gosec // of the conditions above
		strings.ReplaceAll(markColumns, ", ", ", m.")+`, m.article, coalesce(e.name, ''), coalesce(e.title, '')
		FROM marks AS m LEFT JOIN entries AS e ON e.n = (SELECT min(n) FROM entries WHERE article = m.article)
		WHERE `+strings.Join(where, " AND ")+" ORDER BY m.changed DESC, m.made DESC, m.article, m.start LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, fmt.Errorf("list the notes of library %s: %w", l.path, err)
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		var n review.Noted
		if n.Mark, err = scanMark(rows, &n.Article, &n.Entry, &n.Title); err != nil {
			return nil, fmt.Errorf("list the notes of library %s: %w", l.path, err)
		}
		all = append(all, n)
	}
	return all, rows.Err()
}

// Standing is how often the reader has accepted and rejected what a rule proposed. Earlier texts of articles do not count.
func (l *Library) Standing(ctx context.Context, rule string) (accepted, rejected int, err error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) || rule == "" {
		return 0, 0, nil
	}
	if err != nil {
		return 0, 0, err
	}
	err = db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE ruling = 'accepted'), count(*) FILTER (WHERE ruling = 'rejected') FROM verdicts AS v WHERE rule = ?
		AND NOT EXISTS (SELECT 1 FROM versions AS o WHERE o.article = v.article AND NOT EXISTS (SELECT 1 FROM entries WHERE article = o.article))`, rule).Scan(&accepted, &rejected)
	if err != nil {
		return 0, 0, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return accepted, rejected, nil
}
