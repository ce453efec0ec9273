package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// The actions of the lists of highlights and notes.
type (
	// goToMark closes the list and shows a mark.
	goToMark struct{ id string }
	// takeAway takes away what a row stands for, or brings it back.
	takeAway struct{ row int }
	// putMark has the reader select where a mark is to be put that stands nowhere.
	putMark struct{ id string }
	// openNoted opens the article of a mark, and shows the mark.
	openNoted struct{ noted review.Noted }
)

// applyMarkList turns an action of the lists of highlights and notes into state and commands.
func (m *Model) applyMarkList(action any) tea.Cmd {
	switch a := action.(type) {
	case pager.ShowMarks:
		m.listMarks()
	case goToMark:
		m.pop()
		m.pager.SelectMark(a.id)
	case takeAway:
		return m.takeAway(a.row)
	case putMark:
		m.overlays, m.putting = nil, a.id
		cmd := m.apply(m.pager.StartPutting())
		m.sayKey("select where it belongs", m.keys.selecting.Put, "puts it there")
		return cmd
	case pager.Put:
		return m.put(a.Span)
	case list.ShowNotes:
		return m.listNotes()
	case openNoted:
		return m.openNoted(a.noted)
	default:
		return m.applyFile(action)
	}
	return nil
}

// listMarks lists what the reader has left on the article, in the order of the text; what has lost its words comes last.
func (m *Model) listMarks() {
	hand := &m.reading(m.open).hand
	var rows []row
	for _, mark := range hand.Marks() {
		rows = append(rows, m.markRow(&mark))
	}
	for _, v := range hand.Verdicts() {
		if v.Ruling != review.Accepted {
			rows = append(rows, m.verdictRow(v))
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		switch {
		case a.orphan != b.orphan && a.orphan:
			return 1
		case a.orphan != b.orphan:
			return -1
		}
		return cmp.Compare(a.span.Start, b.span.Start)
	})
	m.pick("Your highlights, notes and verdicts", "nothing of yours is on this article yet: v selects, h highlights, N notes", rows)
}

func (m *Model) markRow(mark *review.Mark) row {
	r := noteRow(mark, m.markSubject(*mark).Words)
	r.mark = mark.ID
	return r
}

// noteRow is a mark in a list.
func noteRow(mark *review.Mark, words string) row {
	r := row{name: document.CleanLine(words), original: string(mark.Colour), detail: document.CleanLine(mark.Note), span: mark.Span, orphan: mark.Orphan()}
	if mark.Colour == "" {
		r.original = "note"
	}
	var more []string
	if mark.Fix != nil {
		r.original, r.detail = "own fix", "→ "+document.CleanLine(*mark.Fix)
	}
	if r.orphan {
		r.right = "lost"
		more = append(more, "stood in: …"+document.CleanLine(mark.Quote.Prefix+mark.Quote.Exact+mark.Quote.Suffix)+"…")
	}
	for _, tag := range mark.Tags {
		more = append(more, "#"+document.CleanLine(tag))
	}
	if r.detail != "" {
		more = append(more, r.detail)
	}
	r.more = strings.Join(more, " · ")
	return r
}

// verdictRow is a fix that was rejected, or one of the reader's own, in a list.
func (m *Model) verdictRow(v review.Verdict) row {
	r := row{name: document.CleanLine(m.open.Document.Text(v.Span)), original: "own fix", detail: "→ " + document.CleanLine(v.Fix), span: v.Span, verdict: &v}
	switch {
	case v.Ruling == review.Rejected:
		r.original = "rejected"
	case v.Fix == "":
		r.original, r.detail = "left out", ""
	}
	if r.detail == "→ " {
		r.detail = ""
	}
	if v.Rule != "" {
		r.more = "proposed by " + document.CleanLine(v.Rule)
	}
	return r
}

// takeAway takes away what a row of the list on top stands for, or brings it back.
func (m *Model) takeAway(at int) tea.Cmd {
	p, ok := m.top().(*pick)
	if !ok {
		return nil
	}
	hand, entry := &m.reading(m.open).hand, &p.rows[at]
	entry.off = !entry.off
	if v := entry.verdict; v != nil {
		if entry.off {
			return m.decide(review.Verdict{Span: v.Span})
		}
		return m.decide(*v)
	}
	if entry.off {
		mark, _ := hand.MarkCalled(entry.mark)
		entry.taken = &mark
		return m.did(hand.Erase(entry.mark))
	}
	return m.did(hand.Mark(*entry.taken))
}

// put gives the mark that is to be put somewhere its place.
func (m *Model) put(span document.Span) tea.Cmd {
	act := m.reading(m.open).hand.Put(m.putting, span, m.open.Document.Source())
	if act.Empty() {
		return nil
	}
	m.sayKey("put there", m.keys.reading.Undo, "undoes")
	return m.did(act)
}

// notesListed are the highlights and notes in all articles.
type notesListed struct {
	all []review.Noted
	err error
}

// mostNoted is how many the list has at most, the last changed first.
const mostNoted = 5000

// listNotes lists the highlights and notes in all articles.
func (m *Model) listNotes() tea.Cmd {
	notes, ctx := m.options.Notes, m.ctx
	if notes == nil {
		m.say("there is no library that keeps notes")
		return nil
	}
	return m.ask(func() tea.Msg {
		all, err := notes(ctx, "", mostNoted)
		return notesListed{all, err}
	})
}

func (m *Model) notesListed(listed notesListed) {
	m.fail(listed.err)
	if listed.err != nil || m.open != nil {
		return
	}
	rows := make([]row, 0, len(listed.all))
	for i := range listed.all {
		n := listed.all[i]
		r := noteRow(&n.Mark, n.Quote.Exact)
		r.orphan = false // it is put somewhere in its article
		r.more = strings.Trim(document.CleanLine(n.Title)+" · "+r.more, "· ")
		r.does = openNoted{n}
		rows = append(rows, r)
	}
	m.pick(fmt.Sprintf("Your highlights and notes: %d", len(rows)), "there are no highlights and notes yet: in an article v selects, h highlights, N notes", rows)
}

// openNoted opens the article of a mark. The mark is shown when it has come out of the library.
func (m *Model) openNoted(n review.Noted) tea.Cmd {
	m.overlays = nil
	var a *articles.Article
	if i := slices.IndexFunc(m.options.Articles, func(a *articles.Article) bool { return a.ID == n.Article }); i >= 0 {
		a = m.options.Articles[i]
	} else if m.options.Shelf != nil && n.Row > 0 {
		a = m.articleOf(shelf.Row{ID: shelf.ID(n.Row), Title: n.Title})
	}
	if a == nil {
		m.say("the article is not here any more")
		return nil
	}
	m.wanted = n.ID
	cmd := m.openArticle(a)
	m.showWanted()
	return cmd
}

// showWanted shows the mark for which the article was opened, once it is there.
func (m *Model) showWanted() {
	if m.wanted == "" || m.pager == nil || !m.reading(m.open).recalled {
		return
	}
	if !m.pager.SelectMark(m.wanted) {
		m.listMarks()
	}
	m.wanted = ""
}
