package main

import (
	"fmt"
	"io"
	"time"
)

// When progress shows, and how often.
const (
	progressAfter = 2 * time.Second
	progressEvery = 250 * time.Millisecond
)

// progress tells on a terminal how far a long run is. The zero value tells nothing.
type progress struct {
	out   io.Writer // nil: nobody looks
	now   func() time.Time
	next  time.Time
	shown bool
}

// newProgress returns what tells of a run on standard error, if that is a terminal and output is not: the two would mix.
func newProgress(s *streams) *progress {
	if !s.watched || s.terminal || s.getenv("TERM") == "dumb" {
		return &progress{}
	}
	return &progress{out: s.err, now: time.Now, next: time.Now().Add(progressAfter)}
}

// at tells that so many lines are done.
func (p *progress) at(lines int) {
	if p.out == nil {
		return
	}
	now := p.now()
	if now.Before(p.next) {
		return
	}
	p.next, p.shown = now.Add(progressEvery), true
	fmt.Fprintf(p.out, "\rreader: %d lines done", lines) //nolint:errcheck // it is only talk
}

// end takes away what was told.
func (p *progress) end() {
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K") //nolint:errcheck // it is only talk
	}
}
