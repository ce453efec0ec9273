package export

import (
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Taker takes back into a library what files hold. Its fields do not change once it is used.
type Taker struct {
	Library *library.Library
	Fresh   bool // there was no library before: what it has by itself is what the file says it is
	Tell    func(articles int)

	pending []*item
	size    int
	sources map[string]shelf.SourceID // by address; nil until they are needed, and when there are others
	touched map[shelf.ID]bool
	whole   bool // the file has all of a library
	report  *Report
}

// How much is taken in one transaction.
const (
	batchItems = 64
	batchBytes = 4 << 20
)

// File takes what a file holds. What cannot be taken stands in the report; the error is of the file as a whole, or of the library.
func (t *Taker) File(ctx context.Context, name string, in io.Reader) (Report, error) {
	t.report, t.touched, t.whole = &Report{}, map[shelf.ID]bool{}, false
	err := read(name, in, func(it *item) error { return t.take(ctx, it) }, func(m *FileError) { t.report.Mistakes = append(t.report.Mistakes, m) })
	if m := (*FileError)(nil); errors.As(err, &m) {
		t.report.Mistakes, err = append(t.report.Mistakes, m), nil
	}
	err = errors.Join(err, t.flush(ctx))
	if err == nil && t.whole && t.Fresh {
		err = t.dropOthers(ctx)
	}
	return *t.report, err
}

// take takes one thing, by and by.
func (t *Taker) take(ctx context.Context, it *item) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case it.library:
		t.whole = true
		return nil
	case it.source != nil:
		return t.source(ctx, it.source)
	case it.search != nil:
		return t.search(ctx, it.search)
	}
	t.pending = append(t.pending, it)
	if it.article != nil {
		t.size += len(it.article.Document.Source())
	}
	if len(t.pending) < batchItems && t.size < batchBytes {
		return nil
	}
	return t.flush(ctx)
}

// source follows a feed or folder that is not followed yet.
func (t *Taker) source(ctx context.Context, s *shelf.Source) error {
	if s.Kind == shelf.Folder {
		if !isFolder(s.Address) {
			t.report.Left = append(t.report.Left, "the folder "+document.CleanLine(s.Address)+" is not on this machine")
			return nil
		}
	} else if address.Read(s.Address).Kind != address.Web {
		t.report.Left = append(t.report.Left, "the feed "+quoted(s.Address)+" has no address of the web")
		return nil
	}
	known, err := t.Library.Sources(ctx)
	if err != nil {
		return err
	}
	for i := range known {
		if known[i].Address == s.Address {
			t.report.KnownSources++
			return nil
		}
	}
	t.report.Sources++
	t.sources = nil
	_, err = t.Library.Follow(ctx, *s)
	return err
}

// isFolder reports whether a folder is on this machine.
func isFolder(path string) bool {
	info, err := os.Stat(path) //nolint:gosec // the user's own list of folders
	return err == nil && info.IsDir() && filepath.IsAbs(path)
}

// search puts a search on the shelf. One of the same name stays.
func (t *Taker) search(ctx context.Context, s *shelf.Section) error {
	known, err := t.Library.Sections(ctx)
	if err != nil {
		return err
	}
	for _, k := range known {
		if k.Filter.Query == "" || k.Name != s.Name {
			continue
		}
		if k.Filter.Query != s.Filter.Query {
			t.report.Left = append(t.report.Left, "the search "+quoted(s.Name)+" is another one here, and stays")
		}
		return nil
	}
	err = t.Library.KeepSearch(ctx, s.Name, s.Filter.Query)
	if wrong, ok := errors.AsType[*shelf.QueryError](err); ok {
		t.report.Left = append(t.report.Left, "the search "+quoted(s.Name)+" cannot be understood: "+document.CleanLine(wrong.Why))
		return nil
	}
	t.report.Searches++
	return err
}

// flush takes what is pending, in one transaction.
func (t *Taker) flush(ctx context.Context) error {
	var all []library.Incoming
	for _, it := range t.pending {
		in, err := t.incoming(ctx, it)
		if errors.Is(err, library.ErrNoEntry) {
			t.report.Missing = append(t.report.Missing, Missing{Address: it.about, Title: it.title, Marks: len(it.marks)})
			continue
		}
		if err != nil {
			return err
		}
		all = append(all, in)
	}
	t.pending, t.size = t.pending[:0], 0
	if len(all) > 0 {
		if err := t.Library.Merge(ctx, all); err != nil {
			return err
		}
	}
	if t.Tell != nil {
		t.Tell(t.report.Added + t.report.Known)
	}
	return nil
}

// incoming makes ready what the library is to take of an item.
func (t *Taker) incoming(ctx context.Context, it *item) (library.Incoming, error) {
	in := library.Incoming{Merge: func(r *library.Record, added bool) error {
		fresh := added || t.Fresh && !t.touched[r.ID]
		t.touched[r.ID] = true
		marks := anchor(r.Text.Document, it)
		if it.article != nil {
			t.count(added)
			mergeEntry(r, it.article.Record, fresh)
		}
		t.mergeHand(r, it, marks, fresh)
		return nil
	}}
	if it.article == nil {
		id, err := t.find(ctx, it.about)
		in.ID = id
		return in, err
	}
	r := it.article.Record
	in.New = &library.New{Article: r.Text, Hidden: r.Hidden, Shortened: r.Shortened, Seen: r.Seen}
	if path := r.Path; path != "" {
		if here := sameFile(path, r.Text.ID); here != nil {
			r.Text.Path, r.Text.Stamp = here.Path, here.Stamp
		}
	}
	if r.Feed != "" {
		source, err := t.sourceAt(ctx, r.Feed)
		if err != nil {
			return in, err
		}
		if source != 0 {
			in.New.Source, in.New.GUID = source, r.GUID
		}
	}
	return in, nil
}

// sourceAt is the feed or folder with an address; 0 where none is followed.
func (t *Taker) sourceAt(ctx context.Context, at string) (shelf.SourceID, error) {
	if t.sources == nil {
		all, err := t.Library.Sources(ctx)
		if err != nil {
			return 0, err
		}
		t.sources = map[string]shelf.SourceID{}
		for i := range all {
			t.sources[all[i].Address] = all[i].ID
		}
	}
	return t.sources[at], nil
}

func (t *Taker) count(added bool) {
	if added {
		t.report.Added++
	} else {
		t.report.Known++
	}
}

// sameFile opens the file at a path that a file to be taken names, where it is on this machine and has the text that it is said to have.
func sameFile(path, id string) *articles.Article {
	info, err := os.Stat(path)
	if err != nil || !filepath.IsAbs(path) || !info.Mode().IsRegular() || info.Size() > articles.MaxSize {
		return nil
	}
	a, err := articles.Open(path)
	if err != nil || a.ID != id {
		return nil
	}
	return a
}

// find finds the entry of the article that marks are on.
func (t *Taker) find(ctx context.Context, about string) (shelf.ID, error) {
	if err := t.Library.Make(ctx); err != nil {
		return 0, err
	}
	a := &articles.Article{}
	switch {
	case strings.HasPrefix(about, urn):
		id, err := url.PathUnescape(strings.TrimPrefix(about, urn))
		if err != nil {
			return 0, library.ErrNoEntry
		}
		a.ID = id
	case strings.HasPrefix(about, "file:"):
		u, err := url.Parse(about)
		if err != nil || u.Path == "" {
			return 0, library.ErrNoEntry
		}
		a.Path = filepath.FromSlash(u.Path)
	default:
		a.URL = about
	}
	return t.Library.Find(ctx, a)
}

// dropOthers takes away what a new library has by itself and the one that was taken had not.
func (t *Taker) dropOthers(ctx context.Context) error {
	all, err := t.Library.Everything(ctx)
	if err != nil {
		return err
	}
	var others []shelf.ID
	for _, id := range all {
		if !t.touched[id] {
			others = append(others, id)
		}
	}
	if len(others) == 0 {
		return nil
	}
	gone := true
	_, err = t.Library.Change(ctx, others, shelf.Change{Deleted: &gone})
	return err
}

// mergeEntry takes what another library knew of an article. Of an entry that was there nothing is taken away.
func mergeEntry(r, from *library.Record, fresh bool) {
	if fresh {
		r.Name, r.State, r.Share, r.Starred, r.Archived, r.Seen = from.Name, from.State, from.Share, from.Starred, from.Archived, from.Seen
		r.Tags, r.Opened = from.Tags, from.Opened
		if from.Added > 0 {
			r.Added = from.Added
		}
		return
	}
	r.State, r.Share = max(r.State, from.State), max(r.Share, from.Share)
	r.Starred, r.Seen = r.Starred || from.Starred, r.Seen && from.Seen
	r.Tags = cleanTags(append(append([]string{}, r.Tags...), from.Tags...))
	r.Opened = max(r.Opened, from.Opened)
	if from.Added > 0 {
		r.Added = min(r.Added, from.Added)
	}
	if !from.Seen {
		r.Deleted = 0
	}
}

// mergeHand takes verdicts, highlights, notes and the place. Of two verdicts on one fix, and of two forms of one note, the later stands.
func (t *Taker) mergeHand(r *library.Record, it *item, marks []Mark, fresh bool) {
	came, was := int64(0), r.Changed
	if it.article != nil {
		came = it.article.Record.Changed
		if fresh && came > 0 {
			r.Changed = came
		}
		if p := it.article.Record.Kept.Place; fresh || came > was {
			if string(it.article.Document.Source()) != string(r.Text.Document.Source()) {
				p.Offset = document.Compare(it.article.Document.Source(), r.Text.Document.Source()).Offset(p.Offset)
			}
			if p != r.Kept.Place {
				r.Kept.Place, r.Changed = p, max(r.Changed, came)
			}
		}
	}
	taken := false
	for i := range marks {
		m := &marks[i]
		if m.Lost() {
			t.report.Lost = append(t.report.Lost, Lost{r.Title, *m})
		}
		later := max(came, unix(m.Changed), unix(m.Created))
		if m.Judges() && m.Placed() {
			taken = t.mergeVerdict(r, m.verdict(), later > was) || taken
		} else if m.Kind != Accept && m.Kind != Reject { // what was decided about words that are gone says nothing
			taken = t.mergeNote(r, m.note(r.Article), later) || taken
		}
	}
	if taken && r.Changed == was {
		r.Changed = came
		if came <= was {
			r.Changed = max(was+1, time.Now().Unix())
		}
	}
}

// mergeVerdict takes a verdict, and reports whether that changed anything.
func (t *Taker) mergeVerdict(r *library.Record, v review.Verdict, later bool) bool {
	n := slices.IndexFunc(r.Kept.Verdicts, func(is review.Verdict) bool { return is.Span == v.Span })
	switch {
	case n < 0:
		r.Kept.Verdicts = append(r.Kept.Verdicts, v)
		t.report.Marks++
		return true
	case sameVerdict(r.Kept.Verdicts[n], v):
		t.report.KnownMarks++
	case later:
		r.Kept.Verdicts[n] = v
		t.report.Newer++
		return true
	default:
		t.report.Older++
	}
	return false
}

// sameVerdict reports whether two verdicts on one span come to the same. What was proposed there is not known of all that was accepted or rejected.
func sameVerdict(a, b review.Verdict) bool {
	if a.Ruling == review.Accepted || a.Ruling == review.Rejected {
		return a.Ruling == b.Ruling
	}
	a.Rule, b.Rule = "", ""
	return a == b
}

// mergeNote takes a highlight or note, and reports whether that changed anything. One that has a place here keeps it.
func (t *Taker) mergeNote(r *library.Record, m review.Mark, later int64) bool {
	n := slices.IndexFunc(r.Kept.Marks, func(is review.Mark) bool { return is.ID == m.ID })
	if n < 0 {
		r.Kept.Marks = append(r.Kept.Marks, m)
		t.report.Marks++
		return true
	}
	is := &r.Kept.Marks[n]
	if m.Orphan() {
		m.Span = is.Span
	}
	switch {
	case is.Says(&m) && is.Span == m.Span:
		t.report.KnownMarks++
	case later > is.Changed:
		m.Made = is.Made
		*is = m
		t.report.Newer++
		return true
	default:
		t.report.Older++
	}
	return false
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
