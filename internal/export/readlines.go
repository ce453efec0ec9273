package export

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// readLines reads our own JSON Lines. A line that cannot be taken does not keep the others from being taken.
func readLines(name string, in *bufio.Reader, take func(*item) error, wrong func(*FileError)) error {
	for number := 1; ; number++ {
		data, err := readLine(in)
		ended := errors.Is(err, io.EOF)
		if err != nil && !ended {
			if errors.Is(err, articles.ErrTooLarge) {
				return &FileError{name, number, 1, "the line is longer than " + strconv.Itoa(MaxFile>>20) + " MiB"}
			}
			return fmt.Errorf("read %s: %w", document.CleanLine(name), articles.Reason(err))
		}
		if data = bytes.TrimRight(data, "\r\n"); len(bytes.TrimSpace(data)) > 0 {
			it, err := readItem(data)
			if m := (*FileError)(nil); errors.As(err, &m) {
				m.File, m.Line = name, number
				wrong(m)
			} else if err := take(it); err != nil {
				return err
			}
		}
		if ended {
			return nil
		}
	}
}

// readLine reads a line of bounded length.
func readLine(in *bufio.Reader) ([]byte, error) {
	var all []byte
	for {
		part, err := in.ReadSlice('\n')
		if !errors.Is(err, bufio.ErrBufferFull) {
			if all == nil {
				return part, err
			}
			return append(all, part...), err
		}
		if all = append(all, part...); len(all) > MaxFile {
			return nil, articles.ErrTooLarge
		}
	}
}

// lineMistake is what is wrong with a field of a line.
func lineMistake(data []byte, field, format string, values ...any) *FileError {
	at := max(bytes.Index(data, []byte(`"`+field+`"`)), 0)
	return &FileError{Column: utf8.RuneCount(data[:at]) + 1, Why: fmt.Sprintf(format, values...)}
}

// readItem reads a line; the error is a *FileError.
func readItem(data []byte) (*item, error) {
	var l line
	if !utf8.Valid(data) {
		return nil, &FileError{Column: 1, Why: "it is not UTF-8"}
	}
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, jsonMistake(data, err)
	}
	switch l.Type {
	case lineLibrary, lineArticle:
		if l.Version > version {
			return nil, lineMistake(data, "version", "a newer reader has written it (version %d, this one knows %d): update this one", l.Version, version)
		}
	case lineFeed, lineFolder:
		if strings.TrimSpace(l.Address) == "" {
			return nil, lineMistake(data, "address", "%q is missing", "address")
		}
	case lineSearch:
		if strings.TrimSpace(l.Name) == "" || strings.TrimSpace(l.Query) == "" {
			return nil, lineMistake(data, "type", "a search needs a name and a query")
		}
	default:
		return nil, lineMistake(data, "type", "%s is no type of line that is known", quoted(l.Type))
	}
	switch l.Type {
	case lineLibrary:
		return &item{library: true}, nil
	case lineArticle:
		return l.article(data)
	case lineSearch:
		return &item{search: &shelf.Section{Name: document.CleanLine(l.Name), Filter: shelf.Filter{Query: l.Query}}}, nil
	}
	s := &shelf.Source{Kind: shelf.Feed, Address: l.Address, Title: document.CleanLine(l.Title), Site: document.CleanLine(l.Site), Tags: cleanTags(l.Tags), Hidden: l.Hidden}
	if l.Type == lineFolder {
		s.Kind = shelf.Folder
	}
	return &item{source: s}, nil
}

// jsonMistake says where a line is not JSON, or not what is wanted.
func jsonMistake(data []byte, err error) *FileError {
	at, why := 0, jsonWhy(err)
	var (
		syntax *json.SyntaxError
		kind   *json.UnmarshalTypeError
	)
	switch {
	case errors.As(err, &syntax):
		at = max(int(syntax.Offset)-1, 0)
	case errors.As(err, &kind):
		at, why = int(kind.Offset), fmt.Sprintf("%s: a %s is not what can stand here", quoted(kind.Field), kind.Value)
	}
	return &FileError{Column: utf8.RuneCount(data[:min(at, len(data))]) + 1, Why: why}
}

// quoted puts foreign words into a sentence.
func quoted(s string) string {
	s = document.CleanLine(s)
	if r := []rune(s); len(r) > 40 {
		s = string(r[:39]) + "…"
	}
	return `"` + s + `"`
}

func cleanTags(tags []string) []string {
	var clean []string
	for _, t := range tags {
		if t = document.CleanLine(t); t != "" && !slices.Contains(clean, t) {
			clean = append(clean, t)
		}
	}
	slices.Sort(clean)
	return clean
}

// article makes an article of a line.
func (l *line) article(data []byte) (*item, error) {
	source, err := l.source(data)
	if err != nil {
		return nil, err
	}
	t := articles.Text{Source: source, Made: l.Made, Charset: document.CleanLine(l.Charset)}
	switch l.Format {
	case document.PlainText.String(), "":
	case document.MarkdownText.String():
		t.Format = document.MarkdownText
	default:
		return nil, lineMistake(data, "format", "%s is no format: it can be plain or markdown", quoted(l.Format))
	}
	meta := articles.Meta{
		ID: articles.IDOf(source), Title: document.CleanLine(l.Title), Site: document.CleanLine(l.Site), Author: document.CleanLine(l.Author), URL: document.CleanLine(l.URL),
		MT: document.CleanLine(l.Engine), Language: document.CleanLine(l.Language), Note: document.CleanLine(l.About),
	}
	if meta.Title == "" {
		return nil, lineMistake(data, "title", "%q is missing", "title")
	}
	if meta.Published, err = l.time(data, "published", l.Published); err != nil {
		return nil, err
	}
	restored := articles.Restored(meta, t)
	a := &Article{Meta: meta, Document: restored.Document, Made: restored.Made, Charset: restored.Charset}
	if a.Record, err = l.record(data, source); err != nil {
		return nil, err
	}
	a.Record.Text = restored
	marks, err := l.loose(data)
	return &item{article: a, marks: marks}, err
}

// source is the text of a line.
func (l *line) source(data []byte) ([]byte, error) {
	var source []byte
	switch {
	case l.Text != nil:
		source = []byte(*l.Text)
	case l.Bytes != "":
		var err error
		if source, err = base64.StdEncoding.DecodeString(l.Bytes); err != nil {
			return nil, lineMistake(data, "bytes", "it is not base64")
		}
	default:
		return nil, lineMistake(data, "text", "%q is missing", "text")
	}
	switch {
	case len(bytes.TrimSpace(source)) == 0:
		return nil, lineMistake(data, "text", "the text is empty")
	case len(source) > articles.MaxSize:
		return nil, lineMistake(data, "text", "%v", articles.ErrTooLarge)
	}
	return source, nil
}

// record is what a line says of an entry beside its text.
func (l *line) record(data, source []byte) (*library.Record, error) {
	r := &library.Record{Seen: l.Seen, Hidden: l.Hidden, Feed: l.Feed}
	r.Name, r.Path, r.GUID, r.Shortened, r.Starred, r.Archived, r.Tags = l.ID, l.Path, l.GUID, l.Shortened, l.Starred, l.Archived, cleanTags(l.Tags)
	switch l.State {
	case shelf.Unread.String(), "":
	case shelf.Begun.String():
		r.State = shelf.Begun
	case shelf.Read.String():
		r.State = shelf.Read
	default:
		return nil, lineMistake(data, "state", "%s is no state: it can be unread, begun or read", quoted(l.State))
	}
	if l.Share != "" {
		share, err := l.Share.Float64()
		if err != nil || share < 0 || share > 1 {
			return nil, lineMistake(data, "share", "a share is a number from 0 to 1")
		}
		r.Share = float32(share)
	}
	for _, t := range []struct {
		field, value string
		to           *int64
	}{{"added", l.Added, &r.Added}, {"opened", l.Opened, &r.Opened}, {"changed", l.Changed, &r.Changed}} {
		at, err := l.time(data, t.field, t.value)
		if err != nil {
			return nil, err
		}
		if !at.IsZero() {
			*t.to = at.Unix()
		}
	}
	if p := l.Place; p != nil {
		if p.At < 0 || p.Share < 0 || p.Share > 1 {
			return nil, lineMistake(data, "place", "there is no such place")
		}
		r.Kept.Place = review.Place{Share: p.Share, Begun: p.Begun}
		for n := p.At; n > 0 && r.Kept.Place.Offset < len(source); n-- {
			_, size := utf8.DecodeRune(source[r.Kept.Place.Offset:])
			r.Kept.Place.Offset += size
		}
	}
	return r, nil
}

// loose are the marks of a line.
func (l *line) loose(data []byte) ([]loose, error) {
	var all []loose
	for i := range l.Marks {
		m := &l.Marks[i]
		if !slices.Contains(kinds, m.Kind) {
			return nil, lineMistake(data, "marks", "%s is no kind of mark", quoted(string(m.Kind)))
		}
		one := loose{start: -1, end: -1, Mark: Mark{
			ID: document.CleanLine(m.ID), Kind: m.Kind, Exact: m.Exact, Prefix: m.Prefix, Suffix: m.Suffix, Fix: document.Clean(m.Fix), Rule: document.CleanLine(m.Rule), ZH: document.CleanLine(m.ZH), Pinyin: document.CleanLine(m.Pinyin),
			Literal: document.CleanLine(m.Literal), Colour: colourName(m.Colour), Body: document.Clean(m.Body), Tags: cleanTags(m.Tags), Creator: document.CleanLine(m.Creator),
		}}
		if m.Start != nil && m.End != nil {
			if *m.Start < 0 || *m.End <= *m.Start {
				return nil, lineMistake(data, "marks", "a mark from %d to %d is nowhere", *m.Start, *m.End)
			}
			one.start, one.end = *m.Start, *m.End
		}
		var err error
		if one.Created, err = l.time(data, "created", m.Created); err != nil {
			return nil, err
		}
		if one.Changed, err = l.time(data, "changed", m.Changed); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// time reads a time of a line; there may be none.
func (l *line) time(data []byte, field, value string) (time.Time, error) {
	at, ok := parseTime(value)
	if !ok {
		return at, lineMistake(data, field, "%s: %s is not a date like 2015-07-31 or 2015-07-31T12:00:00Z", field, quoted(value))
	}
	return at, nil
}

// parseTime reads a time or a date; an empty one is the zero time.
func parseTime(value string) (time.Time, bool) {
	if value == "" {
		return time.Time{}, true
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly, "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, value); err == nil && at.Year() > 0 {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}

// colourName is the name of a colour, "" for what is none.
func colourName(s string) string {
	if len(s) > 32 || strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return ""
	}
	return strings.ToLower(s)
}
