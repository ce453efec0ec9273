package annotate

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// TestUnclosed closes quotation marks where the place is known. What is marked stands as [text=>fix]; nothing else may be.
func TestUnclosed(t *testing.T) {
	e := smallEngine(t)
	for _, s := range []string{
		`["micro-letter=>"WeChat"] is popular`, `the [“micro-letter=>“WeChat”] has grown.`, `the [＂micro-letter=>＂WeChat＂] is here`, `the [「micro-letter=>「WeChat」] is here`, `["micro-letter=>"WeChat"]`,
		`The ["WeChat=>"WeChat"] is on every phone.`, `Tencent opened the [“Sina Weibo=>“Sina Weibo”], which is full.`, `It ended on the ["WeChat=>"WeChat"].`,
		`A service called [micro-letter"=>"WeChat"] grew.`, `The so-called [Weibo”=>“Weibo”] grew.`, `It grew by [the micro-letter"=>"WeChat"].`,
		`The ["WeChat=>"WeChat"] is used, "Weibo" too.`, `The "Weibo" of Tencent, the ["micro-letter=>"WeChat"] is used.`, `A 6" phone with the ["micro-letter=>"WeChat"] is used.`,
		"It opened.\n\nThe [\"WeChat=>\"WeChat\"] is on every phone.\n\nIt \"grew\".",
		// closed, by the same mark or another
		`The "[micro-letter=>WeChat]" is popular`, `The "[micro-letter=>WeChat] red packet" is popular`, `The “[micro-letter=>WeChat] is popular" they hold.`, "The \"[micro-letter=>WeChat] is\npopular\" with all.",
		// somebody's words, whose end may be anywhere
		`He said: "[micro-letter=>WeChat] is popular.`, `Ma thinks that "WeChat is popular.`, `"[Micro-letter=>WeChat] is ours, Ma said.`, `"WeChat is popular.`, `They hold: "WeChat is popular.`,
		`The best of all is WeChat", he said.`, `We love WeChat" and more.`,
		// a long quotation has a mark at each paragraph and is closed once
		"\"[Micro-letter=>WeChat] is popular.\n\n\"It has grown.\"", "It is the \"WeChat is popular.\n\n\"It has grown.", "Of the \"WeChat is a home.\n\nIt grows in WeChat\" he closed.",
		// the phrase may be but the beginning of what was quoted, or its end
		`the "WeChat Business School is here`, `the "[micro-letter=>WeChat] red packet is here`, `a red packet WeChat" is here`, `the "WeChat, Weibo and more is here`, `the "[micro-letter=>WeChat]'s friends is here`,
		// no quotation marks, or not plain ones
		`a 6.5" WeChat screen`, `a screen of 6" is what WeChat needs`, `'Tis WeChat is here, the sellers' WeChat is there`, `the 'WeChat is here`, `the " WeChat is here`, `the"WeChat"is "WeChat is here`, `set x="WeChat is`,
		`the "wechat.com is here`,
	} {
		text, marks := readMarked(s)
		var edits []Annotation
		for _, m := range marks {
			edits = append(edits, Annotation{Span: m.span, Fix: m.fix})
		}
		want := Apply([]byte(text), edits)
		if got := Apply([]byte(text), e.Annotate(document.Plain([]byte(text)), Options{})); string(got) != string(want) {
			t.Errorf("%q\n\tbecomes %q\n\twant    %q", text, got, want)
		}
	}
}

// TestClosedStays draws paragraphs in which every mark has its partner: none is touched.
func TestClosedStays(t *testing.T) {
	e := smallEngine(t)
	part := rapid.SampledFrom([]string{`the "WeChat" is here`, `the “Weibo” of Tencent`, `he said "WeChat is ours" and left.`, `the "WeChat user", which`, "\n\n", "\n", ", ", "the 5'10\" man of Alibaba", `("Tencent")`, `“a “WeChat” in it” of`})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(part, 1, 10).Draw(t, "text"), " ")
		if found := e.Annotate(document.Plain([]byte(text)), Options{}); len(found) > 0 {
			t.Fatalf("%q: %q => %q (%s)", text, text[found[0].Span.Start:found[0].Span.End], found[0].Fix, found[0].Rule)
		}
	})
}
