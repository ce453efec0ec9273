package screen

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// settled reports whether every terminal takes the sign for as wide as its cell is. Where that is not so, the pen's place is not relied
// on behind it: some draw ambiguous signs (“ · é) on two columns unless they are known to draw them narrow, and old ones know no new emoji
// and no marks that combine.
func settled(text string, narrow bool) bool {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case n < len(text) || unicode.IsMark(r) || r == 0xe33 || r == 0xeb3: // the vowels that Thai and Lao put beside their letter
		return false
	case r < utf8.RuneSelf || r == '─': // a drift along a rule harms nobody
		return true
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianAmbiguous:
		return narrow && r < 0x2600
	case width.EastAsianWide, width.EastAsianFullwidth:
		return r >= 0x2e80 && r < 0x1f000 || r >= 0x20000 // Chinese and its neighbours, not emoji
	default:
		return r < 0x2600 || r >= 0x2800 && r < 0x1f000 // some draw symbols as emoji
	}
}
