package annotate

import (
	"bytes"
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
			marked[e.ruleOfForm(c.form).Name()+" | "+bare(r.blocks[c.block].Text[c.start:c.end])]++
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
		r := e.read(document.Plain([]byte(c.Text)))
		r.weigh()
		for i := range r.candidates {
			see(r, &r.candidates[i])
		}
	}
}

// mostCommon is how many words count as common, mostEveryday how many as everyday words.
const mostCommon, mostEveryday = 16000, 3000

// TestCommonWords writes packs/common.txt and packs/everyday.txt with -background FILE -update: the words that stand in most texts of ordinary English.
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
	writeWords(t, "packs/common.txt", all[:min(mostCommon, len(all))])
	writeWords(t, "packs/everyday.txt", all[:min(mostEveryday, len(all))])
}

// writeWords writes words in their order, as many on a line as there is room for.
func writeWords(t *testing.T, file string, words []string) {
	t.Helper()
	var b strings.Builder
	width := 0
	for _, w := range slices.Sorted(slices.Values(words)) {
		if width += len(w) + 1; width > 120 {
			b.WriteString("\n")
			width = len(w)
		} else if b.Len() > 0 {
			b.WriteString(" ")
		}
		b.WriteString(w)
	}
	if err := os.WriteFile(file, []byte(b.String()+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tally is how often a phrase of a rule was met in ordinary English, and how often it was marked there.
type tally struct{ seen, marked int }

// TestInStory puts sentences of ordinary English that hold phrases of rules into a story about Chinese companies, with -background FILE, and prints how often
// each rule marks its phrase there: it never should.
func TestInStory(t *testing.T) {
	if *background == "" || *update {
		t.Skip("run with -background FILE to see which rules mark ordinary words in stories about Chinese companies")
	}
	e := Builtin()
	byRule, tried := map[string]*tally{}, map[string]int{}
	readBackground(t, e, *background, func(r *reading, c *candidate) {
		rule := e.ruleOfForm(c.form)
		text := r.blocks[c.block].Text
		phrase := strings.ToLower(string(text[c.start:c.end]))
		if tried[rule.Name()+phrase]++; c.refused != "" || rule.Reach != ReachMatch || tried[rule.Name()+phrase] > 4 {
			return
		}
		name := "Alibaba"
		if len(rule.named) > 0 {
			name = e.names[rule.named[0]].Name
		}
		story, at := inStory(text, int(c.start), int(c.end), name, tried[rule.Name()+phrase])
		if byRule[rule.Name()] == nil {
			byRule[rule.Name()] = &tally{}
		}
		byRule[rule.Name()].seen++
		for _, a := range e.Annotate(document.Plain([]byte(story)), Options{}) {
			if a.Rule == rule.Name() && a.Span.Overlaps(at) {
				byRule[rule.Name()].marked++
				break
			}
		}
	})
	var all tally
	for _, k := range slices.SortedFunc(maps.Keys(byRule), func(a, b string) int { return cmp.Compare(byRule[b].marked, byRule[a].marked) }) {
		all.seen, all.marked = all.seen+byRule[k].seen, all.marked+byRule[k].marked
		if byRule[k].marked > 0 {
			fmt.Printf("%6d seen %5d marked  %s\n", byRule[k].seen, byRule[k].marked, k)
		}
	}
	fmt.Printf("%6d seen %5d marked  in all\n", all.seen, all.marked)
}

// inStory takes the sentence around start and end out of its text, names a company in it in one of three ways, and sets it into a story.
func inStory(text []byte, start, end int, name string, way int) (string, document.Span) {
	from, to := max(0, start-220), min(len(text), end+220)
	if i := max(bytes.LastIndex(text[from:start], []byte(". ")), bytes.LastIndexByte(text[from:start], '\n')); i >= 0 {
		from += i + 1
	}
	if i := bytes.IndexAny(text[end:to], ".!?\n"); i >= 0 {
		to = end + i
	}
	before, behind := "Alibaba and Tencent published their figures on Tuesday. ", ", as was said at "+name
	switch way % 3 {
	case 1:
		before, behind = before+name+" knows this: ", ""
	case 2:
		behind = " (the report was written for " + name + ")"
	}
	return before + string(text[from:to]) + behind + ". Xiaomi, Baidu and Meituan declined to comment.", document.Span{Start: len(before) + start - from, End: len(before) + end - from}
}
