package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// contextSize is how much of what stands around a place is remembered with it, in code points on each side.
const contextSize = 32

// How far what stands around a place must agree with what stood around it, 0 to 1: where a comparison of both texts led there, and where
// only the words were looked for. With the usual fuzzy search alone, most of what had vanished was found at a wrong place.
const (
	agreeCarried = 0.5
	agreeFound   = 0.6
)

// Quote is what stands at a place of a text, and what stands around it: enough to find the place again in another version.
type Quote struct {
	Exact  string `json:"exact"`            // the words, as they are in the source
	Prefix string `json:"prefix,omitempty"` // up to 32 code points before
	Suffix string `json:"suffix,omitempty"` // and behind
}

// QuoteAt quotes a span of a text.
func QuoteAt(source []byte, s Span) Quote {
	return Quote{string(source[s.Start:s.End]), string(lastRunes(source[:s.Start], contextSize)), string(firstRunes(source[s.End:], contextSize))}
}

// Carry leads a span over to the new text. It goes where the comparison leads, if what stands around it there agrees with what stood around it;
// else to the one place where the same words stand in such surroundings. All of the words must stand there still; with loose, half of them, and
// how they begin and end. ok is false where there is no such place: nothing is put on words that only look alike.
func (c *Changes) Carry(s Span, loose bool) (to Span, ok bool) {
	if s.Start < 0 || s.End > len(c.before) || s.Empty() {
		return Span{}, false
	}
	q := QuoteAt(c.before, s)
	if to, ok = c.Span(s); !ok && loose {
		to, ok = c.most(s)
	}
	if ok && q.agrees(c.after, to) >= agreeCarried {
		return to, true
	}
	return c.Find(q)
}

// most leads over a span of which at least half still stands.
func (c *Changes) most(s Span) (to Span, ok bool) {
	left := 0
	for _, k := range c.kept {
		start, end := max(s.Start, k.before), min(s.End, k.before+k.length)
		if start >= end {
			continue
		}
		by := k.after - k.before
		if left == 0 {
			to.Start = start + by
		}
		to.End = end + by
		left += end - start
	}
	// What stands between the pieces now must not be another text.
	return to, left*2 >= s.Len() && left*2 >= to.Len()
}

// Before is the old text.
func (c *Changes) Before() []byte { return c.before }

// Find is Quote.Find in the new text.
func (c *Changes) Find(q Quote) (Span, bool) {
	if c.folded == nil {
		c.folded = fold(c.after)
	}
	return q.find(c.after, c.folded)
}

// Find looks for the one place of a text where the words of a quote stand, with much the same around them; case and white space do not count.
// ok is false where there is none, and where several places are as good.
func (q Quote) Find(source []byte) (Span, bool) { return q.find(source, fold(source)) }

func (q Quote) find(source []byte, in *folded) (best Span, ok bool) {
	words := fold([]byte(q.Exact)).text
	words = bytes.TrimSpace(words)
	if len(words) == 0 {
		return Span{}, false
	}
	most, even := 0.0, false
	for from := 0; ; {
		i := bytes.Index(in.text[from:], words)
		if i < 0 {
			break
		}
		at := from + i
		from = at + 1
		s := Span{in.at[at], in.at[at+len(words)-1]}
		_, n := utf8.DecodeRune(source[s.End:])
		s.End += n
		if !in.begins(at) || !in.begins(at+len(words)) || q.cuts(source, s) {
			continue // in the middle of a character that is folded to several, or of a word
		}
		switch agrees := q.agrees(source, s); {
		case agrees > most:
			best, most, even = s, agrees, false
		case agrees == most:
			even = true
		}
	}
	return best, most >= agreeFound && !even
}

// cuts reports whether a span cuts a word where the quote did not.
func (q Quote) cuts(source []byte, s Span) bool {
	before, _ := utf8.DecodeLastRune(source[:s.Start])
	behind, _ := utf8.DecodeRune(source[s.End:])
	was, _ := utf8.DecodeLastRuneInString(q.Prefix)
	is, _ := utf8.DecodeRuneInString(q.Suffix)
	return inWord(before) && !inWord(was) || inWord(behind) && !inWord(is)
}

// inWord reports whether a character makes one word with the letter beside it. Chinese is written without blanks.
func inWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// agrees is how much of what stands around a span of a text stood around the quote, 0 to 1.
func (q Quote) agrees(source []byte, s Span) float64 {
	before, after := lastRunes(source[:s.Start], utf8.RuneCountInString(q.Prefix)), firstRunes(source[s.End:], utf8.RuneCountInString(q.Suffix))
	p, pw := alikeness(q.Prefix, string(before))
	n, nw := alikeness(q.Suffix, string(after))
	return (p*pw + n*nw) / (pw + nw)
}

// alikeness is how alike two stretches of text are, 0 to 1, and how much that says: their length.
func alikeness(a, b string) (alike, weight float64) {
	x, y := []rune(string(bytes.TrimSpace(fold([]byte(a)).text))), []rune(string(bytes.TrimSpace(fold([]byte(b)).text)))
	longest := max(len(x), len(y))
	if longest == 0 {
		return 1, 1
	}
	return Alike(x, y), float64(longest)
}

// Alike is how alike two short texts are, 0 to 1: 1 less the share of signs to be put in, taken out or changed to make one of the other (Levenshtein).
func Alike(a, b []rune) float64 {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		last := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := last
			if x != y {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, last+1)
		}
	}
	return 1 - float64(row[len(b)])/float64(max(len(a), len(b), 1))
}

// folded is a text in small letters, with one blank for white space of any kind, and where each byte of it comes from.
type folded struct {
	text []byte
	at   []int
}

func fold(source []byte) *folded {
	f := &folded{make([]byte, 0, len(source)), make([]int, 0, len(source))}
	blank := false
	for i := 0; i < len(source); {
		r, n := utf8.DecodeRune(source[i:])
		if unicode.IsSpace(r) {
			if !blank {
				f.add(' ', i)
			}
			blank = true
		} else {
			blank = false
			for _, s := range strings.ToLower(string(r)) {
				f.add(s, i)
			}
		}
		i += n
	}
	return f
}

func (f *folded) add(r rune, from int) {
	before := len(f.text)
	f.text = utf8.AppendRune(f.text, r)
	for range len(f.text) - before {
		f.at = append(f.at, from)
	}
}

// begins reports whether a character of the source begins at a byte of the folded text, or it ends there.
func (f *folded) begins(at int) bool {
	return at == len(f.text) || at == 0 || f.at[at] != f.at[at-1]
}

func firstRunes(text []byte, n int) []byte {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRune(text[at:])
		at += size
	}
	return text[:at]
}

func lastRunes(text []byte, n int) []byte {
	at := len(text)
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRune(text[:at])
		at -= size
	}
	return text[at:]
}
