// Package annotate finds the glitches of machine translation in a document and decides what stands in their place.
package annotate

import "github.com/seed-0d8bf4ce/reader/internal/document"

// Kind says what sort of thing was mistranslated.
type Kind string

// The kinds, the first that fits (contract of the JSON output).
const (
	Boilerplate  Kind = "boilerplate"
	Artifact     Kind = "artifact"
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Brand        Kind = "brand"
	Product      Kind = "product"
	Term         Kind = "term"
	Idiom        Kind = "idiom"
	Grammar      Kind = "grammar"
)

// Kinds lists every kind in the order of the contract.
var Kinds = []Kind{Boilerplate, Artifact, Person, Organisation, Brand, Product, Term, Idiom, Grammar}

// Origin says who made an annotation.
type Origin string

// The origins of annotations.
const (
	FromRule    Origin = "rule"    // a rule of a pack, or a recogniser
	FromArticle Origin = "article" // made by hand for this article
	FromReader  Origin = "reader"  // the user's own
)

// Severity says what a glitch does to the reader.
type Severity string

// The severities.
const (
	Major Severity = "major" // the reader gets the wrong idea or none
	Minor Severity = "minor" // odd but recoverable, or right but unfamiliar
)

// Annotation is what the engine says about one span of a document.
// Annotations that the engine returns are sorted by Span.Start and never overlap.
type Annotation struct {
	Span       document.Span // bytes of the source
	Fix        string        // stands in place of the span in the fixed text; "" deletes
	Kind       Kind
	Severity   Severity
	ZH         string // what stood in the original, where known
	Pinyin     string
	Literal    string // how the machine read it
	Note       string // one sentence for the reader
	Rule       string // PACK/ID
	Origin     Origin
	Confidence float64  // 0 to 1, calibrated
	Evidence   []string // why here, in words
}
