package linear

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// holdings are the library as the session knows it.
type holdings struct {
	section  shelf.Section // that is listed; its name is "" while the shelf has articles of no library
	articles map[shelf.ID]*articles.Article
	ids      map[*articles.Article]shelf.ID
	undos    []shelf.Undo
	query    string // of the last search in everything
}

// everything is the section that the shelf opens on.
var everything = shelf.Section{Name: "All"}

// openLibrary shows the library, where there is one to be shown.
func (s *session) openLibrary() {
	s.books = holdings{articles: map[shelf.ID]*articles.Article{}, ids: map[*articles.Article]shelf.ID{}}
	if s.Shelf != nil && !s.Named && len(s.Articles) == 0 {
		s.books.section = everything
	}
}

// library sees to it that there is a library; the first thing that is to be kept makes one of the built-in articles.
func (s *session) library() bool {
	if s.Shelf == nil {
		s.say("there is no library here")
		return false
	}
	if s.Named || s.books.section.Name != "" {
		return true
	}
	if _, err := s.Shelf.Change(s.ctx, nil, shelf.Change{}); err != nil {
		s.say(err.Error())
		return false
	}
	rows, err := s.Shelf.Rows(s.ctx, everything.Filter, shelf.Newest, 0, 0)
	if err != nil {
		s.say(err.Error())
		return false
	}
	for _, a := range s.Articles {
		if i := slices.IndexFunc(rows, func(r shelf.Row) bool { return r.Title == document.CleanLine(a.Title) }); i >= 0 {
			s.books.articles[rows[i].ID], s.books.ids[a] = a, rows[i].ID
		}
	}
	s.books.section = everything
	if s.Refresh != nil { // so that they are found
		if _, err := s.Refresh(s.ctx, false, func(shelf.Progress) {}); err != nil {
			s.say(err.Error())
		}
	}
	return true
}

// article is the article of a row. Nothing of it is read before it is opened.
func (s *session) article(row *shelf.Row) *articles.Article {
	if a := s.books.articles[row.ID]; a != nil {
		return a
	}
	id := row.ID
	a := articles.LaterBy(articles.Meta{Title: row.Title, Site: row.Site, Published: row.Published}, func() (*articles.Article, error) { return s.Shelf.Open(s.ctx, id) })
	s.books.articles[id], s.books.ids[a] = a, id
	return a
}

// showSection lists the rows of the section that have all of the words, or all of them.
func (s *session) showSection(words string) {
	if !s.library() {
		return
	}
	section := s.books.section
	rows, err := s.rowsOf(section.Filter)
	if err != nil {
		s.say(err.Error())
		return
	}
	var entries []entry
	for i := range rows {
		if row := &rows[i]; has(row.Title+" "+row.Site+" "+row.Author, words) {
			entries = append(entries, entry{func() string { return aboutRow(row) }, func() { s.openArticle(s.article(row)) }, row.ID})
		}
	}
	switch {
	case len(rows) == 0 && section.Filter == everything.Filter:
		s.say("the shelf is empty: add takes a file, a folder or an address")
	case len(rows) == 0:
		s.say(section.Name + " is empty; sections tells the others")
	case len(entries) == 0:
		s.say(fmt.Sprintf("nothing in %s has “%s”; list tells all", section.Name, words))
	case words != "":
		s.list(fmt.Sprintf("%s, %d of %s have “%s”:", section.Name, len(entries), review.Count(len(rows), "article", "articles"), words), entries)
	default:
		s.list(section.Name+", "+review.Count(len(entries), "article", "articles")+"; type the number of one to open it, help for more:", entries)
	}
}

// foundMost is how many articles a search lists.
const foundMost = 500

func (s *session) rowsOf(f shelf.Filter) (rows []shelf.Row, err error) {
	switch {
	case f.Query != "":
		hits, err := s.Shelf.Search(s.ctx, f.Query, foundMost)
		for i := range hits {
			rows = append(rows, hits[i].Row)
		}
		return rows, err
	case f.Recent:
		return s.Shelf.Rows(s.ctx, f, shelf.LastRead, 0, 0)
	}
	return s.Shelf.Rows(s.ctx, f, shelf.Newest, 0, 0)
}

// aboutRow tells what the library knows of an article.
func aboutRow(row *shelf.Row) string {
	parts := []string{row.Title}
	if row.Site != "" {
		parts = append(parts, row.Site)
	}
	if !row.Published.IsZero() {
		parts = append(parts, row.Published.Format("2 January 2006"))
	}
	if row.Starred {
		parts = append(parts, "starred")
	}
	switch row.State {
	case shelf.Unread:
		parts = append(parts, "unread")
	case shelf.Begun:
		parts = append(parts, percent(float64(row.Share))+" read")
	case shelf.Read:
		parts = append(parts, "read")
	}
	return strings.Join(parts, ", ")
}

// listSections tells the parts of the library; a number shows one.
func (s *session) listSections() {
	if !s.library() {
		return
	}
	all, err := s.Shelf.Sections(s.ctx)
	if err != nil {
		s.say(err.Error())
		return
	}
	var entries []entry
	for _, section := range all {
		text := section.Name
		switch {
		case section.Filter.Query != "":
			text += ", what is found by " + section.Filter.Query
		case section.Unread > 0:
			text += fmt.Sprintf(", %d of %d unread", section.Unread, section.Count)
		default:
			text += ", " + strconv.Itoa(section.Count)
		}
		entries = append(entries, telling(text, func() { s.toSection(section) }))
	}
	s.list("you are in "+s.books.section.Name+"; the number of a section lists it:", entries)
}

func (s *session) toSection(section shelf.Section) {
	s.books.section = section
	s.showSection("")
}

// goToSection shows a section by its name, or by the beginning of it.
func (s *session) goToSection(name string) {
	if name == "" {
		s.listSections()
		return
	}
	if !s.library() {
		return
	}
	all, err := s.Shelf.Sections(s.ctx)
	if err != nil {
		s.say(err.Error())
		return
	}
	for _, fits := range []func(string) bool{
		func(n string) bool { return strings.EqualFold(n, name) },
		func(n string) bool { return strings.HasPrefix(strings.ToLower(n), strings.ToLower(name)) },
	} {
		if i := slices.IndexFunc(all, func(one shelf.Section) bool { return fits(one.Name) }); i >= 0 {
			s.toSection(all[i])
			return
		}
	}
	s.say("no section is called “" + document.CleanLine(name) + "”; sections tells those there are")
}
