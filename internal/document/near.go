package document

import (
	"sort"
	"sync"
)

// near keeps the prose of the chunks that were asked for last, so that a word, a sentence or a link of a long text can be looked at without
// the prose of all of it.
type near struct {
	mu    sync.Mutex
	known [keptNear]struct {
		chunk  int
		blocks []Block
	}
	next int // the place in known that is given away next
}

// keptNear is how many chunks are kept.
const keptNear = 4

func (d *Document) nearBlocks(chunk int) []Block {
	n := &d.near
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, k := range n.known {
		if k.blocks != nil && k.chunk == chunk {
			return k.blocks
		}
	}
	blocks := d.BlocksIn(chunk)
	if blocks == nil {
		return nil
	}
	n.known[n.next].chunk, n.known[n.next].blocks = chunk, blocks
	n.next = (n.next + 1) % keptNear
	return blocks
}

// BlockAt returns the block that holds a source offset, or else the next one, or else the last; nil where the document has no prose.
func (d *Document) BlockAt(offset int) *Block {
	first := d.ChunkAt(offset)
	for chunk := first; ; chunk++ {
		if _, ok := d.Chunk(chunk); !ok {
			break
		}
		blocks := d.nearBlocks(chunk)
		if i := sort.Search(len(blocks), func(i int) bool { return blocks[i].Span().End > offset }); i < len(blocks) {
			return &blocks[i]
		}
	}
	return d.lastBlock(first)
}

// BlockAfter returns the block behind b, nil behind the last.
func (d *Document) BlockAfter(b *Block) *Block {
	end := b.Span().End
	if next := d.BlockAt(end); next != nil && next.Span().Start >= end {
		return next
	}
	return nil
}

// BlockBefore returns the block before b, nil before the first.
func (d *Document) BlockBefore(b *Block) *Block {
	start := b.Span().Start
	chunk := d.ChunkAt(start)
	blocks := d.nearBlocks(chunk)
	if i := sort.Search(len(blocks), func(i int) bool { return blocks[i].Span().Start >= start }); i > 0 {
		return &blocks[i-1]
	}
	return d.lastBlock(chunk - 1)
}

// lastBlock returns the last block up to the end of a chunk, nil where there is none.
func (d *Document) lastBlock(chunk int) *Block {
	for ; chunk >= 0; chunk-- {
		if blocks := d.nearBlocks(chunk); len(blocks) > 0 {
			return &blocks[len(blocks)-1]
		}
	}
	return nil
}
