package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Ruling is what the reader decided about a fix.
type Ruling int

// The rulings.
const (
	Undecided Ruling = iota
	Accepted
	Rejected
	Edited
)

// rulingNames are the rulings as files have them.
var rulingNames = []string{Undecided: "undecided", Accepted: "accepted", Rejected: "rejected", Edited: "edited"}

func (r Ruling) String() string {
	if r < 0 || int(r) >= len(rulingNames) {
		return "?"
	}
	return rulingNames[r]
}

// MarshalText writes the name of a ruling.
func (r Ruling) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the name of a ruling.
func (r *Ruling) UnmarshalText(name []byte) error {
	i := slices.Index(rulingNames, string(name))
	if i < 0 {
		return fmt.Errorf("%q is no ruling: it can be %s", name, strings.Join(rulingNames, ", "))
	}
	*r = Ruling(i)
	return nil
}

// Verdict is the reader's ruling on the fix of one span.
type Verdict struct {
	Span   document.Span `json:"span"`
	Ruling Ruling        `json:"ruling"`
	Fix    string        `json:"fix,omitempty"`  // what stands there instead; of one that was accepted or rejected, what was proposed
	Rule   string        `json:"rule,omitempty"` // that proposed the fix; "" where none did

	// Of a fix that was taken from a guess.
	ZH      string `json:"zh,omitempty"`
	Pinyin  string `json:"pinyin,omitempty"`
	Literal string `json:"literal,omitempty"`
}

// RuleOn is a ruling on the fix of an annotation.
func RuleOn(a *annotate.Annotation, ruling Ruling) Verdict {
	v := Verdict{Span: a.Span, Ruling: ruling}
	if ruling != Undecided {
		v.Fix, v.Rule = a.Fix, a.Rule
	}
	return v
}

// RuleTouching is a ruling on every fix that shares a byte with one of the places.
func RuleTouching(anns []annotate.Annotation, places []document.Span, ruling Ruling) []Verdict {
	spans := Touching(anns, places)
	all := make([]Verdict, 0, len(spans))
	for i := range anns {
		if len(all) < len(spans) && anns[i].Span == spans[len(all)] {
			all = append(all, RuleOn(&anns[i], ruling))
		}
	}
	return all
}
