package annotate

import "github.com/seed-0d8bf4ce/reader/internal/document"

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

// ApplyTo is Apply for a document: emphasis and links that a span cuts stay whole.
func ApplyTo(d *document.Document, all []Annotation) []byte {
	whole := make([]Annotation, len(all))
	for i, a := range all {
		if opened, shut := d.Delimiters(a.Span); a.Fix != "" {
			a.Fix = string(opened) + a.Fix + string(shut)
		}
		whole[i] = a
	}
	return Apply(d.Source(), whole)
}
