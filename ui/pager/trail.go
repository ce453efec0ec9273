package pager

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// trailMost is how many jumps are remembered.
const trailMost = 100

// Trail is where the reader has been in an article: the last place, those before each jump, and those that were marked with a letter.
type Trail struct {
	at            spot
	back, forward []spot
	marks         map[string]spot
	asked         asked
}

// spot is a place that the reader can come back to.
type spot struct {
	offset int  // in the source
	blank  bool // it is the blank line before
}

// Trail returns where the reader has been.
func (p *Pager) Trail() Trail {
	t := p.trail
	t.at = p.here()
	return t
}

// SetTrail takes up the trail of an earlier visit. It is to be called before the pager has its size.
func (p *Pager) SetTrail(t Trail) {
	p.trail = t
	p.blank = t.at.blank && t.at.offset == p.anchor
}

// here is where the reader is.
func (p *Pager) here() spot { return spot{p.anchor, p.blank} }

// goTo goes to a spot.
func (p *Pager) goTo(s spot) {
	p.Return(s.offset)
	if s.blank {
		p.blank = true
		p.restore()
	}
}

// asked is what the next letter names.
type asked int

const (
	askedNothing asked = iota
	askedMark          // a mark to set
	askedJump          // a mark to go to
)

// leave remembers the place before a jump.
func (p *Pager) leave() {
	t := &p.trail
	if n := len(t.back); n == 0 || t.back[n-1] != p.here() {
		t.back = append(slices.Clone(t.back[max(n-trailMost, 0):]), p.here())
	}
	t.forward = nil
}

// Retrace wants to go back, or forward again, beyond where the way through this article ends.
type Retrace struct{ Forward bool }

// goBack goes to the place before the last jump.
func (p *Pager) goBack() Action { return p.retrace(&p.trail.back, &p.trail.forward, Retrace{}) }

// goForward goes where goBack came from.
func (p *Pager) goForward() Action {
	return p.retrace(&p.trail.forward, &p.trail.back, Retrace{Forward: true})
}

func (p *Pager) retrace(from, to *[]spot, beyond Retrace) Action {
	here := p.here()
	at, ok := last(from, here)
	if !ok {
		return beyond
	}
	*to = append(*to, here)
	p.goTo(at)
	return nil
}

// goBeforeJump goes to the place before the last jump, which is one itself: twice, and the reader is back.
func (p *Pager) goBeforeJump() Action {
	at, ok := last(&p.trail.back, p.here())
	if !ok {
		return Say{"there was no jump yet"}
	}
	p.leave()
	p.goTo(at)
	return nil
}

// last takes the last spot away that is another than here; false where there is none.
func last(spots *[]spot, here spot) (spot, bool) {
	for n, at := range slices.Backward(*spots) {
		*spots = (*spots)[:n]
		if at != here {
			return at, true
		}
	}
	return spot{}, false
}

// named takes the letter that names a mark; false where none was asked for.
func (p *Pager) named(k tea.KeyPressMsg) (Action, bool) {
	what, name := p.trail.asked, k.Text
	p.trail.asked = askedNothing
	switch {
	case what == askedNothing:
		return nil, false
	case name == "":
		return nil, true
	case what == askedMark:
		if p.trail.marks == nil {
			p.trail.marks = map[string]spot{}
		}
		p.trail.marks[name] = p.here()
		return Say{"marked " + name + ", back with '" + name}, true
	case name == "'":
		return p.goBeforeJump(), true
	case name == "^", name == "$":
		p.leave()
		p.jump(map[string]render.Place{"^": p.page.Top(), "$": p.bottom()}[name])
		return nil, true
	}
	at, ok := p.trail.marks[name]
	if !ok {
		return Say{"no place is marked " + name}, true
	}
	p.leave()
	p.goTo(at)
	return nil, true
}
