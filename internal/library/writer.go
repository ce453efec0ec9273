package library

import (
	"context"
	"database/sql"
	"fmt"
)

// writer is a transaction that prepares each statement once: an import asks the same of thousands of articles.
type writer struct {
	*sql.Tx

	ready map[string]*sql.Stmt
}

func (w *writer) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := w.ready[query]; s != nil {
		return s, nil
	}
	s, err := w.PrepareContext(ctx, query)
	if err == nil {
		w.ready[query] = s // it is closed with the transaction
	}
	return s, err
}

// ExecContext is that of sql.Tx.
func (w *writer) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := w.prepared(ctx, query) //nolint:sqlclosecheck // it is closed with the transaction
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// QueryRowContext is that of sql.Tx.
func (w *writer) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := w.prepared(ctx, query) //nolint:sqlclosecheck // it is closed with the transaction
	if err != nil {
		return w.Tx.QueryRowContext(ctx, query, args...) // which fails in the same way
	}
	return s.QueryRowContext(ctx, args...)
}

// QueryContext is that of sql.Tx.
func (w *writer) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := w.prepared(ctx, query) //nolint:sqlclosecheck // it is closed with the transaction
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// write does something in one transaction. It is on the disk when write returns.
func (l *Library) write(ctx context.Context, do func(tx *writer) error) error {
	db, err := l.open(ctx, true)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("write library %s: %w", l.path, plain(err))
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to take back
	if err = do(&writer{tx, map[string]*sql.Stmt{}}); err == nil {
		_, err = tx.ExecContext(ctx, "UPDATE revision SET n = n + 1")
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("write library %s: %w", l.path, plain(err))
	}
	return nil
}
