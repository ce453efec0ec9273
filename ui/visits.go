package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// visits are the articles that were left by a link, or by the way back, with all that was going on in them.
type visits struct{ back, forward []visit }

type visit struct {
	article *articles.Article
	pager   *pager.Pager
}

// mostVisits is how many articles are kept as they were left.
const mostVisits = 32

// visit leaves the open article for another, from which the reader comes back to it.
func (m *Model) visit(a *articles.Article) tea.Cmd {
	left := m.leave(&m.visits.back)
	m.visits.forward = nil
	return tea.Batch(left, m.openArticle(a))
}

// leave puts the open article onto a way, and keeps the place.
func (m *Model) leave(way *[]visit) tea.Cmd {
	m.notePlace()
	m.refreshRow(m.open)
	*way = append((*way)[max(len(*way)+1-mostVisits, 0):], visit{m.open, m.pager})
	return m.keepPlace(m.open)
}

// comeBack goes to the article from which the reader came, or, forward, to where the reader came back from; false where there is none.
func (m *Model) comeBack(forward bool) (tea.Cmd, bool) {
	from, to := &m.visits.back, &m.visits.forward
	if forward {
		from, to = to, from
	}
	n := len(*from) - 1
	if n < 0 {
		return nil, false
	}
	v := (*from)[n]
	*from = (*from)[:n]
	left := m.leave(to)
	return tea.Batch(left, m.resume(v)), true
}

// resume shows an article as it was left, as everything is looked at now.
func (m *Model) resume(v visit) tea.Cmd {
	if !v.pager.Shows(v.article.Document) { // the file was read in the meantime
		return m.openArticle(v.article)
	}
	m.open, m.pager, m.overlays = v.article, v.pager, nil
	m.pager.SetKeys(m.keys.reading, m.keys.selecting, m.keys.linking)
	m.pager.SetLook(m.pagerLook())
	pane := arrange(m.width, m.height).pane
	m.pager.Resize(pane.Dx(), pane.Dy())
	r := m.reading(v.article)
	m.pager.SetAnnotations(r.shown, r.missing())
	return m.watchFile(v.article, v.article.Stamp)
}

// retrace goes back, or forward again, to another article where the way through the open one is at its end.
func (m *Model) retrace(forward bool) tea.Cmd {
	cmd, ok := m.comeBack(forward)
	if !ok {
		m.say("no further jump to retrace")
	}
	return cmd
}
