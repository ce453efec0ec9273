package list

import (
	"fmt"
	"image"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The measures of the shelf, in cells.
const (
	previewFrom  = 90 // the width that has room for a preview
	shelfLeast   = 38
	shelfMost    = 64
	previewMost  = 84
	footMost     = 6
	leastSite    = 6
	headFrom     = 8 // the height that has room for the head
	compactBelow = 7 // the height below which an article takes one row
)

// parts is where things stand in the shelf's rectangle.
type parts struct {
	head           bool
	shelf, preview image.Rectangle
	bar            int // column of the line between them
	pitch          int // rows from one article to the next
}

// split divides the shelf's rectangle.
func split(width, height, items int) parts {
	p := parts{shelf: image.Rect(0, 0, width, height), pitch: 2}
	if height >= headFrom {
		p.head = true
		p.shelf.Min.Y = 2
	}
	switch room := p.shelf.Dy(); {
	case room < compactBelow:
		p.pitch = 1
	case items*4-1 <= room:
		p.pitch = 4
	case items*3-1 <= room:
		p.pitch = 3
	}
	if width >= previewFrom {
		p.bar = min(max(width*2/5, shelfLeast), shelfMost)
		p.preview = image.Rect(p.bar+3, p.shelf.Min.Y, min(width-2, p.bar+3+previewMost), height)
		p.shelf.Max.X = p.bar
	}
	return p
}

// rows is the number of articles that the screen has room for.
func (p parts) rows() int {
	if p.pitch == 0 {
		return 1
	}
	spare := min(max(p.pitch-2, 0), 1) // the last needs no blank row under it
	return max((p.shelf.Dy()+spare)/p.pitch, 1)
}

// Draw paints the shelf into area.
func (l *List) Draw(canvas *lipgloss.Canvas, area image.Rectangle) {
	if l.parts.head {
		l.drawHead(canvas, area)
	}
	shelf := l.parts.shelf.Add(area.Min)
	for i, index := range l.Visible() {
		l.drawItem(canvas, shelf, shelf.Min.Y+i*l.parts.pitch, index, l.first+i == l.selected)
	}
	if len(l.shown) == 0 {
		l.drawEmpty(canvas, shelf)
	}
	if !l.parts.preview.Empty() {
		for y := shelf.Min.Y; y < area.Max.Y; y++ {
			theme.Put(canvas, area.Min.X+l.parts.bar, y, 1, "│", l.look.Theme.Rule)
		}
		l.drawPreview(canvas, l.parts.preview.Add(area.Min))
	}
}

func (l *List) drawHead(canvas *lipgloss.Canvas, area image.Rectangle) {
	t := l.look.Theme
	x, y := area.Min.X+1, area.Min.Y
	used := theme.Put(canvas, x, y, area.Dx()-2, "reader", t.Strong)
	if room := area.Dx() - used - 5; room > 10 {
		theme.PutRight(canvas, area.Max.X-1, y, room, l.total(), t.Dim)
	}
	theme.Rule(canvas, x, y+1, area.Dx()-2, t.Rule)
}

// total says how much is on the shelf.
func (l *List) total() string {
	var notes []string
	if name := orders[l.order].name; name != "" {
		notes = append(notes, name)
	}
	if l.query != "" {
		notes = append(notes, fmt.Sprintf("%d of %d articles", len(l.shown), len(l.items)))
		return strings.Join(notes, " · ")
	}
	notes = append(notes, plural(len(l.items), "article", "articles"))
	fixes := 0
	for _, item := range l.items {
		if item.Fixes < 0 {
			return strings.Join(notes, " · ")
		}
		fixes += item.Fixes
	}
	if len(l.items) > 0 {
		notes = append(notes, plural(fixes, "fix", "fixes"))
	}
	return strings.Join(notes, " · ")
}

func (l *List) drawItem(canvas *lipgloss.Canvas, shelf image.Rectangle, y, index int, selected bool) {
	t, item := l.look.Theme, l.items[index]
	x, width := shelf.Min.X+3, shelf.Dx()-4
	rows := l.rowsOf(item, width)
	style := t.Text
	if selected {
		style = t.Strong
	}
	for i, row := range rows {
		if y+i >= shelf.Max.Y {
			break
		}
		if selected {
			theme.Put(canvas, shelf.Min.X, y+i, 1, "▌", t.Selected)
		}
		if i == 0 && !item.Begun {
			theme.Put(canvas, shelf.Min.X+1, y, 1, "●", t.Accent)
		}
		if i > 0 && i == len(rows)-1 {
			style = t.Dim
		}
		theme.Put(canvas, x, y+i, width, row, style)
	}
}

// rowsOf is the title of an item and, where there is room, what else is known of it.
func (l *List) rowsOf(item Item, width int) []string {
	if l.parts.pitch == 1 {
		return []string{theme.Fit(item.Title, width)}
	}
	title := []string{theme.Fit(item.Title, width)}
	if l.parts.pitch == 4 {
		if title = theme.Wrap(item.Title, width); len(title) > 2 {
			title = []string{title[0], theme.Fit(strings.Join(title[1:], " "), width)}
		}
	}
	return append(title, item.about(width))
}

// about is the last row of an item. Where it is too long, the site gives way.
func (i Item) about(width int) string {
	if i.Trouble != "" {
		return theme.Fit(i.Trouble, width)
	}
	var before, after string
	if !i.Published.IsZero() {
		before = i.Published.Format("Jan 2006") + " · "
	}
	if i.Fixes >= 0 {
		after = " · " + plural(i.Fixes, "fix", "fixes")
	}
	switch {
	case i.Begun && i.Read >= 1:
		after += " · read"
	case i.Begun:
		after += fmt.Sprintf(" · %d%%", int(i.Read*100))
	}
	room := width - theme.Width(before) - theme.Width(after)
	if i.Site == "" || room < leastSite {
		return theme.Fit(strings.TrimSuffix(before, " · ")+after, width)
	}
	return before + theme.Fit(i.Site, room) + after
}

func (l *List) drawEmpty(canvas *lipgloss.Canvas, shelf image.Rectangle) {
	t := l.look.Theme
	text := "The shelf is empty. Open a file with: reader FILE"
	if len(l.items) > 0 {
		text = "Nothing on the shelf has “" + l.query + "”. esc shows all again."
	}
	for i, line := range theme.Wrap(text, shelf.Dx()-4) {
		if y := shelf.Min.Y + i; y < shelf.Max.Y {
			theme.Put(canvas, shelf.Min.X+3, y, shelf.Dx()-4, line, t.Dim)
		}
	}
}

// drawPreview paints the start of the article and under it who and what it names.
func (l *List) drawPreview(canvas *lipgloss.Canvas, area image.Rectangle) {
	if l.preview == nil {
		return
	}
	t := l.look.Theme
	foot := l.foot(area.Dx(), min(area.Dy()/3, footMost))
	text := area
	if len(foot) > 0 {
		text.Max.Y -= len(foot) + 1
	}
	for y, line := range l.lines {
		if text.Min.Y+y >= text.Max.Y {
			break
		}
		for x := range min(len(line.Cells), text.Dx()) {
			if c := line.Cells[x]; c.Width > 0 && x+c.Width <= text.Dx() {
				canvas.SetCell(text.Min.X+x, text.Min.Y+y, &c)
			}
		}
	}
	y := min(text.Min.Y+len(l.lines)+1, text.Max.Y+1)
	for i, line := range foot {
		if y+i < area.Max.Y {
			theme.Put(canvas, area.Min.X, y+i, area.Dx(), line, t.Dim)
		}
	}
}

// foot is what stands under the preview, in at most rows rows.
func (l *List) foot(width, rows int) []string {
	var lines []string
	if l.preview.Summary != "" {
		lines = theme.Wrap(l.preview.Summary, width)
	}
	lines = append(lines, flow(l.preview.Cast, width)...)
	return lines[:max(min(len(lines), rows), 0)]
}

// flow puts entries side by side and never breaks one.
func flow(entries []string, width int) []string {
	var lines []string
	line := ""
	for _, e := range entries {
		switch {
		case line == "":
			line = theme.Fit(e, width)
		case theme.Width(line)+3+theme.Width(e) <= width:
			line += " · " + e
		default:
			lines = append(lines, line)
			line = theme.Fit(e, width)
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
