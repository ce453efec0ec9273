package linear

import (
	"context"
	"fmt"
	"slices"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// reading is an article that was opened: what the engine said, what the reader decided, where the reader is.
type reading struct {
	article *articles.Article
	page    *render.Page
	anns    []annotate.Annotation // the engine's
	shown   []annotate.Annotation // with the reader's verdicts
	cast    []annotate.Member
	long    *long // nil where all of it has been annotated
	hand    review.Hand
	place   review.Place

	at     int  // source offset of the piece that the reader is at
	unread bool // it was gone to and not yet read
	fix    int  // index of the current fix among those shown, -1 for none
	spot   int  // source offset of the current fix, also when it was rejected; just before the piece where there was none
	found  found
	trail  []int // source offsets before each jump
	marks  map[string]int
}

// openArticle opens an article, says what it is and reads its start, or on from where the reader was.
func (s *session) openArticle(a *articles.Article) {
	if a.Document == nil || a.Partial {
		got, err := a.Reopen()
		if err != nil {
			s.say(err.Error())
			return
		}
		*a = *got
	}
	s.keepPlace()
	r := s.readings[a]
	if r == nil {
		r = &reading{article: a, page: render.NewPage(a.Document, nil), fix: -1, spot: -1, marks: map[string]int{}}
		s.readings[a] = r
		s.recall(r)
		s.annotate(r)
	}
	s.open, s.listed = r, listing{}
	r.rule()
	r.look(s)
	if r.long == nil {
		s.say(sentence(s.about(a), review.Summary(r.shown)))
	} else {
		s.say(sentence(s.about(a), "a long text"))
	}
	s.say("mode: " + s.Mode.String() + "; an empty line reads on, n goes to the next fix, h helps")
	r.at, r.fix, r.spot = r.place.Offset, -1, r.place.Offset-1
	r.place.Begun = true
	r.read(s)
}

// annotate has the engine read an article.
func (s *session) annotate(r *reading) {
	if s.engine == nil {
		return
	}
	known, err := review.Known(r.article, s.Strictness)
	r.begin(s.engine(), known, r.place.Offset)
	if err != nil {
		s.say("note: " + err.Error())
	}
	if s.Trouble != nil && !s.troubled {
		if trouble := s.Trouble(); trouble != "" {
			s.troubled = true
			s.say("note: " + trouble)
		}
	}
}

// rule applies the verdicts anew; the current fix stays current while it is there.
func (r *reading) rule() {
	r.shown = r.hand.Apply(r.anns)
	r.fix = slices.IndexFunc(r.shown, func(a annotate.Annotation) bool { return a.Span.Start == r.spot })
	r.page.SetAnnotations(r.shown)
}

// look lays the page out as it is looked at now.
func (r *reading) look(s *session) {
	r.page.SetView(render.View{Width: s.width, Mode: s.Mode, Theme: s.theme, Fold: s.Fold})
}

// recall asks the Keeper what it remembers of an article.
func (s *session) recall(r *reading) {
	if s.Keeper == nil {
		return
	}
	kept, err := s.Keeper.Kept(s.ctx, r.article)
	if err != nil {
		s.say("note: " + err.Error())
		return
	}
	r.place = kept.Place
	r.hand.Recall(kept)
}

// keepPlace has the Keeper remember where the reader is in the open article.
func (s *session) keepPlace() {
	r := s.open
	if r == nil {
		return
	}
	r.place = review.Place{Offset: r.at, Share: r.share(s), Begun: true}
	if s.Keeper != nil {
		s.kept(s.Keeper.KeepPlace(context.WithoutCancel(s.ctx), r.article, r.place))
	}
}

// did shows what the reader did to the open article and has it kept.
func (s *session) did(act review.Act) {
	s.open.rule()
	if s.Keeper != nil {
		s.kept(s.Keeper.Keep(s.ctx, s.open.article, act))
	}
}

func (s *session) kept(err error) {
	if err != nil {
		s.say("not kept: " + err.Error())
	}
}

// closeArticle goes back to the shelf, or ends the program where there is none to go back to.
func (s *session) closeArticle() {
	if n := len(s.left) - 1; s.open != nil && n >= 0 {
		back := s.left[n]
		s.left = s.left[:n]
		s.say("left: " + document.CleanLine(s.open.article.Title))
		s.openArticle(back)
		return
	}
	if s.open == nil || s.open.article == s.Open {
		s.ended = true
		return
	}
	s.keepPlace()
	s.say("left: " + document.CleanLine(s.open.article.Title))
	s.open = nil
	s.showShelf("")
}

// sayWhere says how far the reader is, in which mode, at which fix.
func (s *session) sayWhere() {
	r := s.open
	parts := []string{fmt.Sprintf("%s of %s", percent(r.share(s)), document.CleanLine(r.article.Title)), "mode: " + s.Mode.String()}
	if r.fix >= 0 {
		parts = append(parts, s.fixLine())
	} else if _, all := s.order(); all > 0 && r.long == nil {
		parts = append(parts, review.Count(all, "fix", "fixes"))
	}
	if r.found.query != "" {
		parts = append(parts, r.found.line())
	}
	s.say(sentence(parts...))
}

// toggleFold leaves page furniture out or takes it in.
func (s *session) toggleFold() {
	s.Fold = !s.Fold
	s.open.look(s)
	s.say(map[bool]string{true: "page furniture is left out", false: "page furniture is read"}[s.Fold])
}
