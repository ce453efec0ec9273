package list

import (
	"fmt"
	"image"
	"strconv"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
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
	leastName    = 6
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
	rows := l.parts.shelf.Add(area.Min)
	for i, row := range l.visible() {
		l.drawItem(canvas, rows, rows.Min.Y+i*l.parts.pitch, l.rows.row(int(row)), l.first+i == l.selected)
	}
	if len(l.shown) == 0 {
		l.drawEmpty(canvas, rows)
	}
	if !l.parts.preview.Empty() {
		for y := rows.Min.Y; y < area.Max.Y; y++ {
			theme.Put(canvas, area.Min.X+l.parts.bar, y, 1, "│", l.look.Theme.Rule)
		}
		l.drawPreview(canvas, l.parts.preview.Add(area.Min))
	}
}

func (l *List) drawHead(canvas *lipgloss.Canvas, area image.Rectangle) {
	t := l.look.Theme
	x, y := area.Min.X+1, area.Min.Y
	used := theme.Put(canvas, x, y, area.Dx()-2, "reader", t.Strong)
	if l.head.Name != "" {
		used += theme.Put(canvas, x+used, y, area.Dx()-2-used, " · ", t.Dim)
		used += theme.Put(canvas, x+used, y, area.Dx()-2-used, theme.Fit(l.head.Name, max(area.Dx()/2-used, leastName)), t.Text)
	}
	if room := area.Dx() - used - 5; room > 10 {
		theme.PutRight(canvas, area.Max.X-1, y, room, l.total(), t.Dim)
	}
	theme.Rule(canvas, x, y+1, area.Dx()-2, t.Rule)
}

// total says how much is on the shelf.
func (l *List) total() string {
	var notes []string
	if n := len(l.marked); n > 0 {
		notes = append(notes, count(n)+" marked")
	}
	if name := l.orderName(); name != "" {
		notes = append(notes, name)
	}
	all := max(l.rows.Len(), l.head.Expect)
	if !l.head.Coming {
		all = l.rows.Len()
	}
	if l.query != "" {
		notes = append(notes, count(len(l.shown))+" of "+plural(all, "article", "articles"))
		return strings.Join(notes, " · ")
	}
	notes = append(notes, plural(all, "article", "articles"))
	if l.head.Name != "" {
		return strings.Join(notes, " · ")
	}
	fixes := 0
	for i := range l.rows.all {
		if l.rows.all[i].fixes < 0 {
			return strings.Join(notes, " · ")
		}
		fixes += int(l.rows.all[i].fixes)
	}
	if l.rows.Len() > 0 {
		notes = append(notes, plural(fixes, "fix", "fixes"))
	}
	return strings.Join(notes, " · ")
}

func (l *List) drawItem(canvas *lipgloss.Canvas, area image.Rectangle, y int, row shelf.Row, selected bool) {
	t := l.look.Theme
	x, width := area.Min.X+3, area.Dx()-4
	lines := l.linesOf(&row, width)
	style := t.Text
	if selected {
		style = t.Strong
	}
	_, marked := l.marked[row.ID]
	for i, line := range lines {
		if y+i >= area.Max.Y {
			break
		}
		if selected {
			theme.Put(canvas, area.Min.X, y+i, 1, "▌", t.Selected)
		}
		switch {
		case i > 0:
		case marked:
			theme.Put(canvas, area.Min.X+1, y, 1, "✓", t.Selected)
		case row.State == shelf.Unread:
			theme.Put(canvas, area.Min.X+1, y, 1, "●", t.Accent)
		}
		if i > 0 && i == len(lines)-1 {
			style = t.Dim
		}
		theme.Put(canvas, x, y+i, width, line, style)
	}
}

// linesOf is the title of a row and, where there is room, what else is known of it.
func (l *List) linesOf(row *shelf.Row, width int) []string {
	star := ""
	if row.Starred {
		star = "★ "
	}
	if l.parts.pitch == 1 {
		return []string{theme.Fit(star+row.Title, width)}
	}
	title := []string{theme.Fit(row.Title, width)}
	if l.parts.pitch == 4 {
		if title = theme.Wrap(row.Title, width); len(title) > 2 {
			title = []string{title[0], theme.Fit(strings.Join(title[1:], " "), width)}
		}
	}
	if why := l.trouble[row.ID]; why != "" {
		return append(title, theme.Fit(why, width))
	}
	return append(title, star+about(row, width-theme.Width(star)))
}

// about is the last line of a row. Where it is too long, the site gives way.
func about(r *shelf.Row, width int) string {
	var before, after string
	switch {
	case !r.Published.IsZero():
		before = r.Published.Format("Jan 2006") + " · "
	case r.Added > 0:
		before = "added " + time.Unix(r.Added, 0).Format("2 Jan 2006") + " · "
	}
	if r.Fixes >= 0 {
		after = " · " + plural(int(r.Fixes), "fix", "fixes")
	}
	switch r.State {
	case shelf.Unread:
	case shelf.Begun:
		after += fmt.Sprintf(" · %d%%", int(r.Share*100))
	case shelf.Read:
		after += " · read"
	}
	if r.Archived {
		after += " · archived"
	}
	room := width - theme.Width(before) - theme.Width(after)
	if r.Site == "" || room < leastSite {
		return theme.Fit(strings.TrimPrefix(strings.TrimSuffix(before, " · ")+after, " · "), width)
	}
	return before + theme.Fit(r.Site, room) + after
}

func (l *List) drawEmpty(canvas *lipgloss.Canvas, area image.Rectangle) {
	t := l.look.Theme
	text := l.head.Empty
	switch {
	case l.rows.Len() > 0:
		text = "Nothing on the shelf has “" + l.query + "”. esc shows all again."
	case l.head.Coming:
		text = "Reading the library …"
	case text == "":
		text = "The shelf is empty. Open a file with: reader FILE"
	}
	for i, line := range theme.Wrap(text, area.Dx()-4) {
		if y := area.Min.Y + i; y < area.Max.Y {
			theme.Put(canvas, area.Min.X+3, y, area.Dx()-4, line, t.Dim)
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
	return count(n) + " " + many
}

// count writes a number, a great one with commas.
func count(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0 && n >= 10_000; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
