package library

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// How a search stays quick. What matches few articles is weighed article by article. What matches very many says little about any of them: then those go
// first whose title has it, and the newest. What passes the filters may be less than what the words match; then the words are looked for only there.
const (
	weighed  = 2000 // so many articles are weighed
	titled   = 300  // so many are looked for by their titles beside the newest
	narrowed = 150  // so few are looked into one by one
)

// weights say how much it counts where a word stands, in the order of the columns of the index.
const weights = "bm25(8.0, 1.0, 0.5, 3.0, 2.0, 1.0)"

// search is a query put to the library.
type search struct {
	from asker

	match string // what the index is asked for; "" where it is not asked
	where string // what must hold of the entry e
	args  []any  // of where

	filtered bool // where is more than that an entry stands on the shelf
}

// newSearch prepares a search for what a query finds among what passes a filter.
func newSearch(ctx context.Context, from asker, q *query, f shelf.Filter) (*search, error) {
	f.Query = ""
	scope, args := where(f)
	if f == (shelf.Filter{}) {
		scope = q.scope()
	}
	if err := q.resolve(ctx, from); err != nil {
		return nil, err
	}
	a := q.compile()
	s := &search{from: from, match: a.match, where: scope, args: append(args, a.args...), filtered: a.where != "" || f != (shelf.Filter{})}
	if a.where != "" {
		s.where += " AND " + a.where
	}
	return s, nil
}

// Where entries are looked for: among those that the index finds, and among all.
const (
	inMatches = " FROM found CROSS JOIN entries AS e ON e.n = found.rowid WHERE found MATCH ? AND "
	inEntries = " FROM entries AS e WHERE "
	oneMatch  = " AND EXISTS (SELECT 1 FROM found WHERE found MATCH ? AND found.rowid = e.n)"
)

func (s *search) numbers(ctx context.Context, query string, args ...any) ([]int64, error) {
	return numbers(ctx, s.from, query, args...)
}

// matching are the arguments of a query in the index.
func (s *search) matching(match string, more ...any) []any {
	return slices.Concat([]any{match}, s.args, more)
}

// best finds at most limit entries, all for 0, the best first.
func (s *search) best(ctx context.Context, limit int) ([]int64, error) {
	if limit <= 0 {
		limit = -1
	}
	if s.match == "" {
		return s.numbers(ctx, "SELECT e.n"+inEntries+s.where+" ORDER BY e.dated DESC, e.n DESC LIMIT ?", slices.Concat(s.args, []any{limit})...)
	}
	if few, ok, err := s.few(ctx, s.match); err != nil || ok {
		return s.byTitle(ctx, few, limit, err)
	}
	some, all, err := s.newest(ctx, weighed)
	if err != nil {
		return nil, err
	}
	if all {
		return s.numbers(ctx, "SELECT e.n"+inMatches+s.where+" ORDER BY "+strings.Replace(weights, "(", "(found, ", 1)+", e.n DESC LIMIT ?", s.matching(s.match, limit)...)
	}
	if limit < 0 || limit > len(some) {
		if some, err = s.numbers(ctx, "SELECT e.n"+inMatches+s.where, s.matching(s.match)...); err != nil {
			return nil, err
		}
	}
	return s.byTitle(ctx, some, limit, nil)
}

// few finds all that there is where so few entries pass the filters that each can be looked into.
func (s *search) few(ctx context.Context, match string) (found []int64, ok bool, err error) {
	if !s.filtered {
		return nil, false, nil
	}
	pass, err := s.numbers(ctx, "SELECT e.n"+inEntries+s.where+" LIMIT ?", slices.Concat(s.args, []any{narrowed + 1})...)
	if err != nil || len(pass) > narrowed {
		return nil, false, err
	}
	found, err = s.numbers(ctx, "SELECT e.n"+inEntries+"e.n IN (SELECT value FROM json_each(?))"+oneMatch, list(pass), match)
	return found, true, err
}

// newest finds the entries that came last, at most limit, and says whether these are all.
func (s *search) newest(ctx context.Context, limit int) (found []int64, all bool, err error) {
	found, err = s.numbers(ctx, "SELECT e.n"+inMatches+s.where+" ORDER BY found.rowid DESC LIMIT ?", s.matching(s.match, limit+1)...)
	return found, len(found) <= limit, err
}

// byTitle sorts entries that a search has found: those first whose title has what was looked for, then by date. Others with such titles come to them.
func (s *search) byTitle(ctx context.Context, found []int64, limit int, err error) ([]int64, error) {
	if err != nil || len(found) == 0 {
		return nil, err
	}
	inTitle := "title : (" + s.match + ")"
	var those []int64
	if len(found) <= narrowed {
		those, err = s.numbers(ctx, "SELECT e.n"+inEntries+"e.n IN (SELECT value FROM json_each(?))"+oneMatch, list(found), inTitle)
	} else {
		those, err = s.numbers(ctx, "SELECT e.n"+inMatches+s.where+" ORDER BY found.rowid DESC LIMIT ?", s.matching(inTitle, titled)...)
	}
	if err != nil {
		return nil, err
	}
	return s.numbers(ctx, "SELECT e.n"+inEntries+"e.n IN (SELECT value FROM json_each(?1) UNION SELECT value FROM json_each(?2))"+
		" ORDER BY e.n IN (SELECT value FROM json_each(?2)) DESC, e.dated DESC, e.n DESC LIMIT ?3", list(found), list(those), limit)
}

// sorted finds entries in an order: at most limit, all for 0, from a position on.
func (s *search) sorted(ctx context.Context, o shelf.Order, from, limit int) ([]int64, error) {
	if limit <= 0 {
		limit = -1
	}
	order := " ORDER BY " + orders[o] + " LIMIT ? OFFSET ?"
	if s.match == "" {
		return s.numbers(ctx, "SELECT e.n"+inEntries+s.where+order, slices.Concat(s.args, []any{limit, from})...)
	}
	found, all, err := s.few(ctx, s.match)
	if err == nil && !all {
		found, all, err = s.newest(ctx, weighed)
	}
	switch {
	case err != nil:
		return nil, err
	case all:
		return s.numbers(ctx, "SELECT e.n"+inEntries+"e.n IN (SELECT value FROM json_each(?))"+order, list(found), limit, from)
	case limit < 0 || from+limit > titled:
		return s.numbers(ctx, "SELECT e.n"+inEntries+s.where+" AND "+inIndex+order, slices.Concat(s.args, []any{s.match, limit, from})...)
	}
	// Many match, so that it is not far to the next one.
	return s.numbers(ctx, "SELECT e.n"+inEntries+s.where+oneMatch+order, slices.Concat(s.args, []any{s.match, limit, from})...)
}

// count counts what a search finds, and what of it is unread.
func (s *search) count(ctx context.Context) (all, unread int, err error) {
	in, args := inEntries, s.args
	if s.match != "" {
		in, args = inMatches, s.matching(s.match)
	}
	err = s.from.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(e.state = 0), 0)"+in+s.where, args...).Scan(&all, &unread) //nolint:gosec // of the tables above
	return all, unread, err
}

// list is a list of numbers as json_each takes it.
func list(all []int64) string {
	data, err := json.Marshal(all)
	if err != nil || all == nil {
		return "[]" // numbers can be written
	}
	return string(data)
}
