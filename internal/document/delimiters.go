package document

import (
	"bytes"
	"sort"
	"unicode"
	"unicode/utf8"
)

// Delimiters returns what of the markup inside a span is opened there and shut behind it, and what is shut there and was opened before it: emphasis and
// links. Whoever puts other words in the place of the span keeps these, before and behind them, so that no markup is left alone.
func (d *Document) Delimiters(s Span) (opened, shut []byte) {
	if d.format == PlainText {
		return nil, nil
	}
	b := d.BlockAt(s.Start)
	if b == nil {
		return nil, nil
	}
	var open [][]byte
	end := s.Start
	first := sort.Search(len(b.runs), func(i int) bool { return b.runs[i].source > s.Start })
	for _, r := range b.runs[max(first-1, 0):] {
		n := r.length
		if r.wide > 0 {
			n = r.wide
		}
		if r.source >= s.End {
			break
		}
		if r.source > end && end > s.Start {
			open, shut = d.pair(Span{end, r.source}, open, shut)
		}
		end = max(end, min(r.source+n, s.End))
	}
	return bytes.Join(open, nil), shut
}

// pair goes through the delimiters of a gap between two stretches of prose. What shuts one that was opened in the span goes with it.
func (d *Document) pair(gap Span, open [][]byte, shut []byte) ([][]byte, []byte) {
	for at := gap.Start; at < gap.End; {
		mark := delimiter(d.source[at:gap.End])
		if mark == 0 {
			at++
			continue
		}
		text := d.source[at : at+mark]
		switch {
		case text[0] == '[' || text[0] != ']' && d.opens(at, at+mark):
			open = append(open, text)
		case len(open) > 0 && (bytes.Equal(open[len(open)-1], text) || text[0] == ']' && open[len(open)-1][0] == '['):
			open = open[:len(open)-1]
		default:
			shut = append(shut, text...)
		}
		at += mark
	}
	return open, shut
}

// delimiter is how long the delimiter is that a text begins with, 0 where it is none.
func delimiter(text []byte) int {
	switch c := text[0]; c {
	case '[':
		return 1
	case ']': // with its address or label, which is no prose
		if len(text) > 1 && (text[1] == '(' || text[1] == '[') {
			if i := bytes.LastIndexAny(text, ")]"); i > 1 {
				return i + 1
			}
		}
		return 1
	case '*', '_', '~':
		n := 1
		for n < len(text) && text[n] == c {
			n++
		}
		return n
	}
	return 0
}

// opens reports whether a run of signs opens an emphasis: something stands behind it, and not in the same way before it.
func (d *Document) opens(start, end int) bool {
	before, _ := utf8.DecodeLastRune(d.source[:start])
	behind, _ := utf8.DecodeRune(d.source[end:])
	return start == 0 || unicode.IsSpace(before) || before == '-' || unicode.IsPunct(before) && (unicode.IsLetter(behind) || unicode.IsDigit(behind))
}
