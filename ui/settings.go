package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
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
	if c.settings.Theme != old.Theme {
		if err := m.setTheme(c.settings.Theme); err != nil {
			m.fail(err)
			return again
		}
		if c.settings.Theme == "" { // the background decides
			again = tea.Batch(again, tea.RequestBackgroundColor)
		}
	}
	m.options.Settings = c.settings
	m.ascii = c.settings.Signs.ASCII(theme.OnlyASCII(m.options.Env))
	if c.settings.Mode != old.Mode {
		m.mode = c.settings.Mode
	}
	if c.settings.Mouse != old.Mouse {
		m.mouse = c.settings.Mouse
	}
	m.setKeys(c.settings.Keys)
	if c.settings.Strictness != old.Strictness {
		for _, r := range m.readings {
			r.annotated, r.long = false, nil // what is shown stays until the engine has read it again
		}
	}
	m.looked()
	if m.say("settings read anew"); c.notice != "" {
		m.notice = notice{text: document.CleanLine(c.notice), wrong: true}
	}
	return again
}

// setTheme changes the theme of whatever is shown.
func (m *Model) setTheme(name string) error {
	t, err := theme.New(name, theme.Guess(m.options.Env), m.options.Env)
	if err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	m.theme = t
	for _, o := range m.overlays {
		if themed, ok := o.(interface{ setTheme(t *theme.Theme) }); ok {
			themed.setTheme(t)
		}
	}
	return nil
}

// setKeys changes what keys do, everywhere.
func (m *Model) setKeys(set config.Keys) {
	if m.keys = newKeymaps(set); m.ascii {
		m.keys = m.keys.spelledOut()
	}
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
