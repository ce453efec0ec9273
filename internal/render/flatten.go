package render

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// flattener takes a tree apart into leaves. Containers become prefixes.
type flattener struct {
	tree   document.Tree
	leaves []*leaf
	last   int // end of the last leaf

	first, rest string // prefixes of the next leaf
	depth       int    // of containers
	quotes      int    // of them, quotations
	gap         bool   // a blank line is due
	gapPrefix   string
}

// Containers inside more than so many others are drawn without a prefix of their own.
const deepest = 12

const (
	quoteBar   = "│ "
	bullet     = "• "
	ticked     = "[✓] "
	unticked   = "[ ] "
	definition = "  "
)

func (f *flattener) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		f.block(n)
	}
}

func (f *flattener) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Blockquote:
		f.quotes++
		f.within(quoteBar, quoteBar, func() { f.blocks(n) })
		f.quotes--
	case *ast.List:
		f.list(n)
	case *ast.Heading:
		f.inline(n, &leaf{kind: headingLeaf, level: n.Level})
	case *ast.TextBlock:
		if n.Parent() == f.tree.Root && n.PreviousSibling() != nil {
			f.gap = false
		}
		f.inline(n, &leaf{})
	case *ast.Paragraph:
		f.inline(n, &leaf{})
	case *ast.FencedCodeBlock:
		f.code(n.Lines(), string(n.Language(f.tree.Source)))
	case *ast.CodeBlock:
		f.code(n.Lines(), "")
	case *ast.HTMLBlock:
		f.html(n)
	case *ast.ThematicBreak:
		f.add(&leaf{kind: ruleLeaf, span: document.Span{Start: f.last, End: f.last}})
	case *extast.Table:
		f.rows(n)
	case *extast.Footnote:
		f.footnote(n)
	case *extast.DefinitionList:
		f.blocks(n)
	case *extast.DefinitionTerm:
		if n.PreviousSibling() != nil && n.PreviousSibling().Kind() == extast.KindDefinitionTerm {
			f.gap = false
		}
		f.inline(n, &leaf{head: true})
	case *extast.DefinitionDescription:
		if n.IsTight {
			f.gap = false
		}
		f.within(definition, definition, func() { f.blocks(n) })
	default:
		f.blocks(n)
	}
}

// within draws what do adds behind a prefix.
func (f *flattener) within(first, rest string, do func()) {
	outer := f.rest
	f.depth++
	if f.depth <= deepest {
		f.first, f.rest = f.first+first, f.rest+rest
	}
	do()
	f.depth--
	f.first, f.rest, f.gapPrefix = outer, outer, outer
}

func (f *flattener) list(n *ast.List) {
	number, digits := n.Start, len(strconv.Itoa(n.Start+n.ChildCount()-1))
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if n.IsTight && (c.PreviousSibling() != nil || n.Parent().Kind() == ast.KindListItem) {
			f.gap = false
		}
		marker := bullet
		switch box := taskBox(c); {
		case box != nil && box.IsChecked:
			marker = ticked
		case box != nil:
			marker = unticked
		case n.IsOrdered():
			marker = fmt.Sprintf("%*d%c ", digits, number, n.Marker)
		}
		number++
		before := len(f.leaves)
		f.within(marker, strings.Repeat(" ", ansi.StringWidth(marker)), func() {
			f.blocks(c)
			if len(f.leaves) == before {
				f.add(&leaf{kind: markerLeaf, span: document.Span{Start: f.last, End: f.last}})
			}
		})
	}
}

func taskBox(item ast.Node) *extast.TaskCheckBox {
	if item.FirstChild() == nil || item.FirstChild().Type() != ast.TypeBlock {
		return nil
	}
	box, _ := item.FirstChild().FirstChild().(*extast.TaskCheckBox)
	return box
}

// add puts the prefixes on a leaf and takes it up.
func (f *flattener) add(l *leaf) {
	l.first, l.rest, l.gap, l.gapPrefix = f.first, f.rest, f.gap, f.gapPrefix
	l.after, l.quoted = f.last, f.quotes > 0
	f.leaves = append(f.leaves, l)
	f.last = max(f.last, l.span.End)
	f.first, f.gap, f.gapPrefix = f.rest, true, f.rest
}

// inline adds a block of inline content, in parts where it is long.
func (f *flattener) inline(n ast.Node, l *leaf) {
	if f.repeated(n.Lines()) {
		return
	}
	for i, nodes := range f.parts(n) {
		part := *l
		part.nodes = nodes
		part.span = f.spanOf(nodes)
		if i > 0 {
			f.gap = false
		}
		f.add(&part)
	}
}

// repeated reports whether lines are not the chunk's own but repeated before it.
func (f *flattener) repeated(lines *text.Segments) bool {
	return lines != nil && lines.Len() > 0 && lines.At(0).Start < f.tree.Lead
}

// parts cuts inline content that is too long between its nodes and inside its text nodes.
func (f *flattener) parts(parent ast.Node) [][]ast.Node {
	var all []ast.Node
	size := 0
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		all = append(all, n)
		size += f.sizeOf(n)
	}
	if size <= longParagraph {
		return [][]ast.Node{all}
	}
	var parts [][]ast.Node
	var part []ast.Node
	size = 0
	for _, whole := range all {
		for _, n := range f.pieces(whole) {
			part = append(part, n)
			size += f.sizeOf(n)
			if size >= longParagraph || size >= paragraphPart && f.endsSentence(n) {
				parts, part, size = append(parts, part), nil, 0
			}
		}
	}
	if part != nil {
		parts = append(parts, part)
	}
	return parts
}

// pieces cuts a long text node.
func (f *flattener) pieces(n ast.Node) []ast.Node {
	t, ok := n.(*ast.Text)
	if !ok || t.Segment.Len() <= longParagraph {
		return []ast.Node{n}
	}
	var all []ast.Node
	rest := t.Segment
	for rest.Len() > longParagraph {
		cut := document.SentenceEnd(f.tree.Source, rest.Start+paragraphPart/2, rest.Start+paragraphPart)
		all = append(all, textNode(rest.Start, cut, t.IsRaw()))
		rest = rest.WithStart(cut)
	}
	last := textNode(rest.Start, rest.Stop, t.IsRaw())
	last.SetSoftLineBreak(t.SoftLineBreak())
	last.SetHardLineBreak(t.HardLineBreak())
	return append(all, last)
}

func textNode(start, stop int, raw bool) *ast.Text {
	t := ast.NewTextSegment(text.NewSegment(start, stop))
	t.SetRaw(raw)
	return t
}

func (f *flattener) endsSentence(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	if !ok {
		return false
	}
	value := bytes.TrimRight(t.Segment.Value(f.tree.Source), " ")
	return len(value) > 0 && strings.IndexByte(".!?\"')", value[len(value)-1]) >= 0 || bytes.HasSuffix(value, []byte("。"))
}

func (f *flattener) sizeOf(n ast.Node) int {
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Len()
	}
	s, _ := f.markup(n)
	size := s.Len()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		size += f.sizeOf(c)
	}
	return size
}

// spanOf returns the source from the first to the last sign of nodes; an empty one behind the last leaf where there is none.
func (f *flattener) spanOf(nodes []ast.Node) document.Span {
	start, end := -1, -1
	var visit func(ast.Node)
	visit = func(n ast.Node) {
		if t, ok := n.(*ast.Text); ok && t.Segment.Len() > 0 {
			if start < 0 {
				start = t.Segment.Start
			}
			end = max(end, t.Segment.Stop)
		}
		if s, ok := f.markup(n); ok {
			if start < 0 {
				start = s.Start
			}
			end = max(end, s.Stop)
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			visit(c)
		}
	}
	for _, n := range nodes {
		visit(n)
	}
	if start < 0 {
		return document.Span{Start: f.last, End: f.last}
	}
	return document.Span{Start: start + f.tree.Base, End: end + f.tree.Base}
}

// code adds a code block in parts of some lines.
func (f *flattener) code(lines *text.Segments, language string) {
	f.within("  ", "  ", func() {
		all := lines.Sliced(0, lines.Len())
		if len(all) > 0 && all[0].Start < f.tree.Lead {
			f.gap = false
		}
		for i := 0; i < len(all); i += codePart {
			part := all[i:min(i+codePart, len(all))]
			f.add(&leaf{kind: codeLeaf, language: language, lines: part, span: document.Span{
				Start: part[0].Start + f.tree.Base, End: part[len(part)-1].Stop + f.tree.Base,
			}})
			f.gap = false
		}
		f.gap = true
	})
}
