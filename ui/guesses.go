package ui

import (
	"fmt"
	"image"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The actions of the guesses.
type (
	takeSource struct {
		span   document.Span
		source review.Source
	}
	keepSource struct {
		span   document.Span
		source review.Source
		fix    string
	}
	copySource struct{ text string }
)

// guessKeys is every key of the guesses.
type guessKeys struct {
	Take, Copy, Close, Down, Up key.Binding
}

func newGuessKeys() guessKeys {
	return guessKeys{
		Take:  keys.Bind("enter", "take as own fix", "enter"),
		Copy:  keys.Bind("y", "copy", "y"),
		Close: keys.Bind("esc", "close", "esc", "q", "g"),
		Down:  keys.Bind("j", "down", "j", "down", "ctrl+n"),
		Up:    keys.Bind("k", "up", "k", "up", "ctrl+p"),
	}
}

func guessActions(k *guessKeys) []keys.Action {
	return []keys.Action{
		{Name: "take", Binding: &k.Take}, {Name: "copy", Binding: &k.Copy}, {Name: "close", Binding: &k.Close},
		{Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up},
	}
}

func (k guessKeys) bindings() []key.Binding { return keys.Bindings(guessActions(&k)) }

// guesses shows what a phrase may have been made of: each source with its reading and what explains which words.
type guesses struct {
	keys     guessKeys
	theme    *theme.Theme
	span     document.Span
	phrase   string
	sources  []review.Source
	selected int

	width, height int
}

func (m *Model) askGuess(span document.Span, text string) tea.Cmd {
	phrase := document.CleanLine(text)
	if m.options.Guess == nil || phrase == "" {
		m.say("there is nothing to guess")
		return nil
	}
	m.say("guessing …")
	return m.guess(span, phrase)
}

// sourcesGuessed shows guesses, if they are still wanted.
func (m *Model) sourcesGuessed(g sourcesGuessed) {
	if g.article != m.open || m.top() != nil || m.pager.Selected() != g.span {
		return
	}
	m.notice = notice{}
	if len(g.sources) == 0 {
		m.say("nothing explains “" + g.phrase + "”")
		return
	}
	m.push(&guesses{keys: newGuessKeys(), theme: m.theme, span: g.span, phrase: g.phrase, sources: g.sources})
}

// takeSource makes a fix of the reader's own of a guess. Where nobody knows its English, the reader is asked.
func (m *Model) takeSource(t takeSource) tea.Cmd {
	m.pop()
	m.pager.Deselect()
	s := t.source
	if fix := document.CleanLine(s.English); fix != "" {
		return m.keepSource(keepSource{t.span, s, fix})
	}
	m.push(newPrompt("own fix for "+document.CleanLine(s.ZH)+": ", document.CleanLine(s.Pinyin), m.theme, func(text string) any {
		return keepSource{t.span, s, text}
	}))
	return nil
}

func (m *Model) keepSource(k keepSource) tea.Cmd {
	fix := document.CleanLine(k.fix)
	m.sayKey("own fix: "+fix, m.keys.reading.Undo, "undoes")
	return m.decide(review.Verdict{Span: k.span, Ruling: review.Edited, Fix: fix, ZH: k.source.ZH, Pinyin: k.source.Pinyin, Literal: k.source.Literal})
}

// The measures of the guesses.
const (
	guessWidth = 72
	guessRows  = 2 // of each
)

func (g *guesses) setKeys(k *keymaps) { g.keys = k.guesses }

func (g *guesses) setTheme(t *theme.Theme) { g.theme = t }

func (g *guesses) Resize(width, height int) {
	g.width = min(guessWidth, width)
	g.height = min(guessRows*len(g.sources)+2, height)
}

// room is how many guesses are on the screen.
func (g *guesses) room() int { return max((g.height-2)/guessRows, 1) }

// first is the first guess on the screen.
func (g *guesses) first() int { return max(g.selected-g.room()+1, 0) }

func (g *guesses) move(by int) { g.selected = max(min(g.selected+by, len(g.sources)-1), 0) }

// Scroll is what the wheel does.
func (g *guesses) Scroll(lines int) { g.move(lines) }

func (g *guesses) Key(k tea.KeyPressMsg) (any, bool) {
	switch {
	case key.Matches(k, g.keys.Take):
		return takeSource{g.span, g.sources[g.selected]}, true
	case key.Matches(k, g.keys.Copy):
		s := g.sources[g.selected]
		return copySource{document.CleanLine(fmt.Sprintf("%s %s %s", s.ZH, s.Pinyin, s.English))}, true
	case key.Matches(k, g.keys.Close):
		return dismiss{}, true
	case key.Matches(k, g.keys.Down):
		g.move(1)
	case key.Matches(k, g.keys.Up):
		g.move(-1)
	default:
		return nil, false
	}
	return nil, true
}

func (g *guesses) Click(_, y int) any {
	at := g.first() + (y-1)/guessRows
	if y < 1 || at >= len(g.sources) || y > g.room()*guessRows {
		return nil
	}
	if at == g.selected {
		return takeSource{g.span, g.sources[at]}
	}
	g.selected = at
	return nil
}

func (g *guesses) Help() []key.Binding { return g.keys.bindings() }

// place puts the guesses under the words they are about, or above them where there is more room.
func (g *guesses) place(window rooms, about image.Rectangle) image.Rectangle {
	return beside(window.pane, about, g.width, g.height)
}

func (g *guesses) Draw(on canvas, area image.Rectangle) {
	in := theme.Box(on, area, "What could “"+g.phrase+"” have been?", g.theme)
	first, room := g.first(), g.room()
	theme.More(on, area, first > 0, first+room < len(g.sources), g.theme)
	for i := range room {
		if first+i < len(g.sources) && in.Min.Y+i*guessRows < in.Max.Y {
			g.drawSource(on, in, in.Min.Y+i*guessRows, first+i)
		}
	}
}

// drawSource paints a guess: what it is and is called, and below it what explains which words.
func (g *guesses) drawSource(on canvas, in image.Rectangle, y, at int) {
	s, t := g.sources[at], g.theme
	name := t.Text
	if at == g.selected {
		theme.Put(on, in.Min.X, y, 1, "▌", t.Selected)
		name = t.Strong
	}
	x, end := in.Min.X+2, in.Max.X
	score := fmt.Sprintf("%.0f", 100*s.Score)
	end -= theme.PutRight(on, end, y, 4, score, t.Dim) + 1
	zh, english := document.CleanLine(s.ZH), document.CleanLine(s.English)
	x += theme.Put(on, x, y, end-x, theme.Fit(zh, end-x), name)
	left := end - x
	if english != "" {
		left -= theme.Width(english) + 2
	}
	if pinyin := document.CleanLine(s.Pinyin); left > theme.Width(pinyin) || left < 0 { // it gives way if that makes room for the English
		x += theme.Put(on, x, y, end-x, " "+pinyin, name)
	}
	if english != "" && end-x > 4 {
		x += theme.Put(on, x, y, end-x, "  ", name)
		theme.Put(on, x, y, end-x, theme.Fit(english, end-x), t.Accent)
	}
	if y+1 < in.Max.Y {
		theme.Put(on, in.Min.X+4, y+1, in.Dx()-4, theme.Fit(document.CleanLine(s.Literal), in.Dx()-4), t.Dim)
	}
}
