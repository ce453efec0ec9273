package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// showCast lists who and what the article names.
func (m *Model) showCast() tea.Cmd {
	a, r := m.open, m.reading(m.open)
	const title, empty = "Who's who", "nobody and nothing is named here that the machine got wrong"
	switch {
	case r.long == nil, r.cast != nil:
		m.pick(title, empty, castRows(r.cast, r))
		return nil
	case !r.annotated:
		m.say("still looking for what there is to fix")
		return nil
	}
	d, anns, work := a.Document, r.anns, r.long.work
	return m.ask(m.while(func() tea.Msg {
		return rowsListed{article: a, document: d, title: title, empty: empty, cast: work.Cast(anns)}
	}))
}

func castRows(cast []annotate.Member, r *reading) []row {
	rows := make([]row, 0, len(cast))
	for _, c := range cast {
		rows = append(rows, castRow(c, r))
	}
	return rows
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
		off: r.hand.RejectedAt(r.anns, c.Places),
	}
}

// turnOff rejects all fixes of a row of the pick on top, or takes their rejection back.
func (m *Model) turnOff(at int) tea.Cmd {
	p, ok := m.top().(*pick)
	if !ok {
		return nil
	}
	r, entry := m.reading(m.open), &p.rows[at]
	ruling := review.Rejected
	if entry.off {
		ruling = review.Undecided
	}
	all := review.RuleTouching(r.anns, entry.places, ruling)
	if len(all) == 0 {
		m.say("there is no fix to turn off")
		return nil
	}
	entry.off = !entry.off
	return m.decide(all...)
}
