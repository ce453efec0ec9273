// Package articles turns bytes in any format into an article.
package articles

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"net/url"
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
	ErrNoText    = errors.New("there is no text on the page")
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
	Language  string    // of the text, where it says so: "en", "zh-CN"
	Published time.Time // zero where unknown
	Note      string    // a sentence for the shelf
}

// Article is a text with its title, origin and date. The spans of its annotations are bytes of Document.Source,
// which is the text as decoded: the bytes of the file themselves if they are UTF-8, byte order mark included. Of a web page (HTML) it is
// the article's text, Markdown made of the page: positions are those of that text and say nothing of the page's bytes.
type Article struct {
	Meta

	Document *document.Document // nil while nothing of the file has been read, see Later
	Made     bool               // Document is made of what the file holds, a web page: its lines are not those of the file
	Partial  bool               // Document holds only the beginning of the file, see OpenHead
	Charset  string             // what the bytes were decoded from: "utf-8", "gb18030", …
	Own      []byte             // annotations made by hand for this article, as YAML; nil for most
	OwnText  []byte             // the text that Own was made for; the document may be a copy with other white space
	Labels   Labels             // in a library; zero for what comes from none
	Path     string             // the file it was opened from, if any
	Stamp    Stamp              // of that file, when it was read

	wanted string                   // the encoding that the file is said to be in, "" for none
	load   func() (*Article, error) // reads it where it is in no file; nil for most
}

// Open reads the article in the file at path.
func Open(path string) (*Article, error) { return OpenAs(path, "") }

// OpenAs is Open for a file whose character encoding is known by the name charset; "" guesses.
func OpenAs(path, charset string) (*Article, error) {
	f, size, stamp, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	a, err := readFile(f, path, size, charset)
	if err != nil {
		return nil, err
	}
	a.Path, a.Stamp = path, stamp
	return a, nil
}

// readFile makes an article of an open file. An archive is read where it is, however large it is.
func readFile(f *os.File, path string, size int64, charset string) (*Article, error) {
	if formatOfFile(f, path, size).packed() {
		return readPacked(f, path, size, charset, math.MaxInt)
	}
	data, err := readAll(f, path, size)
	if err != nil {
		return nil, err
	}
	return ReadAs(path, data, charset)
}

// readPacked reads an article out of the archive in a file: at least so many bytes of its text, or all of it.
func readPacked(r io.ReaderAt, path string, size int64, charset string, most int) (*Article, error) {
	a, err := formatOfFile(r, path, size).unpack.article(r, size, charset, most)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return a.named(origin{name: path, whole: !a.Partial}, charset)
}

// openFile opens a file that is no directory; its size is -1 where it is no regular file and can only be read.
func openFile(path string) (f *os.File, size int64, stamp Stamp, err error) {
	if f, err = os.Open(path); err != nil {
		return nil, 0, Stamp{}, fmt.Errorf("open %s: %w", path, reason(err))
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		err = fmt.Errorf("open %s: %w", path, reason(err))
	case info.IsDir():
		err = fmt.Errorf("open %s: %w", path, ErrDirectory)
	case !info.Mode().IsRegular():
		return f, -1, stampOf(info), nil
	default:
		return f, info.Size(), stampOf(info), nil
	}
	return nil, 0, Stamp{}, errors.Join(err, f.Close())
}

// readAll reads to the end, or to one byte more than an article may have.
func readAll(f *os.File, path string, size int64) ([]byte, error) {
	if size > MaxSize {
		return nil, fmt.Errorf("read %s: %w", path, ErrTooLarge)
	}
	var data bytes.Buffer
	data.Grow(int(min(max(size, 0), MaxSize)) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(f, MaxSize+1)); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, reason(err))
	}
	return data.Bytes(), nil
}

// reason takes the operation and the path, which the caller says, out of a system error.
func reason(err error) error {
	if failed := (*fs.PathError)(nil); errors.As(err, &failed) {
		return failed.Err
	}
	return err
}

// Reason is what an error of this package says without the name of the file.
func Reason(err error) error {
	for _, known := range []error{ErrEmpty, ErrNoText, ErrBinary, ErrCharset, ErrTooLarge, ErrDirectory, ErrNoBytes, ErrDamaged, ErrProtected, ErrTrap, ErrNoBook, ErrNoWords, fs.ErrNotExist, fs.ErrPermission} {
		if errors.Is(err, known) {
			return known
		}
	}
	return err
}

// Read makes an article of data. The name, a path or a bare file name, decides how the text is read
// (Markdown, a web page or plain) and is the last resort for a title.
func Read(name string, data []byte) (*Article, error) { return ReadAs(name, data, "") }

// ReadAs is Read for data whose character encoding is known by the name charset; "" guesses.
func ReadAs(name string, data []byte, charset string) (*Article, error) {
	return read(name, data, charset, true)
}

// read is ReadAs, also for data that is the beginning of a text: that has no ID.
func read(name string, data []byte, charset string, whole bool) (*Article, error) {
	return readFrom(origin{name: name, whole: whole}, data, charset)
}

// origin is where a text comes from.
type origin struct {
	name  string
	whole bool     // it is not the beginning alone
	page  *url.URL // the address of a page, nil for a file
}

// readFrom makes an article of a text.
func readFrom(from origin, data []byte, charset string) (*Article, error) {
	name := from.name
	if len(data) > MaxSize {
		return nil, fmt.Errorf("read %s: %w", name, ErrTooLarge)
	}
	a, err := formatOf(name, data).article(data, charset, from)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return a.named(from, charset)
}

// named completes an article with what only its origin tells.
func (a *Article) named(from origin, wanted string) (*Article, error) {
	name, whole := from.name, from.whole
	a.wanted = wanted
	if whole && len(a.Document.Source()) == 0 {
		return nil, fmt.Errorf("read %s: %w", name, ErrNoText)
	}
	if a.ID == "" && whole {
		a.ID = digest(a.Document.Source())[:12]
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
