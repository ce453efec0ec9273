package articles

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// bom is the byte order mark in UTF-8.
const bom = "\uFEFF"

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
		e, err := htmlindex.Get(charset)
		if err != nil {
			return nil, "", fmt.Errorf("no encoding is called %q", charset)
		}
		return decode(data, e)
	case bytes.HasPrefix(data, []byte(bom)):
		return data, utf8Name, nil
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return decodeNamed(data, "utf-16le")
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decodeNamed(data, "utf-16be")
	}
	if what := signature(data); what != "" {
		return nil, "", fmt.Errorf("%w: it looks like %s", ErrBinary, what)
	}
	valid, wrong := weigh(data)
	switch {
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
	if valid > 0 && wrong == 0 || bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return ""
	}
	_, name, certain := charset.DetermineEncoding(data, contentType)
	if said := declaredXML(data); said != "" && !certain {
		name, certain = said, true
	}
	switch {
	case !certain && name == "windows-1252", name == utf8Name: // its last resort; Decode knows better ones
		return ""
	case name == "gbk": // what is called so has often more
		name = "gb18030"
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
	_, name := charset.Lookup(string(m[1]))
	switch name {
	case "gbk":
		return "gb18030"
	case "utf-16le", "utf-16be", utf8Name: // it could not be read then, or Decode sees it anyway
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
	e, err := htmlindex.Get(charset)
	if err != nil {
		return nil, "", err
	}
	return decode(data, e)
}

func decode(data []byte, e encoding.Encoding) (text []byte, name string, err error) {
	if name, err = htmlindex.Name(e); err != nil {
		return nil, "", err
	}
	if name == utf8Name {
		return data, name, nil
	}
	if text, err = e.NewDecoder().Bytes(data); err != nil {
		return nil, "", fmt.Errorf("as %s: %w", name, err)
	}
	return bytes.TrimPrefix(text, []byte(bom)), name, nil
}

// lowestConfidence of the detector, in per cent, that is a guess; it gives 10 to whatever is not impossible.
const lowestConfidence = 15

// sample is how much of a text the guess looks at, in bytes.
const sample = 64 << 10

// guess decodes data in the most likely encoding other than UTF-8.
func guess(data []byte) (text []byte, name string, err error) {
	found, err := chardet.NewTextDetector().DetectAll(data[:min(len(data), sample)])
	if err != nil {
		found = nil // nothing was recognised
	}
	charsets := make([]string, 0, len(found)+1)
	if looksChinese(data) && !rivals(found) {
		charsets = append(charsets, "gb18030")
	}
	for _, f := range found {
		if f.Confidence >= lowestConfidence {
			charsets = append(charsets, strings.Replace(strings.ToLower(f.Charset), "gb-18030", "gb18030", 1))
		}
	}
	for _, charset := range charsets {
		if text, name, err = decodeNamed(data, charset); err == nil && fits(text) {
			return text, name, nil
		}
	}
	return nil, "", ErrCharset
}

// rivals reports whether the detector is sure of another encoding of East Asia than GB18030, or of one with escapes.
func rivals(found []chardet.Result) bool {
	if len(found) == 0 || found[0].Confidence < 50 {
		return false
	}
	switch found[0].Charset {
	case "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN":
		return true
	}
	return false
}

// looksChinese reports whether nearly all bytes beyond ASCII stand in pairs of the GB 2312 square,
// as those of Chinese do, while accents and typographic quotation marks of Western code pages stand alone.
func looksChinese(data []byte) bool {
	pairs, others := 0, 0
	for at := 0; at < len(data); at++ {
		switch {
		case data[at] < utf8.RuneSelf:
		case at+1 < len(data) && data[at] >= 0xA1 && data[at] <= 0xF7 && data[at+1] >= 0xA1:
			pairs++
			at++
		default:
			others++
		}
	}
	return pairs > 0 && others*10 <= pairs
}

// fits reports whether a decoded text has next to nothing in it that says that the encoding was another one:
// replacement characters, or the controls of C1, which the unused places of Western code pages become.
func fits(text []byte) bool {
	wrong := 0
	for _, r := range string(text) {
		if r == utf8.RuneError || r >= 0x7F && r < 0xA0 {
			wrong++
		}
	}
	return wrong*100 <= utf8.RuneCount(text)
}

// DecodeTold is Decode for a text that says itself in which encoding it is, or of which its sender says so: each name of told, in order, is believed
// where the bytes can be that. What is valid UTF-8 is UTF-8, whatever it says.
func DecodeTold(data []byte, told ...string) (text []byte, name string, err error) {
	if valid, wrong := weigh(data); wrong == 0 && valid > 0 || bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return Decode(data, "")
	}
	for _, name := range told {
		e, err := htmlindex.Get(strings.TrimSpace(name))
		if err != nil {
			continue
		}
		if known, err := htmlindex.Name(e); err != nil || known == utf8Name {
			continue
		} else if known == "gbk" { // what is called so has often more
			name = "gb18030"
		}
		if text, name, err := decodeNamed(data, name); err == nil && fits(text) {
			return text, name, nil
		}
	}
	return Decode(data, "")
}
