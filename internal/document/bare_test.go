package document

import (
	"strings"
	"testing"
)

func TestBareAddresses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"see https://example.com/x.", "https://example.com/x"},
		{"(HTTP://example.com/a_(b)), and http://x.cn", "HTTP://example.com/a_(b) http://x.cn"},
		{"见https://t.cn/x，好", "https://t.cn/x"},
		{"<https://example.com/>", "https://example.com/"},
		{"ftp://x.com xhttp://y.com file:///etc", ""},
		{"http:// https://.", ""},
		{"https://one.com\nhttps://two.com", "https://one.com https://two.com"},
		{"“https://example.com/?a=b&c=d#e”", "https://example.com/?a=b&c=d#e"},
	} {
		d := Plain([]byte(c.text))
		var got []string
		for _, l := range d.Links() {
			got = append(got, l.To)
			if d.Text(l.Words) != l.To || l.At != l.Words.Start {
				t.Errorf("%q: %s stands at %v", c.text, l.To, l.Words)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q has %q, want %q", c.text, got, c.want)
		}
	}
}
