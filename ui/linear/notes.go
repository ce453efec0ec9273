package linear

import (
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// place is the span that words mean, as they are read or as they stand in the source; without words that of the current fix or of the piece's first
// sentence.
func (s *session) place(words string) (document.Span, bool) {
	r := s.open
	if words != "" {
		all := pager.Find(r.article.Document.Source(), r.shown, words)
		if len(all) == 0 {
			s.say("“" + words + "” does not stand in the text")
			return document.Span{}, false
		}
		i := sort.Search(len(all), func(i int) bool { return all[i].Start >= r.at })
		return all[i%len(all)], true
	}
	if r.fix >= 0 {
		return r.shown[r.fix].Span, true
	}
	b, ok := r.block(r.at)
	if !ok {
		s.say("there is no sentence here: name the words")
		return document.Span{}, false
	}
	at, _ := b.View(r.at)
	start, end := pager.Sentence(b.Text, at)
	return b.Source(start, end), true
}

// markOn is the mark on a span, or a new one.
func (s *session) markOn(span document.Span) review.Mark {
	r, now := s.open, time.Now().Unix()
	mark := review.Mark{ID: review.NewID(), Span: span, Made: now}
	for _, m := range r.hand.Marks() {
		if m.Span == span {
			mark = m
		}
	}
	mark.Changed, mark.Quote = now, document.QuoteAt(r.article.Document.Source(), span)
	return mark
}

// highlight marks WORDS = COLOUR.
func (s *session) highlight(argument string) {
	words, name, named := strings.Cut(argument, "=")
	colour, ok := review.Colours[0], true
	if named {
		colour, ok = review.ColourCalled(name)
	}
	if !ok {
		s.say(fmt.Sprintf("no colour is called %s: there are %s", document.CleanLine(name), colours()))
		return
	}
	span, ok := s.place(document.CleanLine(words))
	if !ok {
		return
	}
	mark := s.markOn(span)
	mark.Colour = colour
	s.changed(s.open.hand.Mark(mark))
}

func colours() string {
	names := make([]string, len(review.Colours))
	for i, c := range review.Colours {
		names[i] = string(c)
	}
	return strings.Join(names, ", ")
}

// note notes WORDS = NOTE, or a note on the current fix or sentence.
func (s *session) note(argument string) {
	words, text, named := strings.Cut(argument, "=")
	if !named {
		words, text = "", argument
	}
	if text = strings.TrimSpace(document.Clean(text)); text == "" {
		s.say("note takes a note, or words that are read here or later and a note: note micro-letter = WeChat it is")
		return
	}
	if span, ok := s.place(document.CleanLine(words)); ok {
		mark := s.markOn(span)
		mark.Note = text
		s.changed(s.open.hand.Mark(mark))
	}
}

// changed has an act on marks kept and says what it did.
func (s *session) changed(act review.Act) {
	if act.Empty() {
		s.say("it is so already")
		return
	}
	s.say(act.Tell(s.open.article.Document.Text) + "; undo takes it back")
	s.did(act)
}

// erase takes a mark away, by its number.
func (s *session) erase(argument string) {
	all := s.open.hand.Marks()
	n, ok := countOf(argument)
	if !ok || argument == "" || n > len(all) {
		s.say("erase takes the number of a highlight or note; notes tells them")
		return
	}
	s.changed(s.open.hand.Erase(all[n-1].ID))
}

// listNotes lists highlights and notes, those that have the words.
func (s *session) listNotes(words string) {
	var entries []entry
	words = strings.ToLower(words)
	for i, m := range s.open.hand.Marks() {
		line := s.markLine(i+1, &m)
		if words != "" && !strings.Contains(strings.ToLower(line), words) {
			continue
		}
		entries = append(entries, telling(line, func() {
			if m.Orphan() {
				s.say("its words are not in the text any more")
				return
			}
			s.goToSpan(m.Span)
		}))
	}
	if len(entries) == 0 {
		s.say("there are no highlights and notes here")
		return
	}
	s.list("Highlights and notes; a number goes there:", entries)
}

// markLine is a mark in a few words: note 3, yellow: “a song”: really?
func (s *session) markLine(n int, m *review.Mark) string {
	what := "highlight"
	if m.Note != "" || m.Colour == "" {
		what = "note"
	}
	line := fmt.Sprintf("%s %d", what, n)
	if m.Colour != "" {
		line += ", " + string(m.Colour)
	}
	for _, tag := range m.Tags {
		line += ", tag " + document.CleanLine(tag)
	}
	words := m.Quote.Exact
	if !m.Orphan() {
		words = pager.Shown(s.open.article.Document, s.open.shown, m.Span, s.Mode)
	} else {
		line += ", not in the text any more"
	}
	line += ": “" + review.Short(words) + "”"
	if note := document.CleanLine(m.Note); note != "" {
		line += ": " + note
	}
	return line
}

// marksOn says the highlights and notes that end on lines.
func (r *reading) marksOn(s *session, lines []render.Line) {
	all := r.hand.Marks()
	if len(all) == 0 || len(lines) == 0 {
		return
	}
	first, end := lines[0].Offset, len(r.article.Document.Source())
	last := lines[len(lines)-1].Place
	if next := r.page.Step(last, 1); next != last {
		end = max(r.page.Offset(next), first+1)
	}
	for i := range all {
		if m := &all[i]; !m.Orphan() && m.Span.End > first && m.Span.End <= end {
			s.say("[" + s.markLine(i+1, m) + "]")
		}
	}
}
