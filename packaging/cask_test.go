// Package packaging checks what a release build has made, as far as it can be checked without Homebrew.
package packaging

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// dist is where goreleaser puts a release.
const dist = "../dist"

// cask is what a cask says, by platform where it differs.
type cask struct {
	text      string
	archives  map[string]archive // by on_macos/on_intel and so on
	version   string
	contained map[string][]string // stanza to the files of the archive that it names
}

type archive struct{ url, sha256 string }

// platforms are the four for which there is a cask, and how their archives are called.
var platforms = map[string]string{
	"on_macos/on_intel": "darwin_amd64", "on_macos/on_arm": "darwin_arm64",
	"on_linux/on_intel": "linux_amd64", "on_linux/on_arm": "linux_arm64",
}

// TestCask checks the cask of the release in dist against the archives beside it. Without a release there is nothing to check.
func TestCask(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(dist, "homebrew", "Casks", "reader.rb"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("no release has been built: goreleaser release --snapshot --clean")
	}
	if err != nil {
		t.Fatal(err)
	}
	sums := readSums(t)
	c := readCask(t, string(text))
	for platform, tag := range platforms {
		a, ok := c.archives[platform]
		if !ok {
			t.Errorf("%s: no archive", platform)
			continue
		}
		file := strings.ReplaceAll(a.url[strings.LastIndexByte(a.url, '/')+1:], "#{version}", c.version)
		if !strings.HasPrefix(a.url, "https://github.com/seed-0d8bf4ce/reader/releases/download/") || !strings.Contains(file, tag) {
			t.Errorf("%s: the address is %s", platform, a.url)
		}
		if a.sha256 != sums[file] || a.sha256 != sumOf(t, file) {
			t.Errorf("%s: the sum of %s is %s, in the cask %s", platform, file, sums[file], a.sha256)
		}
		modes := contents(t, file)
		for stanza, names := range c.contained {
			for _, name := range names {
				mode, ok := modes[name]
				if !ok || stanza == "binary" && mode&0o111 == 0 {
					t.Errorf("%s: %s %q is not in %s, or is no program", platform, stanza, name, file)
				}
			}
		}
	}
	for _, stanza := range []string{"binary", "manpage", "bash_completion", "zsh_completion", "fish_completion"} {
		if len(c.contained[stanza]) == 0 {
			t.Errorf("the cask has no %s", stanza)
		}
	}
	if !regexp.MustCompile(`(?s)postflight do\s+if OS\.mac\?\s+system_command "/usr/bin/xattr", args: \[[^]]*"com\.apple\.quarantine", "#\{staged_path\}/reader"\]\s+end\s+end`).MatchString(c.text) {
		t.Error("the quarantine is not lifted, or not only on macOS")
	}
}

var (
	opens     = regexp.MustCompile(`^\s*(on_\w+|cask .*|\w+) do( \|.*\|)?$|^\s*if `)
	closes    = regexp.MustCompile(`^\s*end$`)
	named     = regexp.MustCompile(`^\s*(binary|manpage|bash_completion|zsh_completion|fish_completion) "([^"]+)"`)
	quoted    = regexp.MustCompile(`^\s*(url|sha256|version) "([^"]+)"`)
	blockName = regexp.MustCompile(`on_\w+`)
)

// readCask reads the cask line by line: goreleaser writes one stanza on each.
func readCask(t *testing.T, text string) cask {
	t.Helper()
	c := cask{text: text, archives: map[string]archive{}, contained: map[string][]string{}}
	var blocks []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		var on []string
		for _, block := range blocks {
			on = append(on, blockName.FindAllString(block, -1)...)
		}
		platform := strings.Join(on, "/")
		switch {
		case opens.MatchString(line):
			blocks = append(blocks, line)
			continue
		case closes.MatchString(line):
			if len(blocks) == 0 {
				t.Fatal("the cask has an end too many")
			}
			blocks = blocks[:len(blocks)-1]
			continue
		}
		if m := named.FindStringSubmatch(line); m != nil {
			c.contained[m[1]] = append(c.contained[m[1]], m[2])
		}
		if m := quoted.FindStringSubmatch(line); m != nil {
			a := c.archives[platform]
			switch m[1] {
			case "version":
				c.version = m[2]
				continue
			case "url":
				a.url = m[2]
			case "sha256":
				a.sha256 = m[2]
			}
			c.archives[platform] = a
		}
	}
	if len(blocks) != 0 || c.version == "" {
		t.Fatalf("the cask is not closed, or has no version: %v", blocks)
	}
	return c
}

// readSums reads the checksums of the release by file name.
func readSums(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dist, "checksums.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sums := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if sum, name, ok := strings.Cut(lines.Text(), "  "); ok {
			sums[name] = sum
		}
	}
	return sums
}

func sumOf(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dist, file))
	if err != nil {
		t.Error(err)
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// contents lists the files of an archive with their modes.
func contents(t *testing.T, file string) map[string]int64 {
	t.Helper()
	f, err := os.Open(filepath.Join(dist, file))
	if err != nil {
		t.Error(err)
		return nil
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Error(err)
		return nil
	}
	modes := map[string]int64{}
	for in := tar.NewReader(unzipped); ; {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			return modes
		}
		if err != nil {
			t.Error(err)
			return nil
		}
		modes[strings.TrimPrefix(header.Name, "./")] = header.Mode
	}
}
