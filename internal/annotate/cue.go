package annotate

import (
	"cmp"
	_ "embed" // for the list of commonplaces
	"slices"
	"strings"
	"sync"
)

// cues is a set of words and phrases that speak for or against a sense. A word is found in its common inflections.
type cues struct {
	first filter // of first words
	all   []cue  // in the order of their first words
}

// cue is a word, or a phrase.
type cue struct {
	first  uint64
	rest   []uint64
	common bool // many rules list it: it says what the text is about, hardly what this match is
}

func newCues(phrases []string) cues {
	var c cues
	for _, phrase := range phrases {
		words := hashWords(phrase)
		if len(words) == 0 {
			continue
		}
		last := phrase[strings.LastIndexAny(phrase, " -")+1:]
		head := words[:len(words)-1]
		common := commonplaces()[strings.ToLower(phrase)]
		c.add(words, common)
		if len(words) == len(strings.Fields(strings.ReplaceAll(phrase, "-", " "))) {
			for _, v := range inflections(last) {
				c.add(append(slices.Clip(head), hashWords(v)...), common)
			}
		}
	}
	c.all = slices.Clip(c.all)
	slices.SortStableFunc(c.all, func(a, b cue) int { return cmp.Compare(a.first, b.first) })
	c.first = newFilter(len(c.all), 16)
	for i := range c.all {
		c.first.add(c.all[i].first)
	}
	return c
}

func (c *cues) add(words []uint64, common bool) {
	q := cue{first: words[0], common: common}
	if len(words) > 1 {
		q.rest = words[1:]
	}
	c.all = append(c.all, q)
}

// at returns the number of tokens of the longest cue that begins at tokens[i], 0 where none does, and whether it is common.
func (c *cues) at(tokens []token, i, end int) (best int, common bool) {
	w := tokens[i].hash
	if !c.first.may(w) {
		return 0, false
	}
	k, _ := slices.BinarySearchFunc(c.all, w, func(q cue, w uint64) int { return cmp.Compare(q.first, w) })
next:
	for ; k < len(c.all) && c.all[k].first == w; k++ {
		q := &c.all[k]
		if i+1+len(q.rest) > end || len(q.rest) < best {
			continue
		}
		for n, w := range q.rest {
			if tokens[i+1+n].hash != w {
				continue next
			}
		}
		best, common = 1+len(q.rest), q.common
	}
	return best, common
}

// commonplace lists the words that speak for so many rules that they stand in any story of the kind. Written by TestCompiled -update.
//
//go:embed packs/commonplace.txt
var commonplace string

var commonplaces = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(commonplace) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			m[line] = true
		}
	}
	return m
})

// manyRules is how many rules must list a word for it to be a commonplace.
const manyRules = 40

// findCommonplaces lists the near words of many rules.
func findCommonplaces(all []*Pack) (words []string) {
	rules := map[string]int{}
	for _, p := range all {
		for i := range p.Rules {
			seen := map[string]bool{}
			for _, w := range p.Rules[i].Near {
				if w = strings.ToLower(w); !seen[w] {
					seen[w] = true
					rules[w]++
				}
			}
		}
	}
	for w, n := range rules {
		if n >= manyRules {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return words
}

// hashWords returns the word hashes of a phrase.
func hashWords(phrase string) []uint64 {
	tokens := tokenize([]byte(phrase), 0, nil)
	words := make([]uint64, len(tokens))
	for i, t := range tokens {
		words[i] = t.hash
	}
	return words
}
