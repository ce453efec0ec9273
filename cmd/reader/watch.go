package main

import (
	"context"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// pace is how often a file is looked at while the terminal program runs.
const pace = 500 * time.Millisecond

// changed waits until files are others than when they were taken, and returns what they are then: when they have rested for a moment, as
// editors write in several steps, and some take the file away first. It fails when the context ends.
func changed[T comparable](ctx context.Context, taken T, look func() T) (T, error) {
	tick := time.NewTicker(pace)
	defer tick.Stop()
	seen := taken
	for {
		select {
		case <-ctx.Done():
			return taken, ctx.Err()
		case <-tick.C:
		}
		now := look()
		rests := now == seen
		if seen = now; rests && now != taken {
			return now, nil
		}
	}
}

// watchFile is changed for the file of an article.
func watchFile(ctx context.Context, file string, taken articles.Stamp) error {
	_, err := changed(ctx, taken, func() articles.Stamp { return articles.StampOf(file) })
	return err
}
