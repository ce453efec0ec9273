package guess

import (
	"cmp"
	"slices"
	"strings"
)

// ranking keeps the best guess of each source.
type ranking struct{ found map[string]Guess }

func (r *ranking) keep(one Guess) {
	if r.found == nil {
		r.found = map[string]Guess{}
	}
	if old, ok := r.found[one.ZH]; !ok || one.Score > old.Score {
		r.found[one.ZH] = one
	}
}

// best returns up to n guesses of a least score, the likeliest first.
func (r *ranking) best(n int, least float64) []Guess {
	all := make([]Guess, 0, len(r.found))
	for _, one := range r.found {
		if one.Score >= least {
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b Guess) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ZH, b.ZH))
	})
	return all[:min(n, len(all))]
}

// The most guesses made of two among those that are shown: with one part in common, and in all. They would crowd out what they are made of.
const (
	alikeMost = 2
	twoMost   = 3
)

// varied is best with few guesses made of two.
func (r *ranking) varied(n int, least float64) []Guess {
	count, two := map[string]int{}, 0
	all := slices.DeleteFunc(r.best(len(r.found), least), func(one Guess) bool {
		if one.core == "" {
			return false
		}
		if count[one.core] == alikeMost || two == twoMost {
			return true
		}
		count[one.core]++
		two++
		return false
	})
	return all[:min(n, len(all))]
}
