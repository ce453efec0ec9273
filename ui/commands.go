package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// The messages that commands bring back. Each carries what it was made for, so that a late one can be told.
type (
	articleAnnotated struct {
		article    *articles.Article
		anns       []annotate.Annotation
		cast       []annotate.Member
		err        error // of the annotations made by hand; the others stand
		strictness annotate.Strictness
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
		kept    Kept
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
		sources []Source
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
	ctx, engine, trouble, strictness := m.ctx, m.engine, m.options.Trouble, m.options.Strictness
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		known, err := knownOf(a, strictness)
		e := engine()
		anns := e.Annotate(a.Document, known)
		done := articleAnnotated{article: a, strictness: strictness, anns: anns, cast: e.Cast(a.Document, anns), err: err}
		if trouble != nil {
			done.trouble = trouble()
		}
		return done
	}
}

// knownOf is what the engine is told of an article. It is good whatever the error says: annotations made for the article that are left out.
func knownOf(a *articles.Article, strictness annotate.Strictness) (annotate.Options, error) {
	own, err := annotate.ReadOwn(a.Own, a.OwnText, a.Document.Source())
	if err != nil {
		err = fmt.Errorf("annotations made for this article: %w", err)
	}
	published := ""
	if !a.Published.IsZero() {
		published = a.Published.Format("2006-01-02")
	}
	return annotate.Options{Published: published, MT: a.MT, Title: a.Title, URL: a.URL, Strictness: strictness, Own: own}, err
}

// explain asks the engine what it thought of a place.
func (m *Model) explain(span document.Span) tea.Cmd {
	a, ctx, engine, strictness := m.open, m.ctx, m.engine, m.options.Strictness
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		known, _ := knownOf(a, strictness) // what is wrong was said when the article was read
		return placeExplained{a, span, engine().Explain(a.Document, known, span)}
	}
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

// recall asks the Keeper what it remembers of an article.
func (m *Model) recall(a *articles.Article) tea.Cmd {
	keeper, ctx := m.options.Keeper, m.ctx
	if r := m.reading(a); keeper == nil || r.recalled {
		return nil
	}
	return func() tea.Msg {
		kept, err := keeper.Kept(ctx, a.ID)
		return articleRecalled{a, kept, err}
	}
}

// keepPlace has the Keeper remember the reader's place.
func (m *Model) keepPlace(a *articles.Article) tea.Cmd {
	keeper, ctx, place := m.options.Keeper, m.ctx, m.reading(a).place
	return keep(keeper, func() error { return keeper.KeepPlace(ctx, a.ID, place) })
}

// keepVerdicts has the Keeper remember the reader's verdicts.
func (m *Model) keepVerdicts(a *articles.Article) tea.Cmd {
	keeper, ctx, verdicts := m.options.Keeper, m.ctx, m.reading(a).verdicts.all()
	return keep(keeper, func() error { return keeper.KeepVerdicts(ctx, a.ID, verdicts) })
}

func keep(keeper Keeper, do func() error) tea.Cmd {
	if keeper == nil {
		return nil
	}
	return func() tea.Msg {
		if err := do(); err != nil {
			return keepingFailed{fmt.Errorf("not kept: %w", err)}
		}
		return nil
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

// lookAhead starts what is wanted next: first the open article, then the shelf's selected one, then those in view,
// one after another.
func (m *Model) lookAhead() tea.Cmd {
	if m.engine == nil {
		return nil
	}
	if m.open != nil {
		if m.reading(m.open).annotated {
			return nil
		}
		return m.annotateArticle(m.open)
	}
	if index, ok := m.list.Selected(); ok {
		a := m.options.Articles[index]
		if m.reading(a).annotated {
			if !m.list.Previewed() {
				m.list.SetPreview(m.preview(index))
			}
		} else {
			if !m.list.Previewed() && len(a.Document.Source()) > longText {
				m.list.SetPreview(m.preview(index))
			}
			if len(m.inFlight) == 0 {
				return m.annotateArticle(a)
			}
		}
	}
	if len(m.inFlight) > 0 {
		return nil
	}
	for _, index := range m.list.Visible() {
		if a := m.options.Articles[index]; !m.reading(a).annotated {
			return m.annotateArticle(a)
		}
	}
	return nil
}
