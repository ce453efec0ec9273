package linear

import (
	"slices"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// long is how far a text has been annotated that is too long to be waited for: passage by passage, where the reader comes. What needs the
// whole text (who's who, search, the numbers of fixes) has the rest of it annotated first.
type long struct {
	work  *annotate.Work
	parts [][]annotate.Annotation // by passage; nil where it was not annotated yet
}

// begin starts to annotate an article; a long one as far as the passage that the reader is in.
func (r *reading) begin(engine *annotate.Engine, known annotate.Options, offset int) {
	work := engine.Start(r.article.Document, known)
	if work.Passages() > 1 {
		r.long = &long{work, make([][]annotate.Annotation, work.Passages())}
		r.reach(offset)
		return
	}
	r.anns = engine.Annotate(r.article.Document, known)
	r.cast = work.Cast(r.anns)
}

// reach annotates the passage that holds a source offset, where that was not done.
func (r *reading) reach(offset int) {
	if r.long != nil {
		r.annotatePassage(r.long.work.PassageAt(offset))
	}
}

// annotatePassage annotates a passage; false where that was done already.
func (r *reading) annotatePassage(i int) bool {
	l := r.long
	if l.parts[i] != nil {
		return false
	}
	l.parts[i] = append([]annotate.Annotation{}, l.work.Annotate(i)...)
	r.anns = slices.Concat(l.parts...)
	r.rule()
	return true
}

// fill annotates the next passage on the way from one source offset to another that was not annotated; false where all were.
func (r *reading) fill(from, to, sign int) bool {
	if r.long == nil {
		return false
	}
	end := r.long.work.PassageAt(to)
	for i := r.long.work.PassageAt(from); (end-i)*sign >= 0; i += sign {
		if r.annotatePassage(i) {
			return true
		}
	}
	return false
}

// whole has all of the open article annotated, every passage in the light of the others.
func (s *session) whole() {
	r := s.open
	if r.long == nil {
		return
	}
	s.say("looking through all of the text …")
	s.flush()
	work, known := r.long.work, [][]annotate.Annotation{}
	work.SurveyAll()
	for i := range work.Passages() {
		known = append(known, work.Annotate(i))
	}
	r.long, r.anns = nil, slices.Concat(known...)
	r.cast = work.Cast(r.anns)
	r.rule()
}
