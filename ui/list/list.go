// Package list shows the shelf of articles.
package list

import (
	"image"
	"slices"

	"charm.land/bubbles/v2/key"

	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// Action is what the shelf wishes of the program; see the types below.
type Action = any

// The actions of the shelf.
type (
	// Open opens an article.
	Open struct{ ID shelf.ID }
	// AskFilter asks for what to filter by.
	AskFilter struct{}
	// NextMode wants the preview in the next mode.
	NextMode struct{}
	// Close leaves the shelf.
	Close struct{}
	// Step wants the section that stands so many behind the one that is shown, or before it.
	Step struct{ By int }
	// ShowSections lists the sections.
	ShowSections struct{}
	// Arrange has many rows sorted; see Sorting.
	Arrange struct{ *Sorting }
	// Alter changes the rows with these IDs.
	Alter struct {
		IDs []shelf.ID
		To  Alteration
	}
	// Undo takes the last change back.
	Undo struct{}
	// Add asks for what is to be put on the shelf.
	Add struct{}
	// Refresh looks for what is new in feeds and folders.
	Refresh struct{}
	// ShowFailures lists what could not be brought in.
	ShowFailures struct{}
	// Search searches in everything.
	Search struct{}
	// ShowNotes lists the highlights and notes in all articles.
	ShowNotes struct{}
)

// Alteration is what is to become of rows.
type Alteration int

// The alterations. Those that turn something on turn it off where all of the rows have it.
const (
	Star Alteration = iota
	Read
	Archive
	Delete
	Tag
)

// Preview is what stands beside the shelf: the start of an article, and who and what it names.
type Preview struct {
	ID      shelf.ID
	Page    *render.Page
	Summary string   // what kinds of fixes there are
	Cast    []string // who and what is named, the most frequent first
}

// Look is how the preview is shown.
type Look struct {
	Mode  render.Mode
	Fold  bool
	Theme *theme.Theme
}

// Head says what part of a collection the rows are. The zero value is that of articles which are in no library. Its strings are clean.
type Head struct {
	Name   string // of the section
	Dated  bool   // the rows came sorted by date, and can be sorted by what a library knows
	Coming bool   // there are more rows to come
	Expect int    // so many rows, while some are to come; 0 where nobody knows
	Empty  string // what to do where there are no rows; "" tells of the command line
}

// Powers says what the program can do for the shelf.
type Powers struct {
	Library bool // there is one: rows can be changed, and searched in
	Add     bool // articles can be brought in
	Refresh bool // feeds and folders can be looked at
}

// List is the shelf.
type List struct {
	keys KeyMap
	rows Rows
	head Head
	look Look
	can  Powers

	trouble map[shelf.ID]string   // why some cannot be read
	marked  map[shelf.ID]struct{} // those that the next change is for

	width, height int
	parts         parts

	sorted   []int32 // the rows in order; nil as they were given
	shown    []int32 // those that pass the filter, in order
	query    string
	narrowed string  // the query that passed is of, "" for none
	passed   []int32 // the rows that it leaves, in the order of all
	scores   []uint8 // of each of them
	order    order
	selected int // position in shown
	first    int // position in shown of the first row on the screen

	preview *Preview
	lines   []render.Line // the start of the preview
}

// New makes a shelf of rows, whose IDs differ.
func New(rows []shelf.Row, look Look) *List {
	l := &List{keys: Keys(), rows: RowsOf(rows), look: look, trouble: map[shelf.ID]string{}, marked: map[shelf.ID]struct{}{}}
	l.enable()
	l.arrange()
	return l
}

// Resize gives the shelf its size.
func (l *List) Resize(width, height int) {
	l.width, l.height = width, height
	l.parts = split(width, height, len(l.shown))
	l.follow()
	l.lay()
}

// SetLook changes how the preview is shown.
func (l *List) SetLook(look Look) {
	l.look = look
	l.lay()
}

// SetPreview shows a preview, if it is still that of the selected row.
func (l *List) SetPreview(p *Preview) {
	if id, ok := l.Selected(); !ok || p.ID != id {
		return
	}
	l.preview = p
	l.lay()
}

// DropPreview forgets the preview of a row, which is out of date.
func (l *List) DropPreview(id shelf.ID) {
	if l.preview != nil && l.preview.ID == id {
		l.preview, l.lines = nil, nil
	}
}

// Previewed reports whether the preview of the selected row stands; true as well where there is no room for one.
func (l *List) Previewed() bool {
	id, ok := l.Selected()
	return !ok || l.parts.preview.Empty() || l.preview != nil && l.preview.ID == id
}

// Roomy reports whether there is room for a preview.
func (l *List) Roomy() bool { return !l.parts.preview.Empty() }

// Selected returns the ID of the selected row; ok is false where no row is shown.
func (l *List) Selected() (id shelf.ID, ok bool) {
	if l.selected >= len(l.shown) {
		return 0, false
	}
	return l.rows.all[l.shown[l.selected]].id, true
}

// Select selects a row if it is shown.
func (l *List) Select(id shelf.ID) {
	if at, _ := l.Place(id); at >= 0 {
		l.move(at)
	}
}

// Go selects the row at a position among those shown, counted from 0, or the nearest there is.
func (l *List) Go(at int) { l.move(at) }

// Place is where a row stands among those that are shown, counted from 0, -1 where it does not, and how many are shown.
func (l *List) Place(id shelf.ID) (at, all int) {
	return slices.IndexFunc(l.shown, func(i int32) bool { return l.rows.all[i].id == id }), len(l.shown)
}

// At returns the ID of the row that is shown at a position.
func (l *List) At(at int) shelf.ID { return l.rows.all[l.shown[at]].id }

// Query is what the shelf is filtered by, "" where it shows all.
func (l *List) Query() string { return l.query }

// Visible lists the rows that are on the screen, from the top.
func (l *List) Visible() []shelf.ID {
	var all []shelf.ID
	for _, i := range l.visible() {
		all = append(all, l.rows.all[i].id)
	}
	return all
}

func (l *List) visible() []int32 {
	end := min(l.first+l.parts.rows(), len(l.shown))
	return l.shown[min(l.first, end):end]
}

// Help lists the bindings that do something, the most wanted first.
func (l *List) Help() []key.Binding {
	all := slices.DeleteFunc(l.keys.Bindings(), func(b key.Binding) bool { return !b.Enabled() })
	if len(l.marked) == 0 {
		return all
	}
	return append(l.keys.changes(), all...)
}

// Click answers a click at a cell of the shelf: it selects a row, and opens the row that is selected already.
func (l *List) Click(x, y int) Action {
	at := image.Pt(x, y)
	if l.parts.head && y == 0 && l.head.Name != "" {
		return ShowSections{}
	}
	if !at.In(l.parts.shelf) {
		return nil
	}
	row := l.first + (y-l.parts.shelf.Min.Y)/l.parts.pitch
	if row >= len(l.shown) {
		return nil
	}
	if row == l.selected {
		return Open{l.At(row)}
	}
	l.move(row)
	return nil
}

// Scroll moves the selection, as the wheel does.
func (l *List) Scroll(lines int) { l.move(l.selected + lines) }

// move selects the row at a position, or the nearest there is.
func (l *List) move(to int) {
	l.selected = max(min(to, len(l.shown)-1), 0)
	l.follow()
	l.settle()
}

// settle drops a preview that is not the selected row's.
func (l *List) settle() {
	if id, ok := l.Selected(); l.preview != nil && (!ok || l.preview.ID != id) {
		l.preview, l.lines = nil, nil
	}
}

// follow scrolls so that the selected row is on the screen.
func (l *List) follow() {
	rows := l.parts.rows()
	l.first = min(l.first, l.selected)
	l.first = max(l.first, l.selected-rows+1)
	l.first = max(min(l.first, len(l.shown)-rows), 0)
}

// lay fetches the lines of the preview.
func (l *List) lay() {
	l.lines = nil
	if l.preview == nil || l.preview.Page == nil || l.parts.preview.Empty() {
		return
	}
	page := l.preview.Page
	page.SetView(render.View{Width: l.parts.preview.Dx(), Mode: l.look.Mode, Theme: l.look.Theme.Page, Fold: l.look.Fold})
	l.lines = page.Lines(page.Top(), l.parts.preview.Dy())
}
