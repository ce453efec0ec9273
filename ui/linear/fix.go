package linear

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// stops reports whether next and previous stop at an annotation: not at furniture that is left out.
func (s *session) stops(i int) bool { return !s.Fold || s.open.shown[i].Kind != annotate.Boilerplate }

// order returns the number of the current fix among those stopped at, and how many there are.
func (s *session) order() (at, all int) {
	for i := range s.open.shown {
		if s.stops(i) {
			if all++; i <= s.open.fix {
				at = all
			}
		}
	}
	return at, all
}

// number is the number of a fix among those stopped at, counted from 1.
func (s *session) number(index int) (n int) {
	for i := range index + 1 {
		if s.stops(i) {
			n++
		}
	}
	return n
}

// stepFix goes so many fixes on or back: from the current one, from where it was, or from the piece that the reader is at.
func (s *session) stepFix(argument string, sign int) {
	n, ok := countOf(argument)
	if !ok {
		s.say("a count is a number: next 3")
		return
	}
	r := s.open
	last, missing := s.step(n, sign)
	for to := r.beyond(last, missing, sign); r.fill(r.spot, to, sign); to = r.beyond(last, missing, sign) {
		last, missing = s.step(n, sign)
	}
	switch {
	case last >= 0:
		s.toFix(last)
	case len(r.shown) == 0:
		s.say("there is nothing to fix in this article")
	case sign > 0:
		s.say("there is no fix after this one")
	default:
		s.say("there is no fix before this one")
	}
}

// step finds the fix so many on or back, as far as there are, and returns how many are missing; -1 where there is none.
func (s *session) step(n, sign int) (last, missing int) {
	r := s.open
	i := r.fix + sign
	if r.fix < 0 {
		i = sort.Search(len(r.shown), func(i int) bool { return r.shown[i].Span.Start > r.spot })
		if sign < 0 {
			i--
		}
	}
	last = -1
	for ; n > 0 && i >= 0 && i < len(r.shown); i += sign {
		if s.stops(i) {
			last = i
			n--
		}
	}
	return last, n
}

// beyond is the source offset up to which the text must have been annotated for a fix to be the one that was meant.
func (r *reading) beyond(last, missing, sign int) int {
	switch {
	case last >= 0 && missing == 0:
		return r.shown[last].Span.Start
	case sign > 0:
		return len(r.article.Document.Source())
	}
	return 0
}

func countOf(argument string) (int, bool) {
	if argument == "" {
		return 1, true
	}
	n, err := strconv.Atoi(argument)
	return n, err == nil && n > 0
}

// goToFix goes to a fix by its number.
func (s *session) goToFix(argument string) {
	s.whole()
	n, err := strconv.Atoi(argument)
	_, all := s.order()
	if err != nil || n < 1 || n > all {
		s.say(fmt.Sprintf("fix takes a number from 1 to %d", all))
		return
	}
	for i := range s.open.shown {
		if s.stops(i) {
			if n--; n == 0 {
				s.toFix(i)
			}
		}
	}
}

// toFix makes a fix the current one, says it and reads its sentence.
func (s *session) toFix(i int) {
	r := s.open
	r.jumpTo(s, r.shown[i].Span.Start)
	r.take(i)
	s.say(s.fixLine())
	s.say(r.sentence(r.shown[i].Span, s.Mode))
}

// take makes a fix the current one; -1 leaves none.
func (r *reading) take(i int) {
	if r.fix = i; i >= 0 {
		r.spot = r.shown[i].Span.Start
	}
}

// fixLine is the current fix in a few words: fix 12 of 68: WeChat, was micro-letter.
func (s *session) fixLine() string {
	a := &s.open.shown[s.open.fix]
	if s.open.long != nil {
		return fmt.Sprintf("fix: %s, was %s", fixOf(a), s.wording(a))
	}
	at, all := s.order()
	return fmt.Sprintf("fix %d of %d: %s, was %s", at, all, fixOf(a), s.wording(a))
}

func fixOf(a *annotate.Annotation) string {
	if fix := document.CleanLine(a.Fix); fix != "" {
		return fix
	}
	return "left out"
}

// wording is the words of an annotation in the source, on one line.
func (s *session) wording(a *annotate.Annotation) string {
	return document.CleanLine(s.open.article.Document.Text(a.Span))
}

// current returns the current fix; where there is none it says so.
func (s *session) current() (*annotate.Annotation, bool) {
	if s.open.fix < 0 {
		s.say("no fix is current: next goes to one")
		return nil, false
	}
	return &s.open.shown[s.open.fix], true
}

// peek reads the sentence of the current fix in the wording that is not shown.
func (s *session) peek() {
	a, ok := s.current()
	if !ok {
		return
	}
	other := render.Marked
	if s.Mode == render.Marked || s.Mode == render.Original {
		other = render.Fixed
	}
	s.say(s.open.sentence(a.Span, other))
}

// judge rules on the current fix.
func (s *session) judge(ruling review.Ruling) {
	a, ok := s.current()
	if !ok {
		return
	}
	if ruling == review.Accepted && a.Origin == annotate.FromReader {
		s.say("that is your own already: " + fixOf(a))
		return
	}
	text := "accepted: " + fixOf(a)
	if ruling == review.Rejected {
		text = "rejected: " + fixOf(a) + "; it is " + s.wording(a) + " again"
	}
	s.decide(text, review.RuleOn(a, ruling))
}

// decide takes verdicts, has them kept and says so.
func (s *session) decide(text string, all ...review.Verdict) {
	act := s.open.hand.Rule(all...)
	s.say(text + "; undo takes it back")
	s.did(act)
}

// edit puts other words in place of the current fix.
func (s *session) edit(words string) {
	a, ok := s.current()
	switch words = document.CleanLine(words); {
	case !ok:
	case words == "":
		s.say("edit takes the words to put in place of " + fixOf(a))
	default:
		s.decide("edited: "+words+", was "+s.wording(a), review.Verdict{Span: a.Span, Ruling: review.Edited, Fix: words})
	}
}

func (s *session) undo() { s.retrace(s.open.hand.Undo, "undone", "nothing to undo") }

func (s *session) redo() { s.retrace(s.open.hand.Redo, "done again", "nothing to do again") }

func (s *session) retrace(step func() (review.Act, bool), done, nothing string) {
	act, ok := step()
	if !ok {
		s.say(nothing)
		return
	}
	told := act
	if done == "undone" {
		told = act.Back()
	}
	s.say(done + ": " + told.Tell(s.open.article.Document.Text))
	s.did(act)
}

// ownFix makes a fix of the reader's own of WORDS = FIX.
func (s *session) ownFix(argument string) {
	words, fix, ok := strings.Cut(argument, "=")
	words, fix = document.CleanLine(words), document.CleanLine(fix)
	if !ok || words == "" || fix == "" {
		s.say("own takes words that stand in the text and what to put in their place: own micro letter = WeChat")
		return
	}
	span, ok := s.open.spanOf(words)
	if !ok {
		s.say("“" + words + "” does not stand in the text")
		return
	}
	s.decide("own fix: "+fix+", was "+words, review.Verdict{Span: span, Ruling: review.Edited, Fix: fix})
}
