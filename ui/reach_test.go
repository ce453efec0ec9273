package ui

import (
	"context"
	"errors"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// rulings is a keeper of rules that only remembers.
type rulings struct {
	kept    []Wide
	outlook Outlook
	err     error
	engines int
}

func (r *rulings) options(o *Options) {
	o.Articles = o.Articles[:1]
	o.Articles[0].Own = nil
	o.Engine = func() *annotate.Engine {
		r.engines++
		return annotate.Builtin()
	}
	o.Foresee = func(context.Context, Wide) (Outlook, error) { return r.outlook, r.err }
	o.Enact = func(_ context.Context, w Wide) (string, func(context.Context) error, error) {
		r.kept = append(r.kept, w)
		return "a rule of your own", func(context.Context) error {
			r.kept = r.kept[:len(r.kept)-1]
			return nil
		}, nil
	}
	o.Standing = func(context.Context, string) (int, int, error) { return 3, 1, nil }
}

// several makes a fix of a rule the current one, the first of which there are several.
func (d *driver) several() annotate.Annotation {
	d.Helper()
	for range 100 {
		d.press("n")
		a, ok := d.pager.Annotation(d.pager.Current())
		if ok && a.Rule != "" && len(d.alike(&a)) > 1 {
			return a
		}
	}
	d.Fatal("no rule fixes two places")
	return annotate.Annotation{}
}

// TestScopeInArticle: a fix is rejected, or put otherwise, here or wherever its rule finds the same words in the article, undone as one.
func TestScopeInArticle(t *testing.T) {
	r := &rulings{}
	d := drive(t, 100, 30, r.options)
	d.press("enter")
	a := d.several()
	many := len(d.alike(&a))
	d.press("enter").want("This rule with you: accepted 3 times, rejected once")
	d.press("X").want("╭ Reject “", "h here", "a in this article", "s on this site", "a portal", "e everywhere")
	d.press("z", "a").wantBar("rejected "+review.Count(many, "time", "times"), "U undoes")
	if got := d.reading(d.open).hand.Verdicts(); len(got) != many || got[0].Rule != a.Rule || got[0].Ruling != review.Rejected {
		t.Fatalf("ruled %+v", got)
	}
	if all := d.reading(d.open).shown; slices.ContainsFunc(all, func(b annotate.Annotation) bool { return b.Span == a.Span }) {
		t.Error("it is still there")
	}
	d.press("B").want("rejected", "proposed by "+a.Rule)
	d.press("esc", "U")
	if got := d.reading(d.open).hand.Verdicts(); len(got) != 0 {
		t.Fatalf("undone, there is %+v", got)
	}
	d.press("g")
	d.several()
	d.press("enter", "E", "a", "ctrl+u").send(tea.PasteMsg{Content: "Something"})
	d.press("enter")
	if got := d.reading(d.open).hand.Verdicts(); len(got) < 2 || got[0].Fix != "Something" {
		t.Fatalf("edited %+v", got)
	}
}

// TestScopeAlone: where a ruling can go no further than here, nothing is asked.
func TestScopeAlone(t *testing.T) {
	d := drive(t, 100, 30, nil)
	d.press("enter", "n")
	for range 100 {
		if a, ok := d.pager.Annotation(d.pager.Current()); ok && len(d.alike(&a)) == 1 {
			break
		}
		d.press("n")
	}
	d.press("enter", "X").wantBar("rejected", "U undoes")
	d.press("U", "enter", "E").wantBar("fix: ")
}

// TestScopeEverywhere: what goes beyond the article is shown before it is kept, asks for a condition where one is wanted, has the rules read anew and is
// undone with everything else.
func TestScopeEverywhere(t *testing.T) {
	r := &rulings{outlook: Outlook{Text: "A rule for these words in your pack.", Changes: []string{"Another article: the words here", "A third"}}}
	d := drive(t, 100, 30, r.options)
	d.press("enter")
	a := d.several()
	words := d.open.Document.Text(a.Span)
	d.press("enter", "E", "enter", "ctrl+u").send(tea.PasteMsg{Content: "Something"})
	d.press("enter").want("╭ Before it is kept", "A rule for these words in your pack.", "What else in the library would change: 2 places", "· Another article", "y keep it")
	d.press("n")
	if len(r.kept) != 0 || d.top() != nil {
		t.Fatalf("left, it is kept: %+v", r.kept)
	}
	d.press("enter", "E", "e", "ctrl+u").send(tea.PasteMsg{Content: "Something"})
	d.press("enter", "y").wantBar("a rule of your own", "U undoes")
	if len(r.kept) != 1 || r.engines != 2 {
		t.Fatalf("kept %+v, %d engines", r.kept, r.engines)
	}
	w := r.kept[0]
	if w.Scope != Everywhere || w.Ruling != review.Edited || w.Rule != a.Rule || w.Words != words || w.Fix != "Something" || w.Sentence == "" || w.Near != nil || w.Article != d.open {
		t.Errorf("kept %+v", w)
	}
	if !d.reading(d.open).annotated {
		t.Error("it was not annotated anew")
	}
	d.press("enter", "x", "U")
	if len(r.kept) != 1 {
		t.Fatal("the older one was undone first")
	}
	d.press("U").wantBar("undone: a rule of your own")
	if len(r.kept) != 0 || r.engines != 3 {
		t.Errorf("undone, kept %+v, %d engines", r.kept, r.engines)
	}
}

// TestScopeCondition: words that are ordinary English get a condition first, or none if the reader wants none; what cannot be foreseen is not kept.
func TestScopeCondition(t *testing.T) {
	r := &rulings{outlook: Outlook{Text: "A rule.", Ask: "These words are ordinary English."}}
	d := drive(t, 100, 30, r.options)
	d.press("enter")
	d.several()
	d.press("enter", "X", "s").want("╭ A condition?", "These words are ordinary English.", "c only where certain words stand near")
	d.press("c").wantBar("only near, with commas between them: ")
	d.send(tea.PasteMsg{Content: "Tencent, app"})
	d.press("enter").want("These words are ordinary English.", "Nothing else in the library would change.")
	d.press("y")
	if len(r.kept) != 1 || r.kept[0].Scope != OnSite || r.kept[0].Ruling != review.Rejected || !slices.Equal(r.kept[0].Near, []string{"Tencent", "app"}) {
		t.Fatalf("kept %+v", r.kept)
	}
	d.several()
	d.press("enter", "X", "e", "a", "y")
	if len(r.kept) != 2 || r.kept[1].Near == nil || len(r.kept[1].Near) != 0 {
		t.Fatalf("kept %+v", r.kept)
	}
	r.err = errors.New("the pack cannot be written")
	d.press("g")
	d.several()
	d.press("enter", "X", "e").wantBar("the pack cannot be written")
	if len(r.kept) != 2 {
		t.Error("what cannot be foreseen was kept")
	}
}
