package render

import (
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
		return sign{text, w}
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

// agreed returns the width of a cluster if it is one or two cells by either way of counting.
func agreed(s string) (uint8, bool) {
	w := ansi.StringWidth(s)
	return uint8(w), (w == 1 || w == 2) && w == ansi.StringWidthWc(s)
}

// cluster returns the first grapheme cluster of s, which is not empty.
func cluster(s string) string {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return s[:1]
	}
	c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if c == "" {
		_, n := utf8.DecodeRuneInString(s)
		return s[:n]
	}
	return c
}
