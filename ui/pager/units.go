package pager

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// Signs between which a phrase stands: those that always part, and those that stand inside numbers and words too and part only before a blank.
const (
	alwaysParts = "，、；：。！？…“”„«»‹›「」『』（）—–()[]{}\"|"
	mayPart     = ",;:.!?'-"
)

// phraseAt returns what stands between two marks of punctuation, in the sentence at a place. At such a mark it is empty, at the place after it.
func phraseAt(text []byte, at int) (start, end int) {
	from, to := sentenceAt(text, at)
	if at < from || at >= to {
		return from, from
	}
	if n := parts(text, at); n > 0 {
		return at + n, at + n
	}
	start, end = from, to
	for i := from; i < to; {
		n := parts(text, i)
		if n > 0 && i < at {
			start = i + n
		}
		if n > 0 && i > at {
			end = i
			break
		}
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	inner := text[start:end]
	start += len(inner) - len(bytes.TrimLeftFunc(inner, unicode.IsSpace))
	end -= len(inner) - len(bytes.TrimRightFunc(inner, unicode.IsSpace))
	return start, max(start, end)
}

// parts returns the length of the mark of punctuation at a place that parts phrases, 0 where none stands.
func parts(text []byte, at int) int {
	r, n := utf8.DecodeRune(text[at:])
	switch {
	case strings.ContainsRune(alwaysParts, r):
		return n
	case !strings.ContainsRune(mayPart, r):
		return 0
	}
	before, _ := utf8.DecodeLastRune(text[:at])
	after, _ := utf8.DecodeRune(text[at+n:])
	if at > 0 && at+n < len(text) && inWord(before) && inWord(after) {
		return 0
	}
	return n
}

// lineAt returns what a line of the page shows of the source.
func (p *Pager) lineAt(at render.Place) document.Span {
	lines := p.page.Lines(at, 1)
	if len(lines) == 0 {
		return document.Span{}
	}
	source := p.document.Source()
	s := document.Span{Start: -1}
	for x := range lines[0].Cells {
		offset, ok := p.page.SourceAt(lines[0], x)
		if !ok || strings.TrimSpace(lines[0].Cells[x].Content) == "" {
			continue
		}
		if s.Start < 0 || offset < s.Start {
			s.Start = offset
		}
		_, n := utf8.DecodeRune(source[offset:])
		s.End = max(s.End, offset+n)
	}
	if s.Start < 0 {
		return document.Span{}
	}
	return p.whole(s)
}

// beyondLine returns the line n lines after (or before) the one that a span ends (or begins) with; lines without text do not count.
func (p *Pager) beyondLine(from document.Span, n int) document.Span {
	now := from
	for ; n != 0; n -= sign(n) {
		at := p.page.At(max(now.End-1, 0))
		if n < 0 {
			at = p.page.At(now.Start)
		}
		for {
			next := p.page.Step(at, sign(n))
			if next == at {
				return now
			}
			at = next
			s := p.lineAt(at)
			if !s.Empty() && (n > 0 && s.End > now.End || n < 0 && s.Start < now.Start) {
				now = s
				break
			}
		}
	}
	return now
}
