package card

import (
	"image"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The actions of the card of a mark.
type (
	// EditNote asks for another note, in the bar or in an editor.
	EditNote struct{ Editor bool }
	// AskColour asks for another colour.
	AskColour struct{}
	// AskTags asks for other tags.
	AskTags struct{}
	// Erase takes the mark away.
	Erase struct{}
	// StepMark goes to the next mark, or back.
	StepMark struct{ By int }
)

// MarkKeyMap is every key of the card of a mark.
type MarkKeyMap struct {
	Note, Editor, Colour, Tags, Erase, Next, Prev, Close, Down, Up key.Binding
}

// MarkKeys returns the bindings as they are unless configured otherwise.
func MarkKeys() MarkKeyMap {
	return MarkKeyMap{
		Note:   keys.Bind("e", "note", "e", "N"),
		Editor: keys.Bind("E", "in the editor", "E", "ctrl+e"),
		Colour: keys.Bind("c", "colour", "c", "H"),
		Tags:   keys.Bind("t", "tags", "t"),
		Erase:  keys.Bind("x", "take away", "x", "delete"),
		Next:   keys.Bind("→", "next", "right", "l", "n", "}", "]"),
		Prev:   keys.Bind("←", "previous", "left", "h", "p", "{", "["),
		Close:  keys.Bind("esc", "close", "esc", "enter", "q"),
		Down:   keys.Bind("j", "more", "j", "down", "space"),
		Up:     keys.Bind("k", "back up", "k", "up", "b"),
	}
}

// MarkActions names the keys, in the order of the help.
func MarkActions(k *MarkKeyMap) []keys.Action {
	return []keys.Action{
		{Name: "edit-note", Binding: &k.Note}, {Name: "colour", Binding: &k.Colour}, {Name: "tags", Binding: &k.Tags}, {Name: "take-away", Binding: &k.Erase},
		{Name: "edit-in-editor", Binding: &k.Editor}, {Name: "next", Binding: &k.Next}, {Name: "previous", Binding: &k.Prev},
		{Name: "close", Binding: &k.Close}, {Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up},
	}
}

// With returns the bindings with other keys for some actions.
func (k MarkKeyMap) With(set map[string][]string) MarkKeyMap {
	keys.Set(MarkActions(&k), set)
	return k
}

// MarkSubject is what the card of a mark is about.
type MarkSubject struct {
	Mark  review.Mark
	Words string // as they are shown
	Zone  *time.Location
}

// Mark shows a highlight or a note.
type Mark struct {
	sheet

	keys    MarkKeyMap
	subject MarkSubject
}

// NewMark makes a card.
func NewMark(s MarkSubject, t *theme.Theme) *Mark {
	return &Mark{sheet: sheet{theme: t}, keys: MarkKeys(), subject: s}
}

// ID is that of the mark.
func (c *Mark) ID() string { return c.subject.Mark.ID }

// SetKeys changes the keys.
func (c *Mark) SetKeys(k MarkKeyMap) {
	c.keys = k
	c.again()
}

// SetTheme changes how the card looks.
func (c *Mark) SetTheme(t *theme.Theme) {
	c.theme = t
	c.again()
}

// SetSubject shows the mark as it is now.
func (c *Mark) SetSubject(s MarkSubject) {
	c.subject = s
	c.again()
}

func (c *Mark) again() {
	if c.roomWidth > 0 {
		c.Resize(c.roomWidth, c.roomHeight)
	}
}

// Resize gives the card the room it may take.
func (c *Mark) Resize(width, height int) {
	c.lay(width, height, c.compose)
	c.keys.Down.SetEnabled(!c.Whole())
	c.keys.Up.SetEnabled(!c.Whole())
}

// Key answers a key. The second result is false where the key is not the card's.
func (c *Mark) Key(k tea.KeyPressMsg) (Action, bool) {
	for _, one := range []struct {
		binding key.Binding
		action  Action
	}{
		{c.keys.Note, EditNote{}},
		{c.keys.Editor, EditNote{Editor: true}},
		{c.keys.Colour, AskColour{}},
		{c.keys.Tags, AskTags{}},
		{c.keys.Erase, Erase{}},
		{c.keys.Next, StepMark{1}},
		{c.keys.Prev, StepMark{-1}},
		{c.keys.Close, Close{}},
	} {
		if key.Matches(k, one.binding) {
			return one.action, true
		}
	}
	switch {
	case key.Matches(k, c.keys.Down):
		c.scroll(1)
	case key.Matches(k, c.keys.Up):
		c.scroll(-1)
	default:
		return nil, false
	}
	return nil, true
}

// Click answers a click at a cell of the card.
func (c *Mark) Click(int, int) Action { return nil }

// Help lists the bindings, the most wanted first.
func (c *Mark) Help() []key.Binding {
	return slices.DeleteFunc(keys.Bindings(MarkActions(&c.keys)), func(b key.Binding) bool { return !b.Enabled() })
}

// namedMark is how many keys the card of a mark names at most.
const namedMark = 5

// Named is how many bindings the card itself names, the first of its Help.
func (c *Mark) Named() int {
	if c.foot == 0 {
		return 0
	}
	_, n := fit(c.Help()[:namedMark], max(c.width-4, 1))
	return n
}

// Draw paints the card into area.
func (c *Mark) Draw(canvas *lipgloss.Canvas, area image.Rectangle) {
	foot, _ := fit(c.Help()[:namedMark], area.Dx()-4)
	c.draw(canvas, area, c.title(), foot)
}

func (c *Mark) title() string {
	m := &c.subject.Mark
	switch {
	case m.Colour == "":
		return "note"
	case m.Note == "":
		return "highlight"
	}
	return "highlight and note"
}

// What a card shows of quoted words, and of a note.
const (
	quoteRows = 6
	noteRows  = 200
)

// compose writes the rows of the card for a width: the words in their colour, the note, tags and dates.
func (c *Mark) compose(width int) []line {
	m, t := &c.subject.Mark, c.theme
	pen := t.Page.Look(render.PenCalled(string(m.Colour)), t.Text)
	var lines []line
	for _, row := range clip(theme.Wrap(document.CleanLine(c.subject.Words), width), quoteRows) {
		lines = append(lines, line{left: []stretch{{row, pen}}})
	}
	if m.Note != "" {
		lines = append(lines, line{})
		lines = append(lines, c.note(width)...)
	}
	lines = append(lines, line{})
	var tags []string
	for _, tag := range m.Tags {
		tags = append(tags, "#"+document.CleanLine(tag))
	}
	if len(tags) > 0 {
		for _, row := range theme.Wrap(strings.Join(tags, " "), width) {
			lines = append(lines, line{left: []stretch{{row, t.Own}}})
		}
	}
	return append(lines, line{left: []stretch{{c.dates(), t.Dim}}, right: stretch{string(m.Colour), t.Dim}})
}

// note is the note, its Markdown laid out.
func (c *Mark) note(width int) (lines []line) {
	p := render.NewPage(document.Markdown([]byte(document.Clean(c.subject.Mark.Note))), nil)
	p.SetView(render.View{Width: width, Mode: render.Original, Theme: c.theme.Page})
	for _, row := range p.Lines(p.Top(), noteRows) {
		var l line
		for i := range row.Cells {
			cell := &row.Cells[i]
			style := c.theme.Page.OnPaper(cell.Style)
			if n := len(l.left); n > 0 && l.left[n-1].style.Equal(&style) {
				l.left[n-1].text += cell.Content
			} else if cell.Content != "" {
				l.left = append(l.left, stretch{cell.Content, style})
			}
		}
		lines = append(lines, l)
	}
	return lines
}

// dates says when the mark was made, and when it was changed.
func (c *Mark) dates() string {
	m, zone := &c.subject.Mark, c.subject.Zone
	if zone == nil {
		zone = time.Local
	}
	day := func(at int64) string { return time.Unix(at, 0).In(zone).Format("2 Jan 2006 15:04") }
	switch {
	case m.Made == 0:
		return ""
	case m.Changed > m.Made:
		return day(m.Made) + " · changed " + day(m.Changed)
	}
	return day(m.Made)
}
