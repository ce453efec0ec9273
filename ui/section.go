package ui

import (
	"runtime/debug"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/list"
)

// where says what part of the library the shelf shows.
type where struct {
	section  shelf.Section             // its name is "" while the shelf shows articles of no library
	sections []shelf.Section           // as the library told them last
	load     *load                     // of rows, nil for none
	asking   bool                      // for the sections
	broken   bool                      // it could not be read
	stale    bool                      // the sections have changed since they were asked for
	then     any                       // the action that waits for the sections
	chosen   map[shelf.Filter]shelf.ID // the row that was selected when a section was left
	making   []any                     // actions that wait until there is a library
}

// load is the reading of the rows of a section, in pieces.
type load struct {
	section shelf.Section
	rows    list.Rows // of all pieces, where they are to be shown together
	quiet   bool      // what is shown stays until all rows are there
	chosen  shelf.ID  // was selected when the section was left; 0 for none
	from    int
}

// The messages of the library about its shelf.
type (
	rowsRead struct {
		load *load
		rows []shelf.Row
		more bool
		err  error
	}
	sectionsRead struct {
		sections []shelf.Section
		err      error
	}
	libraryMade struct {
		rows []shelf.Row
		err  error
	}
	sortedAside struct{ sorting *list.Sorting }
)

// How many rows are read at a time: those that a screen may show at once, for there is a frame to wait for them, then many.
const (
	firstRows = 200
	manyRows  = 5_000
)

// everything is the section that the shelf opens on.
var everything = shelf.Section{Name: "All"}

// named reports whether the shelf shows articles that are in no library.
func (m *Model) named() bool { return m.where.section.Name == "" }

// unlibraried reports whether the shelf shows the built-in articles because there is no library yet.
func (m *Model) unlibraried() bool { return m.named() && m.options.Shelf != nil && !m.options.Named }

// openLibrary shows the first rows of the library, where there is one to be shown. It is called before the first frame: rows take less time to
// read than an empty frame to be put right.
func (m *Model) openLibrary() {
	if m.options.Shelf == nil || m.options.Named {
		return
	}
	s := m.options.Section
	if s.Name == "" || s.Filter.Query != "" { // a search takes too long
		s = everything
	}
	rows, err := m.options.Shelf.Rows(m.ctx, s.Filter, orderOf(s.Filter), 0, firstRows)
	m.fail(err)
	if len(rows) == 0 && s.Name != everything.Name { // it may be there no more
		s = everything
		rows, err = m.options.Shelf.Rows(m.ctx, s.Filter, orderOf(s.Filter), 0, firstRows)
		m.fail(err)
	}
	if len(rows) == 0 && len(m.options.Articles) > 0 {
		return
	}
	m.startLoad(s, false)
	m.firstLoad = m.rowsRead(rowsRead{load: m.where.load, rows: rows, more: len(rows) == firstRows, err: err})
}

// orderOf is how the rows of a section come.
func orderOf(f shelf.Filter) shelf.Order {
	if f.Recent {
		return shelf.LastRead
	}
	return shelf.Newest
}

// startLoad gets ready to read the rows of a section.
func (m *Model) startLoad(s shelf.Section, quiet bool) {
	m.where.load = &load{section: s, quiet: quiet}
	if !quiet {
		m.where.section = s
		m.list.Replace(list.Rows{})
		m.list.SetHead(m.head(true))
	}
}

// head says on the shelf what its rows are.
func (m *Model) head(coming bool) list.Head {
	s := m.where.section
	if s.Name == "" {
		return list.Head{}
	}
	h := list.Head{Name: s.Name, Dated: s.Filter.Query == "" && !s.Filter.Recent, Coming: coming, Empty: m.empty(s)}
	if coming {
		h.Expect = s.Count
	}
	return h
}

// empty says what to do where a section has no articles.
func (m *Model) empty(s shelf.Section) string {
	k, f := m.keys.shelf, s.Filter
	switch {
	case m.where.broken:
		return "The library cannot be read."
	case f.Query != "":
		return "Nothing is found by “" + document.CleanLine(f.Query) + "”."
	case f.Unread:
		return "Nothing is unread. " + k.NextSection.Help().Key + " goes on to the next section."
	case f.Begun:
		return "Nothing is begun."
	case f.Starred:
		return "Nothing has a star. " + k.Star.Help().Key + " gives one to an article."
	case f.Recent:
		return "Nothing has been opened yet."
	case f.Archived:
		return "Nothing is archived."
	case f.Deleted:
		return "Nothing is deleted."
	case f.Source != 0:
		return "Nothing has come from here yet. " + k.Refresh.Help().Key + " looks for what is new."
	case f.Tag != "":
		return "Nothing has this tag."
	case m.options.Add != nil:
		return "The shelf is empty. " + k.Add.Help().Key + " adds a file, a folder, the address of a page or of a feed."
	}
	return "The shelf is empty. " + k.Sections.Help().Key + " lists the sections."
}

// readRows reads the next rows of a section.
func (m *Model) readRows(l *load) tea.Cmd {
	library, ctx, from := m.options.Shelf, m.ctx, l.from
	n := manyRows
	if from == 0 && !l.quiet {
		n = firstRows
	}
	if query := l.section.Filter.Query; query != "" {
		return m.while(func() tea.Msg {
			hits, err := library.Search(ctx, query, foundMost)
			rows := make([]shelf.Row, len(hits))
			for i, h := range hits {
				rows[i] = h.Row
			}
			return rowsRead{load: l, rows: rows, err: err}
		})
	}
	return m.while(func() tea.Msg {
		rows, err := library.Rows(ctx, l.section.Filter, orderOf(l.section.Filter), from, n)
		return rowsRead{load: l, rows: rows, more: err == nil && len(rows) == n, err: err}
	})
}

// rowsRead takes rows, and asks for those behind them.
func (m *Model) rowsRead(r rowsRead) tea.Cmd {
	l := r.load
	if l != m.where.load {
		return nil // something else is wanted by now
	}
	m.fail(r.err)
	m.where.broken = r.err != nil
	switch {
	case l.quiet:
		l.rows.Append(r.rows, m.where.section.Count)
	case l.from == 0:
		m.list.Replace(list.RowsOf(r.rows))
		m.list.Select(l.chosen)
	default:
		m.list.Append(r.rows...)
		if id, _ := m.list.Selected(); l.chosen != 0 && id == m.list.At(0) {
			m.list.Select(l.chosen)
		}
	}
	l.from += len(r.rows)
	m.list.SetHead(m.head(r.more))
	if r.more {
		return tea.Batch(m.askSections(l.from > firstRows), m.readRows(l))
	}
	m.where.load = nil
	if l.quiet && r.err == nil {
		m.list.Replace(l.rows)
	}
	return tea.Batch(m.sortAside(m.list.Sort()), m.askSections(false), m.refreshAtStart(), m.tidy(l.from))
}

// tidy gives the memory back that was used to read so many rows: nothing will ask for it for a long time.
func (m *Model) tidy(rows int) tea.Cmd {
	if rows < 4*manyRows {
		return nil
	}
	return m.while(func() tea.Msg {
		debug.FreeOSMemory()
		return nil
	})
}

// sortAside sorts many rows.
func (m *Model) sortAside(s *list.Sorting) tea.Cmd {
	if s == nil {
		return nil
	}
	return m.while(func() tea.Msg {
		s.Do()
		return sortedAside{s}
	})
}

// reread reads the rows of the section anew, and shows them when all are there.
func (m *Model) reread() tea.Cmd {
	if m.named() || m.options.Shelf == nil {
		return nil
	}
	m.startLoad(m.where.section, true)
	return m.readRows(m.where.load)
}

// askSections asks the library for its sections, unless that is not pressing and they are known.
func (m *Model) askSections(known bool) tea.Cmd {
	if m.options.Shelf == nil || known && m.where.sections != nil {
		return nil
	}
	if m.where.asking {
		m.where.stale = true
		return nil
	}
	m.where.asking = true
	library, ctx := m.options.Shelf, m.ctx
	return m.while(func() tea.Msg {
		all, err := library.Sections(ctx)
		return sectionsRead{all, err}
	})
}

func (m *Model) sectionsRead(s sectionsRead) tea.Cmd {
	m.where.asking = false
	m.fail(s.err)
	if s.err == nil {
		m.where.sections = s.sections
		if i := m.sectionAt(m.where.section.Filter); i >= 0 && !m.named() {
			m.where.section = s.sections[i]
			m.list.SetHead(m.head(m.where.load != nil && !m.where.load.quiet))
		}
	}
	var then tea.Cmd
	if action := m.where.then; action != nil && len(m.where.sections) > 0 {
		m.where.then = nil
		then = m.applyLibrary(action)
	}
	if m.where.stale {
		m.where.stale = false
		return tea.Batch(then, m.askSections(false))
	}
	return then
}

// sectionAt is which section has a filter, -1 for none.
func (m *Model) sectionAt(f shelf.Filter) int {
	return slices.IndexFunc(m.where.sections, func(s shelf.Section) bool { return s.Filter == f })
}

// openSection shows a part of the library.
func (m *Model) openSection(s shelf.Section) tea.Cmd {
	m.noteSection()
	m.list.ClearMarks()
	m.list.Filter("")
	if s.Name == "" { // the articles that were named
		m.where.section, m.where.load = s, nil
		m.list.SetHead(m.head(false))
		m.list.Replace(m.namedRows())
		return nil
	}
	m.startLoad(s, false)
	m.where.load.chosen = m.where.chosen[s.Filter]
	return m.readRows(m.where.load)
}

// noteSection notes which row is selected in the section that is left.
func (m *Model) noteSection() {
	if id, ok := m.list.Selected(); ok && !m.named() {
		if m.where.chosen == nil {
			m.where.chosen = map[shelf.Filter]shelf.ID{}
		}
		m.where.chosen[m.where.section.Filter] = id
	}
}

// keepSection has the section remembered that the shelf shows, for the next session.
func (m *Model) keepSection() tea.Cmd {
	keep, s := m.options.KeepSection, m.where.section
	if keep == nil || m.named() || s.Filter == m.options.Section.Filter && s.Name == m.options.Section.Name {
		return nil
	}
	return func() tea.Msg {
		keep(s)
		return nil
	}
}

// stepSection shows the section behind the one that is shown, or before it. The articles that were named are one, too.
func (m *Model) stepSection(by int) tea.Cmd {
	all := m.allSections()
	if len(all) == 0 {
		m.where.then = list.Step{By: by}
		return m.askSections(false)
	}
	at := slices.IndexFunc(all, m.isShown)
	if at < 0 && by < 0 {
		at = 0
	}
	return m.openSection(all[(at+by+len(all))%len(all)])
}

// withLibrary does an action now, or when there is a library: the first thing that is to be kept makes one of the built-in articles.
func (m *Model) withLibrary(action any) (tea.Cmd, bool) {
	if !m.unlibraried() {
		return nil, true
	}
	m.where.making = append(m.where.making, action)
	if len(m.where.making) > 1 {
		return nil, false
	}
	library, ctx := m.options.Shelf, m.ctx
	return m.while(func() tea.Msg {
		_, err := library.Change(ctx, nil, shelf.Change{})
		if err != nil {
			return libraryMade{err: err}
		}
		rows, err := library.Rows(ctx, everything.Filter, shelf.Newest, 0, firstRows)
		return libraryMade{rows, err}
	}), false
}

// libraryMade shows the library in the place of the built-in articles, and does what had to wait for it.
func (m *Model) libraryMade(made libraryMade) tea.Cmd {
	waiting := m.where.making
	m.where.making = nil
	if made.err != nil {
		m.fail(made.err)
		return nil
	}
	ids := map[shelf.ID]shelf.ID{}
	for i, a := range m.options.Articles {
		if id, ok := sameTitle(made.rows, a.Title); ok {
			ids[namedID(i)] = id
			m.become(a, id)
		}
	}
	selected, _ := m.list.Selected()
	m.options.Articles = nil
	m.startLoad(everything, false)
	cmds := []tea.Cmd{m.rowsRead(rowsRead{load: m.where.load, rows: made.rows, more: len(made.rows) == firstRows})}
	m.list.Select(ids[selected])
	for _, action := range waiting {
		for _, chosen := range chosenBy(action) {
			*chosen = ids[*chosen]
		}
		cmds = append(cmds, m.apply(action))
	}
	return tea.Batch(cmds...)
}

// chosenBy are the IDs of the rows that an action is for.
func chosenBy(action any) []*shelf.ID {
	var ids []shelf.ID
	switch a := action.(type) {
	case list.Alter:
		ids = a.IDs
	case retag:
		ids = a.ids
	}
	all := make([]*shelf.ID, len(ids))
	for i := range ids {
		all[i] = &ids[i]
	}
	return all
}

// become makes an article that was in no library that of a row of it, so that what is known of it holds.
func (m *Model) become(a *articles.Article, id shelf.ID) {
	m.stock.articles[id], m.stock.ids[a] = a, id
}

// putOnShelf puts an article that was opened on the shelf, for as long as the program runs, where that shows no part of the library.
func (m *Model) putOnShelf(a *articles.Article) {
	if m.options.Shelf != nil && !m.options.Named && len(m.options.Articles) == 0 {
		return // it stands in the section Recent, once it has been read
	}
	m.options.Articles = append(m.options.Articles, a)
	if m.named() {
		m.list.Append(m.row(namedID(len(m.options.Articles)-1), a))
	}
}
