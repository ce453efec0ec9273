// Package guess proposes what Chinese may have stood where a machine wrote some English.
//
// It knows three kinds of evidence: the forms in which rules list what machines make of a name or term; the Chinese names and terms of
// the packs, whose characters and words are read as a machine would read them; and, where a dictionary is installed, its headwords.
package guess

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/dictionary"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// Guess is a source that may have stood in the original.
type Guess struct {
	ZH      string  `json:"zh"`
	Pinyin  string  `json:"pinyin"`
	Literal string  `json:"literal,omitempty"` // which piece explains which words
	English string  `json:"english,omitempty"` // what it is rightly called, where a pack or name knows it
	Note    string  `json:"note,omitempty"`
	From    string  `json:"from"` // the rule, name or dictionary that knows it
	Score   float64 `json:"score"`

	core string // of a guess made of two: the part that is known
}

// Guesser knows sources and guesses which of them a phrase came from. It is safe for concurrent use.
type Guesser struct {
	table        *gloss.Table
	dictionaries []*dictionary.Dictionary

	sources []*source
	byZH    map[string]*source
	forms   []form

	choices map[string][]word // of forms, while they are read: they are the same again and again

	mu     sync.Mutex // over what is filled while guessing
	pieces map[string]*piece
	byWord map[string][]*piece // stems, roots and sounds
	byForm map[string][]int32  // stems, to indices of forms
	letter map[rune]int        // in how many sources a character stands
	begins map[string]int      // how many sources begin with a piece
	ends   map[string]int      // and end with it
}

// New makes a Guesser of packs and dictionaries.
func New(packs []*annotate.Pack, dictionaries ...*dictionary.Dictionary) *Guesser {
	g := &Guesser{
		table: gloss.Builtin(), dictionaries: dictionaries, byZH: map[string]*source{}, choices: map[string][]word{}, pieces: map[string]*piece{},
		byWord: map[string][]*piece{}, byForm: map[string][]int32{}, letter: map[rune]int{}, begins: map[string]int{}, ends: map[string]int{},
	}
	g.collect(packs)
	g.choices = nil
	g.collectTable()
	for _, s := range g.sources {
		s.spans = g.spansOf(s.letters)
		for _, x := range s.spans {
			if n := len(x.piece.sources); n == 0 || x.piece.sources[n-1] != s {
				x.piece.sources = append(x.piece.sources, s)
			}
			if x.start == 0 {
				g.begins[x.piece.zh]++
			}
			if x.end == len(s.letters) {
				g.ends[x.piece.zh]++
			}
		}
		for _, r := range s.letters {
			g.letter[r]++
		}
	}
	for _, p := range g.pieces {
		if p != nil {
			g.index(p)
		}
	}
	for i := range g.forms {
		g.indexForm(int32(i))
	}
	return g
}

// index makes a piece known by the words that may stand for it.
func (g *Guesser) index(p *piece) {
	put := func(key string) {
		if all := g.byWord[key]; len(all) == 0 || all[len(all)-1] != p {
			g.byWord[key] = append(all, p)
		}
	}
	for i := range p.readings {
		for k := range p.readings[i].words {
			w := &p.readings[i].words[k]
			put(w.stem)
			if w.root != "" {
				put(rootKey + w.root)
			}
		}
	}
	for _, sound := range p.sounds {
		put(soundKey + sound)
	}
}

// The keys of roots and sounds are set apart from those of stems.
const (
	rootKey  = "~"
	soundKey = "'"
)

// letters is how much a character says, between one half and one.
func (g *Guesser) letters(r rune) float64 {
	return max(1-math.Log1p(float64(g.letter[r]))/12, 0.5)
}

// least is the score from which a guess is worth showing.
const least = 0.2

// Guess proposes up to n sources of a phrase, the likeliest first.
func (g *Guesser) Guess(text string, n int) []Guess {
	g.mu.Lock()
	defer g.mu.Unlock()
	p := g.phrase(text)
	if len(p.words) == 0 {
		return nil
	}
	var top ranking
	g.fromSources(p, pick, top.keep)
	g.fromForms(p, top.keep)
	g.fromTwo(p, top.keep)
	g.fromDictionaries(p, top.keep)
	all := top.varied(n, least)
	for i := range all {
		all[i].Score = math.Round(all[i].Score*1000) / 1000
	}
	return all
}

// phrase takes a text apart and weighs its words: one that may stand for many pieces says little.
func (g *Guesser) phrase(text string) *phrase {
	words := wordsOf(text)
	var apart []word
	for _, w := range words {
		apart = append(apart, g.parted(w)...)
	}
	return g.weigh(apart[:min(len(apart), most)])
}

func (g *Guesser) weigh(words []word) *phrase {
	p := &phrase{words: words, weight: make([]float64, len(words))}
	for i, w := range words {
		p.weight[i] = max(1-math.Log1p(float64(len(g.byWord[w.stem])))/10, 0.4)
		if small[w.text] && len(words) > 1 {
			p.weight[i] = 0.2
		}
		p.total += p.weight[i]
	}
	return p
}

// parted takes two words apart that are written together, where only the parts are known: microletter.
func (g *Guesser) parted(w word) []word {
	if g.known(w) {
		return []word{w}
	}
	for at := 3; at+3 <= len(w.text); at++ {
		a, b := newWord(w.text[:at]), newWord(w.text[at:])
		if len(g.byWord[a.stem]) > 0 && len(g.byWord[b.stem]) > 0 {
			return []word{a, b}
		}
	}
	return []word{w}
}

func (g *Guesser) known(w word) bool {
	return len(g.byWord[w.stem]) > 0 || len(g.byForm[w.stem]) > 0 || len(g.byWord[soundKey+w.text]) > 0
}

// How many sources are looked at closely: for all of a phrase, and for part of it.
const (
	pick     = 150
	pickPart = 40
)

// syllables is into how many words a machine cuts pinyin at most.
const syllables = 3

// fromSources guesses among the sources whose characters and words the phrase may be made of.
func (g *Guesser) fromSources(p *phrase, n int, keep func(Guess)) {
	for _, s := range g.near(p, n) {
		e := g.explain(p, s.letters, s.spans)
		keep(g.guess(s, e))
	}
}

// near lists the sources that have most to do with a phrase.
func (g *Guesser) near(p *phrase, n int) []*source {
	score := map[*source]float64{}
	for i := range p.words {
		touched := map[*source]float64{}
		w := &p.words[i]
		touch := func(pieces []*piece, worth float64) {
			for _, one := range pieces {
				for _, s := range one.sources {
					touched[s] = max(touched[s], worth*float64(len(one.zh))/float64(len(s.zh)))
				}
			}
		}
		touch(g.byWord[w.stem], 1)
		if w.root != "" {
			touch(g.byWord[rootKey+w.root], likeRoot)
		}
		sound := []byte(soundKey)
		for k := i; k < len(p.words) && k < i+syllables; k++ {
			sound = append(sound, p.words[k].text...)
			touch(g.byWord[string(sound)], 1)
		}
		for s, worth := range touched {
			score[s] += p.weight[i] * (0.5 + worth)
		}
	}
	all := make([]*source, 0, len(score))
	for s := range score {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *source) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), strings.Compare(a.zh, b.zh))
	})
	return all[:min(len(all), n)]
}
