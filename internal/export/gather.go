package export

import (
	"context"
	"errors"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Gatherer finds together what leaves with an article. Its fields do not change once it is used.
type Gatherer struct {
	Library    *library.Library
	Engine     func() *annotate.Engine // of the rules that hold
	Strictness annotate.Strictness
	Marked     bool // only articles with marks are gathered; of others ErrNoMarks is said
}

// ErrNoMarks says that the reader made nothing of an article.
var ErrNoMarks = errors.New("nothing is marked in it")

// Entry gathers an article of the library.
func (g *Gatherer) Entry(ctx context.Context, id shelf.ID) (*Article, error) {
	r, err := g.Library.Record(ctx, id)
	if err != nil {
		return nil, err
	}
	a, err := g.with(r.Text, r.Kept)
	if err != nil {
		return nil, err
	}
	a.Record, a.Shown = &r, r.Title
	return a, nil
}

// Article gathers what belongs to an article that was read from elsewhere. The library may know it.
func (g *Gatherer) Article(ctx context.Context, a *articles.Article) (*Article, error) {
	kept, err := g.Library.Kept(ctx, a)
	if err != nil {
		return nil, err
	}
	return g.with(a, kept)
}

func (g *Gatherer) with(a *articles.Article, kept review.Kept) (*Article, error) {
	if g.Marked && len(kept.Verdicts)+len(kept.Marks) == 0 {
		return nil, ErrNoMarks
	}
	known, _ := review.Known(a, g.Strictness) // what is wrong with annotations made by hand is said to who reads the article
	found := g.Engine().Annotate(a.Document, known)
	out := &Article{Meta: a.Meta, Document: a.Document, Made: a.Made, Charset: a.Charset, Marks: append(marksOf(kept.Verdicts, found), notesOf(kept.Marks)...)}
	var hand review.Hand
	hand.Recall(kept)
	out.Findings = hand.Apply(found)
	sortMarks(out.Marks)
	return out, nil
}
