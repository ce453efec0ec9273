package screen

import (
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

// cell is what stands in one column of a row. The second column of a wide sign holds the sign again, with width 0,
// so that what differs never ends inside a sign.
type cell struct {
	text  string
	look  look
	width int8
}

var blank = cell{text: " ", look: unseen, width: 1}

// grid is the cells of a frame, row by row.
type grid [][]cell

func (g *grid) size() (width, height int) {
	if len(*g) == 0 {
		return 0, 0
	}
	return len((*g)[0]), len(*g)
}

// resize makes a grid of blanks of the given size.
func (g *grid) resize(width, height int) {
	cells := make([]cell, width*height)
	for i := range cells {
		cells[i] = blank
	}
	*g = make(grid, height)
	for y := range *g {
		(*g)[y] = cells[y*width : (y+1)*width : (y+1)*width]
	}
}

// copy makes it what another one is.
func (g *grid) copy(from grid) {
	if w, h := from.size(); len(*g) != h || h > 0 && len((*g)[0]) != w {
		g.resize(w, h)
	}
	for y := range from {
		copy((*g)[y], from[y])
	}
}

func wipe(row []cell) {
	for x := range row {
		row[x] = blank
	}
}

// take copies a frame.
func (g *grid) take(frame uv.Screen, looks *looks, profile colorprofile.Profile) {
	bounds := frame.Bounds()
	if w, h := g.size(); w != bounds.Dx() || h != bounds.Dy() {
		g.resize(bounds.Dx(), bounds.Dy())
	}
	for y, row := range *g {
		for x := 0; x < len(row); {
			x += put(row[x:], frame.CellAt(bounds.Min.X+x, bounds.Min.Y+y), looks, profile)
		}
	}
}

// put writes a cell at the start of a row and returns how many columns it took.
func put(row []cell, c *uv.Cell, looks *looks, profile colorprofile.Profile) int {
	if c == nil || c.Content == "" || c.Width <= 0 || c.Width > len(row) {
		row[0] = blank
		return 1
	}
	n := looks.of(c, profile)
	if c.Content == " " && looks.bare(n) {
		n = unseen
	}
	row[0] = cell{text: c.Content, look: n, width: int8(c.Width)}
	for x := 1; x < c.Width; x++ {
		row[x] = cell{text: c.Content, look: n}
	}
	return c.Width
}
