package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/list"
)

// alteration is a change of rows that can be undone.
type alteration struct {
	said    string
	rows    []shelf.Row    // as they were
	removed []list.Removed // from the shelf
	from    shelf.Filter   // the section it was made in
	undo    shelf.Undo
	made    bool // by the library

	// Of one that was made while an article was open: that, and what had been done to it before.
	article        *articles.Article
	depth, decreed int
	unmade         bool // it is to be undone as soon as it is made
}

// The messages about changes.
type (
	altered struct {
		alteration *alteration
		undo       shelf.Undo
		err        error
	}
	unaltered struct {
		alteration *alteration
		err        error
	}
)

// mostUndos is how many changes can be undone.
const mostUndos = 100

// alter changes rows of the library, on the screen at once.
func (m *Model) alter(a list.Alter) tea.Cmd {
	if a.To == list.Tag {
		return m.askTags()
	}
	rows := m.rowsOf(a.IDs)
	if len(rows) == 0 {
		m.sayUnkept()
		return nil
	}
	c, said := changeOf(a.To, rows, m.where.section.Filter)
	return m.change(rows, c, said)
}

// rowsOf are the rows with the IDs that are in the library.
func (m *Model) rowsOf(ids []shelf.ID) []shelf.Row {
	if len(ids) == 1 {
		row, ok := m.list.Row(ids[0])
		if !ok {
			row = m.stock.rows[ids[0]]
		}
		if row.ID > 0 {
			return []shelf.Row{row}
		}
		return nil
	}
	return slices.DeleteFunc(m.list.RowsOf(ids), func(r shelf.Row) bool { return r.ID <= 0 })
}

// changeOf is what is to become of rows, and what to say of it. What all of them have is taken back.
func changeOf(to list.Alteration, rows []shelf.Row, from shelf.Filter) (c shelf.Change, said string) {
	all := func(has func(r shelf.Row) bool) bool {
		return !slices.ContainsFunc(rows, func(r shelf.Row) bool { return !has(r) })
	}
	choose := func(on bool, yes, no string) string {
		if on {
			return yes
		}
		return no
	}
	on := true
	switch to {
	case list.Star:
		on = !all(func(r shelf.Row) bool { return r.Starred })
		c.Starred, said = &on, choose(on, "starred", "star taken away")
	case list.Read:
		state := shelf.Read
		if all(func(r shelf.Row) bool { return r.State == shelf.Read }) {
			state = shelf.Unread
		}
		c.State, said = &state, choose(state == shelf.Read, "read", "unread again")
	case list.Archive:
		on = !all(func(r shelf.Row) bool { return r.Archived })
		c.Archived, said = &on, choose(on, "archived", "taken out of the archive")
	case list.Delete:
		on = !from.Deleted
		c.Deleted, said = &on, choose(on, "deleted", "put back on the shelf")
	case list.Tag: // is asked for
	}
	return c, said
}

// change shows rows as a change makes them, and has the library make it.
func (m *Model) change(rows []shelf.Row, c shelf.Change, said string) tea.Cmd {
	ids := make([]shelf.ID, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	if len(rows) > 1 {
		said = fmt.Sprintf("%d articles: %s", len(rows), said)
	}
	a := &alteration{said: said, rows: rows, from: m.where.section.Filter}
	undo := m.keys.shelf.Undo
	if m.open != nil {
		r := m.reading(m.open)
		a.article, a.depth, a.decreed = m.open, r.hand.Depth(), len(r.decreed)
		undo = m.keys.reading.Undo
	}
	m.undos = append(m.undos[max(len(m.undos)+1-mostUndos, 0):], a)
	changed := make([]shelf.Row, len(rows))
	for i, row := range rows {
		changed[i] = with(row, c)
		if _, ok := m.stock.rows[row.ID]; ok {
			m.stock.rows[row.ID] = changed[i]
		}
		if c.State != nil && *c.State == shelf.Unread {
			m.forgetPlace(row.ID)
		}
	}
	m.list.SetAll(changed)
	if leaves(c, a.from) {
		a.removed = m.list.Remove(ids)
	}
	m.list.ClearMarks()
	m.sayKey(said, undo, "undoes")
	library, ctx := m.options.Shelf, m.ctx
	return m.write(func() tea.Msg {
		undo, err := library.Change(ctx, ids, c)
		return altered{a, undo, err}
	})
}

// with is a row as a change makes it.
func with(r shelf.Row, c shelf.Change) shelf.Row {
	if c.State != nil {
		if r.State = *c.State; r.State == shelf.Unread {
			r.Share = 0
		}
	}
	if c.Starred != nil {
		r.Starred = *c.Starred
	}
	if c.Archived != nil {
		r.Archived = *c.Archived
	}
	return r
}

// leaves reports whether rows of a section leave it by a change. What was read does not leave Unread under the eyes of the reader: it is gone
// when the section is opened again.
func leaves(c shelf.Change, from shelf.Filter) bool {
	switch {
	case c.Deleted != nil:
		return *c.Deleted != from.Deleted
	case c.Archived != nil && *c.Archived:
		return !from.Starred && !from.Recent && !from.Archived && from.Query == ""
	case c.Archived != nil:
		return from.Archived
	}
	return false
}

// forgetPlace forgets how far the reader was in an article.
func (m *Model) forgetPlace(id shelf.ID) {
	if a := m.stock.articles[id]; a != nil && m.readings[a] != nil {
		p := &m.readings[a].place
		p.Share, p.Begun = 0, false
	}
}

// altered takes what the library made of a change. Where it failed the shelf is put right.
func (m *Model) altered(done altered) tea.Cmd {
	a := done.alteration
	if done.err != nil {
		m.undos = slices.DeleteFunc(m.undos, func(other *alteration) bool { return other == a })
		m.fail(fmt.Errorf("not changed: %w", done.err))
		m.showUnaltered(a)
		return m.reread()
	}
	a.undo, a.made = done.undo, true
	if a.unmade {
		return m.unalter(a)
	}
	return tea.Batch(m.askSections(false), m.readOver())
}

// readOver reads rows over again that were being read while some of them changed.
func (m *Model) readOver() tea.Cmd {
	if m.where.load == nil {
		return nil
	}
	return m.reread()
}

// undoAlteration takes the last change back.
func (m *Model) undoAlteration() tea.Cmd {
	n := len(m.undos) - 1
	if n < 0 {
		m.say("nothing to undo")
		return nil
	}
	a := m.undos[n]
	m.undos = m.undos[:n]
	m.showUnaltered(a)
	m.say("undone: " + a.said)
	a.unmade = true
	if !a.made {
		return nil // its answer is on the way
	}
	return m.unalter(a)
}

// alteredLast reports whether the last change of rows was made in the open article, and nothing was done to that since.
func (m *Model) alteredLast() bool {
	n := len(m.undos) - 1
	if n < 0 || m.undos[n].article != m.open {
		return false
	}
	r := m.reading(m.open)
	return r.hand.Depth() <= m.undos[n].depth && len(r.decreed) <= m.undos[n].decreed
}

func (m *Model) unalter(a *alteration) tea.Cmd {
	library, ctx := m.options.Shelf, m.ctx
	return m.write(func() tea.Msg { return unaltered{a, library.Undo(ctx, a.undo)} })
}

// showUnaltered shows rows as they were before a change.
func (m *Model) showUnaltered(a *alteration) {
	if a.from == m.where.section.Filter {
		m.list.Restore(a.removed)
	}
	m.list.SetAll(a.rows)
}

func (m *Model) unaltered(done unaltered) tea.Cmd {
	if done.err != nil {
		m.fail(fmt.Errorf("not undone: %w", done.err))
		return m.reread()
	}
	if done.alteration.from != m.where.section.Filter {
		return tea.Batch(m.reread(), m.askSections(false))
	}
	return tea.Batch(m.askSections(false), m.readOver())
}

// chosen are the articles that a command is for: the open one, or those chosen on the shelf.
func (m *Model) chosen() []shelf.ID {
	if m.open == nil {
		return m.list.Chosen()
	}
	if id, ok := m.entryOf(m.open); ok {
		return []shelf.ID{id}
	}
	return nil
}

// askTags asks for tags on the command line, which completes them.
func (m *Model) askTags() tea.Cmd { return m.askLine("tag ") }

// retag gives articles tags, or takes them away.
type retag struct {
	ids  []shelf.ID
	tags []string
	away bool
}

// tag gives the chosen articles the tags of a line, with commas between them, or takes them away.
func (m *Model) tag(line string, away bool) tea.Cmd {
	var tags []string
	for t := range strings.SplitSeq(line, ",") {
		if t = document.CleanLine(strings.TrimSpace(t)); t != "" {
			tags = append(tags, t)
		}
	}
	ids := m.chosen()
	switch {
	case len(tags) == 0:
		m.fail(errors.New("which tags? :tag TAG, TAG … gives them, :untag TAG takes one away"))
		return nil
	case len(ids) == 0:
		m.say("nothing is chosen")
		return nil
	}
	return m.applyLibrary(retag{ids, tags, away})
}

// retag changes the tags of rows.
func (m *Model) retag(a retag) tea.Cmd {
	rows := m.rowsOf(a.ids)
	if len(rows) == 0 {
		m.sayUnkept()
		return nil
	}
	if a.away {
		return m.change(rows, shelf.Change{Untag: a.tags}, "no longer tagged "+strings.Join(a.tags, ", "))
	}
	return m.change(rows, shelf.Change{Tag: a.tags}, "tagged "+strings.Join(a.tags, ", "))
}

// sayUnkept says that what was chosen is in no library.
func (m *Model) sayUnkept() {
	m.sayKey("articles named on the command line are in no library", m.keys.reading.Keep, "adds the open one")
}

// tags are those that the library knows.
func (m *Model) tags() []string {
	var all []string
	for _, s := range m.where.sections {
		if s.Filter.Tag != "" {
			all = append(all, s.Filter.Tag)
		}
	}
	return all
}
