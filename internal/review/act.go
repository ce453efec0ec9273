package review

import "github.com/seed-0d8bf4ce/reader/internal/document"

// Act is what the reader did at once, and what is undone at once.
type Act struct {
	Verdicts []Change[Verdict] // one that is not there is Undecided, with its span
	Marks    []Change[Mark]    // one that is not there is empty but for its ID
}

// Change is what was and what is.
type Change[T any] struct {
	Before T `json:"before"`
	After  T `json:"after"`
}

// Empty reports whether nothing was done.
func (a *Act) Empty() bool { return len(a.Verdicts)+len(a.Marks) == 0 }

// Back is the act that takes another one back.
func (a *Act) Back() Act {
	var back Act
	for _, c := range a.Verdicts {
		back.Verdicts = append(back.Verdicts, Change[Verdict]{c.After, c.Before})
	}
	for _, c := range a.Marks {
		back.Marks = append(back.Marks, Change[Mark]{c.After, c.Before})
	}
	return back
}

// Gone is a mark that is not there.
func Gone(id string) Mark { return Mark{ID: id} }

// There reports whether a mark is there: what is not has its ID alone.
func (m *Mark) There() bool {
	return m.Span != document.Span{} || m.Quote != document.Quote{} || m.Colour != "" || m.Note != "" || m.Fix != nil
}
