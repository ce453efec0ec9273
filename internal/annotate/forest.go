package annotate

import "sync"

// forest holds all phrases by their first words: of each word a trie, which is grown when the word is met for the first time.
// The packs have hundreds of thousands of phrases, and a text meets the first words of few; so the engine is there at once, and small.
// Once all phrases are in, it is safe for concurrent use.
type forest struct {
	first    [1 << 10]uint64 // filter: one bit for the hash of each first word
	branches map[uint64]*branch
}

// branch is what begins with one word.
type branch struct {
	once   sync.Once
	plain  []plain
	seeds  []*seed
	common []measured
	trie   *trie
}

// plain is a phrase given word by word; seed a form with its braces; measured a phrase that stands in ordinary English.
type (
	plain struct {
		words []uint64
		entry entry
	}
	seed struct {
		lead, text, tail string
		entry            entry
		inflect          bool
	}
	measured struct {
		words  []uint64
		common uint8
	}
)

func newForest() *forest { return &forest{branches: make(map[uint64]*branch, 1<<14)} }

// branch returns what begins with w, made where nothing does yet.
func (f *forest) branch(w uint64) *branch {
	b := f.branches[w]
	if b == nil {
		b = &branch{}
		f.branches[w] = b
		f.first[w>>6&(1<<10-1)] |= 1 << (w & 63)
	}
	return b
}

// add puts a phrase in.
func (f *forest) add(words []uint64, e entry) {
	if len(words) > 0 {
		b := f.branch(words[0])
		b.plain = append(b.plain, plain{words, e})
	}
}

// addForm puts all phrases of a form in: in the plural too with inflect, and two longer words written together.
func (f *forest) addForm(lead, text, tail string, en entry, inflect bool) {
	s := &seed{lead, text, tail, en, inflect && tail == ""}
	if front := hashWords(lead); len(front) > 0 {
		b := f.branch(front[0])
		b.seeds = append(b.seeds, s)
		return
	}
	pieces := joinOptional(split(text))
	if len(pieces) == 0 {
		return
	}
	if optional(pieces[0]) { // rare: what begins the phrase may be missing
		for w := range firstWords(slots(text), s.inflect) {
			f.plant(w, s)
		}
		return
	}
	heads := spread(pieces[0])
	for _, h := range heads {
		f.plant(firstWord(h), s)
		if s.inflect && len(pieces) == 1 {
			if p := plural(h); p != h {
				f.plant(firstWord(p), s)
			}
		}
	}
	if s.inflect && len(pieces) == 2 {
		f.addClosed(heads, spread(pieces[1]), en)
	}
}

// plant lets a form grow under one of its first words.
func (f *forest) plant(w uint64, s *seed) {
	b := f.branch(w)
	if n := len(b.seeds); n == 0 || b.seeds[n-1] != s {
		b.seeds = append(b.seeds, s)
	}
}

// addClosed adds a form's phrases of two longer words written together.
func (f *forest) addClosed(heads, tails []string, en entry) {
	if len(heads)*len(tails) > mostClosed {
		return
	}
	for _, a := range heads {
		for _, b := range tails {
			if len(a) >= 4 && len(b) >= 4 && asciiLetters(a) && asciiLetters(b) {
				f.add([]uint64{hashWord(a + b)}, en)
			}
		}
	}
}

// mostClosed is how many phrases a form may have for them to be found written together too.
const mostClosed = 100

// firstWords lists the words with which the phrases of slots begin.
func firstWords(all []slot, inflect bool) map[uint64]bool {
	words := map[uint64]bool{}
	for i, s := range all {
		empty := false
		for _, a := range s {
			switch {
			case len(a.words) == 0:
				empty = true
				continue
			case len(a.words) == 1 && inflect && i == len(all)-1:
				words[hashWord(plural(a.text))] = true
			}
			words[a.words[0]] = true
		}
		if !empty {
			break
		}
	}
	return words
}

// setCommon notes how ordinary a phrase was measured to be.
func (f *forest) setCommon(words []uint64, common uint8) {
	if len(words) == 0 {
		return
	}
	if b := f.branches[words[0]]; b != nil {
		b.common = append(b.common, measured{words, common})
	}
}

// may reports quickly whether a phrase can begin with the word.
func (f *forest) may(w uint64) bool { return f.first[w>>6&(1<<10-1)]&(1<<(w&63)) != 0 }

// walk calls found for every entry of every phrase that begins at tokens[at]; to is the index behind its last token.
func (f *forest) walk(tokens []token, at int, found func(to int, e entry)) {
	w := tokens[at].hash
	if b := f.branches[w]; b != nil {
		b.once.Do(func() { b.grow(w) })
		b.trie.walk(tokens, at, found)
	}
}

// grow makes the trie of what begins with w.
func (b *branch) grow(w uint64) {
	b.trie = newTrie()
	for _, p := range b.plain {
		b.trie.add(p.words, p.entry)
	}
	for _, s := range b.seeds {
		b.trie.addForm(s, w)
	}
	for _, m := range b.common {
		b.trie.setCommon(m.words, m.common)
	}
	b.plain, b.seeds, b.common = nil, nil, nil
}
