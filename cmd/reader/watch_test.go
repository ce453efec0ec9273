package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// TestWatchFile: a file is another when it was written, when it is gone and when it is back; the wait ends with the program.
func TestWatchFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	var seen articles.Stamp
	for _, step := range []struct {
		what string
		do   func() error
	}{
		{"written", func() error { return os.WriteFile(file, []byte("one"), 0o600) }},
		{"written anew", func() error { return os.WriteFile(file, []byte("two, and more"), 0o600) }},
		{"gone", func() error { return os.Remove(file) }},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if err := watchFile(t.Context(), file, seen); err != nil {
			t.Errorf("%s: %v", step.what, err)
		}
		seen = articles.StampOf(file)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := watchFile(ctx, file, seen); err == nil {
		t.Error("it watches on when the program has ended")
	}
}
