package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
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
	return l
}

// searches are what BenchmarkSearch looks for: of each what it is, and the query.
var searches = [][2]string{
	{"everywhere", "the"}, {"common", "company"}, {"name", "wechat"}, {"rare", "stroun"}, {"phrase", `"internet company"`}, {"phrase of common words", `"of the"`},
	{"prefix", "compan*"}, {"short prefix", "st*"}, {"Chinese", "微信"}, {"pinyin", "wēixìn"}, {"machine's words", "micro-letter"}, {"two words without a third", "company internet -mobile"},
	{"either", "wechat OR weibo"}, {"in titles", "title:company"}, {"common, unread", "company is:unread"}, {"common, starred", "company is:starred"},
	{"common, with a tag", "company tag:phones"}, {"common, two months", "company after:2015-07 before:2015-09"}, {"name, tag, date", "wechat tag:phones after:2015"},
	{"common, of a feed", `company feed:"feed 7"`}, {"no words", "tag:money is:unread"},
}

// BenchmarkSearch finds the fifty best, with their snippets.
func BenchmarkSearch(b *testing.B) {
	l := benched(b)
	for _, s := range searches {
		b.Run(s[0], func(b *testing.B) {
			for b.Loop() {
				if _, err := l.Search(b.Context(), s[1], 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSearchSorted finds the fifty newest, with their snippets.
func BenchmarkSearchSorted(b *testing.B) {
	l := benched(b)
	for _, s := range searches {
		b.Run(s[0], func(b *testing.B) {
			for b.Loop() {
				if _, err := l.SearchSorted(b.Context(), s[1], shelf.Newest, 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRows reads the first two hundred rows of sections in the orders that they can have.
func BenchmarkRows(b *testing.B) {
	l := benched(b)
	for order, o := range map[string]shelf.Order{"newest": shelf.Newest, "added": shelf.Added, "read": shelf.LastRead, "title": shelf.ByTitle, "fixes": shelf.MostFixes} {
		for section, f := range map[string]shelf.Filter{"all": {}, "unread": {Unread: true}, "feed": {Source: 7}, "tag": {Tag: "money"}} {
			b.Run(section+"/"+order, func(b *testing.B) {
				for b.Loop() {
					if _, err := l.Rows(b.Context(), f, o, 0, 200); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkSections(b *testing.B) {
	l := benched(b)
	for b.Loop() {
		if _, err := l.Sections(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkImport puts articles into an empty library and indexes them, five hundred at once.
func BenchmarkImport(b *testing.B) {
	n := 0
	for b.Loop() {
		l := At(filepath.Join(b.TempDir(), "library.db"))
		if err := fillShelf(b.Context(), l, 2000, func(int) {}); err != nil {
			b.Fatal(err)
		}
		if err := l.Close(); err != nil {
			b.Fatal(err)
		}
		n += 2000
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
}
