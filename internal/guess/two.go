package guess

import (
	"math"
	"math/bits"
	"strings"
)

// The measures of sources made of two.
const (
	likeTwo   = 0.9  // by what two together are worth less than one
	likeTurn  = 0.9  // and in the other order
	likePlain = 0.65 // and where neither is a name
	leastOne  = 0.7  // what each of them must be worth
	leastName = 0.75 // and of two names
	sides     = 3    // how many of either side are tried
	mostWords = 6    // longer phrases are not taken apart
)

// fromTwo guesses a name or term of the packs with something beside it: WeChat and a subscription account, Xiaomi and technology.
func (g *Guesser) fromTwo(p *phrase, keep func(Guess)) {
	if len(p.words) < 2 || len(p.words) > mostWords {
		return
	}
	for cut := 1; cut < len(p.words); cut++ {
		left, right := g.weigh(p.words[:cut]), g.weigh(p.words[cut:])
		if small[left.words[cut-1].text] || small[right.words[0].text] {
			continue // "of" belongs to what stands on both sides
		}
		share := left.total / (left.total + right.total)
		names, others := g.names(left), g.names(right)
		join := func(these, those []Guess, core func(a, b Guess) Guess, worth float64) {
			for _, a := range these {
				for _, b := range those {
					keep(g.join(a, b, core(a, b), worth*(share*a.Score+(1-share)*b.Score)))
					keep(g.join(b, a, core(a, b), worth*likeTurn*(share*a.Score+(1-share)*b.Score)))
				}
			}
		}
		first := func(a, _ Guess) Guess { return a }
		second := func(_, b Guess) Guess { return b }
		before, after := g.beside(left, g.begins), g.beside(right, g.ends)
		join(names, after, first, likeTwo)
		join(before, others, second, likeTwo)
		join(sure(names), sure(others), first, likeTwo)
		join(before, after, func(a, b Guess) Guess { return Guess{ZH: a.ZH + b.ZH, From: "table"} }, likePlain)
	}
}

// sure keeps the guesses that two names need.
func sure(all []Guess) []Guess {
	for i := range all {
		if all[i].Score < leastName {
			return all[:i]
		}
	}
	return all
}

// join puts two side by side. The core is the one that is known.
func (g *Guesser) join(a, b, core Guess, score float64) Guess {
	one := Guess{
		ZH: a.ZH + b.ZH, Pinyin: a.Pinyin + " " + b.Pinyin, Literal: a.Literal + " + " + b.Literal,
		Note: core.Note, From: core.From, Score: score, core: core.ZH,
	}
	if a.English != "" && b.English != "" {
		one.English = a.English + " " + b.English
	}
	if a.ZH == b.ZH || g.byZH[one.ZH] != nil { // that one was looked at for itself
		one.Score = 0
	}
	return one
}

// names lists the sources all of which part of a phrase stands for, the likeliest first.
func (g *Guesser) names(p *phrase) []Guess {
	var top ranking
	keep := func(one Guess) {
		if !g.byZH[one.ZH].plain && !strings.HasSuffix(one.Literal, unexplained) && !strings.Contains(one.Literal, unexplained+" ") {
			top.keep(one)
		}
	}
	g.fromSources(p, pickPart, keep)
	g.fromForms(p, keep)
	return top.best(sides, leastOne)
}

// beside lists what the table has for all of part of a phrase, first what often stands at that end of a source.
func (g *Guesser) beside(p *phrase, often map[string]int) []Guess {
	var top ranking
	for _, one := range g.byWord[p.words[0].stem] {
		for _, m := range p.options(span{0, len([]rune(one.zh)), one}) {
			if bits.OnesCount16(m.words) == len(p.words) {
				top.keep(Guess{
					ZH: one.zh, Pinyin: g.table.Reading(one.zh), Literal: one.zh + " " + m.text, English: m.text,
					Score: m.worth * usual(one.zh, often[one.zh]),
				})
			}
		}
	}
	return top.best(sides, leastOne)
}

// usual is what a piece of the table is worth beside a name, by how many sources have it there: a character that none has hardly stands alone.
func usual(zh string, often int) float64 {
	worth := min(0.7+math.Log1p(float64(often))/14, 1)
	if len([]rune(zh)) > 1 {
		worth = max(worth, 0.9)
	}
	return worth
}
