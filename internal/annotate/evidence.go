package annotate

import (
	"maps"
	"slices"
	"sync"
)

// evidence is what a text, or a passage of one, says about all of it.
type evidence struct {
	counts    map[int32]int        // how often each name stands in the text; a sure glitch counts under a negative number of its own
	lowered   map[int32]int        // of counts, how many stand in small letters and may be something else
	senses    map[string][]stretch // by original: where sure matches stand, a few of them
	glitches  []stretch            // the first of what the machine got wrong for sure
	ordinary  map[int32]int        // by rule: how many matches stood in their ordinary sense
	told      []int                // by recogniser without a finding of its own: how often its words stand in the text
	sure      bool                 // a name beyond doubt has been read
	furnished bool                 // what only Chinese pages put around an article stands in the text
}

func newEvidence() *evidence {
	return &evidence{counts: map[int32]int{}, lowered: map[int32]int{}, senses: map[string][]stretch{}, ordinary: map[int32]int{}, told: make([]int, len(recognisers))}
}

// add takes over what another part of the text says.
func (v *evidence) add(o *evidence) {
	for _, of := range []struct{ to, from map[int32]int }{{v.counts, o.counts}, {v.lowered, o.lowered}, {v.ordinary, o.ordinary}} {
		for k, n := range of.from {
			of.to[k] += n
		}
	}
	for zh, places := range o.senses {
		for _, s := range places {
			v.sense(zh, s)
		}
	}
	v.glitches = append(slices.Clip(v.glitches), o.glitches...)
	v.glitches = v.glitches[:min(len(v.glitches), enoughGlitches)]
	for i, n := range o.told {
		v.told[i] += n
	}
	v.sure, v.furnished = v.sure || o.sure, v.furnished || o.furnished
}

func (v *evidence) clone() *evidence {
	c := *v
	c.counts, c.lowered, c.senses, c.ordinary, c.told = maps.Clone(v.counts), maps.Clone(v.lowered), maps.Clone(v.senses), maps.Clone(v.ordinary), slices.Clone(v.told)
	return &c
}

// speaks reports whether the text has named somebody or something Chinese.
func (v *evidence) speaks() bool { return len(v.counts) > 0 || v.told[chinaWords] > 0 }

// enoughSenses is how many places of an original are kept: whatever is looked at, one of them is elsewhere.
const enoughSenses = 3

// sense notes a place where an original stands for sure.
func (v *evidence) sense(zh string, at stretch) {
	known := v.senses[zh]
	if len(known) < enoughSenses && !slices.ContainsFunc(known, func(s stretch) bool { return !at.apart(s) }) {
		v.senses[zh] = append(slices.Clip(known), at)
	}
}

// apart reports whether two stretches have nothing in common.
func (s stretch) apart(o stretch) bool { return s.block != o.block || s.to <= o.from || o.to <= s.from }

// place is where a candidate stands in the document.
func (r *reading) place(c *candidate) stretch { return stretch{r.base + c.block, c.start, c.end} }

// whole is what the source of a document says, whichever of its passages asks. It is safe for concurrent use.
type whole struct {
	mu    sync.Mutex
	signs answer // whether Chinese stands in it
	marks int    // how often markup or code stands in it, and one more; 0 while nobody has asked
}

// ask finds an answer out on the first time.
func (w *whole) ask(a *answer, find func() bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return a.ask(find)
}

// count counts markup and code on the first time.
func (w *whole) count(find func() int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.marks == 0 {
		w.marks = 1 + find()
	}
	return w.marks - 1
}
