// Package library keeps on disk what the reader has and did: the articles, the place in each and the verdicts on its fixes, and finds them again.
package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"

	_ "modernc.org/sqlite" // the driver

	"github.com/seed-0d8bf4ce/reader/articles"
)

// Library is a file of the reader's own. Nothing is opened before it is needed, and no file is made before there is something to keep.
// It is safe for concurrent use, also by several programs at once.
type Library struct {
	path string

	mu    sync.Mutex
	db    *sql.DB // writes, on one connection; nil until the file is needed
	reads *sql.DB // beside it

	counts counts // what saved searches find
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
	l.counts.keep(context.Background(), l.db)
	err := errors.Join(l.reads.Close(), l.db.Close())
	l.db, l.reads = nil, nil
	if err != nil {
		return fmt.Errorf("close library %s: %w", l.path, err)
	}
	return nil
}

// Make makes the library where there is none yet, with the built-in articles on its shelf.
func (l *Library) Make(ctx context.Context) error {
	_, err := l.open(ctx, true)
	return err
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
	if err := makeFile(l.path); err != nil {
		return nil, fmt.Errorf("make library %s: %w", l.path, err)
	}
	db, err := sql.Open("sqlite", source(l.path, writing))
	if err != nil {
		return nil, fmt.Errorf("open library %s: %w", l.path, err)
	}
	db.SetMaxOpenConns(1) // more writers would only wait for one another
	if err := migrate(ctx, db, l.path); err != nil {
		return nil, errors.Join(fmt.Errorf("open library %s: %w", l.path, plain(err)), db.Close())
	}
	if err := stock(ctx, db); err != nil {
		return nil, errors.Join(fmt.Errorf("open library %s: %w", l.path, plain(err)), db.Close())
	}
	reads, err := sql.Open("sqlite", source(l.path, reading))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open library %s: %w", l.path, plain(err)), db.Close())
	}
	reads.SetMaxOpenConns(readers)
	l.db, l.reads = db, reads
	return db, nil
}

// makeFile makes a file that only the user may read, where there is none.
func makeFile(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the user says where the library is
	if errors.Is(err, os.ErrPermission) {
		return nil // it may be read all the same
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// stock puts the built-in articles on a shelf that nothing ever stood on.
func stock(ctx context.Context, db *sql.DB) error {
	var stocked bool
	if err := db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'entries')").Scan(&stocked); err != nil || stocked {
		return err
	}
	all, err := articles.Builtin()
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()                      //nolint:errcheck // after a commit there is nothing to take back
	for _, a := range slices.Backward(all) { // the first is to stand on top among those of one day
		if _, err := put(ctx, &writer{tx, map[string]*sql.Stmt{}}, &New{Article: a}); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// readers is how many questions are answered at a time.
const readers = 3

// reader returns the database for reading. Where there is no file it is errNone.
func (l *Library) reader(ctx context.Context) (*sql.DB, error) {
	if _, err := l.open(ctx, false); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reads == nil {
		return nil, fmt.Errorf("read library %s: it has been closed", l.path)
	}
	return l.reads, nil
}

// How a connection is used.
var (
	// Transactions take the right to write at once, so that two programs wait for one another and neither fails in the middle; a commit is on
	// the disk when it is done.
	writing = url.Values{
		"_txlock": {"immediate"},
		"_pragma": {
			"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "trusted_schema(0)", "journal_size_limit(4194304)",
		},
	}
	reading = url.Values{"_pragma": {"busy_timeout(5000)", "query_only(1)", "trusted_schema(0)", "temp_store(2)", "cache_size(-500)"}}
)

// source is how the driver is told what to open.
func source(path string, use url.Values) string {
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: use.Encode()}).String()
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
	for _, check := range checks {
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

// checks are questions that a sound library answers with ok or not at all.
var checks = []string{
	"PRAGMA integrity_check",
	"SELECT 'rows of ' || \"table\" || ' that belong to nothing' FROM pragma_foreign_key_check",
	"SELECT 'verdicts of an article that is not there: ' || article FROM verdicts WHERE article NOT IN (SELECT id FROM articles)",
	"SELECT 'marks of an article that is not there: ' || id FROM marks WHERE article NOT IN (SELECT id FROM articles)",
	countedWrongly,
	"SELECT 'an article that the index has lost: ' || name FROM entries WHERE indexed <> '' AND n NOT IN (SELECT id FROM found_docsize)",
	"SELECT 'the index has an article that is not there: ' || id FROM found_docsize WHERE id NOT IN (SELECT n FROM entries)",
	"SELECT 'an article without its text: ' || name FROM entries WHERE text NOT IN (SELECT hash FROM texts)",
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
	if err := copyTo(ctx, db, to); err != nil {
		return fmt.Errorf("back up the library to %s: %w", to, err)
	}
	return nil
}

// countedWrongly finds sections of which another number is kept than stands there.
const countedWrongly = `SELECT 'a section that is counted wrongly: ' || name FROM (
	SELECT coalesce(r.kind, s.kind) || ' ' || coalesce(r.what, s.what) AS name
	FROM (SELECT kind, what, count(*) AS found, sum(unread) AS unread FROM standing GROUP BY kind, what) AS r FULL JOIN sections AS s ON r.kind = s.kind AND r.what = s.what
	WHERE coalesce(r.found, 0) <> coalesce(s.found, 0) OR coalesce(r.unread, 0) <> coalesce(s.unread, 0))`

// texts returns the first column of what a query finds.
func texts(ctx context.Context, from asker, query string, args ...any) (all []string, err error) {
	rows, err := from.QueryContext(ctx, query, args...)
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
