package pager

import (
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func TestWithObjects(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"run `it`, **``a`b``** now", "run it, a`b now"},
		{"`first` and `last`", "first and last"},
		{"see <https://a.example/b>. Or **https://b.example**, or me@c.example", "see https://a.example/b. Or https://b.example, or me@c.example"},
		{"a ![picture](p.png) and <b>bold</b>", "a picture and bold"},
		{"one\n\n`two`", "two"},
		{"no object", "no object"},
	} {
		source := []byte(c.source)
		blocks := document.Markdown(source).Blocks()
		b := &blocks[len(blocks)-1]
		if got := withObjects(source, b, 0, len(b.Text)); got != c.want {
			t.Errorf("%q: %q, want %q", c.source, got, c.want)
		}
	}
}
