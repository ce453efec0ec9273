package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// How much the words around a place must agree with those that were noted, 0 to 1: where the place itself is known by its position, and where
// only its words are.
const (
	agreesAtPlace = 0.5
	agreesAtQuote = 0.6
	agreesSurely  = 0.9 // no other place is looked for
)

// A place without any words around it is found again only where its own words are many enough, in characters, and stand there once.
const leastAlone = 12

// anchorer finds the places of marks in a document.
type anchorer struct {
	r      *reading
	points points
	folded *folded // of the reading; made when it is needed
	raw    *folded // of the source, where that differs
}

func newAnchorer(d *document.Document) *anchorer {
	return &anchorer{r: newReading(d), points: points{source: d.Source()}}
}

// at returns the span of code points from start to end, where the words there are those of the quote; sure says that those around it are, too.
func (a *anchorer) at(start, end int, q quote) (s document.Span, sure, ok bool) {
	source := a.r.doc.Source()
	s, ok = a.points.span(start, end)
	if !ok || q.exact == "" {
		return s, ok, ok
	}
	there := a.r.quoteOf(s)
	if exact := fold(q.exact); exact != fold(there.exact) && exact != fold(string(source[s.Start:s.End])) {
		return document.Span{}, false, false
	}
	score := max(agreement(q, there), agreement(q, quote{"", string(before(source, s.Start)), string(after(source, s.End))}))
	return s, score >= agreesSurely, score >= agreesAtPlace
}

// find looks for a quote. Of several places that one counts whose neighbours agree best, and none where two agree alike.
func (a *anchorer) find(q quote) (document.Span, bool) {
	if a.folded == nil {
		a.folded = newFolded(a.r.text)
	}
	if start, end, ok := a.folded.find(q); ok {
		return a.r.span(start, end), true
	}
	if a.r.blocks == nil {
		return document.Span{}, false
	}
	if a.raw == nil {
		a.raw = newFolded(a.r.doc.Source())
	}
	start, end, ok := a.raw.find(q)
	return document.Span{Start: start, End: end}, ok
}

// mostPlaces is how many places of the same words are looked at.
const mostPlaces = 4096

// find returns the stretch of the text that was folded.
func (f *folded) find(q quote) (start, end int, ok bool) {
	exact := fold(q.exact)
	if exact == "" {
		return 0, 0, false
	}
	prefix, suffix := fold(q.prefix), fold(q.suffix)
	alone := prefix == "" && suffix == ""
	best, second, where := -1.0, -1.0, 0
	for at, n := 0, 0; n < mostPlaces; n++ {
		i := strings.Index(f.text[at:], exact)
		if i < 0 {
			break
		}
		at += i
		score := 1.0
		if !alone {
			score = agreementOf(prefix, suffix, f.text[:at], f.text[at+len(exact):])
		}
		switch {
		case score > best:
			best, second, where = score, best, at
		case score > second:
			second = score
		}
		at++
	}
	if best < agreesAtQuote || best == second || alone && utf8.RuneCountInString(exact) < leastAlone {
		return 0, 0, false
	}
	return f.start(where), f.end(where + len(exact)), true
}

// agreement is how much of what stands around two quotes is alike, 0 to 1; 1 where nothing is known of it.
func agreement(a, b quote) float64 {
	return agreementOf(fold(a.prefix), fold(a.suffix), fold(b.prefix), fold(b.suffix))
}

// agreementOf compares what stands before and behind a place with what is said to stand there. What is not said does not count.
func agreementOf(prefix, suffix, before, after string) float64 {
	before, after = strings.TrimRight(before, " "), strings.TrimLeft(after, " ") // as prefix and suffix are
	p, s := []rune(prefix), []rune(suffix)
	p, s = p[max(0, len(p)-around):], s[:min(len(s), around)]
	if len(p)+len(s) == 0 {
		return 1
	}
	likeness := 0.0
	if len(p) > 0 {
		likeness += float64(len(p)) * document.Alike(p, lastRunes(before, len(p)))
	}
	if len(s) > 0 {
		likeness += float64(len(s)) * document.Alike(s, firstRunes(after, len(s)))
	}
	return likeness / float64(len(p)+len(s))
}

func lastRunes(s string, n int) []rune {
	at := len(s)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return []rune(s[at:])
}

func firstRunes(s string, n int) []rune {
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return []rune(s[:at])
}

// folded is a text as it is compared, with the way back.
type folded struct {
	text  string
	from  []int32 // of each byte of text: where the sign it was made of begins
	whole int
}

// start is where what became the byte at an offset begins.
func (f *folded) start(at int) int { return int(f.from[at]) }

// end is where what became the bytes before an offset ends: before the next sign, blanks not included.
func (f *folded) end(at int) int {
	if at >= len(f.from) {
		return f.whole
	}
	return int(f.from[at])
}

func newFolded(text []byte) *folded {
	f := &folded{whole: len(text), from: make([]int32, 0, len(text))}
	var b strings.Builder
	b.Grow(len(text))
	blank := true
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && n == 1 {
			r = 0xFFFD
		}
		folds, r := foldRune(r)
		switch {
		case folds == drop:
		case folds == space && blank:
		default:
			blank = folds == space
			size, _ := b.WriteRune(r)
			for range size {
				f.from = append(f.from, int32(at))
			}
		}
		at += n
	}
	f.text = b.String()
	return f
}

// fold writes a text as it is compared: case, white space, the forms of quotation marks and dashes do not count.
func fold(s string) string { return strings.TrimSpace(newFolded([]byte(s)).text) }

type folding int

const (
	keep folding = iota
	space
	drop
)

// foldRune says what becomes of a sign.
func foldRune(r rune) (folding, rune) {
	switch r {
	case '\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', noProse:
		return drop, r
	case '“', '”', '„', '«', '»', '＂':
		return keep, '"'
	case '‘', '’', '‚', '＇':
		return keep, '\''
	case '‐', '‑', '‒', '–', '—', '−':
		return keep, '-'
	}
	if unicode.IsSpace(r) {
		return space, ' '
	}
	return keep, unicode.ToLower(r)
}

// everyPoints is how far apart the code points are whose places are remembered.
const everyPoints = 4096

// points finds code points of a text by their number.
type points struct {
	source []byte
	known  []int // offsets of code points, every everyPoints; nil until they are needed
	count  int   // of code points
}

// span is what stands from one code point to another; ok is false where there are no such.
func (p *points) span(start, end int) (s document.Span, ok bool) {
	if p.known == nil {
		for at := 0; at < len(p.source); p.count++ {
			if p.count%everyPoints == 0 {
				p.known = append(p.known, at)
			}
			_, n := utf8.DecodeRune(p.source[at:])
			at += n
		}
	}
	if start < 0 || end <= start || end > p.count {
		return s, false
	}
	return document.Span{Start: p.offset(start), End: p.offset(end)}, true
}

func (p *points) offset(point int) int {
	if point >= p.count {
		return len(p.source)
	}
	at := p.known[point/everyPoints]
	for range point % everyPoints {
		_, n := utf8.DecodeRune(p.source[at:])
		at += n
	}
	return at
}
