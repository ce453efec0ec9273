package library

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// add puts articles on the shelf and returns their IDs.
func add(t *testing.T, l *Library, all ...New) (ids []shelf.ID) {
	t.Helper()
	outcomes, err := l.Put(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outcomes {
		ids = append(ids, o.ID)
	}
	return ids
}

// titles lists the titles of rows that are not built in.
func titles(t *testing.T, l *Library, f shelf.Filter, o shelf.Order) (all []string) {
	t.Helper()
	rows, err := l.Rows(t.Context(), f, o, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if a, err := l.Open(t.Context(), r.ID); err != nil {
			t.Fatal(err)
		} else if a.Own == nil && a.Note == "" {
			all = append(all, r.Title)
		}
	}
	return all
}

// page is an article with an address.
func page(id, address, published string) *articles.Article {
	a := text(id)
	a.Title, a.URL, a.Published = id, address, articles.ParseDate(published)
	return a
}

// The shelf of a new library has the built-in articles; once they are deleted they stay away.
func TestStock(t *testing.T) {
	ctx, l := t.Context(), open(t)
	if rows, err := l.Rows(ctx, shelf.Filter{}, shelf.Newest, 0, 0); err != nil || len(rows) != 0 {
		t.Fatalf("without a library: %v, %v", rows, err)
	}
	add(t, l, New{Article: text("a")})
	builtin, err := articles.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := l.Rows(ctx, shelf.Filter{}, shelf.Newest, 0, 0)
	if err != nil || len(rows) != len(builtin)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	var ids []shelf.ID
	for _, r := range rows {
		ids = append(ids, r.ID)
		if _, err := l.Open(ctx, r.ID); err != nil {
			t.Error(err)
		}
	}
	yes := true
	if _, err := l.Change(ctx, ids, shelf.Change{Deleted: &yes}); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if rows, err := l.Rows(ctx, shelf.Filter{}, shelf.Newest, 0, 0); err != nil || len(rows) != 0 {
		t.Errorf("they are back: %v, %v", rows, err)
	}
}

// An article is put once, whichever way it comes.
func TestPutTwice(t *testing.T) {
	ctx, l := t.Context(), open(t)
	file := text("in a file")
	file.Path = filepath.Join(t.TempDir(), "a.txt")
	edited := articles.Restored(articles.Meta{ID: "edited", Title: "x"}, articles.Text{Source: []byte("Another text.\n")})
	edited.Path = file.Path
	other := page("other text", "https://example.com/a", "")
	for _, c := range []struct {
		name string
		put  New
		want How
	}{
		{"new", New{Article: page("a", "https://example.com/a", "2015-07-28")}, Added},
		{"the same", New{Article: page("a", "https://example.com/a", "2015-07-28")}, Known},
		{"the same text from elsewhere", New{Article: page("a", "https://example.net/copy", "")}, Known},
		{"the same page in other words", New{Article: page("a", "http://www.example.com/a/?utm_source=x#y", "")}, Known},
		{"the page has changed", New{Article: other}, Changed},
		{"a file", New{Article: file}, Added},
		{"a file again", New{Article: file}, Known},
		{"a file that was edited", New{Article: edited}, Changed},
		{"looked at", New{Article: text("seen"), Seen: true}, Added},
		{"and added", New{Article: text("seen")}, Added},
	} {
		got, err := l.Put(ctx, []New{c.put})
		if err != nil || got[0].How != c.want {
			t.Errorf("%s: %v, %v, want %v", c.name, got, err, c.want)
		}
	}
	if got := titles(t, l, shelf.Filter{}, shelf.Added); !reflect.DeepEqual(got, []string{"Title of seen", "x", "other text"}) {
		t.Errorf("on the shelf: %q", got)
	}
	if wrong, err := l.Check(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
}

// What was decided about a text holds for its next version where the words still stand, whichever comes first: a new reading or a new text.
func TestNextVersion(t *testing.T) {
	ctx, l := t.Context(), open(t)
	path := filepath.Join(t.TempDir(), "a.txt")
	read := func(s string) *articles.Article {
		t.Helper()
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		a, err := articles.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := read("One line.\n\nThe micro-letter of Tencent and the cat.\n")
	all := []review.Verdict{{Span: document.Span{Start: 15, End: 27}, Ruling: review.Accepted}, {Span: document.Span{Start: 43, End: 50}, Ruling: review.Rejected}}
	if err := l.Keep(ctx, first, ruled(all)); err != nil {
		t.Fatal(err)
	}
	if err := l.KeepPlace(ctx, first, review.Place{Offset: 11, Share: 0.5, Begun: true}); err != nil {
		t.Fatal(err)
	}
	next := read("A new head.\n\nOne line.\n\nThe micro-letter of Tencent and a dog.\n")
	want := []review.Verdict{{Span: document.Span{Start: 28, End: 40}, Ruling: review.Accepted}}
	for range 2 {
		kept, err := l.Kept(ctx, next)
		if err != nil || !reflect.DeepEqual(kept.Verdicts, want) || kept.Place.Offset != 24 {
			t.Errorf("%+v, %v", kept, err)
		}
		if _, err := l.Put(ctx, []New{{Article: next}}); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := l.Rows(ctx, shelf.Filter{Recent: true}, shelf.LastRead, 0, 0)
	if err != nil || len(rows) != 1 || rows[0].Share != 0.5 {
		t.Fatalf("%+v, %v", rows, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if a, err := l.Open(ctx, rows[0].ID); err != nil || string(a.Document.Source()) != string(next.Document.Source()) {
		t.Errorf("the file is gone, and so is the text: %v", err)
	}
}

func TestFilters(t *testing.T) {
	ctx, l := t.Context(), open(t)
	feed, err := l.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: "https://example.com/feed", Title: "A feed"})
	if err != nil {
		t.Fatal(err)
	}
	ids := add(t, l,
		New{Article: page("b", "https://example.com/b", "2016-01-02"), Tags: []string{"phones", " "}},
		New{Article: page("a", "https://example.com/a", "2015-01-02"), Source: feed.ID, GUID: "1"},
		New{Article: page("c", "https://example.com/c", "2014-01-02"), Source: feed.ID, GUID: "2", Hidden: true})
	yes, read := true, shelf.Read
	for name, c := range map[string]struct {
		filter shelf.Filter
		order  shelf.Order
		want   []string
	}{
		"all":     {shelf.Filter{}, shelf.Newest, []string{"b", "a"}},
		"titles":  {shelf.Filter{}, shelf.ByTitle, []string{"a", "b"}},
		"feed":    {shelf.Filter{Source: feed.ID}, shelf.Newest, []string{"a", "c"}},
		"tag":     {shelf.Filter{Tag: "phones"}, shelf.Newest, []string{"b"}},
		"starred": {shelf.Filter{Starred: true}, shelf.Newest, nil},
	} {
		if got := titles(t, l, c.filter, c.order); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	undo, err := l.Change(ctx, ids[:2], shelf.Change{Starred: &yes, State: &read, Tag: []string{"new"}, Untag: []string{"phones"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := titles(t, l, shelf.Filter{Starred: true}, shelf.Newest); !reflect.DeepEqual(got, []string{"b", "a"}) {
		t.Errorf("starred: %q", got)
	}
	if got := titles(t, l, shelf.Filter{Unread: true}, shelf.Newest); got != nil {
		t.Errorf("unread: %q", got)
	}
	if e, err := l.Named(ctx, "a"); err != nil || !reflect.DeepEqual(e.Tags, []string{"new"}) || e.State != shelf.Read || e.URL != "https://example.com/a" || e.Source != feed.ID {
		t.Errorf("%+v, %v", e, err)
	}
	if err := l.Undo(ctx, undo); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, l, shelf.Filter{Tag: "phones", Unread: true}, shelf.Newest); !reflect.DeepEqual(got, []string{"b"}) {
		t.Errorf("taken back: %q", got)
	}
	if err := l.KeepSearch(ctx, "mine", "wechat"); err != nil {
		t.Fatal(err)
	}
	sections, err := l.Sections(ctx)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string][2]int{}
	for _, s := range sections {
		counts[s.Name] = [2]int{s.Count, s.Unread}
	}
	if want := map[string][2]int{
		"All": {7, 7}, "Unread": {7, 7}, "Begun": {0, 0}, "Starred": {0, 0}, "Recent": {0, 0}, "mine": {0, 0}, "A feed": {2, 2}, "phones": {1, 1},
	}; !reflect.DeepEqual(counts, want) {
		t.Errorf("sections: %v, want %v", counts, want)
	}
}

// What was deleted does not come back with its feed, can be had back for ninety days, and is gone then.
func TestDeleted(t *testing.T) {
	ctx, l := t.Context(), open(t)
	feed, err := l.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: "https://example.com/feed"})
	if err != nil {
		t.Fatal(err)
	}
	item := New{Article: page("a", "https://example.com/a", ""), Source: feed.ID, GUID: "1"}
	ids, yes := add(t, l, item), true
	undo, err := l.Change(ctx, ids, shelf.Change{Deleted: &yes})
	if err != nil {
		t.Fatal(err)
	}
	add(t, l, item)
	if got := titles(t, l, shelf.Filter{Source: feed.ID}, shelf.Newest); got != nil {
		t.Errorf("it came back: %q", got)
	}
	if n, err := l.Forget(ctx); err != nil || n != 0 {
		t.Errorf("forgotten at once: %d, %v", n, err)
	}
	if err := l.Undo(ctx, undo); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, l, shelf.Filter{Source: feed.ID}, shelf.Newest); !reflect.DeepEqual(got, []string{"a"}) {
		t.Errorf("taken back: %q", got)
	}
	if _, err := l.db.ExecContext(ctx, "UPDATE entries SET deleted = ? WHERE n = ?", time.Now().Add(-forgetAfter-time.Hour).Unix(), int64(ids[0])); err != nil {
		t.Fatal(err)
	}
	if n, err := l.Forget(ctx); err != nil || n != 1 {
		t.Errorf("not forgotten: %d, %v", n, err)
	}
	if _, err := l.Entry(ctx, ids[0]); !errors.Is(err, ErrNoEntry) {
		t.Errorf("still there: %v", err)
	}
	if left, err := texts(ctx, l.db, "SELECT hash FROM texts WHERE hash NOT IN (SELECT text FROM entries)"); err != nil || len(left) > 0 {
		t.Errorf("texts of nothing: %v, %v", left, err)
	}
}

func TestSources(t *testing.T) {
	ctx, l := t.Context(), open(t)
	want := shelf.Source{Kind: shelf.Feed, Address: "https://example.com/feed", Title: "A feed", Site: "https://example.com", Tags: []string{"a", "b"}, ETag: `"x"`, Checked: 5, Next: 9}
	got, err := l.Follow(ctx, want)
	if err != nil {
		t.Fatal(err)
	}
	want.ID = got.ID
	got.Failures, got.Trouble, got.Address = 2, "no answer", "https://example.com/moved"
	if _, err := l.Follow(ctx, got); err != nil {
		t.Fatal(err)
	}
	if all, err := l.Sources(ctx); err != nil || !reflect.DeepEqual(all, []shelf.Source{got}) {
		t.Errorf("%+v, %v", all, err)
	}
	kept := page("starred", "https://example.com/s", "")
	ids := add(t, l, New{Article: page("a", "https://example.com/a", ""), Source: got.ID, GUID: "1"}, New{Article: kept, Source: got.ID, GUID: "2"})
	yes := true
	if _, err := l.Change(ctx, ids[1:], shelf.Change{Starred: &yes}); err != nil {
		t.Fatal(err)
	}
	if err := l.Unfollow(ctx, got.ID, false); err != nil {
		t.Fatal(err)
	}
	if all := titles(t, l, shelf.Filter{}, shelf.Newest); !reflect.DeepEqual(all, []string{"starred"}) {
		t.Errorf("left on the shelf: %q", all)
	}
}

func TestFailures(t *testing.T) {
	ctx, l := t.Context(), open(t)
	if err := l.Succeed(ctx, "https://example.com/a"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(l.Path()); !errors.Is(err, os.ErrNotExist) {
		t.Error("a library was made of nothing")
	}
	for range 2 {
		if err := l.Fail(ctx, shelf.Failure{Address: "https://example.com/a", Why: "no such page", Hint: "look again"}, shelf.Failure{Address: "b.epub", Why: "it is empty"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Succeed(ctx, "b.epub", "c"); err != nil {
		t.Fatal(err)
	}
	all, err := l.Failures(ctx)
	if err != nil || len(all) != 1 || all[0].Tries != 2 || all[0].Why != "no such page" || all[0].Hint != "look again" {
		t.Fatalf("%+v, %v", all, err)
	}
	if err := l.Dismiss(ctx, []int64{all[0].ID}); err != nil {
		t.Fatal(err)
	}
	if all, err := l.Failures(ctx); err != nil || len(all) > 0 {
		t.Errorf("%+v, %v", all, err)
	}
}

// An entry is pending until it was indexed by the rules that hold, and again when something of it changes.
func TestPending(t *testing.T) {
	ctx, l := t.Context(), open(t)
	ids := add(t, l, New{Article: text("a")})
	all, err := l.Pending(ctx, "rules", 100)
	if err != nil || len(all) != 6 || all[0].ID != ids[0] {
		t.Fatalf("%d pending, %v", len(all), err)
	}
	var done []Indexed
	for _, p := range all {
		done = append(done, Indexed{ID: p.ID, Article: p.Article, Title: "As repaired", Fixes: 3, Names: "微信"})
	}
	if err := l.Index(ctx, "rules", done); err != nil {
		t.Fatal(err)
	}
	if all, err := l.Pending(ctx, "rules", 100); err != nil || len(all) > 0 {
		t.Errorf("still %d pending, %v", len(all), err)
	}
	if e, err := l.Entry(ctx, ids[0]); err != nil || e.Title != "As repaired" || e.Original != "Title of a" || e.Fixes != 3 {
		t.Errorf("%+v, %v", e, err)
	}
	if n, err := numbers(ctx, l.db, `SELECT rowid FROM found WHERE found MATCH '"微 信"'`); err != nil || len(n) != 6 {
		t.Errorf("found %v, %v", n, err)
	}
	if err := l.Keep(ctx, text("a"), ruled(ruling)); err != nil {
		t.Fatal(err)
	}
	if all, err := l.Pending(ctx, "rules", 100); err != nil || len(all) != 1 || len(all[0].Kept.Verdicts) != len(ruling) {
		t.Errorf("%+v, %v", all, err)
	}
	if all, err := l.Pending(ctx, "other rules", 100); err != nil || len(all) != 6 {
		t.Errorf("%d pending with other rules, %v", len(all), err)
	}
}
