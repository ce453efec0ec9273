package ui

import (
	"image"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// press is what the mouse has done since its button went down.
type press struct {
	at     image.Point
	when   time.Time
	clicks int          // one after another on the same cell
	held   bool         // the button is down
	on     *pager.Pager // the article that was open before the press, nil for the shelf
	over   bool         // there was an overlay before the press
}

// together is how long two clicks may lie apart and be one double click; mostClicks is how many count.
const (
	together   = 400 * time.Millisecond
	mostClicks = 4
)

// moused answers whatever the mouse does.
func (m *Model) moused(msg tea.MouseMsg) tea.Cmd {
	switch msg.(type) {
	case tea.MouseClickMsg:
		return m.pressed(msg.Mouse())
	case tea.MouseMotionMsg:
		m.dragged(msg.Mouse())
	case tea.MouseReleaseMsg:
		m.released()
	case tea.MouseWheelMsg:
		m.wheel(msg.Mouse())
	}
	return nil
}

// pressed answers a button that went down: one click is the pane's or the overlay's, two select a word (with alt, a phrase), three a sentence,
// four a line.
func (m *Model) pressed(at tea.Mouse) tea.Cmd {
	last, now := m.press, press{at: image.Pt(at.X, at.Y), when: m.now(), clicks: 1, held: at.Button == tea.MouseLeft, on: m.pager, over: m.top() != nil}
	again := now.held && now.at == last.at && now.when.Sub(last.when) < together
	m.press = now
	switch {
	case again && last.on != m.pager:
		return nil // a double click that opens an article is no click in it
	case again && !last.over && m.pager != nil:
		m.press.clicks, m.press.over = last.clicks%mostClicks+1, false
		if m.press.clicks > 1 && m.selectAt(now.at, m.press.clicks, at.Mod.Contains(tea.ModAlt)) {
			return nil
		}
	}
	if now.held && m.pager != nil && m.top() == nil {
		m.pager.Deselect()
	}
	return m.click(at)
}

// dragged selects from the word where the button went down to the one under the mouse.
func (m *Model) dragged(to tea.Mouse) {
	p, point := &m.press, image.Pt(to.X, to.Y)
	if !p.held || to.Button != tea.MouseLeft || m.pager == nil || p.on != m.pager || p.over || point == p.at {
		return
	}
	if m.pager.Selected().Empty() && !m.selectAt(p.at, 1, to.Mod.Contains(tea.ModAlt)) {
		return
	}
	at := point.Sub(arrange(m.width, m.height).pane.Min)
	m.pager.SelectTo(at.X, at.Y)
	p.at = image.Pt(-1, -1) // what follows is no double click, and coming back to the first word selects it
}

// selectAt selects what so many clicks at a point of the screen select. The card that the click before has opened goes away.
func (m *Model) selectAt(point image.Point, clicks int, phrase bool) bool {
	switch m.top().(type) {
	case cardOverlay, markCard:
		m.pop()
	}
	at := point.Sub(arrange(m.width, m.height).pane.Min)
	if m.top() != nil || !m.pager.SelectAt(at.X, at.Y, clicks, phrase) {
		return false
	}
	m.notice = notice{}
	return true
}

// released answers a button that went up.
func (m *Model) released() { m.press.held = false }
