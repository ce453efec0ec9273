package annotate

import (
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// TestApplyTo: what was bold, or a link, still is, whatever of it a fix takes the place of.
func TestApplyTo(t *testing.T) {
	for text, want := range map[string]string{
		"# Tencent and the **micro-letter**":                      "# Tencent and **WeChat**",
		"Tencent likes the *micro-letter*, says Alibaba.":         "Tencent likes *WeChat*, says Alibaba.",
		"Tencent likes the [micro-letter](http://x.example/).":    "Tencent likes [WeChat](http://x.example/).",
		"Tencent likes **micro**-letter.":                         "Tencent likes **WeChat**.",
		"Tencent likes micro-letter, and `micro-letter` is code.": "Tencent likes WeChat, and `micro-letter` is code.",
	} {
		d := document.Markdown([]byte(text))
		if got := string(ApplyTo(d, Builtin().Annotate(d, Options{}))); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
