package linear

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// A piece is what is read at once: the lines of a page up to the next blank one, or a screenful of them where they are more.

// mostLines is how many lines a piece has at most.
func (s *session) mostLines() int {
	if s.Height > 4 {
		return s.Height - 2
	}
	return 22
}

// piece returns the lines of the piece that the reader is at.
func (r *reading) piece(s *session) []render.Line {
	at := r.page.Top()
	if r.at > 0 {
		at = r.page.At(r.at)
	}
	return r.pieceFrom(at, s.mostLines())
}

// pieceFrom returns the lines of the piece that begins at a place, or at the first line with text behind it.
func (r *reading) pieceFrom(at render.Place, most int) []render.Line {
	for r.blank(at) {
		next := r.page.Step(at, 1)
		if next == at {
			return nil
		}
		at = next
	}
	all := r.page.Lines(at, most)
	for i, line := range all {
		if render.Text(line) == "" {
			return all[:i]
		}
	}
	return all
}

func (r *reading) blank(at render.Place) bool {
	lines := r.page.Lines(at, 1)
	return len(lines) == 1 && render.Text(lines[0]) == ""
}

// next makes the piece behind the present one the present one; false at the end.
func (r *reading) next(s *session) bool {
	now := r.piece(s)
	if len(now) == 0 {
		return false
	}
	last := now[len(now)-1].Place
	after := r.page.Step(last, 1)
	if after == last {
		return false
	}
	then := r.pieceFrom(after, s.mostLines())
	if len(then) == 0 {
		return false
	}
	r.settle(then)
	return true
}

// previous makes the piece before the present one the present one; false at the start.
func (r *reading) previous(s *session) bool {
	now := r.piece(s)
	if len(now) == 0 {
		return false
	}
	at := now[0].Place
	for {
		before := r.page.Step(at, -1)
		if before == at {
			return false
		}
		if at = before; !r.blank(at) {
			break
		}
	}
	r.settle(r.pieceFrom(r.first(at, s.mostLines()), s.mostLines()))
	return true
}

// first is the first line of the paragraph that a line stands in, or a line at most so many lines before it.
func (r *reading) first(at render.Place, most int) render.Place {
	for range most - 1 {
		before := r.page.Step(at, -1)
		if before == at || r.blank(before) {
			break
		}
		at = before
	}
	return at
}

// settle makes a piece the present one.
func (r *reading) settle(piece []render.Line) {
	if len(piece) == 0 {
		return
	}
	r.at, r.fix, r.unread = piece[0].Offset, -1, false
	if piece[0].Place == r.page.Top() {
		r.at = 0
	}
	r.spot = r.at - 1
}

// read reads the present piece, and says which fixes it has.
func (r *reading) read(s *session) {
	r.reach(r.at)
	piece := r.piece(s)
	if n := len(piece); n > 0 {
		r.reach(piece[n-1].Offset)
		piece = r.piece(s)
	}
	r.unread = false
	for _, line := range piece {
		s.write(strings.TrimPrefix(render.Text(line), "⋯ ")) // the sign of a fold is for eyes
	}
	if len(piece) == 0 {
		s.say("there is no text")
		return
	}
	if fixes := r.fixesOn(s, piece); fixes != "" {
		s.say(fixes)
	}
	r.marksOn(s, piece)
}

// fixesOn says by their numbers which fixes lines show: those that the reader would not know of otherwise.
func (r *reading) fixesOn(s *session, lines []render.Line) string {
	if s.Mode != render.Fixed {
		return ""
	}
	first, last, count := -1, -1, 0
	for _, line := range lines {
		for _, run := range line.Runs {
			if run.Annotation >= 0 && s.stops(run.Annotation) {
				if first < 0 {
					first = run.Annotation
				}
				if run.Annotation != last {
					count++
				}
				last = run.Annotation
			}
		}
	}
	switch {
	case first < 0:
		return ""
	case r.long != nil:
		return "(" + review.Count(count, "fix", "fixes") + ")"
	case first == last:
		return "(fix " + strconv.Itoa(s.number(first)) + ")"
	}
	return "(fixes " + strconv.Itoa(s.number(first)) + " to " + strconv.Itoa(s.number(last)) + ")"
}

// share says how much of the article has been read: 0 to 1.
func (r *reading) share(s *session) float64 {
	piece := r.piece(s)
	if len(piece) == 0 {
		return 1
	}
	last := piece[len(piece)-1].Place
	if after := r.page.Step(last, 1); after == last {
		return 1
	}
	return min(r.page.Share(last), 0.99)
}

// readOn reads the present piece if it was gone to, else the next one.
func (s *session) readOn() {
	r := s.open
	switch {
	case r == nil:
		s.showShelf("")
	case r.unread || r.next(s):
		r.read(s)
	default:
		s.say("end of article")
	}
}

func (s *session) readBack() {
	if !s.open.previous(s) {
		s.say("start of article")
		return
	}
	s.open.read(s)
}

// readPage reads pieces until a screenful is read.
func (s *session) readPage() {
	r := s.open
	for lines := 0; ; {
		if !r.unread && !r.next(s) {
			s.say("end of article")
			return
		}
		if lines > 0 {
			s.write("")
		}
		r.read(s)
		if lines += len(r.piece(s)); lines >= s.mostLines()*3/4 {
			return
		}
	}
}

// goTo goes to so much of the text, or to a line of the source, and reads there.
func (s *session) goTo(argument string) {
	share, isShare := strings.CutSuffix(argument, "%")
	n, err := strconv.Atoi(strings.TrimSpace(share))
	if err != nil || n < 0 {
		s.say("go takes a share of the text, like 50%, or the number of a line")
		return
	}
	r, source := s.open, s.open.article.Document.Source()
	switch {
	case isShare && n >= 100:
		last := r.page.Bottom(1)
		for before := r.page.Step(last, -1); r.blank(last) && before != last; before = r.page.Step(last, -1) {
			last = before
		}
		r.jumpTo(s, r.page.Offset(last))
	case isShare:
		r.jumpTo(s, len(source)/100*n)
	default:
		r.jumpTo(s, lineStart(source, n))
	}
	r.read(s)
}

// lineStart is the offset of a line, counted from 1.
func lineStart(source []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(source[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	return at
}
