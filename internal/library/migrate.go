package library

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// migrations lead from each version of the file to the next, in the order of their names. One that was released never changes.
//
//go:embed migrations/*.sql
var migrations embed.FS

// steps reads the migrations; the n-th leads to version n+1.
func steps() ([]string, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	all := make([]string, len(files))
	for i, f := range files {
		data, err := migrations.ReadFile(f)
		if err != nil {
			return nil, err
		}
		all[i] = string(data)
	}
	return all, nil
}

// TooNewError says that a newer program has written the library.
type TooNewError struct{ Version, Known int }

func (e TooNewError) Error() string {
	return fmt.Sprintf("a newer reader has written it (version %d, this one knows %d): update this one", e.Version, e.Known)
}

// migrate brings the file to the version of this program, one step in one transaction. Before the first step a copy of an older file is
// put beside it. Of two programs at it at once one waits and then finds nothing to do.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	all, err := steps()
	if err != nil {
		return err
	}
	version, err := versionOf(ctx, db)
	switch {
	case err != nil:
		return err
	case version > len(all):
		return TooNewError{version, len(all)}
	case version == len(all):
		return nil
	case version > 0:
		if err := keepOld(ctx, db, fmt.Sprintf("%s.v%d", path, version)); err != nil {
			return err
		}
	}
	for version < len(all) {
		if version, err = step(ctx, db, all); err != nil {
			return fmt.Errorf("bring it to version %d: %w", version+1, err)
		}
	}
	return nil
}

// querier is a database or a transaction in it.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func versionOf(ctx context.Context, db querier) (version int, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// step takes the next migration, whichever that is by now, and returns the version that it leads to. What is new takes all of them at once.
func step(ctx context.Context, db *sql.DB, all []string) (version int, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to take back
	if version, err = versionOf(ctx, tx); err != nil || version >= len(all) {
		return version, err
	}
	to := version + 1
	if version == 0 {
		to = len(all)
	}
	for _, sql := range all[version:to] {
		if _, err := tx.ExecContext(ctx, sql); err != nil {
			return version, err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", to)); err != nil { //nolint:gosec // a number
		return version, err
	}
	return to, tx.Commit()
}

// keepOld copies the file as it is; a copy that is there already is of the same version and stays.
func keepOld(ctx context.Context, db *sql.DB, to string) error {
	if _, err := os.Stat(to); err == nil { //nolint:gosec // it stands beside the library
		return nil
	}
	if err := copyTo(ctx, db, to); err != nil {
		return fmt.Errorf("copy it to %s first: %w", to, err)
	}
	return nil
}

// copyTo writes a copy of the file. Nothing stands under its name before it is whole.
func copyTo(ctx context.Context, db *sql.DB, to string) error {
	part, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".*.part")
	if err != nil {
		return err
	}
	err = part.Close()
	if err == nil {
		_, err = db.ExecContext(ctx, "VACUUM INTO ?", part.Name())
	}
	if err == nil {
		err = os.Rename(part.Name(), to) //nolint:gosec // the user says where
	}
	if err != nil {
		return errors.Join(plain(err), os.RemoveAll(part.Name())) //nolint:gosec // as above
	}
	return nil
}
