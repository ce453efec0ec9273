package ui

import (
	"context"
	"errors"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
)

// fetchKeys is every key that works while a page is fetched, over what is on the screen.
type fetchKeys struct{ Stop key.Binding }

func newFetchKeys() fetchKeys { return fetchKeys{Stop: keys.Bind("esc", "stop fetching", "esc")} }

func fetchActions(k *fetchKeys) []keys.Action {
	return []keys.Action{{Name: "stop-fetching", Binding: &k.Stop}}
}

// fetch is a page on its way. The reader reads on meanwhile.
type fetch struct {
	to   address.Address
	stop context.CancelFunc
}

// pageOpened is what has come of a fetch.
type pageOpened struct {
	fetch   *fetch
	from    *articles.Article // open when it was asked for, nil for the shelf
	article *articles.Article
	err     error
}

// openPage has a page of the web opened as an article. One that is on its way already is given up.
func (m *Model) openPage(to address.Address) tea.Cmd {
	m.stopFetch()
	m.turn++ // a file that a link led to is wanted no longer
	open, from, private := m.options.OpenPage, m.open, m.options.AllowPrivate
	ctx, stop := context.WithCancel(m.ctx)
	f := &fetch{to, stop}
	m.fetch = f
	return func() tea.Msg {
		defer stop()
		a, err := open(ctx, to.URL, private)
		return pageOpened{f, from, a, err}
	}
}

// stopFetch gives up the page that is on its way.
func (m *Model) stopFetch() {
	if m.fetch != nil {
		m.fetch.stop()
		m.fetch = nil
	}
}

// stopsFetch answers the key that gives up the page on its way, where nothing stands over the screen that wants it more.
func (m *Model) stopsFetch(k tea.KeyPressMsg) bool {
	if m.fetch == nil || m.top() != nil || !key.Matches(k, m.keys.fetching.Stop) {
		return false
	}
	m.say("not opened: " + m.fetch.to.String())
	m.stopFetch()
	return true
}

// fetching is what the bar says while a page is on its way, "" where none is.
func (m *Model) fetching() string {
	if m.fetch == nil {
		return ""
	}
	return hint(m.keys.fetching.Stop) + " · fetching " + m.fetch.to.String() + " …"
}

// pageOpened shows a page, unless it was given up, or something else was opened meanwhile.
func (m *Model) pageOpened(p pageOpened) tea.Cmd {
	if p.fetch != m.fetch {
		return nil
	}
	m.fetch = nil
	switch {
	case p.from != m.open:
		return nil
	case p.err != nil:
		m.fail(hinted(p.err))
		return nil
	}
	m.notice = notice{}
	if m.open == nil {
		m.putOnShelf(p.article)
		return m.switchTo(p.article)
	}
	return m.goOnTo(p.article, p.fetch.to.Fragment)
}

// hinted puts what to try behind what went wrong, which the bar has no other place for.
func hinted(err error) error {
	if page, ok := errors.AsType[*articles.FetchError](err); ok && page.Hint != "" {
		return errors.New(page.Why + "; " + page.Hint + " · " + page.Address)
	}
	return err
}

// isPage reports whether what was typed is the address of a page that can be opened.
func (m *Model) isPage(typed string) bool {
	return m.options.OpenPage != nil && address.Read(typed).Kind == address.Web
}
