package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Record is all that the library has of an entry: what leaves with it, and what comes back.
type Record struct {
	shelf.Entry

	Text    *articles.Article // as it was kept
	Seen    bool              // it was opened, and never added
	Hidden  bool              // it stands on no shelf but that of its source
	Feed    string            // the address of the feed or folder that it came from, "" for none
	Kept    review.Kept
	Changed int64 // when what was decided, or the place, last changed, in seconds since 1970; 0 for never
}

// IDs lists what passes a filter, in order, at most limit (all for 0). The query of a search is not looked at.
func (l *Library) IDs(ctx context.Context, f shelf.Filter, o shelf.Order, limit int) ([]shelf.ID, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	condition, args, err := where(ctx, db, f)
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	if limit <= 0 {
		limit = -1
	}
	return l.ids(ctx, "SELECT n FROM entries AS e WHERE "+condition+" ORDER BY "+orders[o]+" LIMIT ?", append(args, limit)...)
}

// Everything lists all entries that were not deleted, also those that are archived or were only opened, in the order in which they came.
func (l *Library) Everything(ctx context.Context) ([]shelf.ID, error) {
	return l.ids(ctx, "SELECT n FROM entries WHERE deleted = 0 ORDER BY n")
}

func (l *Library) ids(ctx context.Context, query string, args ...any) ([]shelf.ID, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found, err := numbers(ctx, db, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	all := make([]shelf.ID, len(found))
	for i, n := range found {
		all[i] = shelf.ID(n)
	}
	return all, nil
}

// Record reads all that there is of an entry.
func (l *Library) Record(ctx context.Context, id shelf.ID) (r Record, err error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return r, ErrNoEntry
	}
	if err != nil {
		return r, err
	}
	r, err = record(ctx, db, int64(id))
	if errors.Is(err, sql.ErrNoRows) {
		return r, ErrNoEntry
	}
	if err != nil {
		return r, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return r, nil
}

func record(ctx context.Context, from asker, id int64) (r Record, err error) {
	e, err := entry(ctx, from, "n = ?", id)
	if err != nil {
		return r, err
	}
	r.Entry = e.Entry
	t, err := textOf(ctx, from, e.text)
	if err != nil {
		return r, err
	}
	if r.Text = articles.Restored(e.meta(), t); len(t.Source) == 0 && e.Path != "" { // too long to be kept
		if r.Text, err = articles.Open(e.Path); err != nil {
			return r, err
		}
	}
	err = from.QueryRowContext(ctx, `SELECT kept = 0, hidden, coalesce((SELECT address FROM sources AS s WHERE s.n = source), ''),
		coalesce((SELECT kept FROM articles WHERE id = article), 0) FROM entries WHERE n = ?`, id).Scan(&r.Seen, &r.Hidden, &r.Feed, &r.Changed)
	if err != nil {
		return r, err
	}
	r.Kept, err = keptOf(ctx, from, r.Article)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return r, err
}

// Incoming is an article that comes from another library, or what somebody noted about one.
type Incoming struct {
	New *New     // the article; nil where only its entry is known
	ID  shelf.ID // the entry, where New is nil
	// Merge puts what came into what is there: of an article that is new that is its entry as it has just been made. What it changes in Entry
	// (Name, State, Share, Starred, Archived, Added, Opened, Tags), Seen, Kept and Changed is kept; the rest is for it to look at.
	Merge func(r *Record, added bool) error
}

// Merge brings articles and what was made of them into the library, all or none. The text of an article that is there stays as it is.
func (l *Library) Merge(ctx context.Context, all []Incoming) error {
	return l.write(ctx, func(tx *writer) error {
		for i := range all {
			if err := merge(ctx, tx, &all[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

func merge(ctx context.Context, tx *writer, in *Incoming) error {
	id, added := int64(in.ID), false
	if in.New != nil {
		is, err := find(ctx, tx, in.New)
		id = is.id
		if added = errors.Is(err, sql.ErrNoRows); added {
			id, err = insert(ctx, tx, in.New)
		}
		if err != nil {
			return err
		}
	}
	r, err := record(ctx, tx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNoEntry
	}
	if err != nil {
		return err
	}
	before := r
	before.Kept.Verdicts, before.Kept.Marks = slices.Clone(r.Kept.Verdicts), slices.Clone(r.Kept.Marks)
	if err := in.Merge(&r, added); err != nil {
		return err
	}
	return restore(ctx, tx, &before, &r, added)
}

// nameForm is what the name of an entry looks like.
var nameForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// restore writes a record in the place of what it was before, and logs what the reader did by that.
func restore(ctx context.Context, tx *writer, before, r *Record, added bool) error {
	if err := restoreEntry(ctx, tx, before, r, added); err != nil {
		return err
	}
	act := actBetween(before.Kept, r.Kept)
	if act.Empty() && r.Kept.Place == before.Kept.Place && r.Changed == before.Changed {
		return nil
	}
	if err := keepPlace(ctx, tx, r.Article, r.Kept.Place); err != nil {
		return err
	}
	if !act.Empty() {
		source := r.Text.Document.Source()
		for i := range act.Marks { // records have the words of orphans only
			if m := &act.Marks[i].After; !m.Orphan() && m.Span.End <= len(source) {
				m.Quote = document.QuoteAt(source, m.Span)
			}
		}
		if err := keepAct(ctx, tx, r.Article, act, source); err != nil {
			return err
		}
		if err := logHand(ctx, tx, r.Article, r.Original, act, source, 0); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, "UPDATE articles SET kept = ? WHERE id = ?", r.Changed, r.Article)
	return err
}

func restoreEntry(ctx context.Context, tx *writer, before, r *Record, added bool) error {
	was, err := beforeChange(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	if before.State != r.State || before.Share != r.Share || before.Starred != r.Starred || before.Archived != r.Archived || before.Deleted != r.Deleted ||
		before.Seen != r.Seen || before.Added != r.Added || before.Opened != r.Opened {
		if _, err := tx.ExecContext(ctx, `UPDATE entries SET state = ?, share = ?, starred = ?, archived = ?, deleted = ?, kept = ?, added = ?, opened = ? WHERE n = ?`,
			r.State, r.Share, r.Starred, r.Archived, r.Deleted, !r.Seen, r.Added, r.Opened, int64(r.ID)); err != nil {
			return err
		}
	}
	if r.Name != before.Name && len(r.Name) >= leastName && len(r.Name) <= 64 && nameForm.MatchString(r.Name) {
		if _, err := tx.ExecContext(ctx, "UPDATE OR IGNORE entries SET name = ? WHERE n = ?", r.Name, int64(r.ID)); err != nil {
			return err
		}
	}
	if err := addTags(ctx, tx, int64(r.ID), r.Tags); err != nil || added {
		return err
	}
	if is, err := beforeChange(ctx, tx, r.ID); err != nil || is.Equal(was) {
		return err
	}
	return logShelf(ctx, tx, shelf.Undo{was}, 0)
}

// actBetween is what must be done to come from one to the other. What is in the one alone stays.
func actBetween(before, after review.Kept) (act review.Act) {
	var was review.Hand
	was.Recall(before)
	for _, v := range after.Verdicts {
		if is := was.VerdictOn(v.Span); is != v {
			act.Verdicts = append(act.Verdicts, review.Change[review.Verdict]{Before: is, After: v})
		}
	}
	for _, m := range after.Marks {
		is, ok := was.MarkCalled(m.ID)
		if !ok {
			is = review.Gone(m.ID)
		}
		if !ok || is.Span != m.Span || !is.Says(&m) {
			act.Marks = append(act.Marks, review.Change[review.Mark]{Before: is, After: m})
		}
	}
	return act
}

// Find finds the entry that an article from elsewhere is already. There may be none: ErrNoEntry.
func (l *Library) Find(ctx context.Context, a *articles.Article) (shelf.ID, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return 0, ErrNoEntry
	}
	if err != nil {
		return 0, err
	}
	is, err := find(ctx, db, &New{Article: a})
	if errors.Is(err, sql.ErrNoRows) {
		return 0, ErrNoEntry
	}
	if err != nil {
		return 0, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return shelf.ID(is.id), nil
}
