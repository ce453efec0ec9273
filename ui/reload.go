package ui

import (
	"errors"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// reload reads the file of the open article again because the reader asks for it.
func (m *Model) reload() tea.Cmd {
	if m.open.Path == "" {
		m.say("this article comes from no file: there is nothing to read again")
		return nil
	}
	return m.readAgain(m.open, true)
}

// fileRead keeps what was read until nothing stands over the text and nothing is selected in it: these are about the text as it was.
func (m *Model) fileRead(f fileRead) {
	if f.article == m.open {
		m.arrived = &f
	}
}

// takeFile shows what was read of the open article's file, once that can be.
func (m *Model) takeFile() tea.Cmd {
	f := m.arrived
	if f == nil || m.top() != nil || m.pager != nil && !m.pager.Selected().Empty() {
		return nil
	}
	m.arrived = nil
	switch {
	case f.article != m.open:
		return nil
	case f.err != nil:
		why := strings.ReplaceAll(f.err.Error(), f.article.Path, filepath.Base(f.article.Path)) // the bar is short
		m.fail(errors.New(why + " · what was read before stays"))
		return m.watchFile(f.article, f.stamp)
	case f.as != "":
		return m.recode(f)
	case f.changes == nil:
		if f.asked {
			m.say(fileName(f.article) + " has not changed")
		}
		return m.watchFile(f.article, f.stamp)
	}
	m.say(fileName(f.article) + " has changed: read again")
	return m.replace(f.fresh, f.changes)
}

// replace shows a later version of the open article in its place. What is known of the old one is carried over as far as its words still
// stand, until the engine has read the new one.
func (m *Model) replace(fresh *articles.Article, changes *document.Changes) tea.Cmd {
	old := m.open
	m.notePlace()
	was := m.reading(old)
	delete(m.readings, old)
	fresh.Labels = old.Labels
	now := m.reading(fresh)
	now.recalled, now.place = true, was.place
	now.place.Offset = changes.Offset(was.place.Offset)
	now.hand = was.hand.Carried(changes)
	now.anns = carried(was.anns, changes)
	now.shown = now.hand.Apply(now.anns)
	if m.engine == nil {
		now.shown = []annotate.Annotation{}
	}
	m.supersede(old, fresh)
	m.open = fresh
	query := m.pager.Query()
	m.pager.Replace(fresh.Document, now.shown, changes.Offset)
	m.showMarks(fresh)
	m.refreshRow(fresh)
	cmds := []tea.Cmd{m.watchFile(fresh, fresh.Stamp)}
	if !now.hand.Empty() {
		cmds = append(cmds, m.keepAct(fresh, review.Act{}))
	}
	if query != "" {
		cmds = append(cmds, m.searchAgain(fresh, query))
	}
	return tea.Batch(cmds...)
}

// carried leads annotations to another version of the text; those are left out whose words do not stand there. Nil stays nil.
func carried(anns []annotate.Annotation, changes *document.Changes) []annotate.Annotation {
	if anns == nil {
		return nil
	}
	kept := make([]annotate.Annotation, 0, len(anns))
	for _, a := range anns {
		var ok bool
		if a.Span, ok = changes.Span(a.Span); ok {
			kept = append(kept, a)
		}
	}
	return kept
}
