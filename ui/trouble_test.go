package ui

import (
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// TestTrouble: what is wrong with the rules is said once, when the engine is there, and stays until the next key.
func TestTrouble(t *testing.T) {
	built := false
	d := drive(t, 80, 24, func(o *Options) {
		o.Engine = func() *annotate.Engine { built = true; return annotate.New() }
		o.Trouble = func() string {
			if !built {
				t.Error("asked before the engine was built")
			}
			return "mine.yaml:2:1: \x1b[31mwrong"
		}
	})
	if d.notice.text != "mine.yaml:2:1: wrong" || !d.notice.wrong {
		t.Errorf("%+v", d.notice)
	}
	if !strings.Contains(d.frame(), "mine.yaml:2:1: wrong") {
		t.Errorf("not shown:\n%s", d.frame())
	}
	d.press("j", "enter")
	if d.notice.text != "" {
		t.Errorf("said again: %+v", d.notice)
	}
}
