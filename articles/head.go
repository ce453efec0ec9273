package articles

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// headSize is how much of a file OpenHead reads at most, in bytes.
const headSize = 256 << 10

// Later returns the article in the file at path without looking at the file: its title is the file's name and it has no Document until
// OpenHead or Reopen is asked. The charset is as for OpenAs.
func Later(path, charset string) *Article {
	return &Article{Meta: Meta{Title: document.CleanLine(stem(path))}, Path: path, wanted: charset}
}

// OpenHead is OpenAs for what must be there at once: of a long file it reads only the beginning. The article is Partial then, has
// no ID, and its Document is that of the first bytes of the file, up to the end of a line where there is one.
func OpenHead(path, charset string) (*Article, error) {
	head, whole, stamp, err := readHead(path, headSize)
	if err != nil {
		return nil, err
	}
	switch format := formatOf(path, head); {
	case format.packed():
		return openPacked(path, charset, headSize)
	case !whole && format.head != nil: // how its text begins, only the whole tells
		return OpenAs(path, charset)
	}
	a, err := read(path, head, charset, whole)
	if err != nil {
		return nil, err
	}
	a.Path, a.Stamp, a.Partial = path, stamp, !whole
	return a, nil
}

// Reopen reads the article's file from its first to its last byte, as it is now. The article itself stays as it is.
func (a *Article) Reopen() (*Article, error) {
	if a.load != nil {
		return a.load()
	}
	if a.Path == "" {
		return nil, fmt.Errorf("open %s: it came from no file", a.Title)
	}
	return a.labelled(OpenAs(a.Path, a.wanted))
}

// Head is OpenHead of the article's file.
func (a *Article) Head() (*Article, error) {
	if a.load != nil {
		return a.load()
	}
	return a.labelled(OpenHead(a.Path, a.wanted))
}

// labelled gives what was read of an article the labels that it had.
func (a *Article) labelled(read *Article, err error) (*Article, error) {
	if err == nil {
		read.Labels = a.Labels
	}
	return read, err
}

// glanceSize is how much of a file Glance reads at most, in bytes.
const glanceSize = 16 << 10

// Glance looks at the beginning of the article's file for what it says of itself. Where the file is longer, Meta has no ID.
func (a *Article) Glance() (Meta, error) {
	if a.load != nil {
		return a.Meta, nil
	}
	head, whole, _, err := readHead(a.Path, glanceSize)
	if err != nil {
		return Meta{}, err
	}
	if format := formatOf(a.Path, head); format.packed() {
		return glanceInto(a.Path, format)
	}
	got, err := read(a.Path, head, a.wanted, whole)
	if err != nil {
		return Meta{}, err
	}
	return got.Meta, nil
}

// openPacked reads so much of the text in an archive, or all of it.
func openPacked(path, charset string, most int) (*Article, error) {
	f, size, stamp, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	a, err := readPacked(f, path, size, charset, most)
	if err != nil {
		return nil, err
	}
	a.Path, a.Stamp = path, stamp
	return a, nil
}

// glanceInto looks at what an archive says of itself.
func glanceInto(path string, format format) (Meta, error) {
	f, size, _, err := openFile(path)
	if err != nil {
		return Meta{}, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	meta, err := format.unpack.meta(f, max(size, 0))
	if err != nil {
		return Meta{}, fmt.Errorf("read %s: %w", path, err)
	}
	if meta.Title == "" {
		meta.Title = document.CleanLine(stem(path))
	}
	return meta, nil
}

// readHead reads at most so much of the beginning of a file; whole reports whether that is all of it.
func readHead(path string, most int64) (head []byte, whole bool, stamp Stamp, err error) {
	f, size, stamp, err := openFile(path)
	if err != nil {
		return nil, false, stamp, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	if size <= most {
		head, err = readAll(f, path, size)
		return head, true, stamp, err
	}
	head = make([]byte, most)
	if _, err := io.ReadFull(f, head); err != nil {
		return nil, false, stamp, fmt.Errorf("read %s: %w", path, reason(err))
	}
	return cutHead(head), false, stamp, nil
}

// cutHead cuts what was read of a longer text behind its last line, or at least not inside a character.
func cutHead(head []byte) []byte {
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return head[:len(head)&^3] // UTF-16
	}
	if i := bytes.LastIndexByte(head, '\n'); i > 0 {
		return head[:i+1]
	}
	for i := 1; i < utf8.UTFMax && i < len(head); i++ {
		if utf8.RuneStart(head[len(head)-i]) {
			return head[:len(head)-i]
		}
	}
	return head
}
