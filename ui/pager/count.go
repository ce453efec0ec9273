package pager

import (
	"strconv"
	"strings"
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
func modeOf(digit byte) (render.Mode, bool) {
	for _, m := range render.Modes {
		if m.Key == string(digit) {
			return m.Mode, true
		}
	}
	return 0, false
}

func (p *Pager) digit(d byte) Action {
	now := p.now()
	if p.count.stale(now) {
		p.count = count{}
	}
	if p.count.digits == "" {
		p.count.before = p.look.Mode
	}
	p.count.last = now
	if len(p.count.digits) < 9 {
		p.count.digits += string(d)
	}
	if mode, ok := modeOf(d); ok && p.count.onlyModes() {
		return p.setMode(mode)
	}
	return p.setMode(p.count.before)
}

// takeCount returns the number typed, 0 for none, and forgets it.
func (p *Pager) takeCount() (int, Action) {
	c := p.count
	p.count = count{}
	if c.digits == "" || c.stale(p.now()) || len(c.digits) == 1 && c.onlyModes() {
		return 0, nil
	}
	n, err := strconv.Atoi(c.digits)
	if err != nil {
		return 0, nil
	}
	return n, p.setMode(c.before)
}

// stale reports whether the digits were modes after all, picked one after another.
func (c count) stale(now time.Time) bool { return c.onlyModes() && now.Sub(c.last) > patience }

func (c count) onlyModes() bool { return strings.Trim(c.digits, modeDigits()) == "" }

func modeDigits() string {
	var b strings.Builder
	for _, m := range render.Modes {
		b.WriteString(m.Key)
	}
	return b.String()
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
