// Package screen brings frames to a terminal and writes no more than what has changed.
//
// Bubble Tea reads the keys and sets the modes of the terminal, and writes through a Screen while it does. What stands in the cells is the
// Screen's own affair: it compares each frame with the one before, lets the terminal move what has only moved, and writes the rest.
package screen

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Screen is a terminal's screen. Its methods may be called from any goroutine.
type Screen struct {
	mu  sync.Mutex
	out io.Writer

	entered  bool // the alternate screen is ours
	closed   bool // it was given back for good
	stale    bool // what stands there is not known
	known    bool // the profile is
	profile  colorprofile.Profile
	together bool // the terminal can show a frame in one piece
	shifts   bool // the terminal moves rows as it should
	asked    bool // how it takes tabs and quotation marks
	tabs     bool // its tab stops are where they are usual
	narrow   bool // signs of ambiguous width are one column wide

	looks  looks
	shown  grid   // what stands on the terminal
	was    grid   // room for it
	next   grid   // the frame
	cursor Cursor // where it is to stand
	placed Cursor // where it stands

	buf bytes.Buffer
	pen pen
}

// Cursor is where the terminal's cursor is to stand.
type Cursor struct {
	X, Y    int
	Visible bool
}

// What is written once, when the alternate screen is entered and left. Without automatic wrapping a terminal that takes a sign for
// wider than it is spoils the end of one row, and not the screen below it.
const (
	enter = ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.ResetModeAutoWrap
	leave = ansi.SetModeAutoWrap
)

// New returns the screen of the terminal behind out. Nothing is written before Show.
func New(out io.Writer) *Screen {
	s := &Screen{out: out, stale: true, shifts: runtime.GOOS != "windows"} // Windows Terminal loses the cursor (microsoft/terminal#19016)
	s.looks.forget()
	return s
}

// file is what a terminal is opened as.
type file interface {
	io.ReadWriteCloser
	Fd() uintptr
}

// terminal is a file whose writes go through the screen.
type terminal struct {
	file

	screen *Screen
}

func (t terminal) Write(b []byte) (int, error) { return t.screen.Write(b) }

// Output is what Bubble Tea is to write to: the screen, and a terminal if there is one behind it.
func (s *Screen) Output() io.Writer {
	if f, ok := s.out.(file); ok {
		return terminal{f, s}
	}
	return s
}

// SetProfile says which colours the terminal has. Nothing is shown before it is known.
func (s *Screen) SetProfile(p colorprofile.Profile) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known && s.profile == p {
		return
	}
	s.known, s.profile, s.stale = true, p, true
	s.looks.forget()
}

// SetTogether says that the terminal shows what stands between the two marks of mode 2026 at once.
func (s *Screen) SetTogether(can bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.together = can
}

// Forget says that what stands on the terminal is not known any more: the next frame is written whole.
func (s *Screen) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stale = true
}

// Write passes on what Bubble Tea writes: modes, questions, never cells. What it does to the alternate screen is watched: if the screen was cleared,
// the frame is written again; if it is given back, nothing more is shown until it is taken again.
func (s *Screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := b
	if s.entered && bytes.Contains(all, []byte(ansi.SetModeAltScreenSaveCursor)) { // it is, and the frame stands there
		all = bytes.ReplaceAll(all, []byte(ansi.SetModeAltScreenSaveCursor), nil)
		all = bytes.ReplaceAll(all, []byte(ansi.CursorHomePosition+ansi.EraseEntireScreen), nil)
	} else if s.closed {
		all = bytes.ReplaceAll(all, []byte(ansi.ResetModeAltScreenSaveCursor), nil)
	}
	off, on := bytes.LastIndex(all, []byte(ansi.ResetModeAltScreenSaveCursor)), bytes.LastIndex(all, []byte(ansi.SetModeAltScreenSaveCursor))
	switch {
	case off > on && s.entered:
		s.entered, s.stale = false, true
		all = append([]byte(leave), all...)
	case on > off:
		s.entered, s.stale = true, true
		all = append(bytes.Clone(all), ansi.ResetModeTextCursorEnable+ansi.ResetModeAutoWrap...)
	case bytes.Contains(all, []byte(ansi.EraseEntireScreen)):
		s.stale = true
	}
	s.buf.Reset()
	s.buf.Write(all)
	if s.entered && s.stale && len(s.next) > 0 {
		s.paint()
	}
	if err := s.flush(); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Show brings a frame to the terminal.
func (s *Screen) Show(frame uv.Screen, cursor Cursor) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.known || s.closed {
		return nil
	}
	if s.looks.full() {
		s.looks.forget()
		s.stale = true
	}
	first := len(s.next) == 0
	s.next.take(frame, &s.looks, s.profile)
	s.cursor = cursor
	s.buf.Reset()
	if first && !s.entered {
		s.entered = true
		s.buf.WriteString(enter)
	}
	if !s.entered {
		return nil // given back for a while
	}
	if _, height := s.next.size(); first && height > probeRow {
		s.asked = true
		s.buf.WriteString(probe)
	}
	s.paint()
	return s.flush()
}

// Close gives the terminal back, if Bubble Tea has not done so.
func (s *Screen) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.entered {
		return nil
	}
	s.entered, s.closed = false, true
	s.buf.Reset()
	s.buf.WriteString(leave + ansi.SetModeTextCursorEnable + ansi.ResetModeAltScreenSaveCursor)
	return s.flush()
}

func (s *Screen) flush() error {
	if s.buf.Len() == 0 {
		return nil
	}
	if _, err := s.out.Write(s.buf.Bytes()); err != nil {
		s.stale = true
		return fmt.Errorf("write to the terminal: %w", err)
	}
	return nil
}
