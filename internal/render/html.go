package render

import (
	"github.com/yuin/goldmark/ast"

	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// html adds what an HTML block says, without its tags. What a browser would not show is not shown.
func (f *flattener) html(n *ast.HTMLBlock) {
	if n.Lines().Len() == 0 || f.repeated(n.Lines()) {
		return
	}
	start, end := n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop
	if n.HasClosure() {
		end = max(end, n.ClosureLine.Stop)
	}
	var (
		nodes []ast.Node
		last  *ast.Text
	)
	for _, s := range document.TextOutsideTags(f.tree.Source, start, end) {
		if last != nil {
			last.SetSoftLineBreak(true)
		}
		last = textNode(s.Start, s.End, false)
		nodes = append(nodes, last)
	}
	if nodes == nil {
		return
	}
	for at := 0; at < len(nodes); {
		to, size := at, 0
		for ; to < len(nodes) && size < paragraphPart; to++ {
			size += f.sizeOf(nodes[to])
		}
		f.add(&leaf{nodes: nodes[at:to], span: f.spanOf(nodes[at:to])})
		at, f.gap = to, to == len(nodes)
	}
}

// tag does what a tag in running text does: it ends a line, opens or ends a link, or stands for a picture.
func (m *composer) tag(n *ast.RawHTML) {
	l := m.linkOf(n)
	switch {
	case isLineBreak(n, m.tree.Source):
		m.lineBreak(n.Segments.At(0).Start, breakHere)
	case m.tree.EndsLink(n):
		m.endTag()
	case l == nil:
	case l.Kind == document.ImageLink:
		m.withLink(l, func() {
			name := m.tree.Alternative(n)
			if name == "" {
				name = address.FileName(l.To)
			}
			m.ours("[image: ", l.At, PartNone, RoleDim, -1)
			m.ours(document.CleanLine(name), l.At, PartNone, RolePlain, -1)
			m.ours("]", l.At, PartNone, RoleDim, -1)
		})
	case m.link == nil:
		m.link, m.tagged = l, true
	}
}

// endTag ends the link that a tag has opened.
func (m *composer) endTag() {
	if m.tagged {
		m.link, m.tagged = nil, false
	}
}

func isLineBreak(n *ast.RawHTML, source []byte) bool {
	if n.Segments.Len() == 0 {
		return false
	}
	s := n.Segments.At(0)
	tag := s.Value(source)
	return len(tag) >= 4 && len(tag) <= 6 && (tag[1] == 'b' || tag[1] == 'B') && (tag[2] == 'r' || tag[2] == 'R')
}
