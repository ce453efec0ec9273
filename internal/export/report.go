package export

import (
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// Report tells what came of taking a file.
type Report struct {
	Added, Known          int // articles
	Sources, KnownSources int // feeds and folders
	Searches              int
	Marks, KnownMarks     int // verdicts, highlights and notes that were not here, and that were
	Newer                 int // marks that took the place of earlier ones
	Older                 int // marks that were given up for later ones that stood here

	Lost     []Lost    // marks on words that the text does not have
	Missing  []Missing // articles that are not in the library
	Left     []string  // what else was left, a sentence each
	Mistakes []*FileError
}

// Lost is a mark whose place was not found.
type Lost struct {
	Title string
	Mark  Mark
}

// Missing is an article with marks that is not in the library.
type Missing struct {
	Address, Title string
	Marks          int
}

// Add adds what came of another file.
func (r *Report) Add(more *Report) {
	r.Added, r.Known = r.Added+more.Added, r.Known+more.Known
	r.Sources, r.KnownSources, r.Searches = r.Sources+more.Sources, r.KnownSources+more.KnownSources, r.Searches+more.Searches
	r.Marks, r.KnownMarks, r.Newer, r.Older = r.Marks+more.Marks, r.KnownMarks+more.KnownMarks, r.Newer+more.Newer, r.Older+more.Older
	r.Lost, r.Missing, r.Left = append(r.Lost, more.Lost...), append(r.Missing, more.Missing...), append(r.Left, more.Left...)
	r.Mistakes = append(r.Mistakes, more.Mistakes...)
}

// Summary says in a line what changed, or would.
func (r *Report) Summary() string {
	var parts []string
	say := func(n int, one, many, how string) {
		if n > 0 {
			parts = append(parts, review.Count(n, one, many)+how)
		}
	}
	say(r.Added, "article", "articles", " added")
	say(r.Known, "article", "articles", " known already")
	say(r.Sources, "feed or folder", "feeds and folders", " followed")
	say(r.Searches, "search", "searches", " kept")
	say(r.Marks, "mark", "marks", " added")
	say(r.KnownMarks, "mark", "marks", " known already")
	say(r.Newer, "mark", "marks", " changed to a newer one")
	say(r.Older, "older mark", "older marks", " left out for what was decided here since")
	say(len(r.Lost), "mark", "marks", " not attached")
	missing := 0
	for _, m := range r.Missing {
		missing += m.Marks
	}
	say(missing, "mark", "marks", fmt.Sprintf(" on %s that the library does not have", review.Count(len(r.Missing), "article", "articles")))
	if len(parts) == 0 {
		return "nothing to take"
	}
	return strings.Join(parts, " · ")
}
