package ui

import (
	"fmt"

	"github.com/charmbracelet/colorprofile"

	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// look is what a theme is made of: a name, and the style file that it names, if it does.
type look struct {
	name  string
	style []byte
}

// setBackground takes the terminal's word for whether its background is dark. It may come late, or never.
func (m *Model) setBackground(dark bool) {
	if m.terminal.Dark != dark {
		m.terminal.Dark = dark
		m.fail(m.retheme(m.look))
	}
}

// setColours takes the number of the terminal's colours.
func (m *Model) setColours(colours colorprofile.Profile) {
	if m.terminal.Colours != colours {
		m.terminal.Colours = colours
		m.fail(m.retheme(m.look))
	}
}

// setTheme changes the theme of whatever is shown.
func (m *Model) setTheme(name string, style []byte) error { return m.retheme(look{name, style}) }

// retheme makes the theme anew and hands it to whoever shows something; places are kept. What is wrong with a style file is
// the error; the theme holds if it can.
func (m *Model) retheme(l look) error {
	t, err := theme.New(l.name, l.style, m.terminal)
	if t == nil {
		return fmt.Errorf("theme: %w", err)
	}
	m.look, m.theme = l, t
	for _, o := range m.overlays {
		if themed, ok := o.(interface{ setTheme(t *theme.Theme) }); ok {
			themed.setTheme(t)
		}
	}
	m.looked()
	return nil
}
