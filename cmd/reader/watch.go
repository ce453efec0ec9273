package main

import (
	"context"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// pace is how often a file is looked at while the terminal program runs.
const pace = 500 * time.Millisecond

// changed waits until a file is another than when it was taken, and returns what it is then: when it has rested for a moment, as editors
// write in several steps, and some take the file away first. It fails when the context ends.
func changed(ctx context.Context, file string, taken articles.Stamp) (articles.Stamp, error) {
	tick := time.NewTicker(pace)
	defer tick.Stop()
	seen := taken
	for {
		select {
		case <-ctx.Done():
			return articles.Stamp{}, ctx.Err()
		case <-tick.C:
		}
		now := articles.StampOf(file)
		rests := now == seen
		if seen = now; rests && now != taken {
			return now, nil
		}
	}
}

// watchFile is changed for the file of an article.
func watchFile(ctx context.Context, file string, taken articles.Stamp) error {
	_, err := changed(ctx, file, taken)
	return err
}
