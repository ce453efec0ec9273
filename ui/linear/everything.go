package linear

import (
	"errors"
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// findAll searches in everything and lists what was found; a number opens an article at the place.
func (s *session) findAll(query string) {
	switch {
	case query == "":
		s.say("find takes words")
		return
	case !s.library():
		return
	}
	hits, err := s.Shelf.Search(s.ctx, query, foundMost)
	if wrong, ok := errors.AsType[*shelf.QueryError](err); ok {
		s.say(fmt.Sprintf("%s, at “%s”", wrong.Why, document.CleanLine(query[min(wrong.At, len(query)):])))
		return
	}
	if err != nil {
		s.say(err.Error())
		return
	}
	if s.books.query = query; len(hits) == 0 {
		s.say("nothing is found by “" + document.CleanLine(query) + "”")
		return
	}
	entries := make([]entry, len(hits))
	for i := range hits {
		h := &hits[i]
		entries[i] = entry{func() string { return aboutHit(h) }, func() { s.openHit(h) }, h.ID}
	}
	s.list(review.Count(len(hits), "article", "articles")+"; type the number of one to read it there:", entries)
}

// aboutHit tells an article and the best place in it.
func aboutHit(h *shelf.Hit) string {
	text := aboutRow(&h.Row)
	if len(h.Snippets) > 0 {
		text += ": " + bracketed(h.Snippets[0])
	}
	return text
}

// bracketed is a snippet with what was looked for in brackets.
func bracketed(s shelf.Snippet) string {
	var b strings.Builder
	from := 0
	for _, m := range s.Marks {
		b.WriteString(s.Text[from:m[0]] + "[" + s.Text[m[0]:m[1]] + "]")
		from = m[1]
	}
	return b.String() + s.Text[from:]
}

// openHit opens an article and goes to the place that was found.
func (s *session) openHit(h *shelf.Hit) {
	a := s.article(&h.Row)
	s.openArticle(a)
	if s.open == nil || s.open.article != a || len(h.Snippets) == 0 || len(h.Snippets[0].Marks) == 0 {
		return
	}
	snippet, r := h.Snippets[0], s.open
	words := snippet.Text[snippet.Marks[0][0]:snippet.Marks[0][1]]
	s.whole()
	places := pager.Find(a.Document.Source(), r.shown, words)
	if len(places) == 0 {
		return
	}
	r.found = found{document.CleanLine(words), places, pager.Meant(a.Document.Source(), r.shown, places, snippet.Text)}
	s.toFound()
}

// keepSearch puts the last search on the shelf as a section.
func (s *session) keepSearch(name string) {
	switch {
	case s.books.query == "":
		s.say("nothing was searched for: find takes words")
		return
	case name == "":
		name = s.books.query
	}
	if err := s.Shelf.KeepSearch(s.ctx, name, s.books.query); err != nil {
		s.say(err.Error())
		return
	}
	s.say("kept as the section " + document.CleanLine(name))
}
