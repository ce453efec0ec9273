package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui"
)

// shelve gives the terminal program the library, and the ways into it. The rules are those that articles are read with.
func (o *readerOptions) shelve(options *ui.Options, l *library.Library, c config.Settings, rules *current, files func() []string) {
	in := &intake.Intake{
		Library: l, Engine: rules.get, Strictness: c.Strictness, Charset: o.encoding,
		Rules: func() string { return rulesMark(files(), o.off, c.Strictness) },
		Fetch: articles.FetchOptions{Agent: agent(), Private: c.AllowPrivate},
	}
	options.Shelf, options.Find = l, findIn(l)
	options.Add = func(ctx context.Context, what string, tell func(shelf.Progress)) (shelf.Report, error) {
		return in.Add(ctx, what, intake.Options{}, tell)
	}
	options.Paste = pasteInto(in)
	options.Refresh = func(ctx context.Context, force bool, tell func(shelf.Progress)) (shelf.Report, error) {
		return in.Refresh(ctx, force, tell)
	}
	options.Retry = func(ctx context.Context, all []shelf.Failure, tell func(shelf.Progress)) (shelf.Report, error) {
		return in.Retry(ctx, all, tell)
	}
	options.Section, options.KeepSection = leftSection(l), func(s shelf.Section) { keepSection(l, s) }
}

// findIn tells the rows of articles that stand in the library, wherever they were opened from.
func findIn(l *library.Library) func(context.Context, *articles.Article) (shelf.Row, bool, error) {
	return func(ctx context.Context, a *articles.Article) (shelf.Row, bool, error) {
		id, err := l.Find(ctx, a)
		if errors.Is(err, library.ErrNoEntry) {
			return shelf.Row{}, false, nil
		}
		if err != nil {
			return shelf.Row{}, false, err
		}
		e, err := l.Entry(ctx, id)
		if err != nil || e.Deleted > 0 {
			return shelf.Row{}, false, err
		}
		return e.Row, true, nil
	}
}

// made reports whether there is a library yet.
func made(l *library.Library) bool {
	_, err := os.Stat(l.Path())
	return !errors.Is(err, fs.ErrNotExist)
}

// sectionFile is where in the data directory it stands which section of the shelf was left.
const sectionFile = "section.json"

// placed is a section as it is remembered.
type placed struct {
	Name     string         `json:"name"`
	Unread   bool           `json:"unread,omitempty"`
	Begun    bool           `json:"begun,omitempty"`
	Starred  bool           `json:"starred,omitempty"`
	Recent   bool           `json:"recent,omitempty"`
	Archived bool           `json:"archived,omitempty"`
	Deleted  bool           `json:"deleted,omitempty"`
	Source   shelf.SourceID `json:"source,omitempty"`
	Tag      string         `json:"tag,omitempty"`
	Query    string         `json:"query,omitempty"`
}

// leftSection is the section that the reader left; the zero value for none.
func leftSection(l *library.Library) shelf.Section {
	var p placed
	data, err := os.ReadFile(filepath.Join(filepath.Dir(l.Path()), sectionFile))
	if err != nil || json.Unmarshal(data, &p) != nil {
		return shelf.Section{}
	}
	return shelf.Section{Name: document.CleanLine(p.Name), Filter: shelf.Filter{
		Unread: p.Unread, Begun: p.Begun, Starred: p.Starred, Recent: p.Recent, Archived: p.Archived, Deleted: p.Deleted, Source: p.Source, Tag: p.Tag, Query: p.Query,
	}}
}

// keepSection remembers the section that the reader left. Where that cannot be, the shelf opens on all next time.
func keepSection(l *library.Library, s shelf.Section) {
	f := s.Filter
	data, err := json.Marshal(placed{
		Name: s.Name, Unread: f.Unread, Begun: f.Begun, Starred: f.Starred, Recent: f.Recent, Archived: f.Archived, Deleted: f.Deleted, Source: f.Source, Tag: f.Tag, Query: f.Query,
	})
	if err == nil {
		_ = replaceFile(filepath.Join(filepath.Dir(l.Path()), sectionFile), data, 0o600)
	}
}
