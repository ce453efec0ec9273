// Package export writes articles with all that the reader made of them in forms that other programs take, and takes them back.
package export

import (
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
)

// Article is an article on its way out or in.
type Article struct {
	articles.Meta // Title is the title as it came

	Shown    string // the title as repaired, "" where it is not known
	Document *document.Document
	Made     bool // see articles.Article
	Charset  string
	Findings []annotate.Annotation // as the reader has them, sorted and apart: with them the text reads as repaired
	Marks    []Mark                // in the order of the text; those that have no place in it come last
	Record   *library.Record       // what the library knows beside; nil for an article that is in none
}

// Heading is what the article is called: its title as repaired, or else as it came.
func (a *Article) Heading() string {
	if a.Shown != "" {
		return a.Shown
	}
	return a.Title
}

// Tags are the tags that the reader gave the article.
func (a *Article) Tags() []string {
	if a.Record == nil {
		return nil
	}
	return a.Record.Tags
}

// Kind is what a mark is.
type Kind string

// The kinds of marks: what the reader makes of a place of a text.
const (
	Highlight Kind = "highlight"
	Note      Kind = "note"   // words of the reader's own
	Fix       Kind = "fix"    // the reader's own fix, or one that was edited
	Accept    Kind = "accept" // a fix that was found right
	Reject    Kind = "reject" // a fix that was found wrong
)

// kinds lists them.
var kinds = []Kind{Highlight, Note, Fix, Accept, Reject}

// Mark is what the reader made of one place of an article, or of the article as a whole.
type Mark struct {
	ID   string // an address of its own, "" where it was given none
	Kind Kind
	Span document.Span // bytes of the document's source; empty where the mark has no place in it

	// The words at the place and what stands before and behind them. They are what the place is found by in another version of the text;
	// of a mark that has a place, the text itself says it better. A mark without any is on the article as a whole.
	Exact, Prefix, Suffix string

	Fix                 string // of a fix, and of one that was accepted or rejected
	Rule                string // that proposed the fix, where one did
	ZH, Pinyin, Literal string // of a fix, where known
	Colour              string // of a highlight, by name
	Body                string // Markdown
	Tags                []string
	Creator             string // who made it, where that was somebody else
	Created, Changed    time.Time
}

// Placed reports whether the mark has a place in the text.
func (m *Mark) Placed() bool { return !m.Span.Empty() }

// Whole reports whether the mark is on the article as a whole.
func (m *Mark) Whole() bool { return m.Span.Empty() && m.Exact == "" }

// Lost reports whether the mark is on words that the text does not have.
func (m *Mark) Lost() bool { return m.Span.Empty() && m.Exact != "" }

// Judges reports whether the mark is on a fix.
func (m *Mark) Judges() bool { return m.Kind == Fix || m.Kind == Accept || m.Kind == Reject }
