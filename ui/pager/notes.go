package pager

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The measures of the reading view, in cells.
const (
	notesLeast = 24
	notesMost  = 38
	gutter     = 3  // between text and notes
	headFrom   = 16 // the height from which a blank row stands above the text
	drift      = 4  // how many rows a note may stand below its line
	tab        = 8  // the columns of tab stops, where a row can begin with one byte
)

// columns is where text and side notes stand in the pager's rectangle.
type columns struct {
	head        int // blank rows above the text
	left, text  int
	notes, note int // first column and width of the side notes; no width, no notes
}

// arrange puts the text into the middle. Where the notes would not fit beside it there, text and notes together are in the middle, as near as a
// tab stop that is close by allows.
func arrange(width, height, measure int, notes bool) columns {
	var c columns
	if height >= headFrom {
		c.head = 1
	}
	margin := 0
	if width >= 24 {
		margin = 1
	}
	c.text = max(min(width-2*margin, measure), 1)
	c.left = (width - c.text) / 2
	if !notes || width < c.text+gutter+notesLeast+3 {
		return c
	}
	c.note = min(max(width-c.left-c.text-gutter-1, notesLeast), notesMost)
	if over := c.left + c.text + gutter + c.note + 2 - width; over > 0 {
		both := c.text + gutter + c.note
		c.left = max((width-both)/2, 1)
		if stop := (c.left + tab/4) / tab * tab; stop > 0 && c.left-stop <= tab/4 && stop+both < width {
			c.left = stop
		}
		c.note = min(width-c.left-c.text-gutter-1, notesMost)
	}
	c.notes = c.left + c.text + gutter
	return c
}

// rows is the number of text lines that the screen has room for.
func (p *Pager) rows() int { return max(p.height-p.columns.head, 1) }

// note is a side note: beside which row it stands and what it tells.
type note struct {
	row  int
	rows []string
	key  string // what two notes that tell the same have in common
	mark int    // the mark that it is the note of, counted from 1; 0 for that of a fix
}

// margin collects the side notes of the screen: one for each thing said, beside the first line that says it.
func (p *Pager) margin() []note {
	if p.columns.note == 0 {
		return nil
	}
	var notes []note
	seen := map[string]bool{}
	free := 0
	for y, line := range p.lines {
		for _, r := range line.Runs {
			n, ok := p.noteOf(r)
			n.row = max(y, free)
			if !ok || seen[n.key] || n.row-y > drift || n.row+len(n.rows) > p.rows() {
				continue
			}
			seen[n.key] = true
			notes = append(notes, n)
			free = n.row + len(n.rows)
		}
	}
	return notes
}

// noteOf is the side note of a run; ok is false where it has none.
func (p *Pager) noteOf(r render.Run) (n note, ok bool) {
	switch {
	case r.Part == render.PartNote:
		return p.markNote(r.Mark)
	case p.look.Mode == render.Original || r.Annotation < 0 || r.Annotation >= len(p.anns):
		return note{}, false
	}
	return p.note(r.Annotation)
}

// What a side note may take: names and terms are told, whole sentences are the card's.
const (
	noteRows     = 2
	longestName  = 28
	longestWords = 36
)

// note makes the side note of an annotation, 微信 WeChat: “micro-letter”; ok is false where there is nothing to tell in
// a margin.
func (p *Pager) note(i int) (n note, ok bool) {
	a := p.anns[i]
	switch a.Kind {
	case annotate.Person, annotate.Organisation, annotate.Brand, annotate.Product, annotate.Term, annotate.Idiom:
	default:
		return note{}, false
	}
	original, fix, machine := document.CleanLine(a.ZH), document.CleanLine(a.Fix), p.wording(i)
	same := strings.EqualFold(fix, machine)
	if strings.EqualFold(original, fix) {
		original = ""
	}
	if fix == "" || same && original == "" || theme.Width(fix) > longestName || theme.Width(machine) > longestWords {
		return note{}, false
	}
	text := strings.TrimSpace(original + " " + fix)
	if !same {
		text += ": “" + machine + "”"
	}
	n.key = strings.ToLower(fix + "\x00" + machine)
	n.rows = theme.Wrap(text, p.columns.note)
	if len(n.rows) > noteRows {
		rest := strings.Join(n.rows[noteRows-1:], " ")
		n.rows = append(n.rows[:noteRows-1], theme.Fit(rest, p.columns.note))
	}
	return n, true
}

// tells reports whether a note is about the current fix.
func (p *Pager) tells(n note) bool {
	if p.current < 0 {
		return false
	}
	now, ok := p.note(p.current)
	return ok && now.key == n.key
}
