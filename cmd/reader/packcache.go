package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// packCache keeps the user's packs in the form that is read fast: reading YAML takes most of a second for some thousand rules.
// A file in it is named after the content of the pack and the version of the program, and begins with a checksum of the rest;
// one that does not fit is as good as none. Nothing in it is needed, so no failure of it is ever said.
type packCache struct{ dir string } // "" keeps nothing

// The cache in figures: smaller packs are read as they are, and what has not been used for so long is thrown away.
const (
	worthCaching = 4 << 10
	cacheMonth   = 30 * 24 * time.Hour
)

func newPackCache(getenv func(string) string) packCache {
	for _, d := range directories(getenv) {
		if d.name == "cache" && d.path != "" {
			return packCache{filepath.Join(d.path, packsFolder)}
		}
	}
	return packCache{}
}

// path names the file for a pack of this content.
func (c packCache) path(data []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%d\x00", readBuild(), annotate.CompiledVersion) //nolint:errcheck // a hash takes everything
	h.Write(data)
	return filepath.Join(c.dir, hex.EncodeToString(h.Sum(nil)[:16])+".pack")
}

// load returns the pack whose file has this content, nil where it is not kept.
func (c packCache) load(file string, data []byte) *annotate.Pack {
	if c.dir == "" || len(data) < worthCaching {
		return nil
	}
	path := c.path(data)
	kept, err := os.ReadFile(path)
	if err != nil || len(kept) < sha256.Size {
		return nil
	}
	if sum := sha256.Sum256(kept[sha256.Size:]); string(sum[:]) != string(kept[:sha256.Size]) {
		return nil
	}
	packs, err := annotate.ReadCompiled(kept[sha256.Size:])
	if err != nil || len(packs) != 1 {
		return nil
	}
	if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > cacheMonth/10 {
		os.Chtimes(path, time.Time{}, time.Now()) //nolint:errcheck,gosec // it is thrown away sooner then
	}
	packs[0].File = file
	return packs[0]
}

// save keeps a pack, and throws away what has long not been used.
func (c packCache) save(p *annotate.Pack, data []byte) {
	if c.dir == "" || len(data) < worthCaching {
		return
	}
	if os.MkdirAll(c.dir, 0o700) != nil {
		return
	}
	compiled := annotate.Compile(p)
	sum := sha256.Sum256(compiled)
	replaceFile(c.path(data), append(sum[:], compiled...), 0o600) //nolint:errcheck,gosec // it is only a cache
	c.sweep()
}

func (c packCache) sweep() {
	entries, _ := os.ReadDir(c.dir) // without them there is nothing to do
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasSuffix(e.Name(), ".pack") && time.Since(info.ModTime()) > cacheMonth {
			os.Remove(filepath.Join(c.dir, e.Name())) //nolint:errcheck,gosec // the next one tries again
		}
	}
}
