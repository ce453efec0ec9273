package screen

import (
	"hash/maphash"

	"github.com/charmbracelet/x/ansi"
)

// shift lets the terminal move the rows that have only moved, and reports whether there are any. Rows need not be equal for it: side notes
// stay where they are while the text beside them moves.
func (s *Screen) shift() bool {
	by := s.moved()
	if by == 0 || !s.shifts {
		return false
	}
	first, last, saved := s.stretch(by)
	if saved <= 0 {
		return false
	}
	top, bottom := min(first, first+by), max(last, last+by)
	s.buf.WriteString(ansi.SetTopBottomMargins(top+1, bottom+1))
	s.pen.x, s.pen.y = 0, 0 // there it is whenever margins are set
	s.move(0, top)
	if by > 0 {
		s.buf.WriteString(ansi.DeleteLine(by))
		for y := top; y <= bottom; y++ {
			if y+by <= bottom {
				copy(s.shown[y], s.shown[y+by])
			} else {
				wipe(s.shown[y])
			}
		}
	} else {
		s.buf.WriteString(ansi.InsertLine(-by))
		for y := bottom; y >= top; y-- {
			if y+by >= top {
				copy(s.shown[y], s.shown[y+by])
			} else {
				wipe(s.shown[y])
			}
		}
	}
	s.buf.WriteString("\x1b[r")
	s.pen.x, s.pen.y = 0, 0
	return true
}

// wipe erases the rows from the top on that have little in common with the frame, and reports whether there are any. They would be seen empty
// where the terminal does not show a frame in one piece.
func (s *Screen) wipe() bool {
	last, sum, saved := 0, 0, 0
	for y, row := range s.next {
		if sum += differ(s.shown[y], row) - differ(nil, row); sum > saved {
			last, saved = y, sum
		}
	}
	if saved == 0 || !s.together {
		return false
	}
	s.move(len(s.next[0])-1, last)
	s.buf.WriteString(ansi.EraseScreenAbove)
	for y := range last + 1 {
		wipe(s.shown[y])
	}
	return true
}

// moved returns how far most of what has moved up and can be recognised has, 0 for nowhere.
func (s *Screen) moved() int {
	const several = -1
	where := map[uint64]int{}
	for y, row := range s.shown {
		for _, p := range passages(row) {
			if _, again := where[p.hash]; again {
				where[p.hash] = several
			} else {
				where[p.hash] = y
			}
		}
	}
	votes := map[int]int{}
	for y, row := range s.next {
		for _, p := range passages(row) {
			if old, ok := where[p.hash]; ok && old != several {
				votes[old-y] += p.length
			}
		}
	}
	by, most := 0, 0
	for n, v := range votes {
		if n != 0 && (v > most || v == most && n < by) { // the same whatever the order of the map
			by, most = n, v
		}
	}
	return by
}

// stretch returns the rows of the frame which a shift would do most for, and how many cells that would save.
func (s *Screen) stretch(by int) (first, last, saved int) {
	height := len(s.next)
	gain := func(y int) int {
		if y+by < 0 || y+by >= height {
			return 0
		}
		return differ(s.shown[y], s.next[y]) - differ(s.shown[y+by], s.next[y])
	}
	start, sum := 0, 0
	for y := range height {
		if y+by < 0 || y+by >= height {
			continue
		}
		if sum <= 0 {
			start, sum = y, 0
		}
		if sum += gain(y); sum > saved {
			first, last, saved = start, y, sum
		}
	}
	if saved == 0 {
		return 0, 0, 0
	}
	// What moves over the edge leaves blanks.
	from, to := last+1, last+by
	if by < 0 {
		from, to = first+by, first-1
	}
	for y := from; y <= to; y++ {
		saved += differ(s.shown[y], s.next[y]) - differ(nil, s.next[y])
	}
	return first, last, saved
}

// differ counts the columns in which two rows differ. No row stands for blanks.
func differ(a, b []cell) int {
	n := 0
	for x := range b {
		if a == nil && b[x] != blank || a != nil && a[x] != b[x] {
			n++
		}
	}
	return n
}

// passage is a piece of a row between wide blanks, by which the row is recognised.
type passage struct {
	hash   uint64
	length int
}

// apart is how many blanks part two passages; leastPassage is the shortest that can be recognised.
const (
	apart        = 3
	leastPassage = 8
)

var seed = maphash.MakeSeed()

// passages cuts a row into its passages.
func passages(row []cell) []passage {
	var all []passage
	for x := 0; x < len(row); {
		if row[x] == blank {
			x++
			continue
		}
		start, blanks := x, 0
		var h maphash.Hash
		h.SetSeed(seed)
		_ = h.WriteByte(byte(start))
		for ; x < len(row) && blanks < apart; x++ {
			if row[x] == blank {
				blanks++
			} else {
				blanks = 0
			}
			_, _ = h.WriteString(row[x].text)
		}
		if n := x - blanks - start; n >= leastPassage {
			all = append(all, passage{h.Sum64(), n})
		}
	}
	return all
}
