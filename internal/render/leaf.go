package render

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// leafKind says how a leaf is laid out.
type leafKind int

const (
	paragraphLeaf leafKind = iota
	headingLeaf
	codeLeaf
	rowLeaf    // a row of a table
	ruleLeaf   // a thematic break
	markerLeaf // the sign of an item that holds nothing
)

// leaf is the least part of a document that is laid out by itself: a block without its containers, which have become prefixes,
// or a part of a block that is too long.
type leaf struct {
	kind  leafKind
	level int // of a heading

	span  document.Span // source from the first to the last sign
	after int           // end of the leaf before: what lies between belongs to this one

	nodes    []ast.Node     // inline content
	lines    []text.Segment // code
	language string         // of code, "" where it is not told
	cells    [][]ast.Node   // of a row
	table    *table
	head     bool // a row is the head of its table, a paragraph a term that is defined
	apart    bool // a row stands below another that is no head
	quoted   bool

	first, rest string // prefixes of the first line and of the others
	gap         bool   // a blank line stands before
	gapPrefix   string
}

// Sizes from which leaves are taken apart, so that one never costs much more than a screenful: bytes of a paragraph,
// lines of code.
const (
	longParagraph = 6 << 10
	paragraphPart = 3 << 10
	codePart      = 60
)

// chunk is a chunk of the document with its leaves.
type chunk struct {
	tree   document.Tree
	leaves []*leaf
}

func newChunk(d *document.Document, index int) *chunk {
	c := &chunk{tree: d.ParseChunk(index)}
	f := flattener{tree: c.tree, last: c.tree.Base + c.tree.Lead}
	f.gap = index > 0 && !c.tree.Joined
	f.blocks(c.tree.Root)
	c.leaves = f.leaves
	return c
}

// leafAt returns the index of the leaf that shows the source offset or else the next thing that is shown; len(leaves) where nothing is.
func (c *chunk) leafAt(offset int) int {
	for i, l := range c.leaves {
		if offset < l.span.End {
			return i
		}
	}
	return len(c.leaves)
}
