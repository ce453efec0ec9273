package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// libraryFailed tells that the library could not do what was asked of it.
type libraryFailed struct{ err error }

// applyShelf turns an action of the shelf, or about the library, into state and commands.
func (m *Model) applyShelf(action any) tea.Cmd {
	switch a := action.(type) {
	case list.Open:
		m.hit, m.foundBy = hit{}, nil
		return m.openArticle(m.article(a.ID))
	case list.AskFilter:
		m.askFilter()
		return nil
	case filterShelf:
		m.list.Filter(a.query)
		return nil
	case list.Arrange:
		return m.sortAside(a.Sorting)
	case list.Add:
		return m.add("")
	case list.Refresh:
		return m.refresh(true, false)
	case list.ShowFailures:
		return m.askFailures(true)
	case list.Undo:
		return m.undoAlteration()
	case list.Alter, list.Step, list.ShowSections, list.Search, showSection, retag:
		return m.applyLibrary(action)
	case pager.SearchAll:
		return m.applyLibrary(list.Search{})
	case pager.Keep:
		return m.keep()
	case pager.Star:
		return m.star()
	case whyFail, retry, forget:
		return m.applyFailures(action)
	case seek, openHit, nameSearch, keepSearch, dropSearch:
		return m.applyFinding(action)
	default:
		return m.applyPager(action)
	}
}

// applyLibrary turns an action that needs a library into state and commands.
func (m *Model) applyLibrary(action any) tea.Cmd {
	if m.options.Shelf == nil {
		m.say("there is no library here")
		return nil
	}
	if making, ready := m.withLibrary(action); !ready {
		return making
	}
	switch a := action.(type) {
	case list.Alter:
		return m.alter(a)
	case list.Step:
		return m.stepSection(a.By)
	case list.ShowSections:
		return m.showSections()
	case list.Search:
		m.askFinding()
	case showSection:
		return m.openSection(a.section)
	case retag:
		return m.retag(a)
	}
	return nil
}

// star gives the open article a star, or takes it away.
func (m *Model) star() tea.Cmd {
	id, ok := m.entryOf(m.open)
	if !ok {
		m.sayKey("this article is in no library", m.keys.reading.Keep, "adds it")
		return nil
	}
	return m.applyLibrary(list.Alter{IDs: []shelf.ID{id}, To: list.Star})
}
