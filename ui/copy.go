package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The measures of what is said of a copy.
const (
	clipboardMost = 74994 // bytes that a terminal takes at least, by the oldest limit that is still met with
	copiedShown   = 32    // cells
)

// yank has the sentence copied that is read.
func (m *Model) yank(y pager.Yank) tea.Cmd { return m.apply(m.pager.Yank(y)) }

// copyText puts text into the terminal's clipboard and says what it was.
func (m *Model) copyText(text string) tea.Cmd {
	return m.copied(review.Count(len(strings.Fields(text)), "word", "words"), text)
}

// copied puts text into the terminal's clipboard and says so: what names it.
func (m *Model) copied(what, text string) tea.Cmd {
	said := "copied " + what
	switch between := m.between(); {
	case len(text) > clipboardMost:
		said += fmt.Sprintf("; %d kB are more than many terminals take", len(text)/1000)
	case between != "" && !m.warned:
		m.warned = true
		said += "; " + between
	default:
		said += ": “" + theme.Fit(document.CleanLine(text), copiedShown) + "”"
	}
	m.say(said)
	return tea.SetClipboard(text)
}

// between says what a program between this one and the terminal needs in order to pass the clipboard on, "" where there is none.
func (m *Model) between() string {
	has := func(name string) bool {
		return slices.ContainsFunc(m.options.Env, func(e string) bool { return strings.HasPrefix(e, name+"=") && len(e) > len(name)+1 })
	}
	switch {
	case has("TMUX"):
		return "tmux needs `set -g set-clipboard on`"
	case has("STY"):
		return "screen does not pass it on"
	}
	return ""
}

// quotation is text with its title, source, date and address.
func (m *Model) quotation(text string) string {
	a := m.open
	source := []string{a.Title, a.Site}
	if !a.Published.IsZero() {
		source = append(source, a.Published.Format("2 January 2006"))
	}
	source = append(source, a.URL)
	var known []string
	for _, s := range source {
		if s = document.CleanLine(s); s != "" {
			known = append(known, s)
		}
	}
	return "“" + text + "”\n— " + strings.Join(known, ", ")
}
