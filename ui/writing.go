package ui

import tea "charm.land/bubbletea/v2"

// written is the answer to what was to be kept.
type written struct{ answer tea.Msg }

// write has something kept. The program does not end before it is, unless the reader insists.
func (m *Model) write(do func() tea.Msg) tea.Cmd {
	m.writing++
	return func() tea.Msg { return written{do()} }
}

// written goes on with the answer, and ends the program if that was what it waited for.
func (m *Model) written(w written) tea.Cmd {
	m.writing--
	var cmd tea.Cmd
	if w.answer != nil {
		cmd = m.Update(w.answer)
	}
	if m.leaving && m.writing == 0 {
		return tea.Sequence(cmd, tea.Quit)
	}
	return cmd
}

// quit ends the program; the place in the open article is kept first, and whatever else is to be kept.
func (m *Model) quit() tea.Cmd {
	if m.leaving {
		return tea.Quit
	}
	m.leaving = true
	var last []tea.Cmd
	if m.open != nil {
		m.notePlace()
		last = append(last, m.keepPlace(m.open))
	}
	last = append(last, m.keepSection())
	if m.writing == 0 {
		return tea.Quit
	}
	m.say("keeping what was changed …")
	return tea.Batch(last...)
}
