package ui

import (
	"image"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The actions of the command line.
type (
	runLine   struct{ line string }
	askFolder struct{ path string } // what is in it
)

// commandLine is a prompt with what the line may become above it.
type commandLine struct {
	*prompt

	completer completer
	what      string // the candidates are
	all       []candidate
	at        int    // the one that stands in the line, -1 for none
	typed     string // the line without it
	rows      int    // of the candidates that there is room for
}

func newCommandLine(text string, c completer, past *history, t *theme.Theme) *commandLine {
	p := newPrompt(":", text, t, func(text string) any { return runLine{text} })
	p.completes = true
	l := &commandLine{prompt: p.remember(past), completer: c}
	l.suggest()
	return l
}

// suggest finds the candidates for the line as it is.
func (l *commandLine) suggest() any {
	line := string(l.text)
	l.what, l.all = l.completer.candidates(line)
	l.at = -1
	if path, ok := l.completer.wants(line); ok {
		return askFolder{path}
	}
	return nil
}

// listed takes what is in a folder.
func (l *commandLine) listed(f folder) {
	l.completer.folder = f
	if l.at < 0 {
		l.suggest()
	}
}

// The measures of the candidates, in rows.
const (
	candidatesMost  = 10 // that are shown at once
	leastCandidates = 4  // with a border
)

func (l *commandLine) Resize(width, height int) {
	l.prompt.Resize(width, height)
	l.rows = min(candidatesMost, height*2/3-2)
}

func (l *commandLine) Key(k tea.KeyPressMsg) (any, bool) {
	switch {
	case key.Matches(k, l.keys.Complete):
		return l.choose(1), true
	case key.Matches(k, l.keys.Uncomplete):
		return l.choose(-1), true
	}
	before := string(l.text)
	action, mine := l.prompt.Key(k)
	if string(l.text) != before {
		action = l.suggest()
	}
	return action, mine
}

func (l *commandLine) insert(text string) any {
	l.prompt.insert(text)
	return l.suggest()
}

// choose puts the next candidate into the line, or the one before; behind the last comes what was typed. One that is alone is taken.
func (l *commandLine) choose(by int) any {
	n := len(l.all)
	if n == 0 {
		return nil
	}
	if l.at < 0 {
		l.typed = string(l.text)
	}
	if n == 1 {
		l.put(l.all[0].line)
		return l.suggest()
	}
	l.at = (l.at+1+by+n+1)%(n+1) - 1
	if l.at < 0 {
		l.put(l.typed)
	} else {
		l.put(l.all[l.at].line)
	}
	return nil
}

// first is the first candidate that is shown.
func (l *commandLine) first() int { return max(l.at-l.rows+1, 0) }

// shown is how many candidates are.
func (l *commandLine) shown() int { return max(min(len(l.all), l.rows), 0) }

func (l *commandLine) place(window rooms, about image.Rectangle) image.Rectangle {
	area := l.prompt.place(window, about)
	if n := l.shown(); n > 0 && area == window.bar {
		area.Min.Y = max(area.Min.Y-max(n+2, leastCandidates), 0)
	}
	return area
}

// line is the row in which is typed.
func (l *commandLine) line(area image.Rectangle) image.Rectangle {
	area.Min.Y = area.Max.Y - 1
	return area
}

func (l *commandLine) cursorAt(area image.Rectangle) image.Point {
	return l.prompt.cursorAt(l.line(area))
}

// Scroll is what the wheel does.
func (l *commandLine) Scroll(lines int) { l.choose(lines) }

// Click takes the candidate under the mouse.
func (l *commandLine) Click(_, y int) any {
	at := l.first() + y - 1
	if y < 1 || y > l.shown() || at >= len(l.all) {
		return nil
	}
	l.put(l.all[at].line)
	return l.suggest()
}

// candidatesWidth is how wide the candidates are at most.
const candidatesWidth = 76

func (l *commandLine) Draw(on canvas, area image.Rectangle) {
	l.prompt.Draw(on, l.line(area))
	area.Max.Y--
	area.Max.X = min(area.Max.X, area.Min.X+candidatesWidth)
	if area.Dy() < 1 {
		return
	}
	in := theme.Box(on, area, l.what, l.theme)
	first, n := l.first(), l.shown()
	theme.More(on, area, first > 0, first+n < len(l.all), l.theme)
	names, right := 0, 0
	for _, c := range l.all {
		names, right = max(names, theme.Width(c.name)), max(right, theme.Width(c.right))
	}
	for i := range min(n, in.Dy()) {
		l.drawCandidate(on, in, in.Min.Y+i, first+i, min(names, in.Dx()/2), min(right, in.Dx()/4))
	}
}

// drawCandidate paints a candidate in columns of the given widths: its name, what it does, its keys.
func (l *commandLine) drawCandidate(on canvas, in image.Rectangle, y, at, names, right int) {
	c, t := l.all[at], l.theme
	style := t.Text
	if at == l.at {
		theme.Put(on, in.Min.X, y, 1, "▌", t.Selected)
		style = t.Strong
	}
	x, end := in.Min.X+2, in.Max.X
	if right > 0 {
		theme.PutRight(on, end, y, right, c.right, t.Dim)
		end -= right + 2
	}
	if c.does == "" {
		names = end - x
	}
	theme.Put(on, x, y, end-x, theme.Fit(c.name, min(names, end-x)), style)
	if x += names + 2; end > x {
		theme.Put(on, x, y, end-x, theme.Fit(c.does, end-x), t.Dim)
	}
}
