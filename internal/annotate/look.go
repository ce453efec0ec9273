package annotate

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// look measures, for these of the candidates of a part, what stands around them.
func (r *reading) look(found []candidate, names []naming, these func(*candidate) bool) {
	for i := range found {
		c := &found[i]
		if !these(c) {
			continue
		}
		f := r.engine.form(c.form)
		rule := r.engine.rule(f.rule)
		text := r.blocks[c.block].Text
		switch {
		case !r.lettersFit(c, f, text):
			c.refused = "letters"
		case r.year != 0 && (rule.Date.From != 0 && r.year < rule.Date.From || rule.Date.To != 0 && r.year > rule.Date.To):
			c.refused = "date"
		case rule.Reach != ReachMatch && !r.reachLine(c, rule, text):
			c.refused = "line"
		case inAddress(text, int(c.start), int(c.end)):
			c.refused = "address"
		case r.partOfName(c, rule):
			c.refused = "name"
		}
		if c.refused != "" {
			continue
		}
		rule.cues()
		r.measure(c, rule, names)
		if rule.Reach == ReachMatch {
			r.inflect(c, f, rule, text)
		}
		if f.glossed && !r.couldName(c, rule) {
			c.refused = "person"
		}
	}
	r.shareDoubts(found)
}

// shareDoubts lets what speaks for the ordinary sense of a phrase speak to every rule that has the phrase with the same original and fix:
// two packs may know it, and one of them better. Kinship counts for all rules of the phrase alike: which of them is right it cannot tell.
func (r *reading) shareDoubts(found []candidate) {
	same := func(a, b *candidate) bool {
		fa, fb := r.engine.form(a.form), r.engine.form(b.form)
		return a.from == b.from && a.to == b.to && fa.fix == fb.fix && r.engine.rule(fa.rule).ZH == r.engine.rule(fb.rule).ZH
	}
	for i := range found {
		a := &found[i]
		for k := i + 1; k < len(found) && found[k].from == a.from; k++ {
			b := &found[k]
			if a.from == b.from && a.to == b.to {
				akin, alien := max(a.features[nearKin], b.features[nearKin]), max(a.features[unlessKin], b.features[unlessKin])
				if a.risk != Low && a.features[unlessSentence] == 0 {
					a.features[nearKin], a.features[unlessKin] = akin, alien
				}
				if b.risk != Low && b.features[unlessSentence] == 0 {
					b.features[nearKin], b.features[unlessKin] = akin, alien
				}
			}
			if same(a, b) {
				most := max(a.features[unlessSentence], b.features[unlessSentence])
				a.features[unlessSentence], b.features[unlessSentence] = most, most
			}
		}
	}
}

// lettersFit checks the case that the form asks for.
func (r *reading) lettersFit(c *candidate, f *form, text []byte) bool {
	switch f.letters {
	case ExactCase:
		want := tokenize([]byte(f.text), 0, nil)
		if len(want) != int(c.to-c.from) {
			return false
		}
		for i, w := range want {
			t := r.tokens[int(c.from)+i]
			if !bytes.HasPrefix(text[t.start:t.end], []byte(f.text)[w.start:w.end]) {
				return false
			}
		}
	case TitleCase:
		for _, t := range r.tokens[c.from:c.to] {
			if t.kind == wordToken && t.shape == lowerShape && asciiLetterAt(text, int(t.start)) && t.end-t.start > 2 {
				return false
			}
		}
	}
	return true
}

// maxLine is the longest line, in bytes, that a rule of furniture takes whole.
const maxLine = 300

// maxCredit is the longest credit, in bytes, that stands behind the last sentence of a line without brackets; one with a call to follow behind it may be
// twice as long.
const maxCredit = 60

// calls are words of such a call.
var calls = [][]byte{[]byte("Click"), []byte("follow"), []byte("QR code"), []byte("ong press"), []byte("wipe"), []byte("Scan")}

func creditSize(text []byte) int {
	for _, w := range calls {
		if bytes.Contains(text, w) {
			return 2 * maxCredit
		}
	}
	return maxCredit
}

// reachLine widens a match of furniture to its line or to the line's end; it refuses a match that does not begin its line.
func (r *reading) reachLine(c *candidate, rule *rule, text []byte) bool {
	near := max(0, int(c.start)-maxLine-1)
	from := near + bytes.LastIndexByte(text[near:c.start], '\n') + 1
	to := min(len(text), int(c.end)+maxLine+1)
	if i := bytes.IndexByte(text[c.end:to], '\n'); i >= 0 {
		to = int(c.end) + i
	}
	to = from + len(bytes.TrimRight(text[from:to], " \t\r"))
	lead := bytes.Trim(text[from:c.start], " \t\u00a0([【<*•-—|>»·")
	switch {
	case rule.Reach == ReachLine && (len(lead) > 0 || to-from > maxLine || sentenceLike(text[from:to])):
		return false
	case rule.Reach == ReachLine:
		c.cutFrom, c.cutTo = int32(from+len(text[from:c.start])-len(bytes.TrimLeft(text[from:c.start], " \t"))), int32(to)
	default:
		start := from + len(bytes.TrimRight(text[from:c.start], " \t"))
		opening, n := utf8.DecodeLastRune(text[from:start])
		closed := closedAt(text, int(c.end), to)
		switch {
		case strings.ContainsRune("([【（〔", opening) && (to-start < maxLine || closed-start <= maxCredit):
			start, to = start-n, closed
		case start > from && strings.ContainsRune(".!?。！？\"”)", opening) && to-start <= creditSize(text[c.start:to]) && !bytes.ContainsAny(text[c.end:to], "0123456789\"“"):
			// a name; what has figures or quotes is the source of a table
		default:
			return false
		}
		start = from + len(bytes.TrimRight(text[from:start], " "))
		c.cutFrom, c.cutTo = int32(start), int32(to)
	}
	return true
}

// closedAt returns where the bracket closes in which a credit stands; or the end of its line where nothing but more of the kind is left.
func closedAt(text []byte, from, to int) int {
	for i := from; i < to; {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		if strings.ContainsRune(")]】）〕", r) {
			if rest := bytes.TrimSpace(text[i:to]); len(rest) <= maxCredit && (bytes.IndexByte(rest, ':') > 0 || len(rest) > 0 && strings.IndexByte("[(", rest[0]) >= 0) {
				return to
			}
			return i
		}
	}
	return to
}

// sentenceLike reports whether a line reads on as prose does: long, with a comma or without the signs of furniture, and a full stop at its end.
func sentenceLike(line []byte) bool {
	long := len(line) > 90 && bytes.Contains(line, []byte(", "))
	plain := len(line) > 60 && !bytes.ContainsAny(line, ":|>") && !bytes.Contains(line, []byte("reserved"))
	return line[len(line)-1] == '.' && (long || plain)
}

// inAddress reports whether the match stands inside a web or mail address, a file name or a tag, which no fix may touch.
func inAddress(text []byte, start, end int) bool {
	from, to := start, end
	for from > 0 && start-from < 200 && text[from-1] > ' ' && text[from-1] < 0x80 {
		from--
	}
	for to < len(text) && to-end < 200 && text[to] > ' ' && text[to] < 0x80 {
		to++
	}
	if from == start && to == end {
		return false
	}
	chunk := text[from:to]
	if start > from && text[start-1] == '#' {
		return true // a tag
	}
	if bytes.Contains(chunk, []byte("://")) || bytes.Contains(chunk, []byte("www.")) || bytes.HasPrefix(chunk, []byte("@")) {
		return true
	}
	if i := bytes.IndexByte(chunk, '@'); i > 0 && bytes.IndexByte(chunk[i:], '.') > 0 {
		return true
	}
	rest := chunk[end-from:]
	return len(rest) > 2 && (rest[0] == '.' || rest[0] == '/' || rest[0] == '_') && asciiWord[rest[1]&0x7f] && rest[1] >= 'a' && start-from+len(rest) > 2
}
