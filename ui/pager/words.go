package pager

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// grain is what the selection goes by.
type grain int

const (
	byWord grain = iota
	byPhrase
	bySentence
	byLine
	byParagraph
	grains
)

var grainNames = [grains]string{"word", "phrase", "sentence", "line", "paragraph"}

// unitAt returns the word, phrase, sentence, line or paragraph at a source offset; one that is all of a fix is the whole fix.
func (p *Pager) unitAt(offset int, g grain) document.Span {
	if g == byLine {
		return p.lineAt(p.page.At(offset))
	}
	b := p.document.BlockAt(offset)
	if b == nil {
		return document.Span{}
	}
	at, ok := b.View(offset)
	if !ok {
		at = 0
		if offset >= b.Span().End {
			at = len(b.Text) - 1
		}
	}
	start, end := extent(b.Text, at, g)
	if start >= end {
		return document.Span{}
	}
	return p.whole(b.Source(start, end))
}

// beyond returns the unit n units after (or before) the one that a span ends (or begins) with.
func (p *Pager) beyond(from document.Span, g grain, n int) document.Span {
	if g == byLine {
		return p.beyondLine(from, n)
	}
	now := from
	for ; n != 0; n -= sign(n) {
		next, ok := p.neighbour(now, g, n > 0)
		if !ok {
			break
		}
		now = next
	}
	return now
}

// neighbour looks for the first unit that begins after a span, or the last that ends before it.
func (p *Pager) neighbour(from document.Span, g grain, forward bool) (document.Span, bool) {
	beside := p.document.BlockBefore
	if forward {
		beside = p.document.BlockAfter
	}
	for b := p.document.BlockAt(from.Start); b != nil; b = beside(b) {
		at := 0
		if !forward {
			at = len(b.Text)
		}
		for at >= 0 && at < len(b.Text) || !forward && at > 0 {
			probe := at
			if !forward {
				probe--
			}
			start, end := extent(b.Text, probe, g)
			if start < end {
				s := p.whole(b.Source(start, end))
				if forward && s.Start >= from.End || !forward && s.End <= from.Start {
					return s, true
				}
			}
			if forward {
				at = max(end, at+1)
			} else {
				at = min(start, at-1)
			}
		}
	}
	return document.Span{}, false
}

func step(forward bool) int {
	if forward {
		return 1
	}
	return -1
}

func sign(n int) int { return step(n > 0) }

// whole widens a span so that it cuts no fix in two.
func (p *Pager) whole(s document.Span) document.Span {
	i := sort.Search(len(p.anns), func(i int) bool { return p.anns[i].Span.End > s.Start })
	for ; i < len(p.anns) && p.anns[i].Span.Start < s.End; i++ {
		if a := p.anns[i].Span; !s.Covers(a) {
			s = document.Span{Start: min(s.Start, a.Start), End: max(s.End, a.End)}
		}
	}
	return s
}

// extent returns where the unit at a place of a text begins and ends. Between words it is empty, at the place after them.
func extent(text []byte, at int, g grain) (start, end int) {
	at = max(min(at, len(text)), 0)
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	switch g {
	case byWord:
		return wordAt(text, at)
	case byPhrase:
		return phraseAt(text, at)
	case bySentence:
		return sentenceAt(text, at)
	default:
		return 0, len(text)
	}
}

func wordAt(text []byte, at int) (start, end int) {
	r, n := utf8.DecodeRune(text[at:])
	switch {
	case !inWord(r):
		return at + n, at + n
	case unicode.Is(unicode.Han, r):
		return at, at + n
	}
	start, end = at, at
	for start > 0 {
		r, n := utf8.DecodeLastRune(text[:start])
		if !inWord(r) || unicode.Is(unicode.Han, r) {
			break
		}
		start -= n
	}
	for end < len(text) {
		r, n := utf8.DecodeRune(text[end:])
		if !inWord(r) || unicode.Is(unicode.Han, r) {
			break
		}
		end += n
	}
	return start, end
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '\'' || r == '’' || r == '-'
}

// sentenceAt goes by full stops and the like, with the quotation marks and brackets that close after them.
func sentenceAt(text []byte, at int) (start, end int) {
	for next := 0; next < len(text); {
		start, end = next, sentenceEnd(text, next)
		next = end
		for next < len(text) && (text[next] == ' ' || text[next] == '\n') {
			next++
		}
		if at < next {
			break
		}
	}
	return start, end
}

func sentenceEnd(text []byte, from int) int {
	ended := false
	for i := from; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		switch r {
		case '。', '！', '？':
			ended = true
		case '.', '!', '?':
			ended = true
		case '"', '\'', '”', '’', ')', '）', '」':
		default:
			if ended && (unicode.IsSpace(r) || r > 0x2000) {
				return i
			}
			ended = false
		}
		i += n
	}
	return len(text)
}
