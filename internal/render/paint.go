package render

import (
	"sort"

	uv "github.com/charmbracelet/ultraviolet"
)

// paint makes a line of cells of a row of glyphs.
func (p *Page) paint(l *laid, row []glyph, at Place, offset int) Line {
	width := columnsOf(row)
	line := Line{Cells: make(uv.Line, 0, width), Place: at, Offset: offset, sources: make([]int, 0, width)}
	for i := range row {
		g := &row[i]
		run := Run{X0: len(line.Cells), Annotation: -1, Found: -1, Mark: -1}
		role, link := RolePlain, uv.Link{}
		var of *piece
		switch {
		case g.piece == dimPiece:
			role = RoleDim
		case g.piece == barPiece:
			role = RoleRule
		case g.piece >= 0:
			piece := &l.pieces[g.piece]
			of = piece
			if role = piece.role; g.later {
				role = RoleRewritten
			}
			run.Annotation, run.Part = piece.annotation, piece.part
			if piece.link != nil {
				run.Link = &piece.link.Link
				link = piece.link.cell
			}
		}
		run.Found, run.Mark = p.foundAt(g, run.Annotation), p.markAt(g, of)
		line.Cells = append(line.Cells, p.cell(g, l.styles[g.style], role, run, link))
		line.sources = append(line.sources, g.source)
		if g.width == 2 {
			line.Cells = append(line.Cells, uv.Cell{})
			line.sources = append(line.sources, g.source)
		}
		run.X1 = len(line.Cells)
		line.Runs = withRun(line.Runs, run)
	}
	return line
}

func (p *Page) cell(g *glyph, style uv.Style, role Role, run Run, link uv.Link) uv.Cell {
	t := p.view.Theme
	if style.Fg == nil {
		style.Fg = t.base
	}
	style = t.Look(role, style)
	if run.Mark >= 0 {
		style = t.under(p.marks.roles[run.Mark], style)
	}
	if run.Found >= 0 {
		style = t.Look(RoleFound, style)
	}
	return uv.Cell{Content: g.text, Width: int(g.width), Style: style, Link: link}
}

// foundAt returns the hit of the search that a glyph belongs to. A fix belongs to the hit that touches what it stands for.
func (p *Page) foundAt(g *glyph, annotation int) int {
	if len(p.found) == 0 || g.source < 0 {
		return -1
	}
	start, end := g.source, g.source+1
	if annotation >= 0 && p.view.Mode == Fixed {
		start, end = p.annotations[annotation].Span.Start, p.annotations[annotation].Span.End
	}
	i := sort.Search(len(p.found), func(i int) bool { return p.found[i].End > start })
	if i < len(p.found) && p.found[i].Start < end {
		return i
	}
	return -1
}

// withRun adds a run or makes the last one longer.
func withRun(runs []Run, r Run) []Run {
	if r.Annotation < 0 && r.Found < 0 && r.Mark < 0 && r.Link == nil {
		return runs
	}
	if n := len(runs); n > 0 {
		last := &runs[n-1]
		if last.X1 == r.X0 && last.Annotation == r.Annotation && last.Part == r.Part && last.Found == r.Found && last.Mark == r.Mark && last.Link == r.Link {
			last.X1 = r.X1
			return runs
		}
	}
	return append(runs, r)
}
