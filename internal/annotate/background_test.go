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
	"unicode"

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

// mostCommon is how many words count as common.
const mostCommon = 16000

// TestCommonWords writes packs/common.txt with -background FILE -update: the words that stand in most texts of ordinary English.
// Only words in small letters count, so names do not.
func TestCommonWords(t *testing.T) {
	if *background == "" || !*update {
		t.Skip("run with -background FILE -update to measure the common words")
	}
	data, err := os.ReadFile(*background)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{} // in how many texts
	for line := range strings.Lines(string(data)) {
		seen := map[string]bool{}
		var c devCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		for word := range strings.FieldsFuncSeq(c.Text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
			if len(word) > 1 && asciiLetters(word) && word == strings.ToLower(word) && !seen[word] {
				seen[word] = true
				counts[word]++
			}
		}
	}
	all := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	all = all[:min(mostCommon, len(all))]
	slices.Sort(all)
	var b strings.Builder
	width := 0
	for _, w := range all {
		if width += len(w) + 1; width > 120 {
			b.WriteString("\n")
			width = len(w)
		} else if b.Len() > 0 {
			b.WriteString(" ")
		}
		b.WriteString(w)
	}
	if err := os.WriteFile("packs/common.txt", []byte(b.String()+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
