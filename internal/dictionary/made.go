package dictionary

import (
	"slices"
)

// Meaning lists the headwords that have words of one gloss among given stems: all of them, in any order.
func (d *Dictionary) Meaning(stems []string) ([]Entry, error) {
	stems = slices.DeleteFunc(slices.Clone(stems), func(s string) bool { return stopWords[s] })
	if len(stems) == 0 {
		return nil, nil
	}
	numbers, err := d.common(wordKey, stems)
	if err != nil {
		return nil, err
	}
	return d.readAll(numbers)
}

// Composed lists up to n headwords that have a character of each group.
func (d *Dictionary) Composed(groups [][]string, n int) ([]Entry, error) {
	var all []uint32
	for i, group := range groups {
		var either []uint32
		for _, letter := range group {
			list, err := d.list(letterKey, letter)
			if err != nil {
				return nil, err
			}
			either = append(either, list...)
		}
		slices.Sort(either)
		either = slices.Compact(either)
		if i == 0 {
			all = either
			continue
		}
		all = inBoth(all, either)
	}
	return d.readAll(all[:min(len(all), n)])
}
