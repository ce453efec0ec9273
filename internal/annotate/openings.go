package annotate

// openings tells of most places in a text that no phrase begins there, without a look at the phrases themselves.
type openings struct {
	first  filter // words with which phrases begin
	single filter // words that are a phrase
	pair   filter // pairs of words with which phrases begin
	double filter // pairs of words that are a phrase
	triple filter // three words with which phrases begin
}

// filter tells what is surely not in a set, by two bits of one of its words. Its size is a power of two.
type filter table

// newFilter makes a filter for count members with the given number of bits for each, or up to twice as many.
func newFilter(count, bits int) filter {
	size := 16
	for size*64 < count*bits {
		size *= 2
	}
	return filter(newTable(size))
}

// word returns the index of the word in which a member has its bits, and the bits.
func (f filter) word(h uint64) (i int, bits uint64) {
	return int(h >> 6 & uint64(len(f)/8-1)), 1<<(h&63) | 1<<(h>>40&63)
}

func (f filter) add(h uint64) {
	i, bits := f.word(h)
	table(f).set(i, table(f).at(i)|bits)
}

func (f filter) may(h uint64) bool {
	i, bits := f.word(h)
	return table(f).at(i)&bits == bits
}

// follow adds a word to the hash of those before it.
func follow(before, word uint64) uint64 { return (before ^ word<<1 ^ word>>63) * seed >> 16 }

// may reports whether a phrase can begin at tokens[at].
func (o *openings) may(tokens []token, at int) bool {
	h := tokens[at].hash
	if !o.first.may(h) {
		return false
	}
	if o.single.may(h) {
		return true
	}
	if at+1 == len(tokens) {
		return false
	}
	two := follow(h, tokens[at+1].hash)
	return o.pair.may(two) && (o.double.may(two) || at+2 < len(tokens) && o.triple.may(follow(two, tokens[at+2].hash)))
}

// openings collects how the phrases of a trie begin.
func (t *trie) openings() openings {
	var first, single, pair, double, triple []uint64
	for a := t.nodes[0].child; a != 0; a = t.nodes[a].sibling {
		h := t.nodes[a].word
		first = append(first, h)
		if t.nodes[a].end != 0 {
			single = append(single, h)
		}
		for b := t.nodes[a].child; b != 0; b = t.nodes[b].sibling {
			two := follow(h, t.nodes[b].word)
			pair = append(pair, two)
			if t.nodes[b].end != 0 {
				double = append(double, two)
			}
			for c := t.nodes[b].child; c != 0; c = t.nodes[c].sibling {
				triple = append(triple, follow(two, t.nodes[c].word))
			}
		}
	}
	return openings{filterOf(first, 8), filterOf(single, 24), filterOf(pair, 16), filterOf(double, 16), filterOf(triple, 10)}
}

func filterOf(members []uint64, bits int) filter {
	f := newFilter(len(members), bits)
	for _, h := range members {
		f.add(h)
	}
	return f
}
