package ui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// The messages that commands bring back. Each carries what it was made for, so that a late one can be told.
type (
	articleAnnotated struct {
		article    *articles.Article
		document   *document.Document
		anns       []annotate.Annotation
		cast       []annotate.Member
		err        error // of the annotations made by hand; the others stand
		strictness annotate.Strictness
		rules      int    // how often they had been changed
		trouble    string // with the rules
	}
	textSearched struct {
		article *articles.Article
		query   string
		hits    []document.Span
		again   bool // in a text that was read anew: the place stays
	}
	articleRecalled struct {
		article *articles.Article
		kept    review.Kept
		row     shelf.Row // as the library has it; zero where it does not
		err     error
	}
	placeExplained struct {
		article     *articles.Article
		span        document.Span
		explanation annotate.Explanation
	}
	wordsFound struct {
		zh    string
		words []card.Word
		err   error
	}
	sourcesGuessed struct {
		article *articles.Article
		span    document.Span
		phrase  string
		sources []review.Source
	}
	settingsChanged struct {
		settings config.Settings
		notice   string
		err      error // the settings stay as they were
	}
	keepingFailed struct{ err error }
)

// annotateArticle has the engine read an article. The first call builds the engine.
func (m *Model) annotateArticle(a *articles.Article) tea.Cmd {
	if m.inFlight[a] {
		return nil
	}
	m.inFlight[a] = true
	read, place := *a, m.reading(a).place.Offset
	engine, trouble, rest, strictness, rules := m.engine, m.options.Trouble, m.options.Rest, m.options.Strictness, m.rules
	return m.while(func() tea.Msg {
		known, err := review.Known(&read, strictness)
		e := engine()
		done := articleAnnotated{article: a, document: read.Document, strictness: strictness, rules: rules, err: err}
		if trouble != nil {
			done.trouble = trouble()
		}
		if w := e.Start(read.Document, known); w.Passages() > 1 {
			i := w.PassageAt(place)
			return longBegun{done, w, i, w.Annotate(i)}
		}
		done.anns = e.Annotate(read.Document, known)
		done.cast = e.Start(read.Document, known).Cast(done.anns)
		if rest != nil {
			rest()
		}
		return done
	})
}

// explain asks the engine what it thought of a place.
func (m *Model) explain(span document.Span) tea.Cmd {
	a, read, l, engine, strictness := m.open, *m.open, m.reading(m.open).long, m.engine, m.options.Strictness
	return m.while(func() tea.Msg {
		if l != nil {
			return placeExplained{a, span, l.work.Explain(span)}
		}
		known, _ := review.Known(&read, strictness) // what is wrong was said when the article was read
		return placeExplained{a, span, engine().Explain(read.Document, known, span)}
	})
}

// searchText looks for a query in an article.
func (m *Model) searchText(a *articles.Article, query string) tea.Cmd {
	ctx, source, anns := m.ctx, a.Document.Source(), m.reading(a).shown
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		return textSearched{article: a, query: query, hits: pager.Find(source, anns, query)}
	}
}

// searchAgain looks for a query in a text that was read anew.
func (m *Model) searchAgain(a *articles.Article, query string) tea.Cmd {
	m.query = query
	search := m.searchText(a, query)
	return func() tea.Msg {
		found, ok := search().(textSearched)
		if !ok {
			return nil
		}
		found.again = true
		return found
	}
}

// lookUp finds the words of Chinese text.
func (m *Model) lookUp(zh string) tea.Cmd {
	lookup := m.options.Lookup
	if lookup == nil {
		return nil
	}
	return func() tea.Msg {
		words, err := lookup(zh)
		return wordsFound{zh, words, err}
	}
}

// guess proposes what Chinese a span was made of. The first time it takes longer.
func (m *Model) guess(span document.Span, phrase string) tea.Cmd {
	a, ctx, guess := m.open, m.ctx, m.options.Guess
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		return sourcesGuessed{a, span, phrase, guess(phrase)}
	}
}

// recall asks the Keeper what it remembers of an article, and the library whether it stands there.
func (m *Model) recall(a *articles.Article) tea.Cmd {
	keeper, ctx, read := m.options.Keeper, m.ctx, *a
	if r := m.reading(a); keeper == nil || r.recalled || a.ID == "" {
		return nil
	}
	find := m.options.Find
	if _, known := m.stock.ids[a]; known {
		find = nil
	}
	return func() tea.Msg {
		kept, err := keeper.Kept(ctx, &read)
		if err != nil || find == nil {
			return articleRecalled{article: a, kept: kept, err: err}
		}
		row, _, err := find(ctx, &read)
		return articleRecalled{a, kept, row, err}
	}
}

// watchSettings waits for other settings.
func (m *Model) watchSettings() tea.Cmd {
	watch, ctx := m.options.Watch, m.ctx
	if watch == nil {
		return nil
	}
	return func() tea.Msg {
		settings, notice, err := watch(ctx)
		if ctx.Err() != nil {
			return nil
		}
		return settingsChanged{settings, notice, err}
	}
}

// longText is the size from which a text is previewed as it came while the engine reads it.
const longText = 200 << 10

// lookAhead starts what is wanted next: first for the open article, then for the shelf's selected one, then for those in view, one after another.
func (m *Model) lookAhead() tea.Cmd {
	m.sellOff()
	if m.open != nil {
		return m.lookInto(m.open)
	}
	if id, ok := m.list.Selected(); ok {
		a := m.article(id)
		r := m.reading(a)
		if a.Document != nil && !m.list.Previewed() && (r.annotated || m.engine == nil || len(a.Document.Source()) > longText) {
			m.list.SetPreview(m.preview(id))
		}
		if m.list.Roomy() || !m.counted(id) {
			if cmd := m.lookAt(a); cmd != nil {
				return cmd
			}
		}
	}
	for _, id := range m.list.Visible() {
		if m.counted(id) {
			continue
		}
		if cmd := m.lookAt(m.article(id)); cmd != nil {
			return cmd
		}
	}
	return m.glance()
}

// counted reports whether the library knows how many fixes an article has, so that it need not be read for its row.
func (m *Model) counted(id shelf.ID) bool {
	row, ok := m.list.Row(id)
	return id > 0 && ok && row.Fixes >= 0
}

// lookInto starts what the open article wants.
func (m *Model) lookInto(a *articles.Article) tea.Cmd {
	switch r := m.reading(a); {
	case a.Partial && r.failed == nil:
		return m.readRest(a)
	case m.engine == nil, r.annotated:
		return nil
	case r.long != nil:
		return m.readOn(a)
	}
	return m.annotateArticle(a)
}

// lookAt starts what the shelf wants to know of an article: its head, and how many fixes it has if it is not long. Only one is being annotated at a time.
func (m *Model) lookAt(a *articles.Article) tea.Cmd {
	switch r := m.reading(a); {
	case r.failed != nil, r.opening:
		return nil
	case a.Document == nil:
		return m.readHead(a)
	case m.engine == nil, r.annotated, r.long != nil, a.Partial, len(m.inFlight) > 0:
		return nil
	}
	return m.annotateArticle(a)
}
