package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// The kinds of sections whose entries the file counts.
const (
	ofAll = iota
	ofBegun
	ofStarred
	ofRecent
	ofArchived
	ofDeleted
	ofSource
	ofTag
)

// counter names a section that is counted: what is the source or the tag.
type counter struct {
	kind int
	what string
}

// Sections lists the parts of the shelf in the order in which they are shown: those that are always there, what was searched for and kept, feeds and
// folders, tags, what has been put away.
func (l *Library) Sections(ctx context.Context) ([]shelf.Section, error) {
	db, err := l.reader(ctx)
	if errors.Is(err, errNone) {
		return standing(map[counter]shelf.Section{}), nil
	}
	if err != nil {
		return nil, err
	}
	all, err := l.sections(ctx, db)
	if err != nil {
		return nil, fmt.Errorf("read library %s: %w", l.path, err)
	}
	return all, nil
}

func (l *Library) sections(ctx context.Context, db asker) ([]shelf.Section, error) {
	counted, err := countedSections(ctx, db)
	if err != nil {
		return nil, err
	}
	saved, err := l.savedSearches(ctx, db)
	if err != nil {
		return nil, err
	}
	sources, err := sourcesOf(ctx, db)
	if err != nil {
		return nil, err
	}
	all := append(standing(counted), saved...)
	for _, s := range sources {
		c := counted[counter{ofSource, fmt.Sprint(s.ID)}]
		all = append(all, shelf.Section{Name: document.CleanLine(cmp.Or(s.Title, s.Address)), Filter: shelf.Filter{Source: s.ID}, Count: c.Count, Unread: c.Unread})
	}
	var tags []shelf.Section
	for of, c := range counted {
		if of.kind == ofTag && c.Count > 0 {
			tags = append(tags, shelf.Section{Name: document.CleanLine(of.what), Filter: shelf.Filter{Tag: of.what}, Count: c.Count, Unread: c.Unread})
		}
	}
	slices.SortFunc(tags, func(a, b shelf.Section) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.Name, b.Name))
	})
	all = append(all, tags...)
	for _, s := range []shelf.Section{
		{Name: "Archived", Filter: shelf.Filter{Archived: true}, Count: counted[counter{kind: ofArchived}].Count, Unread: counted[counter{kind: ofArchived}].Unread},
		{Name: "Deleted", Filter: shelf.Filter{Deleted: true}, Count: counted[counter{kind: ofDeleted}].Count, Unread: counted[counter{kind: ofDeleted}].Unread},
	} {
		if s.Count > 0 {
			all = append(all, s)
		}
	}
	return all, nil
}

// standing are the sections that are always there.
func standing(counted map[counter]shelf.Section) []shelf.Section {
	of := func(name string, kind int, f shelf.Filter) shelf.Section {
		c := counted[counter{kind: kind}]
		return shelf.Section{Name: name, Filter: f, Count: c.Count, Unread: c.Unread}
	}
	all := of("All", ofAll, shelf.Filter{})
	return []shelf.Section{
		all, {Name: "Unread", Filter: shelf.Filter{Unread: true}, Count: all.Unread, Unread: all.Unread},
		of("Begun", ofBegun, shelf.Filter{Begun: true}), of("Starred", ofStarred, shelf.Filter{Starred: true}), of("Recent", ofRecent, shelf.Filter{Recent: true}),
	}
}

// countedSections reads how many entries stand in each section.
func countedSections(ctx context.Context, from asker) (map[counter]shelf.Section, error) {
	rows, err := from.QueryContext(ctx, "SELECT kind, what, found, unread FROM sections")
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it all
	counted := map[counter]shelf.Section{}
	for rows.Next() {
		var of counter
		var s shelf.Section
		if err := rows.Scan(&of.kind, &of.what, &s.Count, &s.Unread); err != nil {
			return nil, err
		}
		counted[of] = s
	}
	return counted, rows.Err()
}
