package pager

import (
	"bytes"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// maxScroll keeps a count from being multiplied beyond all bounds.
const maxScroll = 1 << 24

// Scroll moves by lines; it is what the wheel does.
func (p *Pager) Scroll(lines int) {
	p.peek = false
	p.scroll(lines)
}

func (p *Pager) scroll(lines int) {
	p.jump(p.page.Step(p.top, min(max(lines, -maxScroll), maxScroll)))
}

// halfPage is how far half a page is: a number that is typed stands until another is, as in less and vi.
func (p *Pager) halfPage(n int) int {
	if n > 0 {
		p.half = n
	}
	if p.half > 0 {
		return p.half
	}
	return max(p.rows()/2, 1)
}

// pageful is how far a page is: two lines stay on the screen, as in vi, so that the eye finds on, and one where there are few.
func (p *Pager) pageful() int {
	stay := 2
	if p.rows() < 12 {
		stay = 1
	}
	return max(p.rows()-stay, 1)
}

// toLine goes to a line of the source, counted from 1, or to fallback where n is 0.
func (p *Pager) toLine(n int, fallback render.Place) {
	p.leave()
	if n <= 0 {
		p.jump(fallback)
		return
	}
	source := p.document.Source()
	at := 0
	for ; n > 1 && at < len(source); n-- {
		i := bytes.IndexByte(source[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	p.jump(p.page.At(at))
}

func (p *Pager) toPercent(n int) {
	p.leave()
	if n >= 100 {
		p.jump(p.bottom())
		return
	}
	p.jump(p.page.At(len(p.document.Source()) * n / 100))
}

// Show brings a source offset onto the screen, a third of the way down unless it is there already.
func (p *Pager) Show(offset int) {
	if p.visible(offset) {
		p.fill()
		return
	}
	p.leave()
	p.jump(p.page.Step(p.page.At(offset), -p.rows()/3))
}

// JumpTo goes to a source offset, so that it stands at the top where the text is long enough.
func (p *Pager) JumpTo(offset int) {
	p.leave()
	if offset <= 0 {
		p.jump(p.page.Top())
		return
	}
	p.jump(p.page.At(offset))
}

// visible reports whether the line that shows a source offset is on the screen.
func (p *Pager) visible(offset int) bool {
	if len(p.lines) == 0 {
		return false
	}
	at := p.page.At(offset)
	return p.page.Compare(at, p.top) >= 0 && p.page.Compare(at, p.lines[len(p.lines)-1].Place) <= 0
}
