package list

import "testing"

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		query, text string
		ok          bool
	}{
		{"", "anything", true}, {"jm", "Jack Ma", true}, {"mj", "Jack Ma", false}, {"WECHAT", "we chat", true}, {"  ", "x", true},
		{"微", "微信", true}, {"ab", "", false},
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

// TestRows: whatever the size, the selected row is on the screen and no more rows are shown than fit.
func TestRows(t *testing.T) {
	items := make([]Item, 57)
	for i := range items {
		items[i] = Item{Title: "title", Fixes: -1}
	}
	for height := range 40 {
		l := New(items, Look{})
		l.Resize(60, height)
		for _, to := range []int{0, 56, 30, 31, 5, 100, -4} {
			l.move(to)
			found := false
			for _, i := range l.Visible() {
				found = found || i == l.shown[l.selected]
			}
			if !found {
				t.Errorf("height %d: row %d is selected but not shown: %v", height, l.selected, l.Visible())
			}
			if n := len(l.Visible()); n > max(height, 1) {
				t.Errorf("height %d: %d rows", height, n)
			}
		}
	}
}
