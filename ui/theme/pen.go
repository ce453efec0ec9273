package theme

import (
	"image"
	"strings"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// Put writes text from (x, y) to the right in at most width cells and returns the number of cells it took.
// What does not fit is left away; a wide character is never cut in two.
func Put(scr uv.Screen, x, y, width int, text string, style uv.Style) int {
	used := 0
	for text != "" {
		cluster, rest, w := next(text)
		text = rest
		if w == 0 {
			continue
		}
		if used+w > width {
			break
		}
		scr.SetCell(x+used, y, &uv.Cell{Content: cluster, Width: w, Style: style})
		used += w
	}
	return used
}

// PutRight writes text so that it ends before the cell (right, y) and returns the cells it took.
func PutRight(scr uv.Screen, right, y, width int, text string, style uv.Style) int {
	text = Fit(text, width)
	w := Width(text)
	return Put(scr, right-w, y, w, text, style)
}

// Rule draws a horizontal rule.
func Rule(scr uv.Screen, x, y, width int, style uv.Style) {
	Put(scr, x, y, width, strings.Repeat("─", max(width, 0)), style)
}

// Blank empties an area.
func Blank(scr uv.Screen, area image.Rectangle) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			scr.SetCell(x, y, nil)
		}
	}
}

// Paint puts the theme's paper under all that stands on a screen.
func (t *Theme) Paint(scr uv.Screen) {
	if t.Page.Paper == nil {
		return
	}
	area := scr.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if c := scr.CellAt(x, y); c != nil && c.Width > 0 {
				c.Style = t.Page.OnPaper(c.Style)
			}
		}
	}
}

// The smallest area that has a border.
const (
	leastBox     = 8
	leastBoxRows = 4
	air          = 1 // blank columns on either side, so that no word runs into a border
)

// Box empties an area and a little beside it, draws a border round it with a title in its upper edge, and returns what is left inside,
// one cell of air on the left and the right included. An area too small for a border is returned as it is.
func Box(scr uv.Screen, area image.Rectangle, title string, t *Theme) image.Rectangle {
	w, h := area.Dx(), area.Dy()
	Blank(scr, image.Rect(area.Min.X-air, area.Min.Y, area.Max.X+air, area.Max.Y).Intersect(scr.Bounds()))
	if w < leastBox || h < leastBoxRows {
		return area
	}
	x, y, right, bottom := area.Min.X, area.Min.Y, area.Max.X-1, area.Max.Y-1
	Put(scr, x, y, w, "╭"+strings.Repeat("─", w-2)+"╮", t.Rule)
	Put(scr, x, bottom, w, "╰"+strings.Repeat("─", w-2)+"╯", t.Rule)
	for row := y + 1; row < bottom; row++ {
		Put(scr, x, row, 1, "│", t.Rule)
		Put(scr, right, row, 1, "│", t.Rule)
	}
	if title != "" {
		Put(scr, x+1, y, w-2, " "+Fit(title, w-9)+" ", t.Strong)
	}
	return image.Rect(x+2, y+1, right-1, bottom)
}

// More marks in the edges of a box that it holds more above, or below, than it shows.
func More(scr uv.Screen, area image.Rectangle, above, below bool, t *Theme) {
	if area.Dx() < leastBox || area.Dy() < leastBoxRows {
		return
	}
	if above {
		PutRight(scr, area.Max.X-2, area.Min.Y, 3, " ↑ ", t.Dim)
	}
	if below {
		PutRight(scr, area.Max.X-2, area.Max.Y-1, 3, " ↓ ", t.Dim)
	}
}

// Width is the number of cells that text takes.
func Width(text string) int {
	n := 0
	for text != "" {
		_, rest, w := next(text)
		text, n = rest, n+w
	}
	return n
}

// Fit cuts text to at most width cells, with an ellipsis where something was cut off.
func Fit(text string, width int) string {
	if Width(text) <= width {
		return text
	}
	if width <= 0 {
		return ""
	}
	var b strings.Builder
	used := 0
	for text != "" {
		cluster, rest, w := next(text)
		if used+w > width-1 {
			break
		}
		b.WriteString(cluster)
		text, used = rest, used+w
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

// next cuts the first sign off, as a page would show it.
func next(text string) (sign, rest string, width int) {
	if c := text[0]; c >= ' ' && c < 0x7f && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		return text[:1], text[1:], 1
	}
	sign, width, n := render.Sign(text)
	if sign == "" || sign[0] < ' ' || sign[0] == 0x7f {
		return "", text[n:], 0
	}
	return sign, text[n:], width
}
