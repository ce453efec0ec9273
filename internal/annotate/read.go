package annotate

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// reading is one document as the engine sees it: its blocks, what was found in them, and what they say of each other.
type reading struct {
	engine     *Engine
	doc        *document.Document
	opts       Options
	year       int
	blocks     []document.Block
	tokens     []token // of the part being read
	claimed    []bool  // which of them some rule's form holds
	candidates []candidate
	names      []naming
	shields    []stretch
	counts     map[int32]int     // how often each name stands in the text; a sure glitch counts under a negative number of its own
	sure       bool              // a name beyond doubt has been read
	senses     map[string]int    // by original: how many sure matches
	ordinary   map[int32]int     // by rule: how many matches stood in their ordinary sense
	extra      []finding         // from recognisers
	lowered    map[int32]int     // of counts, how many stand in small letters and may be something else
	furnished  bool              // what only Chinese pages put around an article stands in the text
	technical  answer            // whether the text is about markup or code
	china      answer            // whether its words say that it is about China
	signs      answer            // whether Chinese stands in it
	asked      [][]document.Span // by recogniser: where its words stand in the text of the block being read
}

// candidate is a match before it is judged.
type candidate struct {
	form       int32
	risk       Risk
	plural     bool
	common     uint8 // how ordinary its words are by measurement
	block      int32
	from, to   int32 // tokens of the block, end excluded
	context    int32 // words of context that had to stand beside it
	start, end int32 // bytes of the block's text
	features   features
	belief     float64
	sentence   clause
	fix        string   // the words put in place, inflected
	said       []string // what spoke for it, in words
	cutFrom    int32    // bytes of the block's text that the fix replaces: the match and what it takes along
	cutTo      int32
	refused    string // why it cannot be, "" where only its belief decides
}

// naming is one place where a name stands.
type naming struct {
	name     int32
	weak     bool
	block    int32
	from, to int32 // tokens
	start    int32 // bytes of the block's text
	end      int32
}

// clause is a run of tokens of the part being read.
type clause struct{ from, to int32 }

// stretch is a run of bytes of a block's text.
type stretch struct{ block, from, to int32 }

// read scans d once and collects all that the judgement needs.
func (e *Engine) read(d *document.Document, o Options) *reading {
	r := &reading{engine: e, doc: d, opts: o, blocks: d.Blocks(), asked: make([][]document.Span, len(recognisers)), counts: map[int32]int{}, senses: map[string]int{}, ordinary: map[int32]int{}}
	if len(o.Published) >= 4 {
		r.year, _ = strconv.Atoi(o.Published[:4])
	}
	for i := range r.blocks {
		text := r.blocks[i].Text
		for from := 0; from < len(text); {
			to := partEnd(text, from)
			r.readPart(int32(i), from, to)
			from = to
		}
		r.recognise(int32(i))
	}
	for _, n := range r.names {
		r.counts[n.name]++
	}
	return r
}

// leastPart is how long, in bytes, a part of a block is that is read at a time, so that its tokens stay in the processor's cache.
const leastPart = 32 << 10

// partEnd returns where the part of text that begins at from ends: behind an empty line, which no phrase and no sentence crosses.
func partEnd(text []byte, from int) int {
	if len(text)-from <= leastPart {
		return len(text)
	}
	if i := bytes.Index(text[from+leastPart:], []byte("\n\n")); i >= 0 {
		return from + leastPart + i + 2
	}
	return len(text)
}

// readPart reads a part of a block; tokens count from its beginning, bytes from that of the block's text.
func (r *reading) readPart(block int32, from, to int) {
	r.tokens = tokenize(r.blocks[block].Text[:to], from, r.tokens[:0])
	r.claimed = slices.Grow(r.claimed[:0], len(r.tokens))[:len(r.tokens)]
	clear(r.claimed)
	firstCandidate, firstName := len(r.candidates), len(r.names)
	r.scan(block)
	r.settleNames(firstName)
	r.look(block, firstCandidate, firstName)
	r.seeNames(&r.blocks[block], firstName)
}

// scan finds the phrases of the part whose tokens are in r.tokens.
func (r *reading) scan(block int32) {
	r.engine.scan(r.tokens, func(at, end int, en entry) {
		from, to := int32(at)+int32(en.lead), int32(end)-int32(en.tail)
		start, stop := r.tokens[from].start, r.tokens[to-1].end
		switch en.kind {
		case nameEntry:
			r.names = append(r.names, naming{en.index, en.weak, block, from, to, start, stop})
		case recogniserEntry:
			r.asked[en.index] = append(r.asked[en.index], document.Span{Start: int(start), End: int(stop)})
		case shieldEntry:
			r.shields = append(r.shields, stretch{block, start, stop})
		case formEntry:
			f := &r.engine.forms[en.index]
			if r.engine.rules[f.rule].off {
				return
			}
			for k := from; k < to; k++ {
				r.claimed[k] = true
			}
			r.candidates = append(r.candidates, candidate{form: en.index, risk: f.measured(en.common), plural: en.plural, common: en.common, context: int32(en.lead + en.tail), block: block, from: from, to: to,
				start: start, end: stop, cutFrom: start, cutTo: stop})
		}
	})
}

// settleNames keeps the longest of overlapping namings, and a weak one only where it is written as a name beside a sure one.
func (r *reading) settleNames(first int) {
	all := r.names[first:]
	slices.SortStableFunc(all, func(a, b naming) int { return int(a.from - b.from) })
	for _, n := range all {
		r.sure = r.sure || !n.weak
	}
	kept := all[:0]
	for _, n := range all {
		if n.weak && (!r.sure || r.tokens[n.from].shape == lowerShape && r.tokens[n.from].kind == wordToken) {
			continue
		}
		last := len(kept) - 1
		switch {
		case last >= 0 && n.from < kept[last].to && n.to-n.from <= kept[last].to-kept[last].from:
			continue
		case last >= 0 && n.from < kept[last].to:
			kept[last] = n
		default:
			kept = append(kept, n)
		}
	}
	r.names = r.names[:first+len(kept)]
}

// look measures, for each candidate of the block, what stands around it.
func (r *reading) look(block int32, first, firstName int) {
	for i := first; i < len(r.candidates); i++ {
		c := &r.candidates[i]
		f := &r.engine.forms[c.form]
		rule := r.engine.rules[f.rule]
		text := r.blocks[block].Text
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
		r.measure(c, rule, r.names[firstName:])
		if rule.Reach == ReachMatch {
			r.inflect(c, f, rule, text)
		}
		if f.glossed && !r.couldName(c, rule) {
			c.refused = "person"
		}
	}
	r.shareDoubts(first)
}

// shareDoubts lets what speaks for the ordinary sense of a phrase speak to every rule that has the phrase with the same original and fix:
// two packs may know it, and one of them better.
func (r *reading) shareDoubts(first int) {
	same := func(a, b *candidate) bool {
		fa, fb := &r.engine.forms[a.form], &r.engine.forms[b.form]
		return a.from == b.from && a.to == b.to && fa.fix == fb.fix && r.engine.rules[fa.rule].ZH == r.engine.rules[fb.rule].ZH
	}
	for i := first; i < len(r.candidates); i++ {
		a := &r.candidates[i]
		for k := i + 1; k < len(r.candidates) && r.candidates[k].from == a.from; k++ {
			if b := &r.candidates[k]; same(a, b) {
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

// maxCredit is the longest credit, in bytes, that stands behind the last sentence of a line without brackets.
const maxCredit = 60

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
		switch {
		case strings.ContainsRune("([【（〔", opening) && to-start < maxLine:
			start -= n
			to = closedAt(text, int(c.end), to)
		case strings.ContainsRune("([【（〔", opening) && closedAt(text, int(c.end), to)-start <= maxCredit:
			start -= n
			to = closedAt(text, int(c.end), to)
		case start > from && strings.ContainsRune(".!?。！？\"”)", opening) && to-start <= maxCredit && !bytes.ContainsAny(text[c.end:to], "0123456789\"“"):
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
			if rest := bytes.TrimSpace(text[i:to]); len(rest) <= maxCredit && (bytes.IndexByte(rest, ':') > 0 || len(rest) > 0 && bytes.IndexByte([]byte("[("), rest[0]) >= 0) {
				return to
			}
			return i
		}
	}
	return to
}

// sentenceLike reports whether a line reads on as prose does: long, with a comma, and a full stop at its end.
func sentenceLike(line []byte) bool {
	if line[len(line)-1] != '.' || bytes.ContainsAny(line, ":|>") {
		return len(line) > 90 && line[len(line)-1] == '.' && bytes.Contains(line, []byte(", "))
	}
	return len(line) > 90 && bytes.Contains(line, []byte(", ")) || len(line) > 60 && !bytes.Contains(line, []byte("reserved"))
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
