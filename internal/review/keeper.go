// Package review holds what a reader makes of an article: the verdicts on its fixes, and the place that was reached.
package review

import (
	"context"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// Keeper remembers between sessions where the reader was in each article and what the reader decided.
// Its methods wait on the world and are called where waiting does no harm. The articles have been read whole, and must not change meanwhile.
type Keeper interface {
	// Kept returns what is remembered of an article; the zero value where nothing is. What was decided about another version of its text is
	// led over as far as the words still stand.
	Kept(ctx context.Context, a *articles.Article) (Kept, error)
	// KeepPlace remembers a place.
	KeepPlace(ctx context.Context, a *articles.Article, place Place) error
	// Keep remembers what the reader did, as one act among others; what somebody else did meanwhile on other places stays. An empty act has
	// what is kept of another version of the article's text led over to it.
	Keep(ctx context.Context, a *articles.Article, act Act) error
}

// Kept is what is remembered of an article.
type Kept struct {
	Place    Place
	Verdicts []Verdict
	Marks    []Mark
}

// Place is where the reader was in an article.
type Place struct {
	Offset int     // source offset of the top of the screen
	Share  float64 // how much of the article had been on the screen, 0 to 1
	Begun  bool
}
