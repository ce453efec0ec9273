package library

import (
	"context"
	"encoding/json"
	"slices"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// How a search stays quick. Words that few articles have are weighed article by article. Those that very many have say little about any of them: then those
// articles go first whose title has them, and of these the newest.
const weighed = 2000 // so many articles are weighed at most

// weights say how much it counts where a word stands, in the order of the columns of the index.
const weights = "bm25(found, 8.0, 1.0, 0.5, 3.0, 2.0, 1.0)"

// search is a query put to the library.
type search struct {
	from asker

	match string // what the index is asked for; "" where it is not asked
	where string // what must hold of the entry e
	args  []any  // of where

	filtered bool // where is more than that it stands on the shelf
	slow     bool // to ask the index about one article costs as much as to ask about all
	weighed  int
}

// newSearch prepares a search for what a query finds among what passes a filter.
func newSearch(ctx context.Context, from asker, q *query, f shelf.Filter) (*search, error) {
	f.Query = ""
	scope, args, err := where(ctx, from, f)
	if err != nil {
		return nil, err
	}
	if f == (shelf.Filter{}) {
		scope = q.scope()
	}
	if err := q.resolve(ctx, from); err != nil {
		return nil, err
	}
	a := q.compile()
	s := &search{from: from, match: a.match, where: scope, args: append(args, a.args...), filtered: a.where != "" || f != (shelf.Filter{}), slow: q.gathers(), weighed: weighed}
	if a.where != "" {
		s.where += " AND " + a.where
	}
	return s, nil
}

// Where entries are looked for: among those that the index finds, among all, and among all those that the index finds too, either all at once or one by one.
const (
	inMatches = " FROM found CROSS JOIN entries AS e ON e.n = found.rowid WHERE found MATCH ? AND "
	inEntries = " FROM entries AS e WHERE "
	matched   = " AND +" + inIndex // with the plus it goes through the entries in their order, and not through what the index found
	oneByOne  = " AND EXISTS (SELECT 1 FROM found WHERE found MATCH ? AND found.rowid = e.n)"
)

func (s *search) numbers(ctx context.Context, query string, args ...[]any) ([]int64, error) {
	return numbers(ctx, s.from, query, slices.Concat(args...)...)
}

// best finds at most limit entries, all for 0, the best first.
func (s *search) best(ctx context.Context, limit int) ([]int64, error) {
	if s.match == "" {
		return s.sorted(ctx, shelf.Newest, 0, limit)
	}
	common, dense, err := s.common(ctx)
	if err != nil {
		return nil, err
	}
	if !common {
		return s.numbers(ctx, "SELECT e.n"+inMatches+s.where+" ORDER BY "+weights+", e.n DESC LIMIT ?", []any{s.match}, s.args, []any{most(limit)})
	}
	titled := *s
	titled.match = "title : (" + s.match + ")"
	first, err := titled.among(ctx, shelf.Newest, 0, limit, false)
	if err != nil || limit > 0 && len(first) >= limit {
		return first, err
	}
	rest, err := s.among(ctx, shelf.Newest, 0, limit, dense)
	if err != nil {
		return nil, err
	}
	in := make(map[int64]bool, len(first))
	for _, n := range first {
		in[n] = true
	}
	rest = slices.DeleteFunc(rest, func(n int64) bool { return in[n] })
	if first = append(first, rest...); limit > 0 {
		first = first[:min(limit, len(first))]
	}
	return first, nil
}

// sorted finds entries in an order: at most limit, all for 0, from a position on.
func (s *search) sorted(ctx context.Context, o shelf.Order, from, limit int) ([]int64, error) {
	order := " ORDER BY " + orders[o] + " LIMIT ? OFFSET ?"
	if s.match == "" {
		return s.numbers(ctx, "SELECT e.n"+inEntries+s.where+order, s.args, []any{most(limit), from})
	}
	common, dense, err := s.common(ctx)
	if err != nil {
		return nil, err
	}
	if common {
		return s.among(ctx, o, from, limit, dense)
	}
	return s.numbers(ctx, "SELECT e.n"+inEntries+"e.n IN (SELECT e.n"+inMatches+s.where+")"+order, []any{s.match}, s.args, []any{most(limit), from})
}

// among goes through the entries in an order and takes those that the index has found. Where that is so many that the next is never far they are
// asked for one by one.
func (s *search) among(ctx context.Context, o shelf.Order, from, limit int, dense bool) ([]int64, error) {
	how := matched
	if dense && limit > 0 && from+limit <= fewest {
		how = oneByOne
	}
	return s.numbers(ctx, "SELECT e.n"+inEntries+s.where+how+" ORDER BY "+orders[o]+" LIMIT ? OFFSET ?", s.args, []any{s.match, most(limit), from})
}

// fewest is how many entries at most are looked for one by one.
const fewest = 100

// common says whether very many articles have the words, and whether one in two of those that are looked at does.
func (s *search) common(ctx context.Context) (common, dense bool, err error) {
	newest, err := s.numbers(ctx, "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT ?", []any{s.match, s.weighed + 1})
	if err != nil || len(newest) <= s.weighed {
		return false, false, err
	}
	return true, !s.slow && !s.filtered && newest[0]-newest[s.weighed] < int64(2*s.weighed), nil
}

// gathers reports whether a query asks for the beginnings of words of which the index has no list, and has to make one each time: it has those of two and of
// three letters.
func (q *query) gathers() bool {
	for _, kid := range q.kids {
		if kid.gathers() {
			return true
		}
	}
	return q.prefix && utf8.RuneCountInString(q.words[len(q.words)-1]) > 3
}

// most is a limit as SQL takes it.
func most(limit int) int {
	if limit <= 0 {
		return -1
	}
	return limit
}

// count counts what a search finds, and what of it is unread.
func (s *search) count(ctx context.Context) (all, unread int, err error) {
	what, args := inEntries+s.where, s.args
	if s.match != "" {
		common, _, err := s.common(ctx)
		if err != nil {
			return 0, 0, err
		}
		what, args = inMatches+s.where, slices.Concat([]any{s.match}, s.args)
		if common {
			what, args = inEntries+s.where+matched, append(slices.Clone(s.args), s.match)
		}
	}
	err = s.from.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(e.state = 0), 0)"+what, args...).Scan(&all, &unread)
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
