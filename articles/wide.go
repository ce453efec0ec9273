package articles

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Encodings whose characters take two or four bytes each, and one that is all ASCII.

// wideMarked is the encoding that a byte order mark other than that of UTF-8 says, "" where there is none.
func wideMarked(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}) && len(data)%4 == 0:
		return "utf-32le"
	case bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}) && len(data)%4 == 0:
		return "utf-32be"
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return "utf-16le"
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return "utf-16be"
	}
	return ""
}

// wideUnmarked is the wide encoding that bytes without a mark are in, "" for none. It shows where the zeroes stand: every text has some, in its
// spaces and line ends at least.
func wideUnmarked(data []byte) string {
	data = data[:min(len(data), sample)]
	if bytes.IndexByte(data, 0) < 0 {
		return ""
	}
	var zeroes [4]int
	for i, c := range data {
		if c == 0 {
			zeroes[i%4]++
		}
	}
	units := len(data) / 4
	even, odd := zeroes[0]+zeroes[2], zeroes[1]+zeroes[3]
	var likely string
	switch {
	case units > 1 && zeroes[3] == units && zeroes[2]*10 > units*9:
		likely = "utf-32le"
	case units > 1 && zeroes[0] >= units && zeroes[1]*10 > units*9:
		likely = "utf-32be"
	case odd > even*20:
		likely = "utf-16le"
	case even > odd*20:
		likely = "utf-16be"
	default:
		return ""
	}
	if text, _, err := decodeNamed(data[:len(data)/4*4], likely); err == nil && reads(text) {
		return likely
	}
	return ""
}

// reads reports whether nearly all of a text are letters and other signs that people write. Noise in two bytes becomes signs of many scripts, unassigned ones among them.
func reads(text []byte) bool {
	all, odd := 0, 0
	for _, r := range string(text) {
		all++
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), !unicode.IsPrint(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r):
			odd++
		}
	}
	return all > 0 && odd*50 <= all
}

// escaped reports whether a text in ASCII has the escapes of Japanese mails in it.
func escaped(data []byte) bool {
	return bytes.Contains(data, []byte("\x1b$B")) || bytes.Contains(data, []byte("\x1b$@"))
}
