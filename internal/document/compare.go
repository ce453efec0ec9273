package document

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"
)

// Changes is what became of a text when it was edited: which stretches of it still stand, and where.
type Changes struct {
	after []byte
	kept  []stretch // in the order of both texts, apart
}

// stretch is a run of bytes that both texts have.
type stretch struct{ before, after, length int }

// compareMost is up to how many bytes of changed text are compared line by line. More counts as changed as a whole.
const compareMost = 4 << 20

// Compare finds what two versions of a text have in common: how they begin and end, and between these the lines that each has once, in
// the same order. The texts may not be changed while the Changes are used.
func Compare(before, after []byte) *Changes {
	c := &Changes{after: after}
	head := alike(before, after)
	tail := alikeBack(before[head:], after[head:])
	c.keep(stretch{0, 0, head})
	if from, to := before[head:len(before)-tail], after[head:len(after)-tail]; len(from)+len(to) <= compareMost {
		for _, s := range commonLines(from, to) {
			c.keep(stretch{s.before + head, s.after + head, s.length})
		}
	}
	c.keep(stretch{len(before) - tail, len(after) - tail, tail})
	c.grow(before)
	return c
}

func (c *Changes) keep(s stretch) {
	if s.length > 0 {
		c.kept = append(c.kept, s)
	}
}

// grow lets each stretch take what both texts have on either side of it.
func (c *Changes) grow(before []byte) {
	for i := range c.kept {
		s := &c.kept[i]
		end := stretch{len(before), len(c.after), 0}
		if i+1 < len(c.kept) {
			end = c.kept[i+1]
		}
		s.length += alike(before[s.before+s.length:end.before], c.after[s.after+s.length:end.after])
		var start stretch
		if i > 0 {
			start = c.kept[i-1]
		}
		n := alikeBack(before[start.before+start.length:s.before], c.after[start.after+start.length:s.after])
		s.before, s.after, s.length = s.before-n, s.after-n, s.length+n
	}
}

// Offset leads an offset of the old text to the new one. One in a stretch that is gone keeps its distance from the start of what stands
// there now, or comes to its end.
func (c *Changes) Offset(at int) int {
	i := sort.Search(len(c.kept), func(i int) bool { return c.kept[i].before > at }) - 1
	var before stretch
	if i >= 0 {
		before = c.kept[i]
	}
	end := len(c.after)
	if i+1 < len(c.kept) {
		end = c.kept[i+1].after
	}
	to := min(before.after+at-before.before, end)
	for to > 0 && to < len(c.after) && !utf8.RuneStart(c.after[to]) {
		to--
	}
	return to
}

// Span leads a span of the old text to the new one; ok is false where its bytes do not all stand there still.
func (c *Changes) Span(s Span) (Span, bool) {
	i := sort.Search(len(c.kept), func(i int) bool { return c.kept[i].before > s.Start }) - 1
	if i < 0 || s.End > c.kept[i].before+c.kept[i].length {
		return Span{}, false
	}
	by := c.kept[i].after - c.kept[i].before
	return Span{s.Start + by, s.End + by}, true
}

// alike is how many bytes two texts begin with alike.
func alike(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// alikeBack is how many bytes two texts end with alike.
func alikeBack(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// commonLines lists lines that each text has just once, as many as stand in the same order in both.
func commonLines(before, after []byte) []stretch {
	type places struct{ before, after, timesBefore, timesAfter int }
	known := map[string]*places{}
	at := 0
	for l := range bytes.Lines(before) {
		p := known[string(l)]
		if p == nil {
			p = &places{}
			known[string(l)] = p
		}
		p.before, p.timesBefore = at, p.timesBefore+1
		at += len(l)
	}
	at = 0
	for l := range bytes.Lines(after) {
		if p := known[string(l)]; p != nil {
			p.after, p.timesAfter = at, p.timesAfter+1
		}
		at += len(l)
	}
	var once []stretch
	for l, p := range known {
		if p.timesBefore == 1 && p.timesAfter == 1 {
			once = append(once, stretch{p.before, p.after, len(l)})
		}
	}
	slices.SortFunc(once, func(a, b stretch) int { return a.before - b.before })
	return rising(once)
}

// rising picks as many stretches as there are whose places rise in the new text too.
func rising(all []stretch) []stretch {
	var piles []int                   // the last of the best row of each length
	previous := make([]int, len(all)) // in its row
	for i, s := range all {
		pile := sort.Search(len(piles), func(p int) bool { return all[piles[p]].after > s.after })
		previous[i] = -1
		if pile > 0 {
			previous[i] = piles[pile-1]
		}
		if pile == len(piles) {
			piles = append(piles, i)
		} else {
			piles[pile] = i
		}
	}
	if len(piles) == 0 {
		return nil
	}
	var row []stretch
	for i := piles[len(piles)-1]; i >= 0; i = previous[i] {
		row = append(row, all[i])
	}
	slices.Reverse(row)
	return row
}
