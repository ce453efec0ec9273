package ui

import tea "charm.land/bubbletea/v2"

// write has the library do something, behind whatever else is to be kept; the program does not end before. The answer comes back as a message.
func (m *Model) write(do func() tea.Msg) tea.Cmd {
	answer := make(chan tea.Msg, 1)
	keep := m.keeping.later(func() error {
		answer <- do()
		return nil
	})
	return func() tea.Msg {
		failed := keep() // by then it is done, by whoever kept what was due
		if failed == nil {
			return <-answer
		}
		return tea.BatchMsg{func() tea.Msg { return failed }, func() tea.Msg { return <-answer }}
	}
}
