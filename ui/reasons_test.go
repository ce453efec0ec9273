package ui

import (
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// TestReasons opens a card's reasons, closes them, and drops an answer that comes late.
func TestReasons(t *testing.T) {
	d := drive(t, 100, 40, func(o *Options) { o.Engine = annotate.Builtin })
	d.press("enter", "n", "n", "n", "enter", "w")
	d.want("people/jack-ma", "nobody writes this in ordinary English")
	d.press("w")
	d.wantNot("people/jack-ma")
	d.press("esc")
	d.send(placeExplained{d.open, document.Span{}, annotate.Explanation{}})
	d.wantNot("No rule knows")
}
