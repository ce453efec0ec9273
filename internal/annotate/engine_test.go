package annotate

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// small is a pack for the tests of the machinery; what the built-in packs know is no matter here.
const small = `
pack: small
about: Rules for tests.
shields: [micro business summit, letter of intent]
names:
  - {id: tencent, name: Tencent, zh: 腾讯, kind: organisation}
  - {id: alibaba, name: Alibaba, zh: 阿里巴巴, kind: organisation, spellings: [Ali Group], weak: [Ali]}
  - {id: wechat, name: WeChat, zh: 微信, kind: brand}
  - {id: weibo, name: Weibo, zh: 微博, kind: brand, spellings: [Sina Weibo]}
rules:
  - id: wechat
    zh: 微信
    pinyin: Wēixìn
    fix: WeChat
    kind: brand
    match: [micro letter]
    unless: [grain of rice]
    hits: ["[micro-letter=>WeChat]"]
    leaves: ["a micro letter on a grain of rice"]
  - id: laiwang
    zh: 来往
    fix: Laiwang
    kind: brand
    risk: high
    match: [intercourse, {text: Contacts, case: exact}]
    names: [alibaba]
    near: [messenger, chat, stickers]
    unless: [sexual, court, treaty]
    hits: ["Alibaba's chat app [intercourse=>Laiwang]"]
    leaves: ["sexual intercourse"]
  - id: ecommerce
    zh: 电商
    fix: e-commerce company
    modifier: e-commerce
    plural: e-commerce companies
    kind: term
    risk: mid
    match: [electricity supplier]
    near: [shop, sellers]
    unless: [grid, tariff, power]
    hits: ["the sellers of the [electricity supplier=>e-commerce company]"]
    leaves: ["the power grid of the electricity supplier"]
  - id: micro-business
    zh: 微商
    fix: WeChat seller
    kind: term
    match: [micro business]
    hits: ["a [micro business=>WeChat seller]"]
    leaves: ["the micro business summit"]
  - id: moments
    zh: 朋友圈
    fix: Moments
    kind: product
    risk: mid
    match: [circle of friends]
    hits: ["the WeChat [circle of friends=>Moments]"]
    leaves: ["his circle of friends"]
  - id: sina
    zh: 新浪微博
    fix: Sina Weibo
    kind: brand
    match: [micro blog, Sina micro blog]
    hits: ["[micro-blog=>Sina Weibo]"]
    leaves: ["macro"]
`

func smallEngine(tb testing.TB) *Engine {
	tb.Helper()
	p, err := ReadPack("small.yaml", []byte(small))
	if err != nil {
		tb.Fatal(err)
	}
	return New(p)
}

// TestMarks writes the marks into the text: [what stands=>what shall stand], and nothing else may be marked.
func TestMarks(t *testing.T) {
	e := smallEngine(t)
	for _, s := range []string{
		// borders: curly quotes, dashes, full-width marks, Han
		"the “[micro-letter=>WeChat]” app", "the app—[micro-letter=>WeChat]—grew", "用[micro-letter=>WeChat]支付，好", "say [micro-letter=>WeChat]，then",
		// between the words: a hyphen, a line break, both, a soft hyphen inside, written together, full-width letters
		"[micro-\nletter=>WeChat] grew", "[micro\nletter=>WeChat] grew", "[mi\u00adcro letter=>WeChat]", "[microletter=>WeChat] grew", "full [ｍｉｃｒｏ letter=>WeChat]",
		"micro - letter", "micro.letter", "micro\n\nletter", "micro letterbox",
		// number and possessive
		"[the micro-letters=>WeChat] of all", "[micro-letter=>WeChat]'s users", "[micro-letter=>WeChat]’s users",
		// case rules: only the capital is evidence
		"Tencent's chat rival [Contacts=>Laiwang] from Alibaba", "Tencent's chat rival contacts from Alibaba",
		// articles
		"[The micro-letter=>WeChat] grew", "the [micro-letter=>WeChat] team", "Tencent saw an [electricity supplier=>e-commerce company] with sellers",
		// modifier, noun, plural
		"Tencent's sellers on the [electricity supplier=>e-commerce] platform", "Tencent's sellers: [electricity suppliers=>e-commerce companies] love it", "[Electricity suppliers=>E-commerce companies] pay sellers, and Tencent",
		// no word twice
		"[Sina micro-blog=>Sina Weibo] and more", "on [micro-letter WeChat=>WeChat] now", "on [micro-letter (WeChat)=>WeChat] now",
		"WeChat (micro-letter) grew",
		// a name explained
		"WeChat means micro-letter in Chinese", "Its name, WeChat, is a micro-letter",
		// a long match refused, the short one inside kept; a shield keeps all of it
		"letter of intent", "the micro business summit", "a [micro business=>WeChat seller]",
		// addresses and file names stay
		"see http://micro-letter.com/ and micro-letter@x.org, www.micro-letter.cn", "open micro-letter.txt now", "wrote micro-letter.go and [micro-letter=>WeChat]. Then",
		// the senses
		"a micro letter on a grain of rice", "Tencent has a circle of friends", "the power grid of an electricity supplier near Alibaba",
		// letters whose lower case has another length stand before the match
		"İstanbul İİ [micro-letter=>WeChat]", "e\u0301e\u0301 [micro-letter=>WeChat]",
		// somebody's given name
		"The actor Zhang Microletter is no app", "The app [Microletter=>WeChat] is one",
		// names in small letters
		"The firm [tencent=>Tencent] pays", "Mail to weibo.com and @weibo stays, [weibo=>Weibo] not", "a text in small letters, as tencent writes", "The tag #wechat, the option -wechat, the file wechat_pay stay",
		"[Tencent Tencent=>Tencent] pays", "Pays Tencent, Tencent pays", "[Sina Weibo Sina Weibo=>Sina Weibo] grew",
	} {
		text, marks := readMarked(s)
		found := e.Annotate(document.Plain([]byte(text)), Options{})
		var got []mark
		for _, a := range found {
			got = append(got, mark{a.Span, a.Fix})
		}
		if fmt.Sprint(got) != fmt.Sprint(marks) {
			t.Errorf("%q\n\tmarked %v\n\twant   %v", s, got, marks)
		}
	}
}

// TestOneSense lets a sure match lift the doubtful ones of its original.
func TestOneSense(t *testing.T) {
	e := smallEngine(t)
	lone := e.Annotate(document.Plain([]byte("They added Intercourse to the phone.")), Options{})
	if len(lone) != 0 {
		t.Errorf("marked without evidence: %v", lone)
	}
	both := e.Annotate(document.Plain([]byte("Alibaba's chat messenger \"intercourse\" has stickers.\n\nThe phone comes with \"intercourse\" inside, says Alibaba.")), Options{})
	if len(both) != 2 {
		t.Errorf("want both places, got %v", both)
	}
}

// TestMarkdown finds phrases over soft breaks in quotes and items, decodes entities and escapes, and leaves code and addresses alone.
func TestMarkdown(t *testing.T) {
	e := smallEngine(t)
	for source, want := range map[string][]string{
		"> the micro-\n> letter app":                      {"micro-\n> letter"},
		"> > the micro\n> > letter app":                   {"micro\n> > letter"},
		"- one\n- the app micro\n  letter grew":           {"micro\n  letter"},
		"1. a `micro-letter`, then micro-letter grew":     {"micro-letter"},
		"[micro-letter](http://micro-letter.com) grew":    {"micro-letter"},
		"<http://micro-letter.com> or micro-letter":       {"micro-letter"},
		"a micro&#45;letter app":                          {"micro&#45;letter"},
		"app micro&nbsp;letter and mi&shy;cro letter":     {"micro&nbsp;letter", "mi&shy;cro letter"},
		"an app, micro\\-letter, grew":                    {"micro\\-letter"},
		"say **micro**-letter too":                        {"micro**-letter"},
		"```\nmicro-letter\n```\n\n<p>micro-letter</p>\n": nil,
	} {
		d := document.Markdown([]byte(source))
		var got []string
		for _, a := range e.Annotate(d, Options{}) {
			if a.Fix == "WeChat" {
				got = append(got, d.Text(a.Span))
			}
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Errorf("%q\n\tgot  %q\n\twant %q", source, got, want)
		}
	}
}

// TestLongRefused keeps the short match inside a long one whose conditions refuse it.
func TestLongRefused(t *testing.T) {
	p, err := ReadPack("p.yaml", []byte(`
pack: p
rules:
  - {id: long, fix: Moments, kind: product, risk: mid, match: [micro letter circle of friends], near: [photos], unless: [sewing], hits: ["[micro letter circle of friends=>Moments]"], leaves: [x]}
  - {id: short, fix: WeChat, kind: brand, match: [micro letter], hits: ["[micro letter=>WeChat]"], leaves: [x]}
`))
	if err != nil {
		t.Fatal(err)
	}
	e := New(p)
	for in, want := range map[string]string{
		"She put photos into the micro letter circle of friends.": "She put photos into Moments.",
		"She told the micro letter circle of friends of sewing.":  "She told the WeChat circle of friends of sewing.",
	} {
		if got := string(Apply([]byte(in), e.Annotate(document.Plain([]byte(in)), Options{}))); got != want {
			t.Errorf("%q\n\tbecomes %q\n\twant    %q", in, got, want)
		}
	}
}

// TestTwoOnALine takes one of two matches of a rule away by a hand-made annotation; the other stays.
func TestTwoOnALine(t *testing.T) {
	e := smallEngine(t)
	const text = "One micro-letter here, one micro-letter there."
	at := strings.LastIndex(text, "micro-letter")
	kept := Annotation{Span: document.Span{Start: at, End: at + 12}, Fix: "micro-letter", Kind: Brand, Origin: FromReader, Confidence: 1}
	got := e.Annotate(document.Plain([]byte(text)), Options{Own: []Annotation{kept}})
	if len(got) != 2 || got[0].Fix != "WeChat" || got[0].Span.Start != 4 || got[1].Fix != "micro-letter" {
		t.Errorf("got %v", got)
	}
}

// TestDisjoint throws random mixtures of phrases and rubbish at the engine: spans are in bounds, sorted, disjoint, cut no character,
// and applying the fixes changes no byte outside them.
func TestDisjoint(t *testing.T) {
	e := smallEngine(t)
	words := rapid.SampledFrom([]string{"micro", "letter", "-", " ", "\n", "\n\n", "intercourse", "Alibaba", "the", "an", "electricity", "supplier", "s", "'s", "”", "，", "微信", "ｍicro",
		"\u00ad", "&nbsp;", "& mdash;", "65438+0", "12 billion 300 million", "6 month 28 Daily", "\"\"", "\xff", "\x1b[31m", "Sina", "WeChat", "(", ")", ".", "tencent", "é"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(words, 0, 40).Draw(t, "words"), rapid.SampledFrom([]string{"", " "}).Draw(t, "glue"))
		for _, d := range []*document.Document{document.Plain([]byte(text)), document.Markdown([]byte(text))} {
			found := e.Annotate(d, Options{Strictness: Eager})
			end := 0
			for _, a := range found {
				if a.Span.Start < end || a.Span.End > len(text) || a.Span.Empty() {
					t.Fatalf("%v in %q", found, text)
				}
				if a.Span.Start < len(text) && utf8.ValidString(text) && !utf8.ValidString(d.Text(a.Span)) {
					t.Fatalf("%q cuts a character", d.Text(a.Span))
				}
				end = a.Span.End
			}
			text := text
			rest := string(Apply([]byte(text), found))
			for _, a := range slices.Backward(found) {
				if got := rest[len(rest)-(len(text)-a.Span.End):]; got != text[a.Span.End:] {
					t.Fatalf("bytes behind %v changed", a)
				}
				rest = rest[:len(rest)-(len(text)-a.Span.End)-len(a.Fix)]
				text = text[:a.Span.Start]
			}
		}
	})
}

// TestPackMistakes pins how what is wrong with a pack is reported.
func TestPackMistakes(t *testing.T) {
	for pack, want := range map[string]string{
		"rules: []": "p.yaml:1:1: the pack has no name",
		"pack: x\nrules:\n  - id: a\n    fix: b\n    kind: brand\n    match: [c]\n    leaves: [d]\n": `p.yaml:3:5: rule "a": ` + "`hits` is empty",
		"pack: x\nrulez: []\n":                               `p.yaml:2:1: "rulez" is not known here: did you mean "rules"?`,
		"pack: x\nrules:\n  - id: A b\n    kind: nonsense\n": "`id` wants lower-case letters",
		"pack: x\nrules: [":                                  "p.yaml:2:",
		"pack: [":                                            "p.yaml:1:",
	} {
		_, err := ReadPack("p.yaml", []byte(pack))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q\n\tsays %v\n\twant %s", pack, err, want)
		}
	}
}

// BenchmarkAnnotate reads a megabyte of ordinary English (the project's own pages) with all built-in packs; BenchmarkDense one of the built-in articles.
func BenchmarkAnnotate(b *testing.B) { benchmarkText(b, "../../ARCHITECTURE.md") }

func BenchmarkDense(b *testing.B) { benchmarkText(b, "../../articles/seeds/001_07674df84db84cd4.txt") }

func benchmarkText(b *testing.B, file string) {
	b.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	text := bytes.Repeat(append(page, "\n\n"...), 1<<20/len(page))
	e := Builtin()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		e.Annotate(document.Plain(text), Options{})
	}
}

// BenchmarkRepeated reads texts that repeat one thing without end: none may cost much more than the others.
func BenchmarkRepeated(b *testing.B) {
	var names strings.Builder
	for _, n := range Builtin().names {
		names.WriteString(n.Name + " grew. ")
	}
	for _, c := range []struct{ name, head, unit string }{
		{"glitches", "Tencent. ", "The micro-letter of Ma Yun pays. "},
		{"glitches among all names", names.String() + "\n\n", "The micro-letter of Ma Yun pays. "},
		{"names in small letters", "Tencent. ", "Some say that alibaba and taobao fight today. "},
		{"ordinary words", "Tencent. ", "the glory contacts of intercourse drops millet, "},
		{"quotation marks", "Tencent. ", "\"\"weibo\"\" ”x ““weibo” "},
		{"furniture", "Tencent. ", "Source: Sina\n"},
		{"numbers", "Tencent. ", "3 million 500 thousand 8 month 10 Friday 20 18 "},
		{"tags", "Tencent. ", "<b <b < / p > &nbsp; "},
	} {
		b.Run(c.name, func(b *testing.B) {
			text := []byte(c.head + strings.Repeat(c.unit, (256<<10)/len(c.unit)))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Builtin().Annotate(document.Plain(text), Options{})
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		if _, _, err := readEngine(compiled); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCast counts a name under all its spellings, also inside rewritten clauses.
func TestCast(t *testing.T) {
	e := smallEngine(t)
	text := "Tencent's micro-letter beats it. WeChat grew. Ali Group lost, thinks tencent."
	d := document.Plain([]byte(text))
	own := []Annotation{{Span: document.Span{Start: strings.Index(text, "beats it"), End: strings.Index(text, "beats it") + 8}, Fix: "beats Alibaba", Kind: Grammar, Origin: FromArticle, Confidence: 1}}
	var got []string
	for _, m := range e.Cast(d, e.Annotate(d, Options{Own: own})) {
		got = append(got, fmt.Sprint(m.Name, " ", m.ZH, " ", len(m.Places), " ", m.Spellings))
	}
	want := "Tencent 腾讯 2 [{tencent 1} {Tencent 1}]|WeChat 微信 2 [{micro-letter 1} {WeChat 1}]|Alibaba 阿里巴巴 2 [{Ali Group 1}]"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}

// TestCalibrate holds the confidence to the belief: it rises with it and never says more, and of a figure of speech it says less than of a name.
func TestCalibrate(t *testing.T) {
	for _, kind := range Kinds {
		last := 0.0
		for i := range 101 {
			p := float64(i) / 100
			c := calibrate(p, kind)
			if c < last || c > p+1e-9 {
				t.Errorf("%s: a belief of %.2f becomes %.3f, one below it %.3f", kind, p, c, last)
			}
			last = c
		}
	}
	if calibrate(0.95, Idiom) >= calibrate(0.95, Brand) || calibrate(0.6, Idiom) != calibrate(0.6, Brand) {
		t.Error("kinds differ where the belief is strong, and there only")
	}
}

// TestTranslated looks at a word that may be meant as it stands: a sure glitch elsewhere in the text makes it likelier that it is not, the right name does not.
func TestTranslated(t *testing.T) {
	e := smallEngine(t)
	belief := func(text string) float64 {
		start := strings.Index(text, "circle")
		x := e.Explain(document.Plain([]byte(text)), Options{}, document.Span{Start: start, End: start + len("circle of friends")})
		return x.Candidates[0].Belief
	}
	glitch, name := belief("Tencent has a circle of friends. The micro-letter grew."), belief("Tencent has a circle of friends. Then WeChat grew.")
	if glitch <= name+0.01 {
		t.Errorf("beside a glitch %.2f, beside a name %.2f", glitch, name)
	}
}
