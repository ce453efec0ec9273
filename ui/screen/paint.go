package screen

import (
	"strconv"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// pen is where the terminal will write next, and how.
type pen struct {
	x, y int // nowhere: not known
	look look
}

const nowhere = -1

// paint appends to the buffer what leads from what is shown to the frame.
func (s *Screen) paint() {
	start := s.buf.Len()
	s.pen = pen{x: nowhere, y: nowhere}
	w, h := s.next.size()
	if sw, sh := s.shown.size(); s.stale || sw != w || sh != h {
		s.stale = false
		s.shown.resize(w, h)
		s.buf.WriteString(ansi.ResetStyle + ansi.EraseEntireScreen)
	} else if s.shifts {
		s.shift()
	}
	for y := range s.next {
		s.row(y)
	}
	s.draw(plain)
	if s.buf.Len() == start && s.cursor == s.placed {
		return
	}
	changes := string(s.buf.Bytes()[start:])
	s.buf.Truncate(start)
	if s.together {
		s.buf.WriteString(ansi.SetModeSynchronizedOutput)
	}
	if s.placed.Visible { // it would be seen running over the screen
		s.buf.WriteString(ansi.ResetModeTextCursorEnable)
	}
	s.buf.WriteString(changes)
	if s.placed = s.cursor; s.cursor.Visible {
		s.move(s.cursor.X, s.cursor.Y)
		s.buf.WriteString(ansi.SetModeTextCursorEnable)
	}
	if s.together {
		s.buf.WriteString(ansi.ResetModeSynchronizedOutput)
	}
}

// leastErased is how many blanks at the end of a row are worth the sequence that erases them.
const leastErased = 4

// row brings one row up to date.
func (s *Screen) row(y int) {
	old, row := s.shown[y], s.next[y]
	end := len(row) // from here on there are only blanks
	for end > 0 && row[end-1] == blank {
		end--
	}
	erase := 0
	for x := end; x < len(old); x++ {
		if old[x] != blank {
			erase = x + 1 - end
		}
	}
	if erase < leastErased {
		end += erase
	}
	for x := 0; x < end; {
		n := max(int(row[x].width), 1)
		if same(old[x:x+n], row[x:x+n]) {
			x += n
			continue
		}
		s.move(x, y)
		s.put(row[x])
		x += n
	}
	if erase >= leastErased {
		s.move(end, y)
		s.draw(unseen)
		s.buf.WriteString(ansi.EraseLineRight)
	}
	copy(old, row)
}

func same(a, b []cell) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// put writes a cell where the pen stands.
func (s *Screen) put(c cell) {
	s.draw(c.look)
	sure := settled(c.text)
	if !sure && c.width > 1 { // should the terminal take it for narrower, nothing old stands beside it
		s.buf.WriteString("  ")
		s.sequence(s.pen.x+1, 'G')
	}
	s.buf.WriteString(c.text)
	s.pen.x += int(c.width)
	if !sure || s.pen.x >= len(s.next[0]) {
		s.pen.x = nowhere
	}
}

// draw takes the pen that a look wants.
func (s *Screen) draw(want look) {
	if want == unseen {
		if s.looks.bare(s.pen.look) {
			return
		}
		want = plain
	}
	if want == s.pen.look {
		return
	}
	if from, to := s.looks.links[s.pen.look], s.looks.links[want]; from != to {
		s.buf.WriteString(ansi.SetHyperlink(to.URL, to.Params))
	}
	s.buf.WriteString(change(&s.looks.styles[s.pen.look], &s.looks.styles[want]))
	s.pen.look = want
}

// change is the shorter of two ways from one style to another: what differs, or all of it anew.
func change(from, to *uv.Style) string {
	diff := uv.StyleDiff(from, to)
	if anew := to.String(); len(anew) > 2 && len(anew)+1 < len(diff) {
		return "\x1b[;" + anew[2:]
	}
	return diff
}

// bridge is how many columns that need not change are rather written again than jumped over.
const bridge = 4

// move brings the pen to a place.
func (s *Screen) move(x, y int) {
	p := &s.pen
	switch {
	case p.y == y && p.x == x:
	case p.y == y && p.x >= 0 && p.x < x:
		if x-p.x <= bridge && s.rewrite(p.x, x, y) {
			break
		}
		s.sequence(x-p.x, 'C')
	case p.y == y:
		s.sequence(x+1, 'G')
	case p.y >= 0 && p.y+1 == y && x <= leftmost:
		s.buf.WriteString("\r\n")
		if x > 0 {
			s.sequence(x, 'C')
		}
	default:
		s.buf.WriteString(ansi.CursorPosition(x+1, y+1))
	}
	p.x, p.y = x, y
}

// leftmost is the last column that is reached by a new line and a step to the right in no more bytes than directly.
const leftmost = 9

// rewrite writes the columns [from, to) of a row again, if they are letters of the pen's own look.
func (s *Screen) rewrite(from, to, y int) bool {
	row := s.next[y][from:to]
	for i := range row {
		if len(row[i].text) != 1 || row[i].look != s.pen.look && (row[i].look != unseen || !s.looks.bare(s.pen.look)) {
			return false
		}
	}
	for i := range row {
		s.buf.WriteString(row[i].text)
	}
	return true
}

// sequence writes a control sequence with one number, which is left away where it is 1.
func (s *Screen) sequence(n int, final byte) {
	s.buf.WriteString("\x1b[")
	if n != 1 {
		s.buf.WriteString(strconv.Itoa(n))
	}
	s.buf.WriteByte(final)
}
