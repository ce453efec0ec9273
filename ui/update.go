package ui

import tea "charm.land/bubbletea/v2"

// Init asks for what the program waits for from the start.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(m.first, m.firstLoad, m.lookAhead(), m.watchSettings())
}

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
	case settingsChanged:
		cmd = m.settingsChanged(msg)
	case keepingFailed:
		m.fail(msg.err)
	default:
		cmd = tea.Batch(m.learned(msg), m.brought(msg), m.followed(msg), m.shelved(msg))
	}
	return tea.Batch(cmd, m.takeFile(), m.seekHit(), m.lookAhead())
}

// learned takes what has been found out about an article.
func (m *Model) learned(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case articleAnnotated:
		m.annotated(msg)
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
		return m.answer()
	case rowsListed:
		m.rowsListed(msg)
		return m.answer()
	case articleRecalled:
		m.recalled(msg)
	case wordsFound:
		m.wordsFound(msg)
	case placeExplained:
		m.placeExplained(msg)
	case sourcesGuessed:
		m.sourcesGuessed(msg)
	}
	return nil
}

// brought takes what has come from files, and from the editor.
func (m *Model) brought(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case headRead:
		return m.headRead(msg)
	case restRead:
		return m.restRead(msg)
	case glanced:
		m.glanced(msg)
	case fileOpened:
		return m.fileOpened(msg)
	case fileRead:
		m.fileRead(msg)
	case folderListed:
		m.folderListed(msg)
	case editorLeft:
		return m.editorLeft(msg)
	case tea.ClipboardMsg, terminalSilent, clipboardRead, textPasted:
		return m.pasted(msg)
	case noteWritten:
		return m.noteWritten(msg)
	case noteEdited:
		return m.noteEdited(msg)
	}
	return nil
}

// followed takes what has come of a link.
func (m *Model) followed(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case linksGathered:
		m.showLinks(msg)
		return m.answer()
	case anchorFound:
		m.anchorFound(msg)
		return m.answer()
	case footnoteFound:
		m.footnoteFound(msg)
		return m.answer()
	case linkedOpened:
		return m.linkedOpened(msg)
	case pageOpened:
		return m.pageOpened(msg)
	case browserFound:
		return m.browserFound(msg)
	case browserAnswered:
		return m.browserAnswered(msg)
	}
	return nil
}

// shelved takes what the library tells, and what has become of what was asked of it.
func (m *Model) shelved(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case rowsRead:
		return m.rowsRead(msg)
	case sectionsRead:
		return m.sectionsRead(msg)
	case libraryMade:
		return m.libraryMade(msg)
	case sortedAside:
		m.list.Sorted(msg.sorting)
	case altered:
		return m.altered(msg)
	case unaltered:
		return m.unaltered(msg)
	case taskGoesOn:
		return m.taskGoesOn(msg)
	case taskEnded:
		return m.taskEnded(msg)
	case failuresRead:
		m.failuresRead(msg)
	case libraryFailed:
		m.fail(msg.err)
	case libraryFound:
		return m.libraryFound(msg)
	case hitFound:
		m.hitFound(msg)
	}
	return nil
}
