package annotate

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Tally counts how often the phrases of rules stand in ordinary English: the measure of their risk (packs/ordinary.tsv).
// It is not safe for concurrent use.
type Tally struct {
	engine  *Engine
	phrases map[string]int
	read    int
}

// NewTally returns a tally of the phrases of the built-in packs, and of those that are generated for them and for the lexicon.
func NewTally(packs []*Pack) *Tally {
	packs, _ = withLexicon(packs) // a test reads it
	return &Tally{engine: build(lowest(packs), "", true), phrases: map[string]int{}}
}

// Read counts the phrases in a text of ordinary English. Furniture, which takes whole lines, is not counted.
func (t *Tally) Read(text []byte) {
	t.read += len(text)
	r := t.engine.reading(document.Plain(text))
	r.skim()
	for i := range r.candidates {
		c := &r.candidates[i]
		if t.engine.ruleOfForm(c.form).Reach == ReachMatch {
			t.phrases[bare(r.blocks[c.block].Text[c.start:c.end])]++
		}
	}
}

// bare is a phrase in small letters, with one blank between its words.
func bare(phrase []byte) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(string(phrase), "-", " ")), " "))
}

// Write writes the counts behind a head of comment lines.
func (t *Tally) Write(w io.Writer, head []string) error {
	var b bytes.Buffer
	b.WriteString("# Phrases of rules in " + strconv.Itoa(t.read>>20) + " MB of ordinary English, and how often each stands there.\n")
	for _, line := range head {
		b.WriteString(line + "\n")
	}
	for _, k := range slices.Sorted(maps.Keys(t.phrases)) {
		b.WriteString(k + "\t" + strconv.Itoa(t.phrases[k]) + "\n")
	}
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write counts: %w", err)
	}
	return nil
}

// Unguarded lists the rules of packs which say that nobody writes one of their phrases, though it stands in ordinary English by the counts, and
// which name no condition either: nothing could keep them from a wrong fix.
func Unguarded(packs []*Pack) (wrong []error) {
	e := build(lowest(packs), "", false)
	for line := range strings.Lines(ordinary) {
		phrase, count, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		words := tokenize([]byte(phrase), 0, nil)
		e.scan(words, func(at, to int, en entry) {
			if at != 0 || to != len(words) || en.kind != formEntry || en.lead+en.tail > 0 {
				return
			}
			f := e.form(en.index)
			r := e.rule(f.rule)
			if f.risk == Low && f.letters == FoldCase && len(r.Near)+len(r.Unless)+len(r.Before)+len(r.After)+len(r.Names) == 0 {
				wrong = append(wrong, fmt.Errorf("packs/%s.yaml:%d: rule %q: %q stands in ordinary English (%s times): give it a risk and a condition", r.Pack, r.Line, r.ID, phrase, count))
			}
		})
	}
	return wrong
}
