package address

import "testing"

func TestKey(t *testing.T) {
	for _, same := range [][]string{
		{"https://www.example.com/a/", "http://example.com/a", "HTTPS://EXAMPLE.com:443/a#part", "https://example.com/a?utm_source=feed&fbclid=1", " https://example.com/a/?spm=a.b "},
		{"https://example.com/a?id=1&page=2", "http://www.example.com/a?id=1&utm_medium=x&page=2"},
		{"https://example.com", "http://example.com:80/"},
	} {
		for _, to := range same[1:] {
			if Key(to) != Key(same[0]) || Key(to) == "" {
				t.Errorf("%q is %q, %q is %q", to, Key(to), same[0], Key(same[0]))
			}
		}
	}
	for _, apart := range [][2]string{
		{"https://example.com/a", "https://example.com/b"}, {"https://example.com/a?id=1", "https://example.com/a?id=2"},
		{"https://example.com/A", "https://example.com/a"}, {"https://example.com:8080/a", "https://example.com/a"},
	} {
		if Key(apart[0]) == Key(apart[1]) {
			t.Errorf("%q and %q are the same: %q", apart[0], apart[1], Key(apart[0]))
		}
	}
	for _, none := range []string{"", "file:///a", "mailto:a@example.com", "a/b", "https://", "http://%zz"} {
		if Key(none) != "" {
			t.Errorf("%q is %q", none, Key(none))
		}
	}
}
