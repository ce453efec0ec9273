package main

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui"
)

// decreeing is a reader with a library of two articles, and the one that is open.
func decreeing(t *testing.T) (*decrees, *articles.Article) {
	t.Helper()
	dir := t.TempDir()
	s := &streams{out: bufio.NewWriter(io.Discard), err: io.Discard, environ: []string{"READER_CONFIG_DIR=" + dir, "READER_DATA_DIR=" + dir, "READER_CACHE_DIR=" + dir}}
	l := library.At(filepath.Join(dir, "library.db"))
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	var put []library.New
	for _, text := range []string{
		"One\n\nThe electricity supplier platform of Alibaba grows, and the market is calm. Tencent is calm too.",
		"Two\n\nThe electricity supplier platform Taobao of Alibaba grows. The market is calm.",
	} {
		a, err := articles.Read("a.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		a.URL = "https://example.com/" + a.Title
		put = append(put, library.New{Article: a})
	}
	outcomes, err := l.Put(t.Context(), put)
	if err != nil {
		t.Fatal(err)
	}
	d := &decrees{command: "reader", s: s, library: l, strictness: annotate.Balanced}
	indexed := make([]library.Indexed, len(put))
	for i := range put {
		indexed[i] = library.Indexed{ID: outcomes[i].ID, Article: put[i].Article, Title: put[i].Article.Title, Machine: string(put[i].Article.Document.Source())}
	}
	if err := l.Index(t.Context(), "rules", indexed); err != nil {
		t.Fatal(err)
	}
	return d, put[0].Article
}

// fixOf is how the words are read in an article now, as they stand where nothing is marked.
func (d *decrees) fixOf(t *testing.T, a *articles.Article, words string) string {
	t.Helper()
	files, err := d.files(d.command, d.s)
	if err != nil {
		t.Fatal(err)
	}
	known, err := review.Known(a, d.strictness)
	if err != nil {
		t.Fatal(err)
	}
	for _, ann := range d.rules(d.s, files).engine.Annotate(a.Document, known) {
		if a.Document.Text(ann.Span) == words {
			return ann.Fix
		}
	}
	return words
}

// TestDecrees: what a ruling would change elsewhere is told, it holds where it should once it is kept, and nothing is left of it when it is taken back.
func TestDecrees(t *testing.T) {
	const words = "electricity supplier"
	for name, c := range map[string]struct {
		ruling          review.Ruling
		fix             string
		scope           ui.Scope
		here, elsewhere string
		change          string
	}{
		"rejected everywhere":  {review.Rejected, "", ui.Everywhere, words, words, "“e-commerce” → “electricity supplier”"},
		"rejected on the site": {review.Rejected, "", ui.OnSite, words, "e-commerce", "“e-commerce” → “electricity supplier”"},
		"edited everywhere":    {review.Edited, "online shop", ui.Everywhere, "online shop", "online shop", "“e-commerce” → “online shop”"},
		"edited on the site":   {review.Edited, "online shop", ui.OnSite, "online shop", "e-commerce", "“e-commerce” → “online shop”"},
	} {
		t.Run(name, func(t *testing.T) {
			d, a := decreeing(t)
			elsewhere, err := articles.Read("b.txt", a.Document.Source())
			if err != nil {
				t.Fatal(err)
			}
			elsewhere.URL = "https://elsewhere.example/1"
			w := ui.Wide{
				Article: a, Scope: c.scope, Ruling: c.ruling, Rule: "ecommerce/dianshang", Words: words, Fix: c.fix,
				Sentence: "The electricity supplier platform of Alibaba grows, and the market is calm.",
			}
			o, err := d.foresee(t.Context(), w)
			if err != nil || o.Ask != "" || len(o.Changes) != 1 || !strings.Contains(o.Changes[0], c.change) {
				t.Errorf("foreseen: %+v, %v", o, err)
			}
			if got := d.fixOf(t, a, words); got != "e-commerce" {
				t.Errorf("looking has changed something: %s", got)
			}
			text, undo, err := d.enact(t.Context(), w)
			if err != nil || text == "" {
				t.Fatal(text, err)
			}
			if here, there := d.fixOf(t, a, words), d.fixOf(t, elsewhere, words); here != c.here || there != c.elsewhere {
				t.Errorf("it reads %q here and %q elsewhere", here, there)
			}
			if err := undo(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := d.fixOf(t, a, words); got != "e-commerce" {
				t.Errorf("taken back, it reads %s", got)
			}
			for _, left := range []string{"switches.yaml", "packs/mine.yaml"} {
				if _, err := os.Stat(filepath.Join(filepath.Dir(d.library.Path()), left)); err == nil {
					t.Errorf("%s is left", left)
				}
			}
		})
	}
}

// TestDecreeOrdinary: words that are ordinary English want words around that speak for the fix, unless the reader wants the rule without.
func TestDecreeOrdinary(t *testing.T) {
	d, a := decreeing(t)
	w := ui.Wide{Article: a, Scope: ui.Everywhere, Ruling: review.Edited, Words: "market", Fix: "Mashi", Sentence: "The market is calm."}
	o, err := d.foresee(t.Context(), w)
	if err != nil || !strings.Contains(o.Ask, "ordinary English") || !strings.Contains(o.Ask, "Alibaba") {
		t.Fatalf("%+v, %v", o, err)
	}
	if _, _, err := d.enact(t.Context(), w); err == nil {
		t.Error("a rule for ordinary words was kept without a condition")
	}
	w.Near = []string{"Tencent", "calm"}
	if o, err = d.foresee(t.Context(), w); err != nil || o.Ask != "" {
		t.Errorf("with a condition: %+v, %v", o, err)
	}
	w.Near = []string{}
	if o, err = d.foresee(t.Context(), w); err != nil || o.Ask != "" || len(o.Changes) != 1 {
		t.Errorf("without one: %+v, %v", o, err)
	}
	if _, _, err := d.enact(t.Context(), ui.Wide{Article: a, Scope: ui.Everywhere, Ruling: review.Rejected, Words: "market"}); err == nil {
		t.Error("something was switched off that no rule proposed")
	}
}
