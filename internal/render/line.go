package render

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"

	"github.com/charmbracelet/colorprofile"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Line is one row of a page. Cells are indexed by column: a wide sign is followed by an empty cell.
type Line struct {
	Cells  uv.Line
	Runs   []Run // left to right, not overlapping
	Place  Place
	Offset int // source offset of the first thing shown; of what follows where nothing is shown

	sources []int // per column: the source offset of what the cell shows, -1 for none
}

// Part says which share of an annotation a run shows.
type Part int

// The parts.
const (
	PartNone    Part = iota
	PartGlitch       // source text
	PartFix          // the fix
	PartBracket      // a bracket round the source text, in mode Both
	PartFold         // the one line in place of folded furniture
	PartNote         // the sign of a note
)

// Run is a stretch of cells [X0, X1) of a line that belongs to something.
type Run struct {
	X0, X1     int
	Annotation int // index into the page's annotations, -1 for none
	Part       Part
	Found      int            // index into the spans given to SetFound, -1 for none
	Mark       int            // index into the marks given to SetMarks, -1 for none: the one on top
	Link       *document.Link // the runs of one link share it; nil for none
}

// Width returns the number of columns of the line.
func (l Line) Width() int { return len(l.Cells) }

// RunAt returns the run at column x.
func (l Line) RunAt(x int) (Run, bool) {
	for _, r := range l.Runs {
		if r.X0 <= x && x < r.X1 {
			return r, true
		}
	}
	return Run{Annotation: -1, Found: -1, Mark: -1}, false
}

// Text returns the line without styles and without blanks at its end.
func Text(l Line) string {
	var b strings.Builder
	for i := range l.Cells {
		b.WriteString(l.Cells[i].Content)
	}
	return strings.TrimRight(b.String(), " ")
}

// ANSI returns the line with its styles as far as the profile can show them, ending in a reset where one is needed.
func ANSI(l Line, profile colorprofile.Profile) string {
	var (
		b    strings.Builder
		pen  uv.Style
		link uv.Link
	)
	for i := range l.Cells {
		c := &l.Cells[i]
		if c.Width == 0 {
			continue
		}
		style, to := uv.ConvertStyle(c.Style, profile), uv.ConvertLink(c.Link, profile)
		b.WriteString(uv.StyleDiff(&pen, &style))
		if !to.Equal(&link) {
			b.WriteString(hyperlink(to))
		}
		b.WriteString(c.Content)
		pen, link = style, to
	}
	if !link.IsZero() {
		b.WriteString(hyperlink(uv.Link{}))
	}
	if !pen.IsZero() {
		b.WriteString("\x1b[m")
	}
	return b.String()
}

// OnPaperLine returns the line on the theme's paper, which reaches over the width of the page.
func (t *Theme) OnPaperLine(l Line, width int) Line {
	if t.Paper == nil {
		return l
	}
	cells := make(uv.Line, 0, max(width, len(l.Cells)))
	for _, c := range l.Cells {
		if c.Width > 0 {
			c.Style = t.OnPaper(c.Style)
		}
		cells = append(cells, c)
	}
	for len(cells) < width {
		cells = append(cells, uv.Cell{Content: " ", Width: 1, Style: t.OnPaper(uv.Style{})})
	}
	l.Cells = cells
	return l
}

func hyperlink(l uv.Link) string { return "\x1b]8;" + l.Params + ";" + l.URL + "\x1b\\" }
