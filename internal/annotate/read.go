package annotate

import (
	"bytes"
	"slices"
	"strconv"
	"sync"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// reading is a document, or a passage of one, as the engine sees it: its blocks, what was found in them, and what they say of each other.
type reading struct {
	*evidence

	engine     *Engine
	doc        *document.Document
	whole      *whole
	passage    document.Span
	opts       Options
	year       int
	base       int32 // of the numbers of its blocks among those of the document
	blocks     []document.Block
	tokens     []token // of the part being read
	claimed    []bool  // which of them some rule's form holds
	parts      []part
	candidates []candidate
	names      []naming
	shields    []stretch
	most       []int32           // the names that stand in it most often, once they were asked for
	mentioned  map[int32]bool    // by rule of a person: whether the text speaks of them, once it was asked
	extra      []finding         // from recognisers
	asked      [][]document.Span // by recogniser: where its words stand in the text of the block being read
	spoken     bool              // another passage names somebody or something Chinese
	standing   standing
	resting    []candidate // of rules that do not hold on this article
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

// read scans all of d at once and collects all that the judgement needs.
func (e *Engine) read(d *document.Document) *reading {
	r := e.reading(d)
	r.collect()
	return r
}

// collect finds what could be a glitch, and all that the judgement needs beside.
func (r *reading) collect() {
	r.each(func(block int32, from, to int) {
		r.scanPart(block, from, to)
		if to == len(r.blocks[block].Text) {
			r.recognise(block)
		}
	})
	for _, n := range r.names {
		r.counts[n.name]++
	}
	r.lookAround()
}

// skim finds the phrases and looks at nothing around them: names, and what could be glitches.
func (r *reading) skim() {
	r.each(func(block int32, from, to int) { r.find(block, from, to) })
}

// reading is one of all of d in which nothing has been found yet.
func (e *Engine) reading(d *document.Document) *reading {
	return e.newReading(d, &whole{}, document.Span{End: len(d.Source())}, d.Blocks(), Options{})
}

// newReading is one of the blocks of a passage of d.
func (e *Engine) newReading(d *document.Document, w *whole, passage document.Span, blocks []document.Block, o Options) *reading {
	r := &reading{engine: e, doc: d, whole: w, passage: passage, opts: o, blocks: blocks, evidence: newEvidence(), asked: make([][]document.Span, len(recognisers)), standing: e.standing(&o)}
	if len(o.Published) >= 4 {
		r.year, _ = strconv.Atoi(o.Published[:4])
	}
	return r
}

// room is the tables of a reading that is over, for another one: they are large, and a long text has many passages.
type room struct {
	candidates []candidate
	names      []naming
	tokens     []token
	claimed    []bool
}

// rooms holds what readings of other texts have left.
var rooms sync.Pool

// enter takes a room: that of the passage before, or any.
func (r *reading) enter(of *room) {
	if of == nil {
		of, _ = rooms.Get().(*room)
	}
	if of != nil {
		r.candidates, r.names, r.tokens, r.claimed = of.candidates[:0], of.names[:0], of.tokens[:0], of.claimed[:0]
	}
}

// leave gives the room of a reading away. Nobody may look at it any more.
func (r *reading) leave() *room {
	clear(r.candidates)
	return &room{r.candidates, r.names, r.tokens, r.claimed}
}

// each calls do with every part of every block, in order.
func (r *reading) each(do func(block int32, from, to int)) {
	for i := range r.blocks {
		text := r.blocks[i].Text
		for from := 0; from < len(text); {
			to := partEnd(text, from)
			do(int32(i), from, to)
			from = to
		}
	}
}

// part is a stretch of a block, in bytes of its text, that is read at a time, with what was found in it.
type part struct {
	block, from, to                                    int
	firstCandidate, lastCandidate, firstName, lastName int
	looked                                             bool // all its candidates
}

// lookAround looks at what stands around the candidates that got no look yet. A long text that shows nothing of China has few of them that could hold:
// those that nobody writes in ordinary English. Only if there is one do the others get a look.
func (r *reading) lookAround() {
	if !r.distant() {
		r.lookAt(func(*candidate) bool { return true })
		return
	}
	r.lookAt(func(c *candidate) bool { return c.risk == Low })
	if anyOf(r.candidates, func(c *candidate) bool { return c.risk == Low && c.refused == "" }) {
		r.lookAt(func(c *candidate) bool { return c.risk != Low })
		return
	}
	for i := range r.candidates {
		if c := &r.candidates[i]; c.refused == "" {
			c.refused = "foreign"
		}
	}
}

// distant reports whether the text is long enough to show where it comes from, and so far names nobody and nothing Chinese.
func (r *reading) distant() bool {
	return len(r.doc.Source()) >= longText && r.opts.MT == "" && len(r.names) == 0 && r.told[chinaWords] == 0 && !r.spoken && !r.hasHan()
}

func anyOf(all []candidate, these func(*candidate) bool) bool {
	for i := range all {
		if these(&all[i]) {
			return true
		}
	}
	return false
}

// lookAt looks at what stands around some of the candidates, part by part.
func (r *reading) lookAt(these func(*candidate) bool) {
	for i := range r.parts {
		p := &r.parts[i]
		if p.looked || !anyOf(r.candidates[p.firstCandidate:p.lastCandidate], these) {
			continue
		}
		if len(r.parts) > 1 {
			r.tokens = tokenize(r.blocks[p.block].Text[:p.to], p.from, r.tokens[:0])
		}
		r.lookPart(p, these)
	}
}

// lookPart looks at some of the candidates of the part whose tokens are in r.tokens.
func (r *reading) lookPart(p *part, these func(*candidate) bool) {
	found := r.candidates[p.firstCandidate:p.lastCandidate]
	r.claimed = slices.Grow(r.claimed[:0], len(r.tokens))[:len(r.tokens)]
	clear(r.claimed)
	for i := range found {
		for k := found[i].from; k < found[i].to; k++ {
			r.claimed[k] = true
		}
	}
	r.look(found, r.names[p.firstName:p.lastName], these)
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

// find finds the phrases of a part of a block; tokens count from its beginning, bytes from that of the block's text.
func (r *reading) find(block int32, from, to int) part {
	r.tokens = tokenize(r.blocks[block].Text[:to], from, r.tokens[:0])
	p := part{block: int(block), from: from, to: to, firstCandidate: len(r.candidates), firstName: len(r.names)}
	r.scan(block)
	r.settleNames(p.firstName)
	p.lastCandidate, p.lastName = len(r.candidates), len(r.names)
	return p
}

// scanPart finds the phrases of a part and looks at what stands around them, unless it can wait for the rest of the text.
func (r *reading) scanPart(block int32, from, to int) {
	p := r.find(block, from, to)
	r.seeNames(&r.blocks[block], r.names[p.firstName:])
	if !r.distant() {
		r.lookPart(&p, func(*candidate) bool { return true })
		p.looked = true
	}
	r.parts = append(r.parts, p)
}

// scan finds the phrases of the part whose tokens are in r.tokens.
func (r *reading) scan(block int32) {
	r.engine.scan(r.tokens, func(at, end int, en entry) {
		from, to := int32(at)+int32(en.lead), int32(end)-int32(en.tail)
		start, stop := r.tokens[from].start, r.tokens[to-1].end
		switch en.kind {
		case nameEntry:
			r.names = append(r.names, naming{en.index, en.weak, block, from, to, start, stop})
		case scopedNameEntry:
			if n := r.engine.scopedNames[en.index]; r.standing.at(n.when) {
				r.names = append(r.names, naming{n.name, en.weak, block, from, to, start, stop})
			}
		case recogniserEntry:
			if recognisers[en.index].see == nil {
				r.told[en.index]++
				return
			}
			if k := &recognisers[en.index]; k.digit && !r.behindDigit(block, from) || k.then && !r.digitAt(block, to) {
				return
			}
			r.asked[en.index] = append(r.asked[en.index], document.Span{Start: int(start), End: int(stop)})
		case shieldEntry:
			if r.standing.at(en.index) {
				r.shields = append(r.shields, stretch{block, start, stop})
			}
		case formEntry:
			f := r.engine.form(en.index)
			if r.engine.rules[f.rule].off {
				return
			}
			c := candidate{form: en.index, risk: f.measured(en.common), plural: en.plural, common: en.common, context: int32(en.lead + en.tail), block: block, from: from, to: to,
				start: start, end: stop, cutFrom: start, cutTo: stop}
			if !r.standing.rule(f.rule) {
				r.resting = append(r.resting, c)
				return
			}
			r.candidates = append(r.candidates, c)
		}
	})
}

// behindDigit reports whether a number stands before a token: "3 million", "3.7 One hundred million", "3.7 A hundred million".
func (r *reading) behindDigit(block, from int32) bool {
	if from == 0 {
		return false
	}
	return r.digitAt(block, from-1) || from > 1 && (r.tokens[from-1].hash == one || r.tokens[from-1].hash == article) && r.behindDigit(block, from-1)
}

// digitAt reports whether a token begins with a digit.
func (r *reading) digitAt(block, at int32) bool {
	if int(at) >= len(r.tokens) {
		return false
	}
	c := r.blocks[block].Text[r.tokens[at].start]
	return c >= '0' && c <= '9'
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

var one, article = hashWord("one"), hashWord("a")
