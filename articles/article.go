// Package articles turns bytes in any format into an article.
package articles

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 256 << 20

// What can be wrong with the bytes of an article. Errors of this package wrap one of these or an error of the system.
var (
	ErrEmpty     = errors.New("it is empty")
	ErrBinary    = errors.New("it is not text")
	ErrCharset   = errors.New("its character encoding is neither UTF-8 nor one that can be guessed")
	ErrTooLarge  = fmt.Errorf("it is larger than %d MiB", MaxSize>>20)
	ErrDirectory = errors.New("it is a directory")
)

// Meta is what is known about an article beside its text. Its strings are clean: they may be printed as they are.
type Meta struct {
	ID        string // short and stable; made from the text where nobody named one
	Title     string // never empty
	Site      string // who published it
	Author    string
	URL       string
	MT        string    // the translation engine, where the text names one
	Published time.Time // zero where unknown
	Note      string    // a sentence for the shelf
}

// Article is a text with its title, origin and date. The spans of its annotations are bytes of Document.Source,
// which is the text as decoded: the bytes of the file themselves if they are UTF-8, byte order mark included.
type Article struct {
	Meta

	Document *document.Document
	Charset  string // what the bytes were decoded from: "utf-8", "gb18030", …
	Own      []byte // annotations made by hand for this article, as YAML; nil for most
	OwnText  []byte // the text that Own was made for; the document may be a copy with other white space
	Path     string // the file it was opened from, if any
	Stamp    Stamp  // of that file, when it was read
}

// Open reads the article in the file at path.
func Open(path string) (*Article, error) { return OpenAs(path, "") }

// OpenAs is Open for a file whose character encoding is known by the name charset; "" guesses.
func OpenAs(path, charset string) (*Article, error) {
	data, stamp, err := readFile(path)
	if err != nil {
		return nil, err
	}
	a, err := ReadAs(path, data, charset)
	if err != nil {
		return nil, err
	}
	a.Path, a.Stamp = path, stamp
	return a, nil
}

func readFile(path string) ([]byte, Stamp, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, Stamp{}, fmt.Errorf("open %s: %w", path, reason(err))
	}
	defer f.Close() //nolint:errcheck // nothing was written
	var (
		data  bytes.Buffer
		stamp Stamp
	)
	if info, err := f.Stat(); err == nil {
		stamp = stampOf(info)
		if info.IsDir() {
			return nil, stamp, fmt.Errorf("open %s: %w", path, ErrDirectory)
		}
		data.Grow(int(min(info.Size(), MaxSize)) + bytes.MinRead)
	}
	if _, err := data.ReadFrom(io.LimitReader(f, MaxSize+1)); err != nil {
		return nil, stamp, fmt.Errorf("read %s: %w", path, reason(err))
	}
	return data.Bytes(), stamp, nil
}

// reason takes the operation and the path, which the caller says, out of a system error.
func reason(err error) error {
	if failed := (*fs.PathError)(nil); errors.As(err, &failed) {
		return failed.Err
	}
	return err
}

// Read makes an article of data. The name, a path or a bare file name, decides how the text is read
// (Markdown or plain) and is the last resort for a title.
func Read(name string, data []byte) (*Article, error) { return ReadAs(name, data, "") }

// ReadAs is Read for data whose character encoding is known by the name charset; "" guesses.
func ReadAs(name string, data []byte, charset string) (*Article, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("read %s: %w", name, ErrTooLarge)
	}
	text, charset, err := Decode(data, charset)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(text, []byte(bom)))) == 0 {
		return nil, fmt.Errorf("read %s: %w", name, ErrEmpty)
	}
	a := formatOf(name).read(text)
	a.Charset = charset
	if known, ok := Recognise(text); ok {
		a.Meta, a.Own, a.OwnText = known.Meta, known.Own, known.OwnText
	}
	if a.ID == "" {
		a.ID = digest(text)[:12]
	}
	if a.Title == "" {
		a.Title = document.CleanLine(stem(name))
	}
	return a, nil
}

// stem is the file name without folder and extension.
func stem(name string) string {
	base := filepath.Base(name)
	if s := strings.TrimSuffix(base, filepath.Ext(base)); s != "" {
		return s
	}
	return base
}
