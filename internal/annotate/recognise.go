package annotate

import (
	"bytes"
	"slices"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// A recogniser finds what no list of phrases can: shapes of text that the machine or the page left behind.
// It looks at one block and hands back stretches of the block's text. It is asked only where one of its words stands, or its sign.
type recogniser struct {
	name  string
	sign  byte                                 // 0 where words say when to look
	near  bool                                 // only what stands near the sign is looked at, not all of the block
	then  bool                                 // and before another one
	digit bool                                 // its words matter only behind a number
	words []string                             // ordinary words, found with all other phrases in one pass
	see   func(text []byte, say func(remnant)) // nil where the words themselves are all that matters
}

// remnant is what a recogniser found: bytes of the block's text, and the words that belong there.
type remnant struct {
	start, end int
	fix        string
	kind       Kind
	severity   Severity
	confidence float64
	zh         string
	note       string
	needs      proof
}

// recognisers is the table of them all. Where two want the same words, the longer find stands.
var recognisers = []recogniser{
	{name: "entity", sign: '&', see: seeEntities},
	{name: "entity-and", sign: ';', near: true, see: seeAndEntities},
	{name: "mojibake", sign: 0xc3, see: seeMojibake}, // the first byte of À to ÿ
	{name: "mojibake-han", words: []string{"鈥", "锟斤拷"}, see: seeHanMojibake},
	{name: "digits", sign: '+', near: true, see: seeDigits},
	{name: "tags", sign: '<', near: true, see: seeTags},
	{name: "quotes", sign: '"', see: seeQuotes},
	{name: "curly-quotes", sign: 0xe2, see: seeCurlyQuotes}, // the first byte of general punctuation
	{name: "number", digit: true, words: []string{"ten thousand", "hundred million"}, see: seeUnits},
	{name: "pieces", digit: true, then: true, words: []string{"trillion", "billion", "million"}, see: seePieces},
	{name: "thousand", digit: true, words: []string{"thousand", "thousand and"}, see: seeThousandAnd},
	{name: "dot", words: []string{"u00b7", "u2022", "u30fb"}, see: seeDots},
	{name: "wan", digit: true, words: []string{"wan", "yi"}, see: seeWan},
	{name: "wan-plus", sign: '+', near: true, see: seeWanPlus},
	{name: "coins", digit: true, words: []string{"piece of money", "pieces of money", "piece money", "pieces money", "block money", "blocks of money", "lumps of money", "bucks money"}, see: seeCoins},
	{name: "comma", words: []string{", 000"}, see: seeTornThousands},
	{name: "percent", words: []string{"% percent", "percent %", "percent percent", "% %", "per cent %", "% per cent"}, see: seePercents},
	{name: "date", digit: true, words: []string{"month", "months", "lunar"}, see: seeDates},
	{name: "day", digit: true, words: []string{"japan", "sun", "daily", "number", "st", "nd", "rd", "th"}, see: seeDays},
	{name: "hour", digit: true, words: []string{"point", "points", "o'clock", "pm", "am", "p.m.", "a.m."}, see: seeHours},
	{name: "year", words: yearWords(), see: seeYears},
	{name: "on-date", words: each("in ", months), see: seeOnDates},
	{name: "twice", words: doubledWords(), see: seeTwice},
	{name: "china-words", words: []string{"China", "Chinese", "yuan", "RMB", "PRC", "CNY", "Hong Kong", "HongKong", "Taiwan", "mainland"}},
	{name: "markup-words", words: []string{"html", "xhtml", "xml", "sgml", "perl", "charset", "entity reference", "character reference"}},
	{name: "unclosed"}, // looks at what was found at quotation marks, see closeQuotes
}

// Recognisers that others ask about: two find nothing themselves, their words say what a text is about.
var (
	twiceWord   = called("twice")
	chinaWords  = called("china-words")
	markupWords = called("markup-words")
)

func called(name string) int {
	return slices.IndexFunc(recognisers, func(k recogniser) bool { return k.name == name })
}

func each(before string, all []string) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = before + w
	}
	return out
}

// The names of what recognisers find, as rules have theirs.
const (
	recogniserPack = "recogniser"
	capitalsRule   = recogniserPack + "/capitals"
)

// recognise runs the recognisers over a block.
func (r *reading) recognise(block int32) {
	b := &r.blocks[block]
	for i, k := range recognisers {
		if r.standing.silent[i] {
			r.asked[i] = r.asked[i][:0]
			continue
		}
		switch {
		case k.see == nil:
			continue
		case k.sign != 0 && k.near:
			r.asked[i] = signs(b.Text, k.sign, r.asked[i])
		case k.sign != 0 && bytes.IndexByte(b.Text, k.sign) >= 0:
			r.see(b, k, document.Span{End: len(b.Text)})
		}
		for _, w := range windows(b.Text, r.asked[i]) {
			r.see(b, k, w)
		}
		r.asked[i] = r.asked[i][:0]
	}
}

// see asks a recogniser about a stretch of a block's text.
func (r *reading) see(b *document.Block, k recogniser, w document.Span) {
	k.see(b.Text[w.Start:w.End], func(m remnant) {
		if m.needs&outsideAddress != 0 && inAddress(b.Text, w.Start+m.start, w.Start+m.end) {
			return
		}
		r.extra = append(r.extra, finding{Annotation{
			Span: b.Source(w.Start+m.start, w.Start+m.end), Fix: m.fix, Kind: m.kind, Severity: m.severity, ZH: m.zh, Note: m.note,
			Rule: recogniserPack + "/" + k.name, Origin: FromRule, Confidence: m.confidence,
		}, m.needs})
	})
}

// signs lists the places of a sign.
func signs(text []byte, sign byte, into []document.Span) []document.Span {
	for i := 0; ; i++ {
		step := bytes.IndexByte(text[i:], sign)
		if step < 0 {
			return into
		}
		i += step
		into = append(into, document.Span{Start: i, End: i + 1})
	}
}

// beside is how many bytes of text a recogniser sees on either side of its word.
const beside = 60

// windows returns the stretches of text around places, cut at blanks; those that meet are one.
func windows(text []byte, places []document.Span) (all []document.Span) {
	for _, p := range places {
		w := document.Span{Start: max(0, p.Start-beside), End: min(len(text), p.End+beside)}
		for w.Start > 0 && w.Start < p.Start && text[w.Start-1] > ' ' {
			w.Start++
		}
		for w.End < len(text) && w.End > p.End && text[w.End] > ' ' {
			w.End--
		}
		if n := len(all) - 1; n >= 0 && w.Start <= all[n].End {
			all[n].End = max(all[n].End, w.End)
			continue
		}
		all = append(all, w)
	}
	return all
}

func kindOfName(kind string) Kind {
	switch k := Kind(kind); k {
	case Person, Organisation, Brand, Product:
		return k
	}
	return Organisation
}
