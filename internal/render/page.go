// Package render lays a document with its annotations out as a page of cells.
package render

import (
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// View is how a page is looked at.
type View struct {
	Width int // cells of the text column
	Mode  Mode
	Theme *Theme
	Fold  bool // page furniture is folded to one line
}

// Page is a document and its annotations, laid out on demand: only what is asked for is ever parsed and rendered.
// A Page is for one goroutine.
type Page struct {
	document    *document.Document
	annotations []annotate.Annotation
	found       []document.Span
	view        View
}

// NewPage returns a page of d with annotations that are sorted and do not overlap.
// Its view is 80 cells of the default dark theme, marked, furniture folded, until SetView.
func NewPage(d *document.Document, anns []annotate.Annotation) *Page { panic("todo") }

// SetView changes how the page is looked at. Places of the old view are void.
func (p *Page) SetView(v View) {}

// View returns how the page is looked at.
func (p *Page) View() View { return p.view }

// SetAnnotations changes the annotations. Places are void.
func (p *Page) SetAnnotations(anns []annotate.Annotation) {}

// SetFound marks the hits of a search; nothing is laid out anew.
func (p *Page) SetFound(spans []document.Span) {}

// Top returns the first line of the page.
func (p *Page) Top() Place { return Place{} }

// Bottom returns the place from which height lines show the end of the page, or Top where the page is shorter.
func (p *Page) Bottom(height int) Place { return Place{} }

// Step moves by lines, down or up, and stops at either end of the page.
func (p *Page) Step(from Place, lines int) Place { return from }

// At returns the line on which the source offset is shown or, where it is not, the next thing that is.
func (p *Page) At(offset int) Place { return Place{} }

// Offset returns the source offset of the first thing shown on the line.
func (p *Page) Offset(at Place) int { return 0 }

// Lines returns at most n lines from a place on.
func (p *Page) Lines(from Place, n int) []Line { return nil }

// Share says how much of the text, by bytes, lies before the line: 0 to 1.
func (p *Page) Share(at Place) float64 { return 0 }

// SourceAt leads column x of a line back to the source.
func (p *Page) SourceAt(line Line, x int) (offset int, ok bool) {
	if x < 0 || x >= len(line.sources) || line.sources[x] < 0 {
		return 0, false
	}
	return line.sources[x], true
}
