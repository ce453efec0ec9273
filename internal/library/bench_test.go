package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

// LIBRARY_ARTICLES says how many articles the benchmarks run on; LIBRARY_FILE where they are kept from one run to the next.
var shelfOfBench = sync.OnceValues(func() (*Library, error) {
	n := 2000
	if s := os.Getenv("LIBRARY_ARTICLES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			return nil, err
		}
	}
	path := os.Getenv("LIBRARY_FILE")
	if path == "" {
		dir, err := os.MkdirTemp("", "library")
		if err != nil {
			return nil, err
		}
		path = filepath.Join(dir, "library.db")
	}
	_, err := os.Stat(path)
	l := At(path)
	if err == nil {
		return l, nil
	}
	return l, fillShelf(context.Background(), l, n, func(done int) {
		if done%10_000 == 0 {
			fmt.Fprintf(os.Stderr, "%d articles\n", done)
		}
	})
})

func benched(b *testing.B) *Library {
	b.Helper()
	l, err := shelfOfBench()
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	return l
}

func BenchmarkFill(b *testing.B) { benched(b) }
