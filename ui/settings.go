package ui

import (
	"bytes"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// settingsChanged takes other settings and waits for the next ones. What the reader has changed by key in the meantime stays, unless the
// same thing is set anew.
func (m *Model) settingsChanged(c settingsChanged) tea.Cmd {
	again := m.watchSettings()
	if c.err != nil {
		m.fail(fmt.Errorf("%w · settings stay as they were", c.err))
		return again
	}
	old := m.options.Settings
	if c.settings.Equal(old) {
		if m.notice.wrong {
			m.notice = notice{} // the mistake that it told of is mended
		}
		return again
	}
	if c.settings.Theme != old.Theme || !bytes.Equal(c.settings.Style, old.Style) {
		m.fail(m.setTheme(c.settings.Theme, c.settings.Style))
	}
	m.options.Settings = c.settings
	if c.settings.Mode != old.Mode {
		m.mode = c.settings.Mode
	}
	if c.settings.Mouse != old.Mouse {
		m.mouse = c.settings.Mouse
	}
	m.setKeys(c.settings.Keys)
	if c.settings.Strictness != old.Strictness {
		for _, r := range m.readings {
			r.annotated = false // what is shown stays until the engine has read it again
		}
	}
	m.looked()
	if m.say("settings read anew"); c.notice != "" {
		m.notice = notice{text: document.CleanLine(c.notice), wrong: true}
	}
	return again
}

// setKeys changes what keys do, everywhere.
func (m *Model) setKeys(set config.Keys) {
	m.keys = newKeymaps(set)
	m.list.SetKeys(m.keys.shelf)
	if m.pager != nil {
		m.pager.SetKeys(m.keys.reading, m.keys.selecting)
	}
	pane := arrange(m.width, m.height).pane
	var below overlay
	for _, o := range m.overlays {
		if k, ok := o.(keyed); ok {
			k.setKeys(&m.keys)
		}
		if h, ok := o.(*help); ok {
			h.sections = m.helpSections(below)
		}
		o.Resize(pane.Dx(), pane.Dy())
		below = o
	}
}
