package library

import (
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// plain says in words what the database could not do, where it can be told what that means.
func plain(err error) error {
	failed, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	for _, one := range []struct {
		code int
		says string
	}{
		{sqlite3.SQLITE_FULL, "there is no room left on the disk"},
		{sqlite3.SQLITE_BUSY, "another program is writing to it and does not come to an end"},
		{sqlite3.SQLITE_READONLY, "it may not be written to"},
		{sqlite3.SQLITE_CANTOPEN, "it cannot be opened or made"},
		{sqlite3.SQLITE_CORRUPT, "the file is damaged: `reader library check` says how"},
		{sqlite3.SQLITE_NOTADB, "the file is no library"},
		{sqlite3.SQLITE_IOERR, "the disk fails, or has no room left"},
	} {
		if failed.Code()&0xFF == one.code {
			return &trouble{one.says, err}
		}
	}
	return err
}

// trouble is an error of the database in words.
type trouble struct {
	says string
	err  error
}

func (t *trouble) Error() string { return t.says + " (" + t.err.Error() + ")" }
func (t *trouble) Unwrap() error { return t.err }
