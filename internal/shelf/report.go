package shelf

import (
	"fmt"
	"strings"
)

// Progress tells how far a long task has come.
type Progress struct {
	What  string // what is being read, clean
	Done  int
	All   int // 0 while unknown
	Added int
}

// Report tells what came of bringing articles in.
type Report struct {
	Added     []ID
	Known     int // were there already
	Changed   int
	Gone      int // files of a folder that are there no more
	Failures  []Failure
	Cancelled bool
}

// String says what came of it in a few words: 12 added · 3 known already.
func (r *Report) String() string {
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{len(r.Added), "added"}, {r.Changed, "changed"}, {r.Known, "known already"}, {r.Gone, "gone"}, {len(r.Failures), "failed"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.what))
		}
	}
	if r.Cancelled {
		parts = append(parts, "called off")
	}
	if len(parts) == 0 {
		return "nothing new"
	}
	return strings.Join(parts, " · ")
}
