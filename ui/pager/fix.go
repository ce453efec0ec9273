package pager

import (
	"image"
	"slices"
	"sort"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// findStops lists where n and p stop: at every fix, but not at furniture that is folded away.
func (p *Pager) findStops() {
	p.stops = p.stops[:0]
	for i := range p.anns {
		if !p.look.Fold || p.anns[i].Kind != annotate.Boilerplate {
			p.stops = append(p.stops, i)
		}
	}
}

// stepFix makes the fix n further on (or back) the current one. What is not annotated yet is not stepped over but waited for.
func (p *Pager) stepFix(n int) {
	if p.anns == nil {
		p.awaited += n
		return
	}
	from, at := p.from(n > 0)
	last := -1
	for n != 0 {
		next := at + step(n > 0)
		if next < 0 || next >= len(p.stops) {
			if !p.isMissing(from, n > 0) {
				n = 0
			}
			break
		}
		start := p.anns[p.stops[next]].Span.Start
		if p.missingBetween(from, start) {
			break
		}
		last, at, from = p.stops[next], next, start
		n -= step(n > 0)
	}
	if last >= 0 {
		p.Select(last)
	}
	p.awaited = n
}

// missingBetween reports whether something between two source offsets was not annotated yet.
func (p *Pager) missingBetween(a, b int) bool {
	a, b = min(a, b), max(a, b)
	i := sort.Search(len(p.missing), func(i int) bool { return p.missing[i].End > a })
	return i < len(p.missing) && p.missing[i].Start < b
}

// isMissing reports whether something behind, or before, a source offset was not annotated yet.
func (p *Pager) isMissing(at int, forward bool) bool {
	if forward {
		return p.missingBetween(at, len(p.document.Source()))
	}
	return p.missingBetween(0, at)
}

// from is where a step to the next or the previous fix begins, as a source offset and an index into stops: at the current one, or where it
// was before it was rejected, while that is on the screen, else at the edge of the screen, so that n goes on from where the reader has scrolled to.
func (p *Pager) from(forward bool) (offset, stop int) {
	if p.current >= 0 && p.visible(p.anns[p.current].Span.Start) {
		i, there := slices.BinarySearch(p.stops, p.current)
		if !there && forward {
			i--
		}
		return p.anns[p.current].Span.Start, i
	}
	if len(p.lines) == 0 {
		return 0, -1
	}
	first := p.page.Offset(p.top)
	if p.current < 0 && p.gone >= 0 && p.visible(p.gone) {
		first = p.gone
	}
	i := sort.Search(len(p.stops), func(i int) bool { return p.anns[p.stops[i]].Span.Start >= first })
	if forward {
		i--
	}
	return first, i
}

// Select makes an annotation the current one and brings it onto the screen.
func (p *Pager) Select(i int) {
	if i < 0 || i >= len(p.anns) {
		return
	}
	p.current, p.gone, p.marked.current = i, -1, -1
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
func (p *Pager) Drop() { p.current, p.marked.current = -1, -1; p.fill() }

// card asks for the card of the current fix or, where there is none on the screen, of the first on it.
func (p *Pager) card() Action {
	if m := p.CurrentMark(); m != nil {
		return ShowMark{m.ID}
	}
	if p.anns == nil {
		return Say{"still looking for what there is to fix"}
	}
	if p.Current() < 0 {
		_, i := p.from(true)
		if i++; i >= len(p.stops) || !p.visible(p.anns[p.stops[i]].Span.Start) {
			return Say{"no fix on this screen; n goes to the next"}
		}
		p.Select(p.stops[i])
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
	at, there := slices.BinarySearch(p.stops, p.current)
	if there {
		at++
	}
	return at, len(p.stops)
}

// Spot is where the current fix stands in the pager's rectangle: from its first cell to the end of its last line on the
// screen, or the start of its line where it shows nothing.
func (p *Pager) Spot() image.Rectangle {
	if p.selected.on {
		return p.selectedSpot()
	}
	if p.marked.current >= 0 {
		return p.markSpot()
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
	case run.Mark >= 0 && (run.Part == render.PartNote || run.Annotation < 0 && run.Link == nil):
		p.SelectMark(p.marked.all[run.Mark].ID)
		return ShowMark{p.marked.all[run.Mark].ID}
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
