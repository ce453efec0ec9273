package pager

import tea "charm.land/bubbletea/v2"

// trailMost is how many jumps are remembered.
const trailMost = 100

// trail is where the reader has been: the places before each jump, and those that were marked with a letter.
type trail struct {
	back, forward []int // source offsets
	marks         map[string]int
	asked         asked
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
	if n := len(t.back); n == 0 || t.back[n-1] != p.anchor {
		t.back = append(t.back[max(len(t.back)-trailMost, 0):], p.anchor)
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

func (p *Pager) retrace(from, to *[]int, beyond Retrace) Action {
	n := len(*from) - 1
	if n < 0 {
		return beyond
	}
	at := (*from)[n]
	*from, *to = (*from)[:n], append(*to, p.anchor)
	p.Return(at)
	return nil
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
			p.trail.marks = map[string]int{}
		}
		p.trail.marks[name] = p.anchor
		return Say{"marked " + name + ", back with '" + name}, true
	case name == "'":
		return p.goBack(), true
	}
	at, ok := p.trail.marks[name]
	if !ok {
		return Say{"no place is marked " + name}, true
	}
	p.leave()
	p.Return(at)
	return nil, true
}
