package ui

import (
	"fmt"
	"image"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The actions about highlights and notes. An empty ID stands for a mark that is to be made on the span.
type (
	paint struct {
		id     string
		span   document.Span
		colour review.Colour
	}
	setNote struct {
		id   string
		span document.Span
		text string
	}
	setTags struct{ id, tags string }
)

// applyMark turns an action about highlights and notes into state and commands.
func (m *Model) applyMark(action any) tea.Cmd {
	switch a := action.(type) {
	case pager.Highlight:
		if !a.Ask {
			return m.paint(paint{span: a.Span, colour: m.pen})
		}
		m.askColour("", a.Span)
	case pager.AskNote:
		m.askNote(m.markOn(a.Span), a.Span)
	case pager.Delete:
		m.sayKey("left out", m.keys.reading.Undo, "undoes")
		return m.decide(review.Verdict{Span: a.Span, Ruling: review.Edited})
	case pager.ShowMark:
		m.showMark(a.ID)
	case paint:
		return m.paint(a)
	case setNote:
		return m.setNote(a)
	case setTags:
		return m.setTags(a)
	case editNote:
		return writeNote(a)
	default:
		return m.applyMarkCard(action)
	}
	return nil
}

// applyMarkCard turns an action of the card of a mark into state and commands.
func (m *Model) applyMarkCard(action any) tea.Cmd {
	c, ok := m.top().(markCard)
	if !ok {
		return m.applyFile(action)
	}
	mark, _ := m.reading(m.open).hand.MarkCalled(c.ID())
	switch a := action.(type) {
	case card.EditNote:
		m.askNote(mark.ID, mark.Span)
		if p, ok := m.top().(*prompt); ok && a.Editor {
			return m.apply(p.elsewhere(string(p.text)))
		}
	case card.AskColour:
		m.askColour(mark.ID, mark.Span)
	case card.AskTags:
		m.push(newPrompt("tags: ", strings.Join(mark.Tags, ", "), m.theme, func(text string) any { return setTags{mark.ID, text} }))
	case card.Erase:
		m.pop()
		m.sayKey("taken away", m.keys.reading.Undo, "undoes")
		return m.did(m.reading(m.open).hand.Erase(mark.ID))
	case card.StepMark:
		m.pop()
		m.showMark(m.pager.StepMark(a.By))
	default:
		return m.applyFile(action)
	}
	return nil
}

// markCard puts the card of a mark beside it.
type markCard struct{ *card.Mark }

func (c markCard) setKeys(k *keymaps) { c.SetKeys(k.mark) }

func (c markCard) setTheme(t *theme.Theme) { c.SetTheme(t) }

func (c markCard) place(window rooms, about image.Rectangle) image.Rectangle {
	width, height := c.Size()
	return beside(window.pane, about, width, height)
}

// showMark opens the card of a mark.
func (m *Model) showMark(id string) {
	mark, ok := m.reading(m.open).hand.MarkCalled(id)
	if !ok || !m.pager.SelectMark(id) {
		return
	}
	m.push(markCard{card.NewMark(m.markSubject(mark), m.theme)})
}

func (m *Model) markSubject(mark review.Mark) card.MarkSubject {
	words := mark.Quote.Exact
	if !mark.Orphan() {
		words = pager.Shown(m.open.Document, m.reading(m.open).shown, mark.Span, m.mode)
	}
	return card.MarkSubject{Mark: mark, Words: words, Zone: m.now().Location()}
}

// showMarks hands the marks of an article to whoever shows them.
func (m *Model) showMarks(a *articles.Article) {
	if a != m.open || m.pager == nil {
		return
	}
	hand := &m.reading(a).hand
	m.pager.SetMarks(hand.Marks())
	m.overlays = slices.DeleteFunc(m.overlays, func(o overlay) bool {
		c, ok := o.(markCard)
		if !ok {
			return false
		}
		mark, there := hand.MarkCalled(c.ID())
		if there {
			c.SetSubject(m.markSubject(mark))
		}
		return !there
	})
}

// markOn is the ID of the mark that stands on exactly a span, "" where none does.
func (m *Model) markOn(span document.Span) string {
	for _, mark := range m.reading(m.open).hand.Marks() {
		if mark.Span == span {
			return mark.ID
		}
	}
	return ""
}

// mark is the mark with an ID, or a new one on a span.
func (m *Model) mark(id string, span document.Span) review.Mark {
	hand := &m.reading(m.open).hand
	if id == "" {
		id = m.markOn(span)
	}
	now := m.now().Unix()
	mark, ok := hand.MarkCalled(id)
	if !ok {
		mark = review.Mark{ID: review.NewID(), Span: span, Made: now}
	}
	if mark.Changed = now; !mark.Orphan() {
		mark.Quote = document.QuoteAt(m.open.Document.Source(), mark.Span)
	}
	return mark
}

// paint gives a mark a colour.
func (m *Model) paint(p paint) tea.Cmd {
	if p.span.Empty() && p.id == "" {
		return nil
	}
	if p.colour != "" {
		m.pen = p.colour
	}
	mark := m.mark(p.id, p.span)
	if was, there := m.reading(m.open).hand.MarkCalled(mark.ID); there && was.Colour == p.colour {
		m.say("it is " + string(p.colour) + " already")
		return nil
	}
	if mark.Colour = p.colour; p.colour == "" && mark.Note == "" && len(mark.Tags) == 0 {
		m.sayKey("taken away", m.keys.reading.Undo, "undoes")
		return m.did(m.reading(m.open).hand.Erase(mark.ID))
	}
	said := "highlighted in " + string(p.colour)
	if p.colour == "" {
		said = "highlighted no more"
	}
	m.sayKey(said, m.keys.reading.Undo, "undoes")
	return m.did(m.reading(m.open).hand.Mark(mark))
}

// askColour asks which colour a mark is to have.
func (m *Model) askColour(id string, span document.Span) {
	letters := map[review.Colour]string{"purple": "u"}
	var options []option
	at := 0
	for i, c := range review.Colours {
		letter := letters[c]
		if letter == "" {
			letter = string(c[0])
		}
		style := m.theme.Page.Look(render.PenCalled(string(c)), m.theme.Text)
		options = append(options, option{letter: letter, text: string(c), style: style, action: paint{id, span, c}})
		if c == m.pen {
			at = i
		}
	}
	if mark, ok := m.reading(m.open).hand.MarkCalled(id); ok && mark.Colour != "" {
		options = append(options, option{letter: "n", text: "none", action: paint{id: id, span: span}})
	}
	c := newChoice("Colour", nil, options, m.theme)
	c.selected = at
	m.push(c)
}

// askNote asks for the note of a mark, or for one on a span.
func (m *Model) askNote(id string, span document.Span) {
	text := ""
	if mark, ok := m.reading(m.open).hand.MarkCalled(id); ok {
		text = mark.Note
	}
	p := newPrompt("note: ", text, m.theme, func(text string) any { return setNote{id, span, text} })
	p.many(func(text string) any { return editNote{m.open, id, span, text} })
	m.push(p)
}

// setNote gives a mark a note; one without note, colour and tags goes away.
func (m *Model) setNote(n setNote) tea.Cmd {
	mark := m.mark(n.id, n.span)
	mark.Note = strings.TrimSpace(document.Clean(n.text))
	hand := &m.reading(m.open).hand
	_, there := hand.MarkCalled(mark.ID)
	var act review.Act
	switch {
	case mark.Note == "" && !there:
		m.say("no note")
		return nil
	case mark.Note == "" && mark.Colour == "" && len(mark.Tags) == 0:
		act = hand.Erase(mark.ID)
	default:
		act = hand.Mark(mark)
	}
	said := "noted"
	if mark.Note == "" {
		said = "note taken away"
	}
	m.sayKey(said, m.keys.reading.Undo, "undoes")
	return m.did(act)
}

// setTags gives a mark tags: words with commas between them.
func (m *Model) setTags(t setTags) tea.Cmd {
	mark := m.mark(t.id, document.Span{})
	mark.Tags = readTags(t.tags)
	hand := &m.reading(m.open).hand
	if mark.Note == "" && mark.Colour == "" && len(mark.Tags) == 0 {
		return m.did(hand.Erase(mark.ID))
	}
	m.sayKey("tagged", m.keys.reading.Undo, "undoes")
	return m.did(hand.Mark(mark))
}

// readTags reads what was typed for tags: #commerce, Sina.
func readTags(text string) (tags []string) {
	for tag := range strings.SplitSeq(document.CleanLine(text), ",") {
		tag = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(tag), "#"))
		if tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// markLine does what was typed on the command line about what the reader is at: a note, a colour, tags.
func (m *Model) markLine(name, text string) tea.Cmd {
	if m.pager == nil {
		m.fail(fmt.Errorf("%s: open an article first", name))
		return nil
	}
	span := m.pager.ReadSpan()
	id := ""
	if mark := m.pager.CurrentMark(); mark != nil && m.pager.Selected().Empty() {
		id = mark.ID
	}
	if span.Empty() {
		m.fail(fmt.Errorf("%s: no sentence on this screen", name))
		return nil
	}
	m.pager.Deselect()
	switch name {
	case "note":
		return m.setNote(setNote{id, span, text})
	case "label":
		mark := m.mark(id, span)
		if mark.Tags = readTags(text); mark.Colour == "" && mark.Note == "" {
			mark.Colour = m.pen
		}
		m.sayKey("tagged", m.keys.reading.Undo, "undoes")
		return m.did(m.reading(m.open).hand.Mark(mark))
	}
	colour, ok := review.ColourCalled(text)
	if !ok {
		m.fail(fmt.Errorf("no colour is called “%s”: there are %s", document.CleanLine(text), colourNames()))
		return nil
	}
	return m.paint(paint{id, span, colour})
}

func colourNames() string {
	var names []string
	for _, c := range review.Colours {
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}

// noteFix asks for a note on the current fix.
func (m *Model) noteFix() tea.Cmd {
	a, ok := m.pager.Annotation(m.pager.Current())
	m.pop()
	if ok {
		m.askNote(m.markOn(a.Span), a.Span)
	}
	return nil
}
