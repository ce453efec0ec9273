package list

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

func match(query, text string) (uint8, bool) {
	l := &List{}
	letters := lettersOf(query)
	if len(letters) == 0 {
		return 0, true
	}
	return l.score(letters, &item{title: text})
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		query, text string
		ok          bool
	}{
		{"", "anything", true}, {"jm", "Jack Ma", true}, {"mj", "Jack Ma", false}, {"WECHAT", "we chat", true}, {"  ", "x", true},
		{"微", "微信", true}, {"ab", "", false}, {"é", "É", true},
	} {
		if _, ok := match(c.query, c.text); ok != c.ok {
			t.Errorf("match(%q, %q) = %v", c.query, c.text, ok)
		}
	}
	together, _ := match("ma", "Jack Ma")
	apart, _ := match("ma", "me and")
	if together <= apart {
		t.Errorf("letters side by side count %d, apart %d", together, apart)
	}
}

// rowsOf makes rows with the given IDs.
func rowsOf(ids ...shelf.ID) []shelf.Row {
	rows := make([]shelf.Row, len(ids))
	for i, id := range ids {
		rows[i] = shelf.Row{ID: id, Title: fmt.Sprintf("title %d", id), Fixes: -1}
	}
	return rows
}

func manyRows(n int) []shelf.Row {
	ids := make([]shelf.ID, n)
	for i := range ids {
		ids[i] = shelf.ID(i + 1)
	}
	return rowsOf(ids...)
}

// TestRows: whatever the size, the selected row is on the screen and no more rows are shown than fit.
func TestRows(t *testing.T) {
	for height := range 40 {
		l := New(manyRows(57), Look{})
		l.Resize(60, height)
		for _, to := range []int{0, 56, 30, 31, 5, 100, -4} {
			l.move(to)
			if id, _ := l.Selected(); !slices.Contains(l.Visible(), id) {
				t.Errorf("height %d: row %d is selected but not shown: %v", height, l.selected, l.Visible())
			}
			if n := len(l.Visible()); n > max(height, 1) {
				t.Errorf("height %d: %d rows", height, n)
			}
		}
	}
}

// shownIDs are the IDs of all rows that are shown.
func shownIDs(l *List) []shelf.ID {
	all := make([]shelf.ID, len(l.shown))
	for i := range all {
		all[i] = l.At(i)
	}
	return all
}

// TestNarrowing: what a filter shows does not depend on how it was typed.
func TestNarrowing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	rows := manyRows(300)
	for i := range rows {
		rows[i].Title = strings.Repeat(string(rune('a'+r.IntN(4))), r.IntN(3)) + " " + string(rune('a'+r.IntN(4))) + string(rune('a'+r.IntN(4)))
		rows[i].Site = string(rune('a' + r.IntN(4)))
		rows[i].Fixes = int32(r.IntN(5))
	}
	for _, sorted := range []order{asGiven, byTitle, byFixes} {
		typed := New(slices.Clone(rows), Look{})
		typed.Resize(60, 20)
		typed.order = sorted
		typed.Sort()
		for _, query := range []string{"a", "ab", "abc", "ab", "b", "bd", "bd ", "bd a", "", "c"} {
			typed.Filter(query)
			pasted := New(slices.Clone(rows), Look{})
			pasted.order = sorted
			pasted.Sort()
			pasted.Filter(query)
			if !slices.Equal(shownIDs(typed), shownIDs(pasted)) {
				t.Errorf("%v %q: %v, pasted %v", sorted, query, shownIDs(typed), shownIDs(pasted))
			}
		}
	}
}

// TestReplace: the selection stays on its row, or in its place where that has gone; marks stay with their rows.
func TestReplace(t *testing.T) {
	l := New(rowsOf(1, 2, 3, 4, 5), Look{})
	l.Allow(Powers{Library: true})
	l.Resize(60, 20)
	l.Select(2)
	l.toggleMark() // and on to 3
	l.Replace(RowsOf(rowsOf(9, 1, 2, 3, 4, 5)))
	if id, _ := l.Selected(); id != 3 || !slices.Equal(l.Chosen(), []shelf.ID{2}) {
		t.Errorf("selected %d, chosen %v", id, l.Chosen())
	}
	l.Replace(RowsOf(rowsOf(9, 1, 4, 5)))
	if id, _ := l.Selected(); id != 5 || l.Marked() != 0 {
		t.Errorf("selected %d of %v, %d marks", id, shownIDs(l), l.Marked())
	}
	l.Append(rowsOf(7)...)
	if id, _ := l.Selected(); id != 5 || !slices.Equal(shownIDs(l), []shelf.ID{9, 1, 4, 5, 7}) {
		t.Errorf("selected %d of %v", id, shownIDs(l))
	}
}

// TestRemoveRestore: what is taken off and put back stands where it stood.
func TestRemoveRestore(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 200 {
		l := New(manyRows(12), Look{})
		l.Resize(60, 20)
		l.order = []order{asGiven, byTitle}[r.IntN(2)]
		l.Sort()
		before := shownIDs(l)
		var gone []shelf.ID
		for id := range shelf.ID(14) {
			if r.IntN(3) == 0 {
				gone = append(gone, id)
			}
		}
		l.move(r.IntN(12))
		was, _ := l.Selected()
		removed := l.Remove(gone)
		if id, ok := l.Selected(); ok && slices.Contains(gone, id) || !slices.Contains(gone, was) && id != was {
			t.Fatalf("%d was selected, %v removed, %d is selected", was, gone, id)
		}
		for _, id := range gone {
			if _, ok := l.Row(id); ok {
				t.Fatalf("%d is still there", id)
			}
		}
		l.Restore(removed)
		if got := shownIDs(l); !slices.Equal(got, before) {
			t.Fatalf("%v removed and restored: %v", gone, got)
		}
	}
}

// TestSorting: many rows are sorted aside; what was sorted for other rows, or another order, is dropped.
func TestSorting(t *testing.T) {
	l := New(manyRows(sortedAside), Look{})
	l.Resize(60, 20)
	for l.order != byFixes {
		if s := l.nextOrder(); s != nil {
			s.Do()
			l.Sorted(s)
		}
	}
	row, _ := l.Row(77)
	row.Fixes = 5
	l.Set(row)
	s := l.Sort()
	if s == nil {
		t.Fatal("nothing is to be done aside")
	}
	s.Do()
	l.Sorted(s)
	if l.At(0) != 77 {
		t.Errorf("%d has most fixes", l.At(0))
	}
	late := l.Sort()
	late.Do()
	l.Append(rowsOf(-7)...)
	l.Sorted(late)
	if n := len(l.shown); n != sortedAside+1 {
		t.Errorf("%d rows are shown", n)
	}
}

func BenchmarkFilter(b *testing.B) {
	words := strings.Fields("Alibaba WeChat Tencent phone market report new plan Baidu search cloud payment Xiaomi launches the of in and")
	r := rand.New(rand.NewPCG(1, 1))
	rows := manyRows(100_000)
	for i := range rows {
		var t []string
		for range 8 {
			t = append(t, words[r.IntN(len(words))])
		}
		rows[i].Title, rows[i].Site = strings.Join(t, " "), "example.com"
	}
	l := New(rows, Look{})
	l.Resize(60, 20)
	for _, query := range []string{"w", "we", "wechat", "zzz", "wechatbaidu"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				l.Filter("")
				l.Filter(query)
			}
		})
	}
	b.Run("sort by title", func(b *testing.B) {
		l.Filter("")
		for b.Loop() {
			l.order = byTitle
			s := l.Sort()
			s.Do()
			l.Sorted(s)
		}
	})
}
