package ui

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"github.com/seed-0d8bf4ce/reader/ui/screen"
)

// glass is a screen with a terminal behind it, to which a driver's frames are brought.
type glass struct {
	vt     *vt.Emulator
	screen *screen.Screen
	canvas *lipgloss.Canvas
}

func newGlass(width, height int) *glass {
	g := &glass{vt: vt.NewEmulator(width, height), canvas: lipgloss.NewCanvas(width, height)}
	go func() { _, _ = io.Copy(io.Discard, g.vt) }() // what it answers; a program would read it
	g.screen = screen.New(g.vt)
	g.screen.SetProfile(colorprofile.TrueColor)
	return g
}

// answer tells the screen what the emulator takes tabs and quotation marks for.
func (g *glass) answer() {
	g.screen.At(25, 1)
	g.screen.SetTogether(true)
}

func (g *glass) show(d *driver) {
	d.Helper()
	if g.vt.Width() != d.width || g.vt.Height() != d.height {
		g.vt.Resize(d.width, d.height)
	}
	d.Draw(g.canvas)
	if err := g.screen.Show(g.canvas, d.cursor()); err != nil {
		d.Fatal(err)
	}
}

// cellsOf is every cell of a terminal as it is seen.
func (g *glass) cells() []string {
	var all []string
	for y := range g.vt.Height() {
		for x := range g.vt.Width() {
			c := g.vt.CellAt(x, y)
			if c == nil || ansi.StringWidth(c.Content) == 0 { // the emulator leaves marks that combine in the next column
				c = &uv.Cell{Content: " "}
			}
			style := c.Style
			if c.Content == " " { // no colour of letters is seen on it
				style.Fg = nil
				style.Attrs &= uv.AttrReverse | uv.AttrStrikethrough
				if style.Underline == uv.UnderlineNone {
					style.UnderlineColor = nil
				}
			}
			all = append(all, fmt.Sprintf("%s %v", c.Content, style))
		}
	}
	return all
}

// walks is where a random walk may go: most often on, now and then somewhere else.
var walks = []string{
	"j", "j", "j", "k", "k", "space", "b", "d", "u", "G", "g", "n", "n", "n", "p", "enter", "enter", "esc", "esc", "q", "m", "1", "2", "3", "4", "o", "z", "|",
	"w", "t", "x", "a", "U", "ctrl+r", "v", "v", "l", "h", "y", "f", "?", "tab", "left", "right", "up", "down", "home", "end", "pgup", "pgdown",
	"/", "letter", "中", "हि", "😀", "backspace", "ctrl+u", "s", "e", "ctrl+w", "alt+m", "ctrl+o", "5", "0", "'", "N", "S",
}

// TestAnyFrameAfterAny: whatever the reader did before, the frame on the terminal is the one that a clean screen would show, to the last
// cell, and none of its rows is wider than the window to any terminal.
func TestAnyFrameAfterAny(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 4))
		size := func() (w, h int) { return 10 + r.IntN(130), 3 + r.IntN(45) }
		w, h := size()
		d := drive(t, w, h, func(o *Options) { o.Articles = oddArticles(t) })
		g := newGlass(w, h)
		g.show(d)
		if seed%2 == 0 {
			g.answer()
		}
		var path []string
		for range 120 {
			step := walks[r.IntN(len(walks))]
			switch {
			case r.IntN(15) == 0:
				w, h = size()
				step = fmt.Sprintf("%dx%d", w, h)
				d.send(tea.WindowSizeMsg{Width: w, Height: h})
			case len(path) == 0 || r.IntN(40) == 0: // on to the articles that are odd
				step = "esc, q, end, enter"
				d.press("esc", "esc", "q", "end", "k")
				if r.IntN(2) == 0 {
					d.press("j")
				}
				d.press("enter")
			default:
				d.press(step)
			}
			d.quit = false // the walk goes on
			path = append(path, step)
			g.show(d)
			clean := newGlass(d.width, d.height)
			clean.show(d)
			got, want := g.cells(), clean.cells()
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("seed %d, after %q: column %d of row %d is %q, on a clean screen %q\n%s", seed, path, i%d.width, i/d.width, got[i], want[i], d.frame())
				}
			}
			checkFrame(t, d, fmt.Sprint(path[max(len(path)-4, 0):]))
			if t.Failed() {
				return
			}
		}
	}
}
