package library

import (
	"context"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// Keep remembers what the reader did to an article: each verdict and mark takes the place of the one before it, others stay. It is logged.
func (l *Library) Keep(ctx context.Context, a *articles.Article, act review.Act) error {
	return l.write(ctx, func(tx *writer) error {
		if err := meet(ctx, tx, a); err != nil {
			return err
		}
		if act.Empty() {
			return nil
		}
		var source []byte
		if a.Document != nil {
			source = a.Document.Source()
		}
		if err := keepAct(ctx, tx, a.ID, act, source); err != nil {
			return err
		}
		return logHand(ctx, tx, a.ID, a.Title, act, source, 0)
	})
}

// keepAct writes what an act on an article made.
func keepAct(ctx context.Context, tx *writer, article string, act review.Act, source []byte) error {
	now := time.Now().Unix()
	if _, err := tx.ExecContext(ctx, "INSERT INTO articles (id, kept) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET kept = excluded.kept", article, now); err != nil {
		return err
	}
	for _, c := range act.Verdicts {
		if err := keepVerdict(ctx, tx, article, c.After); err != nil {
			return err
		}
	}
	for _, c := range act.Marks {
		m := c.After
		if !m.Orphan() && m.Span.End <= len(source) {
			m.Quote = document.QuoteAt(source, m.Span)
		}
		if err := keepMark(ctx, tx, article, m, now); err != nil {
			return err
		}
	}
	if len(act.Verdicts) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, "UPDATE entries SET indexed = '' WHERE article = ?", article) // what is found of it has changed
	return err
}

func keepVerdict(ctx context.Context, tx *writer, article string, v review.Verdict) error {
	if v.Ruling == review.Undecided {
		_, err := tx.ExecContext(ctx, "DELETE FROM verdicts WHERE article = ? AND start = ? AND stop = ?", article, v.Span.Start, v.Span.End)
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO verdicts (article, start, stop, ruling, fix, rule, zh, pinyin, literal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		article, v.Span.Start, v.Span.End, v.Ruling.String(), v.Fix, v.Rule, v.ZH, v.Pinyin, v.Literal)
	return err
}

// keepMark writes a mark, or removes one that is there no more. Times that it does not say are now.
func keepMark(ctx context.Context, tx *writer, article string, m review.Mark, now int64) error {
	if !m.There() {
		_, err := tx.ExecContext(ctx, "DELETE FROM marks WHERE id = ?", m.ID)
		return err
	}
	if m.Changed == 0 {
		m.Changed = now
	}
	if m.Made == 0 {
		m.Made = m.Changed
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO marks (id, article, start, stop, exact, prefix, suffix, colour, note, tags, fix, made, changed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET article = excluded.article, start = excluded.start, stop = excluded.stop, exact = excluded.exact,
		prefix = excluded.prefix, suffix = excluded.suffix, colour = excluded.colour, note = excluded.note, tags = excluded.tags, fix = excluded.fix,
		changed = excluded.changed`,
		m.ID, article, m.Span.Start, m.Span.End, m.Quote.Exact, m.Quote.Prefix, m.Quote.Suffix, string(m.Colour), m.Note, strings.Join(m.Tags, "\n"), m.Fix, m.Made, m.Changed)
	return err
}

// markColumns are what scanMark reads.
const markColumns = "id, start, stop, exact, prefix, suffix, colour, note, tags, fix, made, changed"

func scanMark(from interface{ Scan(to ...any) error }, more ...any) (m review.Mark, err error) {
	var colour, tags string
	err = from.Scan(append([]any{
		&m.ID, &m.Span.Start, &m.Span.End, &m.Quote.Exact, &m.Quote.Prefix, &m.Quote.Suffix, &colour, &m.Note, &tags, &m.Fix, &m.Made, &m.Changed,
	}, more...)...)
	m.Colour = review.Colour(colour)
	if tags != "" {
		m.Tags = strings.Split(tags, "\n")
	}
	return m, err
}

func marksOf(ctx context.Context, from asker, article string) (all []review.Mark, err error) {
	rows, err := from.QueryContext(ctx, "SELECT "+markColumns+" FROM marks WHERE article = ? ORDER BY start, stop, id", article)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		m, err := scanMark(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, rows.Err()
}

// carry leads what was kept of one text of an article over to another. What is left of the old text is its verdicts, should it come back.
func carry(ctx context.Context, tx *writer, from, to string, changes *document.Changes) error {
	kept, err := keptOf(ctx, tx, from)
	if err != nil {
		return err
	}
	kept = kept.Carried(changes)
	if err := keepPlace(ctx, tx, to, kept.Place); err != nil {
		return err
	}
	for _, v := range kept.Verdicts {
		if err := keepVerdict(ctx, tx, to, v); err != nil {
			return err
		}
	}
	now := time.Now().Unix()
	for _, m := range kept.Marks {
		if err := keepMark(ctx, tx, to, m, now); err != nil {
			return err
		}
	}
	return nil
}
