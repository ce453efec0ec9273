package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Fixes counts what the reader would call a fix: everything but page furniture.
func Fixes(anns []annotate.Annotation) int {
	n := 0
	for i := range anns {
		if anns[i].Kind != annotate.Boilerplate {
			n++
		}
	}
	return n
}

// kindOrder is the order of the summary: names first, what the machine did to sentences last.
var kindOrder = []annotate.Kind{
	annotate.Person, annotate.Organisation, annotate.Brand, annotate.Product, annotate.Term, annotate.Idiom,
	annotate.Grammar, annotate.Artifact,
}

// kindNames says kinds in the plural; those missing take an s.
var kindNames = map[annotate.Kind][2]string{
	annotate.Person:   {"person", "people"},
	annotate.Grammar:  {"point of grammar", "points of grammar"},
	annotate.Artifact: {"artefact", "artefacts"},
}

// Summary says how many fixes of which kinds there are.
func Summary(anns []annotate.Annotation) string {
	all := Fixes(anns)
	if all == 0 {
		return "nothing to fix"
	}
	count := map[annotate.Kind]int{}
	for i := range anns {
		count[anns[i].Kind]++
	}
	var parts []string
	for _, kind := range kindOrder {
		if n := count[kind]; n > 0 {
			names, ok := kindNames[kind]
			if !ok {
				names = [2]string{string(kind), string(kind) + "s"}
			}
			parts = append(parts, Count(n, names[0], names[1]))
		}
	}
	return Count(all, "fix", "fixes") + ": " + strings.Join(parts, ", ")
}

// Touching returns the spans of the annotations that share a byte with one of the places. Both may be many.
func Touching(anns []annotate.Annotation, places []document.Span) []document.Span {
	places = slices.Clone(places)
	slices.SortFunc(places, func(a, b document.Span) int { return a.Start - b.Start })
	var spans []document.Span
	for i := range anns {
		span := anns[i].Span
		for len(places) > 0 && places[0].End <= span.Start {
			places = places[1:]
		}
		if len(places) > 0 && places[0].Overlaps(span) {
			spans = append(spans, span)
		}
	}
	return spans
}

// Count says a number of things: 1 fix, 2 fixes.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
