package pager

import (
	"image"
	"sort"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// stops reports whether n and p stop at an annotation: at every fix, but not at furniture that is folded away.
func (p *Pager) stops(i int) bool { return !p.look.Fold || p.anns[i].Kind != annotate.Boilerplate }

// stepFix makes the fix n further on (or back) the current one.
func (p *Pager) stepFix(n int) {
	if p.anns == nil {
		p.awaited += n
		return
	}
	i, step := p.start(n > 0), 1
	if n < 0 {
		n, step = -n, -1
	}
	last := -1
	for ; n > 0 && i >= 0 && i < len(p.anns); i += step {
		if p.stops(i) {
			last = i
			n--
		}
	}
	if last >= 0 {
		p.Select(last)
	}
}

// start is where a step to the next or the previous fix begins: beside the current one while it is on the screen,
// else at the edge of the screen, so that n goes on from where the reader has scrolled to.
func (p *Pager) start(forward bool) int {
	if p.current >= 0 && p.visible(p.anns[p.current].Span.Start) {
		if forward {
			return p.current + 1
		}
		return p.current - 1
	}
	if len(p.lines) == 0 {
		return 0
	}
	first := p.page.Offset(p.top)
	i := sort.Search(len(p.anns), func(i int) bool { return p.anns[i].Span.Start >= first })
	if !forward {
		return i - 1
	}
	return i
}

// Select makes an annotation the current one and brings it onto the screen.
func (p *Pager) Select(i int) {
	if i < 0 || i >= len(p.anns) {
		return
	}
	p.current = i
	p.Show(p.anns[i].Span.Start)
}

// Step selects the next or the previous fix and returns the index of the current one, -1 for none.
func (p *Pager) Step(n int) int {
	p.stepFix(n)
	return p.current
}

// Current returns the index of the annotation under the cursor if it is on the screen, else -1.
func (p *Pager) Current() int {
	if p.current >= 0 && p.visible(p.anns[p.current].Span.Start) {
		return p.current
	}
	return -1
}

// Drop forgets the current fix.
func (p *Pager) Drop() { p.current = -1; p.fill() }

// card asks for the card of the current fix or, where there is none on the screen, of the first on it.
func (p *Pager) card() Action {
	if p.anns == nil {
		return Say{"still looking for what there is to fix"}
	}
	if p.Current() < 0 {
		i := p.start(true)
		for i < len(p.anns) && !p.stops(i) {
			i++
		}
		if i >= len(p.anns) || !p.visible(p.anns[i].Span.Start) {
			return Say{"no fix on this screen; n goes to the next"}
		}
		p.Select(i)
	}
	return ShowCard{p.current}
}

// togglePeek shows or hides the other wording of the current fix.
func (p *Pager) togglePeek(peeked bool) Action {
	if peeked {
		return nil
	}
	if p.Current() < 0 {
		p.stepFix(1)
	}
	if p.Current() < 0 {
		return Say{"no fix here to peek at"}
	}
	p.peek = true
	return nil
}

func (p *Pager) toggleFold() Action {
	look := p.look
	look.Fold = !look.Fold
	p.SetLook(look)
	return SetFold{look.Fold}
}

// order returns the position of the current fix among those that n stops at, counted from 1, and their number.
func (p *Pager) order() (at, all int) {
	for i := range p.anns {
		if p.stops(i) {
			all++
			if i <= p.current {
				at = all
			}
		}
	}
	return at, all
}

// Spot is where the current fix stands in the pager's rectangle: from its first cell to the end of its last line on the
// screen, or the start of its line where it shows nothing.
func (p *Pager) Spot() image.Rectangle {
	if p.selected.on {
		return p.selectedSpot()
	}
	if p.current < 0 {
		return image.Rectangle{}
	}
	var spot image.Rectangle
	at := p.page.At(p.anns[p.current].Span.Start)
	for y, line := range p.lines {
		y += p.columns.head
		for _, r := range line.Runs {
			if r.Annotation != p.current {
				continue
			}
			if spot.Empty() {
				spot = image.Rect(p.columns.left+r.X0, y, p.columns.left+r.X1, y+1)
			}
			spot.Max.Y = y + 1
		}
	}
	if !spot.Empty() {
		return spot
	}
	for y, line := range p.lines {
		if line.Place == at {
			return image.Rect(p.columns.left, y+p.columns.head, p.columns.left+1, y+p.columns.head+1)
		}
	}
	return image.Rectangle{}
}

// Click answers a click at a cell of the pager.
func (p *Pager) Click(x, y int) Action {
	p.peek, p.linking = false, linking{}
	y -= p.columns.head
	if y < 0 || y >= len(p.lines) {
		return nil
	}
	run, ok := p.lines[y].RunAt(x - p.columns.left)
	switch {
	case !ok:
		return nil
	case run.Annotation < 0 && run.Link != nil:
		return p.following(*run.Link)
	case run.Annotation < 0:
		return nil
	}
	if run.Part == render.PartFold {
		return p.toggleFold()
	}
	p.Select(run.Annotation)
	return ShowCard{run.Annotation}
}

// wording returns the words of an annotation in the source, on one line.
func (p *Pager) wording(i int) string {
	return document.CleanLine(p.document.Text(p.anns[i].Span))
}
