package library

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// TestLabels: an article of the library knows its name there, its feed and its tags, however it is opened; other tags have it indexed anew.
func TestLabels(t *testing.T) {
	ctx, l := t.Context(), open(t)
	feed, err := l.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: "https://example.com/feed", Title: "A feed"})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte("A text in a file."), 0o600); err != nil {
		t.Fatal(err)
	}
	inFile, err := articles.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	ids := add(t, l, New{Article: page("a", "https://example.com/a", ""), Source: feed.ID, GUID: "1", Tags: []string{"x", "b"}}, New{Article: inFile, Tags: []string{"y"}})
	entry, err := l.Entry(ctx, ids[0])
	if err != nil {
		t.Fatal(err)
	}
	want := articles.Labels{Name: entry.Name, Feeds: []string{"https://example.com/feed", "A feed"}, Tags: []string{"b", "x"}}
	for name, read := range map[string]func() (*articles.Article, error){
		"opened": func() (*articles.Article, error) { return l.Open(ctx, ids[0]) },
		"kept":   func() (*articles.Article, error) { return l.Text(ctx, ids[0]) },
		"pending": func() (*articles.Article, error) {
			all, err := l.Pending(ctx, "rules", 100)
			for _, p := range all {
				if p.ID == ids[0] {
					return p.Article, err
				}
			}
			return nil, ErrNoEntry
		},
	} {
		if a, err := read(); err != nil || !reflect.DeepEqual(a.Labels, want) {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
	a, err := l.Open(ctx, ids[1])
	if err != nil || !reflect.DeepEqual(a.Labels.Tags, []string{"y"}) || a.Labels.Feeds != nil {
		t.Fatalf("in a file: %+v, %v", a, err)
	}
	if again, err := a.Reopen(); err != nil || !reflect.DeepEqual(again.Labels, a.Labels) {
		t.Errorf("read again: %+v, %v", again, err)
	}
	pending := func() int {
		t.Helper()
		all, err := l.Pending(ctx, "rules", 100)
		if err != nil {
			t.Fatal(err)
		}
		var done []Indexed
		for _, p := range all {
			done = append(done, Indexed{ID: p.ID, Article: p.Article})
		}
		if err := l.Index(ctx, "rules", done); err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	pending()
	for _, c := range []shelf.Change{{Tag: []string{"z"}}, {Untag: []string{"z"}}} {
		undo, err := l.Change(ctx, ids[:1], c)
		if err != nil {
			t.Fatal(err)
		}
		if n := pending(); n != 1 {
			t.Errorf("%d pending after %+v", n, c)
		}
		if err := l.Undo(ctx, undo); err != nil {
			t.Fatal(err)
		}
		if n := pending(); n != 1 {
			t.Errorf("%d pending after %+v was undone", n, c)
		}
	}
	yes := true
	if _, err := l.Change(ctx, ids[:1], shelf.Change{Starred: &yes}); err != nil {
		t.Fatal(err)
	}
	if n := pending(); n != 0 {
		t.Errorf("%d pending after a star", n)
	}
}
