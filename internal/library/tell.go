package library

import (
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Tell says in one sentence what an act did: accepted micro-letter → WeChat.
func (a *Act) Tell() string {
	var all []string
	for _, c := range a.Verdicts {
		all = append(all, review.TellVerdict(review.Change[review.Verdict]{Before: c.Before.Verdict, After: c.After.Verdict}, c.After.Words))
	}
	for _, c := range a.Marks {
		all = append(all, review.TellMark(c))
	}
	for _, c := range a.Entries {
		all = append(all, tellEntry(c))
	}
	return review.TellAll(all)
}

// tellEntry says what was done to an article on the shelf.
func tellEntry(c review.Change[shelf.Before]) string {
	before, after := c.Before, c.After
	var all []string
	either := func(changed, on bool, yes, no string) {
		switch {
		case changed && on:
			all = append(all, yes)
		case changed:
			all = append(all, no)
		}
	}
	either((before.Deleted > 0) != (after.Deleted > 0), after.Deleted > 0, "deleted", "brought back")
	either(before.Archived != after.Archived, after.Archived, "archived", "taken out of the archive")
	either(before.Starred != after.Starred, after.Starred, "starred", "star taken away")
	if before.State != after.State {
		all = append(all, "marked "+after.State.String())
	}
	for _, tag := range after.Tags {
		if !slices.Contains(before.Tags, tag) {
			all = append(all, "tagged "+tag)
		}
	}
	for _, tag := range before.Tags {
		if !slices.Contains(after.Tags, tag) {
			all = append(all, "tag "+tag+" taken away")
		}
	}
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}
