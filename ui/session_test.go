package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// same waits until the terminal shows the driver's frame.
func (t *terminal) same(d *driver, what string) {
	t.Helper()
	want := d.frame()
	t.wait(what+" like\n"+want, func(s string) bool { return s == want })
}

// TestSilentTerminal: a terminal that answers nothing does all that others do, colours by guess included.
func TestSilentTerminal(t *testing.T) {
	auto := func(o *Options) { o.Theme = "" }
	term := openTerminal(t, 100, 30, false, auto)
	d := drive(t, 100, 30, auto)
	for _, step := range []struct{ name, typed string }{
		{"", ""}, {"enter", "\r"}, {"n", "n"}, {"enter", "\r"}, {"right", "\x1b[C"}, {"esc", "\x1b"}, {"/", "/"}, {"letter", "letter"}, {"enter", "\r"}, {"|", "|"}, {"q", "q"},
	} {
		if step.name != "" {
			d.press(step.name)
			term.typeKeys(step.typed)
		}
		term.same(d, "frame after "+step.name)
	}
}

// TestStrangeAnswers: answers that nobody asked for, late ones and broken ones are no keys and do no harm.
func TestStrangeAnswers(t *testing.T) {
	term := openTerminal(t, 80, 24, false, nil)
	d := drive(t, 80, 24, nil)
	term.same(d, "first frame")
	for _, answer := range []string{
		"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:ff/ff\a", "\x1b]11;\x1b\\", "\x1b[?62;4;22c", "\x1b[?2026;2$y\x1b[?2027;0$y", "\x1b[?2026;9$y",
		"\x1b[?1u", "\x1b[?99999u", "\x1b[1;1R", "\x1bP1+r5463\x1b\\", "\x1bP0+r\x1b\\", "\x1bP>|some terminal\x1b\\", "\x1b[?997;1n", "\x1b[I\x1b[O", "\x1b_Gi=1;OK\x1b\\",
		"\x1b]52;c;?\x1b\\", "\x1b[8;0;0t", "\x1b[>0;276;0c",
	} {
		term.typeKeys(answer)
	}
	term.typeKeys("\r")
	d.press("enter")
	term.same(d, "the article")
}

// TestLateBackground: the colours follow whenever the answer comes.
func TestLateBackground(t *testing.T) {
	term := openTerminal(t, 80, 24, false, func(o *Options) { o.Theme, o.Env = "", []string{"TERM=xterm-256color"} })
	term.waitFor("enter read")
	if !term.program.program.theme.Dark {
		t.Error("dark is the better guess")
	}
	term.typeKeys("\x1b]11;rgb:ffff/ffff/ffff\x1b\\")
	term.wait("light colours", func(string) bool {
		term.mu.Lock()
		defer term.mu.Unlock()
		c := term.vt.CellAt(1, 23) // the hints, in a grey that is dark
		return c.Style.Fg != nil && brightness(c.Style.Fg) < 0x7fff
	})
}

func brightness(c interface{ RGBA() (r, g, b, a uint32) }) uint32 {
	r, g, b, _ := c.RGBA()
	return (r + g + b) / 3
}

// TestKeysTogether: keys that come in one read, among them sequences of several bytes, land exactly, and so do sequences cut in two.
func TestKeysTogether(t *testing.T) {
	const down, up = "\x1b[B", "\x1bOA"
	for _, c := range []struct {
		name  string
		reads []string
		keys  []string
	}{
		{"200 letters", []string{strings.Repeat("j", 200)}, []string{strings.Repeat("j", 200)}},
		{"200 arrows", []string{strings.Repeat(down, 200)}, repeated("down", 200)},
		{"mixed", []string{strings.Repeat("j"+down+"k", 60)}, repeatedAll([]string{"j", "down", "k"}, 60)},
		{"cut", []string{"jj\x1b", "[B\x1b[", "Bj\x1b[5", "~j"}, []string{"jj", "down", "down", "j", "pgup", "j"}},
		{"a sign cut in two", []string{"/", "\xe4\xb8", "\xad\xe6\x96\x87", "\r"}, []string{"/", "中文", "enter"}},
		{"up and down", []string{strings.Repeat(down, 20) + strings.Repeat(up, 7)}, append(repeated("down", 20), repeated("up", 7)...)},
		{"numbers", []string{"12j3k"}, []string{"12j3k"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			term := open(t, 30, 8, nil)
			d := drive(t, 30, 8, nil)
			term.same(d, "shelf")
			term.typeKeys("\r")
			d.press("enter")
			term.same(d, "article")
			for _, read := range c.reads {
				term.typeKeys(read)
			}
			d.press(c.keys...)
			term.same(d, "frame after "+c.name)
		})
	}
}

func repeated(name string, n int) []string { return repeatedAll([]string{name}, n) }

func repeatedAll(names []string, n int) []string {
	var all []string
	for range n {
		all = append(all, names...)
	}
	return all
}

// TestPaste: what is pasted goes into the prompt as one line, whatever it holds; elsewhere it is no keys.
func TestPaste(t *testing.T) {
	term := open(t, 80, 10, nil)
	term.waitFor("enter read")
	term.typeKeys("\x1b[200~qqqq\rjj\x1b[201~")
	term.typeKeys("\r/\x1b[200~micro\n\tletter\x1b[31m 中\x1b[201~!")
	term.waitFor("/micro letter 中!")
}

// TestResizeStorm: the last of many sizes is the one that stands.
func TestResizeStorm(t *testing.T) {
	term := open(t, 120, 40, nil)
	d := drive(t, 120, 40, nil)
	term.typeKeys("\rnn")
	d.press("enter", "n", "n")
	term.same(d, "article")
	for i := range 200 {
		w, h := 10+(i*37)%140, 3+(i*11)%50
		term.resize(w, h)
		d.send(tea.WindowSizeMsg{Width: w, Height: h})
	}
	term.resize(97, 31)
	d.send(tea.WindowSizeMsg{Width: 97, Height: 31})
	term.same(d, "the last size")
}

// TestNoSize: a terminal that does not know its size is taken for one of 80x24.
func TestNoSize(t *testing.T) {
	term := open(t, 80, 24, nil)
	d := drive(t, 80, 24, nil)
	term.same(d, "shelf")
	term.program.Send(tea.WindowSizeMsg{})
	term.typeKeys("\r")
	d.press("enter")
	term.same(d, "article")
}

// TestGivenBack: another program has the terminal for a while, and the frame stands there again afterwards.
func TestGivenBack(t *testing.T) {
	term := open(t, 80, 24, nil)
	d := drive(t, 80, 24, nil)
	term.typeKeys("\r/ma")
	d.press("enter", "/", "ma")
	term.same(d, "prompt")
	if err := term.program.ReleaseTerminal(); err != nil {
		t.Fatal(err)
	}
	term.mu.Lock()
	if term.vt.IsAltScreen() {
		t.Error("the alternate screen was not left")
	}
	_, _ = term.vt.WriteString("another program's words\r\n")
	term.mu.Unlock()
	rendererEnds()
	if err := term.program.RestoreTerminal(); err != nil {
		t.Fatal(err)
	}
	term.same(d, "prompt")
}

// rendererEnds waits until Bubble Tea's renderer has ended, which stops its clock after ReleaseTerminal returns: one that was started again by then
// would stand still. Other programs take longer than that.
func rendererEnds() {
	stacks := make([]byte, 1<<20)
	for bytes.Contains(stacks[:runtime.Stack(stacks, true)], []byte("(*Program).startRenderer.func1")) {
		runtime.Gosched()
	}
}

// TestEnded: a program that is told to end, as by a signal, keeps the place first and leaves the terminal as it was.
func TestEnded(t *testing.T) {
	m := &memory{kept: map[string]review.Kept{}}
	term := open(t, 30, 8, func(o *Options) { o.Keeper = m })
	term.waitFor("enter read")
	term.typeKeys("\r")
	term.waitFor("fixed")
	term.typeKeys("jjjjjjjj")
	d := drive(t, 30, 8, nil)
	d.press("enter", "jjjjjjjj")
	term.same(d, "eight lines on")
	term.program.Quit()
	if err := <-term.ended; err != nil {
		t.Error(err)
	}
	if kept := m.kept[d.open.ID]; kept.Place.Offset == 0 {
		t.Errorf("kept %+v", m.kept)
	}
	if term.vt.IsAltScreen() {
		t.Error("the alternate screen was not left")
	}
}

// TestTerminalGone: a terminal that takes nothing any more ends the program, which says why.
func TestTerminalGone(t *testing.T) {
	o := Options{Settings: dark(), Articles: collection(t), Engine: noRules, In: strings.NewReader(""), Out: closed{}}
	p, err := start(context.Background(), o, tea.WithWindowSize(80, 24))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.run(); err == nil || !strings.Contains(err.Error(), "show the screen: write to the terminal: hung up") {
		t.Errorf("error %v", err)
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.New("hung up") }

// TestEverySize: on every size there is something useful, down to the tiniest.
func TestEverySize(t *testing.T) {
	for _, s := range screens {
		d := drive(t, 120, 36, func(o *Options) { o.Articles = oddArticles(t)[2:] })
		d.press(s.keys...)
		for _, size := range []struct{ w, h int }{
			{10, 3}, {10, 120}, {11, 4}, {13, 5}, {20, 6}, {33, 7}, {40, 10}, {59, 15}, {60, 16}, {80, 24}, {90, 3}, {119, 40}, {200, 60}, {400, 3}, {400, 120}, {1, 1},
		} {
			d.send(tea.WindowSizeMsg{Width: size.w, Height: size.h})
			checkFrame(t, d, fmt.Sprintf("%s, %dx%d", s.name, size.w, size.h))
			if strings.TrimSpace(d.frame()) == "" && size.w >= 10 {
				t.Errorf("%s, %dx%d: nothing is shown", s.name, size.w, size.h)
			}
		}
	}
}
