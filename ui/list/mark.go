package list

import (
	"slices"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Chosen lists the rows that a change is for: those marked, in their order, else the selected one.
func (l *List) Chosen() []shelf.ID {
	if len(l.marked) > 0 {
		all := make([]shelf.ID, 0, len(l.marked))
		for id := range l.marked {
			all = append(all, id)
		}
		slices.Sort(all)
		return all
	}
	if id, ok := l.Selected(); ok {
		return []shelf.ID{id}
	}
	return nil
}

// Marked is how many rows are marked.
func (l *List) Marked() int { return len(l.marked) }

// ClearMarks takes all marks away.
func (l *List) ClearMarks() {
	clear(l.marked)
	l.enable()
}

// toggleMark marks the selected row, or takes its mark away, and goes on to the next.
func (l *List) toggleMark() {
	id, ok := l.Selected()
	if !ok {
		return
	}
	if _, marked := l.marked[id]; marked {
		delete(l.marked, id)
	} else {
		l.marked[id] = struct{}{}
	}
	l.enable()
	l.move(l.selected + 1)
}

// toggleAll marks all rows that are shown, or takes the marks away where all have one.
func (l *List) toggleAll() {
	if len(l.marked) >= len(l.shown) {
		all := true
		for _, i := range l.shown {
			_, marked := l.marked[l.rows.all[i].id]
			all = all && marked
		}
		if all {
			l.ClearMarks()
			return
		}
	}
	for _, i := range l.shown {
		l.marked[l.rows.all[i].id] = struct{}{}
	}
	l.enable()
}

// keepMarked takes the marks of rows away that are there no more.
func (l *List) keepMarked() {
	if len(l.marked) == 0 {
		return
	}
	kept := map[shelf.ID]struct{}{}
	for i := range l.rows.all {
		if _, ok := l.marked[l.rows.all[i].id]; ok {
			kept[l.rows.all[i].id] = struct{}{}
		}
	}
	l.marked = kept
	l.enable()
}
