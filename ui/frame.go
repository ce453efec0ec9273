package ui

import (
	"image"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/screen"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// canvas is what everything is drawn on.
type canvas = *lipgloss.Canvas

// blankView is what Bubble Tea has to show: nothing, since the frames do not go through it. It takes an empty text for no screen at all.
const blankView = " "

// modes says how the terminal is to be set. The cursor is the frame's affair.
func (m *Model) modes() tea.View {
	v := tea.NewView(blankView)
	v.AltScreen = true
	v.WindowTitle = "reader"
	if m.open != nil {
		v.WindowTitle = document.CleanLine(m.open.Title) + " · reader"
	}
	if m.ascii {
		v.WindowTitle = theme.ToASCII(v.WindowTitle)
	}
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// cursor is where the terminal's cursor stands: in the prompt, or nowhere.
func (m *Model) cursor() screen.Cursor {
	p, ok := m.top().(typed)
	if !ok {
		return screen.Cursor{}
	}
	at := p.cursorAt(m.place(p))
	return screen.Cursor{X: at.X, Y: at.Y, Visible: true}
}

// Draw paints panes, bar and overlays onto a canvas, in this order.
func (m *Model) Draw(on canvas) {
	if on.Width() != m.width || on.Height() != m.height {
		on.Resize(m.width, m.height)
	}
	on.Clear()
	r := arrange(m.width, m.height)
	m.focus().Draw(on, r.pane)
	if !r.rule.Empty() {
		margin := min(1, r.rule.Dx()/24)
		theme.Rule(on, r.rule.Min.X+margin, r.rule.Min.Y, r.rule.Dx()-2*margin, m.theme.Rule)
	}
	if !r.bar.Empty() {
		m.drawBar(on, r.bar)
	}
	for _, o := range m.overlays {
		o.Draw(on, m.place(o))
	}
	m.theme.Paint(on)
	if m.ascii {
		theme.CellsToASCII(on)
	}
}

// drawBar paints the last row: where the reader is, then a notice or the most wanted keys.
func (m *Model) drawBar(on canvas, bar image.Rectangle) {
	margin := min(1, bar.Dx()/24)
	x, y, end := bar.Min.X+margin, bar.Min.Y, bar.Max.X-margin
	if m.notice.text != "" {
		style := m.theme.Text
		if m.notice.wrong {
			style = m.theme.Error
		}
		theme.Put(on, x, y, end-x, theme.Fit(m.notice.text, end-x), style)
		return
	}
	if fetching := m.fetching(); fetching != "" {
		theme.Put(on, x, y, end-x, theme.Fit(fetching, end-x), m.theme.Accent)
		return
	}
	if busy := m.busy(); busy != "" && m.top() == nil {
		theme.Put(on, x, y, end-x, theme.Fit(busy, end-x), m.theme.Accent)
		return
	}
	if m.pager == nil {
		if behind := m.behind(); behind != "" && end-x > theme.Width(behind)*2 {
			end -= theme.PutRight(on, end, y, end-x, behind, m.theme.Dim) + 3
		}
		theme.Put(on, x, y, end-x, m.hints(end-x), m.theme.Dim)
		return
	}
	x += theme.Put(on, x, y, end-x, theme.Fit(m.pager.Status(), end-x), m.theme.Text)
	const gap, leastSubject = 3, 12
	if subject := m.subject(); m.top() == nil && subject != "" && end-x > gap+leastSubject {
		x += gap
		x += theme.Put(on, x, y, end-x, theme.Fit(subject, end-x), m.theme.Accent)
	}
	if hints := m.hints(end - x - gap); hints != "" {
		theme.PutRight(on, end, y, end-x-gap, hints, m.theme.Dim)
	}
}

// subject is what the bar tells between place and keys: where the chosen link leads, or the current fix.
func (m *Model) subject() string {
	if l, ok := m.pager.ChosenLink(); ok {
		return leads(m.open, l)
	}
	return m.pager.Subject()
}

// mostHints keeps the bar quiet where the window is wide.
const mostHints = 6

// hints names the keys that matter most, as many as fit, help always the last.
func (m *Model) hints(width int) string {
	bindings := m.focus().Help()
	switch top := m.top().(type) {
	case nil:
	case cardOverlay:
		bindings = top.Help()[top.Named():]
	case markCard:
		bindings = top.Help()[top.Named():]
	default:
		bindings = top.Help()
	}
	help := m.helpHint()
	if theme.Width(help) > width {
		return ""
	}
	var all []string
	used := theme.Width(help)
	for _, b := range bindings {
		if !b.Enabled() {
			continue
		}
		h := hint(b)
		if used += theme.Width(h) + 3; used > width || len(all) == mostHints-1 {
			break
		}
		all = append(all, h)
	}
	return strings.Join(append(all, help), " · ")
}

// helpHint names the key of the help; where letters are text, one that is none.
func (m *Model) helpHint() string {
	b := m.keys.everywhere.Help
	if _, typing := m.top().(typed); typing {
		for _, k := range b.Keys() {
			if utf8.RuneCountInString(k) > 1 {
				return k + " " + b.Help().Desc
			}
		}
	}
	return hint(b)
}

func hint(b key.Binding) string { return b.Help().Key + " " + b.Help().Desc }
