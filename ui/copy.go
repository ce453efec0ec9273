package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// copyText puts text into the terminal's clipboard.
func (m *Model) copyText(text string) tea.Cmd {
	m.say("copied " + review.Count(len(strings.Fields(text)), "word", "words"))
	return tea.SetClipboard(text)
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
