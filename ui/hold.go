package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// hold keeps a key for later: while an article is being opened, while all of a long text is being read and the key needs that, and while the answer comes to what was asked
// (a search, a list), which the next key is meant for. What is typed behind a key that waits, waits as well.
func (m *Model) hold(k tea.KeyPressMsg) bool {
	switch {
	case key.Matches(k, m.keys.everywhere.Quit):
		return false
	case m.toOpen != nil && key.Matches(k, m.keys.fetching.Stop):
		m.toOpen, m.held = nil, nil
		m.say("not opened")
		return true
	case m.toOpen != nil:
		m.held = append(m.held, k)
		return true
	case m.open == nil:
		return false
	}
	beginning := m.open.Partial && m.reading(m.open).failed == nil
	switch {
	case m.unanswered > 0, len(m.held) > 0:
	case beginning && m.top() == nil && m.pager.NeedsWhole(k):
		m.say("reading the rest of the article …")
	default:
		return false
	}
	m.held = append(m.held, k)
	return true
}

// ask counts a question whose answer the next keys are meant for. Each has to be answered.
func (m *Model) ask(question tea.Cmd) tea.Cmd {
	m.unanswered++
	return question
}

// answer takes the keys that waited, now that what they waited for has come.
func (m *Model) answer() tea.Cmd {
	m.unanswered = max(m.unanswered-1, 0)
	return m.replay()
}

// replay answers the keys that waited, up to one that has to wait itself.
func (m *Model) replay() tea.Cmd {
	held := m.held
	m.held = nil
	var cmds []tea.Cmd
	for i, k := range held {
		if m.hold(k) {
			m.held = append(m.held, held[i+1:]...)
			break
		}
		cmds = append(cmds, m.key(k))
	}
	return tea.Batch(cmds...)
}
