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
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The actions that are about the reader's highlights and notes.
type (
	// ShowMark opens the card of a mark.
	ShowMark struct{ ID string }
	// ShowMarks opens the list of all that the reader has left on the article.
	ShowMarks struct{}
	// Highlight marks a span, in the colour used last or, with Ask, in one that is asked for.
	Highlight struct {
		Span document.Span
		Ask  bool
	}
	// AskNote asks for a note on a span.
	AskNote struct{ Span document.Span }
	// Delete has the words of a span left out.
	Delete struct{ Span document.Span }
	// Put gives the mark that is to be put somewhere this place.
	Put struct{ Span document.Span }
)

// markings is what the reader has marked in the text.
type markings struct {
	all     []review.Mark // that stand somewhere, in the order of the text
	current int           // -1 for none
}

// SetMarks changes the marks; the current one stays it where it is still there.
func (p *Pager) SetMarks(all []review.Mark) {
	focused, id := p.CurrentMark() != nil, ""
	if p.marked.current >= 0 {
		id = p.marked.all[p.marked.current].ID
	}
	p.marked = markings{all: slices.DeleteFunc(slices.Clone(all), func(m review.Mark) bool { return m.Orphan() }), current: -1}
	p.marked.current = slices.IndexFunc(p.marked.all, func(m review.Mark) bool { return id != "" && m.ID == id })
	pageMarks := p.pageMarks()
	p.page.SetMarks(pageMarks)
	if p.beside.on {
		p.beside.page.SetMarks(pageMarks)
	}
	p.restore()
	if focused && p.marked.current >= 0 && p.CurrentMark() == nil {
		p.Show(p.marked.all[p.marked.current].Span.Start)
	}
}

// pageMarks are the marks as the page takes them.
func (p *Pager) pageMarks() []render.Mark {
	all := make([]render.Mark, len(p.marked.all))
	for i, m := range p.marked.all {
		all[i] = render.Mark{Span: m.Span, Role: render.PenCalled(string(m.Colour)), Note: m.Note != ""}
	}
	return all
}

// CurrentMark is the mark under the cursor if it is on the screen, nil where none is.
func (p *Pager) CurrentMark() *review.Mark {
	if i := p.marked.current; i >= 0 && p.visible(p.marked.all[i].Span.Start) {
		return &p.marked.all[i]
	}
	return nil
}

// SelectMark makes a mark the current one and brings it onto the screen; false where it stands nowhere.
func (p *Pager) SelectMark(id string) bool {
	i := slices.IndexFunc(p.marked.all, func(m review.Mark) bool { return m.ID == id })
	if i < 0 {
		return false
	}
	p.current, p.gone, p.marked.current = -1, p.marked.all[i].Span.Start, i
	p.Show(p.gone)
	return true
}

// StepMark makes the mark n further on (or back) the current one: from the current one or else from the fix under the cursor or the edge of the screen.
// It returns the ID of the current one, "" where there is none.
func (p *Pager) StepMark(n int) string {
	all := p.marked.all
	if len(all) == 0 {
		return ""
	}
	at := p.marked.current
	if p.CurrentMark() == nil {
		from := p.page.Offset(p.top)
		if i := p.Current(); i >= 0 {
			from = p.anns[i].Span.Start
		}
		at = slices.IndexFunc(all, func(m review.Mark) bool { return m.Span.Start >= from })
		if at < 0 {
			at = len(all)
		}
		if n > 0 {
			at--
		}
	}
	at = max(min(at+n, len(all)-1), 0)
	p.SelectMark(all[at].ID)
	return all[at].ID
}

// stepMark is StepMark by key.
func (p *Pager) stepMark(n int) { p.StepMark(n) }

// ReadSpan is what the reader is at: what is selected, the current fix or, without any, the first sentence on the screen.
func (p *Pager) ReadSpan() document.Span {
	switch m := p.CurrentMark(); {
	case p.selected.on:
		return p.selected.span()
	case m != nil:
		return m.Span
	case p.Current() >= 0:
		return p.anns[p.current].Span
	}
	y := p.yank(false)
	if span := p.unitAt(y.At, bySentence); span.Start < y.End {
		return span
	}
	return document.Span{}
}

// onSpan is what is wanted of what the reader is at.
func (p *Pager) onSpan(wanted func(document.Span) Action) Action {
	span := p.ReadSpan()
	if span.Empty() {
		return Say{"no sentence on this screen"}
	}
	return wanted(span)
}

// isCurrentMark reports whether a run belongs to the current mark.
func (p *Pager) isCurrentMark(r render.Run) bool { return r.Mark >= 0 && r.Mark == p.marked.current }

// markSpot is the cells of the current mark: the columns of its first line, the rows of all.
func (p *Pager) markSpot() image.Rectangle {
	var spot image.Rectangle
	for y, line := range p.lines {
		y += p.columns.head
		for _, r := range line.Runs {
			if !p.isCurrentMark(r) {
				continue
			}
			if spot.Empty() {
				spot = image.Rect(p.columns.left+r.X0, y, p.columns.left+r.X1, y+1)
			}
			spot.Max.Y = y + 1
		}
	}
	return spot
}

// letters stand beside lines with a highlight where no colour tells which it is.
var letters = map[review.Colour]string{"yellow": "y", "green": "g", "blue": "b", "pink": "p", "orange": "o", "purple": "u"}

// drawLetter puts the letter of a line's first highlight into the margin, where the theme has no colours for highlights.
func (p *Pager) drawLetter(canvas *lipgloss.Canvas, x, y int, line render.Line) {
	t := p.look.Theme
	if len(p.marked.all) == 0 || t.Page.Roles[render.RoleYellow].Bg != nil || x < 0 {
		return
	}
	for _, r := range line.Runs {
		if r.Mark < 0 {
			continue
		}
		if letter := letters[p.marked.all[r.Mark].Colour]; letter != "" {
			theme.Put(canvas, x, y, 1, letter, t.Dim)
			return
		}
	}
}

// The measures of the side note of a mark.
const markRows = 4

// markNote is the side note of a mark; ok is false where it has no note.
func (p *Pager) markNote(i int) (n note, ok bool) {
	m := p.marked.all[i]
	text := document.CleanLine(m.Note)
	if text == "" {
		return note{}, false
	}
	n.key, n.mark = "mark\x00"+m.ID, i+1
	n.rows = theme.Wrap(render.NoteSign+" "+text, p.columns.note)
	if len(n.rows) > markRows {
		rest := strings.Join(n.rows[markRows-1:], " ")
		n.rows = append(n.rows[:markRows-1], theme.Fit(rest, p.columns.note))
	}
	return n, true
}

// noteStyle is how a side note looks: that of a mark like all that is the reader's own.
func (p *Pager) noteStyle(n note) uv.Style {
	style, tells := p.look.Theme.Dim, p.tells(n)
	switch {
	case n.mark > 0:
		style = p.look.Theme.Own
		tells = n.mark-1 == p.marked.current
	case tells:
		style = p.look.Theme.Accent
	}
	if tells {
		style.Attrs |= uv.AttrBold // not told by its colour alone
	}
	return style
}

// markStatus says which of the marks the current one is, "" where none is.
func (p *Pager) markStatus() string {
	if p.CurrentMark() == nil {
		return ""
	}
	return fmt.Sprintf("mark %d/%d", p.marked.current+1, len(p.marked.all))
}

// markSubject is the current mark in one line.
func markSubject(m *review.Mark) string {
	parts := []string{string(m.Colour)}
	if m.Colour == "" {
		parts[0] = "note"
	}
	for _, tag := range m.Tags {
		parts = append(parts, "#"+document.CleanLine(tag))
	}
	if note := document.CleanLine(m.Note); note != "" {
		parts = append(parts, note)
	}
	return strings.Join(parts, " · ")
}
