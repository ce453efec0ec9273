package intake

import (
	"context"
	"net/url"
	"sync"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/feed"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// The bounds of completing what feeds cut short.
const (
	mostCompleted  = 25 // of one feed at one refresh, the newest
	completedHosts = 4  // at a time, one page of each
	betweenPages   = 500 * time.Millisecond
)

// shortItem is an item of which its feed has the beginning, or nothing, and its page may have all.
type shortItem struct {
	as   library.New
	item *feed.Item
}

// complete puts the pages of items in the place of their beginnings. A page that cannot be had leaves the beginning where it is.
func (i *Intake) complete(ctx context.Context, short []shortItem, tell Tell) error {
	var (
		hosts = map[string][]shortItem{}
		free  = make(chan struct{}, completedHosts)
		all   sync.WaitGroup
		mu    sync.Mutex
		done  int
		first error
	)
	for _, s := range short {
		host := ""
		if u, err := url.Parse(s.item.Link); err == nil {
			host = u.Hostname()
		}
		hosts[host] = append(hosts[host], s)
	}
	for _, pages := range hosts {
		all.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			for n, s := range pages {
				if n > 0 && !rest(ctx) || ctx.Err() != nil {
					return
				}
				err := i.completeOne(ctx, s)
				mu.Lock()
				done++
				tell.at(shelf.Progress{What: "whole texts", Done: done, All: len(short)})
				if first == nil {
					first = err
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if ctx.Err() != nil {
		return nil //nolint:nilerr // the beginning stays
	}
	return first
}

// rest waits a moment between two pages of a host; false where the context has ended.
func rest(ctx context.Context) bool {
	pause := time.NewTimer(betweenPages)
	defer pause.Stop()
	select {
	case <-pause.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (i *Intake) completeOne(ctx context.Context, s shortItem) error {
	a, err := s.item.Full(ctx, i.Fetch)
	if err != nil {
		if s.as.Article == nil && ctx.Err() == nil { // there is not even a beginning
			return i.Library.Fail(ctx, failure(s.item.Link, err))
		}
		return nil
	}
	s.as.Article, s.as.Shortened = a, false
	_, err = i.Library.Put(ctx, []library.New{s.as})
	return err
}
