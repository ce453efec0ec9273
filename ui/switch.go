package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// switchTo opens an article from wherever the reader is. The place in the one that is open is kept.
func (m *Model) switchTo(a *articles.Article) tea.Cmd {
	var kept tea.Cmd
	if m.open != nil {
		m.notePlace()
		m.refreshRow(m.open)
		kept = m.keepPlace(m.open)
	}
	if id, ok := m.idOf(a); ok {
		m.list.Select(id)
	}
	return tea.Batch(kept, m.openArticle(a))
}

// stepArticle opens the article that follows the open one on the shelf, or the one before it.
func (m *Model) stepArticle(by int) tea.Cmd {
	at, all := -1, 0
	if id, ok := m.idOf(m.open); ok {
		at, all = m.list.Place(id)
	}
	switch to := at + by; {
	case at < 0:
		m.say("this article is not among those that the shelf shows")
		return nil
	case to < 0:
		m.say("this is the first article" + m.filtered())
		return nil
	case to >= all:
		m.say("this is the last article" + m.filtered())
		return nil
	default:
		next := m.article(m.list.At(to))
		cmd := m.switchTo(next)
		m.say(fmt.Sprintf("%d of %d · %s", to+1, all, document.CleanLine(next.Title)))
		return cmd
	}
}

// filtered says that the shelf does not show everything.
func (m *Model) filtered() string {
	if q := m.list.Query(); q != "" {
		return " with “" + document.CleanLine(q) + "”"
	}
	return ""
}
