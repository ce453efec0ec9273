package screen

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// pen is where the terminal will write next, and how.
type pen struct {
	x, y int // nowhere: not known
	look look
}

const nowhere = -1

// move brings the pen to a place by the shortest way.
func (s *Screen) move(x, y int) {
	p := &s.pen
	if p.x == x && p.y == y {
		return
	}
	best := ansi.CursorPosition(x+1, y+1)
	take := func(way string) {
		if len(way) < len(best) {
			best = way
		}
	}
	down := y - p.y
	switch {
	case p.y == nowhere:
	case down == 0:
		take("\x1b[" + number(x+1) + "G")
		take("\r" + s.along(0, x))
		if p.x != nowhere {
			take(s.along(p.x, x))
		}
	case down > 0:
		take("\r" + strings.Repeat("\n", down) + s.along(0, x))
		if p.x != nowhere {
			take("\x1b[" + number(down) + "B" + s.along(p.x, x))
		}
	case p.x != nowhere:
		take("\x1b[" + number(-down) + "A" + s.along(p.x, x))
	}
	s.buf.WriteString(best)
	p.x, p.y = x, y
}

// along leads from one column of a row to another.
func (s *Screen) along(from, to int) string {
	switch n := to - from; {
	case n == 0:
		return ""
	case n < 0 && n > -4:
		return strings.Repeat("\b", -n)
	case n < 0:
		return "\x1b[" + number(-n) + "D"
	default:
		way := "\x1b[" + number(n) + "C"
		if stops := to/tab - from/tab; s.tabs && stops > 0 && to <= tab*probed {
			if tabs := strings.Repeat("\t", stops) + s.along(to/tab*tab, to); len(tabs) < len(way) {
				return tabs
			}
		}
		return way
	}
}

// sequence writes a control sequence with one number.
func (s *Screen) sequence(n int, final byte) {
	s.buf.WriteString("\x1b[" + number(n))
	s.buf.WriteByte(final)
}

// number is the number of a control sequence, which is left away where it is 1.
func number(n int) string {
	if n == 1 {
		return ""
	}
	return strconv.Itoa(n)
}
