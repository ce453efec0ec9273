package library

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Act is something that the reader did, as it was logged.
type Act struct {
	N       int64
	At      time.Time
	Article string // the ID of the text; "" for what was done on the shelf
	Title   string
	Back    int64 // the act that this one took back; 0 for none
	TakenBy int64 // the act that took this one back; 0 for none

	Verdicts []review.Change[Ruled]
	Marks    []review.Change[review.Mark]
	Entries  []review.Change[shelf.Before] // of the shelf
}

// Ruled is a verdict and the machine's words that it is about.
type Ruled struct {
	review.Verdict

	Words string `json:"words"`
}

// kinds of acts as the file has them.
const (
	handAct  = "hand"
	shelfAct = "shelf"
)

// logged is an act as the file has it.
type logged struct {
	Verdicts []review.Change[Ruled]        `json:"verdicts,omitempty"`
	Marks    []review.Change[review.Mark]  `json:"marks,omitempty"`
	Entries  []review.Change[shelf.Before] `json:"entries,omitempty"`
}

func logHand(ctx context.Context, tx *writer, article, title string, act review.Act, source []byte, back int64) error {
	entry := logged{Marks: act.Marks}
	for _, c := range act.Verdicts {
		words := ""
		if s := c.After.Span; s.End <= len(source) {
			words = string(source[s.Start:s.End])
		}
		entry.Verdicts = append(entry.Verdicts, review.Change[Ruled]{Before: Ruled{c.Before, words}, After: Ruled{c.After, words}})
	}
	return logAct(ctx, tx, article, title, handAct, entry, back)
}

func logAct(ctx context.Context, tx *writer, article, title, kind string, entry logged, back int64) error {
	data, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO acts (at, article, title, kind, act, back) VALUES (?, ?, ?, ?, ?, ?)",
		time.Now().UnixMilli(), article, document.CleanLine(title), kind, string(data), back)
	return err
}

// Asked says which acts are wanted.
type Asked struct {
	Article string    // the name of an entry; "" for all
	Since   time.Time // zero for all
	Limit   int       // the newest so many; 0 for all
}

// ErrNoAct says that no act has that number.
var ErrNoAct = errors.New("there is no such act")

const actColumns = `SELECT n, at, article, title, act, back, coalesce((SELECT min(by.n) FROM acts AS by WHERE by.back = acts.n AND by.back > 0), 0) FROM acts `

// Acts lists what the reader did, the newest first.
func (l *Library) Acts(ctx context.Context, asked Asked) (all []Act, err error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	where, args := []string{"at >= ?1"}, []any{int64(0)}
	if !asked.Since.IsZero() {
		args[0] = asked.Since.UnixMilli()
	}
	if asked.Article != "" {
		where = append(where, `article IN (SELECT article FROM entries WHERE name = ?2
			UNION SELECT v.article FROM versions AS v JOIN entries AS e ON e.n = v.entry WHERE e.name = ?2)`)
		args = append(args, asked.Article)
	}
	limit := ""
	if asked.Limit > 0 {
		limit = fmt.Sprintf(" LIMIT %d", asked.Limit)
	}
	rows, err := db.QueryContext(ctx, actColumns+"WHERE "+strings.Join(where, " AND ")+" ORDER BY n DESC"+limit, args...)
	if err != nil {
		return nil, fmt.Errorf("read the log of library %s: %w", l.path, err)
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		a, err := scanAct(rows)
		if err != nil {
			return nil, fmt.Errorf("read the log of library %s: %w", l.path, err)
		}
		all = append(all, a)
	}
	return all, rows.Err()
}

func scanAct(from interface{ Scan(to ...any) error }) (a Act, err error) {
	var at int64
	var data string
	if err := from.Scan(&a.N, &at, &a.Article, &a.Title, &data, &a.Back, &a.TakenBy); err != nil {
		return a, err
	}
	a.At = time.UnixMilli(at)
	var entry logged
	if err := json.Unmarshal([]byte(data), &entry); err != nil {
		return a, fmt.Errorf("act %d: %w", a.N, err)
	}
	a.Verdicts, a.Marks, a.Entries = entry.Verdicts, entry.Marks, entry.Entries
	return a, nil
}

// A LaterError says that an act cannot be taken back, since something was done to the same place after it.
type LaterError struct {
	N    int64
	What string
}

func (e LaterError) Error() string {
	return fmt.Sprintf("%s was changed again after act %d", e.What, e.N)
}

// TakeBack takes acts back, all or none, in the order given; each is an act of its own. One whose places were changed later is a LaterError.
func (l *Library) TakeBack(ctx context.Context, numbers ...int64) error {
	return l.write(ctx, func(tx *writer) error {
		for _, n := range numbers {
			a, err := scanAct(tx.QueryRowContext(ctx, actColumns+"WHERE n = ?", n))
			if errors.Is(err, sql.ErrNoRows) {
				return fmt.Errorf("%d: %w", n, ErrNoAct)
			}
			if err != nil {
				return err
			}
			if err := takeBack(ctx, tx, &a); err != nil {
				return err
			}
		}
		return nil
	})
}

func takeBack(ctx context.Context, tx *writer, a *Act) error {
	if len(a.Entries) > 0 {
		return takeBackShelf(ctx, tx, a)
	}
	// The text may have become another since.
	article, changes, err := nowOf(ctx, tx, a.Article)
	if err != nil {
		return err
	}
	kept, err := keptOf(ctx, tx, article)
	if err != nil {
		return err
	}
	act, err := a.back(kept, changes)
	if err != nil {
		return err
	}
	source, err := sourceOf(ctx, tx, article)
	if err != nil {
		return err
	}
	if err := keepAct(ctx, tx, article, act, source); err != nil {
		return err
	}
	return logHand(ctx, tx, article, a.Title, act, source, a.N)
}

// back makes the act that takes another back where the text is what it is now. Changes is nil where the text is the same.
func (a *Act) back(kept review.Kept, changes *document.Changes) (act review.Act, err error) {
	var now review.Hand
	now.Recall(kept)
	for _, c := range a.Verdicts {
		before, after := c.Before.Verdict, c.After.Verdict
		if changes != nil {
			span, ok := changes.Carry(after.Span, false)
			if !ok {
				return act, LaterError{a.N, "“" + document.CleanLine(c.After.Words) + "” stands there no more: the text"}
			}
			before.Span, after.Span = span, span
		}
		is := now.VerdictOn(after.Span)
		if is.Ruling != after.Ruling || is.Fix != after.Fix {
			return act, LaterError{a.N, "what was decided on “" + document.CleanLine(c.After.Words) + "”"}
		}
		act.Verdicts = append(act.Verdicts, review.Change[review.Verdict]{Before: is, After: before})
	}
	for _, c := range a.Marks {
		is, there := now.MarkCalled(c.After.ID)
		if there != c.After.There() || there && !is.Says(&c.After) {
			return act, LaterError{a.N, "the mark on “" + document.CleanLine(markedWords(c)) + "”"}
		}
		if !there {
			is = review.Gone(c.After.ID)
		}
		back := c.Before
		if back.There() {
			back = back.Placed(&is, changes)
		}
		act.Marks = append(act.Marks, review.Change[review.Mark]{Before: is, After: back})
	}
	return act, nil
}

func markedWords(c review.Change[review.Mark]) string {
	if c.After.There() {
		return c.After.Quote.Exact
	}
	return c.Before.Quote.Exact
}

// nowOf is the text that the article of an act has now, and how it came to be, nil where it is the same.
func nowOf(ctx context.Context, tx *writer, article string) (now string, changes *document.Changes, err error) {
	var was, is string
	err = tx.QueryRowContext(ctx, `SELECT e.article, v.text, e.text FROM versions AS v JOIN entries AS e ON e.n = v.entry
		WHERE v.article = ?1 AND NOT EXISTS (SELECT 1 FROM entries WHERE article = ?1) ORDER BY v.until DESC LIMIT 1`, article).Scan(&now, &was, &is)
	if errors.Is(err, sql.ErrNoRows) {
		return article, nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	before, err := textOf(ctx, tx, was)
	if err != nil {
		return "", nil, err
	}
	after, err := textOf(ctx, tx, is)
	if err != nil {
		return "", nil, err
	}
	return now, document.Compare(before.Source, after.Source), nil
}

// sourceOf is the text of an article that the library keeps; empty where it keeps none.
func sourceOf(ctx context.Context, from asker, article string) (source []byte, err error) {
	err = from.QueryRowContext(ctx, "SELECT t.source FROM entries AS e JOIN texts AS t ON t.hash = e.text WHERE e.article = ? LIMIT 1", article).Scan(&source)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return source, err
}

// logShelf logs a change of the shelf.
func logShelf(ctx context.Context, tx *writer, before shelf.Undo, back int64) error {
	entry := logged{}
	title := ""
	for _, b := range before {
		after, err := beforeChange(ctx, tx, b.ID)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		entry.Entries = append(entry.Entries, review.Change[shelf.Before]{Before: b, After: after})
		if title == "" {
			if err := tx.QueryRowContext(ctx, "SELECT title FROM entries WHERE n = ?", int64(b.ID)).Scan(&title); err != nil {
				return err
			}
		}
	}
	if len(entry.Entries) == 0 {
		return nil
	}
	return logAct(ctx, tx, "", title, shelfAct, entry, back)
}

func takeBackShelf(ctx context.Context, tx *writer, a *Act) error {
	undo := make(shelf.Undo, 0, len(a.Entries))
	now := make(shelf.Undo, 0, len(a.Entries))
	for _, c := range a.Entries {
		is, err := beforeChange(ctx, tx, c.After.ID)
		if err != nil || !is.Equal(c.After) {
			return errors.Join(err, LaterError{a.N, "“" + a.Title + "”"})
		}
		undo, now = append(undo, c.Before), append(now, is)
	}
	if err := setAll(ctx, tx, undo); err != nil {
		return err
	}
	return logShelf(ctx, tx, now, a.N)
}
