package ui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/seed-0d8bf4ce/reader/ui/screen"
)

// program adapts the Model to Bubble Tea. Bubble Tea reads the keys and sets the modes of the terminal; the frames are painted here, when
// something has happened, and so an idle program sleeps.
type program struct {
	*Model

	canvas  *lipgloss.Canvas // kept between frames
	screen  *screen.Screen
	sized   bool          // the terminal has told its size, or that it has none
	painted time.Time     // when the last frame was on its way
	rest    time.Duration // how long after it the next one waits
	waiting bool          // the next one has been called for
	broken  error         // the terminal takes nothing any more
}

// The messages of the program itself.
type (
	frameDue    struct{}
	windowSized tea.WindowSizeMsg
	leave       struct{}
)

// leastRest is the time between two frames: twice as many as a usual screen shows.
const leastRest = time.Second / 120

// modeRate is how often a second Bubble Tea looks whether modes have changed. It writes no frames.
const modeRate = 10

// Init asks the terminal for its background at once, so that the wrong colours are not seen for long, and waits for no answer.
func (p *program) Init() tea.Cmd {
	_, _ = p.screen.Write([]byte(ansi.RequestBackgroundColor)) // a terminal that takes nothing is found out by the first frame
	return p.Model.Init()
}

// Update answers a message and paints what has come of it.
func (p *program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer func() {
		if r := recover(); r != nil { // what Bubble Tea has to say of it must not stand on the alternate screen
			_ = p.screen.Close()
			panic(r)
		}
	}()
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case frameDue:
		p.waiting = false
	case windowSized:
		p.sized = true
		p.screen.Forget() // what a terminal makes of its cells when it changes its size is its own affair
		cmd = p.Model.Update(tea.WindowSizeMsg(msg))
	case leave:
		cmd = p.quit()
	case tea.ColorProfileMsg:
		p.screen.SetProfile(msg.Profile)
		cmd = p.Model.Update(msg)
	case tea.CursorPositionMsg:
		p.screen.At(msg.X, msg.Y)
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeSynchronizedOutput {
			p.screen.SetTogether(msg.Value == ansi.ModeReset)
		}
	default:
		cmd = p.Model.Update(msg)
	}
	return p, tea.Batch(cmd, p.paint())
}

// paint brings the frame to the terminal, now or when the last one has been there for a while: keys that arrive together make one frame,
// and a slow line gets no more than it can carry.
func (p *program) paint() tea.Cmd {
	if !p.sized || p.waiting || p.broken != nil {
		return nil
	}
	if wait := p.rest - time.Since(p.painted); wait > 0 {
		p.waiting = true
		return tea.Tick(wait, func(time.Time) tea.Msg { return frameDue{} })
	}
	p.Draw(p.canvas)
	start := time.Now()
	if err := p.screen.Show(p.canvas, p.cursor()); err != nil {
		p.broken = fmt.Errorf("show the screen: %w", err)
		return p.quit()
	}
	p.painted = time.Now()
	p.rest = max(leastRest, p.painted.Sub(start))
	return nil
}

// View tells Bubble Tea the modes alone.
func (p *program) View() tea.View { return p.modes() }

// filter keeps from Bubble Tea what it would clear the screen for, and lets nobody end the program before it has put things away.
func (p *program) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return windowSized(msg)
	case tea.QuitMsg:
		if !p.leaving {
			return leave{}
		}
	}
	return msg
}
