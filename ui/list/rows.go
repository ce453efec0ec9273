package list

import (
	"slices"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// SetHead says anew what the rows are.
func (l *List) SetHead(h Head) {
	if h.Dated != l.head.Dated {
		l.order, l.sorted = asGiven, nil
	}
	l.head = h
	l.enable()
}

// Replace shows other rows. The selection stays on the same row where that is still there, and else in its place; so do the marks.
func (l *List) Replace(rows Rows) {
	id, had := l.Selected()
	under := l.selected - l.first
	l.rows = rows
	l.keepMarked()
	scrolled := l.first > 0
	if l.again(id, had); scrolled { // else what is new shows above
		l.first = l.selected - under
		l.follow()
	}
}

// Append adds rows behind those there are. Where the rows are sorted they stand at the end until Sort.
func (l *List) Append(rows ...shelf.Row) {
	id, had := l.Selected()
	from := l.rows.Len()
	l.rows.Append(rows, l.head.Expect)
	if l.sorted == nil && l.query == "" { // most often, and there may be very many
		for i := from; i < l.rows.Len(); i++ {
			l.shown = append(l.shown, int32(i))
		}
		l.parts = split(l.width, l.height, len(l.shown))
		l.follow()
		return
	}
	for i := from; l.sorted != nil && i < l.rows.Len(); i++ {
		l.sorted = append(l.sorted, int32(i))
	}
	l.narrowed = ""
	l.arrangeAround(id, had)
}

// again puts the rows into order once more, the selection on the row with an ID.
func (l *List) again(id shelf.ID, had bool) {
	l.sorted, l.narrowed = nil, ""
	if l.order != asGiven {
		s := l.sorting()
		s.Do()
		l.sorted = s.sorted
	}
	l.arrangeAround(id, had)
}

// Row returns the row with an ID.
func (l *List) Row(id shelf.ID) (row shelf.Row, ok bool) {
	if i := l.index(id); i >= 0 {
		return l.rows.row(i), true
	}
	return shelf.Row{}, false
}

// index finds a row. IDs below zero are counted from the first row on, so these are found at once.
func (l *List) index(id shelf.ID) int {
	if i := int(-id) - 1; i >= 0 && i < l.rows.Len() && l.rows.all[i].id == id {
		return i
	}
	for _, i := range l.visible() { // most often
		if l.rows.all[i].id == id {
			return int(i)
		}
	}
	return slices.IndexFunc(l.rows.all, func(it item) bool { return it.id == id })
}

// Set changes what is known of a row, which is known again by its ID. Its place in the order is that of before until Sort.
func (l *List) Set(row shelf.Row) {
	if i := l.index(row.ID); i >= 0 {
		l.rows.set(i, &row)
	}
}

// SetTrouble says why an article cannot be read, "" that it can.
func (l *List) SetTrouble(id shelf.ID, why string) {
	if why == "" {
		delete(l.trouble, id)
		return
	}
	l.trouble[id] = why
}

// Removed is a row that was taken off the shelf, with where it stood.
type Removed struct {
	Row shelf.Row
	At  int
}

// Remove takes rows off the shelf. The selection goes to the row behind them.
func (l *List) Remove(ids []shelf.ID) []Removed {
	gone := make(map[shelf.ID]struct{}, len(ids))
	for _, id := range ids {
		gone[id] = struct{}{}
		delete(l.marked, id)
	}
	id, had := l.Selected()
	for at := l.selected; had; at++ {
		if _, removed := gone[id]; !removed {
			break
		}
		if had = at+1 < len(l.shown); had {
			id = l.At(at + 1)
		}
	}
	var removed []Removed
	kept := l.rows.all[:0]
	for i, it := range l.rows.all {
		if _, ok := gone[it.id]; ok {
			removed = append(removed, Removed{l.rows.row(i), i})
		} else {
			kept = append(kept, it)
		}
	}
	clear(l.rows.all[len(kept):])
	l.rows.all = kept
	l.enable()
	l.again(id, had)
	return removed
}

// Restore puts rows back where they stood, and selects the first of them.
func (l *List) Restore(removed []Removed) {
	if len(removed) == 0 {
		return
	}
	all := make([]item, 0, l.rows.Len()+len(removed))
	rest := l.rows.all
	for i := range removed {
		r := &removed[i]
		n := max(min(r.At-len(all), len(rest)), 0)
		all = append(append(all, rest[:n]...), l.rows.item(&r.Row))
		rest = rest[n:]
	}
	all = append(all, rest...)
	l.rows.all = all
	l.again(removed[0].Row.ID, true)
}

// Reorder puts the rows into their order again where that is done in no time: after something has become known about a few of them.
func (l *List) Reorder() {
	if l.rows.Len() < sortedAside && (l.order != asGiven || l.query != "") {
		l.Sort()
	}
}

// RowsOf returns the rows with IDs, in the order of the shelf; those that are not there are left out.
func (l *List) RowsOf(ids []shelf.ID) []shelf.Row {
	wanted := make(map[shelf.ID]struct{}, len(ids))
	for _, id := range ids {
		wanted[id] = struct{}{}
	}
	all := make([]shelf.Row, 0, len(ids))
	for i := range l.rows.all {
		if _, ok := wanted[l.rows.all[i].id]; ok {
			all = append(all, l.rows.row(i))
		}
	}
	return all
}

// SetAll is Set for many rows.
func (l *List) SetAll(rows []shelf.Row) {
	if len(rows) == 1 {
		l.Set(rows[0])
		return
	}
	known := make(map[shelf.ID]*shelf.Row, len(rows))
	for i := range rows {
		known[rows[i].ID] = &rows[i]
	}
	for i := range l.rows.all {
		if row := known[l.rows.all[i].id]; row != nil {
			l.rows.set(i, row)
		}
	}
}
