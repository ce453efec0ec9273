// Package library keeps on disk what the reader did: the place in each article and the verdicts on its fixes.
package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the driver
)

// Library is a file of the reader's own. Nothing is opened before it is needed, and no file is made before there is something to keep.
// It is safe for concurrent use, also by several programs at once.
type Library struct {
	path string

	mu sync.Mutex
	db *sql.DB // nil until the file is needed
}

// At returns the library in the file at path, which need not be there yet.
func At(path string) *Library { return &Library{path: path} }

// Path is the file that the library is in.
func (l *Library) Path() string { return l.path }

// Close ends the use of the file. What was kept is on the disk already. No library at all is closed.
func (l *Library) Close() error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.db == nil {
		return nil
	}
	err := l.db.Close()
	l.db = nil
	if err != nil {
		return fmt.Errorf("close library %s: %w", l.path, err)
	}
	return nil
}

// errNone says that there is no library yet, which is no fault.
var errNone = errors.New("there is no library yet")

// open returns the database. Without create it is errNone where there is no file.
func (l *Library) open(ctx context.Context, create bool) (*sql.DB, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.db != nil {
		return l.db, nil
	}
	if !create {
		if _, err := os.Stat(l.path); errors.Is(err, os.ErrNotExist) { //nolint:gosec // the user says where the library is
			return nil, errNone
		}
	}
	if err := os.MkdirAll(filepath.Dir(l.path), 0o700); err != nil { //nolint:gosec // the user says where the library is
		return nil, fmt.Errorf("make the folder of the library: %w", err)
	}
	db, err := sql.Open("sqlite", source(l.path))
	if err != nil {
		return nil, fmt.Errorf("open library %s: %w", l.path, err)
	}
	// One connection: writers would only wait for one another, and what is read here is a row or two.
	db.SetMaxOpenConns(1)
	if err := migrate(ctx, db, l.path); err != nil {
		return nil, errors.Join(fmt.Errorf("open library %s: %w", l.path, err), db.Close())
	}
	l.db = db
	return db, nil
}

// source is how the driver is told what to open. Transactions take the right to write at once, so that two programs wait for one another and
// neither fails in the middle; a commit is on the disk when it is done.
func source(path string) string {
	pragmas := url.Values{
		"_txlock": {"immediate"},
		"_pragma": {
			"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "trusted_schema(0)", "journal_size_limit(4194304)",
		},
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: pragmas.Encode()}).String()
}

// Check reads all of the file and returns what is wrong with it, nothing if it is sound or not there.
func (l *Library) Check(ctx context.Context) (wrong []string, err error) {
	db, err := l.open(ctx, false)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for _, check := range []string{"PRAGMA integrity_check", "SELECT 'verdicts of an article that is not there: ' || article FROM verdicts WHERE article NOT IN (SELECT id FROM articles)"} {
		found, err := texts(ctx, db, check)
		if err != nil {
			return nil, fmt.Errorf("check library %s: %w", l.path, err)
		}
		for _, s := range found {
			if s != "ok" {
				wrong = append(wrong, s)
			}
		}
	}
	return wrong, nil
}

// Backup writes a copy of the library to a file that is not there yet. Others may use the library meanwhile.
func (l *Library) Backup(ctx context.Context, to string) error {
	db, err := l.open(ctx, false)
	if err != nil {
		return fmt.Errorf("back up the library: %w", err)
	}
	if _, err := os.Stat(to); err == nil {
		return fmt.Errorf("back up the library: %s is there already", to)
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return fmt.Errorf("back up the library to %s: %w", to, err)
	}
	return nil
}

// texts returns the first column of what a query finds.
func texts(ctx context.Context, db *sql.DB, query string) (all []string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}
