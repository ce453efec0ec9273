package render

import (
	"strconv"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// link is where a stretch of text leads, for the reader and for the terminal.
type link struct {
	document.Link

	cell uv.Link // zero where the terminal may not have the address
}

// newLink gives each link an identity of its own, by which terminals know the parts of one that stands on several lines.
func newLink(l document.Link) *link {
	made := &link{Link: l}
	if l.Kind != document.FootnoteLink {
		if to := address.Read(l.To).Hyperlink(); to != "" {
			made.cell = uv.Link{URL: to, Params: "id=" + strconv.FormatInt(int64(l.At), 36)}
		}
	}
	return made
}

// linked shows what do shows as the link that a node is. A picture inside a link leads where the link does.
func (m *composer) linked(n ast.Node, do func()) {
	m.withLink(m.linkOf(n), do)
}

// withLink shows what do shows as a link, unless one is open already.
func (m *composer) withLink(l *link, do func()) {
	if m.link != nil {
		do()
		return
	}
	m.link = l
	do()
	m.link = nil
}

// linkOf returns the link that a node is, the same at every call; nil where it is none.
func (m *composer) linkOf(n ast.Node) *link {
	l, ok := m.tree.LinkOf(n)
	if !ok || l.To == "" {
		return nil
	}
	if m.links[l.At] == nil {
		m.links[l.At] = newLink(l)
	}
	return m.links[l.At]
}

// linkIn returns the first link of the leaf whose words share something with a span: where a fix stands for words of which some are a
// link, it leads where they led.
func (m *composer) linkIn(span document.Span) (found *link) {
	visit := func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if l, ok := m.tree.LinkOf(n); ok && entering && l.Words.Overlaps(span) {
			found = m.linkOf(n)
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	}
	all := append([][]ast.Node{m.leaf.nodes}, m.leaf.cells...)
	for _, nodes := range all {
		for _, n := range nodes {
			if _ = ast.Walk(n, visit); found != nil {
				return found
			}
		}
	}
	return nil
}

// picture stands in brackets where a picture would, by what it is said to show or else by the name of its file: terminals show none, and
// none is fetched.
func (m *composer) picture(n *ast.Image) {
	at := n.Pos() + m.tree.Base
	m.ours("[image: ", at, PartNone, RoleDim, -1)
	before := len(m.shown)
	m.children(n)
	if len(m.shown) == before {
		m.ours(address.FileName(string(n.Destination)), at, PartNone, RolePlain, -1)
	}
	m.ours("]", at, PartNone, RoleDim, -1)
}

func (m *composer) autoLink(n *ast.AutoLink) {
	if s, ok := document.AutoLinkLabel(n, m.tree.Source); ok {
		m.source(s.Start, s.Stop, true)
		return
	}
	m.ours(string(n.Label(m.tree.Source)), m.leaf.span.Start, PartNone, RolePlain, -1)
}

// footnoteMark shows the mark of a footnote as the footnote is marked itself.
func (m *composer) footnoteMark(n *document.FootnoteMark) {
	s := n.Segment
	m.source(s.Start, s.Start+1, true)
	m.source(s.Start+len("[^"), s.Stop, true)
}

// markup returns where the part of a link stands that is shown though it is no text node.
func (f *flattener) markup(n ast.Node) (text.Segment, bool) {
	switch n := n.(type) {
	case *ast.AutoLink:
		return document.AutoLinkLabel(n, f.tree.Source)
	case *ast.Image:
		return text.NewSegment(n.Pos(), n.Pos()+len("![")), true
	case *document.FootnoteMark:
		return n.Segment, true
	case *ast.RawHTML:
		if l, ok := f.tree.LinkOf(n); ok && l.Kind == document.ImageLink {
			return n.Segments.At(0), true
		}
	}
	return text.Segment{}, false
}

// longestLabel is how many cells the label of a footnote may take before it.
const longestLabel = 16

// footnote adds a footnote with its label before it.
func (f *flattener) footnote(n *extast.Footnote) {
	if before := n.PreviousSibling(); before != nil && before.Kind() == extast.KindFootnote && !n.HasBlankPreviousLines() {
		f.gap = false
	}
	marker := "[" + ansi.Truncate(strings.ReplaceAll(document.CleanLine(string(n.Ref)), " ", "\u00a0"), longestLabel, "…") + "] "
	before := len(f.leaves)
	f.within(marker, strings.Repeat(" ", ansi.StringWidth(marker)), func() {
		f.blocks(n)
		if len(f.leaves) == before {
			f.add(&leaf{kind: markerLeaf, span: document.Span{Start: f.last, End: f.last}})
		}
	})
}
