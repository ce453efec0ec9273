// Package render lays a document with its annotations out as a page of cells.
//
// Blocks go through glamour one by one, as they are asked for. What a block shows is first composed: every stretch of it is put into a mark
// that glamour carries along and no terminal ever sees, so that each cell of the page knows what it shows and where in the source that stands.
package render

import (
	"sort"

	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/renderer"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// View is how a page is looked at.
type View struct {
	Width int // cells of the text column
	Mode  Mode
	Theme *Theme // nil stands for the dark theme
	Fold  bool   // page furniture is folded to one line
}

// Page is a document and its annotations, laid out on demand: only what is asked for is ever parsed and rendered.
// A Page is for one goroutine.
type Page struct {
	document    *document.Document
	annotations []annotate.Annotation
	found       []document.Span
	marks       marks
	edition     int // of the annotations
	view        View

	glamour          renderer.Renderer
	styledParagraphs bool              // the theme has a style for paragraphs as such
	ornaments        map[string]string // the theme's signs in place of those of prefixes
	signs            signs
	chunks           *cache[int, *chunk]
	laid             *cache[*leaf, *laid]
}

// What a page keeps of what it has parsed and laid out, in bytes: of the source and of the page.
const (
	keptChunks = 2 << 20
	keptLaid   = 3 << 20
)

// NewPage returns a page of d with annotations that are sorted and do not overlap.
// Its view is 80 cells of the dark theme, marked, furniture folded, until SetView.
func NewPage(d *document.Document, anns []annotate.Annotation) *Page {
	p := &Page{
		document:    d,
		annotations: anns,
		signs:       signs{},
		chunks:      newCache[int, *chunk](keptChunks),
		laid:        newCache[*leaf, *laid](keptLaid),
	}
	p.SetView(View{Width: 80, Mode: Marked, Fold: true})
	return p
}

// SetView changes how the page is looked at. Places of the old view are void.
func (p *Page) SetView(v View) {
	v.Width = max(1, v.Width)
	if v.Theme == nil {
		if v.Theme = p.view.Theme; v.Theme == nil {
			v.Theme = darkTheme()
		}
	}
	if v == p.view {
		return
	}
	if v.Theme != p.view.Theme {
		p.glamour = newGlamour(v.Theme)
		p.styledParagraphs = v.Theme.Styles.Paragraph != (ansi.StyleBlock{})
		p.ornaments = ornamentsOf(v.Theme, p.signs)
	}
	p.view = v
	p.laid.clear()
}

// View returns how the page is looked at.
func (p *Page) View() View { return p.view }

// SetAnnotations changes the annotations. Places are void.
func (p *Page) SetAnnotations(anns []annotate.Annotation) {
	p.annotations = anns
	p.edition++
	p.laid.clear()
}

// SetFound marks the hits of a search, sorted and not overlapping; nothing is laid out anew.
func (p *Page) SetFound(spans []document.Span) { p.found = spans }

// Lines returns at most n lines from a place on.
func (p *Page) Lines(from Place, n int) []Line {
	var lines []Line
	from = p.settled(from)
	for at, ok := from, true; ok && len(lines) < n; {
		_, made := p.leafOf(at)
		if made == nil {
			break
		}
		for ; at.line < len(made.rows) && len(lines) < n; at.line++ {
			lines = append(lines, p.paint(made, made.rows[at.line], at, made.offsets[at.line]))
		}
		at, ok = p.nextLeaf(at)
	}
	return lines
}

// SourceAt leads column x of a line back to the source.
func (p *Page) SourceAt(line Line, x int) (offset int, ok bool) {
	if x < 0 || x >= len(line.sources) || line.sources[x] < 0 {
		return 0, false
	}
	return line.sources[x], true
}

// chunkAt returns a chunk of the document, parsed.
func (p *Page) chunkAt(index int) (*chunk, bool) {
	if c, ok := p.chunks.get(index); ok {
		return c, true
	}
	s, ok := p.document.Chunk(index)
	if !ok {
		return nil, false
	}
	c := newChunk(p.document, index)
	p.chunks.put(index, c, s.Len()+1)
	return c, true
}

// leafOf returns the leaf of a place, laid out.
func (p *Page) leafOf(at Place) (*leaf, *laid) {
	c, ok := p.chunkAt(at.chunk)
	if !ok || at.leaf < 0 || at.leaf >= len(c.leaves) {
		return nil, nil
	}
	l := c.leaves[at.leaf]
	made, ok := p.laid.get(l)
	if !ok {
		made = p.lay(c, l)
		p.laid.put(l, made, made.bytes)
	}
	return l, made
}

// firstAnnotation returns the index of the first annotation that ends behind offset.
func (p *Page) firstAnnotation(offset int) int {
	return sort.Search(len(p.annotations), func(i int) bool {
		s := p.annotations[i].Span
		return s.End > offset || s.Start == offset
	})
}

// annotationAt returns the index of the annotation that covers offset, -1 for none.
func (p *Page) annotationAt(offset int) int {
	i := p.firstAnnotation(offset)
	if i < len(p.annotations) && p.annotations[i].Span.Contains(offset) {
		return i
	}
	return -1
}
