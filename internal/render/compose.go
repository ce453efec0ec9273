package render

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// piece is a stretch of shown text that is one thing: source text without an annotation, a glitch, a fix, a bracket.
type piece struct {
	from, to   int // glyphs, into composer.shown
	annotation int // -1 for none
	part       Part
	role       Role
	link       *link // nil for none
	cell       int   // of a row
	note       int   // of a sign: the mark that it belongs to
}

// composer writes what a leaf shows into an arena, every piece of it inside a mark that carries the piece's number, and builds the tree
// that glamour renders over the arena. The document's own tree and source stay as they are.
//
// The mark is an underline colour: glamour sets none, carries it through emphasis, and it has no width.
type composer struct {
	page *Page
	leaf *leaf
	tree *document.Tree

	arena  []byte
	pieces []piece
	shown  []glyph

	parent  ast.Node      // of the node that is being made
	open    *ast.Text     // the text node that grows at the end of the arena, nil for none
	link    *link         // that is open, nil for none
	tagged  bool          // it was opened by a tag
	links   map[int]*link // of the leaf, by where they begin
	cell    int
	code    escape
	raw     bool
	depth   int
	started map[int]bool // annotations whose fix stands
	due     *joint       // a line end that waits for what comes behind
	bracket int          // the annotation whose bracket is open, -1 for none
	deleted bool         // something was just taken away
	column  int          // in code, for tabs
	notes   []noteEnd    // whose signs are still to come
}

// escape says what has to be escaped for glamour to come out as it is.
type escape int

const (
	inText escape = iota // entities and backslashes are undone
	inSpan               // entities are undone
	inCode               // backslashes are undone
)

// deepestInline is how far emphasis is followed into emphasis.
const deepestInline = 16

// compose returns what a leaf shows and the tree for glamour. Glamour writes every block through half a dozen writers that look at each byte
// anew, for margins and padding that are done on glyphs here; a text block goes through none of them, so paragraphs are given as such.
func (p *Page) compose(c *chunk, l *leaf) (*composer, ast.Node) {
	m := &composer{page: p, leaf: l, tree: &c.tree, bracket: -1, started: map[int]bool{}, links: map[int]*link{}, notes: p.notesOf(l)}
	var root ast.Node = ast.NewTextBlock()
	switch l.kind {
	case headingLeaf:
		root = ast.NewDocument()
		m.block(root, ast.NewHeading(l.level), l.nodes)
	case codeLeaf:
		root = m.codeBlock()
	case rowLeaf:
		for i, nodes := range l.cells {
			m.cell = i
			m.block(root, p.paragraph(), nodes)
		}
	case paragraphLeaf:
		m.block(root, p.paragraph(), l.nodes)
	case ruleLeaf, markerLeaf:
	}
	if p.styledParagraphs && (l.kind == paragraphLeaf || l.kind == rowLeaf) {
		document := ast.NewDocument()
		document.AppendChild(document, root)
		root = document
	}
	return m, root
}

// paragraph returns the node for a paragraph: a real one only where the theme has a style for it.
func (p *Page) paragraph() ast.Node {
	if p.styledParagraphs {
		return ast.NewParagraph()
	}
	return ast.NewTextBlock()
}

// block makes a block of inline nodes, a line of output; none where they show nothing.
func (m *composer) block(root, block ast.Node, nodes []ast.Node) {
	before := len(m.shown)
	m.parent = block
	if m.leaf.head {
		strong := ast.NewEmphasis(2)
		block.AppendChild(block, strong)
		m.parent = strong
	}
	for _, n := range nodes {
		m.inline(n)
	}
	m.closeBracket()
	if m.leaf.kind != rowLeaf || m.cell == len(m.leaf.cells)-1 {
		m.signs(m.leaf.span.End)
	}
	m.endText()
	m.endTag()
	m.deleted, m.due = false, nil
	if len(m.shown) == before {
		return
	}
	if block.Kind() == ast.KindTextBlock {
		m.parent = block
		m.write("\n")
		m.endText()
	}
	root.AppendChild(root, block)
}

func (m *composer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		raw := m.raw || n.IsRaw()
		m.source(n.Segment.Start, n.Segment.Stop, raw)
		switch {
		case n.HardLineBreak():
			m.lineBreak(n.Segment.Stop, breakHere)
		case n.SoftLineBreak():
			m.lineBreak(n.Segment.Stop, " ")
		}
	case *ast.String:
		m.ours(string(n.Value), m.leaf.span.Start, PartNone, RolePlain, -1)
	case *ast.CodeSpan:
		m.nested(ast.NewCodeSpan(), n, inSpan, true)
	case *ast.Emphasis:
		m.nested(ast.NewEmphasis(n.Level), n, m.code, m.raw)
	case *extast.Strikethrough:
		m.nested(extast.NewStrikethrough(), n, m.code, m.raw)
	case *ast.Link:
		m.linked(n, func() { m.children(n) })
	case *ast.Image:
		m.linked(n, func() { m.picture(n) })
	case *ast.AutoLink:
		m.linked(n, func() { m.autoLink(n) })
	case *document.FootnoteMark:
		m.linked(n, func() { m.footnoteMark(n) })
	case *ast.RawHTML:
		m.tag(n)
	case *extast.TaskCheckBox:
	default:
		m.children(n)
	}
}

func (m *composer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m.inline(c)
	}
}

// nested puts the children of n into a node of their own. Inside code and strikethrough glamour knows text only, so that there,
// and where nesting is too deep, the children become text of the node that is open.
func (m *composer) nested(node, n ast.Node, code escape, raw bool) {
	outer, outerCode, outerRaw := m.parent, m.code, m.raw
	if k := outer.Kind(); m.depth >= deepestInline || k == ast.KindCodeSpan || k == extast.KindStrikethrough {
		m.raw = raw
		m.children(n)
		m.raw = outerRaw
		return
	}
	m.endText()
	m.parent, m.code, m.raw, m.depth = node, code, raw, m.depth+1
	m.children(n)
	m.endText()
	m.parent, m.code, m.raw, m.depth = outer, outerCode, outerRaw, m.depth-1
	if node.HasChildren() {
		outer.AppendChild(outer, node)
	}
}

// source shows a stretch of the tree's source as the mode wants it: cut at the annotations that touch it.
func (m *composer) source(start, stop int, raw bool) {
	at, end := start+m.tree.Base, stop+m.tree.Base
	first := at
	m.signs(at)
	for i := m.page.firstAnnotation(at); i < len(m.page.annotations) && at < end; i++ {
		s := m.page.annotations[i].Span
		if s.Start >= end {
			break
		}
		if from := m.whole(first, end, s.Start, raw).Start; from > at {
			m.plain(at, from, raw)
			at = from
		}
		to := max(at, min(m.whole(first, end, s.End, raw).End, end))
		m.annotated(i, at, to, raw)
		at = to
		m.signs(to)
	}
	if at < end {
		m.plain(at, end, raw)
	}
}

// lineBreak ends a line of the source at an offset of the tree's source: as a blank or a break on the page.
func (m *composer) lineBreak(stop int, shown string) {
	at := stop + m.tree.Base
	look := noAnnotation
	if i := m.page.annotationAt(at); i >= 0 && m.page.annotations[i].Span.Start < at {
		look = m.lookOf(i)
		if look.hidden {
			return
		}
	}
	if shown == " " {
		m.due = &joint{at, look, m.link}
		return
	}
	m.pieceOf(look, func() { m.glyph(sign{text: shown}, at) })
}

// joint is a line end of the source inside a paragraph that has not become a blank yet.
type joint struct {
	at   int
	look look
	link *link
}

// settle shows the blank that is due before text, unless it stands between two wide signs: Chinese is written without.
func (m *composer) settle(text string) {
	if m.due == nil || text == "" {
		return
	}
	due := *m.due
	m.due = nil
	if n := len(m.shown); n > 0 && m.shown[n-1].width == 2 && m.page.signs.of(cluster(text)).width == 2 {
		return
	}
	link := m.link
	m.link = due.link
	m.pieceOf(due.look, func() { m.glyph(sign{" ", 1}, due.at) })
	m.link = link
}

// write makes the text node grow by what the arena gets.
func (m *composer) write(s string) {
	start := len(m.arena)
	m.arena = append(m.arena, s...)
	if m.open == nil {
		m.open = ast.NewTextSegment(text.NewSegment(start, start))
	}
	m.open.Segment.Stop = len(m.arena)
}

func (m *composer) endText() {
	if m.open != nil {
		m.parent.AppendChild(m.parent, m.open)
		m.open = nil
	}
}

// codeBlock makes one code block of the leaf's lines.
func (m *composer) codeBlock() ast.Node {
	block := ast.NewCodeBlock()
	m.parent, m.code, m.raw = block, inCode, true
	for _, s := range m.leaf.lines {
		start := len(m.arena)
		m.column = 0
		for range s.Padding {
			m.ours(" ", s.Start+m.tree.Base, PartNone, RolePlain, -1)
		}
		m.source(s.Start, s.Stop, true)
		m.open = nil
		m.arena = append(m.arena, '\n')
		block.Lines().Append(text.NewSegment(start, len(m.arena)))
	}
	m.closeBracket()
	return block
}
