package document

import "sort"

// Block is one stretch of prose (a paragraph, a heading, a cell, an item) as it is read: markup gone, entities decoded,
// the lines of a quotation joined. Its runs lead every byte of Text back to the source.
type Block struct {
	Text    []byte // as read; U+FFFC stands where something that is no prose stood
	Heading bool
	runs    []run
}

// run maps a stretch of a block's text to the source. Where wide is 0 the bytes are the same one by one;
// otherwise the whole run stands for the wide source bytes from source on (a decoded entity or escape), all or nothing.
type run struct{ view, source, length, wide int }

// Source leads the stretch [start, end) of b.Text back to the source bytes that it was made from.
func (b *Block) Source(start, end int) Span {
	return Span{b.sourceOf(start, false), b.sourceOf(end-1, true)}
}

// sourceOf returns where the byte at view offset at begins in the source or, with after set, where it ends.
func (b *Block) sourceOf(at int, after bool) int {
	i := sort.Search(len(b.runs), func(i int) bool { return b.runs[i].view > at }) - 1
	if i < 0 {
		return 0
	}
	r := b.runs[i]
	switch {
	case r.wide > 0 && after:
		return r.source + r.wide
	case r.wide > 0:
		return r.source
	case after:
		return r.source + min(at-r.view+1, r.length)
	}
	return r.source + min(at-r.view, r.length)
}

// View leads a source offset to the place in b.Text that it became; ok is false where it lies in no run.
func (b *Block) View(offset int) (at int, ok bool) {
	for _, r := range b.runs {
		n := max(r.length, 0)
		if r.wide > 0 {
			n = r.wide
		}
		if offset >= r.source && offset < r.source+n {
			if r.wide > 0 {
				return r.view, true
			}
			return r.view + offset - r.source, true
		}
	}
	return 0, false
}

// Span covers the block from its first to its last source byte.
func (b *Block) Span() Span {
	if len(b.runs) == 0 {
		return Span{}
	}
	last := b.runs[len(b.runs)-1]
	n := last.length
	if last.wide > 0 {
		n = last.wide
	}
	return Span{b.runs[0].source, last.source + n}
}
