package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Change changes entries, all or none, and tells how to take it back. Entries that are not there are passed over.
func (l *Library) Change(ctx context.Context, ids []shelf.ID, c shelf.Change) (undo shelf.Undo, err error) {
	err = l.write(ctx, func(tx *writer) error {
		undo = make(shelf.Undo, 0, len(ids))
		for _, id := range ids {
			before, err := beforeChange(ctx, tx, id)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return err
			}
			undo = append(undo, before)
			if err := change(ctx, tx, before, c); err != nil {
				return err
			}
		}
		return logShelf(ctx, tx, undo, 0)
	})
	return undo, err
}

func beforeChange(ctx context.Context, tx *writer, id shelf.ID) (b shelf.Before, err error) {
	b.ID = id
	err = tx.QueryRowContext(ctx, "SELECT state, share, starred, archived, deleted FROM entries WHERE n = ?", int64(id)).Scan(&b.State, &b.Share, &b.Starred, &b.Archived, &b.Deleted)
	if err == nil {
		b.Tags, err = texts(ctx, tx, "SELECT tag FROM tags WHERE entry = ? ORDER BY tag", int64(id))
	}
	return b, err
}

func change(ctx context.Context, tx *writer, b shelf.Before, c shelf.Change) error {
	if c.State != nil {
		b.State = *c.State
		if b.State == shelf.Unread {
			b.Share = 0
		}
	}
	if c.Starred != nil {
		b.Starred = *c.Starred
	}
	if c.Archived != nil {
		b.Archived = *c.Archived
	}
	switch {
	case c.Deleted == nil:
	case !*c.Deleted:
		b.Deleted = 0
	case b.Deleted == 0:
		b.Deleted = time.Now().Unix()
	}
	if _, err := set(ctx, tx, b); err != nil {
		return err
	}
	for _, tag := range c.Untag {
		if _, err := tx.ExecContext(ctx, "DELETE FROM tags WHERE entry = ? AND tag = ?", int64(b.ID), tag); err != nil {
			return err
		}
	}
	if len(c.Tag)+len(c.Untag) > 0 {
		if err := unindexed(ctx, tx, int64(b.ID)); err != nil {
			return err
		}
	}
	return addTags(ctx, tx, int64(b.ID), c.Tag)
}

// unindexed has an entry indexed anew: other rules may hold for other tags.
func unindexed(ctx context.Context, tx *writer, id int64) error {
	_, err := tx.ExecContext(ctx, "UPDATE entries SET indexed = '' WHERE n = ?", id)
	return err
}

// set makes of an entry what it was or is to be, but for its tags, and says whether it is there.
func set(ctx context.Context, tx *writer, b shelf.Before) (there bool, err error) {
	done, err := tx.ExecContext(ctx, "UPDATE entries SET state = ?, share = ?, starred = ?, archived = ?, deleted = ? WHERE n = ?",
		b.State, b.Share, b.Starred, b.Archived, b.Deleted, int64(b.ID))
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n > 0, err
}

// Undo takes a change back: the entries are what they were before it, those that are still there.
func (l *Library) Undo(ctx context.Context, u shelf.Undo) error {
	return l.write(ctx, func(tx *writer) error {
		now := make(shelf.Undo, 0, len(u))
		for _, b := range u {
			is, err := beforeChange(ctx, tx, b.ID)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return err
			}
			now = append(now, is)
		}
		if err := setAll(ctx, tx, u); err != nil {
			return err
		}
		return logShelf(ctx, tx, now, 0)
	})
}

func setAll(ctx context.Context, tx *writer, u shelf.Undo) error {
	for _, b := range u {
		if there, err := set(ctx, tx, b); err != nil || !there {
			if err != nil {
				return err
			}
			continue
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM tags WHERE entry = ?", int64(b.ID)); err != nil {
			return err
		}
		if err := addTags(ctx, tx, int64(b.ID), b.Tags); err != nil {
			return err
		}
		if err := unindexed(ctx, tx, int64(b.ID)); err != nil {
			return err
		}
	}
	return nil
}

// forgetAfter is how long what was deleted, and earlier versions of texts, can still be had.
const forgetAfter = 90 * 24 * time.Hour

// Forget removes for good what was deleted, or became another text, more than ninety days ago, and returns how many entries that were.
// What the reader decided about a text stays.
func (l *Library) Forget(ctx context.Context) (entries int, err error) {
	before := time.Now().Add(-forgetAfter).Unix()
	if _, err := l.reader(ctx); errors.Is(err, errNone) {
		return 0, nil
	}
	err = l.write(ctx, func(tx *writer) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM found WHERE rowid IN (SELECT n FROM entries WHERE deleted > 0 AND deleted <= ?)", before); err != nil {
			return err
		}
		done, err := tx.ExecContext(ctx, "DELETE FROM entries WHERE deleted > 0 AND deleted <= ?", before)
		if err != nil {
			return err
		}
		gone, err := done.RowsAffected()
		if err != nil {
			return err
		}
		entries = int(gone)
		if _, err := tx.ExecContext(ctx, "DELETE FROM versions WHERE until < ?", before); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM acts WHERE at < ?", before*1000); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM texts WHERE hash NOT IN (SELECT text FROM entries UNION ALL SELECT text FROM versions)")
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget what was deleted long ago: %w", err)
	}
	return entries, nil
}
