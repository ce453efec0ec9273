package annotate

import (
	"encoding/binary"
	"errors"
	"slices"
)

// automaton finds phrases in tokens: a trie whose equal parts are one, with its edges in an open-addressed table.
// It is immutable and safe for concurrent use.
//
// An edge keeps 32 bits of the hash of its node and word beside the slot it stands in; with the filters before it, the chance of
// taking one phrase for another is far below one in a text of a billion words.
type automaton struct {
	openings

	edges table  // upper half: the check; lower half: the node it leads to; 0 where the slot is free
	ends  table  // entries, packed
	endAt shorts // node n, 1 and up, ends the entries endAt[n-1] to endAt[n]; nodes beyond end none
}

// scan calls found for every entry of every phrase in tokens, in the order of their first tokens; to is the index behind the last token.
func (a *automaton) scan(tokens []token, found func(at, to int, e entry)) {
	for at := range tokens {
		if a.may(tokens, at) {
			a.walk(tokens, at, found)
		}
	}
}

// walk calls found for every entry of every phrase that begins at tokens[at].
func (a *automaton) walk(tokens []token, at int, found func(at, to int, e entry)) {
	node := uint32(0)
	for i := at; i < len(tokens); i++ {
		if i > at && tokens[i].gap == breakGap {
			return
		}
		key := edgeKey(int32(node), tokens[i].hash)
		slot := a.slot(key)
		edge := a.edges.at(slot)
		for edge != 0 && edge>>32 != key>>32 {
			if slot++; slot == a.edges.len() {
				slot = 0
			}
			edge = a.edges.at(slot)
		}
		if node = uint32(edge); node == 0 {
			return
		}
		if int(node) < a.endAt.len() {
			for e := a.endAt.at(int(node) - 1); e < a.endAt.at(int(node)); e++ {
				found(at, i+1, unpack(a.ends.at(int(e))))
			}
		}
	}
}

// slot is where the edge of a key stands, or behind it: the lower half of the key, scaled to the table.
func (a *automaton) slot(key uint64) int {
	return int(uint64(uint32(key)) * uint64(a.edges.len()) >> 32)
}

func pack(e entry) uint64 {
	x := uint64(uint32(e.index)) | uint64(e.kind)<<32 | uint64(e.common)<<36 | uint64(e.lead)<<40 | uint64(e.tail)<<48
	if e.plural {
		x |= 1 << 56
	}
	if e.weak {
		x |= 1 << 57
	}
	return x
}

func unpack(x uint64) entry {
	return entry{index: int32(uint32(x)), kind: entryKind(x >> 32 & 15), common: uint8(x >> 36 & 15), lead: uint8(x >> 40), tail: uint8(x >> 48), plural: x>>56&1 != 0, weak: x>>57&1 != 0}
}

// fold makes an automaton of a trie. With shared set, parts that are equal become one, which takes longer and makes it several times smaller.
func (t *trie) fold(shared bool) *automaton {
	class := t.classes(shared)
	number, nodes := t.number(class)
	edges := 0
	for _, n := range nodes {
		for c := t.nodes[n].child; c != 0; c = t.nodes[c].sibling {
			edges++
		}
	}
	a := &automaton{endAt: make(shorts, 4), edges: newTable(edges*5/4 + 1), openings: t.openings()}
	for _, n := range nodes {
		t.foldNode(a, n, number, class)
	}
	return a
}

// foldNode adds a node's edges and entries; nodes come in the order of their numbers.
func (t *trie) foldNode(a *automaton, n int32, number map[int32]uint32, class []int32) {
	for c := t.nodes[n].child; c != 0; c = t.nodes[c].sibling {
		key := edgeKey(int32(number[n]), t.nodes[c].word)
		slot := a.slot(key)
		for a.edges.at(slot) != 0 {
			if slot++; slot == a.edges.len() {
				slot = 0
			}
		}
		a.edges.set(slot, key>>32<<32|uint64(number[class[c]]))
	}
	if t.nodes[n].end == 0 {
		return
	}
	for i := t.nodes[n].end; i != 0; i = t.ends[i-1].next {
		a.ends = a.ends.with(pack(t.ends[i-1].entry))
	}
	a.endAt = a.endAt.with(uint32(a.ends.len()))
}

// classes says of each node which node stands for it: the first one made with the same entries and the same ways on.
func (t *trie) classes(shared bool) []int32 {
	class := make([]int32, len(t.nodes))
	for n := range class {
		class[n] = int32(n)
	}
	if !shared {
		return class
	}
	known := make(map[string]int32, len(t.nodes)/4)
	var key []byte
	var ways [][2]uint64
	for n := len(t.nodes) - 1; n > 0; n-- {
		key, ways = key[:0], ways[:0]
		for c := t.nodes[n].child; c != 0; c = t.nodes[c].sibling {
			ways = append(ways, [2]uint64{t.nodes[c].word, uint64(class[c])})
		}
		slices.SortFunc(ways, func(a, b [2]uint64) int { return slices.Compare(a[:], b[:]) })
		for _, w := range ways {
			key = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(key, w[0]), w[1])
		}
		key = append(key, '|')
		for i := t.nodes[n].end; i != 0; i = t.ends[i-1].next {
			key = binary.LittleEndian.AppendUint64(key, pack(t.ends[i-1].entry))
		}
		if same, ok := known[string(key)]; ok {
			class[n] = same
		} else {
			known[string(key)] = int32(n)
		}
	}
	return class
}

// number gives the nodes that stand for others their numbers: 0 to the root, the next to those where phrases end. nodes lists them in this order.
func (t *trie) number(class []int32) (number map[int32]uint32, nodes []int32) {
	number, nodes = map[int32]uint32{0: 0}, []int32{0}
	for _, ending := range []bool{true, false} {
		for n := 1; n < len(t.nodes); n++ {
			if class[n] == int32(n) && (t.nodes[n].end != 0) == ending {
				number[int32(n)] = uint32(len(nodes))
				nodes = append(nodes, int32(n))
			}
		}
	}
	return number, nodes
}

// tables lists what an automaton is made of, in the order in which it is written.
func (a *automaton) tables() []*table {
	return []*table{&a.edges, &a.ends, (*table)(&a.first), (*table)(&a.single), (*table)(&a.pair), (*table)(&a.double), (*table)(&a.triple)}
}

// appendTo writes the automaton in the form that readAutomaton reads.
func (a *automaton) appendTo(b []byte) []byte {
	for _, t := range a.tables() {
		b = append(binary.LittleEndian.AppendUint32(b, uint32(t.len())), *t...)
	}
	return append(binary.LittleEndian.AppendUint32(b, uint32(a.endAt.len())), a.endAt...)
}

var errShort = errors.New("the file breaks off")

// readAutomaton reads what appendTo wrote. The automaton is part of b, which must not change any more.
func readAutomaton(b []byte) (*automaton, error) {
	a := &automaton{}
	take := func(width int) ([]byte, error) {
		if len(b) < 4 {
			return nil, errShort
		}
		n := int(binary.LittleEndian.Uint32(b))
		if b = b[4:]; n > len(b)/width {
			return nil, errShort
		}
		t := b[: n*width : n*width]
		b = b[n*width:]
		return t, nil
	}
	for _, into := range a.tables() {
		t, err := take(8)
		if err != nil {
			return nil, err
		}
		*into = t
	}
	ends, err := take(4)
	a.endAt = ends
	return a, err
}
