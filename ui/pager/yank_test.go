package pager

import "testing"

func TestOneLine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"he said\nit  so.", "he said it  so."},
		{"马云昨日\n表示，\n阿里", "马云昨日表示，阿里"},
		{"马云 said\n阿里", "马云 said 阿里"},
		{"a\n\n b \n", "a b"},
		{"", ""},
	} {
		if got := oneLine(c.text); got != c.want {
			t.Errorf("%q on one line is %q, want %q", c.text, got, c.want)
		}
	}
}
