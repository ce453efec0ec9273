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

// alikeMost is how many guesses made of two may share the part that is known.
const alikeMost = 2

// varied is best, but for guesses made of two which have a part in common: the first of them stand for all.
func (r *ranking) varied(n int, least float64) []Guess {
	count := map[string]int{}
	all := slices.DeleteFunc(r.best(len(r.found), least), func(one Guess) bool {
		count[one.core]++
		return one.core != "" && count[one.core] > alikeMost
	})
	return all[:min(n, len(all))]
}
