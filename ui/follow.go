package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// What comes back from where a link leads.
type (
	anchorFound struct {
		article *articles.Article
		name    string
		offset  int
		ok      bool
		fresh   bool // the article was opened for it
	}
	footnoteFound struct {
		article *articles.Article
		mark    document.Link
		note    document.Span
		ok      bool
	}
	linkedOpened struct {
		from     *articles.Article
		turn     int // of followed links: a later one is wanted instead
		article  *articles.Article
		fragment string
		link     document.Link
		err      error
	}
)

// applyLink turns an action about a link into state and commands.
func (m *Model) applyLink(action any) tea.Cmd {
	switch a := action.(type) {
	case pager.Follow:
		return m.follow(a.Link, a.Words)
	case pager.ShowLinks:
		return m.gatherLinks()
	case pager.Yank:
		return m.yank(a)
	case pager.Retrace:
		return m.retrace(a.Forward)
	case followRow:
		m.pop()
		return m.follow(a.link, a.words)
	case copyLink:
		return m.copyLink(a.link)
	case copyIt:
		m.pop()
		return m.copied(a.what, a.text)
	case browse:
		m.pop()
		return m.browse(a.to)
	case openPage:
		m.pop()
		return m.openPage(a.to)
	}
	return m.applySift(action)
}

// follow goes where a link of the open article leads. What leads out of the program is shown first, under the words of the link.
func (m *Model) follow(l document.Link, words string) tea.Cmd {
	if l.Kind == document.FootnoteLink {
		return m.findFootnote(l)
	}
	to := destination(m.open, l.To)
	switch to.Kind {
	case address.Here:
		return m.findAnchor(to.Fragment, false)
	case address.File:
		return m.followFile(l, to)
	case address.Web, address.Mail:
		m.showLink(l.At, to, words)
	case address.Nothing:
		m.refuse(to.Why)
	}
	return nil
}

// refuse says why a link is not followed.
func (m *Model) refuse(why string) { m.notice = notice{text: document.CleanLine(why), wrong: true} }

// findAnchor looks for the place in the open article that a fragment names. Where the article was opened for it, the way back does not stop
// at the article's start.
func (m *Model) findAnchor(name string, fresh bool) tea.Cmd {
	a := m.open
	if name == "" || name == "top" {
		m.pager.JumpTo(0)
		return nil
	}
	return m.whenParsed(func() tea.Msg {
		offset, ok := a.Document.Anchor(name)
		return anchorFound{a, name, offset, ok, fresh}
	})
}

func (m *Model) anchorFound(f anchorFound) {
	switch {
	case m.open != f.article:
	case !f.ok:
		m.refuse("nothing in this article is called #" + f.name)
	default:
		m.notice = notice{}
		if f.fresh {
			m.pager.Return(f.offset)
			return
		}
		m.pager.JumpTo(f.offset)
	}
}

// findFootnote looks for a footnote of the open article.
func (m *Model) findFootnote(mark document.Link) tea.Cmd {
	a := m.open
	return m.whenParsed(func() tea.Msg {
		note, ok := a.Document.Footnote(mark.To)
		return footnoteFound{a, mark, note, ok}
	})
}

func (m *Model) footnoteFound(f footnoteFound) {
	switch {
	case m.open != f.article:
	case !f.ok:
		m.refuse("the footnote [" + f.mark.To + "] says nothing")
	default:
		m.notice = notice{}
		m.showFootnote(f.mark.At, f.mark.To, pager.Shown(f.article.Document, m.reading(f.article).shown, f.note, m.mode), f.note.Start)
	}
}

// followFile opens a file that a link leads to as an article. Only a text that is a file itself can lead to others.
func (m *Model) followFile(l document.Link, to address.Address) tea.Cmd {
	a, open := m.open, m.options.OpenFile
	path := to.Path
	switch {
	case a.Path == "" || open == nil:
		m.refuse("this article is no file, so it cannot lead to one: " + to.String())
		return nil
	case l.Kind == document.ImageLink:
		m.say("pictures are not shown on a terminal: " + to.String())
		return nil
	case !filepath.IsAbs(path):
		path = filepath.Join(filepath.Dir(a.Path), path)
	}
	if known := m.linkedBefore(path); known != nil {
		return m.goOnTo(known, to.Fragment)
	}
	m.turn++
	ctx, turn := m.ctx, m.turn
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		opened, err := open(path)
		return linkedOpened{from: a, turn: turn, article: opened, fragment: to.Fragment, link: l, err: err}
	}
}

// linkedBefore returns the article of a file that is on the shelf or was opened by a link before, so that what is known of it holds.
func (m *Model) linkedBefore(path string) *articles.Article {
	if a := m.linked[filepath.Clean(path)]; a != nil {
		return a
	}
	for _, a := range append([]*articles.Article{m.options.Open}, m.options.Articles...) {
		if a != nil && a.Path != "" && samePath(a.Path, path) {
			return a
		}
	}
	return nil
}

func samePath(a, b string) bool {
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return errA == nil && errB == nil && a == b
}

func (m *Model) linkedOpened(o linkedOpened) tea.Cmd {
	if o.from != m.open || o.turn != m.turn {
		return nil
	}
	if errors.Is(o.err, fs.ErrNotExist) && o.from.URL != "" { // a page that was kept without those beside it
		if to := address.Against(o.from.URL, o.link.To); to.Kind == address.Web {
			m.showLink(o.link.At, to, to.String())
			return nil
		}
	}
	if o.err != nil {
		m.fail(fmt.Errorf("follow the link: %w", o.err))
		return nil
	}
	if o.article.Path != "" {
		m.linked[filepath.Clean(o.article.Path)] = o.article
	}
	return m.goOnTo(o.article, o.fragment)
}

// goOnTo shows a linked article, at the place that a fragment names where there is one.
func (m *Model) goOnTo(a *articles.Article, fragment string) tea.Cmd {
	var cmd tea.Cmd
	fresh := a != m.open
	if fresh {
		cmd = m.visit(a)
	}
	if fragment == "" {
		return cmd
	}
	return tea.Batch(cmd, m.findAnchor(fragment, fresh))
}
