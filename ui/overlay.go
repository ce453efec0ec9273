package ui

import (
	"image"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// overlay is a pane that stands over the others and has the keys while it is on top.
type overlay interface {
	pane
	// place says where the overlay stands in a window, given the cells that it is about, if any.
	place(window rooms, about image.Rectangle) image.Rectangle
}

// keyed is an overlay whose keys can be changed while it is open.
type keyed interface{ setKeys(k *keymaps) }

// dismiss is the action that takes the overlay on top away.
type dismiss struct{}

func (m *Model) top() overlay {
	if len(m.overlays) == 0 {
		return nil
	}
	return m.overlays[len(m.overlays)-1]
}

func (m *Model) push(o overlay) {
	if k, ok := o.(keyed); ok {
		k.setKeys(&m.keys)
	}
	pane := arrange(m.width, m.height).pane
	o.Resize(pane.Dx(), pane.Dy())
	m.overlays = append(m.overlays, o)
}

func (m *Model) pop() tea.Cmd {
	if n := len(m.overlays); n > 0 {
		m.overlays = m.overlays[:n-1]
	}
	return nil
}

func (m *Model) place(o overlay) image.Rectangle {
	r := arrange(m.width, m.height)
	var about image.Rectangle
	if m.pager != nil {
		about = m.pager.Spot()
		if c, ok := o.(*linkCard); ok {
			about = m.pager.LinkSpot(c.at)
		}
		about = about.Add(r.pane.Min)
	}
	return o.place(r, about)
}

// middle is a rectangle of the given size in the middle of another, or all of it where it does not fit.
func middle(in image.Rectangle, width, height int) image.Rectangle {
	width, height = min(width, in.Dx()), min(height, in.Dy())
	x, y := in.Min.X+(in.Dx()-width)/2, in.Min.Y+(in.Dy()-height)/2
	return image.Rect(x, y, x+width, y+height)
}

// cardOverlay puts a card beside the fix it is about.
type cardOverlay struct{ *card.Card }

func (c cardOverlay) setKeys(k *keymaps) { c.SetKeys(k.card) }

func (c cardOverlay) setTheme(t *theme.Theme) { c.SetTheme(t) }

func (c cardOverlay) place(window rooms, about image.Rectangle) image.Rectangle {
	width, height := c.Size()
	return beside(window.pane, about, width, height)
}

// beside is a rectangle of the given size under another, or above it where there is no room.
func beside(pane, about image.Rectangle, width, height int) image.Rectangle {
	x := max(min(about.Min.X-2, pane.Max.X-width), pane.Min.X)
	y := about.Max.Y
	if y+height > pane.Max.Y {
		y = about.Min.Y - height
	}
	if y < pane.Min.Y {
		y = max(pane.Max.Y-height, pane.Min.Y)
	}
	return image.Rect(x, y, x+width, min(y+height, pane.Max.Y))
}
