package pager

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// The measures of the reading view, in cells.
const (
	textWidth  = 80  // the most that a line of text takes
	notesFrom  = 110 // the window that has room for side notes
	notesLeast = 24
	notesMost  = 38
	gutter     = 3  // between text and notes
	headFrom   = 16 // the height from which a blank row stands above the text
	drift      = 4  // how many rows a note may stand below its line
)

// columns is where text and side notes stand in the pager's rectangle.
type columns struct {
	head        int // blank rows above the text
	left, text  int
	notes, note int // first column and width of the side notes; no width, no notes
}

// arrange puts the text into the middle. Where the notes would not fit beside it there, text and notes together are in the middle.
func arrange(width, height int) columns {
	var c columns
	if height >= headFrom {
		c.head = 1
	}
	margin := 0
	if width >= 24 {
		margin = 1
	}
	c.text = max(min(width-2*margin, textWidth), 1)
	c.left = (width - c.text) / 2
	if width < notesFrom {
		return c
	}
	c.note = min(max(width-c.left-c.text-gutter-1, notesLeast), notesMost)
	if over := c.left + c.text + gutter + c.note + 2 - width; over > 0 {
		both := c.text + gutter + c.note
		c.left = max((width-both)/2, 1)
	}
	c.notes = c.left + c.text + gutter
	return c
}

// rows is the number of text lines that the screen has room for.
func (p *Pager) rows() int { return max(p.height-p.columns.head, 1) }

// note is a side note: beside which row it stands and what it tells.
type note struct {
	row        int
	annotation int
	original   string // as it stood in Chinese
	fix        string
	machine    string // what the machine made of it
}

// margin collects the side notes of the screen: one for each thing said, beside the first line that says it.
func (p *Pager) margin() []note {
	if p.columns.note == 0 || p.look.Mode == render.Original {
		return nil
	}
	var notes []note
	seen := map[string]bool{}
	free := 0
	for y, line := range p.lines {
		for _, r := range line.Runs {
			if r.Annotation < 0 || r.Annotation >= len(p.anns) {
				continue
			}
			n, ok := p.note(r.Annotation)
			key := strings.ToLower(n.fix + "\x00" + n.machine)
			row := max(y, free)
			if !ok || seen[key] || row-y > drift || row >= len(p.lines) && row >= p.rows() {
				continue
			}
			seen[key] = true
			n.row = row
			notes = append(notes, n)
			free = row + 1
		}
	}
	return notes
}

// note makes the side note of an annotation; ok is false where there is nothing to tell that the text does not show.
func (p *Pager) note(i int) (n note, ok bool) {
	a := p.anns[i]
	if a.Kind == annotate.Boilerplate || a.Kind == annotate.Artifact {
		return note{}, false
	}
	n = note{
		annotation: i,
		original:   document.CleanLine(a.ZH),
		fix:        document.CleanLine(a.Fix),
		machine:    p.wording(i),
	}
	if n.fix == "" || n.original == "" && strings.EqualFold(n.fix, n.machine) {
		return note{}, false
	}
	return n, true
}
