package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/card"
)

// showCard opens the card of an annotation, by its index among those shown.
func (m *Model) showCard(index int) tea.Cmd {
	a, ok := m.pager.Annotation(index)
	if !ok {
		return nil
	}
	times := 0
	for _, other := range m.reading(m.open).shown {
		if other.Fix == a.Fix && other.Rule == a.Rule {
			times++
		}
	}
	subject := card.Subject{Annotation: a, Words: document.CleanLine(m.open.Document.Text(a.Span)), Times: times, Lookup: m.options.Lookup != nil}
	if mark, ok := m.reading(m.open).hand.MarkCalled(m.markOn(a.Span)); ok {
		subject.Note = mark.Note
	}
	m.push(cardOverlay{card.New(subject, m.theme)})
	return m.standing(a.Rule)
}

// wordsFound shows the words that a card asked for, if it is still there.
func (m *Model) wordsFound(w wordsFound) {
	c, ok := m.top().(cardOverlay)
	if !ok || c.About() != w.zh {
		return
	}
	switch {
	case w.err != nil:
		c.ShowWords(nil, "look up: "+w.err.Error())
	case len(w.words) == 0:
		c.ShowWords(nil, "no dictionary has these words; `reader dictionary add` installs one")
	default:
		c.ShowWords(w.words, "")
	}
}

// placeExplained shows the reasons that a card asked for, if it is still there.
func (m *Model) placeExplained(x placeExplained) {
	if c, ok := m.top().(cardOverlay); ok && m.open == x.article && c.Place() == x.span {
		c.ShowReasons(x.explanation)
	}
}

// judge rules on the current fix and closes its card.
func (m *Model) judge(ruling review.Ruling) tea.Cmd {
	a, ok := m.pager.Annotation(m.pager.Current())
	m.pop()
	if !ok {
		return nil
	}
	name := document.CleanLine(a.Fix)
	if name == "" {
		name = "left out"
	}
	if ruling == review.Accepted && a.Origin == annotate.FromReader {
		m.say("that is your own already: " + name)
		return nil
	}
	m.sayKey(map[review.Ruling]string{review.Accepted: "accepted", review.Rejected: "rejected"}[ruling]+": "+name, m.keys.reading.Undo, "undoes")
	return m.decide(review.RuleOn(&a, ruling))
}

// decide takes verdicts on the open article and has them kept.
func (m *Model) decide(all ...review.Verdict) tea.Cmd {
	return m.did(m.reading(m.open).hand.Rule(all...))
}

// did shows what the reader did to the open article and has it kept.
func (m *Model) did(act review.Act) tea.Cmd {
	if act.Empty() {
		return nil
	}
	if len(act.Verdicts) > 0 {
		m.rule(m.open)
	}
	if len(act.Marks) > 0 {
		m.showMarks(m.open)
	}
	return m.keepAct(m.open, act)
}

func (m *Model) askEdit() {
	a, ok := m.pager.Annotation(m.pager.Current())
	m.pop()
	if !ok {
		return
	}
	m.push(newPrompt("fix: ", document.CleanLine(a.Fix), m.theme, func(text string) any { return editFix{a.Span, text} }))
}

func (m *Model) edit(e editFix) tea.Cmd {
	m.sayKey("edited", m.keys.reading.Undo, "undoes")
	return m.decide(review.Verdict{Span: e.span, Ruling: review.Edited, Fix: document.CleanLine(e.fix)})
}

// askFix asks for a fix of the reader's own in place of what is shown.
func (m *Model) askFix(span document.Span, shown string) {
	words := document.CleanLine(shown)
	if words == "" { // nothing is shown of what is left out
		words = document.CleanLine(m.open.Document.Text(span))
	}
	m.push(newPrompt("own fix: ", words, m.theme, func(text string) any { return editFix{span, text} }))
}

// told says what an act on the open article did.
func (m *Model) told(act review.Act) string { return act.Tell(m.open.Document.Text) }

func (m *Model) undo() tea.Cmd {
	if m.alteredLast() {
		return m.undoAlteration()
	}
	if cmd, ok := m.repeal(); ok {
		return cmd
	}
	act, ok := m.reading(m.open).hand.Undo()
	if !ok {
		m.say("nothing to undo")
		return nil
	}
	m.sayKey("undone: "+m.told(act.Back()), m.keys.reading.Redo, "does it again")
	return m.did(act)
}

func (m *Model) redo() tea.Cmd {
	act, ok := m.reading(m.open).hand.Redo()
	if !ok {
		m.say("nothing to do again")
		return nil
	}
	m.sayKey("done again: "+m.told(act), m.keys.reading.Undo, "undoes")
	return m.did(act)
}
