package library

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

func article(path, body string) *articles.Article {
	a, err := articles.Read(path, []byte(body))
	if err != nil {
		panic(err)
	}
	return a
}

func words(a *articles.Article, w string) document.Span {
	at := strings.Index(string(a.Document.Source()), w)
	return document.Span{Start: at, End: at + len(w)}
}

func mark(a *articles.Article, id, w, note string) review.Mark {
	return review.Mark{ID: id, Span: words(a, w), Colour: "blue", Note: note, Tags: []string{"one", "two words"}, Made: 5, Changed: 6}
}

func did(t *testing.T, l *Library, a *articles.Article, do func(h *review.Hand) review.Act) {
	t.Helper()
	kept, err := l.Kept(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	var h review.Hand
	h.Recall(kept)
	if err := l.Keep(t.Context(), a, do(&h)); err != nil {
		t.Fatal(err)
	}
}

func TestMarksKept(t *testing.T) {
	ctx, l := t.Context(), open(t)
	a := article("a.txt", "The cat sat on the mat, and the dog did not.")
	m := mark(a, "m", "sat on", "*why*?")
	did(t, l, a, func(h *review.Hand) review.Act { return h.Mark(m, mark(a, "n", "dog", "")) })
	did(t, l, a, func(h *review.Hand) review.Act { return h.Erase("n") })
	m.Quote = document.QuoteAt(a.Document.Source(), m.Span)
	if kept, err := l.Kept(ctx, a); err != nil || !reflect.DeepEqual(kept.Marks, []review.Mark{m}) {
		t.Errorf("%+v, %v, want %+v", kept.Marks, err, m)
	}
}

// TestMarksCarried: a text that is edited keeps its marks, where their words stand; those without are orphans, and come back with their words.
func TestMarksCarried(t *testing.T) {
	ctx, l := t.Context(), open(t)
	path := filepath.Join(t.TempDir(), "a.txt")
	first := article(path, "A first line.\n\nThe cat sat on the mat, and the dog did not like it.\n\nThe end of it is here.\n")
	first.Path = path
	did(t, l, first, func(h *review.Hand) review.Act {
		return h.Mark(mark(first, "m", "sat on the mat", "n"), mark(first, "o", "The end of it", ""))
	})
	next := article(path, "A new first line.\n\nThe cat sat on a mat, and the dog did not like it.\n")
	next.Path = path
	for range 2 { // as it is asked for, and as it is kept
		kept, err := l.Kept(ctx, next)
		if err != nil || len(kept.Marks) != 2 {
			t.Fatalf("%+v, %v", kept, err)
		}
		var h review.Hand
		h.Recall(kept)
		if m, _ := h.MarkCalled("m"); next.Document.Text(m.Span) != "sat on a mat" {
			t.Errorf("m is on %q", next.Document.Text(m.Span))
		}
		if o, _ := h.MarkCalled("o"); !o.Orphan() || o.Quote.Exact != "The end of it" {
			t.Errorf("o is no orphan: %+v", o)
		}
		if _, err := l.Put(ctx, []New{{Article: next}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := l.Put(ctx, []New{{Article: first}}); err != nil {
		t.Fatal(err)
	}
	kept, err := l.Kept(ctx, first)
	var h review.Hand
	h.Recall(kept)
	if o, _ := h.MarkCalled("o"); err != nil || first.Document.Text(o.Span) != "The end of it" {
		t.Errorf("the words are back, the mark is not: %+v, %v", o, err)
	}
	if wrong, err := l.Check(ctx); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
}

func TestActs(t *testing.T) {
	ctx, l := t.Context(), open(t)
	a := article("a.txt", "The cat sat on the mat, and the dog did not.")
	cat := review.Verdict{Span: words(a, "cat"), Ruling: review.Edited, Fix: "Tmall"}
	did(t, l, a, func(h *review.Hand) review.Act { return h.Rule(cat) })
	did(t, l, a, func(h *review.Hand) review.Act { return h.Mark(mark(a, "m", "sat on", "first")) })
	did(t, l, a, func(h *review.Hand) review.Act {
		m := mark(a, "m", "sat on", "second")
		return h.Mark(m)
	})
	all, err := l.Acts(ctx, Asked{})
	if err != nil || len(all) != 3 || all[2].Verdicts[0].After.Words != "cat" || all[2].Verdicts[0].After.Fix != "Tmall" || all[0].Marks[0].Before.Note != "first" {
		t.Fatalf("%+v, %v", all, err)
	}
	// An act on what was changed again stays; the last one goes, then that before it.
	var later LaterError
	if err := l.TakeBack(ctx, all[1].N); !errors.As(err, &later) {
		t.Errorf("taking back the first of two: %v", err)
	}
	if err := l.TakeBack(ctx, all[0].N, all[1].N, all[2].N); err != nil {
		t.Fatal(err)
	}
	if kept, err := l.Kept(ctx, a); err != nil || len(kept.Verdicts)+len(kept.Marks) > 0 {
		t.Errorf("%+v, %v", kept, err)
	}
	all, err = l.Acts(ctx, Asked{})
	if err != nil || len(all) != 6 || all[0].Back != 1 || all[5].TakenBy != all[0].N {
		t.Errorf("%+v, %v", all, err)
	}
	if err := l.TakeBack(ctx, 99); !errors.Is(err, ErrNoAct) {
		t.Errorf("an act that is not there: %v", err)
	}
	if all, err = l.Acts(ctx, Asked{Limit: 2}); err != nil || len(all) != 2 {
		t.Errorf("%d acts, %v", len(all), err)
	}
}

// TestActsLater: an act on a text that has become another is taken back there.
func TestActsLater(t *testing.T) {
	ctx, l := t.Context(), open(t)
	path := filepath.Join(t.TempDir(), "a.txt")
	first := article(path, "The cat sat on the mat, and the dog did not like it.\n")
	first.Path = path
	did(t, l, first, func(h *review.Hand) review.Act { return h.Mark(mark(first, "m", "sat on", "n")) })
	did(t, l, first, func(h *review.Hand) review.Act { return h.Erase("m") })
	next := article(path, "Once more: the cat sat on the mat, and the dog did not like it.\n")
	next.Path = path
	if _, err := l.Put(ctx, []New{{Article: next}}); err != nil {
		t.Fatal(err)
	}
	all, err := l.Acts(ctx, Asked{})
	if err != nil || len(all) != 2 {
		t.Fatal(err)
	}
	if err := l.TakeBack(ctx, all[0].N); err != nil {
		t.Fatal(err)
	}
	kept, err := l.Kept(ctx, next)
	if err != nil || len(kept.Marks) != 1 || next.Document.Text(kept.Marks[0].Span) != "sat on" {
		t.Errorf("%+v, %v", kept, err)
	}
}

func TestShelfActs(t *testing.T) {
	ctx, l := t.Context(), open(t)
	put, err := l.Put(ctx, []New{{Article: article("a.txt", "one")}, {Article: article("b.txt", "two")}})
	if err != nil {
		t.Fatal(err)
	}
	yes := true
	if _, err := l.Change(ctx, []shelf.ID{put[0].ID, put[1].ID}, shelf.Change{Starred: &yes, Tag: []string{"x"}}); err != nil {
		t.Fatal(err)
	}
	all, err := l.Acts(ctx, Asked{})
	if err != nil || len(all) != 1 || len(all[0].Entries) != 2 || !all[0].Entries[1].After.Starred {
		t.Fatalf("%+v, %v", all, err)
	}
	if err := l.TakeBack(ctx, all[0].N); err != nil {
		t.Fatal(err)
	}
	if e, err := l.Entry(ctx, put[0].ID); err != nil || e.Starred || len(e.Tags) > 0 {
		t.Errorf("%+v, %v", e, err)
	}
}

// TestActsOfTwo: what two programs do to one article at the same time is all there.
func TestActsOfTwo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	a := article("a.txt", strings.Repeat("word ", 100))
	const each = 20
	var both sync.WaitGroup
	for program := range 2 {
		both.Go(func() {
			l := At(path)
			defer l.Close()
			for i := range each {
				var h review.Hand
				s := document.Span{Start: (program*each + i) * 5, End: (program*each+i)*5 + 4}
				for _, act := range []review.Act{
					h.Rule(review.Verdict{Span: s, Ruling: review.Rejected}),
					h.Mark(review.Mark{ID: fmt.Sprint(program, i), Span: s, Colour: "pink"}),
				} {
					if err := l.Keep(context.Background(), a, act); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	both.Wait()
	l := At(path)
	defer l.Close()
	if kept, err := l.Kept(t.Context(), a); err != nil || len(kept.Verdicts) != 2*each || len(kept.Marks) != 2*each {
		t.Errorf("%d verdicts and %d marks, %v", len(kept.Verdicts), len(kept.Marks), err)
	}
	if all, err := l.Acts(t.Context(), Asked{}); err != nil || len(all) != 4*each {
		t.Errorf("%d acts, %v", len(all), err)
	}
	if wrong, err := l.Check(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("%v, %v", wrong, err)
	}
}

// TestActsPlan: what took an act back is found by an index, or the log of an import would be gone through once for each of its lines.
func TestActsPlan(t *testing.T) {
	l := open(t)
	if err := l.Make(t.Context()); err != nil {
		t.Fatal(err)
	}
	rows, err := l.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+actColumns+"WHERE n > 0")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(detail + "\n")
	}
	if err := rows.Err(); err != nil || !strings.Contains(plan.String(), "acts_back") {
		t.Errorf("%v\n%s", err, plan.String())
	}
}
