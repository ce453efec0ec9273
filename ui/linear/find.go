package linear

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// found is the search that is live, if any.
type found struct {
	query   string
	spans   []document.Span
	current int
}

// line is the current hit in a few words.
func (f found) line() string {
	return fmt.Sprintf("hit %d of %d of “%s”", f.current+1, len(f.spans), f.query)
}

// search looks for words in what is shown and in what stood there, and reads the first place from here on.
func (s *session) search(words string) {
	r := s.open
	if words == "" {
		s.stepFound(1)
		return
	}
	s.whole()
	hits := pager.Find(r.article.Document.Source(), r.shown, words)
	if len(hits) == 0 {
		s.say("no “" + words + "” here, neither as shown nor in the original")
		return
	}
	i := sort.Search(len(hits), func(i int) bool { return hits[i].Start >= r.at })
	r.found = found{document.CleanLine(words), hits, i % len(hits)}
	s.toFound()
}

// stepFound goes so many hits on or back, round the ends of the article.
func (s *session) stepFound(by int) {
	f := &s.open.found
	all := len(f.spans)
	if all == 0 {
		s.say("nothing was searched for: search takes words")
		return
	}
	next := ((f.current+by)%all + all) % all
	switch {
	case by > 0 && next <= f.current:
		s.say("from the end on to the start")
	case by < 0 && next >= f.current:
		s.say("from the start back to the end")
	}
	f.current = next
	s.toFound()
}

// toFound says the current hit and reads its sentence. A fix that it touches becomes the current one.
func (s *session) toFound() {
	r := s.open
	hit := r.found.spans[r.found.current]
	r.jumpTo(s, hit.Start)
	r.take(slices.IndexFunc(r.shown, func(a annotate.Annotation) bool { return a.Span.Overlaps(hit) }))
	s.say(r.found.line())
	if r.fix >= 0 && s.stops(r.fix) {
		s.say(s.fixLine())
	}
	s.say(r.sentence(hit, s.Mode))
}

// goToSpan reads the piece that shows a span; a fix that stands there becomes the current one.
func (s *session) goToSpan(span document.Span) {
	r := s.open
	r.jumpTo(s, span.Start)
	r.read(s)
	r.take(slices.IndexFunc(r.shown, func(a annotate.Annotation) bool { return a.Span.Contains(span.Start) }))
}

// listCast lists who and what the article names.
func (s *session) listCast() {
	s.whole()
	r := s.open
	var entries []entry
	for _, m := range r.cast {
		entries = append(entries, telling(s.castLine(&m), func() { s.goToSpan(m.First()) }))
	}
	if len(entries) == 0 {
		s.say("nobody and nothing is named here that the machine got wrong")
		return
	}
	s.list("Who's who; a number goes to the first place, off and a number turns fixes off:", entries)
}

func (s *session) castLine(m *annotate.Member) string {
	var spellings []string
	for _, spelling := range m.Spellings {
		text := "“" + spelling.Text + "”"
		if len(m.Spellings) > 1 {
			text += " " + review.Count(spelling.Count, "time", "times")
		}
		spellings = append(spellings, text)
	}
	name := m.Name
	if m.ZH != "" {
		name += " " + strings.TrimSpace(m.ZH+" "+m.Pinyin)
	}
	parts := []string{name, review.Count(len(m.Places), "time", "times")}
	if len(spellings) > 0 {
		parts = append(parts, "as "+strings.Join(spellings, " and "))
	}
	if s.open.hand.RejectedAt(s.open.anns, m.Places) {
		parts = append(parts, "fixes off")
	}
	return sentence(append(parts, m.Note)...)
}

// turnOff rejects all fixes of one who is named, or takes their rejection back.
func (s *session) turnOff(argument string) {
	s.whole()
	r := s.open
	n, ok := countOf(argument)
	if !ok || argument == "" || n > len(r.cast) {
		s.say("off takes the number of one of who's who; who tells them")
		return
	}
	member := &r.cast[n-1]
	spans := review.Touching(r.anns, member.Places)
	if len(spans) == 0 {
		s.say("there is no fix to turn off")
		return
	}
	ruling, text := review.Rejected, "fixes off: "
	if r.hand.Rejected(spans) {
		ruling, text = review.Undecided, "fixes on: "
	}
	s.decide(text+member.Name, review.RuleTouching(r.anns, member.Places, ruling)...)
}

// listContents lists the headings of the article.
func (s *session) listContents() {
	r := s.open
	var entries []entry
	blocks := r.article.Document.Blocks()
	for i := range blocks {
		if b := &blocks[i]; b.Heading {
			entries = append(entries, telling(r.worded(b, 0, len(b.Text), render.Fixed), func() { s.goToSpan(b.Span()) }))
		}
	}
	if len(entries) == 0 {
		s.say("this article has no headings")
		return
	}
	s.list("Contents; a number goes there:", entries)
}
