package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/review"
)

var _ review.Keeper = (*Library)(nil)

// rulings are the rulings as the file has them.
var rulings = map[review.Ruling]string{review.Accepted: "accepted", review.Rejected: "rejected", review.Edited: "edited"}

// Kept returns what is remembered of an article; the zero value where nothing is.
func (l *Library) Kept(ctx context.Context, articleID string) (review.Kept, error) {
	var kept review.Kept
	db, err := l.open(ctx, false)
	if errors.Is(err, errNone) {
		return kept, nil
	}
	if err != nil {
		return kept, err
	}
	err = db.QueryRowContext(ctx, "SELECT place, share, begun FROM articles WHERE id = ?", articleID).Scan(&kept.Place.Offset, &kept.Place.Share, &kept.Place.Begun)
	if errors.Is(err, sql.ErrNoRows) {
		return kept, nil
	}
	if err == nil {
		kept.Verdicts, err = verdicts(ctx, db, articleID)
	}
	if err != nil {
		return review.Kept{}, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return kept, nil
}

func verdicts(ctx context.Context, db *sql.DB, articleID string) (all []review.Verdict, err error) {
	rows, err := db.QueryContext(ctx, "SELECT start, stop, ruling, fix, zh, pinyin, literal FROM verdicts WHERE article = ? ORDER BY start", articleID)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		var v review.Verdict
		var ruling string
		if err := rows.Scan(&v.Span.Start, &v.Span.End, &ruling, &v.Fix, &v.ZH, &v.Pinyin, &v.Literal); err != nil {
			return nil, err
		}
		for r, name := range rulings {
			if name == ruling {
				v.Ruling = r
			}
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// KeepPlace remembers where the reader is in an article.
func (l *Library) KeepPlace(ctx context.Context, articleID string, p review.Place) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO articles (id, place, share, begun, kept) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET place = excluded.place, share = excluded.share, begun = excluded.begun, kept = excluded.kept`,
			articleID, p.Offset, p.Share, p.Begun, time.Now().Unix())
		return err
	})
}

// KeepVerdicts remembers all verdicts on an article, in the place of those from before.
func (l *Library) KeepVerdicts(ctx context.Context, articleID string, all []review.Verdict) error {
	return l.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO articles (id, kept) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET kept = excluded.kept", articleID, time.Now().Unix())
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM verdicts WHERE article = ?", articleID); err != nil {
			return err
		}
		for _, v := range all {
			if err := keepVerdict(ctx, tx, articleID, v); err != nil {
				return err
			}
		}
		return nil
	})
}

func keepVerdict(ctx context.Context, tx *sql.Tx, articleID string, v review.Verdict) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO verdicts (article, start, stop, ruling, fix, zh, pinyin, literal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		articleID, v.Span.Start, v.Span.End, rulings[v.Ruling], v.Fix, v.ZH, v.Pinyin, v.Literal)
	return err
}

// write does something in one transaction. It is on the disk when write returns.
func (l *Library) write(ctx context.Context, do func(tx *sql.Tx) error) error {
	db, err := l.open(ctx, true)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("write library %s: %w", l.path, err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to take back
	if err = do(tx); err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("write library %s: %w", l.path, err)
	}
	return nil
}
