package pager

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// Draw paints the article into area.
func (p *Pager) Draw(canvas *lipgloss.Canvas, area image.Rectangle) {
	text := area
	text.Min.X += p.columns.left
	text.Min.Y += p.columns.head
	for y, line := range p.lines {
		if text.Min.Y+y >= area.Max.Y {
			break
		}
		p.drawLine(canvas, text.Min.X, text.Min.Y+y, line)
	}
	if p.beside.on {
		p.drawBeside(canvas, area)
	}
	for _, n := range p.notes {
		p.drawNote(canvas, area.Min.X+p.columns.notes, text.Min.Y+n.row, area.Max.Y, n)
	}
	if p.linking.on {
		p.drawHints(canvas, area)
	}
	if p.peek {
		p.drawPeek(canvas, area)
	}
}

func (p *Pager) drawLine(canvas *lipgloss.Canvas, x, y int, line render.Line) {
	page := p.look.Theme.Page
	p.drawLetter(canvas, x-1, y, line)
	chosen, linking := p.ChosenLink()
	next := 0
	for col := range min(len(line.Cells), p.columns.text) {
		cell := line.Cells[col]
		if cell.Width == 0 || col+cell.Width > p.columns.text {
			continue
		}
		for next < len(line.Runs) && line.Runs[next].X1 <= col {
			next++
		}
		if next < len(line.Runs) && line.Runs[next].X0 <= col && (p.isCurrent(line.Runs[next]) || linking && inLink(line.Runs[next], chosen)) {
			cell.Style = page.Look(render.RoleCurrent, cell.Style)
			cell.Link = uv.Link{} // comes back with the old look, and is opened anew then
		}
		if p.selected.on {
			cell.Style = p.selectedStyle(line, col, cell.Style)
		}
		canvas.SetCell(x+col, y, &cell)
	}
}

// selectedStyle shows what is selected, fixes and all, in one piece.
func (p *Pager) selectedStyle(line render.Line, col int, style uv.Style) uv.Style {
	if at, ok := p.page.SourceAt(line, col); ok && p.selected.span().Contains(at) {
		return p.look.Theme.Page.Look(render.RoleSelected, uv.Style{})
	}
	return style
}

func (p *Pager) isCurrent(r render.Run) bool {
	if p.selected.on || p.linking.on {
		return false
	}
	return p.isCurrentMark(r) || r.Annotation >= 0 && r.Annotation == p.current || r.Found >= 0 && r.Found == p.found.current
}

func (p *Pager) drawNote(canvas *lipgloss.Canvas, x, y, end int, n note) {
	style := p.noteStyle(n)
	for i, row := range n.rows {
		if y+i < end {
			theme.Put(canvas, x, y+i, p.columns.note, row, style)
		}
	}
}

// drawPeek puts the other wording of the current fix on a label under it: the machine's words where the fix is shown, the fix elsewhere.
func (p *Pager) drawPeek(canvas *lipgloss.Canvas, area image.Rectangle) {
	spot := p.Spot()
	if spot.Empty() {
		return
	}
	a := p.anns[p.current]
	words := p.wording(p.current)
	if p.look.Mode == render.Original || p.look.Mode == render.Marked {
		words = document.CleanLine(a.Fix)
		if words == "" {
			words = "(left out)"
		}
	}
	label := " " + theme.Fit(words, max(area.Dx()-2, 1)) + " "
	width := theme.Width(label)
	x := min(area.Min.X+spot.Min.X-1, area.Max.X-width)
	y := area.Min.Y + spot.Max.Y
	if y >= area.Max.Y {
		y = area.Min.Y + spot.Min.Y - 1
	}
	theme.Put(canvas, max(x, area.Min.X), max(y, area.Min.Y), area.Dx(), label, p.look.Theme.Peek)
}

// Status says in a few words where the reader is: mode, fix, search, share of the text.
func (p *Pager) Status() string {
	parts := []string{p.look.Mode.String()}
	if p.linking.on {
		all := p.linksInView()
		parts = append(parts, fmt.Sprintf("link %d of %d", min(p.chosenLink(all)+1, len(all)), len(all)))
	}
	if p.selected.on {
		parts = append(parts, map[bool]string{false: "point", true: "select"}[p.selected.anchored])
		if g := p.selected.grain; g != byWord {
			parts = append(parts, "by "+grainNames[g])
		}
	}
	if mark := p.markStatus(); mark != "" {
		parts = append(parts, mark)
	}
	switch at, all := p.order(); {
	case p.anns == nil, all == 0 && p.missing != nil:
		parts = append(parts, "…")
	case all == 0:
		parts = append(parts, "no fixes")
	case p.Current() >= 0:
		parts = append(parts, fmt.Sprintf("%d/%d", at, all)+p.more())
	default:
		parts = append(parts, plural(all, "fix", "fixes")+p.more())
	}
	if p.found.live() {
		parts = append(parts, fmt.Sprintf("/%s %d of %d", p.found.query, p.found.current+1, len(p.found.spans)))
	}
	parts = append(parts, fmt.Sprintf("%d%%", int(p.Share()*100)))
	if d := p.count.digits; d != "" && !p.onlyModes() {
		parts = append(parts, d+"_")
	}
	return strings.Join(parts, " · ")
}

// more tells that there are more fixes to come than are known.
func (p *Pager) more() string {
	if p.missing != nil {
		return "…"
	}
	return ""
}

// Subject is the current fix in one line, machine's words first; "" where none is on the screen or a side note tells it.
func (p *Pager) Subject() string {
	i := p.Current()
	if m := p.CurrentMark(); m != nil && !p.selected.on && !p.linking.on {
		return markSubject(m)
	}
	if i < 0 || p.selected.on || p.linking.on {
		return ""
	}
	if slices.ContainsFunc(p.notes, p.tells) {
		return ""
	}
	fix := document.CleanLine(p.anns[i].Fix)
	if fix == "" {
		fix = "(left out)"
	}
	return p.wording(i) + " → " + fix
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
