package document

import (
	"strings"
	"testing"
)

// Going from block to block is going through all of them, there and back.
func TestBlocksOneByOne(t *testing.T) {
	paragraph := "A paragraph of *some* length, with a [link](x) in it.\n\n"
	code := "```\n" + strings.Repeat("code\n\n", 8000) + "```\n\n" // chunks without prose
	for name, d := range map[string]*Document{
		"plain":    Plain([]byte(strings.Repeat(paragraph, 1500))),
		"markdown": Markdown([]byte(strings.Repeat(paragraph, 700) + code + strings.Repeat(paragraph, 700) + code)),
		"code":     Markdown([]byte(code)),
		"empty":    Plain(nil),
	} {
		all := d.Blocks()
		b := d.BlockAt(0)
		for i := range all {
			if b == nil || b.Span() != all[i].Span() || string(b.Text) != string(all[i].Text) {
				t.Fatalf("%s: block %d is %v, want %v", name, i, b, all[i].Span())
			}
			if at := d.BlockAt(all[i].Span().End - 1); at.Span() != all[i].Span() {
				t.Fatalf("%s: the last byte of block %d lies in %v", name, i, at.Span())
			}
			before := d.BlockBefore(b)
			if i == 0 && before != nil || i > 0 && (before == nil || before.Span() != all[i-1].Span()) {
				t.Fatalf("%s: before block %d stands %v", name, i, before)
			}
			b = d.BlockAfter(b)
		}
		if b != nil {
			t.Errorf("%s: behind the last block stands %v", name, b.Span())
		}
		if last := d.BlockAt(len(d.Source()) + 10); (last == nil) != (len(all) == 0) || last != nil && last.Span() != all[len(all)-1].Span() {
			t.Errorf("%s: behind the end: %v", name, last)
		}
	}
}
