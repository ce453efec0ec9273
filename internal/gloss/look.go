package gloss

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Look returns up to n entries for Chinese, which is taken apart into words, for pinyin or for an English gloss.
func (t *Table) Look(word string, n int) []Entry {
	var all []Entry
	if HasHan(word) {
		for _, piece := range t.Cut(word) {
			if e, ok := t.entries[piece]; ok {
				all = append(all, e)
			}
		}
		return all[:min(n, len(all))]
	}
	bare, toned := Bare(word), Toned(word)
	for _, e := range t.entries {
		if slices.ContainsFunc(e.Glosses, func(g string) bool { return strings.EqualFold(g, word) }) ||
			slices.ContainsFunc(e.Pinyin, func(p string) bool { return Bare(p) == bare && (toned == bare || Toned(p) == toned) }) {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(place(a, word), place(b, word)), cmp.Compare(utf8.RuneCountInString(a.ZH), utf8.RuneCountInString(b.ZH)), strings.Compare(a.ZH, b.ZH))
	})
	return all[:min(n, len(all))]
}

// place is the number of the gloss that a word is; one that only sounds like it comes last.
func place(e Entry, word string) int {
	if at := slices.IndexFunc(e.Glosses, func(g string) bool { return strings.EqualFold(g, word) }); at >= 0 {
		return at
	}
	return len(e.Glosses)
}
