package linear

import "github.com/seed-0d8bf4ce/reader/internal/document"

// jumpTo makes the piece that shows a source offset the present one, to be read next unless it was the present one, and remembers the one
// before.
func (r *reading) jumpTo(s *session, offset int) {
	const trailMost = 100
	was, unread := r.at, r.unread
	if r.moveTo(s, offset); r.at == was {
		r.unread = unread
		return
	}
	r.trail = append(r.trail[max(len(r.trail)-trailMost, 0):], was)
}

// moveTo is jumpTo without remembering.
func (r *reading) moveTo(s *session, offset int) {
	r.settle(r.pieceFrom(r.first(r.page.At(offset), s.mostLines()), s.mostLines()))
	r.unread = true
}

// mark gives the place a name.
func (s *session) mark(name string) {
	if name == "" {
		s.say("mark takes a name")
		return
	}
	s.open.marks[name] = s.open.at
	s.say("marked " + name + "; to " + name + " goes back to it")
}

func (s *session) toMark(name string) {
	r := s.open
	at, ok := r.marks[name]
	if !ok {
		s.say("no place is marked " + document.CleanLine(name))
		return
	}
	r.jumpTo(s, at)
	r.read(s)
}

func (s *session) goBack() {
	r := s.open
	n := len(r.trail) - 1
	if n < 0 {
		s.say("there is no jump to go back before")
		return
	}
	at := r.trail[n]
	r.trail = r.trail[:n]
	r.moveTo(s, at)
	r.read(s)
}
