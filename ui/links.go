package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// The actions of the list of links.
type (
	// followRow closes the list and follows a link.
	followRow struct {
		link  document.Link
		words string
	}
	// copyLink copies the address of a link.
	copyLink struct{ link document.Link }
)

// linksGathered brings the rows of the list of an article's links.
type linksGathered struct {
	article *articles.Article
	rows    []row
}

// gatherLinks has the links of the open article listed.
func (m *Model) gatherLinks() tea.Cmd {
	a, anns, mode := m.open, m.reading(m.open).shown, m.mode
	return m.whenParsed(func() tea.Msg { return linksGathered{a, linkRows(a, anns, mode)} })
}

// whenParsed does what has an article parsed as a whole: at once where that is quick, else in a command whose answer the next keys wait for.
func (m *Model) whenParsed(do func() tea.Msg) tea.Cmd {
	if len(m.open.Document.Source()) <= longText {
		return m.Update(do())
	}
	m.say("reading the whole text …")
	return m.ask(m.while(do))
}

func (m *Model) showLinks(l linksGathered) {
	if m.open != l.article {
		return
	}
	m.notice = notice{}
	m.pick("Links", "this article has no links", l.rows)
}

// linkRows tells of each link its words, where it leads and where it stands.
func linkRows(a *articles.Article, anns []annotate.Annotation, mode render.Mode) []row {
	links, size := a.Document.Links(), max(len(a.Document.Source()), 1)
	rows := make([]row, len(links))
	for i, l := range links {
		words := linkWords(a, anns, l, mode)
		r := row{name: words, right: fmt.Sprintf("%d%%", l.At*100/size), span: document.Span{Start: l.At, End: l.At + 1}, link: &links[i]}
		if !l.Words.Empty() {
			r.span = l.Words
		}
		if l.Kind == document.FootnoteLink {
			r.name, r.detail = "["+document.CleanLine(l.To)+"]", "footnote"
			if note, ok := a.Document.Footnote(l.To); ok {
				r.detail += ": " + document.CleanLine(pager.Shown(a.Document, anns, note, mode))
				r.more = r.detail
			}
			rows[i] = r
			continue
		}
		to := destination(a, l.To)
		r.detail = to.String()
		if to.Kind == address.Nothing {
			r.detail = "not opened: " + document.CleanLine(l.To)
		}
		if l.Kind == document.ImageLink {
			r.name = "image: " + r.name
		}
		r.more = strings.Join(append([]string{to.String() + to.Why}, to.Warnings(words)...), " · ")
		rows[i] = r
	}
	return rows
}

// linkWords is the text of a link as a mode shows it, on one line; where it has none, its address or the name of the picture.
func linkWords(a *articles.Article, anns []annotate.Annotation, l document.Link, mode render.Mode) string {
	if !l.Words.Empty() {
		if words := document.CleanLine(pager.Shown(a.Document, anns, l.Words, mode)); words != "" {
			return words
		}
	}
	if l.Kind == document.ImageLink {
		return address.FileName(l.To)
	}
	return document.CleanLine(destination(a, l.To).String())
}

// destination is where an address in an article leads: what is relative belongs to the article's file or, where it has none, to its page.
func destination(a *articles.Article, to string) address.Address {
	if a.Path == "" && a.URL != "" {
		return address.Against(a.URL, to)
	}
	return address.Read(to)
}

// leads says on one line where a link leads.
func leads(a *articles.Article, l document.Link) string {
	if l.Kind == document.FootnoteLink {
		return "footnote [" + document.CleanLine(l.To) + "]"
	}
	to := destination(a, l.To)
	if to.Kind == address.Nothing {
		return to.Why
	}
	return "→ " + to.String()
}

func (m *Model) copyLink(l document.Link) tea.Cmd {
	to := destination(m.open, l.To)
	text := to.URL
	if text == "" {
		text = document.CleanLine(l.To)
	}
	return m.copied("the address", text)
}
