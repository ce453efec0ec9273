package feed

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/web"
)

// State is what is remembered of a feed between two refreshes. Its zero value but for Address is a feed that was never asked for.
type State struct {
	Address  string
	ETag     string        // what the server wants to hear again
	Modified string        // likewise
	Checked  time.Time     // when it was asked for last
	Next     time.Time     // when it may be asked for again
	Every    time.Duration // as the feed has said it wants to be asked at most
	Failures int           // in a row
	Gone     bool          // the server has said that it is no more, and will not be again
}

// Options say how feeds are refreshed. The zero value does it as politely as it should be.
type Options struct {
	Web    web.Options
	Seen   func(address, id string) bool // says which items of a feed are known; nil knows none. Called from several goroutines
	Force  bool                          // feeds are asked for that it is too early for, and such as are gone
	AtOnce int                           // how many are asked for at a time; 0 is 8. Never two of one host
	Pause  time.Duration                 // between two of one host; 0 is a second
	Every  time.Duration                 // between two refreshes where neither server nor feed says more; 0 is 30 minutes
	Now    func() time.Time              // the clock; nil is time.Now

	get func(context.Context, web.Request, web.Options) (*web.Answer, error) // nil is web.Get
}

// Result is what has come of a feed.
type Result struct {
	Address string // as it was asked for
	State   State  // to be remembered: under the new address, where it has moved
	Moved   string // where it has moved for good, "" where it has not
	Feed    *Feed  // nil where there was an error or nothing has changed
	New     []Item // those that are not known, in the order of the feed
	Err     error  // *web.FetchError, or that of Parse; ErrWaits
}

// ErrWaits says that a feed was not asked for, since its host wants to be left alone.
var ErrWaits = errors.New("its host wants to be left alone for a while")

// The bounds of when a feed is asked for again.
const (
	everyHalfHour = 30 * time.Minute
	seldomest     = 24 * time.Hour      // where nothing came, and whatever a feed says of itself
	longestRest   = 30 * 24 * time.Hour // where a server wants to be left alone
)

func (o Options) complete() Options {
	if o.Seen == nil {
		o.Seen = func(string, string) bool { return false }
	}
	if o.AtOnce <= 0 {
		o.AtOnce = 8
	}
	if o.Pause == 0 {
		o.Pause = time.Second
	}
	if o.Every == 0 {
		o.Every = everyHalfHour
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.get == nil {
		o.get = web.Get
	}
	return o
}

// Due reports whether a feed may be asked for at a time.
func (s State) Due(now time.Time) bool { return !s.Gone && !now.Before(s.Next) }

// Refresh asks for the feeds whose time has come, and tells of each as its answer comes; tell is never called twice at once. What happens to one
// feed has no effect on another, but for a host that wants to be left alone: its other feeds wait. When the context ends, what is on its way is given
// up and not told of, and the error is that of the context; there is no other.
func Refresh(ctx context.Context, states []State, o Options, tell func(Result)) error {
	o = o.complete()
	now := o.Now()
	due := make([]State, 0, len(states))
	for _, s := range states {
		if o.Force || s.Due(now) {
			due = append(due, s)
		}
	}
	r := round{Options: o, hosts: byHost(due), tell: tell}
	r.run(ctx)
	return ctx.Err()
}

// round is one refresh.
type round struct {
	Options

	hosts []*host
	tell  func(Result)
	lock  sync.Mutex // of tell
}

// host is the feeds of one host, which are asked for one after the other.
type host struct {
	waiting []State
}

func byHost(states []State) []*host {
	var hosts []*host
	known := map[string]*host{}
	for _, s := range states {
		name := s.Address // what is no address has no company
		if u, err := web.Address(s.Address); err == nil {
			name = u.Hostname()
		}
		h := known[name]
		if h == nil {
			h = &host{}
			known[name] = h
			hosts = append(hosts, h)
		}
		h.waiting = append(h.waiting, s)
	}
	return hosts
}

// run has so many hosts asked at a time as may be. One that was asked rests before it is asked again, and takes nobody's place meanwhile.
func (r *round) run(ctx context.Context) {
	ready := make(chan *host, len(r.hosts))
	for _, h := range r.hosts {
		ready <- h
	}
	left := sync.WaitGroup{}
	left.Add(len(r.hosts))
	workers := sync.WaitGroup{}
	for range min(r.AtOnce, len(r.hosts)) {
		workers.Go(func() {
			for h := range ready {
				r.next(ctx, h)
				if len(h.waiting) == 0 || ctx.Err() != nil {
					left.Done()
					continue
				}
				go r.rest(ctx, func() { ready <- h })
			}
		})
	}
	left.Wait()
	close(ready)
	workers.Wait()
}

// rest lets a host have its pause.
func (r *round) rest(ctx context.Context, then func()) {
	pause := time.NewTimer(r.Pause)
	defer pause.Stop()
	select {
	case <-pause.C:
	case <-ctx.Done():
	}
	then()
}

// next asks for one feed of a host.
func (r *round) next(ctx context.Context, h *host) {
	if ctx.Err() != nil {
		return
	}
	s := h.waiting[0]
	h.waiting = h.waiting[1:]
	result := r.ask(ctx, s)
	if ctx.Err() != nil {
		return
	}
	r.say(result)
	refused := (*web.FetchError)(nil)
	if !errors.As(result.Err, &refused) || refused.After == 0 {
		return
	}
	for _, s := range h.waiting {
		s.Next = later(s.Next, result.State.Next)
		r.say(Result{Address: s.Address, State: s, Err: ErrWaits})
	}
	h.waiting = nil
}

func (r *round) say(result Result) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.tell(result)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// ask asks for one feed.
func (r *round) ask(ctx context.Context, s State) Result {
	result := Result{Address: s.Address, State: s}
	now := r.Now()
	result.State.Checked = now
	answer, err := r.get(ctx, web.Request{Address: s.Address, Accept: accept, ETag: s.ETag, Modified: s.Modified}, r.Web)
	if err != nil {
		return r.failed(result, err)
	}
	if !answer.Unchanged {
		if result.Feed, err = parse(answer.Body, answer.From.String(), answer.Type); err != nil {
			return r.failed(result, err)
		}
		settle(result.Feed, now)
		for _, item := range result.Feed.Items {
			if !r.Seen(s.Address, item.ID) {
				result.New = append(result.New, item)
			}
		}
		result.State.ETag, result.State.Modified = answer.ETag, answer.Modified
	}
	if answer.Moved != "" && answer.Moved != s.Address {
		result.Moved, result.State.Address = answer.Moved, answer.Moved
	}
	if result.Feed != nil {
		result.State.Every = result.Feed.Every
	}
	wait := max(r.Every, answer.Fresh, result.State.Every)
	result.State.Failures, result.State.Gone, result.State.Next = 0, false, now.Add(min(wait, max(r.Every, seldomest)))
	return result
}

// failed is a result without a feed: it is asked for half as often each time, and never before the server wants to be.
func (r *round) failed(result Result, err error) Result {
	result.Err, result.Feed = err, nil
	s := &result.State
	s.Failures++
	wait := min(r.Every<<min(s.Failures, 10), max(r.Every, seldomest))
	if refused := (*web.FetchError)(nil); errors.As(err, &refused) {
		wait = max(wait, min(refused.After, longestRest))
		s.Gone = s.Gone || refused.Status == http.StatusGone
	}
	s.Next = s.Checked.Add(wait)
	return result
}

// slip is how far ahead of the clock a date may be by mistaken time zones.
const slip = 48 * time.Hour

// settle does away with dates that have not come yet: a slip becomes the time at hand, others are none.
func settle(f *Feed, now time.Time) {
	for i := range f.Items {
		for _, at := range []*time.Time{&f.Items[i].Published, &f.Items[i].Updated} {
			switch {
			case at.After(now.Add(slip)):
				*at = time.Time{}
			case at.After(now):
				*at = now
			}
		}
	}
}
