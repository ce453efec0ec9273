package pager

import (
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// patience is how long digits that are also modes may still grow into a count.
const patience = 700 * time.Millisecond

// count is the number typed before a movement. The digits that name a mode pick it at once; when they turn out to
// begin a count of two digits or more (10j, 25%), the mode from before comes back.
type count struct {
	digits string
	last   time.Time
	before render.Mode // the mode before the first digit
}

func digitOf(k tea.KeyPressMsg) (byte, bool) {
	if s := k.String(); len(s) == 1 && s[0] >= '0' && s[0] <= '9' {
		return s[0], true
	}
	return 0, false
}

// modeOf returns the mode that a digit picks.
func (p *Pager) modeOf(digit byte) (render.Mode, bool) {
	for i, b := range p.keys.modes() {
		if slices.Contains(b.Keys(), string(digit)) {
			return render.Modes[i].Mode, true
		}
	}
	return 0, false
}

func (p *Pager) digit(d byte) Action {
	now := p.now()
	if p.stale(now) {
		p.count = count{}
	}
	if p.count.digits == "" {
		p.count.before = p.look.Mode
	}
	p.count.last = now
	if len(p.count.digits) < 9 {
		p.count.digits += string(d)
	}
	if mode, ok := p.modeOf(d); ok && p.onlyModes() {
		return p.setMode(mode)
	}
	return p.setMode(p.count.before)
}

// takeCount returns the number typed, 0 for none, and forgets it.
func (p *Pager) takeCount() (int, Action) {
	c, stale, modes := p.count, p.stale(p.now()), p.onlyModes()
	p.count = count{}
	if c.digits == "" || stale || len(c.digits) == 1 && modes {
		return 0, nil
	}
	n, err := strconv.Atoi(c.digits)
	if err != nil {
		return 0, nil
	}
	return n, p.setMode(c.before)
}

// stale reports whether the digits were modes after all, picked one after another.
func (p *Pager) stale(now time.Time) bool { return p.onlyModes() && now.Sub(p.count.last) > patience }

// onlyModes reports whether each of the digits picks a mode.
func (p *Pager) onlyModes() bool {
	for i := range len(p.count.digits) {
		if _, ok := p.modeOf(p.count.digits[i]); !ok {
			return false
		}
	}
	return true
}

// setMode changes the mode and tells the program, if it is another one.
func (p *Pager) setMode(mode render.Mode) Action {
	if mode == p.look.Mode {
		return nil
	}
	look := p.look
	look.Mode = mode
	p.SetLook(look)
	return SetMode{mode}
}
