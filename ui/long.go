package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// long is how far a text has been annotated that is too long to be waited for: first the passage that the reader is in, then, when all
// passages have been surveyed, one after the other in the light of the whole.
type long struct {
	work     *annotate.Work
	parts    [][]annotate.Annotation // by passage; nil where it was not annotated yet
	surveyed int                     // so many passages, from the first
	settled  int                     // so many passages stand as they will
	reading  bool                    // the next of them are being read
	urgent   bool                    // a passage is being annotated out of turn
}

// batch is how many passages are read between two messages: few, so that a program which ends does not wait.
const batch = 2

// The messages about long texts. Each carries the work that it belongs to; one of a work that was given up is dropped.
type (
	longBegun struct {
		articleAnnotated // without its annotations

		work    *annotate.Work
		passage int
		anns    []annotate.Annotation
	}
	passageAnnotated struct {
		article *articles.Article
		work    *annotate.Work
		passage int
		anns    []annotate.Annotation
	}
	passagesSurveyed struct {
		article *articles.Article
		work    *annotate.Work
		to      int
	}
	passagesSettled struct {
		article *articles.Article
		work    *annotate.Work
		parts   [][]annotate.Annotation
	}
)

// longBegun shows the fixes of the first passage.
func (m *Model) longBegun(msg longBegun) {
	if m.tookUp(msg.articleAnnotated) {
		l := &long{work: msg.work, parts: make([][]annotate.Annotation, msg.work.Passages())}
		r := m.reading(msg.article)
		r.long, r.cast = l, nil
		l.put(msg.passage, msg.anns)
		m.showParts(msg.article)
	}
}

func (m *Model) passageAnnotated(msg passageAnnotated) {
	if l := m.reading(msg.article).long; l != nil && l.work == msg.work {
		l.urgent = false
		if msg.passage >= l.settled { // else it is there already, and better
			l.put(msg.passage, msg.anns)
			m.showParts(msg.article)
		}
	}
}

func (m *Model) passagesSurveyed(msg passagesSurveyed) {
	if l := m.reading(msg.article).long; l != nil && l.work == msg.work {
		l.surveyed, l.reading = msg.to, false
	}
}

// passagesSettled takes passages that stand as they will. They are shown when all of them are there.
func (m *Model) passagesSettled(msg passagesSettled) {
	r := m.reading(msg.article)
	l := r.long
	if l == nil || l.work != msg.work {
		return
	}
	for _, anns := range msg.parts {
		l.put(l.settled, anns)
		l.settled++
	}
	l.reading = false
	if l.settled == len(l.parts) {
		r.annotated = true
		m.showParts(msg.article)
		l.parts = nil
	}
}

// put keeps the annotations of a passage.
func (l *long) put(passage int, anns []annotate.Annotation) {
	if anns == nil {
		anns = []annotate.Annotation{} // nil would mean that they are still to come
	}
	l.parts[passage] = anns
}

// missing lists the passages that were not annotated yet, those side by side as one.
func (l *long) missing() []document.Span {
	var all []document.Span
	for i, part := range l.parts {
		s := l.work.Passage(i)
		switch last := len(all) - 1; {
		case part != nil:
		case last >= 0 && all[last].End == s.Start:
			all[last].End = s.End
		default:
			all = append(all, s)
		}
	}
	return all
}

// showParts shows what has been annotated so far.
func (m *Model) showParts(a *articles.Article) {
	r := m.reading(a)
	n := 0
	for _, part := range r.long.parts {
		n += len(part)
	}
	r.anns = make([]annotate.Annotation, 0, n)
	for _, part := range r.long.parts {
		r.anns = append(r.anns, part...)
	}
	m.rule(a)
}

// readOn starts what a long text wants next: the passage on the screen, or the one where the reader looks for the next fix, and else the
// next passages in their order. The rest of the machine is left to whoever types.
func (m *Model) readOn(a *articles.Article) tea.Cmd {
	l := m.reading(a).long
	if i := l.wanted(m.pager.Offset(), m.pager.End(), m.pager.Awaited()); i >= 0 && !l.urgent {
		l.urgent = true
		return m.annotatePassage(a, l.work, i)
	}
	switch {
	case l.reading || l.urgent:
		return nil
	case l.surveyed < len(l.parts):
		l.reading = true
		return m.surveyPassages(a, l.work, l.surveyed)
	}
	l.reading = true
	return m.settlePassages(a, l.work, l.settled)
}

// wanted is the passage that is missing on the screen, which shows the bytes from top to bottom, or the first one beyond it on the way to the
// fix that the reader has asked for; -1 where none is.
func (l *long) wanted(top, bottom, awaited int) int {
	first, last := l.work.PassageAt(top), l.work.PassageAt(bottom)
	for i := first; i <= last; i++ {
		if l.parts[i] == nil {
			return i
		}
	}
	for i := first; awaited < 0 && i >= 0; i-- {
		if l.parts[i] == nil {
			return i
		}
	}
	for i := last; awaited > 0 && i < len(l.parts); i++ {
		if l.parts[i] == nil {
			return i
		}
	}
	return -1
}

func (m *Model) annotatePassage(a *articles.Article, w *annotate.Work, i int) tea.Cmd {
	return m.while(func() tea.Msg { return passageAnnotated{a, w, i, w.Annotate(i)} })
}

func (m *Model) surveyPassages(a *articles.Article, w *annotate.Work, from int) tea.Cmd {
	to := min(from+batch, w.Passages())
	return m.while(func() tea.Msg {
		for i := from; i < to; i++ {
			w.Survey(i)
		}
		return passagesSurveyed{a, w, to}
	})
}

func (m *Model) settlePassages(a *articles.Article, w *annotate.Work, from int) tea.Cmd {
	to, rest := min(from+batch, w.Passages()), m.options.Rest
	return m.while(func() tea.Msg {
		parts := make([][]annotate.Annotation, 0, batch)
		for i := from; i < to; i++ {
			parts = append(parts, w.Annotate(i))
		}
		if to == w.Passages() && rest != nil {
			rest()
		}
		return passagesSettled{a, w, parts}
	})
}

// while makes a command that does nothing once the program is over.
func (m *Model) while(do func() tea.Msg) tea.Cmd {
	ctx := m.ctx
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		return do()
	}
}
