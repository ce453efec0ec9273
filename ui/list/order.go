package list

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// order is how the shelf is sorted.
type order int

const (
	asGiven order = iota
	byDate
	byTitle
	byFixes
)

var orders = []struct {
	name    string
	compare func(a, b Item) int
}{
	asGiven: {"", func(Item, Item) int { return 0 }},
	byDate:  {"newest first", func(a, b Item) int { return b.Published.Compare(a.Published) }},
	byTitle: {"by title", func(a, b Item) int { return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) }},
	byFixes: {"most fixes first", func(a, b Item) int { return b.Fixes - a.Fixes }},
}

// sort goes on to the next order.
func (l *List) sort() {
	l.order = (l.order + 1) % order(len(orders))
	l.arrange()
}

// Filter shows only the items whose title or site has the letters of query in their order; "" shows all.
func (l *List) Filter(query string) {
	l.query = query
	l.keys.ClearFilter.SetEnabled(query != "")
	l.arrange()
}

// arrange makes the list of what is shown anew and keeps the selected item selected, if it is still there.
func (l *List) arrange() {
	index, had := l.Selected()
	type ranked struct{ index, score int }
	var all []ranked
	for i, item := range l.items {
		if score, ok := match(l.query, item.Title+" "+item.Site); ok {
			all = append(all, ranked{i, score})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		if c := orders[l.order].compare(l.items[a.index], l.items[b.index]); c != 0 {
			return c
		}
		return b.score - a.score
	})
	l.shown, l.selected = make([]int, len(all)), 0
	for i, r := range all {
		l.shown[i] = r.index
		if had && r.index == index {
			l.selected = i
		}
	}
	l.parts = split(l.width, l.height, len(l.shown))
	l.follow()
	l.settle()
}

// match reports whether the letters of query stand in text in this order, capitals aside,
// and how well: more for letters side by side and at the start of words.
func match(query, text string) (score int, ok bool) {
	letters := []rune(strings.ToLower(strings.Join(strings.Fields(query), "")))
	if len(letters) == 0 {
		return 0, true
	}
	at, last, before := 0, -2, ' '
	for i, r := range []rune(strings.ToLower(text)) {
		if r == letters[at] {
			score++
			if i == last+1 {
				score += 3
			}
			if !unicode.IsLetter(before) && !unicode.IsDigit(before) {
				score += 2
			}
			last = i
			if at++; at == len(letters) {
				return score, true
			}
		}
		before = r
	}
	return 0, false
}
