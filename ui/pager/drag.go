package pager

// sentenceClicks is how many clicks select a sentence.
const sentenceClicks = 3

// SelectAt selects what so many clicks on a cell of the pager select: up to two the word there, or its phrase, three its sentence, more its line; false
// where there is none.
func (p *Pager) SelectAt(x, y, clicks int, phrase bool) bool {
	g := byWord
	switch {
	case phrase:
		g = byPhrase
	case clicks == sentenceClicks:
		g = bySentence
	case clicks > sentenceClicks:
		g = byLine
	}
	offset, ok := p.offsetAt(x, y)
	if !ok {
		return false
	}
	head := p.unitAt(offset, g)
	if head.Empty() {
		return false
	}
	p.peek = false
	p.selected = selection{on: true, grain: g, head: head}
	return true
}

// SelectTo selects from where the selection began to the unit at a cell. Beyond the first and the last line it scrolls.
func (p *Pager) SelectTo(x, y int) {
	s := &p.selected
	if !s.on {
		return
	}
	if !s.anchored {
		s.anchored, s.anchor = true, s.head
	}
	switch last := p.columns.head + p.rows() - 1; {
	case y < p.columns.head:
		p.scroll(-1)
		y = p.columns.head
	case y > last:
		p.scroll(1)
		y = last
	}
	if offset, ok := p.offsetAt(x, y); ok {
		s.head = p.unitAt(offset, s.grain)
	}
}

// offsetAt returns the source offset of the word at a cell of the pager, or of the last before it on its line.
func (p *Pager) offsetAt(x, y int) (int, bool) {
	if y -= p.columns.head; y < 0 || y >= len(p.lines) {
		return 0, false
	}
	return p.offsetNear(y, min(x-p.columns.left, len(p.lines[y].Cells)-1))
}
