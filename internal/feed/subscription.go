package feed

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/web"
)

// Subscription is a feed in a list of them. Its strings are clean.
type Subscription struct {
	Address string
	Site    string   // of the pages it stands for, "" where the list does not say
	Title   string   // as the list calls it, "" where it does not
	Folder  []string // in which the list has it, outermost first
	Tags    []string
	Hidden  bool // among all feeds, to be seen under its tags only
}

// Left is a line or an element of a list that is no subscription of ours.
type Left struct {
	Line int    // from 1
	Text string // of it, clean
	Why  string
}

func (l Left) String() string { return fmt.Sprintf("line %d: %s: %s", l.Line, l.Text, l.Why) }

// SyntaxError is where a list is broken.
type SyntaxError struct {
	Line, Column int // from 1; the column counts bytes
	Why          string
	Err          error // what is behind it, may be nil
}

func (e *SyntaxError) Unwrap() error { return e.Err }
func (e *SyntaxError) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Why) }

// address reads the address of a feed. The error says why it is not taken.
func address(s string) (string, error) {
	s = document.CleanLine(s)
	if s == "" {
		return "", errors.New("it has no address")
	}
	if rest, found := strings.CutPrefix(s, "feed:"); found { // as browsers once wrote them
		if s = rest; strings.HasPrefix(s, "//") {
			s = "http:" + s
		}
	}
	_, err := web.Address(s)
	if err == nil && strings.ContainsRune(s, ' ') {
		err = errors.New("that is no address")
	}
	return s, err
}

// list gathers subscriptions, each address once: one that stands in a list twice has the tags of both places.
type list struct {
	all []Subscription
	at  map[string]int
}

func (l *list) add(s Subscription) {
	if l.at == nil {
		l.at = map[string]int{}
	}
	at, known := l.at[s.Address]
	if !known {
		l.at[s.Address] = len(l.all)
		l.all = append(l.all, s)
		return
	}
	have := &l.all[at]
	more := s.Tags
	if len(s.Folder) > 0 && !slices.Equal(s.Folder, have.Folder) {
		more = append(slices.Clone(s.Folder[len(s.Folder)-1:]), more...)
	}
	for _, tag := range more {
		if !slices.Contains(have.Tags, tag) {
			have.Tags = append(have.Tags, tag)
		}
	}
	if have.Title == "" {
		have.Title = s.Title
	}
	if have.Site == "" {
		have.Site = s.Site
	}
}
