package articles

import (
	"bytes"
	"io"
	"math"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

// format is one way to read an article.
type format struct {
	name       string
	extensions []string
	read       func(text []byte, from *url.URL) *Article // text is decoded and not empty; the address is nil for a file
	head       func(text []byte) *Article                // reads the beginning of a text alike; nil where read does
	starts     func(text []byte) bool                    // reports whether a text with another name is one of these; nil looks at the name alone
	unpack     unpacker                                  // reads what is no text itself; read is nil then
}

// unpacker reads an article out of an archive in a file. Its errors do not name the file.
type unpacker struct {
	article func(r io.ReaderAt, size int64, charset string, most int) (*Article, error) // at least so many bytes of its text, or all
	meta    func(r io.ReaderAt, size int64) (Meta, error)                               // what it says of itself, at little cost
}

// formats in the order of trial. The last one takes whatever the others do not.
var formats = []format{
	{name: "markdown", extensions: []string{".md", ".markdown", ".mdown", ".mkd"}, read: readMarkdown},
	{name: "html", extensions: []string{".html", ".htm", ".xhtml", ".xht"}, read: readHTML, head: readPageHead, starts: looksLikePage},
	{name: "epub", extensions: []string{".epub"}, starts: looksLikeArchive, unpack: unpacker{readBook, readBookMeta}},
	{name: "plain", read: readText},
}

// formatOf finds the format of a file by its name, or where that tells nothing by how its bytes begin.
func formatOf(name string, data []byte) format {
	extension := strings.ToLower(filepath.Ext(name))
	for _, f := range formats {
		if slices.Contains(f.extensions, extension) {
			return f
		}
	}
	for _, f := range formats {
		if f.starts != nil && f.starts(data) {
			return f
		}
	}
	return formats[len(formats)-1]
}

// formatOfFile is formatOf for an open file of a size, which is -1 for what can only be read from its beginning to its end.
func formatOfFile(r io.ReaderAt, name string, size int64) format {
	if size < 0 {
		return format{}
	}
	start := make([]byte, min(size, sniffed))
	n, _ := r.ReadAt(start, 0) // reading it tells what is wrong
	return formatOf(name, start[:n])
}

// packed reports whether an article of the format is in an archive.
func (f format) packed() bool { return f.unpack.article != nil }

// article makes an article of all bytes of a file, or of the beginning of a text.
func (f format) article(data []byte, charset string, from origin) (*Article, error) {
	if f.packed() {
		return f.unpack.article(bytes.NewReader(data), int64(len(data)), charset, math.MaxInt)
	}
	text, charset, err := f.decode(data, charset)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(text, []byte(bom)))) == 0 {
		return nil, ErrEmpty
	}
	a := f.readPart(text, from)
	a.Charset = charset
	if known, ok := Recognise(text); ok {
		a.Meta, a.Own, a.OwnText = known.Meta, known.Own, known.OwnText
	}
	return a, nil
}

// decode makes text of bytes. A page may say itself in which encoding it is.
func (f format) decode(data []byte, charset string) (text []byte, name string, err error) {
	if f.starts != nil && charset == "" {
		charset = declared(data, "")
	}
	return Decode(data, charset)
}

// readPart reads a text, or the beginning of one.
func (f format) readPart(text []byte, from origin) *Article {
	if !from.whole && f.head != nil {
		return f.head(text)
	}
	return f.read(text, from.page)
}
