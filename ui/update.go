package ui

import tea "charm.land/bubbletea/v2"

// Init asks for what the program waits for from the start.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.first, m.lookAhead(), m.watchSettings()) }

// Update answers a message.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.setBackground(msg.IsDark())
	case tea.ColorProfileMsg:
		m.setColours(msg.Profile)
	case tea.KeyPressMsg:
		if !m.hold(msg) {
			cmd = m.key(msg)
		}
	case tea.PasteMsg:
		cmd = m.paste(msg.Content)
	case tea.MouseMsg:
		cmd = m.moused(msg)
	case articleAnnotated:
		m.annotated(msg)
	case headRead:
		cmd = m.headRead(msg)
	case restRead:
		cmd = m.restRead(msg)
	case glanced:
		m.glanced(msg)
	case longBegun:
		m.longBegun(msg)
	case passageAnnotated:
		m.passageAnnotated(msg)
	case passagesSurveyed:
		m.passagesSurveyed(msg)
	case passagesSettled:
		m.passagesSettled(msg)
	case textSearched:
		m.searched(msg)
		cmd = m.answer()
	case rowsListed:
		m.rowsListed(msg)
		cmd = m.answer()
	case articleRecalled:
		m.recalled(msg)
	case wordsFound:
		m.wordsFound(msg)
	case placeExplained:
		m.placeExplained(msg)
	case sourcesGuessed:
		m.sourcesGuessed(msg)
	case fileOpened:
		cmd = m.fileOpened(msg)
	case fileRead:
		m.fileRead(msg)
	case folderListed:
		m.folderListed(msg)
	case editorLeft:
		cmd = m.editorLeft(msg)
	case linksGathered:
		m.showLinks(msg)
		cmd = m.answer()
	case anchorFound:
		m.anchorFound(msg)
		cmd = m.answer()
	case footnoteFound:
		m.footnoteFound(msg)
		cmd = m.answer()
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
	return tea.Batch(cmd, m.takeFile(), m.lookAhead())
}
