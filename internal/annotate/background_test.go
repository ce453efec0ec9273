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

// TestInStory puts sentences of ordinary English that hold phrases of rules into a story about Chinese companies, with -background FILE, and prints how often
// each rule marks its phrase there: it never should.
func TestInStory(t *testing.T) {
	if *background == "" || *update {
		t.Skip("run with -background FILE to see which rules mark ordinary words in stories about Chinese companies")
	}
	packs, err := BuiltinPacks()
	if err != nil {
		t.Log(err)
	}
	e := New(packs...)
	e.temper(ordinary)
	byRule, tried := map[string]*tally{}, map[string]int{}
	readBackground(t, e, *background, func(r *reading, c *candidate) {
		rule := e.rules[e.forms[c.form].rule]
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
	if i := max(strings.LastIndex(string(text[from:start]), ". "), strings.LastIndexByte(string(text[from:start]), '\n')); i >= 0 {
		from += i + 1
	}
	if i := strings.IndexAny(string(text[end:to]), ".!?\n"); i >= 0 {
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
