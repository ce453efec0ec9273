package library

import (
	"context"
	"database/sql"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// keepText keeps the text of an article, once, and returns its hash.
func keepText(ctx context.Context, tx *writer, a *articles.Article) (hash string, err error) {
	t := a.Text()
	hash, kept := hashOf(a)
	if known := 0; tx.QueryRowContext(ctx, "SELECT 1 FROM texts WHERE hash = ?", hash).Scan(&known) == nil {
		return hash, nil
	}
	if !kept || t.Source == nil {
		t.Source = []byte{} // none, which is not the same as NULL
	}
	_, err = tx.ExecContext(ctx, "INSERT OR IGNORE INTO texts (hash, format, made, charset, source) VALUES (?, ?, ?, ?, ?)",
		hash, int(t.Format), t.Made, t.Charset, t.Source)
	return hash, err
}

// asker is a database or a transaction in it.
type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// textOf reads a text that was kept. Of one that stayed in its file there is no Source.
func textOf(ctx context.Context, from asker, hash string) (t articles.Text, err error) {
	var format int
	err = from.QueryRowContext(ctx, "SELECT format, made, charset, source FROM texts WHERE hash = ?", hash).Scan(&format, &t.Made, &t.Charset, &t.Source)
	t.Format = document.Format(format)
	return t, err
}
