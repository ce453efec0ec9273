package shelf

import (
	"context"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// Shelf is a store of articles as a program shows it. Its methods wait on the world; they may be called at the same time.
type Shelf interface {
	// Sections lists the parts of the shelf with what stands in each, in the order in which they are shown.
	Sections(ctx context.Context) ([]Section, error)
	// Rows lists what passes a filter, in order: at most limit rows (all for 0) from a position on.
	Rows(ctx context.Context, f Filter, o Order, from, limit int) ([]Row, error)
	// Entry tells all of one entry.
	Entry(ctx context.Context, id ID) (Entry, error)
	// Open reads an entry's article: from its file while that is there, else as it was kept.
	Open(ctx context.Context, id ID) (*articles.Article, error)
	// Change changes entries, all or none, and tells how to take it back.
	Change(ctx context.Context, ids []ID, c Change) (Undo, error)
	// Undo takes a change back.
	Undo(ctx context.Context, u Undo) error
	// Search finds entries by what they say, the best first. A query that cannot be understood is a *QueryError.
	Search(ctx context.Context, query string, limit int) ([]Hit, error)
	// KeepSearch puts a query on the shelf as a section; with an empty query it takes the section away.
	KeepSearch(ctx context.Context, name, query string) error
	// Failures lists what could not be brought in, the latest first.
	Failures(ctx context.Context) ([]Failure, error)
	// Dismiss forgets failures.
	Dismiss(ctx context.Context, ids []int64) error
}

// QueryError is a query that cannot be understood.
type QueryError struct {
	Query string
	Why   string
	At    int // where, in bytes of Query
}

func (e *QueryError) Error() string { return "search: " + e.Why }
