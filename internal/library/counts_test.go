package library

import (
	"database/sql"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Whatever is done to entries, their sections have as many of them as stand there.
func TestSectionsAreCounted(t *testing.T) {
	ctx, l, random := t.Context(), open(t), rand.New(rand.NewPCG(1, 2))
	feed, err := l.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: "https://example.com/feed"})
	if err != nil {
		t.Fatal(err)
	}
	yes := func() bool { return random.IntN(2) == 0 }
	name := func() string { return string(rune('a' + random.IntN(6))) }
	pick := func() []shelf.ID {
		if e, err := l.Named(ctx, name()); err == nil {
			return []shelf.ID{e.ID}
		}
		return nil
	}
	var undo shelf.Undo
	acts := []func() error{
		func() error {
			a := text(name())
			n := New{Article: a, Hidden: yes(), Seen: yes()}
			if yes() {
				n.Tags = []string{"x", "y"}[random.IntN(2):]
			}
			if yes() {
				n.Source, n.GUID = feed.ID, a.ID
			}
			_, err := l.Put(ctx, []New{n})
			return err
		},
		func() (err error) {
			is, state := yes(), shelf.State(random.IntN(3))
			undo, err = l.Change(ctx, pick(), []shelf.Change{
				{State: &state}, {Starred: &is}, {Archived: &is}, {Deleted: &is}, {Tag: []string{"x"}}, {Untag: []string{"x"}}, {Tag: []string{"y"}, State: &state, Starred: &is},
			}[random.IntN(7)])
			return err
		},
		func() error { return l.Undo(ctx, undo) },
		func() error {
			return l.KeepPlace(ctx, text(name()), review.Place{Share: random.Float64(), Begun: yes()})
		},
		func() error { return l.Gone(ctx, pick()) },
		func() (err error) {
			feed.Hidden = yes()
			feed, err = l.Follow(ctx, feed)
			return err
		},
		func() error { return forgetAll(t, l) },
		func() (err error) {
			if err := l.Unfollow(ctx, feed.ID, yes()); err != nil {
				return err
			}
			feed.ID = 0
			feed, err = l.Follow(ctx, feed)
			return err
		},
	}
	for n := range 400 {
		which := random.IntN(len(acts) + 6) // what makes something more often than what takes it away
		if which >= len(acts) {
			which %= 2
		}
		if err := acts[which](); err != nil {
			t.Fatalf("act %d, after %d: %v", which, n, err)
		}
		if wrong, err := texts(ctx, l.db, countedWrongly); err != nil || len(wrong) > 0 {
			t.Fatalf("act %d, after %d: %v, %v", which, n, wrong, err)
		}
	}
	if wrong, err := l.Check(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
}

// forgetAll forgets what was deleted as if that were long ago.
func forgetAll(t *testing.T, l *Library) error {
	t.Helper()
	if err := l.write(t.Context(), func(tx *writer) error {
		_, err := tx.ExecContext(t.Context(), "UPDATE entries SET deleted = 1 WHERE deleted > 0")
		return err
	}); err != nil {
		return err
	}
	_, err := l.Forget(t.Context())
	return err
}

// The sections of searches that are kept count what these find, also after something has changed, and another program need not count again.
func TestSavedSearches(t *testing.T) {
	ctx, l := t.Context(), bookcase(t)
	if err := l.KeepSearch(ctx, "Of WeChat", "weixin OR weibo"); err != nil {
		t.Fatal(err)
	}
	if err := l.KeepSearch(ctx, "abandoned", "payment"); err != nil {
		t.Fatal(err)
	}
	saved := func(l *Library, name string) shelf.Section {
		t.Helper()
		all, err := l.Sections(ctx)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(all, func(s shelf.Section) bool { return s.Name == name })
		if i < 0 {
			return shelf.Section{}
		}
		return all[i]
	}
	want := shelf.Section{Name: "Of WeChat", Filter: shelf.Filter{Query: "weixin OR weibo"}, Count: 2, Unread: 2}
	for range 2 {
		if got := saved(l, "Of WeChat"); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	e, err := l.Named(ctx, "blog")
	if err != nil {
		t.Fatal(err)
	}
	read := shelf.Read
	if _, err := l.Change(ctx, []shelf.ID{e.ID}, shelf.Change{State: &read}); err != nil {
		t.Fatal(err)
	}
	want.Unread = 1
	if got := saved(l, "Of WeChat"); got != want {
		t.Errorf("when one was read: %+v, want %+v", got, want)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	other := At(l.Path())
	t.Cleanup(func() { _ = other.Close() })
	if got := saved(other, "Of WeChat"); got != want || other.counts.fresh {
		t.Errorf("in another program: %+v, want %+v, counted: %v", got, want, other.counts.fresh)
	}
	if err := other.KeepSearch(ctx, "Of WeChat", "title:blogs"); err != nil {
		t.Fatal(err)
	}
	if got := saved(other, "Of WeChat"); got.Count != 1 || got.Filter.Query != "title:blogs" {
		t.Errorf("with another query: %+v", got)
	}
	if err := other.KeepSearch(ctx, "Of WeChat", ""); err != nil {
		t.Fatal(err)
	}
	if got := saved(other, "Of WeChat"); got.Name != "" {
		t.Errorf("taken away, it is %+v", got)
	}
}

// planOf says how a question is answered, a step on a line.
func planOf(t *testing.T, db *sql.DB, query string, args []any) string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var all strings.Builder
	for rows.Next() {
		var a, b, c int
		var s string
		if err := rows.Scan(&a, &b, &c, &s); err != nil {
			t.Fatal(err)
		}
		all.WriteString(s + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// The questions that are asked most are answered out of an index alone, in its order: nothing is sorted, and no row is read that is not shown.
func TestPlans(t *testing.T) {
	ctx, l := t.Context(), bookcase(t)
	db, err := l.reader(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"company", "company is:starred", "company after:2015 before:2016-03", "company lang:en", "company fixes:>3"} {
		q, err := parse(text)
		if err != nil {
			t.Fatal(err)
		}
		s, err := newSearch(ctx, db, q, shelf.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		got := planOf(t, db, "SELECT e.n"+inEntries+s.where+matched+" ORDER BY "+orders[shelf.Newest]+" LIMIT 50", append(s.args, s.match))
		if !strings.Contains(got, "COVERING INDEX entries_listed") || strings.Contains(got, "TEMP B-TREE") {
			t.Errorf("%s:\n%s", text, got)
		}
	}
	for filter, f := range map[string]shelf.Filter{"all": {}, "unread": {Unread: true}, "begun": {Begun: true}, "starred": {Starred: true}, "archived": {Archived: true}, "feed": {Source: 1}} {
		condition, args, err := where(ctx, db, f)
		if err != nil {
			t.Fatal(err)
		}
		got := planOf(t, db, "SELECT "+rowColumns+" FROM entries AS e WHERE "+condition+" ORDER BY "+orders[shelf.Newest]+" LIMIT 50", args)
		if !strings.Contains(got, "INDEX entries_") || strings.Contains(got, "TEMP B-TREE") {
			t.Errorf("%s:\n%s", filter, got)
		}
	}
}

// A text that was written over is found by what it says now, and a long wait does not come between.
func TestIndexFollowsText(t *testing.T) {
	ctx, l := t.Context(), open(t)
	first := page("first", "https://example.com/a", "2015-07-28")
	ids := add(t, l, New{Article: first})
	pending, err := l.Pending(ctx, "rules", 1)
	if err != nil {
		t.Fatal(err)
	}
	next := page("next", "https://example.com/a", "2015-07-28")
	add(t, l, New{Article: next})
	if err := l.Index(ctx, "rules", []Indexed{{ID: ids[0], Article: pending[0].Article, Title: "The former"}}); err != nil {
		t.Fatal(err)
	}
	if n, err := l.Unindexed(ctx); err != nil || n == 0 {
		t.Errorf("a text that is there no more was indexed: %d left, %v", n, err)
	}
	if err := l.Index(ctx, "rules", []Indexed{{ID: ids[0], Article: next, Title: "The next", Fixes: 1, Edits: []Edit{{Span: document.Span{End: 3}, Fix: "Now", ZH: "今天", Pinyin: "jīntiān"}}}}); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]int{"title:former": 0, "title:next": 1, "now": 1} {
		if hits, err := l.Search(ctx, query, 0); err != nil || len(hits) != want {
			t.Errorf("%s: %d, %v", query, len(hits), err)
		}
	}
}

// An entry stands where its date says, also when that becomes known later.
func TestDated(t *testing.T) {
	ctx, l := t.Context(), open(t)
	add(t, l, New{Article: page("early", "https://example.com/early", "2010-05-06")}, New{Article: page("undated", "https://example.com/a", "")})
	newest := func() string { return titles(t, l, shelf.Filter{}, shelf.Newest)[0] }
	if got := newest(); got != "undated" {
		t.Errorf("without a date it came now, and %s stands first", got)
	}
	add(t, l, New{Article: page("dated", "https://example.com/a", "2009-01-02")})
	if got := newest(); got != "early" {
		t.Errorf("with a date %s stands first", got)
	}
	if rows, err := l.Rows(ctx, shelf.Filter{Query: "date:2009-01"}, shelf.Newest, 0, 0); err != nil || len(rows) != 1 {
		t.Errorf("%v, %v", rows, err)
	}
}
