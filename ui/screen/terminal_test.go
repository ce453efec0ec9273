package screen

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// page is text with notes beside it, from a line on.
func page(from int) []string {
	rows := make([]string, 40)
	for y := range 38 {
		rows[y] = fmt.Sprintf("      line %d of a text that goes on and on and says nothing new at all", from+y)
	}
	for y := 1; y < 30; y += 3 {
		rows[y] += strings.Repeat(" ", 90-len(rows[y])) + "微信 WeChat, beside row " + strconv.Itoa(y)
	}
	rows[39] = fmt.Sprintf("fixed · %d%%", from)
	return rows
}

// TestScroll: text that moves past notes that stay is moved by the terminal; the notes alone are written.
func TestScroll(t *testing.T) {
	term, s := opened(t, 120, 40)
	show(t, s, frame(120, 40, page(10)...))
	whole := term.bytes
	for _, from := range []int{11, 12, 9, 10, 30} {
		term.bytes = 0
		f := frame(120, 40, page(from)...)
		show(t, s, f)
		check(t, term, f, fmt.Sprintf("from line %d", from))
		if from < 30 && term.bytes > whole/3 {
			t.Errorf("from line %d: %d bytes, for a whole frame it is %d: %q", from, term.bytes, whole, term.last)
		}
	}
}

// TestForget: a terminal that has lost cells without a change of size, as after two quick ones, gets all of them.
func TestForget(t *testing.T) {
	term, s := opened(t, 40, 5)
	f := frame(40, 5, "one", "two 中文", "three")
	show(t, s, f)
	_, _ = term.WriteString("\x1b[2;1H\x1b[2Krubbish")
	s.Forget()
	show(t, s, f)
	check(t, term, f, "after it was forgotten")
}

// TestNothing: the same frame is no bytes, one more letter a few.
func TestNothing(t *testing.T) {
	term, s := opened(t, 80, 24)
	show(t, s, frame(80, 24, "", "中文字 and letters"))
	term.bytes = 0
	show(t, s, frame(80, 24, "", "中文字 and letters"))
	if term.bytes != 0 {
		t.Errorf("the same frame again: %q", term.last)
	}
	show(t, s, frame(80, 24, "", "中文字 and letterz"))
	if term.bytes > 12 {
		t.Errorf("a letter: %q", term.last)
	}
}

// TestPages: what a page costs that has nothing in common with the one before is little more than its letters.
func TestPages(t *testing.T) {
	term, s := opened(t, 120, 40)
	letters := func(seed string) (rows []string) {
		for range 37 {
			rows = append(rows, "                    "+strings.Repeat(seed, 78/len(seed)))
		}
		return rows
	}
	show(t, s, frame(120, 40, letters("some words and ")...))
	term.bytes = 0
	f := frame(120, 40, letters("what is new in it ")...)
	show(t, s, f)
	check(t, term, f, "a page")
	if text := 37 * 78; term.bytes > text+text/5 {
		t.Errorf("%d bytes for %d letters", term.bytes, text)
	}
}

// TestModes: what Bubble Tea does to the terminal is followed.
func TestModes(t *testing.T) {
	term, s := opened(t, 40, 10)
	f := frame(40, 10, "one", "two 中文")
	show(t, s, f)
	tea := func(text string) {
		t.Helper()
		if n, err := s.Write([]byte(text)); err != nil || n != len(text) {
			t.Fatalf("%q: %d, %v", text, n, err)
		}
	}
	if !term.IsAltScreen() {
		t.Error("the alternate screen was not entered")
	}
	term.last = ""
	tea(ansi.SetModeAltScreenSaveCursor + ansi.CursorHomePosition + ansi.EraseEntireScreen)
	if term.last != "" {
		t.Errorf("entered twice: %q", term.last)
	}
	check(t, term, f, "after it was entered twice")
	tea(ansi.CursorHomePosition + ansi.EraseEntireScreen)
	check(t, term, f, "after it was cleared")

	tea(ansi.ResetModeAltScreenSaveCursor)
	if term.IsAltScreen() || !strings.HasPrefix(term.last, ansi.SetModeAutoWrap) {
		t.Errorf("given back as %q", term.last)
	}
	term.bytes = 0
	f = frame(40, 10, "three")
	show(t, s, f)
	if term.bytes != 0 {
		t.Errorf("written into another's screen: %q", term.last)
	}
	tea(ansi.SetModeAltScreenSaveCursor + ansi.CursorHomePosition + ansi.EraseEntireScreen)
	check(t, term, f, "when it was taken again")
	tea("\x1b]0;title\a")
	if err := s.Close(); err != nil || term.IsAltScreen() {
		t.Errorf("closed: %v, alternate screen %t", err, term.IsAltScreen())
	}
	term.bytes = 0
	if err := s.Close(); err != nil || term.bytes != 0 {
		t.Errorf("closed twice: %v, %q", err, term.last)
	}
}

// TestProfile: nothing is written before the colours are known, and all of it anew when they change.
func TestProfile(t *testing.T) {
	term := newTTY(20, 3)
	s := New(term)
	f := frame(20, 3, "text")
	write(f, 0, 1, "green", mintOf())
	show(t, s, f)
	if term.bytes != 0 {
		t.Errorf("written without a profile: %q", term.last)
	}
	s.SetProfile(colorprofile.Ascii)
	show(t, s, f)
	if strings.Contains(term.last, "38;") {
		t.Errorf("colours without colour: %q", term.last)
	}
	s.SetProfile(colorprofile.TrueColor)
	show(t, s, f)
	check(t, term, f, "in colour")
	if !strings.Contains(term.last, "38;2;143;211;166") {
		t.Errorf("no colour: %q", term.last)
	}
}

// TestTogether: a terminal that can, is told where a frame begins and ends.
func TestTogether(t *testing.T) {
	term, s := opened(t, 20, 3)
	s.SetTogether(true)
	show(t, s, frame(20, 3, "text"))
	if !strings.Contains(term.last, ansi.SetModeSynchronizedOutput) || !strings.HasSuffix(term.last, ansi.ResetModeSynchronizedOutput) {
		t.Errorf("not in one piece: %q", term.last)
	}
}

// TestCursor: it stands where it is wanted, also where nothing else has changed.
func TestCursor(t *testing.T) {
	term, s := opened(t, 20, 3)
	f := frame(20, 3, "中文 text")
	for _, c := range []Cursor{{X: 4, Y: 0, Visible: true}, {X: 0, Y: 2, Visible: true}, {X: 19, Y: 1, Visible: true}} {
		if err := s.Show(f, c); err != nil {
			t.Fatal(err)
		}
		if at := term.CursorPosition(); at.X != c.X || at.Y != c.Y {
			t.Errorf("the cursor is at %v, want %v", at, c)
		}
		if !strings.HasSuffix(term.last, ansi.SetModeTextCursorEnable) {
			t.Errorf("not shown: %q", term.last)
		}
	}
	if err := s.Show(f, Cursor{}); err != nil || term.last != ansi.ResetModeTextCursorEnable {
		t.Errorf("hidden: %v, %q", err, term.last)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestGone(t *testing.T) {
	s := New(full{})
	s.SetProfile(colorprofile.TrueColor)
	if err := s.Show(frame(4, 2, "x"), Cursor{}); err == nil || !strings.Contains(err.Error(), "write to the terminal: gone") {
		t.Errorf("error %v", err)
	}
	if _, err := s.Write([]byte("x")); err == nil {
		t.Error("no error")
	}
}

// TestOutput: Bubble Tea sees a terminal where there is one.
func TestOutput(t *testing.T) {
	if f, ok := New(os.Stdout).Output().(file); !ok || f.Fd() != os.Stdout.Fd() {
		t.Error("a file is none any more")
	}
	if _, ok := New(newTTY(1, 1)).Output().(file); ok {
		t.Error("a file where there was none")
	}
}

func TestSettled(t *testing.T) {
	for sign, want := range map[string]bool{
		"a": true, "中": true, "，": true, "ア": true, "한": true, "─": true, "ก": true, "א": true, "𠀀": true,
		"“": false, "·": false, "é": false, "…": false, "●": false, "😀": false, "⌚": false, "กำ": false, "नि": false, "e\u0301": false, "☺": false,
	} {
		if got := settled(sign, false); got != want {
			t.Errorf("settled(%q) = %t", sign, got)
		}
	}
}

// TestProbe: what a terminal says of tabs and quotation marks is heeded, and one that says nothing, or something else, gets neither tabs nor trust.
func TestProbe(t *testing.T) {
	rows := []string{"", "        one “word” more", "        another", "        and “again”"}
	for _, test := range []struct {
		column, row  int
		tabs, narrow bool
	}{{25, 1, true, true}, {26, 1, true, false}, {13, 1, false, false}, {25, 0, false, false}, {-1, -1, false, false}} {
		term, s := opened(t, 80, 10)
		show(t, s, frame(80, 10, "first"))
		if !term.asked || term.answer.X != 25 || term.answer.Y != 1 {
			t.Fatalf("asked: %t, answered %v", term.asked, term.answer)
		}
		s.At(test.column, test.row)
		f := frame(80, 10, rows...)
		show(t, s, f)
		check(t, term, f, fmt.Sprint(test))
		if tabs, narrow := strings.Contains(term.last, "\t"), strings.Contains(term.last, "“word”"); tabs != test.tabs || narrow != test.narrow {
			t.Errorf("%v: tabs %t, narrow %t: %q", test, tabs, narrow, term.last)
		}
	}
	term, s := opened(t, 80, 10)
	_, _ = s.Write([]byte(ansi.SetModeAltScreenSaveCursor))
	if show(t, s, frame(80, 10, "first")); !term.asked {
		t.Error("not asked where Bubble Tea took the screen first")
	}
	term, s = opened(t, 80, 1)
	if show(t, s, frame(80, 1, "one row")); term.asked {
		t.Error("asked in the first row, where an answer could be a key")
	}
}
