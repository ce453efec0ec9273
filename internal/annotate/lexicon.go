package annotate

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// lexicon lists originals with their right English for which nobody has written forms: they are found by the readings that are generated for them.
// A line has the original, the right English, its kind, and, where it helps, a note.
//
//go:embed packs/lexicon.tsv
var lexicon string

// lexiconPack is the name of the pack that lexicon makes.
const lexiconPack = "lexicon"

// withLexicon adds the built-in lexicon to packs.
func withLexicon(packs []*Pack) ([]*Pack, error) {
	words, wrong := readLexicon("packs/lexicon.tsv", lexicon)
	return append(slices.Clip(packs), words), errors.Join(wrong...)
}

// readLexicon makes a pack of a lexicon. What is wrong with it is reported, each as a Mistake.
func readLexicon(file, data string) (*Pack, []error) {
	p := &Pack{Name: lexiconPack, About: "Names and terms that are found by what machines make of their characters."}
	var wrong []error
	seen, ids := map[string]bool{}, map[string]int{}
	n := 0
	for line := range strings.Lines(data) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		say := func(format string, a ...any) { wrong = append(wrong, Mistake{file, n, 1, fmt.Sprintf(format, a...)}) }
		f := strings.Split(line, "\t")
		switch {
		case len(f) < 3 || len(f) > 4:
			say("a line has the original, the right English, its kind and perhaps a note, with tabs between")
			continue
		case !gloss.HasHan(f[0]) || f[1] == "":
			say("the original wants Chinese characters, and its English is missing")
		case seen[f[0]]:
			say("%s is here twice", f[0])
		case !slices.Contains(Kinds, Kind(f[2])):
			say("the kind is %q; it can be %s", f[2], joinKinds())
		}
		seen[f[0]] = true
		id := slug(f[1])
		if ids[id]++; ids[id] > 1 {
			id = fmt.Sprintf("%s-%d", id, ids[id])
		}
		r := Rule{ID: id, ZH: f[0], Pinyin: gloss.Builtin().Reading(f[0]), Fix: f[1], Kind: Kind(f[2]), Pack: lexiconPack, Line: n}
		if len(f) == 4 {
			r.Note = f[3]
		}
		p.Rules = append(p.Rules, r)
	}
	return p, wrong
}

// slug makes the id of a rule from its fix.
func slug(fix string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(fix) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if id := strings.Trim(b.String(), "-"); id != "" {
		return id
	}
	return "entry"
}
