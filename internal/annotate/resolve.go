package annotate

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// resolve decides which of the matches that were believed stand where several want the same words, and makes annotations of them.
// It comes after the judgement: a long match that its conditions refuse must not hide a short one that holds.
func (r *reading) resolve() []Annotation {
	least := r.opts.Strictness.threshold()
	all := make([]claim, 0, len(r.extra)+len(r.candidates)/2)
	for _, a := range r.opts.Own {
		if r.passage.Start <= a.Span.Start && a.Span.Start < r.passage.End {
			all = append(all, claim{Annotation: a, rank: 3, at: a.Span.Start, belief: a.Confidence})
		}
	}
	for _, a := range r.extra {
		if a.Confidence >= least && r.shows(a.needs) {
			all = append(all, claim{Annotation: a.Annotation, rank: rankOf(a.Kind), words: 1, at: a.Span.Start, belief: a.Confidence})
		}
	}
	hidden, before := r.hidden(), r.outranked(least)
	for i := range r.candidates {
		c := &r.candidates[i]
		layer := r.layer(c)
		if r.stands(c, least) && !hidden.covers(c) && layer >= before[stretch{c.block, c.start, c.end}] {
			a := r.annotation(c)
			if a.Fix != r.doc.Text(a.Span) {
				all = append(all, claim{Annotation: a, rank: r.rank(c, a.Kind), words: int(c.to - c.from + c.context), layer: layer,
					at: r.blocks[c.block].Source(int(c.start), int(c.end)).Start, plural: c.plural, score: c.features.score(),
					belief: believed(c, r.engine.form(c.form))})
			}
		}
	}
	return r.closeQuotes(mergeFurniture(r.doc, settle(all)))
}

// stands reports whether a candidate is believed.
func (r *reading) stands(c *candidate, least float64) bool {
	return c.refused == "" && r.confidence(c, r.engine.form(c.form)) >= least
}

func (r *reading) layer(c *candidate) int { return r.engine.ruleOfForm(c.form).layer }

// outranked tells, for the words that a form of the user's own packs holds, from which layer on a match of just these words stands.
func (r *reading) outranked(least float64) map[stretch]int {
	var before map[stretch]int
	for i := range r.candidates {
		c := &r.candidates[i]
		if layer := r.layer(c); layer > 0 && r.stands(c, least) {
			if before == nil {
				before = map[stretch]int{}
			}
			s := stretch{c.block, c.start, c.end}
			before[s] = max(before[s], layer)
		}
	}
	return before
}

// claim is an annotation that wants its span.
type claim struct {
	Annotation

	rank   int // the higher stands
	words  int
	layer  int // the higher stands where neither rank nor words decide
	at     int // where the match itself begins, without what its fix takes along
	plural bool
	score  float64 // in log-odds
	belief float64 // confidence as the model has it
}

// rank is that of a rule's match. What the program read off an original gives way to what somebody wrote down.
func (r *reading) rank(c *candidate, k Kind) int {
	if r.engine.form(c.form).risk == Guess {
		return 0
	}
	return rankOf(k)
}

func rankOf(k Kind) int {
	if k == Boilerplate {
		return 2
	}
	return 1
}

// settle keeps, of claims that overlap, the one of higher rank, then the longer, then that of the later pack, then the more certain.
func settle(all []claim) []Annotation {
	slices.SortStableFunc(all, func(a, b claim) int {
		if a.rank != b.rank {
			return b.rank - a.rank
		}
		if more := b.Span.End - b.Span.Start - (a.Span.End - a.Span.Start); a.rank == 2 && more != 0 {
			return more // a credit takes the call to follow along that stands behind it
		}
		if a.words != b.words {
			return b.words - a.words
		}
		if a.layer != b.layer {
			return b.layer - a.layer
		}
		switch {
		case a.belief > b.belief:
			return -1
		case a.belief < b.belief:
			return 1
		case a.plural && plural(b.Fix) == a.Fix, b.plural && plural(a.Fix) == b.Fix: // a form may list its plural as well
			if a.plural {
				return -1
			}
			return 1
		}
		if a.score != b.score { // both as certain as can be
			return cmp.Compare(b.score, a.score)
		}
		return a.at - b.at
	})
	var kept spans
	out := make([]Annotation, 0, len(all))
	for _, c := range all {
		if kept.add(c.Span) {
			out = append(out, c.Annotation)
		}
	}
	slices.SortFunc(out, func(a, b Annotation) int { return a.Span.Start - b.Span.Start })
	return out
}

// spans is a sorted list of disjoint spans.
type spans []document.Span

// add puts s in unless it overlaps one that is there.
func (s *spans) add(x document.Span) bool {
	i, _ := slices.BinarySearchFunc(*s, x, func(a, b document.Span) int { return a.Start - b.Start })
	if i > 0 && (*s)[i-1].Overlaps(x) || i < len(*s) && (*s)[i].Overlaps(x) {
		return false
	}
	*s = slices.Insert(*s, i, x)
	return true
}

// cover knows the stretches that are right as they stand: by block, in the order of their first bytes.
type cover struct {
	blocks map[int32][]stretch
	widest int32
}

// hidden collects shields and long names by block.
func (r *reading) hidden() cover {
	h := cover{blocks: map[int32][]stretch{}}
	add := func(s stretch) {
		h.blocks[s.block] = append(h.blocks[s.block], s)
		h.widest = max(h.widest, s.to-s.from)
	}
	for _, s := range r.shields {
		add(s)
	}
	for _, n := range r.names {
		if !n.weak && n.to-n.from > 1 {
			add(stretch{n.block, n.start, n.end})
		}
	}
	for _, b := range h.blocks {
		slices.SortFunc(b, func(a, b stretch) int { return int(a.from - b.from) })
	}
	return h
}

// covers reports whether a longer right phrase holds all of c.
func (h cover) covers(c *candidate) bool {
	all := h.blocks[c.block]
	i, _ := slices.BinarySearchFunc(all, c.start-h.widest, func(s stretch, at int32) int { return int(s.from - at) })
	for ; i < len(all) && all[i].from <= c.start; i++ {
		if s := all[i]; c.end <= s.to && s.to-s.from > c.end-c.start {
			return true
		}
	}
	return false
}

// annotation makes an annotation of a candidate that is believed.
func (r *reading) annotation(c *candidate) Annotation {
	f := r.engine.form(c.form)
	rule := r.engine.rule(f.rule)
	return Annotation{
		Span: r.blocks[c.block].Source(int(c.cutFrom), int(c.cutTo)), Fix: c.fix,
		Kind: rule.Kind, Severity: f.severity, ZH: rule.ZH, Pinyin: rule.Pinyin, Literal: rule.Literal, Note: rule.Note,
		Rule: rule.name, Origin: FromRule, Confidence: r.confidence(c, f), Evidence: r.reasons(c, rule),
	}
}

func (r *reading) confidence(c *candidate, f *form) float64 {
	p := calibrate(c.belief, r.engine.rule(f.rule).Kind)
	if f.confidence > 0 {
		p *= f.confidence
	}
	return percent(p)
}

// believed is what two matches are compared by.
func believed(c *candidate, f *form) float64 {
	if f.confidence > 0 {
		return percent(min(c.belief, 0.99) * f.confidence)
	}
	return percent(min(c.belief, 0.99))
}

func percent(p float64) float64 { return float64(int(p*100+0.5)) / 100 }

// calibrate maps the belief of the model to the share of such matches that were right in texts that nobody had read before: from a strong belief on the
// model is too sure of itself. Of a name there is one right form; a term may be meant in another sense, and a figure of speech be put in other words.
func calibrate(p float64, kind Kind) float64 {
	const strong = 0.7
	most := 0.97
	switch kind {
	case Product:
		most = 0.94
	case Term:
		most = 0.89
	case Idiom, Grammar:
		most = 0.86
	}
	if p <= strong {
		return p
	}
	return strong + (p-strong)*(most-strong)/(1-strong)
}

// reasons says in words what moved the score.
func (r *reading) reasons(c *candidate, rule *rule) (why []string) {
	x := &c.features
	if len(c.said) > 0 {
		why = append(why, strings.Join(c.said[:min(2, len(c.said))], " and ")+" in this sentence")
	}
	if x[ownNameElse] > 0 || x[oneName] > 0 && len(c.said) == 0 {
		if names := r.mostNamed(rule, 2); names != "" {
			why = append(why, names+" named in this text")
		}
	}
	if x[directly] > 0 {
		why = append(why, "the words beside it")
	}
	if x[quoted] > 0 {
		why = append(why, "quoted")
	}
	if x[capital] > 0 {
		why = append(why, "capitalised")
	}
	if x[sameSense] > 0 {
		why = append(why, rule.ZH+" is certain elsewhere in this text")
	}
	if c.risk == Low {
		why = append(why, "no ordinary English")
	}
	return why
}

// mostNamed lists the names of the text that speak for a rule, or any where none of its own do.
func (r *reading) mostNamed(rule *rule, most int) string {
	var said []int32
	for _, n := range rule.named {
		if r.counts[n] > 0 && n != rule.itself && !slices.Contains(said, n) {
			said = append(said, n)
		}
	}
	slices.SortFunc(said, r.oftenerNamed)
	if len(said) == 0 {
		for _, n := range r.namedMost() {
			if n != rule.itself {
				said = append(said, n)
			}
		}
	}
	var names []string
	for _, n := range said[:min(most, len(said))] {
		names = append(names, r.engine.names[n].Name)
	}
	return strings.Join(names, " and ")
}

// namedMost lists the three names that stand in the text most often.
func (r *reading) namedMost() []int32 {
	if r.most == nil {
		r.most = []int32{}
		for n, count := range r.counts {
			if n >= 0 && count > 0 {
				r.most = append(r.most, n)
			}
		}
		slices.SortFunc(r.most, r.oftenerNamed)
		r.most = r.most[:min(3, len(r.most))]
	}
	return r.most
}

func (r *reading) oftenerNamed(a, b int32) int { return cmp.Or(r.counts[b]-r.counts[a], int(a-b)) }

// mergeFurniture joins blocks of furniture with nothing but blanks between them.
func mergeFurniture(d *document.Document, all []Annotation) []Annotation {
	out := all[:0]
	for _, a := range all {
		if n := len(out) - 1; n >= 0 && a.Kind == Boilerplate && out[n].Kind == Boilerplate && a.Fix == "" && out[n].Fix == "" &&
			a.Origin == FromRule && out[n].Origin == FromRule && strings.TrimSpace(d.Text(document.Span{Start: out[n].Span.End, End: a.Span.Start})) == "" {
			out[n].Span.End = a.Span.End
			out[n].Confidence = min(out[n].Confidence, a.Confidence)
			continue
		}
		out = append(out, a)
	}
	return out
}
