package intake

import (
	"context"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Refresh looks for what is new in the folders and feeds that are followed; of the feeds with force in all, else in those whose time has come. What
// cannot be read is in the report.
func (i *Intake) Refresh(ctx context.Context, force bool, tell Tell) (r shelf.Report, err error) {
	sources, err := i.Library.Sources(ctx)
	if err != nil {
		return r, err
	}
	for _, s := range sources {
		if s.Kind != shelf.Folder || ctx.Err() != nil {
			continue
		}
		one, err := i.Scan(ctx, s, tell)
		add(&r, one)
		if err != nil {
			return r, err
		}
	}
	feeds := sources
	if !force {
		feeds = Due(sources, time.Now())
	}
	one, err := i.refreshFeeds(ctx, feeds, force, tell)
	add(&r, one)
	if ctx.Err() != nil {
		r.Cancelled = true
		return r, nil //nolint:nilerr // to be called off is no failure
	}
	if err != nil {
		return r, err
	}
	return r, i.Index(ctx, tell)
}

// Retry tries again what could not be brought in.
func (i *Intake) Retry(ctx context.Context, all []shelf.Failure, tell Tell) (r shelf.Report, err error) {
	sources, err := i.Library.Sources(ctx)
	if err != nil {
		return r, err
	}
	byAddress := map[string]shelf.Source{}
	for _, s := range sources {
		byAddress[s.Address] = s
	}
	for n, f := range all {
		if ctx.Err() != nil {
			r.Cancelled = true
			return r, nil //nolint:nilerr // to be called off is no failure
		}
		tell.at(shelf.Progress{What: f.Address, Done: n, All: len(all)})
		var one shelf.Report
		switch s := byAddress[f.Address]; s.Kind {
		case shelf.Folder:
			one, err = i.Scan(ctx, s, nil)
		case shelf.Feed:
			one, err = i.refreshFeeds(ctx, []shelf.Source{s}, true, nil)
		default:
			one, err = i.bring(ctx, f.Address, Options{}, nil)
		}
		add(&r, one)
		if err != nil {
			return r, err
		}
	}
	return r, i.Index(ctx, tell)
}
