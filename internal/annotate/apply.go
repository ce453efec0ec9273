package annotate

// Apply returns the text with every fix in its place. All bytes outside the spans stay as they are.
// The annotations must be sorted and disjoint, as Annotate returns them.
func Apply(source []byte, all []Annotation) []byte {
	out := make([]byte, 0, len(source)+len(all)*8)
	at := 0
	for _, a := range all {
		out = append(out, source[at:a.Span.Start]...)
		out = append(out, a.Fix...)
		at = a.Span.End
	}
	return append(out, source[at:]...)
}
