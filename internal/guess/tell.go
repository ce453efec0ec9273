package guess

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// likeTable is what a word of the table is worth, which is no name or term that the packs know.
const likeTable = 0.92

// guess makes a guess of a source and how it explains the phrase.
func (g *Guesser) guess(s *source, e explanation) Guess {
	known := min(math.Log1p(float64(s.rank)), 4) / 4 // what is often spoken of is likelier
	if s.rank == 0 {
		e.score *= likeTable
	}
	return Guess{
		ZH: s.zh, Pinyin: g.pinyin(s), Literal: literal(s.letters, e.matches), English: s.english, Note: s.note, From: s.from,
		Score: e.score * (0.92 + 0.08*known),
	}
}

// pinyin is how a source is read: as its rule says or, where none does, as the table reads it, names with capitals.
func (g *Guesser) pinyin(s *source) string {
	if s.pinyin != "" {
		return s.pinyin
	}
	if s.kind == annotate.Person {
		for n := 2; n > 0; n-- { // a surname of two characters first
			if n < len(s.letters) {
				if e, ok := g.table.Surname(string(s.letters[:n])); ok {
					return e.Pinyin[0] + " " + capital(gloss.Join(strings.Fields(g.syllables(s.letters[n:]))))
				}
			}
		}
	}
	reading := g.table.Reading(s.zh)
	switch s.kind {
	case annotate.Person, annotate.Brand, annotate.Organisation, annotate.Product:
		return capital(reading)
	}
	return reading
}

// syllables reads Chinese character by character.
func (g *Guesser) syllables(letters []rune) string {
	var all []string
	for _, r := range letters {
		all = append(all, g.table.Reading(string(r)))
	}
	return strings.Join(all, " ")
}

func capital(word string) string {
	first, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[n:]
}

// unexplained stands behind a piece for which the phrase has no words.
const unexplained = " ?"

// literal says which piece stands for which words; pieces that explain nothing stand alone.
func literal(letters []rune, matches []match) string {
	var parts []string
	at := 0
	rest := func(end int) {
		if text := strings.TrimSpace(string(letters[at:end])); text != "" {
			parts = append(parts, text+unexplained)
		}
	}
	for _, m := range matches {
		rest(m.span.start)
		part := string(letters[m.span.start:m.span.end])
		if !strings.EqualFold(part, m.text) {
			part += " " + m.text
		}
		parts = append(parts, part)
		at = m.span.end
	}
	rest(len(letters))
	return strings.Join(parts, " + ")
}
