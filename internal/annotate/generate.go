package annotate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// generator makes, for the original of a rule, the words that a machine puts when it reads it character by character or word by word: forms that nobody
// has written down yet. What stands in ordinary English, and what two originals have in common, is left out.
type generator struct {
	table    *gloss.Table
	known    *trie                // forms of rules and names
	taken    map[string]bool      // fixes, and ordinary English
	proposed map[string]*proposal // by phrase
}

// proposal is a phrase that a rule would take; rivals want it for another fix.
type proposal struct {
	rule  *Rule
	rank  int
	rival bool
}

// guessed is the highest belief in a fix of a generated form.
const guessed = 0.85

const (
	mostGenerated = 40 // phrases of one original
	mostPieces    = 4  // words that an original is cut into
	mostGlosses   = 9  // of one piece
)

// generate gives rules their readings. known has the phrases that are there already, ordinary those of ordinary English.
func generate(rules []*Rule, known *trie, ordinary map[string]bool) {
	g := &generator{table: gloss.Builtin(), known: known, taken: ordinary, proposed: map[string]*proposal{}}
	for _, r := range rules {
		g.taken[bare([]byte(r.Fix))] = true
		g.take(r.Note)
		for _, s := range slices.Concat(r.Leaves, r.Unless) {
			g.take(s)
		}
		for _, s := range r.Hits {
			g.take(righted(s))
		}
	}
	for _, r := range rules {
		if generates(r) {
			g.propose(r)
		}
	}
	g.settle()
}

// take takes every run of words of a sentence that is right as it stands.
func (g *generator) take(sentence string) {
	words := strings.FieldsFunc(strings.ToLower(sentence), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for from := range words {
		for to := from + 2; to <= min(len(words), from+mostPieces); to++ {
			g.taken[strings.Join(words[from:to], " ")] = true
		}
	}
}

// righted is a hit with its fixes in place.
func righted(hit string) string {
	text, marks := readMarked(hit)
	for _, m := range slices.Backward(marks) {
		text = text[:m.span.Start] + m.fix + text[m.span.End:]
	}
	return text
}

// generates reports whether forms are made for a rule.
func generates(r *Rule) bool {
	switch r.Kind {
	case Brand, Organisation, Product, Person, Term:
	default:
		return false
	}
	n := 0
	for _, c := range r.ZH {
		if !gloss.Han(c) {
			return false
		}
		n++
	}
	return n >= 2 && n <= 6 && r.Fix != "" && r.Reach == ReachMatch && r.Severity != Minor && (r.Confidence == 0 || r.Confidence >= 0.7)
}

// propose proposes the best phrases for a rule's original.
func (g *generator) propose(r *Rule) {
	best := map[string]int{}
	for _, pieces := range g.cuts([]rune(r.ZH), nil) {
		g.combine(r, pieces, "", 0, true, best)
	}
	phrases := make([]string, 0, len(best))
	for p := range best {
		phrases = append(phrases, p)
	}
	slices.SortFunc(phrases, func(a, b string) int { return cmp.Or(best[a]-best[b], strings.Compare(a, b)) })
	n := 0
	for _, p := range phrases {
		if n == mostGenerated {
			break
		}
		if r.Kind == Term && shareWord(p, r.Fix) || g.taken[p] || g.taken[plural(p)] || g.taken[strings.ReplaceAll(p, " ", "")] || g.known.has(hashWords(p)) {
			continue
		}
		n++
		old := g.proposed[p]
		switch {
		case old == nil || old.rank > best[p]+1:
			g.proposed[p] = &proposal{r, best[p], false}
		case old.rule.Fix != r.Fix && best[p] <= old.rank+1:
			old.rival = true
		}
	}
}

// shareWord reports whether a phrase and a fix have a word in common: then a reader makes out what the phrase means.
func shareWord(phrase, fix string) bool {
	words := map[string]bool{}
	for w := range strings.FieldsFuncSeq(fix, func(c rune) bool { return !unicode.IsLetter(c) }) {
		words[gloss.Stem(w)] = true
	}
	return slices.ContainsFunc(strings.Fields(phrase), func(w string) bool { return words[gloss.Stem(w)] && !functionWords[w] })
}

// cuts lists the ways to cut an original into known words and characters, four pieces at most.
func (g *generator) cuts(rest []rune, done []string) (all [][]string) {
	if len(rest) == 0 {
		return [][]string{slices.Clone(done)}
	}
	if len(done) == mostPieces {
		return nil
	}
	for n := min(4, len(rest)); n > 0; n-- {
		word := string(rest[:n])
		if _, ok := g.table.Entry(word); ok {
			all = append(all, g.cuts(rest[n:], append(done, word))...)
		}
	}
	return all
}

// combine follows every choice of glosses for the pieces; the rank of a phrase is the sum of those of its glosses. sounded says that all so far is pinyin.
func (g *generator) combine(r *Rule, pieces []string, phrase string, rank int, sounded bool, best map[string]int) {
	if len(pieces) == 0 {
		if old, ok := best[phrase]; !sounded && sayable(phrase) && (!ok || rank < old) {
			best[phrase] = rank
		}
		return
	}
	e, _ := g.table.Entry(pieces[0])
	join := func(word string, more int, sound bool) {
		if word = bare([]byte(word)); word != "" && !strings.ContainsFunc(word, foreign) {
			g.combine(r, pieces[1:], strings.TrimPrefix(phrase+" "+word, " "), rank+more, sounded && sound, best)
		}
	}
	for i, word := range e.Glosses[:min(len(e.Glosses), mostGlosses)] {
		join(word, i, false)
	}
	if named(r.Kind) && len([]rune(pieces[0])) == 1 {
		join(gloss.Bare(e.Pinyin[0]), 2, true)
	}
}

func foreign(c rune) bool { return c > unicode.MaxASCII }

func named(k Kind) bool { return k == Brand || k == Organisation || k == Person || k == Product }

// sayable reports whether a phrase is long enough to be one: two words with some weight, none of those on its edges a function word.
func sayable(phrase string) bool {
	words := strings.Fields(phrase)
	if len(words) < 2 || len(phrase) < 7 || functionWords[words[0]] || functionWords[words[len(words)-1]] {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool { return len(w) > 2 && !noNoun[w] })
}

var functionWords = set(strings.Fields("a an the and or but of in on at by for from to into with as than is are was be been am it its that this these those no not do does did so if up out off he she we you they i")...)

// settle hands the phrases that only one fix wants to their rules.
func (g *generator) settle() {
	by := map[*Rule][]string{}
	for phrase, p := range g.proposed {
		if !p.rival {
			by[p.rule] = append(by[p.rule], phrase)
		}
	}
	for r, phrases := range by {
		slices.Sort(phrases)
		r.readings = phrases
	}
}
