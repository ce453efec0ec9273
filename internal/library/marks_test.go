package library

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// TestMarks: what is found of notes by their words, colours, tags and titles, the last changed first.
func TestMarks(t *testing.T) {
	ctx, l := t.Context(), open(t)
	if all, err := l.Marks(ctx, "", 0); err != nil || len(all) != 0 {
		t.Fatalf("without a library there are %v, %v", all, err)
	}
	a, b := article("a.txt", "The cat sat on the mat, and the dog did not."), article("b.txt", "Nothing but 100% of a dog.")
	did(t, l, a, func(h *review.Hand) review.Act {
		old := mark(a, "old", "cat", "A *tom*")
		last := mark(a, "last", "dog did", "")
		last.Changed, last.Tags = 9, []string{"two"}
		return h.Mark(old, last)
	})
	did(t, l, b, func(h *review.Hand) review.Act {
		m := mark(b, "b", "100%", "so_much")
		m.Colour, m.Changed = "green", 7
		return h.Mark(m)
	})
	for query, want := range map[string][]string{
		"": {"last", "b", "old"}, "TOM": {"old"}, "dog": {"last"}, "blue": {"last", "old"}, "blue cat": {"old"}, "#two": {"last", "b", "old"}, "#one": {"b", "old"},
		"100%": {"b"}, "so_much": {"b"}, "%": {"b"}, "s_m": {}, `\`: {}, "words two": {"b", "old"},
	} {
		all, err := l.Marks(ctx, query, 0)
		var ids []string
		for _, n := range all {
			ids = append(ids, n.ID)
			if n.Entry == "" || n.Title == "" || n.Article == "" {
				t.Errorf("%s has no article: %+v", n.ID, n)
			}
		}
		if err != nil || !slices.Equal(ids, want) {
			t.Errorf("%q finds %q, %v, want %q", query, ids, err, want)
		}
	}
	if all, err := l.Marks(ctx, "", 2); err != nil || len(all) != 2 {
		t.Errorf("at most two are %d, %v", len(all), err)
	}
	all, _ := l.Marks(ctx, "so_much", 0)
	if on, err := l.MarksOn(ctx, all[0].Entry, "", 0); err != nil || len(on) != 1 || on[0].ID != "b" {
		t.Errorf("on one article are %+v, %v", on, err)
	}
}

// TestStanding: what a rule proposed is counted once, also when the text was edited since.
func TestStanding(t *testing.T) {
	ctx, l := t.Context(), open(t)
	path := filepath.Join(t.TempDir(), "a.txt")
	a := article(path, "The cat sat on the mat, and the dog did not like it at all.")
	a.Path = path
	did(t, l, a, func(h *review.Hand) review.Act {
		return h.Rule(
			review.Verdict{Span: words(a, "cat"), Ruling: review.Accepted, Fix: "Tmall", Rule: "own/cat"},
			review.Verdict{Span: words(a, "mat"), Ruling: review.Rejected, Fix: "Tmall", Rule: "own/cat"},
			review.Verdict{Span: words(a, "dog"), Ruling: review.Rejected, Fix: "Sogou", Rule: "own/dog"})
	})
	check := func(rule string, accepted, rejected int) {
		t.Helper()
		if a, r, err := l.Standing(ctx, rule); err != nil || a != accepted || r != rejected {
			t.Errorf("%s: %d and %d, %v, want %d and %d", rule, a, r, err, accepted, rejected)
		}
	}
	check("own/cat", 1, 1)
	check("own/dog", 0, 1)
	check("own/none", 0, 0)
	next := article(path, "Well. The cat sat on the mat, and the dog did not like it at all.")
	next.Path = path
	if _, err := l.Put(ctx, []New{{Article: next}}); err != nil {
		t.Fatal(err)
	}
	check("own/cat", 1, 1)
}
