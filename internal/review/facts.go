package review

import (
	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Fact is something that is known of an article beside its text. Its strings are clean.
type Fact struct{ Name, Value string }

// Facts lists what is known of an article: what it says of itself, and how it was read. What is not known is left out.
func Facts(a *articles.Article) (all []Fact) {
	add := func(name, value string) {
		if value = document.CleanLine(value); value != "" {
			all = append(all, Fact{name, value})
		}
	}
	add("title", a.Title)
	add("author", a.Author)
	add("site", a.Site)
	if !a.Published.IsZero() {
		add("published", a.Published.Format("2 January 2006"))
	}
	if a.MT != "" {
		add("translated", "by "+a.MT)
	}
	add("language", a.Language)
	add("address", a.URL)
	add("file", a.Path)
	add("encoding", a.Charset)
	add("note", a.Note)
	add("id", a.ID)
	return all
}
