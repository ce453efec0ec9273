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
func (l *List) Replace(rows []shelf.Row) {
	id, had := l.Selected()
	l.rows = rows
	l.keepMarked()
	l.again(id, had)
}

// Append adds rows behind those there are. Where the rows are sorted they stand at the end until Sort.
func (l *List) Append(rows ...shelf.Row) {
	id, had := l.Selected()
	from := len(l.rows)
	l.rows = append(l.rows, rows...)
	if l.sorted == nil && l.query == "" { // most often, and there may be very many
		for i := from; i < len(l.rows); i++ {
			l.shown = append(l.shown, int32(i)) //nolint:gosec // there are not so many rows
		}
		l.parts = split(l.width, l.height, len(l.shown))
		l.follow()
		return
	}
	for i := from; l.sorted != nil && i < len(l.rows); i++ {
		l.sorted = append(l.sorted, int32(i)) //nolint:gosec // there are not so many rows
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

// Rows returns how many rows there are, whatever the filter shows.
func (l *List) Rows() int { return len(l.rows) }

// Row returns the row with an ID.
func (l *List) Row(id shelf.ID) (row shelf.Row, ok bool) {
	if i := l.index(id); i >= 0 {
		return l.rows[i], true
	}
	return shelf.Row{}, false
}

// index finds a row. IDs below zero are counted from the first row on, so these are found at once.
func (l *List) index(id shelf.ID) int {
	if i := int(-id) - 1; i >= 0 && i < len(l.rows) && l.rows[i].ID == id {
		return i
	}
	return slices.IndexFunc(l.rows, func(r shelf.Row) bool { return r.ID == id })
}

// Set changes what is known of a row, which is known again by its ID. Its place in the order is that of before until Sort.
func (l *List) Set(row shelf.Row) {
	if i := l.index(row.ID); i >= 0 {
		l.rows[i] = row
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
	kept := l.rows[:0]
	for i, row := range l.rows {
		if _, ok := gone[row.ID]; ok {
			removed = append(removed, Removed{row, i})
		} else {
			kept = append(kept, row)
		}
	}
	clear(l.rows[len(kept):])
	l.rows = kept
	l.enable()
	l.again(id, had)
	return removed
}

// Restore puts rows back where they stood, and selects the first of them.
func (l *List) Restore(removed []Removed) {
	if len(removed) == 0 {
		return
	}
	all := make([]shelf.Row, 0, len(l.rows)+len(removed))
	rest := l.rows
	for _, r := range removed {
		n := max(min(r.At-len(all), len(rest)), 0)
		all = append(append(all, rest[:n]...), r.Row)
		rest = rest[n:]
	}
	l.rows = append(all, rest...)
	l.again(removed[0].Row.ID, true)
}

// Reorder puts the rows into their order again where that is done in no time: after something has become known about a few of them.
func (l *List) Reorder() {
	if len(l.rows) < sortedAside && (l.order != asGiven || l.query != "") {
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
	for _, row := range l.rows {
		if _, ok := wanted[row.ID]; ok {
			all = append(all, row)
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
	for i := range l.rows {
		if row := known[l.rows[i].ID]; row != nil {
			l.rows[i] = *row
		}
	}
}
