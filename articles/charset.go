package articles

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// bom is the byte order mark in UTF-8.
const bom = "\uFEFF"

// latin is the encoding of Western Europe, and what is said where nobody knows.
const latin = "windows-1252"

// utf8Name is how a text in UTF-8 is called.
const utf8Name = "utf-8"

// Decode returns data as UTF-8 and the name of the encoding that it was in. The encoding is charset if given, else what
// a byte order mark says, else UTF-8 if data is that, else a guess that prefers GB18030, the encoding of Chinese sources.
//
// Data in UTF-8 comes back untouched, byte order mark included and damage too if there is little of it. Any other
// encoding moves positions: offsets into the result are not offsets into data.
func Decode(data []byte, charset string) (text []byte, name string, err error) {
	switch {
	case charset != "":
		return decodeNamed(data, charset)
	case bytes.HasPrefix(data, []byte(bom)):
		return data, utf8Name, nil
	}
	if wide := wideMarked(data); wide != "" {
		return decodeNamed(data, wide)
	}
	if what := signature(data); what != "" {
		return nil, "", fmt.Errorf("%w: it looks like %s", ErrBinary, what)
	}
	if wide := wideUnmarked(data); wide != "" {
		return decodeNamed(data, wide)
	}
	valid, wrong := weigh(data)
	switch {
	case wrong == 0 && valid == 0 && escaped(data):
		return decodeNamed(data, "iso-2022-jp")
	case wrong == 0 && controls(data)*10 > len(data):
		return nil, "", ErrBinary
	case wrong == 0, wrong*10 <= valid, wrong < utf8.UTFMax && utf8.Valid(data[:len(data)-wrong]):
		return data, utf8Name, nil
	case bytes.IndexByte(data, 0) >= 0:
		return nil, "", ErrBinary
	}
	return guess(data)
}

// declared is the encoding that a page is in as it says, or as contentType, the header it was sent with, says of it; "" where Decode is to find out:
// where nothing is said, and where what is said cannot be, since the bytes are UTF-8 or have a byte order mark.
func declared(data []byte, contentType string) string {
	valid, wrong := weigh(data)
	if valid > 0 && wrong == 0 || wideMarked(data) != "" {
		return ""
	}
	_, name, certain := charset.DetermineEncoding(data, contentType)
	if certain && name == latin { // servers say that of everything
		_, name, _ = charset.DetermineEncoding(data, "") // what the page says, or the same
		certain = !looksChinese(data)
	}
	if said := declaredXML(data); said != "" && !certain {
		name, certain = said, true
	}
	if !certain && name == latin || name == utf8Name { // its last resort; Decode knows better ones
		return ""
	}
	if text, _, err := decodeNamed(data[:min(len(data), sample)], name); err != nil || !fits(text) {
		return ""
	}
	return name
}

var xmlEncoding = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)
})

// declaredXML is the encoding that the first line of an XML document says it is in, by the name that is known of it; "" where it says nothing, or
// where the bytes show another one.
func declaredXML(data []byte) string {
	m := xmlEncoding().FindSubmatch(data[:min(len(data), 512)])
	if m == nil {
		return ""
	}
	name, err := Charset(string(m[1]))
	if err != nil || name == utf8Name || strings.HasPrefix(name, "utf-16") || strings.HasPrefix(name, "utf-32") { // it could not be read then, or Decode sees it anyway
		return ""
	}
	if valid, wrong := weigh(data); valid > 0 && wrong == 0 {
		return ""
	}
	return name
}

// weigh counts the sequences beyond ASCII that are valid UTF-8, and the bytes that are not.
func weigh(data []byte) (valid, wrong int) {
	for at := 0; at < len(data); {
		if data[at] < utf8.RuneSelf {
			at++
			continue
		}
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			wrong++
		} else {
			valid++
		}
		at += n
	}
	return valid, wrong
}

// controls counts the characters that text does not have: C0 without the white space and the escape.
func controls(data []byte) int {
	n := 0
	for _, c := range data {
		if c < ' ' && c != 0x1B && (c < '\b' || c > '\r') {
			n++
		}
	}
	return n
}

// signatures are the first bytes of what people try to open by mistake.
var signatures = []struct{ start, what string }{
	{"%PDF-", "a PDF file"},
	{"PK\x03\x04", "a ZIP archive (EPUB, DOCX)"},
	{"\x89PNG\r\n", "a PNG picture"},
	{"\xFF\xD8\xFF", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"\x1F\x8B", "a gzip archive"},
	{"\x28\xB5\x2F\xFD", "a Zstandard archive"},
	{"\x7FELF", "a program"},
}

func signature(data []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.start)) {
			return s.what
		}
	}
	return ""
}

func decodeNamed(data []byte, charset string) (text []byte, name string, err error) {
	e, name, err := encodingOf(charset)
	switch {
	case err != nil:
		return nil, "", err
	case name == utf8Name:
		return data, name, nil
	}
	if text, err = e.NewDecoder().Bytes(data); err != nil {
		return nil, "", fmt.Errorf("as %s: %w", name, err)
	}
	return bytes.TrimPrefix(text, []byte(bom)), name, nil
}

// DecodeTold is Decode for a text that says itself in which encoding it is, or of which its sender says so: each name of told, in order, is believed
// where the bytes can be that. What is valid UTF-8 is UTF-8, whatever it says.
func DecodeTold(data []byte, told ...string) (text []byte, name string, err error) {
	if valid, wrong := weigh(data); wrong == 0 && valid > 0 || wideMarked(data) != "" {
		return Decode(data, "")
	}
	for _, name := range told {
		_, known, err := encodingOf(name)
		if err != nil || known == utf8Name {
			continue
		}
		if text, name, err := decodeNamed(data, known); err == nil && fits(text) {
			return text, name, nil
		}
	}
	return Decode(data, "")
}
