package annotate

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// A recogniser finds what no list of phrases can: shapes of text that the machine or the page left behind.
// It looks at one block and hands back stretches of the block's text. It is asked only where one of its words stands, or its sign.
type recogniser struct {
	name  string
	sign  byte     // 0 where words say when to look
	words []string // ordinary words, found with all other phrases in one pass
	see   func(text []byte, say func(remnant))
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
}

// recognisers is the table of them all. Where two want the same words, the longer find stands.
var recognisers = []recogniser{
	{name: "entity", sign: '&', see: seeEntities},
	{name: "entity-and", sign: ';', see: seeAndEntities},
	{name: "digits", sign: '+', see: seeDigits},
	{name: "tags", sign: '<', see: seeTags},
	{name: "quotes", sign: '"', see: seeQuotes},
	{name: "number", words: []string{"trillion", "billion", "million", "ten thousand", "hundred million"}, see: seeNumbers},
	{name: "date", words: []string{"month", "months", "lunar"}, see: seeDates},
	{name: "on-date", words: each("in ", months), see: seeOnDates},
}

func each(before string, all []string) []string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = before + w
	}
	return out
}

// recognise runs the recognisers over a block and looks for names written without their capitals.
func (r *reading) recognise(block int32, firstName int) {
	b := &r.blocks[block]
	for i, k := range recognisers {
		if k.sign != 0 && bytes.IndexByte(b.Text, k.sign) >= 0 {
			r.see(b, k, document.Span{End: len(b.Text)})
		}
		for _, w := range windows(b.Text, r.asked[i]) {
			r.see(b, k, w)
		}
	}
	for _, n := range r.names[firstName:] {
		if fix, ok := r.capitals(n, b.Text); ok {
			r.extra = append(r.extra, Annotation{
				Span: b.Source(int(n.start), int(n.end)), Fix: fix, Kind: kindOfName(r.engine.names[n.name].Kind), Severity: Minor,
				ZH: r.engine.names[n.name].ZH, Pinyin: r.engine.names[n.name].Pinyin, Note: r.engine.names[n.name].Note,
				Rule: "recogniser/capitals", Origin: FromRule, Confidence: 0.9,
			})
		}
	}
}

// see asks a recogniser about a stretch of a block's text.
func (r *reading) see(b *document.Block, k recogniser, w document.Span) {
	k.see(b.Text[w.Start:w.End], func(m remnant) {
		r.extra = append(r.extra, Annotation{
			Span: b.Source(w.Start+m.start, w.Start+m.end), Fix: m.fix, Kind: m.kind, Severity: m.severity, ZH: m.zh, Note: m.note,
			Rule: "recogniser/" + k.name, Origin: FromRule, Confidence: m.confidence,
		})
	})
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

// capitals returns a name as it is written where the text has it in small letters, or lacks the capital inside it: wechat, Wechat.
func (r *reading) capitals(n naming, text []byte) (string, bool) {
	found := text[n.start:n.end]
	name := &r.engine.names[n.name]
	if n.weak || name.Kind == "place" || name.Kind == "term" || inAddress(text, int(n.start), int(n.end)) || r.tokens[n.from].shape == upperShape {
		return "", false
	}
	if slices.Contains(name.Spellings, string(found)) {
		return "", false
	}
	for _, s := range append([]string{name.Name}, name.Spellings...) {
		if s != string(found) && len(s) == len(found) && bytes.EqualFold([]byte(s), found) {
			lower := bytes.IndexFunc(found, unicode.IsUpper) < 0
			if !lower && strings.ToUpper(s) == s {
				return "", false // "Oppo" is what newspapers make of OPPO
			}
			return s, lower || n.to-n.from == 1 && bytes.IndexFunc(found[1:], unicode.IsUpper) < 0 && strings.IndexFunc(s[1:], unicode.IsUpper) >= 0
		}
	}
	return "", false
}

func kindOfName(kind string) Kind {
	switch k := Kind(kind); k {
	case Person, Organisation, Brand, Product:
		return k
	}
	return Organisation
}
