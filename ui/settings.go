package ui

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// settingsChanged takes other settings and waits for the next ones. What the reader has changed in the meantime, by key or by `:set`, stays,
// unless the same thing is set anew.
func (m *Model) settingsChanged(c settingsChanged) tea.Cmd {
	again := m.watchSettings()
	if c.err != nil {
		m.fail(fmt.Errorf("%w · settings stay as they were", c.err))
		return again
	}
	if c.settings.Equal(m.saved) {
		if m.notice.wrong {
			m.notice = notice{} // the mistake that it told of is mended
		}
		return again
	}
	if err := m.takeSettings(c.settings.Since(m.saved, m.settings())); err != nil {
		m.fail(err)
		return again
	}
	m.saved = c.settings
	if m.say("settings read anew"); c.notice != "" {
		m.notice = notice{text: document.CleanLine(c.notice), wrong: true}
	}
	return again
}

// settings is what holds just now, what was changed by key included.
func (m *Model) settings() config.Settings {
	s := m.options.Settings
	s.Mode, s.Mouse = m.mode, m.mouse
	return s
}

// takeSettings makes other settings hold. With an error nothing has changed.
func (m *Model) takeSettings(s config.Settings) error {
	old := m.options.Settings
	if s.Theme != old.Theme && bytes.Equal(s.Style, old.Style) { // a name takes the place of a file
		s.Style = nil
	}
	if s.Theme != old.Theme || !bytes.Equal(s.Style, old.Style) {
		if err := m.setTheme(s.Theme, s.Style); m.look.name != s.Theme || !bytes.Equal(m.look.style, s.Style) {
			return err
		}
	}
	m.options.Settings, m.mode, m.mouse = s, s.Mode, s.Mouse
	if ascii := s.Signs.ASCII(theme.OnlyASCII(m.options.Env)); ascii != m.ascii || !s.Equal(old) {
		m.ascii = ascii
		m.setKeys(s.Keys)
	}
	if s.Strictness != old.Strictness {
		for _, r := range m.readings {
			r.annotated, r.long = false, nil // what is shown stays until the engine has read it again
		}
	}
	m.looked()
	return nil
}

// set changes a setting for this session: “theme dark”, “theme=dark”. Without a value it says what the setting is.
func (m *Model) set(text string) tea.Cmd {
	name, value, valued := cutSetting(text)
	s, known := settingNamed(name)
	switch {
	case name == "":
		m.fail(errors.New("set what? :set NAME VALUE"))
		return nil
	case !known:
		m.fail(noSetting(name))
		return nil
	case !valued || value == "":
		m.say(s.Name + " is " + s.Text(m.settings()) + ", and can be " + strings.ReplaceAll(s.Takes, "|", ", "))
		return nil
	}
	c := config.New(nil)
	c.Settings = m.settings()
	if err := c.Set(s.Name, value, config.Origin{}); err != nil {
		m.fail(fmt.Errorf("%s: %w", s.Name, err))
		return nil
	}
	if err := m.takeSettings(c.Settings); err != nil {
		m.fail(err)
		return nil
	}
	m.say(s.Name + " is " + s.Text(m.settings()) + " now")
	return nil
}

// noSetting says that there is no such setting, and which is meant.
func noSetting(name string) error {
	names := make([]string, len(config.Table))
	for i, s := range config.Table {
		names[i] = s.Name
	}
	name = document.CleanLine(name)
	if near := annotate.Nearest(strings.ReplaceAll(name, "-", "_"), names); near != "" {
		return fmt.Errorf("no setting is called “%s”: did you mean “%s”?", name, near)
	}
	return fmt.Errorf("no setting is called “%s”: there are %s", name, strings.Join(names, ", "))
}

// setKeys changes what keys do, everywhere.
func (m *Model) setKeys(set config.Keys) {
	if m.keys = newKeymaps(set); m.ascii {
		m.keys.spellOut()
	}
	m.list.SetKeys(m.keys.shelf)
	if m.pager != nil {
		m.pager.SetKeys(m.keys.reading, m.keys.selecting, m.keys.linking)
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
