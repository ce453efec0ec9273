package guess

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// piece is a Chinese character or word with the English that may stand for it.
type piece struct {
	zh       string
	readings []reading
	sounds   []string // bare pinyin
	sources  []*source
}

// reading is one gloss as words.
type reading struct {
	text  string
	words []word
	worth float64 // how near at hand the gloss is
}

// span is where a piece stands in a source, in characters.
type span struct {
	start, end int
	piece      *piece
}

// The worth of what a piece can be read as.
const (
	worthName  = 0.95 // the right English of a name inside a longer one
	worthSound = 0.9  // pinyin of two syllables and more
	worthOne   = 0.7  // pinyin of one syllable: there are many of each
	worthFall  = 0.02 // by how much less a gloss is worth than the one before it
	worthLeast = 0.8
)

// pieceOf returns the piece for a character or word, made on first use; nil where nothing is known of it.
func (g *Guesser) pieceOf(zh string) *piece {
	if p, known := g.pieces[zh]; known {
		return p
	}
	p := &piece{zh: zh}
	if e, ok := g.table.Entry(zh); ok {
		p.gloss(e.Glosses)
		for _, pinyin := range e.Pinyin {
			p.sounds = append(p.sounds, gloss.Bare(pinyin))
		}
	}
	if e, ok := g.table.Surname(zh); ok {
		p.sounds = append(p.sounds, gloss.Bare(e.Pinyin[0]))
		for _, spelling := range e.Glosses {
			p.read(spelling, worthLeast)
		}
	}
	if s := g.byZH[zh]; s != nil {
		if s.english != "" {
			p.read(s.english, worthName)
		}
		if s.pinyin != "" {
			p.sounds = append(p.sounds, gloss.Bare(s.pinyin))
		}
	}
	if !gloss.HasHan(zh) {
		p.read(zh, 1)
	}
	if len(p.readings) == 0 && len(p.sounds) == 0 {
		p = nil
	}
	g.pieces[zh] = p
	return p
}

// gloss adds glosses, the first of which are worth most.
func (p *piece) gloss(all []string) {
	for i, text := range all {
		p.read(text, max(1-worthFall*float64(i), worthLeast))
	}
}

func (p *piece) read(text string, worth float64) {
	words := wordsOf(text)
	if len(words) > 1 && words[0].text == "to" {
		words = words[1:]
	}
	if len(words) > 0 {
		p.readings = append(p.readings, reading{text, words, worth})
	}
}

// spansOf finds the pieces of a source: every character, every word, every run of what is not Chinese, and the whole.
func (g *Guesser) spansOf(letters []rune) []span {
	var all []span
	longest := max(g.table.Longest(), 4)
	for start := 0; start < len(letters); start++ {
		if !gloss.Han(letters[start]) {
			end := start + 1
			for end < len(letters) && !gloss.Han(letters[end]) {
				end++
			}
			if text := strings.TrimSpace(string(letters[start:end])); text != "" {
				all = append(all, span{start, end, g.pieceOf(text)})
			}
			start = end - 1
			continue
		}
		for end := start + 1; end <= len(letters) && end-start <= longest && gloss.Han(letters[end-1]); end++ {
			zh := string(letters[start:end])
			if p := g.pieceOf(zh); p != nil {
				all = append(all, span{start, end, p})
			}
		}
	}
	if len(letters) > longest || !gloss.Han(letters[0]) {
		if p := g.pieceOf(string(letters)); p != nil {
			all = append(all, span{0, len(letters), p})
		}
	}
	kept := all[:0]
	for _, s := range all {
		if s.piece != nil {
			kept = append(kept, s)
		}
	}
	return kept
}
