package pager

import (
	"bytes"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// found is the search that is live, if any.
type found struct {
	query   string
	spans   []document.Span
	current int
	from    int // where the current hit was in the version of the text before, while those of this one are to come
}

func (f found) live() bool { return len(f.spans) > 0 }

// Find returns where query stands in the source, in the text with the fixes in place or in the Chinese behind a fix, in order.
// A hit in a fix, or in its Chinese, covers the whole of what it fixes. Capitals matter only if the query has some;
// a blank in the query matches a line break.
func Find(source []byte, anns []annotate.Annotation, query string) []document.Span {
	if query == "" {
		return nil
	}
	exact := bytes.ContainsFunc([]byte(query), unicode.IsUpper)
	needle := plain([]byte(query), exact)
	var hits []document.Span
	for from := 0; from < len(source); from += stretch {
		hits = findWithin(hits, source, anns, around(anns, from-margin(needle), from+stretch+margin(needle), len(source)), needle, exact)
	}
	slices.SortFunc(hits, func(a, b document.Span) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	all := hits[:0]
	for _, h := range hits {
		if len(all) == 0 || h.Start >= all[len(all)-1].End {
			all = append(all, h)
		}
	}
	return all
}

// stretch is how many bytes of a text are searched at a time: memory holds a copy or two of them, and not of a text of a hundred megabytes.
const stretch = 1 << 20

// margin is how far beyond a stretch is looked for hits that begin or end in it; a fix may be much shorter than what it stands for.
func margin(needle []byte) int { return 256 + 4*len(needle) }

// around widens a part of the text so that no annotation is cut.
func around(anns []annotate.Annotation, from, to, size int) document.Span {
	s := document.Span{Start: max(from, 0), End: min(to, size)}
	first := sort.Search(len(anns), func(i int) bool { return anns[i].Span.End > s.Start })
	if first < len(anns) {
		s.Start = min(s.Start, anns[first].Span.Start)
	}
	if last := sort.Search(len(anns), func(i int) bool { return anns[i].Span.Start >= s.End }) - 1; last >= 0 {
		s.End = max(s.End, anns[last].Span.End)
	}
	return s
}

// findWithin adds the hits in a part of the text.
func findWithin(hits []document.Span, source []byte, anns []annotate.Annotation, part document.Span, needle []byte, exact bool) []document.Span {
	anns = within(anns, part)
	for _, at := range indexAll(plain(source[part.Start:part.End], exact), needle) {
		hits = append(hits, document.Span{Start: part.Start + at, End: part.Start + at + len(needle)})
	}
	fixed := newFixedText(source, part, anns)
	for _, at := range indexAll(plain(fixed.text, exact), needle) {
		hits = append(hits, fixed.source(at, at+len(needle)))
	}
	for i := range anns {
		if bytes.Contains(plain([]byte(anns[i].ZH), exact), needle) {
			hits = append(hits, anns[i].Span)
		}
	}
	return hits
}

// within are the annotations of a part of the text, which cuts none.
func within(anns []annotate.Annotation, part document.Span) []annotate.Annotation {
	first := sort.Search(len(anns), func(i int) bool { return anns[i].Span.Start >= part.Start })
	last := sort.Search(len(anns), func(i int) bool { return anns[i].Span.Start >= part.End })
	return anns[first:last]
}

func indexAll(text, needle []byte) []int {
	var all []int
	for from := 0; ; {
		i := bytes.Index(text[from:], needle)
		if i < 0 {
			return all
		}
		all = append(all, from+i)
		from += i + len(needle)
	}
}

// plain makes text comparable without moving any byte: line breaks become blanks, letters small unless exact.
func plain(text []byte, exact bool) []byte {
	out := bytes.Clone(text)
	for i := 0; i < len(out); {
		c := out[i]
		switch {
		case c == '\n' || c == '\t' || c == '\r':
			out[i] = ' '
			i++
		case c < utf8.RuneSelf:
			if !exact && 'A' <= c && c <= 'Z' {
				out[i] = c + 'a' - 'A'
			}
			i++
		default:
			r, n := utf8.DecodeRune(out[i:])
			if small := unicode.ToLower(r); !exact && small != r && utf8.RuneLen(small) == n {
				utf8.EncodeRune(out[i:], small)
			}
			i += n
		}
	}
	return out
}

// fixedText is the text with its fixes, and the way back to the source.
type fixedText struct {
	text   []byte
	pieces []fixedPiece
}

// fixedPiece says that the fixed text from at on was made from span: byte by byte where it is kept, else as a whole.
type fixedPiece struct {
	at   int
	span document.Span
	kept bool
}

// newFixedText makes that of a part of the text, which cuts none of the annotations.
func newFixedText(source []byte, part document.Span, anns []annotate.Annotation) fixedText {
	var f fixedText
	from := part.Start
	for _, a := range anns {
		if a.Span.Start < from {
			continue
		}
		f.keep(source, document.Span{Start: from, End: a.Span.Start})
		f.pieces = append(f.pieces, fixedPiece{len(f.text), a.Span, false})
		f.text = append(f.text, a.Fix...)
		from = a.Span.End
	}
	f.keep(source, document.Span{Start: from, End: part.End})
	return f
}

func (f *fixedText) keep(source []byte, s document.Span) {
	f.pieces = append(f.pieces, fixedPiece{len(f.text), s, true})
	f.text = append(f.text, source[s.Start:s.End]...)
}

// source leads a stretch of the fixed text back to the source.
func (f *fixedText) source(start, end int) document.Span {
	first, last := f.piece(start), f.piece(end-1)
	s := document.Span{Start: first.span.Start, End: last.span.End}
	if first.kept {
		s.Start += start - first.at
	}
	if last.kept {
		s.End = last.span.Start + end - last.at
	}
	return s
}

func (f *fixedText) piece(at int) fixedPiece {
	i, _ := slices.BinarySearchFunc(f.pieces, at+1, func(p fixedPiece, at int) int { return p.at - at })
	return f.pieces[i-1]
}

// SetFound makes the hits of a query live and goes to the first from here on; no hits end the search.
func (p *Pager) SetFound(query string, spans []document.Span) {
	p.find(query, spans, p.anchor)
	if p.found.live() {
		p.showFound(p.found.current)
	}
}

// SetFoundAt makes the hits of a query live, of which there are some, and goes to one of them.
func (p *Pager) SetFoundAt(query string, spans []document.Span, at int) {
	p.find(query, spans, spans[at].Start)
	p.showFound(p.found.current)
}

// FoundAgain makes the hits of a query live in another version of the text. The place is kept, and the current hit where it is one still.
func (p *Pager) FoundAgain(query string, spans []document.Span) { p.find(query, spans, p.found.from) }

// find makes hits live, the current one the first from an offset on, or else the first of all.
func (p *Pager) find(query string, spans []document.Span, from int) {
	p.found = found{query: query, spans: spans, current: -1}
	if len(spans) > 0 {
		i, _ := slices.BinarySearchFunc(spans, from, func(s document.Span, at int) int { return s.Start - at })
		p.found.current = i % len(spans)
	}
	p.keys = p.allKeys.searching(p.found.live())
	p.page.SetFound(spans)
	if p.beside.on {
		p.beside.page.SetFound(spans)
	}
	p.fill()
}

// stepFound goes n hits on or back, round the ends of the article.
func (p *Pager) stepFound(n int) {
	all := len(p.found.spans)
	p.showFound(((p.found.current+n)%all + all) % all)
}

// showFound makes a hit the current one, and the fix that it touches, if any, so that enter opens its card.
func (p *Pager) showFound(i int) {
	hit := p.found.spans[i]
	p.found.current, p.marked.current = i, -1
	p.current = slices.IndexFunc(p.anns, func(a annotate.Annotation) bool { return a.Span.Overlaps(hit) })
	p.Show(hit.Start)
}
