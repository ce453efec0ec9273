package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

var _ review.Keeper = (*Library)(nil)

// Kept returns what is remembered of an article; the zero value where nothing is. Where only another version of its text is known, what was
// decided about that is led over.
func (l *Library) Kept(ctx context.Context, a *articles.Article) (review.Kept, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return review.Kept{}, nil
	}
	if err != nil {
		return review.Kept{}, err
	}
	kept, err := keptOf(ctx, db, a.ID)
	if errors.Is(err, sql.ErrNoRows) {
		kept, err = keptBefore(ctx, db, a)
	}
	if err != nil {
		return review.Kept{}, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return kept, nil
}

// keptOf reads what is kept of a text; sql.ErrNoRows where nothing is.
func keptOf(ctx context.Context, from asker, articleID string) (kept review.Kept, err error) {
	err = from.QueryRowContext(ctx, "SELECT place, share, begun FROM articles WHERE id = ?", articleID).Scan(&kept.Place.Offset, &kept.Place.Share, &kept.Place.Begun)
	if err == nil {
		kept.Verdicts, err = verdicts(ctx, from, articleID)
	}
	if err == nil {
		kept.Marks, err = marksOf(ctx, from, articleID)
	}
	return kept, err
}

// keptBefore leads over what is kept of the version of an article's text that the library has.
func keptBefore(ctx context.Context, from asker, a *articles.Article) (review.Kept, error) {
	if a.Document == nil {
		return review.Kept{}, nil
	}
	is, err := find(ctx, from, &New{Article: a})
	if errors.Is(err, sql.ErrNoRows) {
		return review.Kept{}, nil
	}
	if err != nil {
		return review.Kept{}, err
	}
	kept, err := keptOf(ctx, from, is.article)
	if errors.Is(err, sql.ErrNoRows) {
		return review.Kept{}, nil
	}
	if err != nil {
		return review.Kept{}, err
	}
	before, err := textOf(ctx, from, is.text)
	if err != nil || len(before.Source) == 0 {
		return review.Kept{}, err
	}
	return kept.Carried(document.Compare(before.Source, a.Document.Source())), nil
}

func verdicts(ctx context.Context, from asker, articleID string) (all []review.Verdict, err error) {
	rows, err := from.QueryContext(ctx, "SELECT start, stop, ruling, fix, rule, zh, pinyin, literal FROM verdicts WHERE article = ? ORDER BY start", articleID)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		var v review.Verdict
		var ruling string
		if err := rows.Scan(&v.Span.Start, &v.Span.End, &ruling, &v.Fix, &v.Rule, &v.ZH, &v.Pinyin, &v.Literal); err != nil {
			return nil, err
		}
		if err := v.Ruling.UnmarshalText([]byte(ruling)); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// KeepPlace remembers where the reader is in an article.
func (l *Library) KeepPlace(ctx context.Context, a *articles.Article, p review.Place) error {
	return l.write(ctx, func(tx *writer) error {
		if err := meet(ctx, tx, a); err != nil {
			return err
		}
		if err := keepPlace(ctx, tx, a.ID, p); err != nil {
			return err
		}
		// An article that was read once stays read when it is looked into again.
		_, err := tx.ExecContext(ctx, "UPDATE entries SET share = max(share, ?1), opened = ?2, state = max(state, iif(?1 >= 1, 2, ?3)) WHERE article = ?4",
			p.Share, time.Now().Unix(), p.Begun, a.ID)
		return err
	})
}

func keepPlace(ctx context.Context, tx *writer, id string, p review.Place) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO articles (id, place, share, begun, kept) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET place = excluded.place, share = excluded.share, begun = excluded.begun, kept = excluded.kept`,
		id, p.Offset, p.Share, p.Begun, time.Now().Unix())
	return err
}

// meet sees to it that an article which something is kept of has an entry, and that the entry has its text.
func meet(ctx context.Context, tx *writer, a *articles.Article) error {
	if a.Document == nil {
		return nil
	}
	var met bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM entries WHERE article = ?)", a.ID).Scan(&met); err != nil || met {
		return err
	}
	_, err := put(ctx, tx, &New{Article: a, Seen: true})
	return err
}
