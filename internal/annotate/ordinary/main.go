// Command ordinary counts the phrases of all built-in rules in texts of ordinary English, and writes the counts that raise their risk.
//
//	go run ./internal/annotate/ordinary TEXT...
//
// TEXT is a file or a directory: plain text, .gz, .zip, or .jsonl with a field `text`. Words with their tags (word/NN) are read without. The counts go to
// internal/annotate/packs/ordinary.tsv, whose comment lines, which list the texts, stay as they are. The texts themselves stay outside the tree.
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

const counts = "internal/annotate/packs/ordinary.tsv"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "ordinary:", err)
		os.Exit(2)
	}
}

func run(texts []string) error {
	if len(texts) == 0 {
		return errors.New("name the texts to read: files or directories")
	}
	packs, err := annotate.BuiltinPacks()
	if err != nil {
		return err
	}
	old, err := os.ReadFile(counts)
	if err != nil {
		return fmt.Errorf("%w (run it at the root of the module)", err)
	}
	t := annotate.NewTally(packs)
	for _, name := range texts {
		if err := readTree(t, name); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	if err := t.Write(&b, comments(old)); err != nil {
		return err
	}
	return os.WriteFile(counts, b.Bytes(), 0o644) //nolint:gosec // a file of the tree
}

// comments returns the comment lines of a file of counts but the first, which says how much was read.
func comments(old []byte) (head []string) {
	for line := range strings.Lines(string(old)) {
		if strings.HasPrefix(line, "#") {
			head = append(head, strings.TrimRight(line, "\n"))
		}
	}
	return head[min(1, len(head)):]
}

func readTree(t *annotate.Tally, name string) error {
	return filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error { //nolint:gosec // the texts that were named
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path) //nolint:gosec // the texts that were named
		if err != nil {
			return err
		}
		if err := readFile(t, path, data); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		return nil
	})
}

func readFile(t *annotate.Tally, name string, data []byte) error {
	switch filepath.Ext(name) {
	case ".gz":
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return err
		}
		inside, err := io.ReadAll(z)
		if err != nil {
			return err
		}
		return readFile(t, strings.TrimSuffix(name, ".gz"), inside)
	case ".zip":
		return readZip(t, data)
	case ".jsonl":
		return readLines(t, data)
	}
	if !bytes.Contains(data[:min(len(data), 4096)], []byte{0}) { // a binary file
		t.Read(untagged(data))
	}
	return nil
}

func readZip(t *annotate.Tally, data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		inside, err := io.ReadAll(r)
		if err = errors.Join(err, r.Close()); err != nil {
			return err
		}
		if err := readFile(t, f.Name, inside); err != nil {
			return err
		}
	}
	return nil
}

func readLines(t *annotate.Tally, data []byte) error {
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		var line struct {
			Text string `json:"text"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		t.Read([]byte(line.Text))
	}
	return lines.Err()
}

var tag = regexp.MustCompile(`(\S)/[A-Za-z$*+'.,:()-]{1,12}(\s)`)

// untagged takes the tags off the words of a tagged corpus.
func untagged(text []byte) []byte {
	if head := text[:min(len(text), 20_000)]; len(tag.FindAllIndex(head, -1))*2 < len(bytes.Fields(head)) {
		return text
	}
	return tag.ReplaceAll(text, []byte("$1$2"))
}
