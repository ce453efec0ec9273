package articles

import (
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
}

// formats in the order of trial. The last one takes whatever the others do not.
var formats = []format{
	{name: "markdown", extensions: []string{".md", ".markdown", ".mdown", ".mkd"}, read: readMarkdown},
	{name: "html", extensions: []string{".html", ".htm", ".xhtml", ".xht"}, read: readHTML, head: readPageHead, starts: looksLikePage},
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
