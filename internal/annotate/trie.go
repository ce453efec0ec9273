package annotate

// trie is where the phrases of packs are put together, word by word. A finished one is folded into an automaton.
// A node is the number of words it was made after; node 0 is the root, and a child's number is above its parent's.
type trie struct {
	nodes []trieNode
	ends  []end
	table []int32 // open-addressed: the node reached by parent and word, 0 where none is
	mask  uint64
}

type trieNode struct {
	word           uint64 // that leads here
	parent         int32
	child, sibling int32 // the latest child, and the one made before it; 0 where none is
	end            int32 // 1 + the index in ends of the latest entry that ends here, 0 where none does
}

// end is an entry, and where the one before it at the same node is, as trieNode has it.
type end struct {
	entry

	next int32
}

// entry is what a phrase stands for.
type entry struct {
	index      int32 // of the form, the name, the recogniser, or the condition of a shield, -1 for none
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
	scopedNameEntry // the index is that of the scoped name
)

func newTrie() *trie {
	return &trie{nodes: make([]trieNode, 1), table: make([]int32, 1<<8), mask: 1<<8 - 1}
}

// add puts a phrase in, given by its word hashes.
func (t *trie) add(words []uint64, e entry) {
	if len(words) > 0 {
		t.end(t.follow(0, words), e)
	}
}

// follow returns the node behind node by words, made where it is not there yet.
func (t *trie) follow(node int32, words []uint64) int32 {
	for _, w := range words {
		node = t.next(node, w)
	}
	return node
}

func (t *trie) next(node int32, w uint64) int32 {
	i := edgeKey(node, w) & t.mask
	for ; t.table[i] != 0; i = (i + 1) & t.mask {
		if n := &t.nodes[t.table[i]]; n.parent == node && n.word == w {
			return t.table[i]
		}
	}
	to := int32(len(t.nodes))
	t.nodes = append(t.nodes, trieNode{word: w, parent: node, sibling: t.nodes[node].child})
	t.nodes[node].child = to
	t.table[i] = to
	if len(t.nodes)*2 > len(t.table) {
		t.grow()
	}
	return to
}

func (t *trie) grow() {
	t.table = make([]int32, 4*len(t.table))
	t.mask = uint64(len(t.table) - 1)
	for n := range t.nodes[1:] {
		node := int32(n) + 1
		i := edgeKey(t.nodes[node].parent, t.nodes[node].word) & t.mask
		for t.table[i] != 0 {
			i = (i + 1) & t.mask
		}
		t.table[i] = node
	}
}

// step returns the node behind node by a word, 0 where there is none.
func (t *trie) step(node int32, w uint64) int32 {
	for i := edgeKey(node, w) & t.mask; t.table[i] != 0; i = (i + 1) & t.mask {
		if n := &t.nodes[t.table[i]]; n.parent == node && n.word == w {
			return t.table[i]
		}
	}
	return 0
}

// has reports whether a phrase is there.
func (t *trie) has(words []uint64) bool {
	node := int32(0)
	for _, w := range words {
		if node = t.step(node, w); node == 0 {
			return false
		}
	}
	return t.nodes[node].end != 0
}

// end lets an entry end at a node. One that is there already stays as it is.
func (t *trie) end(node int32, e entry) {
	for i := t.nodes[node].end; i != 0; i = t.ends[i-1].next {
		if old := t.ends[i-1]; old.kind == e.kind && old.index == e.index && old.lead == e.lead && old.tail == e.tail {
			return
		}
	}
	t.ends = append(t.ends, end{e, t.nodes[node].end})
	t.nodes[node].end = int32(len(t.ends))
}

// setCommon notes how ordinary a phrase was measured to be, in all entries that end with it.
func (t *trie) setCommon(words []uint64, common uint8) {
	node := int32(0)
	for _, w := range words {
		if node = t.step(node, w); node == 0 {
			return
		}
	}
	for i := t.nodes[node].end; i != 0; i = t.ends[i-1].next {
		t.ends[i-1].common = common
	}
}

// edgeKey mixes node and word.
func edgeKey(node int32, w uint64) uint64 { return mix(w, uint64(uint32(node))) }
