package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Articles of a folder are read when they come into view, and long ones in two steps: their head, which is shown at once, then all of it.

// The messages about reading files.
type (
	headRead struct {
		article *articles.Article
		got     *articles.Article
		err     error
	}
	restRead struct {
		article *articles.Article
		got     *articles.Article
		err     error
	}
	glanced struct {
		from int // in the order of the shelf
		all  []glance
	}
	glance struct {
		meta articles.Meta
		err  error
	}
)

// readHead reads the beginning of an article's file.
func (m *Model) readHead(a *articles.Article) tea.Cmd {
	r := m.reading(a)
	if r.opening || r.failed != nil {
		return nil
	}
	r.opening = true
	file := *a
	return m.while(func() tea.Msg {
		got, err := file.Head()
		return headRead{a, got, err}
	})
}

// readRest reads all of an article whose head is on the screen.
func (m *Model) readRest(a *articles.Article) tea.Cmd {
	r := m.reading(a)
	if r.opening || r.failed != nil {
		return nil
	}
	r.opening = true
	file := *a
	return m.while(func() tea.Msg {
		got, err := file.Reopen()
		return restRead{a, got, err}
	})
}

// headRead takes the head of an article, and opens it if that is what it was read for.
func (m *Model) headRead(msg headRead) tea.Cmd {
	r := m.reading(msg.article)
	wanted := m.toOpen == msg.article
	if wanted {
		m.toOpen = nil
	}
	r.opening, r.failed = false, msg.err
	if msg.err == nil {
		*msg.article = *msg.got
	} else if wanted {
		m.fail(msg.err)
		m.held = nil // it was meant for the article
	}
	m.refreshRow(msg.article)
	if wanted && msg.err == nil {
		opened := m.openArticle(msg.article)
		return tea.Batch(opened, m.replay())
	}
	return nil
}

// restRead puts the whole article in the place of its head, and answers the keys that had to wait for it.
func (m *Model) restRead(msg restRead) tea.Cmd {
	r := m.reading(msg.article)
	r.opening, r.failed = false, msg.err
	if msg.err == nil {
		*msg.article = *msg.got
		r.preview = nil
	}
	if msg.article != m.open {
		return m.replay()
	}
	m.fail(msg.err)
	if msg.err != nil {
		return m.replay()
	}
	m.pager.Replace(msg.article.Document, r.shown, func(offset int) int { return offset }) // the head is how the text begins
	return tea.Batch(m.recall(msg.article), m.watchFile(msg.article, msg.article.Stamp), m.replay())
}

// glances is how many files are looked at between two messages.
const glances = 250

// glance looks at the files of the shelf that nobody has looked at yet, for their titles and dates.
func (m *Model) glance() tea.Cmd {
	from := m.glancedTo
	if m.glancing || from >= len(m.options.Articles) {
		return nil
	}
	m.glancing = true
	files := make([]articles.Article, min(glances, len(m.options.Articles)-from))
	for i := range files {
		files[i] = *m.options.Articles[from+i]
	}
	return m.while(func() tea.Msg {
		all := make([]glance, len(files))
		for i := range files {
			if files[i].Document == nil {
				all[i].meta, all[i].err = files[i].Glance()
			}
		}
		return glanced{from, all}
	})
}

// glanced takes titles and dates.
func (m *Model) glanced(msg glanced) {
	m.glancing, m.glancedTo = false, msg.from+len(msg.all)
	for i, g := range msg.all {
		a := m.options.Articles[msg.from+i]
		switch {
		case a.Document != nil: // it was read in the meantime
			continue
		case g.err != nil:
			m.reading(a).failed = g.err
		default:
			a.Meta = g.meta
		}
		if m.named() {
			id := namedID(msg.from + i)
			m.list.Set(m.row(id, a))
			m.list.SetTrouble(id, m.reading(a).trouble())
		}
	}
	m.list.Reorder()
}

// trouble says in a few words why an article could not be read, "" where it could.
func (r *reading) trouble() string {
	if r.failed == nil {
		return ""
	}
	return document.CleanLine(fmt.Sprint("cannot be read: ", articles.Reason(r.failed)))
}
