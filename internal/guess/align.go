package guess

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// phrase is what shall be explained.
type phrase struct {
	words  []word
	weight []float64 // how much each word says
	total  float64
}

// most is how many words of a phrase are looked at.
const most = 10

// match is a piece of a source that some words of the phrase can stand for.
type match struct {
	span  span
	words uint16 // a bit for each word of the phrase
	text  string // the gloss that explains them
	worth float64
}

// explanation is how a source explains a phrase.
type explanation struct {
	score   float64
	covered uint16 // words of the phrase
	matches []match
}

// options lists the ways in which words of the phrase can stand for a piece.
func (p *phrase) options(s span) []match {
	var all []match
	add := func(words uint16, text string, worth float64) {
		for i := range all {
			if all[i].words == words {
				if worth > all[i].worth {
					all[i].worth, all[i].text = worth, text
				}
				return
			}
		}
		all = append(all, match{s, words, text, worth})
	}
	for i := range s.piece.readings {
		r := &s.piece.readings[i]
		for at := range p.words {
			if covered, alike := p.run(at, r.words); covered != 0 {
				add(covered, r.text, r.worth*alike)
			}
		}
		if len(r.words) > 1 {
			if covered, share := p.some(r.words); covered != 0 {
				add(covered, r.text, r.worth*share)
			}
		}
	}
	worth := worthSound
	if s.end-s.start == 1 {
		worth = worthOne
	}
	for _, sound := range s.piece.sounds {
		for at := range p.words {
			if covered := p.sound(at, sound); covered != 0 {
				add(covered, sound, worth)
			}
		}
	}
	return all
}

// The likeness of words that are not the same.
const (
	likeRoot  = 0.7 // of one family
	likeOrder = 0.85
	likeSome  = 0.6 // only some words of a gloss
)

// alike says how much two words are the same.
func alike(a, b *word) float64 {
	switch {
	case a.stem == b.stem:
		return 1
	case a.root != "" && a.root == b.root:
		return likeRoot
	}
	return 0
}

// run looks for the words of a gloss one after another from a place of the phrase.
func (p *phrase) run(at int, words []word) (covered uint16, like float64) {
	if at+len(words) > len(p.words) {
		return 0, 0
	}
	like = 1
	for i := range words {
		a := alike(&p.words[at+i], &words[i])
		if a == 0 {
			return 0, 0
		}
		like = min(like, a)
		covered |= 1 << (at + i)
	}
	return covered, like
}

// some looks for the words of a gloss anywhere in the phrase.
func (p *phrase) some(words []word) (covered uint16, like float64) {
	found, all := 0.0, 0.0
	for i := range words {
		weight := 1.0
		if small[words[i].text] {
			weight = 0.2
		}
		all += weight
		for k := range p.words {
			if a := alike(&p.words[k], &words[i]); a > 0 && covered&(1<<k) == 0 && weight == 1 {
				covered |= 1 << k
				found += weight * a
				break
			}
		}
	}
	if covered == 0 {
		return 0, 0
	}
	if share := found / all; share < likeOrder {
		return covered, likeSome * share
	}
	return covered, likeOrder
}

// sound looks for pinyin from a place of the phrase, in one word or cut into several.
func (p *phrase) sound(at int, sound string) (covered uint16) {
	rest := sound
	for i := at; i < len(p.words); i++ {
		var ok bool
		if rest, ok = strings.CutPrefix(rest, p.words[i].text); !ok {
			return 0
		}
		covered |= 1 << i
		if rest == "" {
			return covered
		}
	}
	return 0
}

// worthOf is how much a character of a source says: those of many names say little.
func (g *Guesser) worthOf(letter rune) float64 {
	if !gloss.Han(letter) {
		return 0.5
	}
	return g.letters(letter)
}

// explain finds the best way to explain a phrase by a source: which pieces stand for which words, each used once.
func (g *Guesser) explain(p *phrase, letters []rune, spans []span) explanation {
	from := make([][]match, len(letters))
	for _, s := range spans {
		from[s.start] = append(from[s.start], p.options(s)...)
	}
	total := 0.0
	worths := make([]float64, len(letters))
	for i, r := range letters {
		worths[i] = g.worthOf(r)
		total += worths[i]
	}
	type state struct {
		value float64
		match int // index into from[start], -1 where the character stands for nothing
		start int
		words uint16
	}
	best := make([]map[uint16]state, len(letters)+1)
	best[0] = map[uint16]state{0: {}}
	for at := range letters {
		for words, now := range best[at] {
			put := func(end int, to uint16, s state) {
				if best[end] == nil {
					best[end] = map[uint16]state{}
				}
				if old, ok := best[end][to]; !ok || s.value > old.value+1e-12 || s.value > old.value-1e-12 && (s.start < old.start || s.start == old.start && s.match < old.match) {
					best[end][to] = s
				}
			}
			put(at+1, words, state{now.value, -1, at, words})
			for i := range from[at] {
				m := &from[at][i]
				if m.words&words != 0 {
					continue
				}
				value := m.worth * (p.share(m.words) + sum(worths[m.span.start:m.span.end])/total) / 2
				put(m.span.end, words|m.words, state{now.value + value, i, at, words})
			}
		}
	}
	end, top := uint16(0), -1.0
	for words, s := range best[len(letters)] {
		if s.value > top || s.value == top && words < end {
			end, top = words, s.value
		}
	}
	e := explanation{covered: end}
	for at, words := len(letters), end; at > 0; {
		s := best[at][words]
		if s.match >= 0 {
			e.matches = append(e.matches, from[s.start][s.match])
		}
		at, words = s.start, s.words
	}
	slices.Reverse(e.matches)
	e.score = p.rate(e.matches, worths, total)
	return e
}

// rate scores an explanation: how much of the phrase it covers, how much of the source is covered, and in which order.
func (p *phrase) rate(matches []match, worths []float64, total float64) float64 {
	said, heard := 0.0, 0.0
	inOrder, last := 0, -1
	for _, m := range matches {
		said += m.worth * p.share(m.words)
		heard += m.worth * sum(worths[m.span.start:m.span.end]) / total
		if first := bits.TrailingZeros16(m.words); first > last {
			inOrder++
			last = first
		}
	}
	if said == 0 {
		return 0
	}
	order := 1.0
	if n := len(matches); n > 1 {
		order = 0.94 + 0.06*float64(inOrder)/float64(n)
	}
	return order * 2 * said * heard / (said + heard)
}

// share is how much of what the phrase says some of its words say.
func (p *phrase) share(words uint16) float64 {
	share := 0.0
	for i := range p.words {
		if words&(1<<i) != 0 {
			share += p.weight[i]
		}
	}
	return share / p.total
}

func sum(all []float64) float64 {
	s := 0.0
	for _, x := range all {
		s += x
	}
	return s
}
