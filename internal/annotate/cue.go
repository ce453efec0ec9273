package annotate

import (
	"slices"
	"strings"
)

// cues is a set of words and phrases that speak for or against a sense. A word is found in its common inflections.
type cues struct {
	first   filter // of first words
	byFirst map[uint64][][]uint64
}

func newCues(phrases []string) cues {
	c := cues{first: newFilter(len(phrases)*4, 16), byFirst: make(map[uint64][][]uint64, len(phrases)*4)}
	for _, phrase := range phrases {
		words := hashWords(phrase)
		if len(words) == 0 {
			continue
		}
		last := phrase[strings.LastIndexAny(phrase, " -")+1:]
		head := words[:len(words)-1]
		c.add(words)
		if len(words) == len(strings.Fields(strings.ReplaceAll(phrase, "-", " "))) {
			for _, v := range inflections(last) {
				c.add(append(slices.Clip(head), hashWords(v)...))
			}
		}
	}
	return c
}

func (c *cues) add(words []uint64) {
	c.first.add(words[0])
	c.byFirst[words[0]] = append(c.byFirst[words[0]], words[1:])
}

// at returns the number of tokens of the longest cue that begins at tokens[i], 0 where none does.
func (c *cues) at(tokens []token, i, end int) int {
	best, w := 0, tokens[i].hash
	if !c.first.may(w) {
		return 0
	}
next:
	for _, rest := range c.byFirst[w] {
		if i+1+len(rest) > end {
			continue
		}
		for k, w := range rest {
			if tokens[i+1+k].hash != w {
				continue next
			}
		}
		best = max(best, 1+len(rest))
	}
	return best
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
