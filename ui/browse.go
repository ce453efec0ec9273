package ui

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Browser is a command, ready to run, that opens an address.
type Browser struct {
	Command  *exec.Cmd
	Terminal bool // it wants the terminal for itself, until it ends
}

// ErrNoBrowser says that there is no browser whose window the reader would see.
var ErrNoBrowser = errors.New("there is no browser here")

// What comes of opening an address.
type (
	browserFound struct {
		to      address.Address
		browser Browser
		err     error
	}
	browserAnswered struct {
		to  address.Address
		err error
	}
)

// browse looks for a browser.
func (m *Model) browse(to address.Address) tea.Cmd {
	find, ctx := m.options.Browser, m.ctx
	if find == nil {
		return m.copyInstead(to, ErrNoBrowser)
	}
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		b, err := find(to.URL)
		return browserFound{to, b, err}
	}
}

// browserFound starts the browser, or copies the address where there is none.
func (m *Model) browserFound(f browserFound) tea.Cmd {
	if f.err != nil {
		return m.copyInstead(f.to, f.err)
	}
	if f.browser.Terminal {
		return m.lend(f.browser.Command, func(err error) tea.Msg { return browserAnswered{f.to, err} })
	}
	m.say("opening " + f.to.String())
	ctx := m.ctx
	return func() tea.Msg { return browserAnswered{f.to, launch(ctx, f.browser.Command)} }
}

// settled is how long a browser may take to fail. One that runs longer is open.
const settled = 3 * time.Second

// launch starts a program and leaves it to itself; what it has to complain of within the first seconds is an error.
func launch(ctx context.Context, c *exec.Cmd) error {
	if err := c.Start(); err != nil {
		return fmt.Errorf("start %s: %w", c.Path, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	timer := time.NewTimer(settled)
	defer timer.Stop()
	select {
	case err := <-ended:
		return err
	case <-timer.C:
	case <-ctx.Done():
	}
	return nil
}

func (m *Model) browserAnswered(a browserAnswered) tea.Cmd {
	if a.err == nil {
		return nil
	}
	return m.copyInstead(a.to, fmt.Errorf("the browser failed (%w)", a.err))
}

// copyInstead copies an address that could not be opened.
func (m *Model) copyInstead(to address.Address, why error) tea.Cmd {
	cmd := m.copied("the address", to.URL)
	m.say(m.notice.text + "; " + document.CleanLine(why.Error()))
	return cmd
}
