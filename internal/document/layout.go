package document

import (
	"sort"
	"sync"

	"github.com/yuin/goldmark/parser"
)

// layout is what the renderer needs to know of a document's shape: where it can be cut, and which link references it defines.
// It is found as far as it is asked for.
type layout struct {
	mu     sync.Mutex
	chunks []chunk
	at     int // how far the source is cut
	state  cutState

	referencesOnce sync.Once
	references     []parser.Reference
	footnotes      map[string]bool // labels
}

// chunk is a stretch of the source that is parsed by itself.
type chunk struct {
	start  int
	joined bool   // begins in the middle of a block
	lead   []byte // source lines to be repeated before it, so that it parses as what it is: a table's head, a fence
}

// Chunk returns the span of the i-th chunk of the document; ok is false behind the last one. The source is cut only as far as
// needed for the answer. Chunks cover the source without a gap.
func (d *Document) Chunk(i int) (s Span, ok bool) {
	d.layout.mu.Lock()
	defer d.layout.mu.Unlock()
	d.cut(func() bool { return len(d.layout.chunks) > i })
	if i < 0 || i >= len(d.layout.chunks) {
		return Span{}, false
	}
	return d.chunkSpan(i), true
}

// ChunkAt returns the index of the chunk that holds the source offset: the first or the last where it lies outside.
func (d *Document) ChunkAt(offset int) int {
	d.layout.mu.Lock()
	defer d.layout.mu.Unlock()
	d.cut(func() bool { return d.layout.at > offset })
	chunks := d.layout.chunks
	return max(0, sort.Search(len(chunks), func(i int) bool { return chunks[i].start > offset })-1)
}

func (d *Document) chunkSpan(i int) Span {
	end := d.layout.at
	if i+1 < len(d.layout.chunks) {
		end = d.layout.chunks[i+1].start
	}
	return Span{d.layout.chunks[i].start, end}
}

// cut cuts on until enough says so or the source is at its end.
func (d *Document) cut(enough func() bool) {
	l := &d.layout
	for l.at < len(d.source) && !enough() {
		c := chunk{start: l.at, joined: l.state.joined, lead: l.state.lead}
		if d.format == MarkdownText {
			l.at = l.state.markdown(d.source, l.at)
		} else {
			l.at = l.state.plain(d.source, l.at)
		}
		l.chunks = append(l.chunks, c)
	}
}
