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
	return strings.Contains(piece, "{") && slices.Contains(spread(piece), "")
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

// addForm puts the phrases of a form in that begin with w: in the plural too where the form is inflected.
func (t *trie) addForm(s *seed, w uint64) {
	front, back := hashWords(s.lead), hashWords(s.tail)
	en := s.entry
	en.lead, en.tail = uint8(len(front)), uint8(len(back))
	all := slots(s.text)
	if len(all) == 0 {
		return
	}
	node := int32(0)
	for _, w := range front {
		node = t.next(node, w)
	}
	if len(front) == 0 {
		all[0] = beginning(all[0], w, len(all) == 1)
	}
	t.product(node, all, back, en, s.inflect)
}

// beginning keeps the alternatives that begin with w, also in the plural where they are the only slot, and empty ones.
func beginning(s slot, w uint64, only bool) slot {
	kept := s[:0:0]
	for _, a := range s {
		if len(a.words) == 0 || a.words[0] == w || only && len(a.words) == 1 && hashWord(plural(a.text)) == w {
			kept = append(kept, a)
		}
	}
	return kept
}

// product follows every choice of every slot from node on.
func (t *trie) product(node int32, rest []slot, back []uint64, en entry, inflect bool) {
	for _, a := range rest[0] {
		if len(a.words) == 0 && len(rest) == 1 {
			continue
		}
		if len(rest) > 1 {
			n := node
			for _, w := range a.words {
				n = t.next(n, w)
			}
			t.product(n, rest[1:], back, en, inflect)
			continue
		}
		n := node
		for _, w := range a.words[:len(a.words)-1] {
			n = t.next(n, w)
		}
		end := t.next(n, a.words[len(a.words)-1])
		for _, w := range back {
			end = t.next(end, w)
		}
		t.end(end, en)
		if last := lastWord(a.text); inflect && last != "" {
			if p := plural(last); p != last {
				many := en
				many.plural = true
				t.end(t.next(n, hashWord(p)), many)
			}
		}
	}
}

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
