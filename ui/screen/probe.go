package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// A terminal is asked once, before the first frame, for what would save bytes if it were sure: three tabs and a quotation mark are written, which the frame
// covers, and then it tells where its cursor is. One that does not answer gets what every terminal understands.

// tab is how far the tab stops are apart in nearly every terminal; probed is how many of them are tried.
const (
	tab    = 8
	probed = 3
)

// probeRow is where it is tried. An answer from the first row could be a key.
const probeRow = 1

// probe asks.
var probe = ansi.CursorPosition(1, probeRow+1) + strings.Repeat("\t", probed) + "“" + ansi.RequestCursorPositionReport

// At takes the answer of the terminal: column and row of its cursor, from 0.
func (s *Screen) At(x, y int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.asked || y != probeRow {
		return
	}
	s.asked = false
	s.tabs = x == tab*probed+1 || x == tab*probed+2
	s.narrow = x == tab*probed+1
}
