package articles

import "github.com/seed-0d8bf4ce/reader/internal/document"

// Labels are what a library knows an article by.
type Labels struct {
	Name  string   // what commands call it
	Feeds []string // the feed or folder that it came from: its address and its title
	Tags  []string
}

// Text is the text of an article as it is kept: decoded, with what must be known to read it the same way again.
type Text struct {
	Source  []byte
	Format  document.Format
	Made    bool // see Article
	Charset string
}

// Text returns what must be kept of an article's text. An article without a Document has none.
func (a *Article) Text() Text {
	if a.Document == nil {
		return Text{}
	}
	return Text{a.Document.Source(), a.Document.Format(), a.Made, a.Charset}
}

// Restored makes an article of what was kept of it. It gets the text for its own.
func Restored(m Meta, t Text) *Article {
	a := &Article{Meta: m, Made: t.Made, Charset: t.Charset}
	if t.Format == document.MarkdownText {
		a.Document = document.Markdown(t.Source)
	} else {
		a.Document = document.Plain(t.Source)
	}
	if known, ok := Recognise(t.Source); ok {
		a.Own, a.OwnText = known.Own, known.OwnText
	}
	return a
}

// LaterBy returns an article of which only Meta is known, and which load reads when OpenHead or Reopen would read a file.
func LaterBy(m Meta, load func() (*Article, error)) *Article { return &Article{Meta: m, load: load} }

// IDOf is the ID of the article with a text, see Meta: what a built-in article is called, or else something made from the text.
func IDOf(source []byte) string {
	if known, ok := Recognise(source); ok {
		return known.ID
	}
	return digest(source)[:12]
}
