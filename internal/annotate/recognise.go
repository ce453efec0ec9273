package annotate

import (
	"bytes"
)

// A recogniser finds what no list of phrases can: shapes of text that the machine or the page left behind.
// It looks at one block and hands back stretches of the block's text.
type recogniser struct {
	name string
	see  func(text []byte, say func(remnant))
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

// recognisers are asked in this order; where two want the same words, the longer find stands.
var recognisers = []recogniser{
	{"entity", seeEntities},
	{"digits", seeDigits},
	{"number", seeNumbers},
	{"date", seeDates},
	{"quotes", seeQuotes},
}

// recognise runs the recognisers over a block and looks for names written without their capitals.
func (r *reading) recognise(block int32, firstName int) {
	b := &r.blocks[block]
	for _, k := range recognisers {
		k.see(b.Text, func(m remnant) {
			r.extra = append(r.extra, Annotation{
				Span: b.Source(m.start, m.end), Fix: m.fix, Kind: m.kind, Severity: m.severity, ZH: m.zh, Note: m.note,
				Rule: "recogniser/" + k.name, Origin: FromRule, Confidence: m.confidence,
			})
		})
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

// capitals returns a name as it is written where the text has it in small letters.
func (r *reading) capitals(n naming, text []byte) (string, bool) {
	found := text[n.start:n.end]
	name := &r.engine.names[n.name]
	if n.weak || name.Kind == "place" || name.Kind == "term" || bytes.IndexFunc(found, func(c rune) bool { return c >= 'A' && c <= 'Z' }) >= 0 || inAddress(text, int(n.start), int(n.end)) {
		return "", false
	}
	for _, s := range append([]string{name.Name}, name.Spellings...) {
		if s != string(found) && len(s) == len(found) && bytes.EqualFold([]byte(s), found) {
			return s, true
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
