package review

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSameLine: a place keeps its line in a text with the same lines, and stays within it, whatever the texts are.
func TestSameLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.StringMatching(`[a-z]{0,9}`), 1, 9)
		before, after := lines.Draw(t, "before"), lines.Draw(t, "after")
		from := strings.Join(before, "\n")
		to := strings.Join(after, "\n")
		at := rapid.IntRange(0, len(from)+3).Draw(t, "at")
		got := SameLine([]byte(from), []byte(to), at)
		if got < 0 || got > len(to) {
			t.Fatalf("%d is outside", got)
		}
		line := strings.Count(from[:min(at, len(from))], "\n")
		if is := strings.Count(to[:got], "\n"); is != line && line < len(after) {
			t.Fatalf("line %d has become line %d", line, is)
		}
	})
	if got := SameLine([]byte("ab\ncdef\n"), []byte("x\n12345678\n"), 5); got != 6 {
		t.Errorf("half of a line is at %d", got)
	}
}
