package linear

import (
	"fmt"

	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// entry is one of a list, with what a number does.
type entry struct {
	tell func() string
	do   func()
	id   shelf.ID // of an article of the library; 0 for what is none
}

// telling is an entry whose text is known.
func telling(text string, do func()) entry { return entry{func() string { return text }, do, 0} }

// listing is the list that was told last.
type listing struct {
	entries []entry
	told    int // how many of them
}

// listedAtOnce is how many entries are told before the reader has to ask for more.
const listedAtOnce = 50

// list tells a list under a head and keeps it for numbers.
func (s *session) list(head string, entries []entry) {
	s.say(head)
	s.listed = listing{entries: entries}
	s.sayMore()
}

// sayMore tells the next entries of the list.
func (s *session) sayMore() {
	l := &s.listed
	if l.told == len(l.entries) {
		s.say("there is no more")
		return
	}
	for n := 0; n < listedAtOnce && l.told < len(l.entries); n++ {
		s.say(fmt.Sprintf("%d. %s", l.told+1, l.entries[l.told].tell()))
		l.told++
	}
	if rest := len(l.entries) - l.told; rest > 0 {
		s.say(fmt.Sprintf("%d more: more goes on", rest))
	}
}

// pick does what an entry of the list stands for.
func (s *session) pick(number int) {
	all := s.listed.entries
	switch {
	case len(all) == 0:
		s.say("there is no list to pick a number from: list, who, contents and links tell one")
	case number < 1 || number > len(all):
		s.say(fmt.Sprintf("there is no number %d: the list has %s", number, review.Count(len(all), "entry", "entries")))
	default:
		all[number-1].do()
	}
}
