package library

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

const sourceColumns = "n, kind, address, title, site, tags, hidden, etag, modified, checked, next, every, gone, failures, trouble"

func scanSource(from scanner) (s shelf.Source, err error) {
	var tags string
	err = from.Scan(&s.ID, &s.Kind, &s.Address, &s.Title, &s.Site, &tags, &s.Hidden, &s.ETag, &s.Modified, &s.Checked, &s.Next, &s.Every, &s.Gone, &s.Failures, &s.Trouble)
	if tags != "" {
		s.Tags = strings.Split(tags, "\n")
	}
	return s, err
}

// Sources lists the feeds and folders, by title.
func (l *Library) Sources(ctx context.Context) ([]shelf.Source, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := sourcesOf(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return all, nil
}

func sourcesOf(ctx context.Context, from asker) (all []shelf.Source, err error) {
	rows, err := from.QueryContext(ctx, "SELECT "+sourceColumns+" FROM sources ORDER BY iif(title = '', address, title) COLLATE NOCASE, n")
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		s, err := scanSource(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// Follow keeps a feed or folder, with what is known of it, and returns it with its ID. One with the same address, or the same ID, takes the new values;
// nothing is left of the old ones.
func (l *Library) Follow(ctx context.Context, s shelf.Source) (shelf.Source, error) {
	err := l.write(ctx, func(tx *writer) error {
		values := []any{s.Kind, s.Address, s.Title, s.Site, strings.Join(s.Tags, "\n"), s.Hidden, s.ETag, s.Modified, s.Checked, s.Next, s.Every, s.Gone, s.Failures, s.Trouble}
		if s.ID == 0 {
			return tx.QueryRowContext(ctx, `INSERT INTO sources (kind, address, title, site, tags, hidden, etag, modified, checked, next, every, gone, failures, trouble, added)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (address) DO UPDATE SET kind = excluded.kind, title = excluded.title, site = excluded.site, tags = excluded.tags,
				hidden = excluded.hidden, etag = excluded.etag, modified = excluded.modified, checked = excluded.checked, next = excluded.next, every = excluded.every, gone = excluded.gone, failures = excluded.failures, trouble = excluded.trouble
				RETURNING n`, append(values, time.Now().Unix())...).Scan(&s.ID)
		}
		if _, err := tx.ExecContext(ctx, `UPDATE sources SET kind = ?, address = ?, title = ?, site = ?, tags = ?, hidden = ?, etag = ?, modified = ?, checked = ?, next = ?, every = ?, gone = ?, failures = ?, trouble = ?
			WHERE n = ?`, append(values, int64(s.ID))...); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE entries SET hidden = ? WHERE source = ? AND hidden <> ?", s.Hidden, int64(s.ID), s.Hidden)
		return err
	})
	return s, err
}

// Unfollow forgets a feed or folder. Its articles stay where they are starred or tagged, the others are deleted (see Change) unless keep is set.
func (l *Library) Unfollow(ctx context.Context, id shelf.SourceID, keep bool) error {
	return l.write(ctx, func(tx *writer) error {
		if !keep {
			if _, err := tx.ExecContext(ctx, `UPDATE entries SET deleted = ? WHERE source = ? AND deleted = 0 AND starred = 0
				AND n NOT IN (SELECT entry FROM tags)`, time.Now().Unix(), int64(id)); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "UPDATE entries SET hidden = 0 WHERE source = ? AND hidden = 1", int64(id)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM sources WHERE n = ?", int64(id))
		return err
	})
}

// File is a file of the library as it was when it was read.
type File struct {
	ID    shelf.ID
	Path  string
	Stamp articles.Stamp
	Gone  bool
}

// Gone says which files are there no more. Their entries leave the shelf, unless they are starred, and come back with their files.
func (l *Library) Gone(ctx context.Context, ids []shelf.ID) error {
	return l.write(ctx, func(tx *writer) error {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, "UPDATE entries SET gone = 1 WHERE n = ?", int64(id)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Files lists the entries of a folder's files, also those that were deleted.
func (l *Library) Files(ctx context.Context, folder shelf.SourceID) ([]File, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, "SELECT n, path, stamp, gone FROM entries WHERE source = ? AND path <> ''", int64(folder))
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	var all []File
	for rows.Next() {
		var f File
		var stamp string
		if err := rows.Scan(&f.ID, &f.Path, &stamp, &f.Gone); err != nil {
			return nil, fmt.Errorf("read library %s: %w", l.path, err)
		}
		if stamp != "" {
			if _, err := fmt.Sscan(stamp, &f.Stamp.Size, &f.Stamp.Modified); err != nil {
				return nil, fmt.Errorf("read library %s: stamp of %s: %w", l.path, f.Path, err)
			}
		}
		all = append(all, f)
	}
	return all, rows.Err()
}

// Items lists what a feed calls the articles that came of it, also those that were deleted.
func (l *Library) Items(ctx context.Context, feed shelf.SourceID) ([]string, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := texts(ctx, db, "SELECT guid FROM entries WHERE source = ? AND guid <> ''", int64(feed))
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return all, nil
}
