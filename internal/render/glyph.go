package render

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// glyph is one sign of a laid-out text: what a cell will show.
type glyph struct {
	text   string
	source int // source offset of what it shows, -1 for what is ours
	piece  int // index into the leaf's pieces, or one of the constants below
	style  uint16
	width  uint8
	later  bool // behind the first word of a rewrite
}

// What stands in glyph.piece where a glyph belongs to no piece.
const (
	noPiece  = -1 // glamour's own: a prefix of a heading, the edges of a code span
	dimPiece = -2 // ours: folds, labels
	barPiece = -3 // ours: bars and rules
)

// Texts of glyphs that are no signs.
const (
	breakHere  = "\u2028" // a line ends here; foreign text cannot hold it (document.Clean)
	mayBreak   = "\u200b" // a line may end here
	softHyphen = "\u00ad" // a line may end here, with a hyphen
)

var ascii = func() (table [utf8.RuneSelf]string) {
	for i := range table {
		table[i] = string(rune(i))
	}
	return table
}()

// signs knows how grapheme clusters are shown. It remembers what it has seen, so that text in other scripts is measured once.
type signs map[string]sign

type sign struct {
	text  string
	width uint8
}

const mostSigns = 1 << 14

// of returns how the cluster is shown. Terminals measure by character or by cluster; a cluster whose widths differ is reduced
// to its first character, so that every terminal agrees about where the line ends.
func (s signs) of(cluster string) sign {
	if known, ok := s[cluster]; ok {
		return known
	}
	if len(s) >= mostSigns {
		clear(s)
	}
	shown := measure(cluster)
	s[cluster] = shown
	return shown
}

func measure(cluster string) sign {
	switch cluster {
	case breakHere, mayBreak, softHyphen:
		return sign{text: cluster}
	}
	text := norm.NFC.String(cluster)
	if w, ok := agreed(text); ok {
		return sign{apartFrom(text), w}
	}
	r, size := utf8.DecodeRuneInString(text)
	if w, ok := agreed(text[:size]); ok {
		return sign{text[:size], w}
	}
	if ansi.StringWidth(text[:size])+ansi.StringWidthWc(string(r)) == 0 {
		return sign{}
	}
	return sign{"?", 1}
}

// apartFrom returns the sign so that a terminal which counts by cluster does not make one of it and its neighbours: with a mark that
// takes no room where a cluster that was taken apart (see cluster) would grow together again.
func apartFrom(sign string) string {
	r, n := utf8.DecodeRuneInString(sign)
	if n == len(sign) && r < firstIndic {
		return sign
	}
	if unicode.Is(unicode.Mc, r) || r == thaiAm || r == laoAm {
		sign = mayBreak + sign
	}
	if last, _ := utf8.DecodeLastRuneInString(sign); norm.NFC.PropertiesString(string(last)).CCC() == virama {
		sign += mayBreak
	}
	return sign
}

// The first script whose clusters are taken apart, the vowels that Thai and Lao put beside their letter, and the class of the signs that
// join two consonants.
const (
	firstIndic = '\u0900'
	thaiAm     = '\u0e33'
	laoAm      = '\u0eb3'
	virama     = 9
)

// agreed returns the width of a cluster if it is one or two cells by either way of counting.
func agreed(s string) (uint8, bool) {
	w := ansi.StringWidth(s)
	return uint8(w), (w == 1 || w == 2) && w == ansi.StringWidthWc(s)
}

// cluster returns the first grapheme cluster of s, which is not empty. Letters whose widths terminals do not agree about, as in
// Devanagari and Thai, are taken apart: nothing of a word may be lost.
func cluster(s string) string {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return s[:1]
	}
	c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if c == "" {
		_, n := utf8.DecodeRuneInString(s)
		return s[:n]
	}
	if r, n := utf8.DecodeRuneInString(c); n < len(c) && (unicode.IsLetter(r) || unicode.IsMark(r)) {
		if _, ok := agreed(norm.NFC.String(c)); !ok {
			return leading(c)
		}
	}
	return c
}

// leading returns the first character of a cluster with the marks that take no room of their own.
func leading(c string) string {
	for i, r := range c {
		if i > 0 && ansi.StringWidthWc(string(r)) > 0 {
			return c[:i]
		}
	}
	return c
}

// Sign takes the first sign off a text, which is not empty: what is shown of it on how many columns, and the bytes it stands in.
// No column, nothing to show.
func Sign(text string) (shown string, columns, bytes int) {
	c := cluster(text)
	s := measure(c)
	return s.text, int(s.width), len(c)
}
