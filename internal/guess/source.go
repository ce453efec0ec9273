package guess

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// source is Chinese that may have stood in an original.
type source struct {
	zh      string
	letters []rune
	pinyin  string
	english string // what it is rightly called; "" where nobody knows
	note    string
	literal string
	from    string // the rule or name that knows it
	rank    int    // forms and names that speak of it: how often one meets it
	kind    annotate.Kind
	plain   bool // only the table knows it
	spans   []span
}

// form is one way in which machines are known to render a source.
type form struct {
	source *source
	slots  [][][]word // the choices of each place, as words
	shared bool       // the rule names several sources
}

// collect makes sources of all Chinese that the packs know, and forms of how machines render it.
func (g *Guesser) collect(packs []*annotate.Pack) {
	for _, p := range packs {
		for i := range p.Names {
			n := &p.Names[i]
			for _, zh := range versions(n.ZH) {
				g.add(source{zh: zh, kind: annotate.Kind(n.Kind), pinyin: n.Pinyin, english: n.Name, note: n.Note, from: "names/" + n.ID}).rank += 3
			}
		}
	}
	for _, p := range packs {
		for i := range p.Rules {
			g.collectRule(&p.Rules[i])
		}
	}
}

func (g *Guesser) collectRule(r *annotate.Rule) {
	all := versions(r.ZH)
	for _, zh := range all {
		s := source{zh: zh, kind: r.Kind, english: r.Fix, note: r.Note, from: r.Name()}
		if len(all) == 1 { // else nobody knows whose they are
			s.pinyin, s.literal = r.Pinyin, r.Literal
		}
		known := g.add(s)
		known.rank += len(r.Match)
		for i := range r.Match {
			f := form{source: known, shared: len(all) > 1}
			for _, choices := range r.Match[i].Slots() {
				var slot [][]word
				for _, c := range choices {
					words, known := g.choices[c]
					if !known {
						words = wordsOf(c)
						g.choices[c] = words
					}
					if len(words) > 0 {
						slot = append(slot, words)
					}
				}
				if len(slot) > 0 {
					f.slots = append(f.slots, slot)
				}
			}
			if len(f.slots) > 0 {
				g.forms = append(g.forms, f)
			}
		}
	}
}

// collectTable makes sources of the words of the table that the packs do not have.
func (g *Guesser) collectTable() {
	var words []string
	g.table.All(func(e gloss.Entry) {
		if utf8.RuneCountInString(e.ZH) > 1 && g.byZH[e.ZH] == nil {
			words = append(words, e.ZH)
		}
	})
	slices.Sort(words)
	for _, zh := range words {
		e, _ := g.table.Entry(zh)
		g.add(source{zh: zh, pinyin: e.Pinyin[0], from: "table", plain: true})
	}
}

// add adds a source, or what is new about a known one.
func (g *Guesser) add(s source) *source {
	known := g.byZH[s.zh]
	if known == nil {
		known = &s
		known.letters = []rune(s.zh)
		g.byZH[s.zh] = known
		g.sources = append(g.sources, known)
		return known
	}
	if known.pinyin == "" {
		known.pinyin = s.pinyin
	}
	if known.note == "" {
		known.note = s.note
	}
	if known.literal == "" {
		known.literal = s.literal
	}
	return known
}

// versions are the originals that a rule names, one or several: "滴滴打车 / 嘀嘀打车".
func versions(zh string) []string {
	var all []string
	for one := range strings.SplitSeq(zh, "/") {
		one, _, _ = strings.Cut(one, "(")
		if one = strings.Trim(strings.TrimSpace(one), "《》“”"); gloss.HasHan(one) {
			all = append(all, one)
		}
	}
	return all
}
