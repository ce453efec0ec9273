package ui

import (
	"context"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// terminal is a whole terminal without a screen: the program writes to it and reads its keys from it.
type terminal struct {
	testing.TB

	mu      sync.Mutex
	vt      *vt.Emulator
	written strings.Builder // all that the program wrote
	changed chan struct{}   // holds one token after a write
	keys    io.Writer
	program running
	ended   chan error
}

// patience is how long a test waits for the screen at most.
const patience = 20 * time.Second

func open(tb testing.TB, width, height int, change func(*Options)) *terminal {
	tb.Helper()
	return openTerminal(tb, width, height, true, change)
}

// openTerminal opens a terminal that answers what it is asked, or one that does not.
func openTerminal(tb testing.TB, width, height int, answers bool, change func(*Options)) *terminal {
	tb.Helper()
	term := &terminal{TB: tb, vt: vt.NewEmulator(width, height), changed: make(chan struct{}, 1), ended: make(chan error, 1)}
	_, _ = term.vt.WriteString("\x1b[20h") // no driver here turns a newline into return and newline
	keys, typed := io.Pipe()
	term.keys = term.vt.InputPipe()
	var pumped io.Writer = typed // answers and keys come out of the emulator
	if !answers {
		pumped, term.keys = io.Discard, typed
	}
	go pump(pumped, term.vt)
	o := Options{Settings: dark(), Articles: collection(tb), Engine: noRules, Fold: true, In: keys, Out: term, Lookup: lookup, Guess: guessing}
	if change != nil {
		change(&o)
	}
	ctx, cancel := context.WithCancel(context.Background())
	more := []tea.ProgramOption{tea.WithWindowSize(width, height)}
	if theme.Terminal(o.Env, false).Colours != colorprofile.ASCII {
		more = append(more, tea.WithColorProfile(colorprofile.TrueColor))
	}
	p, err := start(ctx, o, more...)
	if err != nil {
		tb.Fatal(err)
	}
	term.program = p
	go func() {
		term.ended <- p.run()
	}()
	tb.Cleanup(func() {
		cancel()
		p.Kill()
		_ = keys.Close()
		if c, ok := term.vt.InputPipe().(io.Closer); ok {
			_ = c.Close()
		}
	})
	return term
}

// pump copies as a line to a terminal does: what comes is taken at once, whether or not anybody reads it yet. Else the program could wait
// for the emulator to take its frame, the emulator for the program to take an answer.
func pump(to io.Writer, from io.Reader) {
	var mu sync.Mutex
	var waiting []byte
	more := make(chan struct{}, 1)
	defer close(more)
	go func() {
		for range more {
			mu.Lock()
			next := waiting
			waiting = nil
			mu.Unlock()
			if _, err := to.Write(next); err != nil {
				return
			}
		}
	}()
	b := make([]byte, 4096)
	for {
		n, err := from.Read(b)
		mu.Lock()
		waiting = append(waiting, b[:n]...)
		mu.Unlock()
		select {
		case more <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// Write takes what the program writes.
func (t *terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	n, err := t.vt.Write(b)
	t.written.Write(b)
	t.mu.Unlock()
	select {
	case t.changed <- struct{}{}:
	default:
	}
	return n, err
}

// all is all that the program wrote.
func (t *terminal) all() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.written.String()
}

// screen is what stands on the terminal.
func (t *terminal) screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var b strings.Builder
	for y := range t.vt.Height() {
		var row strings.Builder
		for x := range t.vt.Width() {
			if c := t.vt.CellAt(x, y); c != nil {
				row.WriteString(c.Content)
			}
		}
		b.WriteString(strings.TrimRight(row.String(), " ") + "\n")
	}
	return b.String()
}

// wait waits until the screen is as wanted.
func (t *terminal) wait(what string, ok func(screen string) bool) {
	t.Helper()
	timeout := time.After(patience)
	for !ok(t.screen()) {
		select {
		case <-t.changed:
		case <-timeout:
			t.Fatalf("no %s on the screen\n%s", what, t.screen())
		}
	}
}

func (t *terminal) waitFor(words string) {
	t.Helper()
	t.wait(words, func(s string) bool { return strings.Contains(s, words) })
}

// typeKeys sends bytes as a keyboard would, all at once.
func (t *terminal) typeKeys(keys string) { _, _ = io.WriteString(t.keys, keys) }

func (t *terminal) resize(width, height int) {
	t.mu.Lock()
	t.vt.Resize(width, height)
	t.mu.Unlock()
	t.program.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

func TestSession(t *testing.T) {
	term := open(t, 100, 30, nil)
	term.waitFor("19 fixes: 4 people")
	term.typeKeys("\r")
	term.waitFor("fixed · 19 fixes")
	term.typeKeys("nnn\r")
	term.waitFor("Ma Yun  →  Jack Ma")
	term.typeKeys("x")
	term.waitFor("rejected: Jack Ma")
	term.typeKeys("U2")
	term.waitFor("marked ·")
	term.resize(50, 14)
	term.waitFor("n next fix")
	term.typeKeys("q")
	term.waitFor("▌  Alibaba takes on WeChat")
	term.typeKeys("q")
	if err := <-term.ended; err != nil {
		t.Error(err)
	}
	term.mu.Lock()
	defer term.mu.Unlock()
	if term.vt.IsAltScreen() {
		t.Error("the alternate screen was not left")
	}
}

// TestGuessSession: select, guess, take, look up, undo.
func TestGuessSession(t *testing.T) {
	term := open(t, 100, 30, nil)
	term.waitFor("19 fixes: 4 people")
	term.typeKeys("\rnnnvvl")
	term.waitFor("select")
	term.typeKeys("g")
	term.waitFor("What could “Ma Yun yesterday” have been?")
	term.typeKeys("\r")
	term.waitFor("Jack Ma in the")
	term.typeKeys("np\r")
	term.waitFor("word for word: 马 horse + 云 cloud")
	term.typeKeys("d")
	term.waitFor("云 yún: cloud")
	term.typeKeys("qU")
	term.waitFor("Jack Ma yesterday in the")
}

// TestBurst: keys that arrive together all land.
func TestBurst(t *testing.T) {
	term := open(t, 30, 8, nil)
	term.waitFor("enter read")
	term.typeKeys("\r")
	term.waitFor("fixed")
	d := drive(t, 30, 8, nil)
	d.press("enter", strings.Repeat("j", 30), strings.Repeat("jk", 85))
	term.typeKeys(strings.Repeat("j", 30) + strings.Repeat("jk", 85))
	term.wait("place 30 lines down", func(s string) bool { return s == d.frame() })
}

// TestMouseOnTheTerminal: reports arrive as clicks once the mouse is on.
func TestMouseOnTheTerminal(t *testing.T) {
	term := open(t, 80, 24, nil)
	term.waitFor("enter read")
	term.typeKeys("\x1bm")
	term.waitFor("mouse on")
	term.typeKeys("\r")
	term.waitFor("Chairman Jack Ma")
	d := drive(t, 80, 24, nil)
	d.press("enter")
	x, y := find(d, "Jack Ma")
	term.typeKeys("\x1b[<0;" + strconv.Itoa(x+1) + ";" + strconv.Itoa(y+1) + "M")
	term.waitFor("Ma Yun  →  Jack Ma")
}

// TestOracle: any frame after any other is the frame that stands on a clean screen.
func TestOracle(t *testing.T) {
	for _, size := range []struct{ w, h int }{{60, 20}, {120, 36}} {
		term := open(t, size.w, size.h, nil)
		d := drive(t, size.w, size.h, nil)
		for _, step := range []struct {
			name  string
			typed string
		}{
			{"", ""}, {"j", "j"}, {"k", "k"}, {"enter", "\r"}, {"n", "n"}, {"n", "n"}, {"n", "n"}, {"enter", "\r"}, {"right", "\x1b[C"},
			{"esc", "\x1b"}, {"o", "o"}, {"4", "4"}, {"j", "j"}, {"3", "3"}, {"G", "G"}, {"k", "k"}, {"k", "k"}, {"w", "w"}, {"j", "j"},
			{"x", "x"}, {"esc", "\x1b"}, {"v", "v"}, {"l", "l"}, {"g", "g"}, {"j", "j"}, {"esc", "\x1b"}, {"esc", "\x1b"}, {"?", "?"}, {"j", "j"}, {"esc", "\x1b"}, {"space", " "}, {"b", "b"}, {"z", "z"},
			{"/letter", "/letter"}, {"enter", "\r"}, {"n", "n"}, {"n", "n"}, {"q", "q"}, {"j", "j"}, {"enter", "\r"}, {"t", "t"},
			{"esc", "\x1b"}, {"q", "q"}, {"/xyz", "/xyz"}, {"esc", "\x1b"},
		} {
			if step.name != "" {
				for _, name := range strings.SplitAfterN(step.name, "/", 2) {
					d.press(name)
				}
				term.typeKeys(step.typed)
			}
			want := d.frame()
			term.wait("frame after "+step.name+" like\n"+want, func(s string) bool { return s == want })
		}
	}
}
