// Package review holds what a reader makes of an article: the verdicts on its fixes, and the place that was reached.
package review

import "context"

// Keeper remembers between sessions where the reader was in each article and what the reader decided.
// Its methods wait on the world and are called where waiting does no harm.
type Keeper interface {
	// Kept returns what is remembered of an article; the zero value where nothing is.
	Kept(ctx context.Context, articleID string) (Kept, error)
	// KeepPlace remembers a place.
	KeepPlace(ctx context.Context, articleID string, place Place) error
	// KeepVerdicts remembers all verdicts on an article.
	KeepVerdicts(ctx context.Context, articleID string, verdicts []Verdict) error
}

// Kept is what is remembered of an article.
type Kept struct {
	Place    Place
	Verdicts []Verdict
}

// Place is where the reader was in an article.
type Place struct {
	Offset int     // source offset of the top of the screen
	Share  float64 // how much of the article had been on the screen, 0 to 1
	Begun  bool
}
