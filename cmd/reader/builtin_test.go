package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

var updateFixed = flag.Bool("update-fixed", false, "write the fixed texts of the built-in articles, to be read before they are committed")

// TestBuiltinFixed pins how the five built-in articles read in the end, so that no new rule spoils them unseen.
func TestBuiltinFixed(t *testing.T) {
	all, err := articles.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	f := &finder{engine: annotate.Builtin()}
	for _, a := range all {
		t.Run(a.ID, func(t *testing.T) {
			found, err := f.find(a)
			if err != nil {
				t.Fatal(err)
			}
			got := annotate.Apply(a.Document.Source(), found)
			golden := filepath.Join("testdata", "fixed", a.ID+".txt")
			if *updateFixed {
				if err := os.WriteFile(golden, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != string(want) {
				t.Errorf("reads otherwise than %s; run with -update-fixed and read what changed", golden)
			}
		})
	}
}
