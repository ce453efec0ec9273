package render

import "cmp"

// Place is a line of a page: a chunk of the document, a leaf block of the chunk, a line of the leaf.
// It is good for the view it came from; to keep a place over a change of view, keep its Offset and ask At for it.
type Place struct{ chunk, leaf, line int }

// Compare orders places from the top of the page to its end.
func (p *Page) Compare(a, b Place) int {
	return cmp.Or(cmp.Compare(a.chunk, b.chunk), cmp.Compare(a.leaf, b.leaf), cmp.Compare(a.line, b.line))
}
