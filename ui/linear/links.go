package linear

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// listLinks lists the links of what was read last, or of the whole article where it has none or all are asked for; with words those that have them. The
// list says where each leads, so that nobody is led there unawares.
func (s *session) listLinks(words string) {
	r := s.open
	links, head := r.linksHere(s), "Links of what was read; a number follows one, links all lists the others:"
	if len(links) == 0 || words != "" {
		links, head = r.article.Document.Links(), "Links of the article; a number follows one:"
	}
	if strings.EqualFold(words, "all") {
		words = ""
	}
	var entries []entry
	for _, l := range links {
		if text := r.tellLink(l, s.Mode); has(text, words) {
			entries = append(entries, telling(text, func() { s.follow(l) }))
		}
	}
	switch {
	case len(links) == 0:
		s.say("this article has no links")
	case len(entries) == 0:
		s.say(fmt.Sprintf("no link has “%s”; links all lists them", document.CleanLine(words)))
	default:
		s.list(head, entries)
	}
}

// linksHere are the links of the piece that the reader is at, in order.
func (r *reading) linksHere(s *session) []document.Link {
	var all []document.Link
	for _, line := range r.piece(s) {
		for _, run := range line.Runs {
			if l := run.Link; l != nil && (len(all) == 0 || all[len(all)-1].At != l.At) {
				all = append(all, *l)
			}
		}
	}
	return all
}

// tellLink tells the words of a link and where it leads, with what is odd about it.
func (r *reading) tellLink(l document.Link, mode render.Mode) string {
	if l.Kind == document.FootnoteLink {
		return "footnote " + document.CleanLine(l.To)
	}
	to := r.destination(l)
	words := document.CleanLine(pager.Shown(r.article.Document, r.shown, l.Words, mode))
	parts := []string{words, "leads to " + to.String()}
	if to.Kind == address.Nothing {
		parts[1] = to.Why
	}
	switch {
	case l.Kind == document.ImageLink:
		parts[0] = "image " + first(words, address.FileName(l.To))
	case words == "", words == to.String():
		parts = parts[1:]
	}
	return strings.Join(append(parts, to.Warnings(words)...), ", ")
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// destination is where a link leads: what is relative belongs to the article's file or, where it has none, to its page.
func (r *reading) destination(l document.Link) address.Address {
	if r.article.Path == "" && r.article.URL != "" {
		return address.Against(r.article.URL, l.To)
	}
	return address.Read(l.To)
}

// follow goes where a link leads. Only articles are opened, and nothing is ever run.
func (s *session) follow(l document.Link) {
	r := s.open
	if l.Kind == document.FootnoteLink {
		s.readFootnote(l)
		return
	}
	switch to := r.destination(l); {
	case to.Kind == address.Here:
		s.toAnchor(to.Fragment)
	case l.Kind == document.ImageLink:
		s.say("pictures are not shown in plain lines: " + to.String())
	case to.Kind == address.File:
		s.followFile(to)
	case to.Kind == address.Web:
		s.followPage(to)
	case to.Kind == address.Mail:
		s.say("write to " + to.String())
	default:
		s.say(to.Why)
	}
}

func (s *session) readFootnote(l document.Link) {
	r := s.open
	note, ok := r.article.Document.Footnote(l.To)
	if !ok {
		s.say("the footnote " + document.CleanLine(l.To) + " says nothing")
		return
	}
	s.say("footnote " + document.CleanLine(l.To) + ": " + document.CleanLine(pager.Shown(r.article.Document, r.shown, note, s.Mode)))
}

// toAnchor goes to the place in the open article that a fragment names.
func (s *session) toAnchor(name string) {
	r, offset := s.open, 0
	if name != "" && name != "top" {
		var ok bool
		if offset, ok = r.article.Document.Anchor(name); !ok {
			s.say("nothing in this article is called #" + document.CleanLine(name))
			return
		}
	}
	r.jumpTo(s, offset)
	r.read(s)
}

// followFile opens a text that a link leads to. Only an article that is a file itself can lead to one.
func (s *session) followFile(to address.Address) {
	a, path := s.open.article, to.Path
	if a.Path == "" || s.OpenFile == nil {
		s.say("this article is no file, so it cannot lead to one: " + to.String())
		return
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(a.Path), path)
	}
	opened, err := s.OpenFile(path)
	if errors.Is(err, fs.ErrNotExist) && a.URL != "" { // a page that was kept without those beside it
		if page := address.Against(a.URL, to.Path); page.Kind == address.Web {
			s.followPage(page)
			return
		}
	}
	s.goOnTo(opened, to.Fragment, err)
}

// followPage fetches a page and opens it.
func (s *session) followPage(to address.Address) {
	if s.OpenPage == nil {
		s.say("pages of the web are not opened here: " + to.String())
		return
	}
	s.say("fetching " + to.String())
	s.flush()
	opened, err := s.OpenPage(s.ctx, to.URL, s.AllowPrivate)
	s.goOnTo(opened, to.Fragment, err)
}

// goOnTo opens an article that a link led to; closing it comes back.
func (s *session) goOnTo(a *articles.Article, fragment string, err error) {
	if err != nil {
		s.say("not opened: " + document.CleanLine(err.Error()))
		return
	}
	for known := range s.readings { // what is known of it holds
		if known.ID != "" && known.ID == a.ID {
			a = known
		}
	}
	s.left = append(s.left, s.open.article)
	s.openArticle(a)
	if fragment != "" {
		s.toAnchor(fragment)
	}
}
