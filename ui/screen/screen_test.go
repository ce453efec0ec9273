package screen

import (
	"fmt"
	"image"
	"math/rand/v2"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// tty is a terminal that counts what it is told.
type tty struct {
	*vt.Emulator

	bytes int
	last  string

	asked  bool // where its cursor is
	answer image.Point
}

func newTTY(width, height int) *tty { return &tty{Emulator: vt.NewEmulator(width, height)} }

func (t *tty) Write(b []byte) (int, error) {
	t.bytes, t.last = t.bytes+len(b), string(b)
	before, after, asked := strings.Cut(t.last, ansi.RequestCursorPositionReport)
	if _, err := t.WriteString(before); err != nil {
		return 0, err
	}
	if asked {
		t.asked = true
		t.answer = t.CursorPosition()
	}
	if _, err := t.WriteString(after); err != nil {
		return 0, err
	}
	return len(b), nil
}

// frame is a canvas with rows of text on it.
func frame(width, height int, rows ...string) *lipgloss.Canvas {
	c := lipgloss.NewCanvas(width, height)
	for y, row := range rows {
		write(c, 0, y, row, uv.Style{})
	}
	return c
}

func write(c *lipgloss.Canvas, x, y int, text string, style uv.Style) {
	for text != "" {
		sign, w := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		if x+w <= c.Width() {
			c.SetCell(x, y, &uv.Cell{Content: sign, Width: w, Style: style})
		}
		text, x = text[len(sign):], x+w
	}
}

func opened(t *testing.T, width, height int) (*tty, *Screen) {
	t.Helper()
	term := newTTY(width, height)
	s := New(term)
	s.SetProfile(colorprofile.TrueColor)
	return term, s
}

func show(t *testing.T, s *Screen, f uv.Screen) {
	t.Helper()
	if err := s.Show(f, Cursor{}); err != nil {
		t.Fatal(err)
	}
}

func mintOf() uv.Style { return uv.Style{Fg: lipgloss.Color("#8fd3a6")} }

// seen is how a cell of a terminal is seen.
func seen(c *uv.Cell) string {
	if c == nil || c.Content == "" || c.Content == " " && bareStyle(&c.Style) {
		return " "
	}
	style := c.Style
	if style.UnderlineColor != nil && sameColour(style.UnderlineColor, style.Fg) && style.Attrs&uv.AttrReverse == 0 {
		style.UnderlineColor = nil
	}
	rgb := func(c interface{ RGBA() (r, g, b, a uint32) }) string {
		if c == nil {
			return "-"
		}
		r, g, b, _ := c.RGBA()
		return fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
	}
	return fmt.Sprintf("%s|%s %s %s %d %d", c.Content, rgb(style.Fg), rgb(style.Bg), rgb(style.UnderlineColor), style.Underline, style.Attrs)
}

func bareStyle(s *uv.Style) bool {
	return s.Bg == nil && s.Underline == uv.UnderlineNone && s.Attrs&(uv.AttrReverse|uv.AttrStrikethrough) == 0
}

// check compares the terminal with the frame, cell by cell and style by style.
func check(t *testing.T, term *tty, f uv.Screen, name string) {
	t.Helper()
	b := f.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			want, got := f.CellAt(x, y), term.CellAt(x, y)
			if want != nil && want.Width == 0 && want.Content == "" && (got == nil || got.Content == "") {
				continue // the second column of a wide sign
			}
			if w, g := seen(want), seen(got); w != g {
				t.Fatalf("%s: column %d of row %d is %q, want %q\nlast: %q", name, x, y, g, w, term.last)
			}
		}
	}
}

var signs = strings.Split("a b c d e   ─ │ “ é 中 文 字 ， 😀 กำ नि क́ א ب", " ")

// mixed changes a frame at random: letters, words in other styles, boxes over it, rows moved.
func mixed(r *rand.Rand, c *lipgloss.Canvas) {
	w, h := c.Width(), c.Height()
	styles := []uv.Style{
		{}, {}, {Attrs: uv.AttrBold}, {Fg: lipgloss.Color("#8a8a8a")}, {Fg: lipgloss.Color("#8fd3a6"), Underline: uv.UnderlineDotted, UnderlineColor: lipgloss.Color("#8fd3a6")},
		{Attrs: uv.AttrReverse}, {Bg: lipgloss.Color("#ff0000")}, {Underline: uv.UnderlineCurly, UnderlineColor: lipgloss.Color("#e8776f")},
	}
	for range 1 + r.IntN(6) {
		style := styles[r.IntN(len(styles))]
		x, y := r.IntN(w), r.IntN(h)
		switch r.IntN(5) {
		case 0:
			for x := range w {
				c.SetCell(x, y, nil)
			}
		case 1: // scroll a part of it
			top, n := r.IntN(h), 1+r.IntN(3)
			for row := top; row < h; row++ {
				for x := range w {
					var cell *uv.Cell
					if row+n < h {
						if from := c.CellAt(x, row+n); from != nil {
							copied := *from
							cell = &copied
						}
					}
					if cell == nil || cell.Width > 0 {
						c.SetCell(x, row, cell)
					}
				}
			}
		case 2:
			for row := y; row < min(y+3, h); row++ {
				write(c, x, row, strings.Repeat(" ", min(12, w-x)), style)
			}
		default:
			var b strings.Builder
			for range r.IntN(40) {
				b.WriteString(signs[r.IntN(len(signs))])
			}
			write(c, x, y, b.String(), style)
		}
	}
}

// TestAnyFrameAfterAny: what stands on the terminal is the frame, whatever stood there before.
func TestAnyFrameAfterAny(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		w, h := 2+r.IntN(90), 1+r.IntN(30)
		term, s := opened(t, w, h)
		s.SetTogether(seed%2 == 0)
		c := lipgloss.NewCanvas(w, h)
		for step := range 40 {
			if step == 5 && seed%3 > 0 && term.asked {
				s.At(term.answer.X, term.answer.Y)
			}
			if r.IntN(12) == 0 {
				w, h = 2+r.IntN(90), 1+r.IntN(30)
				term.Resize(w, h)
				c.Resize(w, h)
				c.Clear() // resizing cuts wide signs in two
			}
			mixed(r, c)
			show(t, s, c)
			check(t, term, c, fmt.Sprintf("seed %d, step %d, %dx%d", seed, step, w, h))
		}
	}
}
