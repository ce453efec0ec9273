package guess

import "math/bits"

// What a form is worth that is not quite the phrase, and one of a rule for several sources.
const (
	likeForm   = 0.92
	likeShared = 0.85
)

// indexForm makes a form known by its words.
func (g *Guesser) indexForm(i int32) {
	for _, slot := range g.forms[i].slots {
		for _, choice := range slot {
			for k := range choice {
				key := choice[k].stem
				if all := g.byForm[key]; len(all) == 0 || all[len(all)-1] != i {
					g.byForm[key] = append(all, i)
				}
			}
		}
	}
}

// fromForms guesses the sources of forms that are like the phrase, or all of it.
func (g *Guesser) fromForms(p *phrase, keep func(Guess)) {
	count := map[int32]int{}
	for i := range p.words {
		if small[p.words[i].text] && len(p.words) > 1 {
			continue
		}
		for _, f := range g.byForm[p.words[i].stem] {
			count[f]++
		}
	}
	for i, n := range count {
		f := &g.forms[i]
		if 2*n < len(f.slots) { // too little in common
			continue
		}
		score := f.like(p)
		if score < least {
			continue
		}
		if score < 1 {
			score *= likeForm
		}
		if f.shared {
			score *= likeShared
		}
		one := g.guess(f.source, explanation{score: score})
		one.Literal = firstOf(f.source.literal, one.Literal)
		if e := g.explain(p, f.source.letters, f.source.spans); len(e.matches) > 0 {
			one.Literal = literal(f.source.letters, e.matches)
		}
		keep(one)
	}
}

// like says how much a form is the phrase: what is common to both, against all of both.
func (f *form) like(p *phrase) float64 {
	covered, hit, inOrder, last := uint16(0), 0, 0, -1
	for _, slot := range f.slots {
		found := uint16(0)
		for _, choice := range slot {
			for at := range p.words {
				if c, like := p.run(at, choice); c&covered == 0 && like == 1 && bits.OnesCount16(c) > bits.OnesCount16(found) {
					found = c
				}
			}
		}
		if found == 0 {
			continue
		}
		covered |= found
		hit++
		if first := bits.TrailingZeros16(found); first > last {
			inOrder++
			last = first
		}
	}
	if hit == 0 {
		return 0
	}
	said, heard := p.share(covered), float64(hit)/float64(len(f.slots))
	order := 0.95 + 0.05*float64(inOrder)/float64(hit)
	return order * 2 * said * heard / (said + heard)
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}
