package document

import (
	"unicode"
	"unicode/utf8"
)

// Ink reports whether a character counts for the identity of a text: white space and a byte order mark do not.
func Ink(r rune) bool { return !unicode.IsSpace(r) && r != '\uFEFF' }

// Carry leads spans of the text from to the text to, which differs from it in white space alone.
func Carry(from, to []byte, spans []Span) []Span {
	starts := inkPlaces(to)
	counts := make(map[int]int, 2*len(spans)) // offset in from to the ink before it
	for _, s := range spans {
		counts[s.Start], counts[s.End] = 0, 0
	}
	n := 0
	for at := 0; at <= len(from); {
		if _, wanted := counts[at]; wanted {
			counts[at] = n
		}
		r, size := utf8.DecodeRune(from[at:])
		if size > 0 && Ink(r) {
			n++
		}
		at += max(size, 1)
	}
	carried := make([]Span, len(spans))
	for i, s := range spans {
		first, end := counts[s.Start], counts[s.End]
		carried[i] = Span{Start: starts[first].Start, End: starts[first].Start}
		if end > first {
			carried[i].End = starts[end-1].End
		}
	}
	return carried
}

// inkPlaces lists where the characters of text stand that count for its identity, and its end.
func inkPlaces(text []byte) []Span {
	var places []Span
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if Ink(r) {
			places = append(places, Span{Start: at, End: at + size})
		}
		at += size
	}
	return append(places, Span{Start: len(text), End: len(text)})
}
