package annotate

import (
	"strings"
	"testing"
)

// TestReadOwn finds hand-made annotations by their words and carries them to a copy that differs in white space; one whose words
// are gone is named, and drawn on no look-alike.
func TestReadOwn(t *testing.T) {
	const notes = `
article: test
annotations:
  - {exact: micro-letter, nth: 2, fix: WeChat, kind: brand}
  - {exact: "pay treasure", fix: Alipay, kind: brand}
  - {exact: "public number", nth: all, fix: official account, kind: product}
`
	const made = "A micro-letter, a micro-letter.\n\nA pay\ntreasure and a public number, a public numbering.\n"
	words := func(text string) (got []string, err error) {
		all, err := ReadOwn([]byte(notes), []byte(made), []byte(text))
		for _, a := range all {
			got = append(got, text[a.Span.Start:a.Span.End]+"=>"+a.Fix)
		}
		return got, err
	}
	got, err := words(made)
	if want := "micro-letter=>WeChat|pay\ntreasure=>Alipay|public number=>official account"; err != nil || strings.Join(got, "|") != want {
		t.Errorf("got %q, %v\nwant %q", got, err, want)
	}
	got, err = words(strings.ReplaceAll(strings.ReplaceAll(made, "\n", " "), "  ", "\n"))
	if want := "micro-letter=>WeChat|pay treasure=>Alipay|public number=>official account"; err != nil || strings.Join(got, "|") != want {
		t.Errorf("wrapped otherwise: got %q, %v\nwant %q", got, err, want)
	}
	all, err := ReadOwn([]byte(notes), []byte("A micro-letter. A pay treasure."), []byte("A micro-letter. A pay treasure."))
	if err == nil || !strings.Contains(err.Error(), "micro-letter") || len(all) != 1 || all[0].Fix != "Alipay" {
		t.Errorf("a place that is gone: %v, %v", all, err)
	}
}
