package ui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// The actions of the prompts.
type (
	filterShelf struct{ query string }
	searchFor   struct{ query string }
	editFix     struct {
		span document.Span
		fix  string
	}
)

// apply turns an action into state and commands.
func (m *Model) apply(action any) tea.Cmd {
	switch a := action.(type) {
	case list.NextMode:
		m.setMode(m.mode.Next())
	case list.Close:
		return m.quit()
	case searchFor:
		return m.search(a.query)

	case card.Accept:
		return m.judge(review.Accepted)
	case card.Reject:
		return m.judge(review.Rejected)
	case card.Edit:
		m.askEdit()
	case card.LookUp:
		return m.lookUp(a.ZH)
	case card.Explain:
		return m.explain(a.Span)
	case card.Step:
		m.pop()
		return m.showCard(m.pager.Step(a.By))
	case card.Close, dismiss:
		return m.pop()
	case editFix:
		return m.edit(a)

	case wear, keepTheme, dropTheme:
		m.applyTheme(a)

	case goTo:
		m.pop()
		m.goTo(a.offset)
	case turnOff:
		return m.turnOff(a.row)
	case takeSource:
		return m.takeSource(a)
	case keepSource:
		return m.keepSource(a)
	case copySource:
		return m.copyText(a.text)
	case answered:
		m.pop()
		return m.apply(a.action)
	default:
		return m.applyShelf(action)
	}
	return nil
}

// applyPager turns an action of the open article into state and commands.
func (m *Model) applyPager(action any) tea.Cmd {
	switch a := action.(type) {
	case pager.Close:
		return m.closeArticle()
	case pager.ShowCard:
		return m.showCard(a.Annotation)
	case pager.ShowCast:
		return m.showCast()
	case pager.ShowContents:
		return m.showContents()
	case pager.SetMode:
		m.setMode(a.Mode)
	case pager.SetFold:
		m.fold = a.Fold
		m.looked()
	case pager.AskSearch:
		m.push(newPrompt("/", "", m.theme, func(text string) any { return searchFor{text} }).remember(&m.searches))
	case pager.Undo:
		return m.undo()
	case pager.Redo:
		return m.redo()
	case pager.Copy:
		return m.copyText(a.Text)
	case pager.Quote:
		return m.copyText(m.quotation(a.Text))
	case pager.AskFix:
		m.askFix(a.Span, a.Text)
	case pager.AskGuess:
		return m.askGuess(a.Span, a.Text)
	case pager.Say:
		m.say(a.Text)
	default:
		return m.applyMark(action)
	}
	return nil
}

func (m *Model) say(text string) { m.notice = notice{text: text} }

// sayKey shows a sentence and which key does what about it.
func (m *Model) sayKey(text string, b key.Binding, does string) {
	if b.Enabled() {
		text += " · " + b.Help().Key + " " + does
	}
	m.say(text)
}

func (m *Model) fail(err error) {
	if err != nil {
		m.notice = notice{text: document.CleanLine(err.Error()), wrong: true}
	}
}

// quit ends the program; the place in the open article is kept first.
func (m *Model) quit() tea.Cmd {
	m.leaving = true
	if m.open != nil {
		m.notePlace()
		m.keepPlace(m.open)
	}
	return tea.Sequence(m.keeping.now, m.keepSection(), tea.Quit)
}

// openArticle shows an article. One of which nothing has been read is read first.
func (m *Model) openArticle(a *articles.Article) tea.Cmd {
	if a.Document == nil {
		m.toOpen = a
		m.reading(a).failed = nil
		return m.readHead(a)
	}
	m.open = a
	m.overlays = nil
	return m.showArticle()
}

// showArticle gives the open article a pager, at its place.
func (m *Model) showArticle() tea.Cmd {
	a := m.open
	r := m.reading(a)
	if m.engine == nil {
		r.shown = []annotate.Annotation{}
	}
	m.pager = pager.New(a.Document, r.shown, m.pagerLook(), r.place.Offset, m.now)
	m.pager.SetKeys(m.keys.reading, m.keys.selecting, m.keys.linking)
	m.pager.SetTrail(r.trail)
	pane := arrange(m.width, m.height).pane
	m.pager.Resize(pane.Dx(), pane.Dy())
	m.pager.SetMarks(r.hand.Marks())
	if missing := r.missing(); missing != nil {
		m.pager.SetAnnotations(r.shown, missing)
	}
	r.place.Begun = true
	m.wantedFile, m.arrived = "", nil
	return tea.Batch(m.recall(a), m.watchFile(a, a.Stamp))
}

func (m *Model) notePlace() {
	r := m.reading(m.open)
	r.place = review.Place{Offset: m.pager.Offset(), Share: m.pager.Share(), Begun: true}
	r.trail = m.pager.Trail()
}

// closeArticle goes back to the shelf, or ends the program where the article was what it was started for.
func (m *Model) closeArticle() tea.Cmd {
	if cmd, ok := m.comeBack(false); ok {
		return cmd
	}
	a := m.open
	if a == m.options.Open {
		return m.quit()
	}
	m.notePlace()
	m.unwatch()
	m.visits, m.wanted = visits{}, ""
	m.open, m.pager, m.overlays, m.arrived = nil, nil, nil, nil
	m.refreshRow(a)
	m.returnToFinding()
	if m.named() {
		return m.keepPlace(a)
	}
	return tea.Sequence(m.keepPlace(a), m.askSections(false))
}

func (m *Model) pagerLook() pager.Look {
	return pager.Look{Mode: m.mode, Fold: m.fold, Theme: m.theme, Measure: m.options.Measure, Notes: m.options.SideNotes}
}

func (m *Model) askFilter() {
	p := newPrompt("filter: ", "", m.theme, func(text string) any { return filterShelf{text} })
	p.changed = func(text string) any { return filterShelf{text} }
	p.cancel = filterShelf{""}
	m.push(p)
}

// search looks for a query; an empty one ends the search.
func (m *Model) search(query string) tea.Cmd {
	m.query = query
	if m.open == nil || query == "" {
		if m.pager != nil {
			m.pager.SetFound("", nil)
		}
		return nil
	}
	return m.ask(m.searchText(m.open, query))
}

func (m *Model) searched(found textSearched) {
	if found.article != m.open || found.query != m.query {
		return
	}
	if found.again {
		m.pager.FoundAgain(found.query, found.hits)
		return
	}
	m.pager.SetFound(found.query, found.hits)
	if len(found.hits) == 0 {
		m.notice = notice{text: fmt.Sprintf("no “%s” here, neither as shown nor in the original", document.CleanLine(found.query)), wrong: true}
	}
}

// annotated shows what the engine found.
func (m *Model) annotated(done articleAnnotated) {
	if m.tookUp(done) {
		r := m.reading(done.article)
		r.annotated, r.anns, r.cast = true, done.anns, done.cast
		m.rule(done.article)
	}
}

// tookUp reports whether what the engine did was done for what still holds. It says what went wrong.
func (m *Model) tookUp(done articleAnnotated) bool {
	delete(m.inFlight, done.article)
	if m.readings[done.article] == nil || done.strictness != m.options.Strictness || done.rules != m.rules || done.document != done.article.Document {
		return false // a later version has taken its place, or it was made for what holds no longer
	}
	if done.article == m.open {
		m.fail(done.err)
	}
	if done.trouble != "" && !m.troubled {
		m.troubled = true
		m.notice = notice{text: document.CleanLine(done.trouble), wrong: true}
	}
	return true
}

// recalled takes what the Keeper remembered. A reader who has moved on already is left alone.
func (m *Model) recalled(back articleRecalled) {
	if m.readings[back.article] == nil {
		return // a later version has taken its place
	}
	r := m.reading(back.article)
	r.recalled = true
	m.fail(back.err)
	if back.err != nil {
		return
	}
	if back.row.ID > 0 {
		m.stock.kept[back.article], m.stock.rows[back.row.ID] = back.row.ID, back.row
	}
	if len(back.kept.Verdicts)+len(back.kept.Marks) > 0 {
		r.hand.Recall(back.kept)
		m.rule(back.article)
		m.showMarks(back.article)
	}
	if back.article == m.open && m.pager.Offset() == 0 && back.kept.Place.Offset > 0 && (m.hit.article != m.open || m.hit.words() == "") {
		m.pager.Return(back.kept.Place.Offset)
	}
	if back.article == m.open {
		m.showWanted()
	}
}

func (m *Model) setMode(mode render.Mode) {
	m.mode = mode
	m.looked()
}

// looked hands the way articles are looked at to whoever shows some.
func (m *Model) looked() {
	m.list.SetLook(m.listLook())
	if m.pager != nil {
		m.pager.SetLook(m.pagerLook())
	}
}

// goTo shows a place of the article; a fix that stands there becomes the current one.
func (m *Model) goTo(offset int) {
	shown := m.reading(m.open).shown
	if i := slices.IndexFunc(shown, func(a annotate.Annotation) bool { return a.Span.Contains(offset) }); i >= 0 {
		m.pager.Select(i)
		return
	}
	m.pager.Show(offset)
}
