package library

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Fail remembers what could not be brought in. Of one address the last failure stands, with how many there were.
func (l *Library) Fail(ctx context.Context, all ...shelf.Failure) error {
	if len(all) == 0 {
		return nil
	}
	return l.write(ctx, func(tx *writer) error {
		for _, f := range all {
			if _, err := tx.ExecContext(ctx, `INSERT INTO failures (address, why, hint, at) VALUES (?, ?, ?, ?)
				ON CONFLICT (address) DO UPDATE SET why = excluded.why, hint = excluded.hint, at = excluded.at, tries = tries + 1`,
				f.Address, f.Why, f.Hint, time.Now().Unix()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Succeed forgets that something could not be brought in.
func (l *Library) Succeed(ctx context.Context, addresses ...string) error {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil
	}
	if err != nil {
		return err
	}
	var failed []string
	for _, to := range addresses {
		found, err := texts(ctx, db, "SELECT address FROM failures WHERE address = ?", to)
		if err != nil {
			return fmt.Errorf("read library %s: %w", l.path, err)
		}
		failed = append(failed, found...)
	}
	if len(failed) == 0 {
		return nil // nothing is written for what went well
	}
	return l.write(ctx, func(tx *writer) error {
		for _, to := range failed {
			if _, err := tx.ExecContext(ctx, "DELETE FROM failures WHERE address = ?", to); err != nil {
				return err
			}
		}
		return nil
	})
}

// Failures lists what could not be brought in, the latest first.
func (l *Library) Failures(ctx context.Context) ([]shelf.Failure, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, "SELECT n, address, why, hint, at, tries FROM failures ORDER BY at DESC, n DESC")
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	var all []shelf.Failure
	for rows.Next() {
		var f shelf.Failure
		if err := rows.Scan(&f.ID, &f.Address, &f.Why, &f.Hint, &f.At, &f.Tries); err != nil {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
		all = append(all, f)
	}
	return all, rows.Err()
}

// Dismiss forgets failures.
func (l *Library) Dismiss(ctx context.Context, ids []int64) error {
	return l.write(ctx, func(tx *writer) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, "DELETE FROM failures WHERE n = ?", id); err != nil {
				return err
			}
		}
		return nil
	})
}
