package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// memoryShelf is a shelf.Shelf that keeps nothing. With an error set, that is all that it answers.
type memoryShelf struct {
	mu       sync.Mutex
	entries  []shelf.Entry
	texts    map[shelf.ID]*articles.Article
	searches []shelf.Section
	hits     func(query string) ([]shelf.Hit, error)
	failed   []shelf.Failure
	err      error
	asked    []string // what was searched for
}

// stocked is a shelf of so many articles, the first two those of the tests.
func stocked(tb testing.TB, n int) *memoryShelf {
	tb.Helper()
	m := &memoryShelf{texts: map[shelf.ID]*articles.Article{}}
	for i, a := range collection(tb) {
		m.texts[m.put(shelf.Entry{Row: shelf.Row{Title: a.Title, Site: a.Site, Published: a.Published, Fixes: []int32{19, 3}[i]}})] = a
	}
	for i := 2; i < n; i++ {
		m.put(shelf.Entry{Row: shelf.Row{
			Title: fmt.Sprintf("Number %d of many articles", i), Site: []string{"a column", "a portal"}[i%2], Author: []string{"Li Hua", "", "Wang Wei"}[i%3],
			Published: time.Date(2012, 6, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -i), Fixes: int32(i),
		}})
	}
	return m
}

// put adds an entry, the first with the ID 1.
func (m *memoryShelf) put(e shelf.Entry) shelf.ID {
	m.mu.Lock()
	defer m.mu.Unlock()
	e.ID = shelf.ID(len(m.entries) + 1)
	e.Added = int64(1_700_000_000 + e.ID)
	m.entries = append(m.entries, e)
	return e.ID
}

func (m *memoryShelf) passes(e *shelf.Entry, f shelf.Filter) bool {
	switch {
	case f.Deleted != (e.Deleted > 0), f.Unread && e.State != shelf.Unread, f.Begun && e.State != shelf.Begun, f.Starred && !e.Starred, f.Recent && e.Opened == 0,
		f.Archived != e.Archived && !f.Starred && !f.Recent && !f.Deleted, f.Source != 0 && e.Source != f.Source, f.Tag != "" && !slices.Contains(e.Tags, f.Tag):
		return false
	}
	return true
}

func (m *memoryShelf) Sections(context.Context) ([]shelf.Section, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := []shelf.Section{
		{Name: "All"}, {Name: "Unread", Filter: shelf.Filter{Unread: true}}, {Name: "Begun", Filter: shelf.Filter{Begun: true}},
		{Name: "Starred", Filter: shelf.Filter{Starred: true}}, {Name: "Recent", Filter: shelf.Filter{Recent: true}},
	}
	all = append(all, m.searches...)
	all = append(all, shelf.Section{Name: "A feed", Filter: shelf.Filter{Source: 1}})
	var tags []string
	for i := range m.entries {
		tags = append(tags, m.entries[i].Tags...)
	}
	slices.Sort(tags)
	for _, t := range slices.Compact(tags) {
		all = append(all, shelf.Section{Name: t, Filter: shelf.Filter{Tag: t}})
	}
	all = append(all, shelf.Section{Name: "Archived", Filter: shelf.Filter{Archived: true}}, shelf.Section{Name: "Deleted", Filter: shelf.Filter{Deleted: true}})
	for i := range all {
		for j := range m.entries {
			if m.passes(&m.entries[j], all[i].Filter) {
				all[i].Count++
				if m.entries[j].State == shelf.Unread {
					all[i].Unread++
				}
			}
		}
	}
	return all, m.err
}

func (m *memoryShelf) Rows(_ context.Context, f shelf.Filter, o shelf.Order, from, limit int) ([]shelf.Row, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []shelf.Row
	for i := range m.entries {
		if m.passes(&m.entries[i], f) {
			all = append(all, m.entries[i].Row)
		}
	}
	slices.SortStableFunc(all, func(a, b shelf.Row) int {
		if o == shelf.LastRead {
			return cmp.Compare(b.Opened, a.Opened)
		}
		return b.Published.Compare(a.Published)
	})
	all = all[min(from, len(all)):]
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	return all, m.err
}

func (m *memoryShelf) Entry(_ context.Context, id shelf.ID) (shelf.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.entries[id-1], m.err
}

func (m *memoryShelf) Open(_ context.Context, id shelf.ID) (*articles.Article, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.entries[id-1]
	a := m.texts[id]
	if a == nil {
		a = &articles.Article{Document: document.Plain([]byte(e.Title + "\n\nThe text of " + e.Title + " is short. Its micro-letter is one.\n"))}
	}
	open := *a
	open.Title, open.Site, open.Published, open.ID = e.Title, e.Site, e.Published, fmt.Sprint("entry ", id)
	return &open, m.err
}

func (m *memoryShelf) Change(_ context.Context, ids []shelf.ID, c shelf.Change) (undo shelf.Undo, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.err != nil {
		return nil, m.err
	}
	for _, id := range ids {
		e := &m.entries[id-1]
		undo = append(undo, shelf.Before{ID: id, State: e.State, Share: float64(e.Share), Starred: e.Starred, Archived: e.Archived, Deleted: e.Deleted, Tags: slices.Clone(e.Tags)})
		if c.State != nil {
			e.State = *c.State
		}
		if c.Starred != nil {
			e.Starred = *c.Starred
		}
		if c.Archived != nil {
			e.Archived = *c.Archived
		}
		if c.Deleted != nil {
			e.Deleted = map[bool]int64{true: 1}[*c.Deleted]
		}
		e.Tags = slices.DeleteFunc(append(e.Tags, c.Tag...), func(t string) bool { return slices.Contains(c.Untag, t) })
		slices.Sort(e.Tags)
		e.Tags = slices.Compact(e.Tags)
	}
	return undo, nil
}

func (m *memoryShelf) Undo(_ context.Context, u shelf.Undo) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, b := range u {
		e := &m.entries[b.ID-1]
		e.State, e.Share, e.Starred, e.Archived, e.Deleted, e.Tags = b.State, float32(b.Share), b.Starred, b.Archived, b.Deleted, b.Tags
	}
	return m.err
}

func (m *memoryShelf) Search(ctx context.Context, query string, limit int) ([]shelf.Hit, error) {
	m.mu.Lock()
	m.asked = append(m.asked, query)
	m.mu.Unlock()
	if m.hits != nil {
		return m.hits(query)
	}
	rows, err := m.Rows(ctx, shelf.Filter{}, shelf.Newest, 0, 0)
	var hits []shelf.Hit
	for _, r := range rows {
		if strings.Contains(strings.ToLower(r.Title), strings.ToLower(query)) {
			hits = append(hits, shelf.Hit{Row: r})
		}
	}
	return hits[:min(len(hits), limit)], err
}

func (m *memoryShelf) KeepSearch(_ context.Context, name, query string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.searches = slices.DeleteFunc(m.searches, func(s shelf.Section) bool { return s.Name == name })
	if query != "" {
		m.searches = append(m.searches, shelf.Section{Name: name, Filter: shelf.Filter{Query: query}})
	}
	return m.err
}

func (m *memoryShelf) Failures(context.Context) ([]shelf.Failure, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.failed), m.err
}

func (m *memoryShelf) Dismiss(_ context.Context, ids []int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failed = slices.DeleteFunc(m.failed, func(f shelf.Failure) bool { return slices.Contains(ids, f.ID) })
	return m.err
}

var errDisk = errors.New("the disk is full")

// onShelf has a program show a library.
func onShelf(m *memoryShelf) func(*Options) {
	return func(o *Options) {
		o.Shelf, o.Articles = m, nil
		o.Add = func(context.Context, string, func(shelf.Progress)) (shelf.Report, error) {
			return shelf.Report{Known: 1}, nil
		}
		o.Refresh = func(context.Context, bool, func(shelf.Progress)) (shelf.Report, error) { return shelf.Report{}, nil }
		o.Retry = func(context.Context, []shelf.Failure, func(shelf.Progress)) (shelf.Report, error) {
			return shelf.Report{}, nil
		}
	}
}

// library is a program that shows a library of so many articles.
func library(tb testing.TB, width, height, n int) (*driver, *memoryShelf) {
	tb.Helper()
	m := stocked(tb, n)
	return drive(tb, width, height, onShelf(m)), m
}
