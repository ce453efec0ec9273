package linear

import (
	"slices"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// change changes the articles whose numbers are given, or the open one, and says what they are now.
func (s *session) change(numbers, said string, c shelf.Change) {
	if !s.library() {
		return
	}
	ids, ok := s.chosen(numbers)
	if !ok {
		return
	}
	undo, err := s.Shelf.Change(s.ctx, ids, c)
	if err != nil {
		s.say("not changed: " + err.Error())
		return
	}
	s.books.undos = append(s.books.undos, undo)
	s.say(review.Count(len(undo), "article", "articles") + " " + said + "; restore takes it back")
}

// find asks the library for an article that was opened from elsewhere.
func (s *session) find(a *articles.Article) (shelf.ID, bool) {
	if s.Find == nil {
		return 0, false
	}
	row, ok, err := s.Find(s.ctx, a)
	if err != nil {
		s.say(err.Error())
	}
	return row.ID, ok && err == nil
}

// chosen are the articles with the numbers of the list that was told last, as 3 or 2 5-7; without numbers the one that is open.
func (s *session) chosen(numbers string) (ids []shelf.ID, ok bool) {
	if numbers == "" {
		if s.open != nil {
			if id, kept := s.books.ids[s.open.article]; kept {
				return []shelf.ID{id}, true
			}
			if id, kept := s.find(s.open.article); kept {
				return []shelf.ID{id}, true
			}
			s.say("this article is in no library: add puts it there")
			return nil, false
		}
		s.say("type the numbers of articles behind it, as 3 or 2 5-7")
		return nil, false
	}
	for word := range strings.FieldsSeq(strings.ReplaceAll(numbers, ",", " ")) {
		first, last, isRange := strings.Cut(word, "-")
		if !isRange {
			last = first
		}
		from, err := strconv.Atoi(first)
		to, wrong := strconv.Atoi(last)
		if err != nil || wrong != nil || from < 1 || to < from || to > len(s.listed.entries) {
			s.say("“" + document.CleanLine(word) + "” is no number of the list, which has " + review.Count(len(s.listed.entries), "entry", "entries"))
			return nil, false
		}
		for _, e := range s.listed.entries[from-1 : to] {
			if e.id == 0 {
				s.say("what was listed last is not in the library: list tells articles")
				return nil, false
			}
			ids = append(ids, e.id)
		}
	}
	return ids, true
}

// The changes, each with its opposite.
func (s *session) star(numbers string, on bool) {
	s.change(numbers, map[bool]string{true: "starred", false: "without a star"}[on], shelf.Change{Starred: &on})
}

func (s *session) setState(numbers string, to shelf.State) {
	s.change(numbers, map[shelf.State]string{shelf.Unread: "unread again", shelf.Read: "read"}[to], shelf.Change{State: &to})
}

func (s *session) archive(numbers string, on bool) {
	s.change(numbers, map[bool]string{true: "archived", false: "out of the archive"}[on], shelf.Change{Archived: &on})
}

func (s *session) remove(numbers string) {
	gone := true
	s.change(numbers, "deleted", shelf.Change{Deleted: &gone})
}

// tag gives articles tags, or takes those away: numbers first, where there are some, then tags with commas between them.
func (s *session) tag(line string, away bool) {
	words := strings.Fields(line)
	n := slices.IndexFunc(words, func(w string) bool { return strings.Trim(w, "0123456789-") != "" })
	if n < 0 {
		s.say("tag takes the numbers of articles, where none is open, and tags with commas between them: tag 2 5 phones, to read")
		return
	}
	var tags []string
	for t := range strings.SplitSeq(strings.Join(words[n:], " "), ",") {
		if t = document.CleanLine(strings.TrimSpace(t)); t != "" {
			tags = append(tags, t)
		}
	}
	numbers := strings.Join(words[:n], " ")
	if away {
		s.change(numbers, "no longer tagged "+strings.Join(tags, ", "), shelf.Change{Untag: tags})
		return
	}
	s.change(numbers, "tagged "+strings.Join(tags, ", "), shelf.Change{Tag: tags})
}

// restore takes the last change back.
func (s *session) restore() {
	n := len(s.books.undos) - 1
	if n < 0 {
		s.say("nothing in the library was changed")
		return
	}
	if err := s.Shelf.Undo(s.ctx, s.books.undos[n]); err != nil {
		s.say("not taken back: " + err.Error())
		return
	}
	s.say(review.Count(len(s.books.undos[n]), "article is", "articles are") + " as before")
	s.books.undos = s.books.undos[:n]
}
