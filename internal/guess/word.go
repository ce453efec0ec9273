package guess

import (
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// word is a word of a phrase or of a gloss.
type word struct {
	text string // in lower case
	stem string
	root string // the first letters of a long stem, which words of one family share: prosperous, prosperity
}

// rootLength is how many letters of a long stem make its root.
const rootLength = 6

// wordsOf takes English apart into words. Articles are dropped: machines put them in and leave them out as they please.
func wordsOf(text string) []word {
	var all []word
	text = plainer.Replace(text)
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		w := strings.TrimSuffix(strings.TrimSuffix(strings.Trim(strings.ToLower(field), "'"), "'s"), "s'")
		if w != "" && w != "the" && w != "a" && w != "an" {
			all = append(all, newWord(w))
		}
	}
	return all
}

// plainer writes apostrophes and the name of a country in one way.
var plainer = strings.NewReplacer("’", "'", "U.S.", "US", "u.s.", "us")

func newWord(text string) word {
	w := word{text: text, stem: gloss.Stem(text)}
	if len(w.stem) >= rootLength {
		w.root = w.stem[:rootLength]
	}
	return w
}

// small are words that machines add and drop with the grammar: they say little about the source.
var small = set("of", "to", "in", "on", "at", "by", "for", "and", "with", "is", "are", "be", "it", "its", "from", "as", "or", "that", "this", "his", "her", "their")

func set(words ...string) map[string]bool {
	all := make(map[string]bool, len(words))
	for _, w := range words {
		all[w] = true
	}
	return all
}
