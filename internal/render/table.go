package render

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// table is what the rows of a table have in common.
type table struct {
	alignments []extast.Alignment
	rows       []*leaf

	measured bool
	view     View     // for which the rest is good
	edition  int      // of the annotations, likewise
	widths   []int    // nil where the columns do not fit beside each other
	heads    []string // what the cells of the head show
	wrapped  bool     // cells go over more than one line
}

// Columns are measured by at most so many rows, taken from all over the table.
const measuredRows = 200

// A column is as wide as its longest word, or as this, where words are longer. Where the page is too narrow for that the cells stand
// below each other.
const longestWord = 12

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
		l.apart = len(t.rows) > 0 && (len(t.rows) > 1 || !t.rows[0].head)
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

// measure finds out how a table fits into a width.
func (p *Page) measure(c *chunk, t *table, width int) {
	if t.measured && t.view == p.view && t.edition == p.edition {
		return
	}
	t.measured, t.view, t.edition = true, p.view, p.edition
	t.heads = nil
	widths, words := make([]int, len(t.alignments)), make([]int, len(t.alignments))
	step := max(1, len(t.rows)/measuredRows)
	for i := 0; i < len(t.rows); i += step {
		m, _ := p.compose(c, t.rows[i])
		shown := m.byCell()
		drawn := shown
		if p.view.Theme.signs() {
			drawn = p.cells(c, t.rows[i], &laid{styles: []uv.Style{{}}})
		}
		for j, glyphs := range shown {
			if j < len(widths) {
				widths[j] = max(widths[j], columnsOf(drawn[j]))
				words[j] = max(words[j], longestOf(drawn[j]))
			}
			if t.rows[i].head {
				t.heads = append(t.heads, strings.TrimSpace(textOf(glyphs)))
			}
		}
	}
	t.widths, t.wrapped = fit(widths, words, width-gridGap*(len(widths)-1))
}

// byCell returns what each cell of a composed row shows.
func (m *composer) byCell() [][]glyph {
	cells := make([][]glyph, len(m.leaf.cells))
	for _, piece := range m.pieces {
		cells[piece.cell] = append(cells[piece.cell], m.shown[piece.from:piece.to]...)
	}
	return cells
}

func textOf(row []glyph) string {
	var b strings.Builder
	for _, g := range row {
		b.WriteString(g.text)
	}
	return b.String()
}

// longestOf returns the width of the longest stretch at which no row may end.
func longestOf(row []glyph) int {
	longest, word := 0, 0
	for i, g := range row {
		if isBlank(g) || i > 0 && mayEnd(row, i) {
			word = 0
		}
		if !isBlank(g) {
			word += int(g.width)
		}
		longest = max(longest, word)
	}
	return longest
}

// fit makes columns narrower, the widest first, until they fit into a width together; none becomes narrower than its words. It returns
// nil where that is not enough, and whether cells have to be wrapped.
func fit(widths, words []int, width int) (fitted []int, wrapped bool) {
	total := 0
	for i := range widths {
		widths[i] = max(min(widths[i], max(width, 1)), 1)
		words[i] = min(max(words[i], 1), longestWord, widths[i])
		total += widths[i]
	}
	for total > width {
		widest := -1
		for i, w := range widths {
			if w > words[i] && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return nil, true
		}
		widths[widest]--
		total--
		wrapped = true
	}
	return widths, wrapped
}

// row lays a row of a table out: its cells beside each other, or below each other where the page is too narrow.
func (p *Page) row(c *chunk, l *leaf, width int, out *laid) [][]glyph {
	cells := p.cells(c, l, out)
	p.measure(c, l.table, width)
	if l.table.widths == nil {
		return p.below(l, cells, width)
	}
	return p.beside(l, cells, l.table.widths)
}

// below puts the cells of a row below each other, each behind what its column is called.
func (p *Page) below(l *leaf, cells [][]glyph, width int) [][]glyph {
	const (
		further  = 2
		needs    = 12 // columns
		ruleMost = 24
	)
	hang := 0
	if width >= needs {
		hang = further
	}
	var rows [][]glyph
	if l.head {
		var all []glyph
		for _, cell := range cells {
			if len(all) > 0 && len(cell) > 0 {
				all = append(all, p.ours(" · ")...)
			}
			all = append(all, cell...)
		}
		return append(wrap(all, width), p.ours(strings.Repeat(p.grid().line, min(width, ruleMost))))
	}
	for i, cell := range cells {
		if len(cell) == 0 {
			continue
		}
		if i < len(l.table.heads) && l.table.heads[i] != "" {
			cell = append(p.ours(l.table.heads[i]+": "), cell...)
		}
		for y, row := range wrap(cell, width-hang) {
			if y > 0 {
				row = append(p.blank(hang), row...)
			}
			rows = append(rows, row)
		}
	}
	if l.apart {
		rows = append([][]glyph{nil}, rows...)
	}
	return rows
}

// beside puts the wrapped cells of a row beside each other. Where cells take several lines a line of air parts the rows.
func (p *Page) beside(l *leaf, cells [][]glyph, widths []int) [][]glyph {
	columns := make([][][]glyph, len(widths))
	height := 1
	for i, w := range widths {
		if i < len(cells) {
			columns[i] = wrap(cells[i], w)
		}
		height = max(height, len(columns[i]))
	}
	var rows [][]glyph
	if l.table.wrapped && l.apart {
		rows = append(rows, p.gridRow(l, make([][][]glyph, len(widths)), widths, 0))
	}
	for y := range height {
		rows = append(rows, p.gridRow(l, columns, widths, y))
	}
	if l.head {
		g := p.grid()
		rule := make([]string, len(widths))
		for i, w := range widths {
			rule[i] = strings.Repeat(g.line, w)
		}
		rows = append(rows, p.ours(strings.Join(rule, g.cross)))
	}
	return rows
}

// gridRow is one line of a row.
func (p *Page) gridRow(l *leaf, columns [][][]glyph, widths []int, y int) []glyph {
	var row []glyph
	for i, w := range widths {
		if i > 0 {
			row = append(row, p.ours(p.grid().gap)...)
		}
		var part []glyph
		if y < len(columns[i]) {
			part = p.narrow(columns[i][y], w)
		}
		left, right := margins(l.table.alignments[i], w-columnsOf(part))
		row = append(append(append(row, p.blank(left)...), part...), p.blank(right)...)
	}
	return trimRight(row)
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
