package linear

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// stocked is a library with the two articles of the tests and no other.
func stocked(t *testing.T) *library.Library {
	t.Helper()
	l := library.At(filepath.Join(t.TempDir(), "library.db"))
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	ctx, gone := t.Context(), true
	if err := l.Make(ctx); err != nil {
		t.Fatal(err)
	}
	rows, err := l.Rows(ctx, shelf.Filter{}, shelf.Newest, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if _, err := l.Change(ctx, []shelf.ID{r.ID}, shelf.Change{Deleted: &gone}); err != nil {
			t.Fatal(err)
		}
	}
	for _, a := range collection(t) {
		if _, err := l.Put(ctx, []library.New{{Article: a}}); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// finder is a library that finds one place, and fails where it is asked for “(”.
type finder struct{ *library.Library }

func (f finder) Search(ctx context.Context, query string, _ int) ([]shelf.Hit, error) {
	rows, err := f.Rows(ctx, shelf.Filter{}, shelf.Newest, 0, 0)
	switch {
	case err != nil:
		return nil, err
	case strings.Contains(query, "("):
		return nil, &shelf.QueryError{Query: query, Why: "a parenthesis has no end", At: strings.Index(query, "(")}
	case query != "friends":
		return nil, nil
	}
	text := "have already settled there with their friends, and that a grass-roots"
	at := strings.Index(text, query)
	return []shelf.Hit{{Row: rows[1], Snippets: []shelf.Snippet{{Text: text, Marks: [][2]int{{at, at + len(query)}}}}}}, nil
}

// inLibrary answers commands in a library.
func inLibrary(t *testing.T, l *library.Library, change func(*Options), commands ...string) string {
	t.Helper()
	return talk(t, func(o *Options) {
		o.Shelf, o.Articles = finder{l}, nil
		if change != nil {
			change(o)
		}
	}, commands...)
}

func TestLibrary(t *testing.T) {
	for _, c := range []struct {
		commands string
		want     []string
	}{
		{"list alibaba", []string{"All, 2 articles", "All, 1 of 2 articles have “alibaba”"}},
		{"list xyzzy", []string{"nothing in All has “xyzzy”"}},
		{"sections|4", []string{"you are in All", "2. Unread, 2 of 2 unread", "Starred is empty"}},
		{"section star|star|section un|star 1|section STARRED", []string{"Starred is empty", "type the numbers", "1 article starred", "Starred, 1 article"}},
		{"section nowhere", []string{"no section is called “nowhere”"}},
		{"star 1-2|unstar 2|list", []string{"2 articles starred", "1 article without a star", ", starred, unread"}},
		{"star 3|star x|star 2-1", []string{"“3” is no number of the list, which has 2 entries", "“x” is no number", "“2-1” is no number"}},
		{"sections|star 1", []string{"what was listed last is not in the library"}},
		{"done 1|unread 1", []string{"1 article read", "1 article unread again"}},
		{"archive 1 2|list|section Archived|unarchive 1", []string{"the shelf is empty", "Archived, 2 articles", "1 article out of the archive"}},
		{"delete 1|list|restore|list|restore", []string{"1 article deleted", "All, 1 article;", "1 article is as before", "nothing in the library was changed"}},
		{"tag 1 phones, to read|section phones|untag 1 phones|tag|tag 2", []string{"tagged phones, to read", "phones, 1 article", "no longer tagged phones", "tag takes the numbers"}},
		{"1|star|restore|tag to read|q", []string{"1 article starred", "1 article is as before", "1 article tagged to read", "All, 2 articles"}},
		{"find friends|1", []string{"1 article; type the number of one", "settled there with their [friends], and", "hit 1 of 1 of “friends”", "Industry insiders believe"}},
		{"find (x|find y|find|keep-search", []string{"a parenthesis has no end, at “(x”", "nothing is found by “y”", "find takes words"}},
		{"keep-search", []string{"nothing was searched for"}},
		{"find friends|keep-search company|section company", []string{"kept as the section company", "company, 1 article"}},
		{"open 2|open", []string{"Alibaba takes on WeChat", "open takes the number"}},
		{"failures|forget", []string{"everything could be brought in", "forgotten: 0"}},
		{"add|add x|refresh", []string{"nothing can be added here", "nothing can be looked for here"}},
	} {
		t.Run(c.commands, func(t *testing.T) {
			wants(t, inLibrary(t, stocked(t), nil, strings.Split(c.commands, "|")...), c.want...)
		})
	}
}

// TestBringIn: what is added is reported, and what fails is listed and tried again.
func TestBringIn(t *testing.T) {
	l := stocked(t)
	failure := shelf.Failure{Address: "https://example.com/x", Why: "the server says 404 Not Found.", Hint: "look at the address"}
	got := inLibrary(t, l, func(o *Options) {
		o.Add = func(ctx context.Context, what string, _ func(shelf.Progress)) (shelf.Report, error) {
			switch what {
			case "x":
				return shelf.Report{Failures: []shelf.Failure{failure}}, l.Fail(ctx, failure)
			case "y":
				return shelf.Report{}, errors.New("the disk is full")
			}
			a := &articles.Article{Document: document.Plain([]byte("News of " + what)), Meta: articles.Meta{ID: what, Title: "News of " + what}}
			_, err := l.Put(ctx, []library.New{{Article: a}})
			return shelf.Report{Added: []shelf.ID{9}, Known: 2}, err
		}
		o.Refresh = func(context.Context, bool, func(shelf.Progress)) (shelf.Report, error) { return shelf.Report{}, nil }
		o.Retry = func(ctx context.Context, all []shelf.Failure, _ func(shelf.Progress)) (shelf.Report, error) {
			return shelf.Report{Known: 1}, l.Succeed(ctx, all[0].Address)
		}
	}, "add folder", "list news", "add x", "add y", "failures", "1", "failures", "refresh", "1", "add")
	wants(t, got, "1 added · 2 known already", "All, 1 of 3 articles", "1 failed", "https://example.com/x: the server says 404 Not Found; look at the address",
		"the disk is full", "could not be added", "1 known already", "everything could be brought in", "nothing new", "add takes a file")
}

// TestFirstChange: without a library the built-in articles are listed, and the first change makes one of them.
func TestFirstChange(t *testing.T) {
	l := library.At(filepath.Join(t.TempDir(), "library.db"))
	all, err := articles.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	got := inLibrary(t, l, func(o *Options) { o.Articles = all }, "3", "star", "q")
	wants(t, got, "5 articles; type", "1 article starred", "All, 5 articles", "1 July 2015, starred")
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// TestNamed: articles that were named are in no library.
func TestNamed(t *testing.T) {
	named := func(o *Options) { o.Articles, o.Named = collection(t), true }
	wants(t, inLibrary(t, stocked(t), named, "1", "star", "q", "section all"), "this article is in no library", "All, 2 articles")
	l := stocked(t)
	known := func(o *Options) {
		named(o)
		o.Find = func(context.Context, *articles.Article) (shelf.Row, bool, error) { return shelf.Row{ID: 1}, true, nil }
	}
	wants(t, inLibrary(t, l, known, "1", "star"), "1 article starred; restore takes it back")
	if e, err := l.Entry(t.Context(), 1); err != nil || !e.Starred {
		t.Errorf("it is %+v: %v", e, err)
	}
}
