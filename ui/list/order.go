package list

import (
	"cmp"
	"slices"
	"strings"
)

// order is how the shelf is sorted.
type order int

const (
	asGiven order = iota
	byDate
	byAdded
	byOpened
	byTitle
	byFixes
)

var orderNames = [...]string{
	asGiven: "", byDate: "newest first", byAdded: "last added first", byOpened: "last read first", byTitle: "by title", byFixes: "most fixes first",
}

// cycle is the orders that the sort key goes through.
func (l *List) cycle() []order {
	if l.head.Dated {
		return []order{asGiven, byAdded, byOpened, byTitle, byFixes}
	}
	return []order{asGiven, byDate, byTitle, byFixes}
}

// orderName says how the rows are sorted, "" where they stand as they were given.
func (l *List) orderName() string { return orderNames[l.order] }

// sortedAside is how many rows take long enough to sort that it is done aside.
const sortedAside = 5000

// Sorting is the sorting of many rows, which Do does without touching the shelf.
type Sorting struct {
	order  order
	rows   int
	number []int64 // keys, the greatest first
	text   []string
	sorted []int32
}

// next goes on to the next order. Where there are many rows they are sorted by what it returns.
func (l *List) nextOrder() *Sorting {
	all := l.cycle()
	l.order = all[(slices.Index(all, l.order)+1)%len(all)]
	return l.Sort()
}

// Sort puts the rows into their order again, after something has become known about some of them. It is not done yet where it returns a Sorting.
func (l *List) Sort() *Sorting {
	if l.order == asGiven {
		l.sorted, l.narrowed = nil, ""
		l.arrange()
		return nil
	}
	s := l.sorting()
	if l.rows.Len() >= sortedAside {
		return s
	}
	s.Do()
	l.Sorted(s)
	return nil
}

// Sorted takes rows that were sorted. What was done for another order, or other rows, is dropped.
func (l *List) Sorted(s *Sorting) {
	if s.order != l.order || s.rows != l.rows.Len() {
		return
	}
	l.sorted, l.narrowed = s.sorted, ""
	l.arrange()
}

// sorting takes the keys of the rows.
func (l *List) sorting() *Sorting {
	s := &Sorting{order: l.order, rows: l.rows.Len()}
	if l.order == byTitle {
		s.text = make([]string, l.rows.Len())
		for i := range l.rows.all {
			s.text[i] = l.rows.all[i].title
		}
		return s
	}
	s.number = make([]int64, l.rows.Len())
	for i := range l.rows.all {
		s.number[i] = keyOf(&l.rows.all[i], l.order)
	}
	return s
}

func keyOf(it *item, o order) int64 {
	switch o {
	case byDate:
		return it.published
	case byAdded:
		return int64(it.added)
	case byOpened:
		return int64(it.opened)
	case asGiven, byTitle:
	case byFixes:
		return int64(it.fixes)
	}
	return 0
}

// Do sorts. It may take a while.
func (s *Sorting) Do() {
	s.sorted = make([]int32, s.rows)
	for i := range s.sorted {
		s.sorted[i] = int32(i)
	}
	if s.text == nil {
		slices.SortStableFunc(s.sorted, func(a, b int32) int { return cmp.Compare(s.number[b], s.number[a]) })
		return
	}
	for i, title := range s.text {
		s.text[i] = strings.ToLower(title)
	}
	slices.SortStableFunc(s.sorted, func(a, b int32) int { return cmp.Compare(s.text[a], s.text[b]) })
}
