package ui

import (
	"image"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// section is the keys of one place.
type section struct {
	title    string
	bindings []key.Binding
}

// help shows the keys of where the reader is, made from the bindings.
type help struct {
	keys     helpKeys
	theme    *theme.Theme
	sections []section
	lines    []helpLine
	first    int

	width, height int
}

type helpKeys struct{ Close, Down, Up key.Binding }

func newHelpKeys() helpKeys {
	return helpKeys{
		Close: keys.Bind("esc", "close", "esc", "q", "?", "enter", "f1"),
		Down:  keys.Bind("j", "down", "j", "down", "space", "pgdown", "d", "ctrl+d"),
		Up:    keys.Bind("k", "up", "k", "up", "b", "pgup", "u", "ctrl+u"),
	}
}

func helpActions(k *helpKeys) []keys.Action {
	return []keys.Action{{Name: "close", Binding: &k.Close, Own: true, Needed: true}, {Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up}}
}

// helpLine is a title, or the shown keys and their meaning.
type helpLine struct{ title, keys, means string }

// newHelp makes the help for where the reader is.
func newHelp(m *Model) *help {
	h := &help{keys: newHelpKeys(), theme: m.theme}
	h.sections = m.helpSections(m.top())
	return h
}

// helpSections are the keys of where the reader is: of the overlay on top, if there is one.
func (m *Model) helpSections(top overlay) []section {
	var all []section
	switch {
	case top != nil:
		all = append(all, section{"Here", top.Help()})
	case m.pager != nil:
		all = append(all, section{"Reading", m.pager.Help()}, section{"On a card", m.keys.card.Bindings()})
	default:
		all = append(all, section{"Shelf", m.list.Help()})
	}
	return append(all, section{"Everywhere", m.keys.everywhere.bindings()})
}

func (h *help) setKeys(k *keymaps) { h.keys = k.help }

func (h *help) setTheme(t *theme.Theme) { h.theme = t }

// The measures of the help.
const (
	helpWidth   = 56
	helpColumns = 92 // the width from which the help takes two columns
)

func (h *help) Resize(width, height int) {
	h.lines = nil
	for i, s := range h.sections {
		if i > 0 {
			h.lines = append(h.lines, helpLine{})
		}
		h.lines = append(h.lines, helpLine{title: s.title})
		for _, b := range s.bindings {
			if len(b.Keys()) > 0 {
				h.lines = append(h.lines, helpLine{keys: keysOf(b), means: b.Help().Desc})
			}
		}
	}
	h.width = min(helpWidth, width)
	rows := len(h.lines)
	if width >= helpColumns && rows > height-2 {
		h.width = min(2*helpWidth-4, width)
		rows = (rows + 1) / 2
	}
	h.height = min(rows+2, height)
	h.scroll(0)
}

// keysOf names the keys of a binding, the shown one first. What is shown for several keys, like 1-4, stands alone.
func keysOf(b key.Binding) string {
	all := []string{b.Help().Key}
	if !slices.Contains(b.Keys(), b.Help().Key) {
		return all[0]
	}
	for _, k := range b.Keys() {
		if k != b.Help().Key && !strings.HasPrefix(k, "ctrl+") && len(all) < 4 {
			all = append(all, k)
		}
	}
	return strings.Join(all, " ")
}

func (h *help) columns() int {
	if h.width > helpWidth {
		return 2
	}
	return 1
}

func (h *help) room() int { return max(h.height-2, 1) * h.columns() }

func (h *help) scroll(by int) { h.first = max(min(h.first+by, len(h.lines)-h.room()), 0) }

// Scroll is what the wheel does.
func (h *help) Scroll(lines int) { h.scroll(lines) }

func (h *help) Key(k tea.KeyPressMsg) (any, bool) {
	switch {
	case key.Matches(k, h.keys.Close):
		return dismiss{}, true
	case key.Matches(k, h.keys.Down):
		h.scroll(1)
	case key.Matches(k, h.keys.Up):
		h.scroll(-1)
	default:
		return nil, false
	}
	return nil, true
}

func (h *help) Click(int, int) any { return nil }

func (h *help) Help() []key.Binding { return keys.Bindings(helpActions(&h.keys)) }

func (h *help) place(window rooms, _ image.Rectangle) image.Rectangle {
	return middle(window.pane, h.width, h.height)
}

func (h *help) Draw(on canvas, area image.Rectangle) {
	in := theme.Box(on, area, "Keys", h.theme)
	theme.More(on, area, h.first > 0, h.first+h.room() < len(h.lines), h.theme)
	columns := h.columns()
	width := in.Dx() / columns
	perColumn := in.Dy()
	for c := range columns {
		for y := range perColumn {
			at := h.first + c*perColumn + y
			if at >= len(h.lines) {
				return
			}
			h.drawLine(on, in.Min.X+c*width, in.Min.Y+y, width-1, h.lines[at])
		}
	}
}

func (h *help) drawLine(on canvas, x, y, width int, l helpLine) {
	const keysWidth = 17
	if l.title != "" {
		theme.Put(on, x, y, width, l.title, h.theme.Strong)
		return
	}
	theme.Put(on, x, y, min(keysWidth, width), theme.Fit(l.keys, keysWidth-1), h.theme.Accent)
	if width > keysWidth {
		theme.Put(on, x+keysWidth, y, width-keysWidth, theme.Fit(l.means, width-keysWidth), h.theme.Text)
	}
}
