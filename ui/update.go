package ui

import tea "charm.land/bubbletea/v2"

// Init asks for what the program waits for from the start.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, m.lookAhead(), m.watchSettings())
}

// Update answers a message.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		cmd = m.resized(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.setBackground(msg.IsDark())
	case tea.ColorProfileMsg:
		m.setColours(msg.Profile)
	case tea.KeyPressMsg:
		cmd = m.key(msg)
	case tea.PasteMsg:
		cmd = m.paste(msg.Content)
	case tea.MouseClickMsg:
		cmd = m.click(msg.Mouse())
	case tea.MouseWheelMsg:
		m.wheel(msg.Mouse())
	case articleAnnotated:
		m.annotated(msg)
	case textSearched:
		m.searched(msg)
	case articleRecalled:
		m.recalled(msg)
	case wordsFound:
		m.wordsFound(msg)
	case placeExplained:
		m.placeExplained(msg)
	case sourcesGuessed:
		m.sourcesGuessed(msg)
	case settingsChanged:
		cmd = m.settingsChanged(msg)
	case keepingFailed:
		m.fail(msg.err)
	}
	return tea.Batch(cmd, m.lookAhead())
}
