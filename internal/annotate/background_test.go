package annotate

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// TestBackground reads ordinary English with -background FILE (JSON lines with `text`) and prints which phrases of rules were marked there, and how often.
func TestBackground(t *testing.T) {
	if *background == "" {
		t.Skip("run with -background FILE to see what is marked in ordinary English")
	}
	e := Builtin()
	marked := map[string]int{}
	readBackground(t, e, *background, func(r *reading, c *candidate) {
		if c.refused == "" && c.belief >= 0.5 {
			marked[e.rules[e.forms[c.form].rule].Name()+" | "+bare(r.blocks[c.block].Text[c.start:c.end])]++
		}
	})
	for _, k := range slices.SortedFunc(maps.Keys(marked), func(a, b string) int { return cmp.Compare(marked[b], marked[a]) }) {
		fmt.Printf("%5d  %s\n", marked[k], k)
	}
}

// readBackground hands every match in ordinary English to see.
func readBackground(t *testing.T, e *Engine, file string, see func(*reading, *candidate)) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var c devCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		r := e.read(document.Plain([]byte(c.Text)), Options{})
		r.weigh()
		for i := range r.candidates {
			see(r, &r.candidates[i])
		}
	}
}
