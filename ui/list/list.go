// Package list shows the shelf of articles.
package list

import (
	"image"
	"slices"
	"time"

	"charm.land/bubbles/v2/key"

	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// Action is what the shelf wishes of the program; see the types below.
type Action = any

// The actions of the shelf.
type (
	// Open opens the article with the given index.
	Open struct{ Index int }
	// AskFilter asks for what to filter by.
	AskFilter struct{}
	// NextMode wants the preview in the next mode.
	NextMode struct{}
	// Close leaves the shelf.
	Close struct{}
)

// Item is one article on the shelf. Its strings are clean.
type Item struct {
	Title     string
	Site      string
	Published time.Time
	Fixes     int     // -1 while not known
	Read      float64 // how much of it has been read, 0 to 1
	Begun     bool
	Trouble   string // why it cannot be read, "" where it can
}

// Preview is what stands beside the shelf: the start of an article, and who and what it names.
type Preview struct {
	Index   int
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

// List is the shelf.
type List struct {
	keys  KeyMap
	items []Item
	look  Look

	width, height int
	parts         parts

	shown    []int // the items that pass the filter, in order
	query    string
	order    order
	selected int // position in shown
	first    int // position in shown of the first row on the screen

	preview *Preview
	lines   []render.Line // the start of the preview
}

// New makes a shelf of items.
func New(items []Item, look Look) *List {
	l := &List{keys: Keys(), items: items, look: look}
	l.keys.ClearFilter.SetEnabled(false)
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

// Item returns the item with the given index.
func (l *List) Item(index int) Item { return l.items[index] }

// SetItem changes what is known about an item. Its place in the order is that of before until Arrange.
func (l *List) SetItem(index int, item Item) { l.items[index] = item }

// Arrange puts the items into their order again, after something has become known about some of them.
func (l *List) Arrange() {
	if l.order != asGiven || l.query != "" {
		l.arrange()
	}
}

// SetPreview shows a preview, if it is still that of the selected item.
func (l *List) SetPreview(p *Preview) {
	if at, ok := l.Selected(); !ok || p.Index != at {
		return
	}
	l.preview = p
	l.lay()
}

// DropPreview forgets the preview of an item, which is out of date.
func (l *List) DropPreview(index int) {
	if l.preview != nil && l.preview.Index == index {
		l.preview, l.lines = nil, nil
	}
}

// Previewed reports whether the preview of the selected item stands; true as well where there is no room for one.
func (l *List) Previewed() bool {
	at, ok := l.Selected()
	return !ok || l.parts.preview.Empty() || l.preview != nil && l.preview.Index == at
}

// Selected returns the index of the selected item; ok is false where no item is shown.
func (l *List) Selected() (index int, ok bool) {
	if l.selected >= len(l.shown) {
		return 0, false
	}
	return l.shown[l.selected], true
}

// Select selects an item if it is shown.
func (l *List) Select(index int) {
	for at, i := range l.shown {
		if i == index {
			l.move(at)
		}
	}
}

// Go selects the row with the given number, counted from 0, or the nearest there is.
func (l *List) Go(row int) { l.move(row) }

// Add puts an item at the end of those there are.
func (l *List) Add(item Item) {
	l.items = append(l.items, item)
	l.arrange()
}

// Row is the row of an item among those that are shown, counted from 0, -1 where it is not, and how many are shown.
func (l *List) Row(index int) (row, all int) { return slices.Index(l.shown, index), len(l.shown) }

// At returns the index of the item that is shown in a row.
func (l *List) At(row int) int { return l.shown[row] }

// Query is what the shelf is filtered by, "" where it shows all.
func (l *List) Query() string { return l.query }

// Visible lists the items that are on the screen, from the top.
func (l *List) Visible() []int {
	end := min(l.first+l.parts.rows(), len(l.shown))
	return l.shown[min(l.first, end):end]
}

// Help lists the bindings, the most wanted first.
func (l *List) Help() []key.Binding { return l.keys.Bindings() }

// Click answers a click at a cell of the shelf: it selects a row, and opens the row that is selected already.
func (l *List) Click(x, y int) Action {
	at := image.Pt(x, y)
	if !at.In(l.parts.shelf) {
		return nil
	}
	row := l.first + (y-l.parts.shelf.Min.Y)/l.parts.pitch
	if row >= len(l.shown) {
		return nil
	}
	if row == l.selected {
		return Open{l.shown[row]}
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

// settle drops a preview that is not the selected item's.
func (l *List) settle() {
	if at, ok := l.Selected(); l.preview != nil && (!ok || l.preview.Index != at) {
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
