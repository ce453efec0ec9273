package linear

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// add brings something into the library: what is named, or else what the open article came from.
func (s *session) add(what string) {
	if what == "" && s.open != nil {
		if what = s.open.article.Path; what == "" {
			what = s.open.article.URL
		}
	}
	switch {
	case s.Add == nil:
		s.say("nothing can be added here")
	case what == "":
		s.say("add takes a file, a folder or an address")
	default:
		s.bring("adding "+what, func(ctx context.Context, tell func(shelf.Progress)) (shelf.Report, error) {
			return s.Add(ctx, what, tell)
		})
	}
}

// refresh looks for what is new in feeds and folders.
func (s *session) refresh() {
	if s.Refresh == nil {
		s.say("nothing can be looked for here")
		return
	}
	s.bring("looking for what is new", func(ctx context.Context, tell func(shelf.Progress)) (shelf.Report, error) {
		return s.Refresh(ctx, true, tell)
	})
}

// toldEvery is how often it is said how far a task is: often enough to know that it goes on.
const toldEvery = 5 * time.Second

// bring does a task and says how far it is and what came of it. Interrupting the program ends it; what was brought in stays.
func (s *session) bring(name string, do func(context.Context, func(shelf.Progress)) (shelf.Report, error)) {
	type outcome struct {
		report shelf.Report
		err    error
	}
	var mu sync.Mutex
	var latest shelf.Progress
	done := make(chan outcome, 1)
	go func() {
		r, err := do(s.ctx, func(p shelf.Progress) {
			mu.Lock()
			latest = p
			mu.Unlock()
		})
		done <- outcome{r, err}
	}()
	every := time.NewTicker(toldEvery)
	defer every.Stop()
	for {
		select {
		case o := <-done:
			s.tellOutcome(o.report, o.err)
			return
		case <-every.C:
			mu.Lock()
			s.say(progress(name, latest))
			mu.Unlock()
			s.flush()
		}
	}
}

func progress(name string, p shelf.Progress) string {
	text := name + ": " + strconv.Itoa(p.Done)
	if p.All > 0 {
		text += fmt.Sprintf(" of %d", p.All)
	}
	if p.Added > 0 {
		text += fmt.Sprintf(", %d added", p.Added)
	}
	return text
}

func (s *session) tellOutcome(r shelf.Report, err error) {
	if err != nil {
		s.say(err.Error())
	}
	s.say(r.String())
	for i := range r.Failures {
		s.say(aboutFailure(&r.Failures[i]))
	}
	if len(r.Added)+r.Changed+r.Gone > 0 {
		s.library()
	}
}

func aboutFailure(f *shelf.Failure) string {
	text := document.CleanLine(f.Address) + ": " + strings.TrimSuffix(document.CleanLine(f.Why), ".")
	if f.Hint != "" {
		text += "; " + document.CleanLine(f.Hint)
	}
	return text
}

// listFailures tells what could not be brought in; a number tries it again.
func (s *session) listFailures() {
	if s.Shelf == nil {
		s.say("there is no library here")
		return
	}
	all, err := s.Shelf.Failures(s.ctx)
	switch {
	case err != nil:
		s.say(err.Error())
		return
	case len(all) == 0:
		s.say("everything could be brought in")
		return
	}
	entries := make([]entry, len(all))
	for i := range all {
		entries[i] = telling(aboutFailure(&all[i]), func() { s.retry(all[i : i+1]) })
	}
	s.list("could not be added; a number tries one again, forget takes all off the list:", entries)
}

func (s *session) retry(all []shelf.Failure) {
	if s.Retry == nil {
		s.say("nothing can be added here")
		return
	}
	s.bring("trying again", func(ctx context.Context, tell func(shelf.Progress)) (shelf.Report, error) {
		return s.Retry(ctx, all, tell)
	})
}

// forget takes what could not be brought in off the list.
func (s *session) forget() {
	if s.Shelf == nil {
		s.say("there is no library here")
		return
	}
	all, err := s.Shelf.Failures(s.ctx)
	if err == nil {
		ids := make([]int64, len(all))
		for i := range all {
			ids[i] = all[i].ID
		}
		err = s.Shelf.Dismiss(s.ctx, ids)
	}
	if err != nil {
		s.say(err.Error())
		return
	}
	s.say("forgotten: " + strconv.Itoa(len(all)))
}
