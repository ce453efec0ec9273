package annotate

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// seeNames looks at the names that stand in a block: for those without their capitals, and those said twice.
func (r *reading) seeNames(b *document.Block, names []naming) {
	var capitalised answer // of the part being read
	for i := range names {
		n := &names[i]
		name := &r.engine.names[n.name]
		say := func(end int32, fix, recogniser, note string, needs proof) {
			r.extra = append(r.extra, finding{Annotation{
				Span: b.Source(int(n.start), int(end)), Fix: fix, Kind: kindOfName(name.Kind), Severity: Minor,
				ZH: name.ZH, Pinyin: name.Pinyin, Note: note, Rule: recogniserPack + "/" + recogniser, Origin: FromRule, Confidence: 0.9,
			}, needs})
		}
		if fix, ok := r.capitals(*n, b.Text); ok && r.standing.casing && capitalised.ask(r.capitalised) {
			needs := inProse
			if n.end-n.start < surelyNamed {
				needs |= fromChinese
				r.lower(n.name)
			}
			say(n.end, fix, "capitals", name.Note, needs)
		}
		if i+1 < len(names) && name.Kind != "place" && !r.standing.silent[twiceWord] && r.saidAgain(*n, names[i+1], b.Text) {
			say(names[i+1].end, string(b.Text[names[i+1].start:names[i+1].end]), "twice", "A name that was said twice.", inProse)
		}
	}
}

// lower notes a name that stands in small letters: it does not speak for itself.
func (r *reading) lower(name int32) {
	r.lowered[name]++
}

// surelyNamed is the length, in letters, from which a name in small letters is hardly anything else: tencent, taobao; but qq, nio, kwai.
const surelyNamed = 5

// capitals returns a name as it is written where the text has it in small letters, or lacks the capital inside a brand: wechat, Wechat.
func (r *reading) capitals(n naming, text []byte) (string, bool) {
	found := text[n.start:n.end]
	name := &r.engine.names[n.name]
	if n.weak || name.Kind == "place" || name.Kind == "term" || r.tokens[n.from].shape == upperShape || r.attached(n, text) || inAddress(text, int(n.start), int(n.end)) {
		return "", false
	}
	if slices.Contains(name.Spellings, string(found)) {
		return "", false
	}
	for _, s := range append([]string{name.Name}, name.Spellings...) {
		if s == string(found) || len(s) != len(found) || !bytes.EqualFold([]byte(s), found) {
			continue
		}
		if bytes.IndexFunc(found, unicode.IsUpper) < 0 {
			return s, true
		}
		// "Oppo" is what newspapers make of OPPO; a company may have written itself without (Letv)
		inner := name.Kind == "brand" || name.Kind == "product"
		return s, inner && strings.ToUpper(s) != s && n.to-n.from == 1 && bytes.IndexFunc(found[1:], unicode.IsUpper) < 0 && strings.IndexFunc(s[1:], unicode.IsUpper) >= 0
	}
	return "", false
}

// attached reports whether a name hangs on signs of addresses, handles, tags or code: @weibo, #taobao, people.cn, -qq, x_qq, qq{}.
func (r *reading) attached(n naming, text []byte) bool {
	if bytes.IndexByte(text[n.start:n.end], '.') >= 0 {
		return true
	}
	if n.start > 0 && strings.IndexByte("@#-_./\\$%&=~<`{", text[n.start-1]) >= 0 {
		return true
	}
	return int(n.end) < len(text) && strings.IndexByte("@#-_/\\$=~>`{}(:", text[n.end]) >= 0
}

// capitalised reports whether the part being read has capitals where English has them; there are texts without any.
func (r *reading) capitalised() bool {
	words, capitals := 0, 0
	for _, t := range r.tokens {
		if t.kind == wordToken && t.end-t.start > 1 {
			words++
			if t.shape != lowerShape {
				capitals++
			}
		}
	}
	return capitals*30 >= words && capitals > 0
}

// saidAgain reports whether a name and the one behind it are the same words, or the second begins with the first: "Sina Sina Weibo".
func (r *reading) saidAgain(a, b naming, text []byte) bool {
	if a.weak || a.to != b.from || r.tokens[b.from].gap != blankGap || b.to-b.from < a.to-a.from || a.end-a.start < surelyNamed-1 {
		return false
	}
	for i := a.from; i < a.to; i++ {
		if r.tokens[i].hash != r.tokens[b.from+i-a.from].hash || r.tokens[i].shape == lowerShape {
			return false
		}
	}
	return bytes.IndexByte(text[a.end:b.start], '\n') < 0
}
