package annotate

// trie finds the phrases that begin with one word.
// Its edges are an open-addressed table keyed by node and word hash.
type trie struct {
	edges []edge
	mask  uint64
	count int
	endAt []int32 // by node: 1 + the index in ends of the first entry that ends there, 0 where none does
	ends  []end
}

type edge struct {
	key  uint64
	node int32
}

// end is an entry, and where the next one that ends at the same node is, as endAt has it.
type end struct {
	entry

	next int32
}

// entry is what a phrase in the trie stands for.
type entry struct {
	index      int32 // of the form, the name or nothing (a shield)
	kind       entryKind
	plural     bool
	weak       bool
	lead, tail uint8 // words of context in front and behind, which are no part of the match
	common     uint8 // how ordinary the phrase is by measurement: 0 never seen in ordinary English, 1 seen, 2 seen often
}

type entryKind uint8

const (
	formEntry entryKind = iota
	nameEntry
	shieldEntry
	recogniserEntry // the index is that of the recogniser to ask
)

func newTrie() *trie {
	return &trie{edges: make([]edge, 1<<4), mask: 1<<4 - 1, endAt: make([]int32, 1)}
}

// add puts a phrase in, given by its word hashes.
func (t *trie) add(words []uint64, e entry) {
	if len(words) == 0 {
		return
	}
	node := int32(0)
	for _, w := range words {
		node = t.next(node, w)
	}
	t.end(node, e)
}

// next returns the node behind node by a word, made where it is not there yet.
func (t *trie) next(node int32, w uint64) int32 {
	if to, ok := t.step(node, w); ok {
		return to
	}
	to := int32(len(t.endAt))
	t.endAt = append(t.endAt, 0)
	t.put(edgeKey(node, w), to)
	return to
}

// end lets an entry end at a node. One that is there already stays as it is.
func (t *trie) end(node int32, e entry) {
	for i := t.endAt[node]; i != 0; i = t.ends[i-1].next {
		if old := t.ends[i-1]; old.kind == e.kind && old.index == e.index && old.lead == e.lead && old.tail == e.tail {
			return
		}
	}
	t.ends = append(t.ends, end{e, t.endAt[node]})
	t.endAt[node] = int32(len(t.ends))
}

// setCommon notes how ordinary a phrase was measured to be, in all entries that end with it.
func (t *trie) setCommon(words []uint64, common uint8) {
	node := int32(0)
	for _, w := range words {
		next, ok := t.step(node, w)
		if !ok {
			return
		}
		node = next
	}
	for i := t.endAt[node]; i != 0; i = t.ends[i-1].next {
		t.ends[i-1].common = common
	}
}

func (t *trie) step(node int32, w uint64) (int32, bool) {
	k := edgeKey(node, w)
	for i := k & t.mask; t.edges[i].key != 0; i = (i + 1) & t.mask {
		if t.edges[i].key == k {
			return t.edges[i].node, true
		}
	}
	return 0, false
}

func (t *trie) put(k uint64, node int32) {
	if t.count*4 >= len(t.edges)*3 {
		t.grow()
	}
	i := k & t.mask
	for t.edges[i].key != 0 {
		i = (i + 1) & t.mask
	}
	t.edges[i] = edge{k, node}
	t.count++
}

func (t *trie) grow() {
	old := t.edges
	t.edges = make([]edge, 2*len(old))
	t.mask = uint64(len(t.edges) - 1)
	for _, e := range old {
		if e.key == 0 {
			continue
		}
		i := e.key & t.mask
		for t.edges[i].key != 0 {
			i = (i + 1) & t.mask
		}
		t.edges[i] = e
	}
}

// edgeKey mixes node and word; the low bit keeps it from being 0.
func edgeKey(node int32, w uint64) uint64 {
	h := (w ^ uint64(node)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
	return (h ^ h>>32) | 1
}

// walk calls found for every entry of every phrase that begins at tokens[at]; to is the index behind its last token.
func (t *trie) walk(tokens []token, at int, found func(to int, e entry)) {
	node := int32(0)
	for i := at; i < len(tokens); i++ {
		if i > at && tokens[i].gap == breakGap {
			return
		}
		next, ok := t.step(node, tokens[i].hash)
		if !ok {
			return
		}
		node = next
		for k := t.endAt[node]; k != 0; k = t.ends[k-1].next {
			found(i+1, t.ends[k-1].entry)
		}
	}
}
