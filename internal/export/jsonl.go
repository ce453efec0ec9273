package export

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// version is that of the lines; one that is higher than the program knows is refused.
const version = 1

// The types of lines.
const (
	lineLibrary = "library" // all of one follows
	lineFeed    = "feed"
	lineFolder  = "folder"
	lineSearch  = "search"
	lineArticle = "article"
)

// line is a line of JSON Lines, whatever its type.
type line struct {
	Type    string `json:"type"`
	Version int    `json:"version,omitempty"`

	// Of a feed, a folder and a search.
	Address string   `json:"address,omitempty"`
	Name    string   `json:"name,omitempty"`
	Query   string   `json:"query,omitempty"`
	Hidden  bool     `json:"hidden,omitempty"`
	ID      string   `json:"id,omitempty"`
	Title   string   `json:"title,omitempty"`
	Site    string   `json:"site,omitempty"`
	Tags    []string `json:"tags,omitempty"`

	// Of an article.
	Author    string `json:"author,omitempty"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty"`
	Engine    string `json:"engine,omitempty"`
	Language  string `json:"language,omitempty"`
	About     string `json:"note,omitempty"`
	Format    string `json:"format,omitempty"`
	Made      bool   `json:"made,omitempty"`
	Charset   string `json:"charset,omitempty"`

	Path      string      `json:"path,omitempty"`
	Feed      string      `json:"feed,omitempty"`
	GUID      string      `json:"guid,omitempty"`
	Shortened bool        `json:"shortened,omitempty"`
	State     string      `json:"state,omitempty"`
	Share     json.Number `json:"share,omitempty"`
	Starred   bool        `json:"starred,omitempty"`
	Archived  bool        `json:"archived,omitempty"`
	Seen      bool        `json:"seen,omitempty"`
	Added     string      `json:"added,omitempty"`
	Opened    string      `json:"opened,omitempty"`
	Changed   string      `json:"changed,omitempty"`
	Place     *linePlace  `json:"place,omitempty"`
	Marks     []lineMark  `json:"marks,omitempty"`

	Annotations json.RawMessage `json:"annotations,omitempty"` // for others: what the rules find is found again
	Bytes       string          `json:"bytes,omitempty"`       // the text in base64, where it is no UTF-8
	Text        *string         `json:"text,omitempty"`
}

type linePlace struct {
	At    int     `json:"at"` // code points, like all positions
	Share float64 `json:"share"`
	Begun bool    `json:"begun,omitempty"`
}

type lineMark struct {
	ID      string   `json:"id,omitempty"`
	Kind    Kind     `json:"kind"`
	Start   *int     `json:"start,omitempty"`
	End     *int     `json:"end,omitempty"`
	Exact   string   `json:"exact,omitempty"`
	Prefix  string   `json:"prefix,omitempty"`
	Suffix  string   `json:"suffix,omitempty"`
	Fix     string   `json:"fix,omitempty"`
	Rule    string   `json:"rule,omitempty"`
	ZH      string   `json:"zh,omitempty"`
	Pinyin  string   `json:"pinyin,omitempty"`
	Literal string   `json:"literal,omitempty"`
	Colour  string   `json:"colour,omitempty"`
	Body    string   `json:"body,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	Creator string   `json:"creator,omitempty"`
	Created string   `json:"created,omitempty"`
	Changed string   `json:"changed,omitempty"`
}

// lineWriter writes an object a line.
type lineWriter struct{ w io.Writer }

func (l lineWriter) write(value *line) error {
	out, err := appendValue(nil, value)
	if err != nil {
		return err
	}
	_, err = l.w.Write(append(out, '\n'))
	return err
}

// library writes what a library has beside its articles.
func (l lineWriter) library(sources []shelf.Source, searches []shelf.Section) error {
	if err := l.write(&line{Type: lineLibrary, Version: version}); err != nil {
		return err
	}
	for i := range sources {
		s := &sources[i]
		kind := lineFeed
		if s.Kind == shelf.Folder {
			kind = lineFolder
		}
		if err := l.write(&line{Type: kind, Address: s.Address, Title: s.Title, Site: s.Site, Tags: s.Tags, Hidden: s.Hidden}); err != nil {
			return err
		}
	}
	for _, s := range searches {
		if err := l.write(&line{Type: lineSearch, Name: s.Name, Query: s.Filter.Query}); err != nil {
			return err
		}
	}
	return nil
}

func (l lineWriter) article(a *Article) error {
	source := a.Document.Source()
	out := &line{
		Type: lineArticle, Version: version, ID: a.ID, Title: a.Title, Site: a.Site, Author: a.Author, URL: a.URL, Published: day(a.Published), Engine: a.MT, Language: a.Language,
		About: a.Note, Format: a.Document.Format().String(), Made: a.Made, Charset: a.Charset, Marks: a.lineMarks(),
		Annotations: document.AppendLive(nil, AppendAnnotations(nil, source, a.Findings)),
	}
	if utf8.Valid(source) {
		text := string(source)
		out.Text = &text
	} else {
		out.Bytes = base64.StdEncoding.EncodeToString(source)
	}
	if r := a.Record; r != nil {
		out.ID, out.Tags, out.Path, out.Feed, out.GUID, out.Shortened = r.Name, r.Tags, r.Path, r.Feed, r.GUID, r.Shortened
		out.State, out.Starred, out.Archived, out.Seen, out.Hidden = r.State.String(), r.Starred, r.Archived, r.Seen, r.Hidden
		out.Added, out.Opened, out.Changed = second(r.Added), second(r.Opened), second(r.Changed)
		if r.Share > 0 {
			out.Share = json.Number(strconv.FormatFloat(float64(r.Share), 'f', -1, 32))
		}
		if p := r.Kept.Place; p.Offset > 0 || p.Share > 0 || p.Begun {
			at := document.NewPoints(source).At(min(max(p.Offset, 0), len(source)))
			out.Place = &linePlace{at, p.Share, p.Begun}
		}
	}
	return l.write(out)
}

func (a *Article) lineMarks() []lineMark {
	if len(a.Marks) == 0 {
		return nil
	}
	source, points := a.Document.Source(), a.points()
	all := make([]lineMark, len(a.Marks))
	for i := range a.Marks {
		m := &a.Marks[i]
		all[i] = lineMark{
			ID: m.ID, Kind: m.Kind, Exact: m.Exact, Prefix: m.Prefix, Suffix: m.Suffix, Fix: m.Fix, Rule: m.Rule, ZH: m.ZH, Pinyin: m.Pinyin, Literal: m.Literal,
			Colour: m.Colour, Body: m.Body, Tags: m.Tags, Creator: m.Creator, Created: moment(m.Created), Changed: moment(m.Changed),
		}
		if m.Placed() {
			start, end := points[m.Span.Start], points[m.Span.End]
			all[i].Start, all[i].End = &start, &end
			all[i].Exact = string(source[m.Span.Start:m.Span.End])
			all[i].Prefix, all[i].Suffix = string(before(source, m.Span.Start)), string(after(source, m.Span.End))
		}
	}
	return all
}

// day is a date, with its time where it has one.
func day(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.Equal(t.Truncate(24 * time.Hour)):
		return t.UTC().Format(time.DateOnly)
	}
	return moment(t)
}

// second is a time in seconds since 1970.
func second(unix int64) string {
	if unix == 0 {
		return ""
	}
	return time.Unix(unix, 0).UTC().Format(time.RFC3339)
}
