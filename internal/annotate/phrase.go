package annotate

import (
	"slices"
	"strings"
)

// slot is one place of a form's text: the alternatives of a brace, or a single word.
type slot []alternative

// alternative is a choice for a slot, as word hashes.
type alternative struct {
	text  string
	words []uint64
}

// slots takes a form's text apart at the blanks outside its braces and opens each piece on its own, so that
// "{pay,payment} {treasure,baby}" costs four words and not four phrases. An empty choice joins its slot to the one before.
func slots(text string) []slot {
	var all []slot
	for _, piece := range joinOptional(split(text)) {
		choices := spread(piece)
		s := make(slot, len(choices))
		for i, c := range choices {
			s[i] = alternative{c, hashWords(c)}
		}
		all = append(all, s)
	}
	return all
}

// joinOptional joins a piece that can be empty to the one before.
func joinOptional(pieces []string) []string {
	out := pieces[:0]
	for _, piece := range pieces {
		if n := len(out) - 1; n >= 0 && optional(piece) {
			out[n] += " " + piece
			continue
		}
		out = append(out, piece)
	}
	return out
}

// optional reports whether one of the choices of a piece is empty.
func optional(piece string) bool {
	if !strings.HasPrefix(piece, "{") || !strings.HasSuffix(piece, "}") {
		return false
	}
	return (strings.Contains(piece, "{,") || strings.Contains(piece, ",,") || strings.Contains(piece, ",}") || strings.Contains(piece, " ") || strings.Contains(piece, "{}")) &&
		slices.Contains(spread(piece), "")
}

// split cuts text at blanks that stand in no brace.
func split(text string) (pieces []string) {
	depth, from := 0, 0
	for i := 0; i <= len(text); i++ {
		switch {
		case i == len(text) || text[i] == ' ' && depth == 0:
			if i > from {
				pieces = append(pieces, text[from:i])
			}
			from = i + 1
		case text[i] == '{':
			depth++
		case text[i] == '}':
			depth--
		}
	}
	return pieces
}

// addForm puts all phrases of a form in: in the plural too with inflect, and two longer words written together.
// What lead and tail say must stand beside the words, but is no part of the match.
func (t *trie) addForm(lead, text, tail string, en entry, inflect bool) {
	all := slots(text)
	if len(all) == 0 {
		return
	}
	front, back := hashWords(lead), hashWords(tail)
	en.lead, en.tail = uint8(len(front)), uint8(len(back))
	inflect = inflect && len(back) == 0
	t.product(t.follow(0, front), all, back, en, inflect)
	if inflect && len(front) == 0 && len(all) == 2 {
		t.addClosed(all[0], all[1], en)
	}
}

// product follows every choice of every slot from node on.
func (t *trie) product(node int32, rest []slot, back []uint64, en entry, inflect bool) {
	for _, a := range rest[0] {
		switch {
		case len(rest) > 1:
			t.product(t.follow(node, a.words), rest[1:], back, en, inflect)
			continue
		case len(a.words) == 0:
			continue
		}
		n := t.follow(node, a.words[:len(a.words)-1])
		t.end(t.follow(t.next(n, a.words[len(a.words)-1]), back), en)
		if last := lastWord(a.text); inflect && last != "" {
			if p := plural(last); p != last {
				many := en
				many.plural = true
				t.end(t.next(n, hashWord(p)), many)
			}
		}
	}
}

// addClosed adds a form's phrases of two longer words written together.
func (t *trie) addClosed(heads, tails slot, en entry) {
	if len(heads)*len(tails) > mostClosed {
		return
	}
	for _, a := range heads {
		for _, b := range tails {
			if len(a.text) >= 4 && len(b.text) >= 4 && asciiLetters(a.text) && asciiLetters(b.text) {
				t.add([]uint64{hashWord(a.text + b.text)}, en)
			}
		}
	}
}

// mostClosed is how many phrases a form may have for them to be found written together too.
const mostClosed = 100

// lastWord returns the last word of a phrase, "" where it does not end in one.
func lastWord(text string) string {
	i := len(text)
	for i > 0 && asciiLetterAt([]byte(text), i-1) {
		i--
	}
	if i > 0 && text[i-1] != ' ' && text[i-1] != '-' {
		return ""
	}
	return text[i:]
}

func asciiLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

// splitContext takes a form apart: what stands in brackets before or behind its words must stand in the text, but is no part of the match.
func splitContext(text string) (lead, words, tail string) {
	if rest, ok := strings.CutPrefix(text, "("); ok {
		lead, text, _ = strings.Cut(rest, ")")
	}
	if i := strings.IndexByte(text, '('); i >= 0 && strings.HasSuffix(text, ")") {
		text, tail = text[:i], text[i+1:len(text)-1]
	}
	return strings.TrimSpace(lead), strings.TrimSpace(text), strings.TrimSpace(tail)
}

// Slots lists what may stand at each place of a form: "{pay,payment} treasure" has two places, the first with two choices. What stands
// in brackets around it is left out.
func (f *Form) Slots() [][]string {
	_, words, _ := splitContext(f.Text)
	var all [][]string
	for _, piece := range joinOptional(split(words)) {
		all = append(all, spread(piece))
	}
	return all
}
