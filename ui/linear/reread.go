package linear

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// tellFacts tells what is known of the open article.
func (s *session) tellFacts() {
	for _, f := range review.Facts(s.open.article) {
		s.say(f.Name + ": " + f.Value)
	}
}

// encoding reads the open article again in another encoding, and reads on from the same line.
func (s *session) encoding(charset string) {
	a := s.open.article
	if charset == "" {
		s.say("it was read as " + a.Charset + "; the encodings are: " + strings.Join(articles.Charsets(), ", "))
		return
	}
	name, err := articles.Charset(charset)
	if err != nil {
		s.say(err.Error() + "; encoding without a name lists them")
		return
	}
	read := s.ReadIn
	var fresh *articles.Article
	if read != nil {
		fresh, err = read(s.ctx, a, name)
	} else {
		fresh, err = a.ReadIn(name)
	}
	switch {
	case err != nil:
		s.say(document.CleanLine(err.Error()) + "; what was read before stays")
		return
	case string(fresh.Document.Source()) == string(a.Document.Source()):
		s.say("it is the same text in " + name)
		return
	}
	s.swap(fresh)
	s.say("read as " + name)
	s.open.read(s)
}

// swap puts the open article as it reads now in the place of how it read before. What was decided stays where its words do.
func (s *session) swap(fresh *articles.Article) {
	old := s.open
	before, after := old.article.Document.Source(), fresh.Document.Source()
	r := &reading{
		article: fresh, page: render.NewPage(fresh.Document, nil), fix: -1, spot: -1, marks: map[string]int{},
		at: review.SameLine(before, after, old.at), hand: old.hand.Carried(document.Compare(before, after)),
	}
	r.place = review.Place{Offset: r.at, Begun: true}
	for name, at := range old.marks {
		r.marks[name] = review.SameLine(before, after, at)
	}
	delete(s.readings, old.article)
	s.readings[fresh] = r
	for i, a := range s.Articles {
		if a == old.article {
			s.Articles[i] = fresh
		}
	}
	if s.Open == old.article {
		s.Open = fresh
	}
	s.open, s.listed = r, listing{}
	s.annotate(r)
	r.rule()
	r.look(s)
	r.spot = r.at - 1
}

// paste makes an article of what the clipboard holds, and opens it.
func (s *session) paste() {
	if s.Clipboard == nil {
		s.say("there is no clipboard here")
		return
	}
	text, err := s.Clipboard(s.ctx)
	var a *articles.Article
	if err == nil {
		if s.Paste != nil {
			a, _, err = s.Paste(s.ctx, text)
		} else {
			a, err = articles.Pasted(text)
		}
	}
	if err != nil {
		s.say(document.CleanLine(err.Error()))
		return
	}
	s.Articles = append(s.Articles, a)
	s.openArticle(a)
}
