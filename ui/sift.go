package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// The actions that narrow a pick down.
type (
	// askSift asks for words that the rows are to have.
	askSift struct{}
	// sift leaves the rows that have all words of a query.
	sift struct{ query string }
	// goOn does what enter does on the selected row.
	goOn struct{}
)

// listing is an overlay that is a list.
type listing interface {
	overlay
	list() *pick
}

// sift leaves the rows that have every word of a query somewhere; capitals do not matter. An empty query leaves them all.
func (p *pick) sift(query string) {
	kept := -1
	if p.selected < len(p.shown) {
		kept = p.shown[p.selected]
	}
	p.query, p.shown = query, p.shown[:0]
	words := strings.Fields(strings.ToLower(query))
	if len(words) > 0 && p.words == nil {
		p.fold()
	}
	selected := 0
	for i := range p.rows {
		if len(words) > 0 && !containsAll(p.words[i], words) {
			continue
		}
		if i == kept {
			selected = len(p.shown)
		}
		p.shown = append(p.shown, i)
	}
	p.move(selected)
}

// fold writes the words of every row in small letters, once for all queries: there may be very many rows.
func (p *pick) fold() {
	p.words = make([]string, len(p.rows))
	for i, r := range p.rows {
		p.words[i] = strings.ToLower(r.name + "\n" + r.original + "\n" + r.detail + "\n" + r.more)
	}
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// applySift turns an action about a pick into state and commands.
func (m *Model) applySift(action any) tea.Cmd {
	switch a := action.(type) {
	case askSift:
		m.askSift()
	case sift:
		m.sifted(a.query)
	case goOn:
		return m.goOn()
	}
	return nil
}

// askSift asks for the words; the pick follows as they are typed, and the arrows move in it.
func (m *Model) askSift() {
	l, ok := m.top().(listing)
	if !ok {
		return
	}
	ask := newPrompt("filter: ", l.list().query, m.theme, func(string) any { return goOn{} })
	ask.changed = func(text string) any { return sift{text} }
	ask.cancel = sift{""}
	ask.below = l.list()
	m.push(ask)
	ask.keys.Enter.SetHelp(ask.keys.Enter.Help().Key, l.Help()[0].Help().Desc)
}

// sifted narrows the pick down that is open, under the prompt or without it.
func (m *Model) sifted(query string) {
	for _, o := range m.overlays {
		if l, ok := o.(listing); ok {
			l.list().sift(query)
		}
	}
}

// goOn does what enter does on the selected row of the pick on top.
func (m *Model) goOn() tea.Cmd {
	l, ok := m.top().(listing)
	if !ok {
		return nil
	}
	action := l.list().chosen()
	if action == nil {
		m.say("nothing in the list has these words")
		return nil
	}
	return m.apply(action)
}
