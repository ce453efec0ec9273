package screen

import (
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// paint appends to the buffer what leads from what is shown to the frame.
func (s *Screen) paint() {
	start := s.buf.Len()
	w, h := s.next.size()
	if sw, sh := s.shown.size(); s.stale || sw != w || sh != h {
		s.stale = false
		s.shown.resize(w, h)
		s.lift()
		s.buf.WriteString(ansi.ResetStyle + ansi.EraseEntireScreen)
		s.rows()
		s.draw(plain)
	} else {
		s.shortest()
	}
	s.shown.copy(s.next)
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

// littleEnough is how many bytes a frame may take for which no other way is looked for.
const littleEnough = 100

// shortest brings the frame by the way of the fewest bytes: writing what differs, or first moving or wiping rows.
func (s *Screen) shortest() {
	start := s.buf.Len()
	s.lift()
	s.rows()
	s.draw(plain)
	if s.buf.Len()-start <= littleEnough {
		return
	}
	s.was.copy(s.shown)
	for i, begin := range []func() bool{s.shift, s.wipe} {
		if i > 0 && s.buf.Len()-start <= 3*littleEnough {
			return
		}
		mark, pen := s.buf.Len(), s.pen
		s.lift()
		if begin() {
			s.rows()
			s.draw(plain)
			s.shown.copy(s.was)
		}
		if n := s.buf.Len() - mark; n > 0 && n < mark-start {
			s.buf.Truncate(start + copy(s.buf.Bytes()[start:], s.buf.Bytes()[mark:]))
		} else {
			s.buf.Truncate(mark)
			s.pen = pen
		}
	}
}

// lift takes the pen off the screen.
func (s *Screen) lift() { s.pen = pen{x: nowhere, y: nowhere} }

// The least blanks that are worth a sequence that erases them: up to the end of the row, and within it.
const (
	leastErased = 4
	leastWiped  = 10
)

// span is a stretch of a row that has to be written in one go.
type span struct {
	y, from, to int
	look        look // of a dear one, else plain
}

// rows brings all rows up to date. Where that is shorter, the stretches of one look come last, one after the other, for the whole screen.
func (s *Screen) rows() {
	var all [][]span
	costs := map[look]*cost{}
	for y := range s.next {
		row := s.changes(y)
		all = append(all, row)
		for i := range row {
			s.weigh(costs, row, i)
		}
	}
	later := map[look][]span{}
	var order []look
	for _, row := range all {
		for _, p := range row {
			if p.look == plain || costs[p.look].inTurn <= costs[p.look].later {
				s.write(p)
				continue
			}
			if later[p.look] == nil {
				order = append(order, p.look)
			}
			later[p.look] = append(later[p.look], p)
		}
	}
	for _, n := range order {
		for _, p := range later[n] {
			s.write(p)
		}
	}
}

// cost is about how many bytes it takes to bring the pen, its look and the place behind it to all stretches of a look: where they stand in their rows,
// or in the end.
type cost struct{ inTurn, later int }

// What ways take on average: to a place on another row, and to one on the same.
const (
	jump = 7
	step = 4
)

// weigh adds the i-th stretch of a row to the costs of its look.
func (s *Screen) weigh(costs map[look]*cost, row []span, i int) {
	p := row[i]
	if p.look == plain {
		return
	}
	c, there := costs[p.look], len(s.looks.styles[p.look].String())
	if c == nil {
		c = &cost{later: there}
		costs[p.look] = c
	}
	c.inTurn += there
	c.later += jump
	if i > 0 && row[i-1].to < p.from {
		c.inTurn += step
	}
	if i+1 < len(row) {
		c.inTurn += len(ansi.ResetStyle)
		c.later += step
	}
}

// changes returns the stretches of a row in which it differs from what is shown, with what between them is cheaper written than jumped over.
func (s *Screen) changes(y int) []span {
	old, row := s.shown[y], s.next[y]
	end := len(row) // from here on there are only blanks
	for end > 0 && row[end-1] == blank {
		end--
	}
	var all []span
	add := func(from, to int, n look) {
		if last := len(all) - 1; last >= 0 {
			p := &all[last]
			joins := n == p.look || row[from] == blank && s.looks.bare(p.look)
			if joins && from-p.to <= bridge && s.bridged(row[p.to:from], p.look) {
				p.to = to
				return
			}
		}
		all = append(all, span{y, from, to, n})
	}
	for x := 0; x < end; {
		n := max(int(row[x].width), 1)
		if !same(old[x:x+n], row[x:x+n]) {
			add(x, x+n, s.looks.dearOr(row[x].look))
		}
		x += n
	}
	if !wiped(old[end:]) {
		add(end, len(row), plain)
	}
	return all
}

// bridge is how many columns that need not change are rather written again than jumped over.
const bridge = 4

// bridged reports whether the cells are written in no more bytes than there are, by a pen that writes the look.
func (s *Screen) bridged(row []cell, n look) bool {
	for i := range row {
		if len(row[i].text) != 1 || row[i].width != 1 || row[i] != blank && row[i].look != n || row[i] == blank && !s.looks.bare(n) {
			return false
		}
	}
	return true
}

// write writes a stretch.
func (s *Screen) write(p span) {
	row := s.next[p.y]
	for x := p.from; x < p.to; {
		blanks := 0
		for x+blanks < p.to && row[x+blanks] == blank {
			blanks++
		}
		switch {
		case blanks >= leastErased && wiped(row[x+blanks:]):
			s.move(x, p.y)
			s.draw(unseen)
			s.buf.WriteString(ansi.EraseLineRight)
			return
		case blanks >= leastWiped:
			s.move(x, p.y)
			s.draw(unseen)
			s.sequence(blanks, 'X')
			x += blanks
		default:
			s.move(x, p.y)
			s.put(row[x])
			x += max(int(row[x].width), 1)
		}
	}
}

// wiped reports whether cells are all blank.
func wiped(row []cell) bool {
	for x := range row {
		if row[x] != blank {
			return false
		}
	}
	return true
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
	sure := settled(c.text, s.narrow)
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
