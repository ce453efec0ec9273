package library

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// wordReader takes text apart into words as the index has them: in small letters, without diacritics, full-width letters as common ones. Each character of
// Chinese is a word.
type wordReader struct {
	text       string
	start, end int    // where the word stands
	word       []byte // valid until the next call of next
}

// next goes to the next word; false at the end.
func (w *wordReader) next() bool {
	at := w.end
	w.word = w.word[:0]
	for at < len(w.text) {
		c := w.text[at]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(w.text[at:])
			isHan := han(r)
			if isHan && len(w.word) > 0 {
				break
			}
			before := len(w.word)
			if isHan {
				w.word = utf8.AppendRune(w.word, r)
			} else {
				w.word = fold(w.word, r)
			}
			if before == 0 && len(w.word) > 0 {
				w.start = at
			}
			if len(w.word) == before && before > 0 && !joins(r) {
				break
			}
			at += n
			if isHan {
				break
			}
			continue
		}
		if lower[c] == 0 {
			if len(w.word) > 0 {
				break
			}
			at++
			continue
		}
		if len(w.word) == 0 {
			w.start = at
		}
		w.word = append(w.word, lower[c])
		at++
	}
	w.end = at
	return len(w.word) > 0
}

// lower has the letters and digits of ASCII in small letters, and 0 for what is no part of a word.
var lower = func() (all [utf8.RuneSelf]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		all[c], all[c-'a'+'A'] = c, c
	}
	for c := byte('0'); c <= '9'; c++ {
		all[c] = c
	}
	return all
}()

// joins reports whether a character stands inside a word without being told apart: a combining mark, a soft hyphen, a joiner.
func joins(r rune) bool {
	return diacritic(r) || r == 0xAD || r == 0x200D || r == 0x200C || r == 0x2060
}

// diacritic reports whether r is a mark of the letters that lose theirs.
func diacritic(r rune) bool { return r >= 0x300 && r < 0x370 }

// plainLetters are letters that are written without their mark where the mark is no character of its own.
var plainLetters = map[rune]string{'ø': "o", 'ł': "l", 'đ': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i"}

// fold appends a character beyond ASCII as the index has it: nothing where it is no part of a word.
func fold(to []byte, r rune) []byte {
	var short [utf8.UTFMax]byte
	n := utf8.EncodeRune(short[:], r)
	whole := norm.NFKD.Properties(short[:n]).Decomposition()
	if whole == nil {
		whole = short[:n]
	}
	for len(whole) > 0 {
		r, n := utf8.DecodeRune(whole)
		whole = whole[n:]
		switch r = unicode.ToLower(r); {
		case r < utf8.RuneSelf:
			if lower[r] != 0 {
				to = append(to, lower[r])
			}
		case plainLetters[r] != "":
			to = append(to, plainLetters[r]...)
		case diacritic(r):
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			to = utf8.AppendRune(to, r)
		}
	}
	return to
}

// folded is text as the index has it: its words with a blank between them.
func folded(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/16)
	for w := (wordReader{text: text}); w.next(); {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.Write(w.word)
	}
	return b.String()
}

// siteMark stands before the words of a site in the index, so that they are found only by who asks for a site. No word of a text has it.
const siteMark = "\uE000"

// foldedSite is where an article came from as the index has it: the name of the site, and the host of its address.
func foldedSite(site, address string) string {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = u.Hostname()
	}
	var b strings.Builder
	for w := (wordReader{text: site + " " + host}); w.next(); {
		b.WriteString(" " + siteMark)
		b.Write(w.word)
	}
	return b.String()
}

func han(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Han, r) }
