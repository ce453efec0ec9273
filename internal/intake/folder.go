package intake

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// addFolder follows a folder and reads what is in it.
func (i *Intake) addFolder(ctx context.Context, path string, o Options, tell Tell) (shelf.Report, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return i.failed(ctx, path, err)
	}
	source, err := i.source(ctx, shelf.Folder, full)
	if err != nil {
		return shelf.Report{}, err
	}
	if source.ID == 0 {
		source, err = i.Library.Follow(ctx, shelf.Source{Kind: shelf.Folder, Address: full, Title: document.CleanLine(filepath.Base(full)), Tags: o.Tags})
		if err != nil {
			return shelf.Report{}, err
		}
	}
	return i.Scan(ctx, source, tell)
}

// source finds a feed or folder that is followed already; the zero value where it is not.
func (i *Intake) source(ctx context.Context, kind shelf.Kind, address string) (shelf.Source, error) {
	all, err := i.Library.Sources(ctx)
	if err != nil {
		return shelf.Source{}, err
	}
	for _, s := range all {
		if s.Kind == kind && s.Address == address {
			return s, nil
		}
	}
	return shelf.Source{}, nil
}

// Scan reads what is new or has changed in a folder that is followed, and notes which files are gone. Where the folder itself cannot be read nothing
// is taken for gone.
func (i *Intake) Scan(ctx context.Context, source shelf.Source, tell Tell) (shelf.Report, error) {
	tell.at(shelf.Progress{What: source.Title})
	paths, err := textsIn(ctx, source.Address)
	if ctx.Err() != nil {
		return shelf.Report{Cancelled: true}, nil //nolint:nilerr // to be called off is no failure
	}
	if trouble := troubleOf(err); trouble != source.Trouble {
		source.Trouble = trouble
		if _, err := i.Library.Follow(ctx, source); err != nil {
			return shelf.Report{}, err
		}
	}
	if err != nil {
		return i.failed(ctx, source.Address, err)
	}
	known, err := i.Library.Files(ctx, source.ID)
	if err != nil {
		return shelf.Report{}, err
	}
	changed, gone := compare(paths, known)
	r, err := i.readFiles(ctx, source, changed, tell)
	if err != nil || r.Cancelled {
		return r, err
	}
	r.Known += len(paths) - len(changed)
	r.Gone = len(gone)
	if len(gone) > 0 {
		err = i.Library.Gone(ctx, gone)
	}
	return r, errors.Join(err, i.Library.Succeed(ctx, source.Address))
}

func troubleOf(err error) string {
	if err == nil {
		return ""
	}
	return document.CleanLine(articles.Reason(err).Error())
}

// compare says which files must be read and which entries have no file any more.
func compare(paths []string, known []library.File) (changed []string, gone []shelf.ID) {
	before := make(map[string]library.File, len(known))
	for _, f := range known {
		before[f.Path] = f
	}
	for _, path := range paths {
		f, ok := before[path]
		if !ok || f.Gone || articles.StampOf(path) != f.Stamp {
			changed = append(changed, path)
		}
		delete(before, path)
	}
	for _, f := range known {
		if _, left := before[f.Path]; left && !f.Gone {
			gone = append(gone, f.ID)
		}
	}
	return changed, gone
}

// textsIn lists the files with texts in a folder and the folders in it, save hidden ones, in order. Folders that cannot be looked into are left out.
func textsIn(ctx context.Context, root string) (paths []string, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && path == root:
			return err
		case err != nil:
			return nil //nolint:nilerr // see above
		case entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.Type().IsRegular() && articles.Readable(path):
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look into %s: %w", root, err)
	}
	return paths, nil
}

// batch is how many articles are put on the shelf at once. What is in a batch is on the disk when the next one is read.
const batch = 64

// readFiles reads files, some at a time, and puts them on the shelf in their order.
func (i *Intake) readFiles(ctx context.Context, source shelf.Source, paths []string, tell Tell) (r shelf.Report, err error) {
	for part := range slices.Chunk(paths, batch) {
		if ctx.Err() != nil {
			r.Cancelled = true
			return r, nil
		}
		read, failures := i.open(part)
		all := make([]library.New, len(read))
		done := make([]string, len(read))
		for n, a := range read {
			all[n] = library.New{Article: a, Source: source.ID, Tags: source.Tags, Hidden: source.Hidden}
			done[n] = a.Path
		}
		outcomes, err := i.Library.Put(ctx, all)
		if err == nil {
			err = errors.Join(i.Library.Fail(ctx, failures...), i.Library.Succeed(ctx, done...))
		}
		switch {
		case ctx.Err() != nil:
			r.Cancelled = true
			return r, nil
		case err != nil:
			return r, err
		}
		count(&r, outcomes)
		r.Failures = append(r.Failures, failures...)
		tell.at(shelf.Progress{What: source.Title, Done: len(r.Added) + r.Changed + r.Known + len(r.Failures), All: len(paths), Added: len(r.Added)})
	}
	return r, nil
}

// open reads files at the same time.
func (i *Intake) open(paths []string) (read []*articles.Article, failures []shelf.Failure) {
	got, errs := make([]*articles.Article, len(paths)), make([]error, len(paths))
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for n, path := range paths {
		free <- struct{}{}
		all.Go(func() {
			got[n], errs[n] = articles.OpenAs(path, i.Charset)
			<-free
		})
	}
	all.Wait()
	for n, path := range paths {
		if errs[n] != nil {
			failures = append(failures, failure(path, errs[n]))
		} else {
			read = append(read, got[n])
		}
	}
	return read, failures
}
