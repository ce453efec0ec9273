package ui

import tea "charm.land/bubbletea/v2"

// Init asks for what the program waits for from the start.
func (m *Model) Init() tea.Cmd {
	if m.options.Theme == "" {
		return tea.Batch(tea.RequestBackgroundColor, m.lookAhead(), m.watchSettings())
	}
	return tea.Batch(m.lookAhead(), m.watchSettings())
}

// Update answers a message.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		cmd = m.resized(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.setBackground(msg.IsDark())
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
	case linksGathered:
		m.showLinks(msg)
	case anchorFound:
		m.anchorFound(msg)
	case footnoteFound:
		m.footnoteFound(msg)
	case proseParsed:
		cmd = m.proseParsed(msg)
	case linkedOpened:
		cmd = m.linkedOpened(msg)
	case pageOpened:
		cmd = m.pageOpened(msg)
	case browserFound:
		cmd = m.browserFound(msg)
	case browserAnswered:
		cmd = m.browserAnswered(msg)
	case settingsChanged:
		cmd = m.settingsChanged(msg)
	case keepingFailed:
		m.fail(msg.err)
	}
	return tea.Batch(cmd, m.lookAhead())
}
