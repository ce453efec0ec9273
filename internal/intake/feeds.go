package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/feed"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/internal/web"
)

// FollowFeed follows the feed at an address, or the first one that the page there names, and brings in what it has.
func (i *Intake) FollowFeed(ctx context.Context, to string, o Options, tell Tell) (shelf.Source, shelf.Report, error) {
	s, r, err := i.follow(ctx, to, o, tell)
	if err != nil || s.ID == 0 {
		return s, r, err
	}
	return s, r, i.Index(ctx, tell)
}

func (i *Intake) follow(ctx context.Context, to string, o Options, tell Tell) (shelf.Source, shelf.Report, error) {
	tell.at(shelf.Progress{What: document.CleanLine(to), All: 1})
	found, err := feed.Discover(ctx, to, i.web())
	if err != nil {
		r, err := i.failed(ctx, to, err)
		return shelf.Source{}, r, err
	}
	s, err := i.source(ctx, shelf.Feed, found[0].Address)
	if err == nil && s.ID == 0 {
		s, err = i.Library.Follow(ctx, shelf.Source{Kind: shelf.Feed, Address: found[0].Address, Title: found[0].Title, Tags: o.Tags})
	}
	if err != nil {
		return s, shelf.Report{}, err
	}
	r, err := i.refreshFeeds(ctx, []shelf.Source{s}, true, tell)
	if err != nil {
		return s, r, err
	}
	return s, r, i.Library.Succeed(ctx, to)
}

// looksLikeFeed reports whether what a server called a page is the text of a feed.
func looksLikeFeed(a *articles.Article) bool {
	text := bytes.TrimLeft(a.Document.Source()[:min(len(a.Document.Source()), 1024)], "\ufeff \t\r\n")
	return bytes.HasPrefix(text, []byte("<?xml")) || bytes.HasPrefix(text, []byte("<rss")) || bytes.HasPrefix(text, []byte("<feed")) ||
		bytes.HasPrefix(text, []byte("{")) && bytes.Contains(text, []byte("jsonfeed.org/version"))
}

// web is how feeds are asked for: as pages are.
func (i *Intake) web() web.Options {
	return web.Options{Agent: i.Fetch.Agent, Private: i.Fetch.Private, Connect: i.Fetch.Connect, Whole: i.Fetch.Whole}
}

// Due lists the feeds among sources that may be asked now.
func Due(all []shelf.Source, now time.Time) (due []shelf.Source) {
	for _, s := range all {
		if s.Kind == shelf.Feed && stateOf(s).Due(now) {
			due = append(due, s)
		}
	}
	return due
}

// refreshFeeds asks feeds for what is new. With force also those whose time has not come.
func (i *Intake) refreshFeeds(ctx context.Context, sources []shelf.Source, force bool, tell Tell) (r shelf.Report, err error) {
	byAddress, states := map[string]shelf.Source{}, []feed.State(nil)
	for _, s := range sources {
		if s.Kind == shelf.Feed {
			byAddress[s.Address] = s
			states = append(states, stateOf(s))
		}
	}
	if len(states) == 0 {
		return r, nil
	}
	seen := &seenItems{library: i.Library, sources: byAddress, known: map[string]map[string]bool{}}
	done, short := 0, []shortItem(nil)
	refreshed := feed.Refresh(ctx, states, feed.Options{Web: i.web(), Seen: seen.seen(ctx), Force: force}, func(result feed.Result) {
		done++
		one, cut, keeping := i.take(ctx, byAddress[result.Address], &result)
		add(&r, one)
		short = append(short, cut...)
		err = errors.Join(err, keeping)
		tell.at(shelf.Progress{What: "feeds", Done: done, All: len(states), Added: len(r.Added)})
	})
	if refreshed != nil && ctx.Err() != nil {
		r.Cancelled = true
		return r, nil
	}
	if err == nil {
		err = i.complete(ctx, short, tell)
	}
	return r, err
}

// take keeps what has come of a feed: first its articles, then that it was asked, so that what is lost on the way comes again.
func (i *Intake) take(ctx context.Context, s shelf.Source, result *feed.Result) (r shelf.Report, short []shortItem, err error) {
	if errors.Is(result.Err, feed.ErrWaits) {
		return r, nil, nil
	}
	news := make([]library.New, 0, len(result.New))
	for n := range result.New {
		item := &result.New[n]
		a, err := item.Article()
		if err != nil && item.Link == "" {
			r.Failures = append(r.Failures, failure(s.Address, err))
			continue
		}
		one := library.New{Article: a, Source: s.ID, GUID: item.ID, Tags: s.Tags, Hidden: s.Hidden, Shortened: !item.Whole}
		if err == nil {
			news = append(news, one)
		}
		if (err != nil || !item.Whole) && item.Link != "" && len(short) < mostCompleted {
			short = append(short, shortItem{one, item})
		}
	}
	outcomes, err := i.Library.Put(ctx, news)
	if err != nil {
		return r, nil, err
	}
	count(&r, outcomes)
	if result.Err != nil {
		r.Failures = append(r.Failures, failure(s.Address, result.Err))
	} else if err := i.Library.Succeed(ctx, s.Address); err != nil {
		return r, nil, err
	}
	if err := i.Library.Fail(ctx, r.Failures...); err != nil {
		return r, nil, err
	}
	_, err = i.Library.Follow(ctx, after(s, result))
	return r, short, err
}

// after is what is known of a feed once it was asked.
func after(s shelf.Source, result *feed.Result) shelf.Source {
	state := result.State
	s.Address, s.ETag, s.Modified = state.Address, state.ETag, state.Modified
	s.Checked, s.Next, s.Every = unix(state.Checked), unix(state.Next), int64(state.Every/time.Second)
	s.Failures, s.Gone, s.Trouble = state.Failures, state.Gone, ""
	if result.Err != nil {
		s.Trouble = failure(s.Address, result.Err).Why
	}
	if f := result.Feed; f != nil {
		switch {
		case f.Cut:
			s.Trouble = "it breaks off: what stands before that was read"
		case f.More > 0:
			s.Trouble = fmt.Sprintf("it is very long: the first %d items were read, %d were not", feed.MaxItems, f.More)
		}
		s.Title, s.Site = firstOf(s.Title, f.Title), firstOf(f.Site, s.Site)
	}
	return s
}

func stateOf(s shelf.Source) feed.State {
	return feed.State{
		Address: s.Address, ETag: s.ETag, Modified: s.Modified, Checked: clock(s.Checked), Next: clock(s.Next), Every: time.Duration(s.Every) * time.Second,
		Failures: s.Failures, Gone: s.Gone,
	}
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

func clock(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// seenItems knows which items of feeds are in the library. What a feed has is read when it is first asked about.
type seenItems struct {
	library *library.Library
	sources map[string]shelf.Source

	mu    sync.Mutex
	known map[string]map[string]bool
}

func (k *seenItems) seen(ctx context.Context) func(address, id string) bool {
	return func(address, id string) bool {
		k.mu.Lock()
		defer k.mu.Unlock()
		known, ok := k.known[address]
		if !ok {
			known = map[string]bool{}
			all, err := k.library.Items(ctx, k.sources[address].ID)
			if err == nil { // else Put finds them
				for _, guid := range all {
					known[guid] = true
				}
			}
			k.known[address] = known
		}
		return known[id]
	}
}
