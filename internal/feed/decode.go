package feed

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// said is how XML says in which encoding it is.
var said = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']?\s*([A-Za-z0-9._:-]+)`)
})

// decoded is the text of a feed in UTF-8, with none but the characters that XML has. The type of content, which may be "", may name an encoding too.
func decoded(data []byte, contentType string) (string, error) {
	if name := wide(data); name != "" {
		text, _, err := articles.Decode(data, name)
		return lawful(text), err
	}
	told := make([]string, 0, 2)
	if found := said().FindSubmatch(data[:min(len(data), 1024)]); found != nil {
		told = append(told, string(found[1]))
	}
	if _, parameters, err := mime.ParseMediaType(contentType); err == nil && parameters["charset"] != "" {
		told = append(told, parameters["charset"])
	}
	text, _, err := articles.DecodeTold(data, told...)
	return lawful(text), err
}

// wide names the encoding of XML whose characters have two bytes each, and that has no mark to tell; "" for any other.
func wide(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{'<', 0}):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte{0, '<'}):
		return "utf-16be"
	}
	return ""
}

// lawful leaves out the characters that XML does not have. Those of C1 are what windows-1252 has in their places: that is how they came to be.
func lawful(text []byte) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x80 && r < 0xA0:
			if r = charmap.Windows1252.DecodeByte(byte(r)); r < 0xA0 || r == utf8.RuneError {
				return -1
			}
		case r == '\uFEFF' || !inXML(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(string(text), string(utf8.RuneError)))
}
