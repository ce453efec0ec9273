package ui

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// hand moves a mouse over a driver.
type hand struct{ *driver }

// down presses the button at a cell, some time after the last press.
func (h hand) down(x, y int, after time.Duration) {
	h.clock = h.clock.Add(after)
	h.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}

func (h hand) up(x, y int) { h.send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft}) }

func (h hand) move(x, y int) { h.send(tea.MouseMotionMsg{X: x, Y: y, Button: tea.MouseLeft}) }

// click presses and lets go, so many times in quick succession.
func (h hand) click(x, y, times int) {
	after := time.Minute
	for range times {
		h.down(x, y, after)
		h.up(x, y)
		after = 100 * time.Millisecond
	}
}

// drag presses at words, moves to others and lets go.
func (h hand) drag(from, to string) {
	x, y := find(h.driver, from)
	h.down(x, y, time.Minute)
	x, y = find(h.driver, to)
	h.move(x-1, y)
	h.move(x, y)
	h.up(x, y)
}

func (h hand) wantSelected(want string) {
	h.Helper()
	if got := document.CleanLine(h.open.Document.Text(h.pager.Selected())); got != want {
		h.Errorf("selected %q, want %q", got, want)
	}
}

func opened(t *testing.T) hand {
	t.Helper()
	d := drive(t, 80, 24, nil)
	d.press("alt+m", "enter")
	return hand{d}
}

// TestDrag: what the mouse is drawn over is selected, forwards and backwards, from words and from fixes, and can be copied.
func TestDrag(t *testing.T) {
	h := opened(t)
	h.drag("yesterday", "activity")
	h.wantSelected(`yesterday in the "Contacts" activity`)
	h.wantBar("select")
	h.drag("activity", "yesterday")
	h.wantSelected(`yesterday in the "Contacts" activity`)
	h.press("y")
	if h.copied != `yesterday in the "Laiwang" activity` {
		h.Errorf("copied %q", h.copied)
	}
	h.drag("Jack Ma", "yesterday")
	h.wantSelected("Ma Yun yesterday")
	h.wantNot("Ma Yun  →")
	x, y := find(h.driver, "site")
	h.click(x, y, 1)
	h.wantSelected("")
	h.wantNot("point", "select")
	h.move(x+20, y) // no button is down
	h.wantSelected("")
}

// TestDragBeyond: at the edge the text scrolls, and what was selected stays.
func TestDragBeyond(t *testing.T) {
	d := drive(t, 80, 9, nil)
	d.press("alt+m", "enter")
	h := hand{d}
	x, y := find(d, "Group")
	h.down(x, y, time.Minute)
	for range 12 {
		h.move(x, 8)
	}
	h.up(x, 8)
	if d.pager.Offset() == 0 {
		t.Error("it does not scroll")
	}
	if s := d.pager.Selected(); s.Len() < 400 {
		t.Errorf("only %d bytes are selected", s.Len())
	}
	y = slices.IndexFunc(d.rows(), func(row string) bool { return len(row) > x && row[x] != ' ' })
	h.down(x, y, time.Minute)
	for range 40 {
		h.move(x, -1)
	}
	h.up(x, -1)
	if d.pager.Offset() != 0 {
		t.Error("it does not scroll back")
	}
}

// TestClicks: two clicks select a word, three its sentence; on a fix the card of the first click goes away again.
func TestClicks(t *testing.T) {
	h := opened(t)
	x, y := find(h.driver, "yesterday")
	h.click(x+2, y, 2)
	h.wantSelected("yesterday")
	h.click(x+2, y, 3)
	h.wantSelected(`Ali Group Chairman Ma Yun yesterday in the "Contacts" activity site, said Ali to do the challenge "micro-letter" is to "make it impossible", for the industry to bring more competition, the mobile IM industry opened.`)
	h.click(x+2, y, 1)
	h.wantSelected("")
	x, y = find(h.driver, "Jack Ma")
	h.click(x, y, 1)
	h.want("Ma Yun  →  Jack Ma")
	h.click(0, 0, 1)
	h.wantNot("╭")
	h.click(x, y, 2)
	h.wantSelected("Ma Yun")
	h.wantNot("╭")
	h.down(x, y, time.Minute)
	h.down(x, y, time.Minute) // too slow for a double click: the first opens the card, the second closes it
	h.wantNot("╭")
	h.wantSelected("")
}

// TestDoubleClickOnTheShelf opens an article, and is no click in it.
func TestDoubleClickOnTheShelf(t *testing.T) {
	d := drive(t, 80, 24, nil)
	d.press("alt+m")
	h := hand{d}
	for _, row := range []int{2, 6} { // the selected one, and another
		h.click(10, row, 3)
		if d.pager == nil || d.top() != nil || !d.pager.Selected().Empty() {
			t.Errorf("row %d: \n%s", row, d.frame())
		}
		d.press("q")
	}
}

// TestClickOnAHeading goes there at once; a click beside the list closes it.
func TestClickOnAHeading(t *testing.T) {
	d := drive(t, 60, 12, nil)
	d.press("alt+m", "j", "enter", "t")
	h := hand{d}
	h.click(0, 0, 1)
	d.wantNot("Contents")
	d.press("t")
	x, y := find(d, "What comes next")
	h.click(x, y, 1)
	d.wantNot("Contents")
	d.want(" What comes next", "The end.")
}

// TestMouseLetGo: the terminal has its mouse back when the program ends, and when it is turned off.
func TestMouseLetGo(t *testing.T) {
	term := open(t, 80, 24, func(o *Options) { o.Mouse = true })
	term.waitFor("enter read")
	term.typeKeys("\r")
	term.waitFor("Chairman Jack Ma")
	d := drive(t, 80, 24, nil)
	d.press("enter")
	x, y := find(d, "yesterday")
	report := func(button, x int, final string) {
		term.typeKeys("\x1b[<" + strconv.Itoa(button) + ";" + strconv.Itoa(x+1) + ";" + strconv.Itoa(y+1) + final)
	}
	report(0, x, "M")
	report(32, x+11, "M")
	report(0, x+11, "m")
	term.waitFor("select ·")
	term.typeKeys("q")
	term.waitFor("m next mode")
	term.typeKeys("qq")
	if err := <-term.ended; err != nil {
		t.Error(err)
	}
	on, off := strings.LastIndex(term.all(), "\x1b[?1002h"), strings.LastIndex(term.all(), "\x1b[?1002l")
	if on < 0 || off < on {
		t.Errorf("the mouse was taken at %d and let go at %d", on, off)
	}
}
