package guess

import (
	"strings"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/dictionary"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// The measures of what a dictionary says: less than the packs, whose names are what articles talk about.
const (
	likeHead  = 0.8  // a headword whose characters explain the phrase
	likeGloss = 0.75 // a headword that means the phrase
	composed  = 400  // how many headwords are looked at in all
	groupSize = 40   // how many characters may stand for one word
)

// fromDictionaries guesses among the headwords of the installed dictionaries: those that mean the phrase, and those whose characters do.
// What cannot be read is left out: guessing goes on without it.
func (g *Guesser) fromDictionaries(p *phrase, keep func(Guess)) {
	for _, d := range g.dictionaries {
		stems := make([]string, len(p.words))
		for i := range p.words {
			stems[i] = p.words[i].stem
		}
		meant, err := d.Meaning(stems)
		if err == nil {
			for i := range meant {
				g.headword(d, p, &meant[i], keep)
			}
		}
		pairs := g.groups(p)
		for _, pair := range pairs {
			made, err := d.Composed(pair, composed/len(pairs))
			if err != nil {
				continue
			}
			for i := range made {
				g.headword(d, p, &made[i], keep)
			}
		}
	}
}

// groups lists for each two neighbouring words of the phrase the characters that may stand for them.
func (g *Guesser) groups(p *phrase) [][][]string {
	var letters [][]string
	for i := range p.words {
		w := &p.words[i]
		if small[w.text] {
			continue
		}
		var group []string
		for _, keys := range []string{w.stem, soundKey + w.text} {
			for _, one := range g.byWord[keys] {
				if utf8.RuneCountInString(one.zh) == 1 && gloss.HasHan(one.zh) && len(group) < groupSize {
					group = append(group, one.zh)
				}
			}
		}
		if len(group) > 0 {
			letters = append(letters, group)
		}
	}
	var all [][][]string
	for i := 1; i < len(letters); i++ {
		all = append(all, letters[i-1:i+1])
	}
	return all
}

// headword guesses one headword.
func (g *Guesser) headword(d *dictionary.Dictionary, p *phrase, e *dictionary.Entry, keep func(Guess)) {
	if g.byZH[e.Simplified] != nil {
		return
	}
	letters := []rune(e.Simplified)
	if len(letters) > 2*len(p.words)+1 || strings.HasPrefix(e.Glosses[0], "variant of") || strings.HasPrefix(e.Glosses[0], "surname ") {
		return
	}
	one := Guess{ZH: e.Simplified, Pinyin: e.Pinyin, English: meaning(e), From: d.Info.Name}
	spans := g.spansOf(letters)
	x := g.explain(p, letters, spans)
	one.Literal, one.Score = literal(letters, x.matches), x.score*likeHead
	whole := &piece{zh: e.Simplified}
	whole.gloss(senses(e))
	for _, m := range p.options(span{0, len(letters), whole}) {
		if score := m.worth * p.share(m.words) * likeGloss; score > one.Score {
			one.Score, one.Literal = score, e.Simplified+" "+m.text
		}
	}
	keep(one)
}

// senses are the glosses of an entry, each sense by itself and without remarks.
func senses(e *dictionary.Entry) []string {
	var all []string
	for _, text := range e.Glosses {
		for sense := range strings.SplitSeq(dictionary.WithoutBrackets(text), ";") {
			if sense = strings.TrimSpace(sense); sense != "" && !strings.HasPrefix(sense, "CL:") && !gloss.HasHan(sense) {
				all = append(all, sense)
			}
		}
	}
	return all
}

func meaning(e *dictionary.Entry) string {
	if all := senses(e); len(all) > 0 {
		return all[0]
	}
	return e.Glosses[0]
}
