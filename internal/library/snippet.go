package library

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// What a search shows of a text.
const (
	mostSnippets = 3
	snippetSize  = 160 // characters
	snippetLead  = 40  // of them before the first hit
)

// addSnippets adds to hits the pieces of their texts, as repaired, in which the terms of a query stand.
func addSnippets(ctx context.Context, from asker, hits []shelf.Hit, terms []*query) error {
	if len(terms) == 0 || len(hits) == 0 {
		return nil
	}
	at, ids := make(map[shelf.ID]*shelf.Hit, len(hits)), make([]int64, len(hits))
	for i := range hits {
		at[hits[i].ID], ids[i] = &hits[i], int64(hits[i].ID)
	}
	rows, err := from.QueryContext(ctx, `SELECT e.n, t.format, t.source, r.edits FROM entries AS e JOIN texts AS t ON t.hash = e.text LEFT JOIN repairs AS r ON r.entry = e.n
		WHERE e.n IN (SELECT value FROM json_each(?))`, list(ids))
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	for rows.Next() {
		var id shelf.ID
		var format document.Format
		var source, packed sql.RawBytes
		if err := rows.Scan(&id, &format, &source, &packed); err != nil {
			return err
		}
		edits, err := unpackEdits(packed, len(source))
		if err != nil {
			return err
		}
		r := repairedWith(source, edits, terms)
		at[id].Snippets = r.snippets(format)
	}
	return rows.Err()
}

// paragraph is a piece of a text with the hits in it.
type paragraph struct {
	document.Span

	marks []spot
	terms int // how many different ones
}

// snippets are the best pieces of a text, the best first: those with the most different terms, then those with the most hits, then the first ones.
func (r *repairedText) snippets(format document.Format) (all []shelf.Snippet) {
	parts := r.paragraphs()
	slices.SortStableFunc(parts, func(a, b paragraph) int {
		if a.terms != b.terms {
			return b.terms - a.terms
		}
		return min(len(b.marks), 4) - min(len(a.marks), 4)
	})
	for i := range parts {
		if len(all) == mostSnippets {
			break
		}
		if s, ok := r.snippet(&parts[i], format); ok && !slices.ContainsFunc(all, func(other shelf.Snippet) bool { return other.Text == s.Text }) {
			all = append(all, s)
		}
	}
	return all
}

func (r *repairedText) paragraphs() (parts []paragraph) {
	for at := 0; at < len(r.marks); {
		p := paragraph{Span: paragraphAt(r.text, r.marks[at].Span)}
		terms := map[int]bool{}
		for ; at < len(r.marks) && (len(p.marks) == 0 || r.marks[at].End <= p.End); at++ {
			p.marks = append(p.marks, r.marks[at])
			terms[r.marks[at].term] = true
		}
		p.terms = len(terms)
		parts = append(parts, p)
	}
	return parts
}

// snippet makes a snippet of a paragraph, as it is read. It fails where all hits stand in what is not read, as in the address of a link.
func (r *repairedText) snippet(p *paragraph, format document.Format) (s shelf.Snippet, ok bool) {
	piece := document.Plain([]byte(r.text[p.Start:p.End]))
	if format == document.MarkdownText {
		piece = document.Markdown([]byte(r.text[p.Start:p.End]))
	}
	var best shelf.Snippet
	for _, b := range piece.Blocks() {
		var marks [][2]int
		for _, m := range p.marks {
			from, ok := b.View(m.Start - p.Start)
			last, ok2 := b.View(m.End - 1 - p.Start)
			if ok && ok2 && from <= last {
				marks = append(marks, [2]int{from, last + 1})
			}
		}
		if len(marks) > len(best.Marks) {
			best = cutOut(string(b.Text), marks)
		}
	}
	return best, len(best.Marks) > 0
}

// cutOut makes a snippet of a text round its first hits.
func cutOut(text string, marks [][2]int) shelf.Snippet {
	from := before(text, marks[0][0], snippetLead)
	to := after(text, from, snippetSize)
	to = max(to, marks[0][1])
	if to == len(text) { // there is more room before
		from = before(text, to, snippetSize)
		from = min(from, marks[0][0])
	}
	var line lineWriter
	if from > 0 {
		line.write("…")
	}
	var s shelf.Snippet
	at := from
	for _, m := range marks {
		if m[1] > to {
			break
		}
		line.write(text[at:m[0]])
		start := line.open()
		line.write(text[m[0]:m[1]])
		if line.Len() > start {
			s.Marks = append(s.Marks, [2]int{start, line.Len()})
		}
		at = m[1]
	}
	line.write(text[at:to])
	line.blank = false
	if to < len(text) {
		line.write("…")
	}
	s.Text = line.String()
	return s
}

// before goes back from a place of a text by at most n characters, to the beginning of a word.
func before(text string, at, n int) int {
	from := at
	for ; n > 0 && from > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	if from == 0 {
		return 0
	}
	if i := strings.IndexFunc(text[from:at], breaks); i >= 0 {
		from += i
		from += len(text[from:at]) - len(strings.TrimLeftFunc(text[from:at], unicode.IsSpace))
	}
	return from
}

// after goes on from a place of a text by at most n characters, to the end of a word.
func after(text string, at, n int) int {
	to := at
	for ; n > 0 && to < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	if to == len(text) {
		return to
	}
	if i := strings.LastIndexFunc(text[at:to], breaks); i > 0 {
		return at + len(strings.TrimRightFunc(text[at:at+i], unicode.IsSpace))
	}
	return to
}

// breaks reports whether a text may be cut before a character.
func breaks(r rune) bool { return unicode.IsSpace(r) || han(r) }

// lineWriter writes text on one line: clean, with one blank for all white space that stands together, and none at its ends.
type lineWriter struct {
	strings.Builder

	blank bool // one is due
}

func (l *lineWriter) write(text string) {
	for _, r := range document.Clean(text) {
		switch {
		case r == '\uFFFC': // no prose stood there
		case unicode.IsSpace(r):
			l.blank = l.Len() > 0
		default:
			l.open()
			l.WriteRune(r) //nolint:gosec // it never fails
		}
	}
}

// open writes the blank that is due, and returns where the next character will stand.
func (l *lineWriter) open() int {
	if l.blank {
		l.WriteByte(' ') //nolint:gosec // it never fails
		l.blank = false
	}
	return l.Len()
}
