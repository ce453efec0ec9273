package ui

import (
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/text/unicode/norm"

	"github.com/charmbracelet/x/ansi"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// oddText is what spoils screens: signs that are wide, ambiguous, composed, invisible, or run from right to left.
//
//nolint:staticcheck // it is full of them on purpose
const oddText = `Emoji 😀 and 🦀🧪, families 👨‍👩‍👧‍👦 and 🧑🏽‍🚀, skin 👍🏽👋🏿, hearts ❤️ ❤ ☎️ ☺️, keys 1️⃣ #️⃣, flags 🇨🇳🇺🇸🇪🇺, the last word stays.

Composed café Zürich Việt Nam naïve and decomposed café Zürich Việt Nam naïve, marks in a heap z͑ͫ̓ͪ̂ͫ̽ a͛̽ͮ, and a lone ́ mark.

Thai ภาษาไทยไม่มีช่องว่าง น้ำ กำลัง ทำงาน, Devanagari हिन्दी में नमस्ते क्षेत्र विश्व, Bengali বাংলা ক্ষমা, Tamil தமிழ் மொழி, Myanmar ကျွန်တော်.

Hebrew שָׁלוֹם עולם and Arabic مُحَمَّد السلام عليكم, mixed with English ‏once‎ and numbers ١٢٣ 456, ligature ﷺ.

中国互联网公司，阿里巴巴集团（Alibaba）的“来往”与腾讯的微信——都是即时通讯工具……据《新闻》报道：用户数已达５００万。全角ＡＢＣ，半角ｱｲｳ，日本語のテキスト、한국어 텍스트도 있습니다。

Ambiguous “quotes” ‘single’ – dash — dash … · × ÷ ± § ° ¶ α β γ Ж Я ① ② ■ □ ● ○ ★ ☆ ♪ → ← ↑ ↓ ℃ № ℡ Ⅳ ─ │ ┼ ▌ end.

Soft hyphens in Donau­dampf­schiffahrts­gesell­schaft and anti­dis­establish­men­tarian­ism, zero​width​space, word⁠joiner, BOM` + "\ufeff" + `inside, no break  spaces, thin thin.

Tabs	between	words	and	control ` + "\x01\x02\x07\x08\x1b[31mred\x1b[0m\x7f\u0085\u009b31m" + ` characters, bidi ` + "\u202eoverride\u202c \u2066isolate\u2069" + ` and tags.

Ext 𠀀𠮷𡃁 B, Yijing ䷀, Tibetan བོད་ཡིག, Math 𝔸𝕓𝒸, dingbats ✂✈✉✔✖, braille ⠿⠇, box ╔═╗, block ▓▒░, private` + " \ue0a0 \U000f0000 " + `use.

averyveryveryveryveryveryveryverylongwordthatfitsintonolinewhateverthewidthofthewindowmaybeandstillnothingofitmaybelost https://example.org/a/very/long/address/with/many/parts?and=query&more=of-it

`

// oddArticles are the articles of the tests and the odd text, plain and as Markdown, with fixes in it.
func oddArticles(tb testing.TB) []*articles.Article {
	tb.Helper()
	marked := "# 标题 of the odd 😀 heading, 👨‍👩‍👧 and हिन्दी\n\n" + strings.ReplaceAll(oddText, "\n\n", "\n\n- ") + "\n\n| 列一 | two 😀 | กำ |\n|---|---|---|\n| 中文 | ❤️ word | नमस्ते |\n\n> 引用 “quoted” 👍🏽\n\n```\ncode\twith 中文 and 😀\n```\n"
	all := collection(tb)
	for _, known := range []struct{ name, text string }{{"odd.txt", oddText + oddText}, {"odd.md", marked}} {
		a, err := articles.Read(known.name, []byte(known.text))
		if err != nil {
			tb.Fatal(err)
		}
		a.Title = "Odd 中文 “title” 😀 हिन्दी " + known.name
		a.OwnText = a.Document.Source()
		a.Own = []byte(`article: ` + known.name + `
annotations:
  - {exact: "families", nth: 1, fix: "一家人 family 😀", kind: term, severity: major, zh: "家庭，“家”", pinyin: "jiātíng", note: "An odd note 👨‍👩‍👧 हिन्दी.", confidence: 0.9}
  - {exact: "Alibaba", nth: 1, fix: "阿里巴巴集团", kind: organisation, severity: major, zh: "阿里巴巴", pinyin: "Ālǐbābā", note: "Wide.", confidence: 0.9}
  - {exact: "quotes", nth: 1, fix: "", kind: artifact, severity: minor, note: "Left out.", confidence: 0.9}
  - {exact: "between", nth: 1, fix: "हिन्दी กำ", kind: term, severity: minor, zh: "之间", note: "Thin.", confidence: 0.9}
`)
		all = append(all, a)
	}
	return all
}

// letters is what of a text must be seen whatever the layout: its signs, each as its first character, without blanks and hyphens.
func letters(text string) string {
	var b strings.Builder
	for text != "" {
		c, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		if c == "" {
			break
		}
		text = text[len(c):]
		for i, r := range norm.NFC.String(c) {
			if unicode.IsLetter(r) || i == 0 && (unicode.IsNumber(r) || unicode.IsSymbol(r) || unicode.IsPunct(r) && r != '-') {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// TestNothingLost: at no width is a letter of the text missing from the page.
func TestNothingLost(t *testing.T) {
	a, err := articles.Read("odd.txt", []byte(oddText))
	if err != nil {
		t.Fatal(err)
	}
	d := drive(t, 80, 24, func(o *Options) { o.Articles = []*articles.Article{a} })
	d.press("enter", "1")
	clean := strings.NewReplacer("\x1b[31m", "", "\x1b[0m", "", "\u009b31m", "", "\u202e", "", "\u202c", "", "\u2066", "", "\u2069", "").Replace(oddText)
	want := letters(clean)
	for width := 10; width <= 120; width++ {
		d.send(tea.WindowSizeMsg{Width: width, Height: 700})
		d.press("g")
		rows := d.rows()
		got := letters(strings.Join(rows[:len(rows)-2], "\n"))
		if got != want {
			n := 0
			for n < min(len(got), len(want)) && got[n] == want[n] {
				n++
			}
			t.Fatalf("%d columns: the text goes on with\n%.90q, want\n%.90q", width, got[max(n-20, 0):], want[max(n-20, 0):])
		}
		checkFrame(t, d, "odd text")
	}
}
