package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/card"
)

type (
	annotation = annotate.Annotation
	modeOf     = render.Mode
)

// showCard opens the card of an annotation, by its index among those shown.
func (m *Model) showCard(index int) {
	a, ok := m.pager.Annotation(index)
	if !ok {
		return
	}
	times := 0
	for _, other := range m.reading(m.open).shown {
		if other.Fix == a.Fix && other.Rule == a.Rule {
			times++
		}
	}
	subject := card.Subject{Annotation: a, Words: document.CleanLine(m.open.Document.Text(a.Span)), Times: times}
	m.push(cardOverlay{card.New(subject, m.theme)})
}

// judge rules on the current fix and closes its card.
func (m *Model) judge(ruling Ruling) tea.Cmd {
	a, ok := m.pager.Annotation(m.pager.Current())
	m.pop()
	if !ok {
		return nil
	}
	name := document.CleanLine(a.Fix)
	if name == "" {
		name = "left out"
	}
	m.say(fmt.Sprintf("%s: %s · U undoes", map[Ruling]string{Accepted: "accepted", Rejected: "rejected"}[ruling], name))
	return m.decide(Verdict{Span: a.Span, Ruling: ruling})
}

// decide takes verdicts on the open article and has them kept.
func (m *Model) decide(all ...Verdict) tea.Cmd {
	m.reading(m.open).verdicts.rule(all...)
	m.rule(m.open)
	return m.keepVerdicts(m.open)
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
	m.say("edited · U undoes")
	return m.decide(Verdict{Span: e.span, Ruling: Edited, Fix: document.CleanLine(e.fix)})
}

func (m *Model) undo() tea.Cmd {
	if !m.reading(m.open).verdicts.undo() {
		m.say("nothing to undo")
		return nil
	}
	m.say("undone · ctrl+r does it again")
	m.rule(m.open)
	return m.keepVerdicts(m.open)
}

func (m *Model) redo() tea.Cmd {
	if !m.reading(m.open).verdicts.redo() {
		m.say("nothing to do again")
		return nil
	}
	m.say("done again · U undoes")
	m.rule(m.open)
	return m.keepVerdicts(m.open)
}

// showCast lists who and what the article names.
func (m *Model) showCast() {
	r := m.reading(m.open)
	var rows []row
	for _, c := range r.cast {
		rows = append(rows, castRow(c, r))
	}
	m.push(newPick("Who's who", "Nobody and nothing is named here that the machine got wrong.", rows, m.theme))
}

func castRow(c annotate.Member, r *reading) row {
	var spellings []string
	for _, s := range c.Spellings {
		text := "“" + document.CleanLine(s.Text) + "”"
		if len(c.Spellings) > 1 {
			text += fmt.Sprintf(" ×%d", s.Count)
		}
		spellings = append(spellings, text)
	}
	original := strings.TrimSpace(document.CleanLine(c.ZH) + " " + document.CleanLine(c.Pinyin))

	var more []string
	if len(spellings) > 1 {
		more = append(more, strings.Join(spellings, ", "))
	}
	for _, text := range []string{original, document.CleanLine(c.Note)} {
		if text != "" {
			more = append(more, text)
		}
	}
	return row{
		name: document.CleanLine(c.Name), original: document.CleanLine(c.ZH), detail: strings.Join(spellings, ", "),
		right: fmt.Sprintf("×%d", len(c.Places)), more: strings.Join(more, " · "), span: c.First(), places: c.Places,
		off: r.rejected(c.Places),
	}
}

// rejected reports whether every fix at the places has been rejected, and there is one.
func (r *reading) rejected(places []document.Span) bool {
	fixes := touching(r.anns, places)
	return len(fixes) > 0 && !slices.ContainsFunc(fixes, func(s document.Span) bool {
		return r.verdicts.now[s].Ruling != Rejected
	})
}

// touching returns the spans of the annotations that share a byte with one of the places. Both may be many.
func touching(anns []annotation, places []document.Span) []document.Span {
	places = slices.Clone(places)
	slices.SortFunc(places, func(a, b document.Span) int { return a.Start - b.Start })
	var spans []document.Span
	for i := range anns {
		span := anns[i].Span
		for len(places) > 0 && places[0].End <= span.Start {
			places = places[1:]
		}
		if len(places) > 0 && places[0].Overlaps(span) {
			spans = append(spans, span)
		}
	}
	return spans
}

// turnOff rejects all fixes of a row of the pick on top, or takes their rejection back.
func (m *Model) turnOff(at int) tea.Cmd {
	p, ok := m.top().(*pick)
	if !ok {
		return nil
	}
	r, entry := m.reading(m.open), &p.rows[at]
	ruling := Rejected
	if entry.off {
		ruling = Undecided
	}
	var all []Verdict
	for _, span := range touching(r.anns, entry.places) {
		all = append(all, Verdict{Span: span, Ruling: ruling})
	}
	if len(all) == 0 {
		m.say("there is no fix to turn off")
		return nil
	}
	entry.off = !entry.off
	return m.decide(all...)
}

// showContents lists the headings of the article.
func (m *Model) showContents() {
	source := m.open.Document.Source()
	var rows []row
	for _, b := range m.open.Document.Blocks() {
		if b.Heading {
			span := b.Span()
			rows = append(rows, row{name: document.CleanLine(fixed(&b, m.reading(m.open).shown)), span: span,
				right: fmt.Sprintf("%d%%", span.Start*100/max(len(source), 1))})
		}
	}
	m.push(newPick("Contents", "This article has no headings.", rows, m.theme))
}

// fixed is the text of a block with the fixes in place.
func fixed(b *document.Block, anns []annotation) string {
	var text strings.Builder
	from := 0
	for _, a := range anns {
		start, ok := b.View(a.Span.Start)
		last, end := b.View(a.Span.End - 1)
		if !ok || !end || start < from {
			continue
		}
		text.Write(b.Text[from:start])
		text.WriteString(a.Fix)
		from = last + 1
	}
	text.Write(b.Text[from:])
	return text.String()
}
