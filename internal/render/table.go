package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// table is what the rows of a table have in common.
type table struct {
	alignments []extast.Alignment
	rows       []*leaf
	view       View // for which widths are good
	edition    int  // of the annotations, likewise
	widths     []int
}

// Columns are measured by at most so many rows, taken from all over the table.
const measuredRows = 200

// leastColumn is the width below which columns are no columns: the cells stand below each other.
const leastColumn = 4

// grid is what tables are drawn with: plain signs where the terminal draws lines two cells wide, as it may in East Asia.
type grid struct{ gap, line, cross string }

func (p *Page) grid() grid {
	if p.signs.of("─").width == 1 && p.signs.of("│").width == 1 && p.signs.of("┼").width == 1 {
		return grid{" │ ", "─", "─┼─"}
	}
	return grid{" | ", "-", "-+-"}
}

// gridGap is the width of the gap between columns.
const gridGap = 3

// rows adds the rows of a table, a leaf each.
func (f *flattener) rows(n *extast.Table) {
	t := &table{alignments: n.Alignments}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		l := &leaf{kind: rowLeaf, table: t, head: c.Kind() == extast.KindTableHeader, span: document.Span{Start: -1}}
		var all []ast.Node
		for cell := c.FirstChild(); cell != nil; cell = cell.NextSibling() {
			var nodes []ast.Node
			for in := cell.FirstChild(); in != nil; in = in.NextSibling() {
				nodes = append(nodes, in)
			}
			l.cells = append(l.cells, nodes)
			all = append(all, nodes...)
		}
		l.span = f.spanOf(all)
		t.rows = append(t.rows, l)
		if l.span.Start < f.tree.Base+f.tree.Lead && f.tree.Lead > 0 {
			f.gap = false
			continue
		}
		f.add(l)
		f.gap = false
	}
	f.gap = true
}

// columns returns the widths of the table's columns, nil where they do not fit beside each other.
func (p *Page) columns(c *chunk, t *table, width int) []int {
	if t.widths != nil && t.view == p.view && t.edition == p.edition {
		return t.widths
	}
	t.view, t.edition = p.view, p.edition
	t.widths = make([]int, len(t.alignments))
	step := max(1, len(t.rows)/measuredRows)
	for i := 0; i < len(t.rows); i += step {
		m, _ := p.compose(c, t.rows[i])
		for j, w := range cellWidths(m) {
			t.widths[j] = max(t.widths[j], w)
		}
	}
	fit(t.widths, width-gridGap*(len(t.widths)-1))
	return t.widths
}

// cellWidths returns how wide the cells of a composed row are.
func cellWidths(m *composer) []int {
	widths := make([]int, len(m.leaf.cells))
	for _, piece := range m.pieces {
		for _, g := range m.shown[piece.from:piece.to] {
			widths[piece.cell] += int(g.width)
		}
	}
	return widths
}

// fit makes columns narrower, the widest first, until they fit into a width together.
func fit(widths []int, width int) {
	total := 0
	for i := range widths {
		widths[i] = max(widths[i], 1)
		total += widths[i]
	}
	for total > width {
		widest, second := 0, 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		for i, w := range widths {
			if w < widths[widest] {
				second = max(second, w)
			} else if i != widest {
				second = max(second, w-1)
			}
		}
		if widths[widest] <= leastColumn {
			return
		}
		less := min(total-width, widths[widest]-max(second, leastColumn))
		less = max(less, 1)
		widths[widest] -= less
		total -= less
	}
}

// row lays a row of a table out: its cells beside each other, or below each other where the page is too narrow.
func (p *Page) row(c *chunk, l *leaf, width int, out *laid) [][]glyph {
	cells := p.cells(c, l, out)
	widths := p.columns(c, l.table, width)
	total := gridGap * (len(widths) - 1)
	for _, w := range widths {
		total += w
	}
	if total > width {
		var rows [][]glyph
		for _, cell := range cells {
			rows = append(rows, wrap(cell, width, false)...)
		}
		return append(rows, p.ours(strings.Repeat(p.grid().line, min(width, 8))))
	}
	return p.beside(l, cells, widths)
}

// beside puts the wrapped cells of a row beside each other.
func (p *Page) beside(l *leaf, cells [][]glyph, widths []int) [][]glyph {
	g := p.grid()
	columns := make([][][]glyph, len(widths))
	height := 1
	for i, w := range widths {
		if i < len(cells) {
			columns[i] = wrap(cells[i], w, false)
		}
		height = max(height, len(columns[i]))
	}
	var rows [][]glyph
	for y := range height {
		var row []glyph
		for i, w := range widths {
			if i > 0 {
				row = append(row, p.ours(g.gap)...)
			}
			var part []glyph
			if y < len(columns[i]) {
				part = p.narrow(columns[i][y], w)
			}
			left, right := margins(l.table.alignments[i], w-columnsOf(part))
			row = append(append(append(row, p.blank(left)...), part...), p.blank(right)...)
		}
		rows = append(rows, trimRight(row))
	}
	if l.head {
		rule := make([]string, len(widths))
		for i, w := range widths {
			rule[i] = strings.Repeat(g.line, w)
		}
		rows = append(rows, p.ours(strings.Join(rule, g.cross)))
	}
	return rows
}

// cells puts the cells of a row through glamour. A cell that shows nothing is nil.
func (p *Page) cells(c *chunk, l *leaf, out *laid) [][]glyph {
	cells := make([][]glyph, len(l.cells))
	for _, line := range p.glyphs(c, l, out) {
		for _, g := range line {
			if g.piece >= 0 {
				cells[out.pieces[g.piece].cell] = line
				break
			}
		}
	}
	return cells
}

func (p *Page) blank(n int) []glyph {
	row := make([]glyph, n)
	for i := range row {
		row[i] = glyph{text: " ", source: -1, piece: noPiece, width: 1}
	}
	return row
}

// margins returns the blanks before and behind a cell.
func margins(a extast.Alignment, free int) (left, right int) {
	switch a {
	case extast.AlignRight:
		return free, 0
	case extast.AlignCenter:
		return free / 2, free - free/2
	case extast.AlignLeft, extast.AlignNone:
	}
	return 0, free
}

func columnsOf(row []glyph) int {
	n := 0
	for _, g := range row {
		n += int(g.width)
	}
	return n
}
