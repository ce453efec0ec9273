package ui

import "image"

// ruleFrom is the height from which a rule parts the pane from the bar.
const ruleFrom = 6

// rooms is where the parts of a frame stand. A part that there is no room for is empty.
type rooms struct {
	pane image.Rectangle
	rule image.Rectangle
	bar  image.Rectangle
}

// arrange divides a window.
func arrange(width, height int) rooms {
	r := rooms{pane: image.Rect(0, 0, width, height)}
	if height < 2 {
		return r
	}
	r.bar = image.Rect(0, height-1, width, height)
	r.pane.Max.Y = height - 1
	if height >= ruleFrom {
		r.rule = image.Rect(0, height-2, width, height-1)
		r.pane.Max.Y = height - 2
	}
	return r
}

// resize takes the window's new size. A terminal that does not know its size gets what most have.
func (m *Model) resize(width, height int) {
	if width <= 0 || height <= 0 {
		width, height = 80, 24
	}
	m.width, m.height = width, height
	pane := arrange(width, height).pane
	m.list.Resize(pane.Dx(), pane.Dy())
	if m.pager != nil {
		m.pager.Resize(pane.Dx(), pane.Dy())
	}
	for _, o := range m.overlays {
		o.Resize(pane.Dx(), pane.Dy())
	}
}
