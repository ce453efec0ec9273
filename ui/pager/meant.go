package pager

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// The bounds of looking for the place that is meant.
const (
	mostPlaces = 2000 // that are looked at
	roundPlace = 400  // bytes of the text on either side of one
)

// Meant says which of the places where words stand is the one in a snippet of the text as repaired: the first that has the most of its words
// round it.
func Meant(source []byte, anns []annotate.Annotation, places []document.Span, snippet string) int {
	wanted := strings.Fields(strings.ToLower(snippet))
	best, most := 0, -1
	for i, at := range places[:min(len(places), mostPlaces)] {
		part := around(anns, at.Start-roundPlace, at.End+roundPlace, len(source))
		round := strings.ToLower(string(newFixedText(source, part, within(anns, part)).text))
		n := 0
		for _, w := range wanted {
			if strings.Contains(round, w) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}
