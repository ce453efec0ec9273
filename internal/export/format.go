package export

import (
	"io"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Format is a form in which articles leave.
type Format struct {
	Name      string
	Extension string // of its files, with the dot
	Apart     bool   // it has a file for each article
	Marked    bool   // it says nothing of articles without marks

	open func(w io.Writer) writer
}

// writer writes articles one after the other.
type writer interface {
	begin() error
	article(a *Article) error
	end() error
}

// formats is the table of them. What more than one article is written to says so in its writer.
var formats = []Format{
	{"md", ".md", true, false, func(w io.Writer) writer { return single{w, writeMarkdown} }},
	{"org", ".org", false, true, func(w io.Writer) writer { return single{w, writeOrg} }},
	{"notes", ".notes.md", false, true, func(w io.Writer) writer { return single{w, writeNotes} }},
	{"html", ".html", true, false, func(w io.Writer) writer { return single{w, WriteHTML} }},
	{"jsonl", ".jsonl", false, false, func(w io.Writer) writer { return lineWriter{w} }},
	{"w3c", ".jsonld", false, true, func(w io.Writer) writer { return webWriter(w) }},
	{"hypothesis", ".json", false, true, func(w io.Writer) writer { return rowWriter(w) }},
}

// Names lists the names of the formats, the first of which is the usual one.
func Names() []string {
	names := make([]string, len(formats))
	for i := range formats {
		names[i] = formats[i].Name
	}
	return names
}

// Find finds a format by its name.
func Find(name string) (Format, bool) {
	for _, f := range formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Writer writes articles in a format. Nothing of one is held once it is written.
type Writer struct{ to writer }

// Writer begins to write.
func (f Format) Writer(w io.Writer) (*Writer, error) {
	to := f.open(w)
	return &Writer{to}, to.begin()
}

// Library writes what a library has beside its articles, in the formats that have a place for it: that comes first.
func (w *Writer) Library(sources []shelf.Source, searches []shelf.Section) error {
	if lines, ok := w.to.(lineWriter); ok {
		return lines.library(sources, searches)
	}
	return nil
}

// Article writes an article.
func (w *Writer) Article(a *Article) error { return w.to.article(a) }

// Close ends what was begun.
func (w *Writer) Close() error { return w.to.end() }

func (lineWriter) begin() error { return nil }
func (lineWriter) end() error   { return nil }

// single writes each article by itself.
type single struct {
	w     io.Writer
	write func(w io.Writer, a *Article) error
}

func (single) begin() error               { return nil }
func (s single) article(a *Article) error { return s.write(s.w, a) }
func (single) end() error                 { return nil }
