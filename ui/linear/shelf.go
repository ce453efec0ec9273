package linear

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// showShelf lists the articles whose title or site has all of the words, or all articles. An open article stays open.
func (s *session) showShelf(words string) {
	if s.books.section.Name != "" {
		s.showSection(words)
		return
	}
	var entries []entry
	for _, a := range s.Articles {
		if has(a.Title+" "+a.Site, words) {
			entries = append(entries, entry{func() string { return s.about(glance(a)) }, func() { s.openFromShelf(a) }, 0})
		}
	}
	switch {
	case len(s.Articles) == 0:
		s.say("The shelf is empty. Open a file with: reader FILE")
	case len(entries) == 0:
		s.say(fmt.Sprintf("nothing on the shelf has “%s”; list tells all", words))
	case words != "":
		s.list(fmt.Sprintf("%d of %s have “%s”:", len(entries), review.Count(len(s.Articles), "article", "articles"), words), entries)
	default:
		s.list(review.Count(len(entries), "article", "articles")+"; type the number of one to open it, help for more:", entries)
	}
}

// glance looks at the file of an article that was not read yet for what it says of itself.
func glance(a *articles.Article) *articles.Article {
	if a.Document == nil {
		if meta, err := a.Glance(); err == nil { // what is wrong is said when it is opened
			a.Meta = meta
		}
	}
	return a
}

// has reports whether text has each of the words, capitals aside.
func has(text, words string) bool {
	text = strings.ToLower(text)
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// about tells what is known of an article before it is opened.
func (s *session) about(a *articles.Article) string {
	parts := []string{document.CleanLine(a.Title)}
	if site := document.CleanLine(a.Site); site != "" {
		parts = append(parts, site)
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Format("2 January 2006"))
	}
	if r := s.readings[a]; r != nil && r.place.Begun {
		if r.place.Share >= 1 {
			parts = append(parts, "read")
		} else {
			parts = append(parts, percent(r.place.Share)+" read")
		}
	}
	return strings.Join(parts, ", ")
}

func percent(share float64) string { return strconv.Itoa(int(share*100)) + " %" }

// openNumber opens an article by its number on the shelf.
func (s *session) openNumber(argument string) {
	n, err := strconv.Atoi(argument)
	if s.books.section.Name != "" {
		if err != nil {
			s.say("open takes the number of an article of the list")
			return
		}
		s.pick(n)
		return
	}
	if err != nil || n < 1 || n > len(s.Articles) {
		s.say(fmt.Sprintf("open takes the number of an article, 1 to %d", len(s.Articles)))
		return
	}
	s.openFromShelf(s.Articles[n-1])
}

// openFromShelf opens an article that no link led to: closing it comes back to the shelf.
func (s *session) openFromShelf(a *articles.Article) {
	s.left = nil
	s.openArticle(a)
}
