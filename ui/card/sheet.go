package card

import (
	"image"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// footFrom is the height that has room for keys that stay while the rest is scrolled.
const footFrom = 7

// sheet is the rows of a card and the room that they have.
type sheet struct {
	theme *theme.Theme

	roomWidth, roomHeight int // what it may take
	width, height         int
	lines                 []line
	first                 int // the first line shown, where not all fit
	foot                  int // rows at the lower edge that stay: the keys
}

// line is one row of a card: stretches of text from the left, and one at the right edge.
type line struct {
	left  []stretch
	right stretch
}

// taken is the cells that the stretches from the left take.
func (l line) taken() int {
	n := 0
	for _, s := range l.left {
		n += theme.Width(s.text)
	}
	return n
}

type stretch struct {
	text  string
	style uv.Style
}

// lay takes the room that a card may have, and the rows that are composed for it.
func (s *sheet) lay(width, height int, compose func(width int) []line) {
	s.roomWidth, s.roomHeight = width, height
	s.width = min(width, Width)
	s.lines = compose(max(s.width-4, 1))
	s.foot = 0
	if height >= footFrom {
		s.foot = 1
	}
	s.height = min(len(s.lines)+s.foot+2, height)
	s.scroll(0)
}

// Size is what the card takes of its room.
func (s *sheet) Size() (width, height int) { return s.width, s.height }

// Whole reports whether the card shows all that it has to tell.
func (s *sheet) Whole() bool { return len(s.lines) <= s.room() }

// room is the number of rows for what is told.
func (s *sheet) room() int { return s.height - 2 - s.foot }

func (s *sheet) scroll(by int) {
	s.first = max(min(s.first+by, len(s.lines)-s.room()), 0)
}

// Scroll moves by lines; it is what the wheel does.
func (s *sheet) Scroll(lines int) { s.scroll(lines) }

// draw paints the sheet into area.
func (s *sheet) draw(canvas *lipgloss.Canvas, area image.Rectangle, title, foot string) {
	in := theme.Box(canvas, area, title, s.theme)
	if s.foot > 0 && in.Dy() > s.foot {
		theme.Put(canvas, in.Min.X, in.Max.Y-1, in.Dx(), foot, s.theme.Dim)
		in.Max.Y -= s.foot
	}
	theme.More(canvas, area, s.first > 0, s.first+in.Dy() < len(s.lines), s.theme)
	for i, l := range s.lines[min(s.first, len(s.lines)):] {
		y := in.Min.Y + i
		if y >= in.Max.Y {
			break
		}
		x := in.Min.X
		for _, one := range l.left {
			x += theme.Put(canvas, x, y, in.Max.X-x, one.text, one.style)
		}
		if w := theme.Width(l.right.text); w > 0 && x+w < in.Max.X {
			theme.PutRight(canvas, in.Max.X, y, w, l.right.text, l.right.style)
		}
	}
}

// fit tells keys, as many as a width has room for.
func fit(all []key.Binding, width int) (text string, n int) {
	for _, b := range all {
		more := b.Help().Key + " " + b.Help().Desc
		if text != "" {
			more = "  " + more
		}
		if theme.Width(text)+theme.Width(more) > width {
			break
		}
		text += more
		n++
	}
	return text, n
}
