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

// tally is how often a phrase of a rule was met in ordinary English, and how often it was marked there.
type tally struct{ seen, marked int }

// TestBackground reads ordinary English with -background FILE (JSON lines with `text`) and prints which phrases of rules it holds and how often they were marked.
// With -update it writes packs/ordinary.tsv, which raises the risk of what was seen; the texts themselves stay outside the tree.
func TestBackground(t *testing.T) {
	if *background == "" {
		t.Skip("run with -background FILE to count the phrases of rules in ordinary English")
	}
	packs, err := BuiltinPacks()
	if err != nil {
		t.Log(err)
	}
	e := New(packs...)
	if !*update {
		e.temper(ordinary)
	}
	phrases, byRule := map[string]*tally{}, map[string]*tally{}
	size := readBackground(t, e, *background, func(r *reading, c *candidate) {
		rule := e.rules[e.forms[c.form].rule]
		text := r.blocks[c.block].Text[c.start:c.end]
		if rule.Reach != ReachMatch {
			return
		}
		phrase := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(string(text), "-", " ")), " "))
		for m, k := range map[*map[string]*tally]string{&phrases: phrase, &byRule: rule.Name() + " | " + phrase} {
			if (*m)[k] == nil {
				(*m)[k] = &tally{}
			}
			(*m)[k].seen++
			if c.refused == "" && c.belief >= 0.5 {
				(*m)[k].marked++
			}
		}
	})
	if *update {
		writeOrdinary(t, phrases, size)
		return
	}
	for _, k := range slices.SortedFunc(maps.Keys(byRule), func(a, b string) int { return cmp.Compare(byRule[b].marked, byRule[a].marked) }) {
		if byRule[k].marked > 0 {
			fmt.Printf("%6d seen %5d marked  %s\n", byRule[k].seen, byRule[k].marked, k)
		}
	}
}

// readBackground hands every match in ordinary English to see; it returns how many bytes were read.
func readBackground(t *testing.T, e *Engine, file string, see func(*reading, *candidate)) (size int) {
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
		size += len(c.Text)
		r := e.read(document.Plain([]byte(c.Text)), Options{})
		r.weigh()
		for i := range r.candidates {
			see(r, &r.candidates[i])
		}
	}
	return size
}

func writeOrdinary(t *testing.T, phrases map[string]*tally, size int) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "# Phrases of rules in %d MB of ordinary English, and how often each stands there. Written by TestBackground -update.\n", size>>20)
	b.WriteString("# Texts: the Brown, ABC news, Wall Street Journal (conll2000, treebank), MASC, movie review, product review, web text, inaugural and State of the Union corpora\n")
	b.WriteString("# as distributed with NLTK, and documentation of Perl and of Debian packages.\n")
	for _, k := range slices.Sorted(maps.Keys(phrases)) {
		fmt.Fprintf(&b, "%s\t%d\n", k, phrases[k].seen)
	}
	if err := os.WriteFile("packs/ordinary.tsv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
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
