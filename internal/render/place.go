package render

import "cmp"

// Place is a line of a page: a chunk of the document, a leaf block of the chunk, a line of the leaf.
// It is good for the view it came from; to keep a place over a change of view, keep its Offset and ask At for it.
type Place struct{ chunk, leaf, line int }

// Compare orders places from the top of the page to its end.
func (p *Page) Compare(a, b Place) int {
	return cmp.Or(cmp.Compare(a.chunk, b.chunk), cmp.Compare(a.leaf, b.leaf), cmp.Compare(a.line, b.line))
}

// Top returns the first line of the page.
func (p *Page) Top() Place { return p.settled(Place{}) }

// Bottom returns the place from which height lines show the end of the page, or Top where the page is shorter.
func (p *Page) Bottom(height int) Place {
	return p.Step(p.last(), 1-max(1, height))
}

// last returns the last line of the page.
func (p *Page) last() Place {
	at := Place{chunk: p.document.ChunkAt(len(p.document.Source())) + 1}
	if before, ok := p.previousLeaf(at); ok {
		return before
	}
	return Place{}
}

// Step moves by lines, down or up, and stops at either end of the page.
func (p *Page) Step(from Place, lines int) Place {
	at := p.settled(from)
	for lines > 0 {
		_, made := p.leafOf(at)
		if made == nil {
			return at
		}
		if at.line+lines < len(made.rows) {
			at.line += lines
			return at
		}
		next, ok := p.nextLeaf(at)
		if !ok {
			at.line = max(0, len(made.rows)-1)
			return at
		}
		lines -= len(made.rows) - at.line
		at = next
	}
	for lines < 0 {
		if at.line+lines >= 0 {
			at.line += lines
			return at
		}
		lines += at.line + 1
		before, ok := p.previousLeaf(at)
		if !ok {
			return p.Top()
		}
		at = before
	}
	return at
}

// At returns the line on which the source offset is shown or, where it is not, the next thing that is.
func (p *Page) At(offset int) Place {
	if i := p.annotationAt(offset); i >= 0 && p.view.Fold && p.view.Mode != Original && boilerplate(&p.annotations[i]) {
		offset = p.annotations[i].Span.Start
	}
	at := Place{chunk: p.document.ChunkAt(offset)}
	c, ok := p.chunkAt(at.chunk)
	if !ok {
		return p.Top()
	}
	at.leaf = c.leafAt(offset)
	if at.leaf < len(c.leaves) {
		if l, made := p.leafOf(at); len(made.rows) > 0 {
			if line, ok := made.lineOf(l, offset); ok {
				at.line = line
				return at
			}
		}
	}
	next, ok := p.nextLeaf(at)
	if !ok {
		return p.last()
	}
	_, made := p.leafOf(next)
	next.line = made.gap
	return next
}

// Offset returns the source offset of the first thing shown on the line; of what follows where the line shows nothing of the source.
func (p *Page) Offset(at Place) int {
	at = p.settled(at)
	_, made := p.leafOf(at)
	if made == nil {
		return 0
	}
	return made.offsets[at.line]
}

// Share says how much of the text, by bytes, lies before the line: 0 to 1.
func (p *Page) Share(at Place) float64 {
	n := len(p.document.Source())
	if n == 0 {
		return 0
	}
	return float64(min(max(p.Offset(at), 0), n)) / float64(n)
}

// settled returns the place itself if it is a line of the page, else the next line of the page, else the last.
func (p *Page) settled(at Place) Place {
	_, made := p.leafOf(at)
	if made != nil && at.line >= 0 && at.line < len(made.rows) {
		return at
	}
	if next, ok := p.nextLeaf(at); ok {
		return next
	}
	if before, ok := p.previousLeaf(at); ok {
		return before
	}
	return Place{}
}

// nextLeaf returns the first line of the next leaf that has one.
func (p *Page) nextLeaf(at Place) (Place, bool) {
	for at = (Place{chunk: at.chunk, leaf: at.leaf + 1}); ; at.leaf++ {
		c, ok := p.chunkAt(at.chunk)
		if !ok {
			return Place{}, false
		}
		if at.leaf >= len(c.leaves) {
			at = Place{chunk: at.chunk + 1, leaf: -1}
			continue
		}
		if _, made := p.leafOf(at); len(made.rows) > 0 {
			return at, true
		}
	}
}

// previousLeaf returns the last line of the leaf before that has one.
func (p *Page) previousLeaf(at Place) (Place, bool) {
	for at = (Place{chunk: at.chunk, leaf: at.leaf - 1}); ; at.leaf-- {
		if at.leaf < 0 {
			if at.chunk--; at.chunk < 0 {
				return Place{}, false
			}
			c, ok := p.chunkAt(at.chunk)
			if !ok {
				return Place{}, false
			}
			at.leaf = len(c.leaves)
			continue
		}
		if _, made := p.leafOf(at); made != nil && len(made.rows) > 0 {
			at.line = len(made.rows) - 1
			return at, true
		}
	}
}

// offsetsOf returns for each row the source offset of what it shows first that no row before it shows: for one that shows nothing of the
// source, of what the leaf shows first or what the row before showed last.
func offsetsOf(rows [][]glyph, start int) []int {
	offsets := make([]int, len(rows))
	shown := -1
	for y, row := range rows {
		first, last := -1, shown
		for i := range row {
			s := row[i].source
			if s > shown && (first < 0 || first <= shown) || first < 0 {
				first = s
			}
			last = max(last, s)
		}
		if offsets[y] = first; first < 0 {
			offsets[y] = shown
		}
		shown = last
	}
	for y := 0; y < len(rows) && offsets[y] < 0; y++ {
		offsets[y] = firstOf(offsets, start)
	}
	return offsets
}

// firstOf returns the first offset that is one.
func firstOf(offsets []int, otherwise int) int {
	for _, o := range offsets {
		if o >= 0 {
			return o
		}
	}
	return otherwise
}

// lineOf returns the row that shows the source offset or, where none does, the least offset behind it.
func (made *laid) lineOf(l *leaf, offset int) (line int, ok bool) {
	best := -1
	for y, row := range made.rows {
		for i := range row {
			if s := row[i].source; s >= offset && (best < 0 || s < best) {
				best, line = s, y
			}
		}
	}
	if best < 0 && len(made.pieces) == 0 && offset <= l.span.End {
		return made.gap, len(made.rows) > made.gap
	}
	return line, best >= 0
}
