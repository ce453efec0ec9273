package document

import (
	"bytes"
	"hash/maphash"
	"iter"
	"slices"
	"sort"
	"unicode/utf8"
)

// Changes is what became of a text when it was edited: which stretches of it still stand, and where.
type Changes struct {
	before, after []byte
	kept          []stretch // in the order of both texts, apart
	folded        *folded   // of the text after; nil until it is needed
}

// stretch is a run of bytes that both texts have.
type stretch struct{ before, after, length int }

// How many bytes of changed text, of both versions together, are compared by line and by word at most. More counts as changed as a whole.
const (
	linesMost = 128 << 20
	wordsMost = 4 << 20
)

// Compare finds what two versions of a text have in common: how they begin and end, between these the lines that each has once, in the
// same order, and between these the words. The texts may not be changed while the Changes are used.
func Compare(before, after []byte) *Changes {
	c := &Changes{before: before, after: after}
	head := alike(before, after)
	tail := alikeBack(before[head:], after[head:])
	if changed := len(before) + len(after) - 2*(head+tail); changed > linesMost {
		c.kept = []stretch{{0, 0, head}, {len(before) - tail, len(after) - tail, tail}}
		return c
	}
	head = bytes.LastIndexByte(before[:head], '\n') + 1 // whole lines, so that no word is cut
	if cut := bytes.IndexByte(before[len(before)-tail:], '\n') + 1; cut > 0 {
		tail -= cut
	} else {
		tail = 0
	}
	c.kept = []stretch{{0, 0, head}, {len(before) - tail, len(after) - tail, tail}}
	c.refine(before, lines)
	if c.changed(before) <= wordsMost {
		c.refine(before, words)
	}
	c.grow(before)
	return c
}

// changed is how many bytes of both versions are in no stretch.
func (c *Changes) changed(before []byte) int {
	n := len(before) + len(c.after)
	for _, s := range c.kept {
		n -= 2 * s.length
	}
	return n
}

// refine looks for pieces that both texts have between the stretches that are known.
func (c *Changes) refine(before []byte, pieces func([]byte) iter.Seq[Span]) {
	all := c.kept[:1:1]
	for i, s := range c.kept[1:] {
		last := c.kept[i]
		from, to := last.before+last.length, last.after+last.length
		for _, common := range commonPieces(before[from:s.before], c.after[to:s.after], pieces) {
			all = append(all, stretch{common.before + from, common.after + to, common.length})
		}
		all = append(all, s)
	}
	c.kept = all
}

// grow lets each stretch take what both texts have on either side of it. Those that meet become one.
func (c *Changes) grow(before []byte) {
	all := c.kept
	c.kept = all[:1:1]
	for _, s := range all[1:] {
		last := &c.kept[len(c.kept)-1]
		from, to := last.before+last.length, last.after+last.length
		n := alike(before[from:s.before], c.after[to:s.after])
		last.length, from, to = last.length+n, from+n, to+n
		n = alikeBack(before[from:s.before], c.after[to:s.after])
		if s = (stretch{s.before - n, s.after - n, s.length + n}); s.before == from && s.after == to {
			last.length += s.length
		} else {
			c.kept = append(c.kept, s)
		}
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

// lines cuts text into lines, ends included.
func lines(text []byte) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for at := 0; at < len(text); {
			end := len(text)
			if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
				end = at + i + 1
			}
			if !yield(Span{at, end}) {
				return
			}
			at = end
		}
	}
}

// words cuts text into what stands between white space.
func words(text []byte) iter.Seq[Span] {
	white := func(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
	return func(yield func(Span) bool) {
		for at := 0; at < len(text); {
			end := at
			for end < len(text) && !white(text[end]) {
				end++
			}
			if end > at && !yield(Span{at, end}) {
				return
			}
			at = end + 1
		}
	}
}

// commonPieces lists pieces that each text has just once, as many as stand in the same order in both.
func commonPieces(before, after []byte, pieces func([]byte) iter.Seq[Span]) []stretch {
	if len(before) == 0 || len(after) == 0 {
		return nil
	}
	type places struct{ before, length, after, timesBefore, timesAfter int }
	known := map[uint64]*places{} // by a hash: the texts may be long
	seed := maphash.MakeSeed()
	for s := range pieces(before) {
		hash := maphash.Bytes(seed, before[s.Start:s.End])
		p := known[hash]
		if p == nil {
			p = &places{}
			known[hash] = p
		}
		p.before, p.length, p.timesBefore = s.Start, s.Len(), p.timesBefore+1
	}
	for s := range pieces(after) {
		if p := known[maphash.Bytes(seed, after[s.Start:s.End])]; p != nil {
			p.after, p.timesAfter = s.Start, p.timesAfter+1
		}
	}
	var once []stretch
	for _, p := range known {
		if p.timesBefore == 1 && p.timesAfter == 1 && bytes.HasPrefix(after[p.after:], before[p.before:p.before+p.length]) {
			once = append(once, stretch{p.before, p.after, p.length})
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
