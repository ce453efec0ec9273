package intake

import (
	"bytes"
	"context"
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
	if i.Engine == nil {
		return nil
	}
	mark, done := i.Rules(), 0
	for {
		pending, err := i.Library.Pending(ctx, mark, indexed)
		if ctx.Err() != nil || err == nil && len(pending) == 0 {
			return nil //nolint:nilerr // to be called off is no failure
		}
		if err != nil {
			return err
		}
		err = i.Library.Index(ctx, mark, i.lookThrough(pending))
		if ctx.Err() != nil {
			return nil //nolint:nilerr // to be called off is no failure
		}
		if err != nil {
			return err
		}
		done += len(pending)
		tell.at(shelf.Progress{What: "reading", Done: done})
	}
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
	var verdicts review.Verdicts
	verdicts.Recall(p.Kept.Verdicts)
	anns = verdicts.Apply(anns)
	source := a.Document.Source()
	return library.Indexed{
		ID: p.ID, Article: a.ID, Title: title(e, a, anns, known), Fixes: review.Fixes(anns),
		Fixed: string(annotate.Apply(source, anns)), Machine: machine(source, anns), Names: names(e.Start(a.Document, known).Cast(anns)),
	}
}

// titleWithin is how much of a text is looked at for its title, in bytes.
const titleWithin = 4 << 10

// title is the title of an article as repaired: as the text has it, or else as the beginning of the text makes it likely.
func title(e *annotate.Engine, a *articles.Article, anns []annotate.Annotation, known annotate.Options) string {
	source, said := a.Document.Source(), a.Title
	head := source[:min(len(source), titleWithin)]
	at := bytes.Index(head, []byte(said))
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

// names are the Chinese names of a cast, with their pinyin in one word and in several.
func names(cast []annotate.Member) string {
	var b strings.Builder
	for i := range cast {
		m := &cast[i]
		for _, s := range []string{m.ZH, m.Pinyin, strings.ReplaceAll(m.Pinyin, " ", ""), m.Name} {
			if s != "" {
				b.WriteString(s)
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}
