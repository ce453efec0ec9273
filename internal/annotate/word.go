package annotate

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// token is one word, one Han sign or one mark of punctuation of a block's text.
type token struct {
	start, end int32  // bytes of the block's text
	hash       uint64 // of the folded word
	kind       tokenKind
	gap        gap // what stands between the token before and this one
	shape      shape
}

type tokenKind uint8

const (
	wordToken  tokenKind = iota
	hanToken             // one Han, Kana or Hangul sign
	markToken            // punctuation or a symbol
	quoteToken           // a quotation mark of any form
	endToken             // . ! ? and their Chinese forms
)

// gap says what separates two neighbouring tokens.
type gap uint8

const (
	noGap    gap = iota
	blankGap     // blanks with at most one line end
	hyphenGap
	breakGap // an empty line, or the start of the block
)

// shape is the case of a word.
type shape uint8

const (
	lowerShape shape = iota
	titleShape       // first letter a capital
	upperShape       // two letters or more, all capitals
)

// asciiWord tells letters and digits, which make words; the rest is looked at one by one.
var asciiWord = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	return t
}()

// asciiMarks are the tokens of ASCII punctuation, but for their place.
var asciiMarks = func() (t [utf8.RuneSelf]token) {
	for c := range t {
		t[c] = token{hash: markHash(rune(c)), kind: markKind(rune(c))}
	}
	return t
}()

// tokenize appends the tokens of text from byte from on to into. Offsets are bytes of text as it stands: nothing is copied or lower-cased first.
func tokenize(text []byte, from int, into []token) []token {
	g := breakGap
	for i := from; i < len(text); {
		c := text[i]
		switch {
		case asciiWord[c]:
			into = append(into, token{})
			t := &into[len(into)-1]
			readWord(text, i, t)
			t.gap = g
			g, i = noGap, int(t.end)
		case c == ' ' && i+1 < len(text) && asciiWord[text[i+1]]:
			g, i = max(g, blankGap), i+1
		case c >= utf8.RuneSelf:
			into, g, i = tokenizeRune(text, i, into, g)
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			g, i = readBlank(text, i, g)
		case c == '-' && hyphenAt(text, i, i+1):
			g, i = hyphenGap, skipHyphenBreak(text, i+1)
		case c == '\'' && len(into) > 0 && g == noGap && apostrophe(text, i, i+1):
			t := readSuffix(text, i, i+1)
			into, i = append(into, t), int(t.end)
		default:
			into = append(into, token{start: int32(i), end: int32(i + 1), hash: asciiMarks[c].hash, kind: asciiMarks[c].kind, gap: g})
			g, i = noGap, i+1
		}
	}
	return into
}

// tokenizeRune reads what begins with the character beyond ASCII at i.
func tokenizeRune(text []byte, i int, into []token, g gap) ([]token, gap, int) {
	r, n := utf8.DecodeRune(text[i:])
	switch {
	case ignorable(r):
		return into, g, i + n
	case r == '\u00a0' || r == '\u3000' || unicode.IsSpace(r):
		return into, max(g, blankGap), i + n
	case wide(r):
		into = append(into, token{start: int32(i), end: int32(i + n), hash: runeHash(r), kind: hanToken, gap: g})
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		t := token{gap: g}
		readWord(text, i, &t)
		return append(into, t), noGap, int(t.end)
	case r >= '\u2010' && r <= '\u2013' && hyphenAt(text, i, i+n):
		return into, hyphenGap, skipHyphenBreak(text, i+n)
	case r == '\u2019' && len(into) > 0 && g == noGap && apostrophe(text, i, i+n):
		t := readSuffix(text, i, i+n)
		return append(into, t), noGap, int(t.end)
	default:
		into = append(into, token{start: int32(i), end: int32(i + n), hash: markHash(r), kind: markKind(r), gap: g})
	}
	return into, noGap, i + n
}

// readWord reads a run of letters, digits and marks, not Han, eight bytes at a time. It fills in where it stands, its hash and its shape.
func readWord(text []byte, i int, t *token) {
	h := uint64(seed)
	upper, letters, at := 0, 0, i
	for {
		x := load(text, at)
		n := bits.TrailingZeros64(notWord(x)) / 8
		if n == 0 {
			break
		}
		x &= ^uint64(0) >> (64 - 8*n)
		letters += bits.OnesCount64(x & eachByte(0x40)) // digits lack this bit, as capitals lack the next
		upper += bits.OnesCount64(^x >> 5 & (x >> 6) & eachByte(1))
		h = mix(h, x|x>>1&eachByte(0x20)) // a letter with its sixth bit set is a small one
		at += n
		if n < 8 {
			break
		}
	}
	if at < len(text) && text[at] >= utf8.RuneSelf && inWord(text[at:]) {
		readForeign(text, i, t)
		return
	}
	t.start, t.end, t.hash = int32(i), int32(at), h
	t.shape = shapeOf(text[i] >= 'A' && text[i] <= 'Z', upper, letters)
}

// load returns eight bytes of text, the one at at lowest, and zeros beyond its end.
func load(text []byte, at int) uint64 {
	if at+8 <= len(text) {
		return binary.LittleEndian.Uint64(text[at:])
	}
	var x uint64
	for k := len(text) - 1; k >= at; k-- {
		x = x<<8 | uint64(text[k])
	}
	return x
}

// notWord sets the highest bit of each byte that is no ASCII letter or digit.
func notWord(x uint64) uint64 {
	low := x & eachByte(0x7f)
	small := low | eachByte(0x20)
	letter := (small + eachByte(0x80-'a')) &^ (small + eachByte(0x80-'z'-1))
	digit := (low + eachByte(0x80-'0')) &^ (low + eachByte(0x80-'9'-1))
	return (^(letter | digit) | x) & eachByte(0x80)
}

func eachByte(b uint64) uint64 { return b * 0x0101010101010101 }

// seed is the hash of no word; mix adds eight folded bytes to a hash (the folded multiplication of wyhash).
const seed = 0x9e3779b97f4a7c15

func mix(h, x uint64) uint64 {
	high, low := bits.Mul64(h^x, 0xd6e8feb86659fd93)
	return high ^ low ^ h<<1
}

// inWord reports whether the character beyond ASCII at the start of text goes on with a word.
func inWord(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return ignorable(r) || !wide(r) && unicode.In(r, unicode.L, unicode.Nd, unicode.M)
}

// readForeign reads a word with characters beyond ASCII. A letter that folds into ASCII counts as the ASCII letter.
func readForeign(text []byte, i int, t *token) {
	t.start = int32(i)
	folded := make([]byte, 0, 32)
	upper, letters := 0, 0
	title := false
	for i < len(text) {
		r, n := utf8.DecodeRune(text[i:])
		switch {
		case ignorable(r):
			i += n
			continue
		case r < utf8.RuneSelf && !asciiWord[r] || wide(r) || !unicode.In(r, unicode.L, unicode.Nd, unicode.M):
			n = 0
		}
		if n == 0 {
			break
		}
		r = fullWidth(r)
		if unicode.IsUpper(r) {
			upper++
			title = title || len(folded) == 0
		}
		if !unicode.IsDigit(r) {
			letters++
		}
		folded = utf8.AppendRune(folded, unicode.ToLower(r))
		i += n
	}
	t.end, t.hash = int32(i), hashFolded(folded)
	t.shape = shapeOf(title, upper, letters)
}

func hashFolded(folded []byte) uint64 {
	h := uint64(seed)
	for at := 0; at < len(folded); at += 8 {
		h = mix(h, load(folded, at))
	}
	return h
}

func shapeOf(title bool, upper, letters int) shape {
	switch {
	case upper > 1 && upper == letters:
		return upperShape
	case title:
		return titleShape
	}
	return lowerShape
}

// readSuffix reads what hangs on a word by an apostrophe ('s, 't, 're): a token of its own, so that a possessive can stay outside a match.
func readSuffix(text []byte, start, at int) token {
	var t token
	readWord(text, at, &t)
	return token{start: int32(start), end: t.end, hash: mix(t.hash, '\'')}
}

func apostrophe(text []byte, at, after int) bool {
	return at > 0 && asciiLetterAt(text, at-1) && after < len(text) && asciiLetterAt(text, after)
}

func asciiLetterAt(text []byte, i int) bool {
	c := text[i] | 0x20
	return c >= 'a' && c <= 'z'
}

// hyphenAt reports whether the hyphen at [at, after) joins two words: a word directly before, and a word, or a line end and a word, behind.
func hyphenAt(text []byte, at, after int) bool {
	if at == 0 || !wordByte(text[at-1]) {
		return false
	}
	i := skipHyphenBreak(text, after)
	return i < len(text) && wordByte(text[i])
}

func wordByte(c byte) bool { return c >= utf8.RuneSelf || asciiWord[c] }

// skipHyphenBreak skips one line end, with the blanks that indent the next line, behind a hyphen.
func skipHyphenBreak(text []byte, i int) int {
	j := i
	if j < len(text) && text[j] == '\r' {
		j++
	}
	if j >= len(text) || text[j] != '\n' {
		return i
	}
	for j++; j < len(text) && (text[j] == ' ' || text[j] == '\t'); j++ {
	}
	return j
}

func readBlank(text []byte, i int, g gap) (gap, int) {
	lines := 0
	for ; i < len(text); i++ {
		switch text[i] {
		case '\n':
			lines++
			continue
		case ' ', '\t', '\r':
			continue
		}
		break
	}
	if lines > 1 {
		return breakGap, i
	}
	return max(g, blankGap), i
}

func markHash(r rune) uint64 {
	switch {
	case r >= '\u2010' && r <= '\u2015':
		r = '-'
	case quoteMark(r):
		r = '"'
	default:
		r = fullWidth(r)
	}
	return runeHash(r)
}

// runeHash is the hash of a mark or a sign that is a token of its own.
func runeHash(r rune) uint64 { return mix(mix(seed, uint64(unicode.ToLower(r))), 1) }

func markKind(r rune) tokenKind {
	switch r {
	case '.', '!', '?', '。', '！', '？', '…':
		return endToken
	}
	if quoteMark(r) {
		return quoteToken
	}
	return markToken
}

func quoteMark(r rune) bool {
	switch r {
	case '"', '\'', '\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d', '\u201e', '«', '»', '「', '」', '『', '』', '《', '》', '`':
		return true
	}
	return false
}

// fullWidth folds the full-width forms of ASCII to ASCII.
func fullWidth(r rune) rune {
	if r >= '\uff01' && r <= '\uff5e' {
		return r - 0xfee0
	}
	return r
}

// ignorable reports characters that stand inside words without being part of them.
func ignorable(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

func wide(r rune) bool {
	return r >= 0x1100 && (r >= 0x3400 && r <= 0x9fff || r >= 0x3040 && r <= 0x30ff || r >= 0xac00 && r <= 0xd7af ||
		r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff || r == 0x3007)
}

// hashWord returns the hash of a word of plain letters and digits.
func hashWord(s string) uint64 {
	var t token
	readWord([]byte(s), 0, &t)
	return t.hash
}
