package annotate

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// Names of people come out of machines as a surname and what the signs of the given name mean: Ma cloud, Lei army, Zhou Hong clothes.
// The packs list those of the best known; every other person of theirs is found by the readings of the name (generate.go), where the text gives a
// reason to think of them.

// couldName reports whether a match is written as a name, and a word of it is English.
func (r *reading) couldName(c *candidate, rule *rule) bool {
	head := r.tokens[c.from]
	if head.shape != titleShape || ordinarySurname[head.hash] && c.from == c.sentence.from {
		return false
	}
	text := string(r.blocks[c.block].Text[c.start:c.end])
	letters := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }), "")
	return !strings.EqualFold(letters, strings.ReplaceAll(gloss.Bare(rule.Pinyin), " ", ""))
}

// speaksOf reports whether a text that holds a translated name gives a reason to think of its owner: a word or name of theirs near by,
// a name elsewhere in the text, or the right name.
func (r *reading) speaksOf(c *candidate, rule *rule) bool {
	x := &c.features
	return x[nearSentence] > 0 || x[directly] > 0 || x[ownName] > 0 || x[ownNameElse] > 0 || x[sameSense] > 0 || r.mentions(r.engine.form(c.form).rule, rule)
}

// mentions reports whether the text has the right name of a person, or names what the note on them does: "Founder of Qihoo 360".
func (r *reading) mentions(index int32, rule *rule) bool {
	known, asked := r.mentioned[index]
	if asked {
		return known
	}
	known = bytes.Contains(r.doc.Source()[r.passage.Start:r.passage.End], []byte(rule.Fix))
	for n, count := range r.counts {
		known = known || n >= 0 && count > 0 && strings.Contains(rule.Note, r.engine.names[n].Name)
	}
	if r.mentioned == nil {
		r.mentioned = map[int32]bool{}
	}
	r.mentioned[index] = known
	return known
}

// ordinarySurname are surnames that begin English sentences.
var ordinarySurname = hashSet("he", "an", "long", "song", "sun", "pan", "fan", "so", "you", "she", "can", "ran", "men", "die", "sang", "hang")
