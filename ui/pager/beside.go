package pager

import (
	"image"

	"charm.land/lipgloss/v2"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// besideFrom is the width that has room for two columns of text.
const besideFrom = 60

// beside is the original to the left of the text, scrolled with it.
type beside struct {
	on    bool
	page  *render.Page
	lines []render.Line
	rows  []int // the row of each line
	left  int   // first column
}

// halve divides the width between the original, whose first column is returned as well, and the text.
func halve(width, measure int, c columns) (text columns, original int) {
	const middle = 3 // a line, and a blank on either side of it
	c.text = max(min((width-middle-2)/2, measure), 1)
	original = max((width-2*c.text-middle)/2, 0)
	c.left = original + c.text + middle
	c.notes, c.note = 0, 0
	return c, original
}

func (b *beside) setView(v render.View) {
	if b.on {
		v.Mode = render.Original
		b.page.SetView(v)
	}
}

func (b *beside) setAnnotations(anns []annotate.Annotation) {
	if b.on {
		b.page.SetAnnotations(anns)
	}
}

// fill fetches the lines that belong beside those of a screen.
func (b *beside) fill(text []render.Line, offset int, start bool, rows int) {
	if !b.on {
		return
	}
	at := b.page.At(offset)
	if start {
		at = b.page.Top()
	}
	b.lines = b.page.Lines(at, rows)
	b.rows = align(b.lines, text)
}

// align puts lines into rows so that each block starts beside the block of text that was made from the same source,
// or below it where the block before it is too long.
func align(lines, text []render.Line) []int {
	starts := map[int]int{} // rows in which blocks of text start, by source offset
	for y := range text {
		if startsBlock(text, y) {
			starts[text[y].Offset] = y
		}
	}
	rows := make([]int, len(lines))
	row := 0
	for i := range lines {
		if beside, ok := starts[lines[i].Offset]; ok && startsBlock(lines, i) {
			row = max(row, beside)
		}
		rows[i] = row
		row++
	}
	return rows
}

func startsBlock(lines []render.Line, i int) bool {
	return render.Text(lines[i]) != "" && (i == 0 || render.Text(lines[i-1]) == "")
}

// toggleBeside shows or hides the original beside the text.
func (p *Pager) toggleBeside() Action {
	if !p.beside.on && p.width < besideFrom {
		return Say{"the window is too narrow for two columns"}
	}
	p.beside = beside{on: !p.beside.on}
	if p.beside.on {
		p.beside.page = render.NewPage(p.document, p.anns)
		p.beside.page.SetMarks(p.pageMarks())
		if p.look.Mode == render.Original {
			defer p.setView()
			return p.setMode(render.Fixed)
		}
	}
	p.setView()
	return nil
}

func (p *Pager) drawBeside(canvas *lipgloss.Canvas, area image.Rectangle) {
	for y := area.Min.Y + p.columns.head; y < area.Max.Y; y++ {
		theme.Put(canvas, area.Min.X+p.columns.left-2, y, 1, "│", p.look.Theme.Rule)
	}
	for i, line := range p.beside.lines {
		if y := area.Min.Y + p.columns.head + p.beside.rows[i]; y < area.Max.Y {
			p.drawLine(canvas, area.Min.X+p.beside.left, y, line)
		}
	}
}
