package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// manyRules writes a pack as users of a company glossary have it.
func manyRules(n int) []byte {
	var b strings.Builder
	b.WriteString("pack: big\nabout: A test.\nrules:\n")
	for i := range n {
		fmt.Fprintf(&b, `  - id: r%[1]d
    zh: 微信%[1]d
    fix: Fix%[1]d
    kind: term
    note: One sentence about the thing.
    match: [zorb quux %[1]d, "{zorb,zorbing} quux number %[1]d"]
    risk: mid
    near: [pay, users, phones]
    hits: ["Tencent says that [zorb quux %[1]d=>Fix%[1]d] is there."]
    leaves: ["Nothing is wrong with this sentence."]
`, i)
	}
	return []byte(b.String())
}

// TestPackCache: what is kept is what was read; whatever is wrong with it is as good as nothing.
func TestPackCache(t *testing.T) {
	data := manyRules(50)
	p, err := annotate.ReadPack("a.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	c := packCache{filepath.Join(t.TempDir(), "deep", "cache")}
	if c.load("a.yaml", data) != nil {
		t.Error("an empty cache has something")
	}
	c.save(p, data)
	got := c.load("b.yaml", data)
	if got == nil || got.File != "b.yaml" || len(got.Rules) != 50 || got.Rules[7].Fix != "Fix7" || got.Rules[7].Hits != nil {
		t.Fatalf("%+v", got)
	}
	if c.load("a.yaml", append(data, '#')) != nil {
		t.Error("another content has the same pack")
	}
	path := c.path(data)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string][]byte{"empty": nil, "short": whole[:20], "cut": whole[:len(whole)/2], "flipped": append(append([]byte(nil), whole[:100]...), append([]byte{whole[100] ^ 1}, whole[101:]...)...)} {
		os.WriteFile(path, damaged, 0o600)
		if c.load("a.yaml", data) != nil {
			t.Errorf("%s is read", name)
		}
	}
	old := filepath.Join(c.dir, "old.pack")
	os.WriteFile(old, nil, 0o600)
	os.Chtimes(old, time.Time{}, time.Now().Add(-2*cacheMonth))
	c.save(p, data)
	if _, err := os.Stat(old); err == nil {
		t.Error("what has long not been used is still there")
	}
	none := packCache{}
	none.save(p, data)
	if none.load("a.yaml", data) != nil {
		t.Error("no cache has something")
	}
}

// TestPackCacheConcurrent: many programs may read and write the same pack.
func TestPackCacheConcurrent(t *testing.T) {
	data := manyRules(30)
	p, err := annotate.ReadPack("a.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	c := packCache{t.TempDir()}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 10 {
				c.save(p, data)
				if got := c.load("a.yaml", data); got == nil || len(got.Rules) != 30 {
					t.Errorf("half a pack: %v", got)
				}
			}
		})
	}
	wait.Wait()
	left, _ := filepath.Glob(filepath.Join(c.dir, ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// BenchmarkOwnPacks reads 5,000 rules of the user's own and puts them into an engine: what they cost at a start.
func BenchmarkOwnPacks(b *testing.B) {
	dir := b.TempDir()
	file := filepath.Join(dir, "big.yaml")
	if err := os.WriteFile(file, manyRules(5000), 0o600); err != nil {
		b.Fatal(err)
	}
	for name, cache := range map[string]packCache{"cold": {}, "warm": {filepath.Join(dir, "cache")}} {
		b.Run(name, func(b *testing.B) {
			readPacks([]string{file}, cache)
			for b.Loop() {
				own, err := readPacks([]string{file}, cache)
				if err != nil || len(own) != 1 {
					b.Fatal(err)
				}
				annotate.Layered(own, nil)
			}
		})
	}
}
