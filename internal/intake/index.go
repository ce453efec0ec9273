package intake

import (
	"bytes"
	"context"
	"math"
	"runtime"
	"strings"
	"sync"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// indexed is how many articles go into the index at once.
const indexed = 128

// Index has every article found as the rules that hold repair it, and as the reader decided. It ends early, and without an error, when the context ends:
// the rest is still to be done then.
func (i *Intake) Index(ctx context.Context, tell Tell) error {
	_, err := i.index(ctx, math.MaxInt, tell)
	return err
}

// IndexNew is Index for articles that were never looked through, and for no more than so many. It returns how many are left.
func (i *Intake) IndexNew(ctx context.Context, most int, tell Tell) (left int, err error) {
	left, err = i.Library.Unindexed(ctx)
	if err != nil || left == 0 {
		return left, err
	}
	done, err := i.index(ctx, min(left, most), tell)
	return left - done, err
}

// index looks through articles, the new ones first, and returns how many.
func (i *Intake) index(ctx context.Context, most int, tell Tell) (done int, err error) {
	if i.Engine == nil {
		return 0, nil
	}
	mark := i.Rules()
	for done < most {
		pending, err := i.Library.Pending(ctx, mark, min(indexed, most-done))
		if ctx.Err() != nil || err == nil && len(pending) == 0 {
			break
		}
		if err != nil {
			return done, err
		}
		err = i.Library.Index(ctx, mark, i.lookThrough(pending))
		if ctx.Err() != nil {
			break
		}
		if err != nil {
			return done, err
		}
		done += len(pending)
		tell.at(shelf.Progress{What: "reading", Done: done})
	}
	return done, nil //nolint:nilerr // to be called off is no failure
}

// lookThrough makes what articles are found by, several at a time.
func (i *Intake) lookThrough(pending []library.Pending) []library.Indexed {
	engine, all := i.Engine(), make([]library.Indexed, len(pending))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var done sync.WaitGroup
	for n := range pending {
		free <- struct{}{}
		done.Go(func() {
			all[n] = repaired(engine, &pending[n], i.Strictness)
			<-free
		})
	}
	done.Wait()
	return all
}

// repaired makes what an article is found by.
func repaired(e *annotate.Engine, p *library.Pending, strictness annotate.Strictness) library.Indexed {
	a := p.Article
	known, _ := review.Known(a, strictness) // what is wrong with annotations made by hand is said to who reads the article
	anns := e.Annotate(a.Document, known)
	var hand review.Hand
	hand.Recall(p.Kept)
	anns = hand.Apply(anns)
	source := a.Document.Source()
	return library.Indexed{
		ID: p.ID, Article: a, Title: title(e, a, anns, known), Fixes: review.Fixes(anns),
		Edits: edits(anns), Machine: machine(source, anns), Names: names(e.Start(a.Document, known).Cast(anns)),
	}
}

// edits are the places where a text is repaired.
func edits(anns []annotate.Annotation) []library.Edit {
	all := make([]library.Edit, len(anns))
	for i := range anns {
		all[i] = library.Edit{Span: anns[i].Span, Fix: anns[i].Fix, ZH: anns[i].ZH, Pinyin: anns[i].Pinyin}
	}
	return all
}

// titleWithin is how much of a text is looked at for its title, in bytes.
const titleWithin = 4 << 10

// title is the title of an article as repaired: as the text has it, or else as the beginning of the text makes it likely.
func title(e *annotate.Engine, a *articles.Article, anns []annotate.Annotation, known annotate.Options) string {
	source, said := a.Document.Source(), a.Title
	head := source[:min(len(source), titleWithin)]
	at := bytes.Index(head, []byte(said))
	if at < 0 && len(a.Own) > 0 {
		return document.CleanLine(said) // who annotated the article by hand gave it that title
	}
	if at < 0 || said == "" {
		head = append([]byte(said+"\n\n"), head...)
		known.Own = nil
		anns, at = e.Annotate(document.Plain(head), known), 0
		source = head
	}
	whole := document.Span{Start: at, End: at + len(said)}
	var inside []annotate.Annotation
	for i := range anns {
		if s := anns[i].Span; s.Start >= whole.Start && s.End <= whole.End && anns[i].Kind != annotate.Boilerplate {
			ann := anns[i]
			ann.Span = document.Span{Start: s.Start - at, End: s.End - at}
			inside = append(inside, ann)
		}
	}
	return document.CleanLine(string(annotate.Apply(source[whole.Start:whole.End], inside)))
}

// beside is how much of the text round a fix goes into the index with it, in bytes.
const beside = 60

// machine is what the machine had written where the text was repaired, with the words beside it.
func machine(source []byte, anns []annotate.Annotation) string {
	var b strings.Builder
	end := 0
	for i := range anns {
		s := anns[i].Span
		from := max(cut(source, s.Start-beside), end)
		to := cut(source, s.End+beside)
		if from > end {
			b.WriteString("\n")
		}
		if to > from {
			b.Write(source[from:to])
			end = to
		}
	}
	return b.String()
}

// cut is the place of the next white space from an offset on.
func cut(source []byte, at int) int {
	if at <= 0 {
		return 0
	}
	if at >= len(source) {
		return len(source)
	}
	if n := bytes.IndexAny(source[at:], " \n\t"); n >= 0 {
		return at + n
	}
	return len(source)
}

// names are the Chinese names of a cast, as the index finds them.
func names(cast []annotate.Member) string {
	all := make([]library.Name, len(cast))
	for i := range cast {
		all[i] = library.Name{ZH: cast[i].ZH, Pinyin: cast[i].Pinyin}
	}
	return library.Names(all)
}
