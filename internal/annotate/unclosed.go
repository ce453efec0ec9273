package annotate

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// A machine that loses one of two quotation marks leaves a pair open. Where it closes is known only where the other mark stands at a phrase that the
// engine knows, a match or a name, and where what stands on the phrase's far side can be no part of what is quoted: the "micro-letter is popular.

// loneMark is a double quotation mark that has no partner in its paragraph.
type loneMark struct {
	block      int
	start, end int // bytes of the block's text
	from, to   int // its paragraph
	opens      bool
}

// turns pairs the marks: each with the one that stands at the other end, both for straight ones that are the same on either side.
var turns = map[string]string{`"`: `"`, "＂": "＂", "“": "”", "”": "“", "「": "」", "」": "「", "『": "』", "』": "『"}

const unclosedRule = recogniserPack + "/unclosed"

// closeQuotes closes quotation marks around phrases at which only one of the two stands: a match takes the mark into its span, and a name gets an annotation.
func (r *reading) closeQuotes(out []Annotation) []Annotation {
	if r.standing.silent[unclosedQuotes] {
		return out
	}
	var all []loneMark
	for i := range r.blocks {
		all = append(all, loneMarks(r.blocks[i].Text, i)...)
	}
	for i, m := range all {
		if m.opens && i+1 < len(all) && !all[i+1].opens && !all[i+1].beside(m) || !m.opens && i > 0 && all[i-1].opens && !all[i-1].beside(m) {
			continue // a quotation of several paragraphs
		}
		if m.opens && r.goesOn(m) {
			continue
		}
		out = r.closeQuote(out, m)
	}
	return out
}

// goesOn reports whether the paragraph behind that of an opening mark begins with one too: a long quotation has one at each.
func (r *reading) goesOn(m loneMark) bool {
	text, block := bytes.TrimLeft(r.blocks[m.block].Text[m.to:], " \t\r\n"), m.block+1
	for len(text) == 0 && block < len(r.blocks) {
		text, block = bytes.TrimLeft(r.blocks[block].Text, " \t\r\n"), block+1
	}
	return bytes.HasPrefix(text, r.blocks[m.block].Text[m.start:m.end])
}

// closeQuote puts the partner of a mark behind, or in front of, the phrase at it.
func (r *reading) closeQuote(out []Annotation, m loneMark) []Annotation {
	b := &r.blocks[m.block]
	sign := string(b.Text[m.start:m.end])
	here := b.Source(m.start, m.end)
	if r.doc.Text(here) != sign {
		return out // an entity
	}
	at := slices.IndexFunc(out, func(a Annotation) bool {
		return m.opens && a.Span.Start == here.End || !m.opens && a.Span.End == here.Start
	})
	if slices.ContainsFunc(out, func(a Annotation) bool { return a.Span.Overlaps(here) }) {
		return out
	}
	around := func(phrase string) string {
		if m.opens {
			return sign + phrase + turns[sign]
		}
		return turns[sign] + phrase + sign
	}
	if at >= 0 {
		a := &out[at]
		from, known := b.View(a.Span.Start)
		last, alsoKnown := b.View(a.Span.End - 1)
		if !known || !alsoKnown || a.Origin != FromRule || a.Kind == Boilerplate || a.Kind == Artifact || a.Fix == "" || !m.alone(b.Text, from, last+1, false) {
			return out
		}
		a.Span = document.Span{Start: min(a.Span.Start, here.Start), End: max(a.Span.End, here.End)}
		a.Fix = around(a.Fix)
		a.Evidence = append(a.Evidence, "a quotation mark without its partner")
		return out
	}
	for _, n := range r.names {
		if int(n.block) != m.block || n.weak || m.opens && int(n.start) != m.end || !m.opens && int(n.end) != m.start || !m.alone(b.Text, int(n.start), int(n.end), true) {
			continue
		}
		name := string(b.Text[n.start:n.end])
		span := b.Source(min(m.start, int(n.start)), max(m.end, int(n.end)))
		if r.engine.names[n.name].Kind == "place" || !startsUpper(name) || r.isTechnical() || slices.ContainsFunc(out, func(a Annotation) bool { return a.Span.Overlaps(span) }) {
			return out
		}
		i, _ := slices.BinarySearchFunc(out, span.Start, func(a Annotation, at int) int { return a.Span.Start - at })
		return slices.Insert(out, i, Annotation{Span: span, Fix: around(name), Kind: Artifact, Severity: Minor, Rule: unclosedRule, Origin: FromRule, Confidence: 0.8,
			Note: "A quotation mark lost its partner."})
	}
	return out
}

// beside reports whether two marks stand in one paragraph.
func (m loneMark) beside(o loneMark) bool { return m.block == o.block && m.from == o.from }

// alone reports whether what stands on the far side of a phrase at a mark is no part of what was quoted, and the mark is not that of somebody's words.
func (m loneMark) alone(text []byte, start, end int, name bool) bool {
	before := tokenize(text[m.from:min(m.start, start)], 0, nil)
	after := tokenize(text[max(m.end, end):m.to], 0, nil)
	if slices.ContainsFunc(before, speaks) || slices.ContainsFunc(after, speaks) {
		return false
	}
	if !m.opens {
		return (len(before) > 0 && before[len(before)-1].kind == wordToken && text[start-1] == ' ' && leadsIn[before[len(before)-1].hash]) &&
			(len(after) == 0 || after[0].gap == noGap || after[0].shape == lowerShape)
	}
	begins := len(before) == 0 || before[len(before)-1].kind == endToken
	if begins && name || !begins && (before[len(before)-1].kind != wordToken || before[len(before)-1].hash == thatHash) {
		return false
	}
	switch {
	case len(after) == 0:
		return true
	case after[0].kind == endToken && text[end] != ' ':
		return len(after) == 1 || after[1].gap != noGap
	case after[0].kind == wordToken && after[0].shape == lowerShape && text[end] == ' ':
		return leadsOn[after[0].hash]
	case after[0].hash == commaHash && len(after) > 1:
		return relatives[after[1].hash]
	}
	return false
}

func speaks(t token) bool { return speech[t.hash] }

var (
	unclosedQuotes = called("unclosed")
	thatHash       = hashWord("that")

	speech = hashSet("say", "says", "said", "saying", "tell", "tells", "told", "add", "adds", "added", "note", "notes", "noted", "state", "states", "stated", "write", "writes", "wrote", "reply", "replies", "replied", "ask",
		"asks", "asked", "asking", "answer", "answered", "explain", "explains", "explained", "believe", "believes", "believed", "think", "thinks", "thought", "declare", "declared", "claim", "claims", "claimed", "comment", "commented",
		"remark", "remarked", "stress", "stressed", "point", "points", "pointed", "admit", "admitted", "recall", "recalls", "recalled", "according", "quote", "quoted", "insist", "insisted", "argue", "argues", "argued", "i", "we", "my",
		"our", "you", "your")
	// Words that go on behind a noun phrase, and words that lead to one.
	leadsOn = hashSet("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "do", "does", "did", "which", "who", "as", "than", "when", "while", "where", "because", "if",
		"but", "so", "also", "now", "already", "then", "not", "became", "becomes", "on", "at", "to", "from", "by", "in")
	leadsIn   = hashSet("the", "a", "an", "of", "in", "on", "by", "into", "from", "via", "through", "with", "called", "so-called", "named", "like", "is", "as", "to", "use", "uses", "using", "at", "for", "this", "its")
	relatives = hashSet("which", "who", "whose", "where", "a", "an", "the")
)

// loneMarks lists the marks of a block that have no partner in their paragraphs. A paragraph in which it is not plain what a mark does has none.
func loneMarks(text []byte, block int) (all []loneMark) {
	for from := 0; from < len(text); {
		to := paragraphEnd(text, from)
		if hasQuotes(text[from:to]) {
			all = append(all, loneIn(text, block, from, to)...)
		}
		from = to
	}
	return all
}

func hasQuotes(text []byte) bool {
	return bytes.IndexByte(text, '"') >= 0 || bytes.Contains(text, []byte("“")) || bytes.Contains(text, []byte("”")) || bytes.ContainsAny(text, "＂「」『』")
}

// paragraphEnd returns where the paragraph ends that begins at from: behind a line that ends as sentences do, or before an empty one.
func paragraphEnd(text []byte, from int) int {
	for at := from; ; {
		i := bytes.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		line := bytes.TrimRight(text[at:at+i], " \t\r")
		at += i + 1
		last, _ := utf8.DecodeLastRune(line)
		if len(line) == 0 || strings.ContainsRune(".!?:\"”。！？：」』＂", last) || len(bytes.TrimLeft(text[at:], " \t\r")) == 0 {
			return at
		}
	}
}

// loneIn lists those of the paragraph text[from:to].
func loneIn(text []byte, block, from, to int) []loneMark {
	var lone, open []loneMark
	for i := from; i < to; {
		c, n := utf8.DecodeRune(text[i:to])
		sign := text[i : i+n]
		i += n
		if _, ok := turns[string(sign)]; !ok {
			continue
		}
		m := loneMark{block: block, start: i - n, end: i, from: from, to: to}
		before, _ := utf8.DecodeLastRune(text[from:m.start])
		after, _ := utf8.DecodeRune(text[m.end:to])
		opens := (before == utf8.RuneError || unicode.IsSpace(before) || strings.ContainsRune("([（—–，。：“‘'", before)) && after != utf8.RuneError && !unicode.IsSpace(after)
		closes := before != utf8.RuneError && !unicode.IsSpace(before) && (after == utf8.RuneError || unicode.IsSpace(after) || strings.ContainsRune(",.;:!?)）—–，。：”’'", after))
		switch c {
		case '“', '「', '『':
			closes = false
		case '”', '」', '』':
			opens = false
		}
		switch {
		case opens == closes:
			return nil
		case opens:
			m.opens = true
			open = append(open, m)
		case len(open) > 0:
			open = open[:len(open)-1]
		case unicode.IsDigit(before): // inches
		default:
			lone = append(lone, m)
		}
	}
	return append(lone, open...)
}
