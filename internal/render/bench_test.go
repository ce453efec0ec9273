package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// mixed is Markdown of every sort, some two thousand bytes of it.
const mixed = `## The micro-letter of Ma Yun

Ali Group Chairman **Ma Yun** yesterday in the "Contacts" activity site, said Ali to do the *challenge* ` + "`micro-letter`" + ` is
to [make it](https://example.com/a) impossible, for the industry to bring more competition, the mobile IM industry opened.
马云在“来往”活动现场表示，阿里做微信的挑战是“把不可能变成可能”，为行业带来更多的竞争，移动 IM 行业才刚刚打开。

- the importance of Mobile IM "intercourse" within Ali Group has been elevated to a near-extreme
- Ali recently not only frequent version of the update, but also intensively through the market
  1. PR and other means of publicity
  2. however, Ariqiang pushed the "intercourse" behavior has not been widely favored by the industry

> In response, Ma Yun said today, 14 years ago, Ali do E-commerce is also considered impossible. Ali to do with the challenge of
> "micro-letter" is to "make it impossible", for the industry to bring more competition, the mobile IM industry opened.

| brand | users | place |
|:------|------:|-------|
| micro-letter | 400 | Shenzhen |
| Sina micro-blog | 500 | 北京 |

` + "```go\nfunc main() { fmt.Println(\"Ma Yun\") }\n```" + `

Tencent on the mobile internet layout and has advantages, so that Ali began to re-examine their mobile internet business situation
and create a sense of crisis. The attempt to have 400 million users of micro-letters in mobile payments and O2O is thought to be the
most important force in the future impact on Ali. And is pushing Taobao, Alipay and other business mobile Ali, have to pay attention
to the potential threat of micro-letter this force.

`

func sample(size int) (*document.Document, []annotate.Annotation) {
	source := []byte(strings.Repeat(mixed, size/len(mixed)+1)[:size])
	return document.Markdown(source), annotationsOf(source)
}

// annotationsOf marks some words wherever they stand.
func annotationsOf(source []byte) []annotate.Annotation {
	fixes := []struct{ glitch, fix string }{{"micro-letter", "WeChat"}, {"Ma Yun", "Jack Ma"}, {"intercourse", "Laiwang"}, {"micro-blog", "Weibo"}}
	var all []annotate.Annotation
	text := string(source)
	for at := 0; at < len(text); {
		best, which := -1, 0
		for i, f := range fixes {
			if j := strings.Index(text[at:min(len(text), at+4096)], f.glitch); j >= 0 && (best < 0 || j < best) {
				best, which = j, i
			}
		}
		if best < 0 {
			at += 4000
			continue
		}
		start := at + best
		at = start + len(fixes[which].glitch)
		all = append(all, annotate.Annotation{Span: document.Span{Start: start, End: at}, Fix: fixes[which].fix, Kind: annotate.Brand})
	}
	return all
}

var sizes = []struct {
	name  string
	bytes int
}{{"10KB", 10 << 10}, {"1MB", 1 << 20}, {"10MB", 10 << 20}, {"100MB", 100 << 20}}

var bothView = View{Width: 80, Mode: Both, Fold: true}

// BenchmarkOpen is the first screenful of a document never seen before.
func BenchmarkOpen(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			d, anns := sample(s.bytes)
			for b.Loop() {
				p := NewPage(document.Markdown(d.Source()), anns)
				p.SetView(bothView)
				if len(p.Lines(p.Top(), 40)) != 40 {
					b.Fatal("no screenful")
				}
			}
		})
	}
}

// BenchmarkPageDown is the next screenful.
func BenchmarkPageDown(b *testing.B) {
	for _, s := range sizes[1:3] {
		b.Run(s.name, func(b *testing.B) {
			d, anns := sample(s.bytes)
			p := NewPage(d, anns)
			p.SetView(bothView)
			at := p.Top()
			for b.Loop() {
				next := p.Step(at, 34)
				if next == at {
					next = p.Top()
				}
				at = next
				p.Lines(at, 34)
			}
		})
	}
}

// BenchmarkEnd is a jump to the end of a document whose beginning is shown.
func BenchmarkEnd(b *testing.B) {
	for _, s := range sizes {
		b.Run(s.name, func(b *testing.B) {
			d, anns := sample(s.bytes)
			for b.Loop() {
				p := NewPage(document.Markdown(d.Source()), anns)
				p.Lines(p.Bottom(40), 40)
			}
		})
	}
}

// BenchmarkRedraw is a screenful that is known: what scrolling by a line costs.
func BenchmarkRedraw(b *testing.B) {
	d, anns := sample(1 << 20)
	p := NewPage(d, anns)
	for b.Loop() {
		p.Lines(p.Top(), 40)
	}
}

// Shapes that are bad for whoever takes a document in one piece.
var shapes = []struct {
	name string
	text func() string
}{
	{"paragraph", func() string { return strings.Repeat("Ma Yun said that the micro-letter is good for all. ", 20000) }},
	{"lines", func() string { return strings.Repeat("Ma Yun said that the micro-letter is good for all,\n", 20000) }},
	{"list", func() string { return strings.Repeat("- Ma Yun said that the micro-letter is good for all\n", 20000) }},
	{"numbers", func() string { return numbered(20000) }},
	{"quote", func() string { return strings.Repeat("> Ma Yun said that the micro-letter is good.\n>\n", 20000) }},
	{"deep quote", func() string { return strings.Repeat("> > > > > Ma Yun said that the micro-letter is good.\n", 20000) }},
	{"code", func() string {
		return "```go\n" + strings.Repeat("if a := micro-letter; a != nil { return a }\n", 20000) + "```\n"
	}},
	{"table", func() string {
		return "| a | b | c |\n|---|---|---|\n" + strings.Repeat("| Ma Yun | micro-letter | good |\n", 20000)
	}},
	{"bullets", func() string { return strings.Repeat("* ", 50000) }},
	{"quotes", func() string { return strings.Repeat(">", 20000) + " deep\n" }},
	{"stars", func() string { return strings.Repeat("*a ", 200000) }},
	{"brackets", func() string { return strings.Repeat("[", 50000) }},
	{"headings", func() string { return strings.Repeat("# Ma Yun\n", 50000) }},
	{"pictures", func() string { return strings.Repeat("![", 50000) + strings.Repeat("](x)", 50000) }},
	{"footnotes", func() string { return strings.Repeat("![^", 50000) + "]\n\n[^1]: x" }},
	{"Chinese", func() string {
		return strings.Repeat("阿里集团主席马云昨日在“来往”活动现场表示，阿里做微信的挑战。", 10000)
	}},
}

func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d. Ma Yun said that the micro-letter is good\n", i+1)
	}
	return b.String()
}

// BenchmarkShapes is the first screenful of about a megabyte of each shape.
func BenchmarkShapes(b *testing.B) {
	for _, s := range shapes {
		b.Run(s.name, func(b *testing.B) {
			source := []byte(s.text())
			anns := annotationsOf(source)
			for b.Loop() {
				p := NewPage(document.Markdown(source), anns)
				p.SetView(bothView)
				p.Lines(p.Top(), 40)
			}
		})
	}
}
