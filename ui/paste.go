package ui

import (
	"errors"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// pasting is the clipboard on its way: the terminal is asked for it, and where that says nothing a program is.
type pasting struct{ _ byte } // each is one of its own

// The messages about the clipboard.
type (
	// terminalSilent tells that the terminal has had time to answer.
	terminalSilent struct{ pasting *pasting }
	clipboardRead  struct {
		pasting *pasting
		text    string
		err     error
	}
	textPasted struct {
		article *articles.Article
		report  shelf.Report
		err     error
	}
)

// terminalAnswers is how long a terminal may take to tell what its clipboard holds. Most of those that can are asked over a network at most.
const terminalAnswers = 400 * time.Millisecond

// askClipboard reads the clipboard, for an article to be made of it.
func (m *Model) askClipboard() tea.Cmd {
	p := &pasting{}
	m.pasting = p
	m.say("reading the clipboard …")
	return tea.Batch(tea.ReadClipboard, tea.Tick(terminalAnswers, func(time.Time) tea.Msg { return terminalSilent{p} }))
}

// pasted takes what has come of a clipboard that was asked for. What comes late, or unasked, is dropped.
func (m *Model) pasted(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.ClipboardMsg:
		if m.pasting == nil || strings.TrimSpace(msg.Content) == "" {
			return nil
		}
		return m.takeText(msg.Content)
	case terminalSilent:
		if msg.pasting == m.pasting && m.pasting != nil {
			return m.askProgram(msg.pasting)
		}
	case clipboardRead:
		if msg.pasting != m.pasting || m.pasting == nil {
			return nil
		}
		if msg.err != nil {
			m.pasting = nil
			m.fail(msg.err)
			return nil
		}
		return m.takeText(msg.text)
	case textPasted:
		if msg.err != nil {
			m.fail(msg.err)
			return nil
		}
		return m.showPasted(msg)
	}
	return nil
}

// showPasted opens the article that was made of the clipboard, which stands in the library now.
func (m *Model) showPasted(p textPasted) tea.Cmd {
	if len(p.report.Added) > 0 {
		m.become(p.article, p.report.Added[0])
	} else {
		m.putOnShelf(p.article)
	}
	shown := tea.Batch(m.taskEnded(taskEnded{task: &task{quiet: true}, report: p.report}), m.switchTo(p.article))
	m.say("pasted: " + document.CleanLine(p.article.Title))
	return shown
}

// askProgram reads the clipboard by a program of the system.
func (m *Model) askProgram(p *pasting) tea.Cmd {
	read, ctx := m.options.Clipboard, m.ctx
	if read == nil {
		m.pasting = nil
		m.fail(errors.New("the terminal does not tell what its clipboard holds"))
		return nil
	}
	return m.while(func() tea.Msg {
		text, err := read(ctx)
		return clipboardRead{p, text, err}
	})
}

// takeText makes an article of the clipboard's text. An address alone is that of a page.
func (m *Model) takeText(text string) tea.Cmd {
	m.pasting = nil
	typed := strings.TrimSpace(text)
	if typed == "" {
		m.fail(errors.New("the clipboard holds no text"))
		return nil
	}
	if !strings.ContainsAny(typed, " \t\r\n") && m.isPage(typed) {
		return m.openPage(address.Read(typed))
	}
	keep, ctx := m.options.Paste, m.ctx
	return m.while(func() tea.Msg {
		p := textPasted{}
		if keep == nil {
			p.article, p.err = articles.Pasted(text)
		} else {
			p.article, p.report, p.err = keep(ctx, text)
		}
		return p
	})
}
