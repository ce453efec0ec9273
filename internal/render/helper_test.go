package render

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

var drawn = regexp.MustCompile(`(?s)⟦(.*?)⟧(furniture|own)?`)

// draw reads a text with annotations drawn in: "the ⟦micro-letter=>WeChat⟧ app", "⟦menu⟧furniture" for page furniture.
func draw(text string) ([]byte, []annotate.Annotation) {
	var (
		source []byte
		anns   []annotate.Annotation
		at     int
	)
	for _, m := range drawn.FindAllStringSubmatchIndex(text, -1) {
		source = append(source, text[at:m[0]]...)
		glitch, fix, _ := strings.Cut(text[m[2]:m[3]], "=>")
		a := annotate.Annotation{Span: document.Span{Start: len(source)}, Fix: fix, Kind: annotate.Term}
		source = append(source, glitch...)
		a.Span.End = len(source)
		if m[4] >= 0 {
			switch text[m[4]:m[5]] {
			case "furniture":
				a.Kind = annotate.Boilerplate
			case "own":
				a.Origin = annotate.FromReader
			}
		}
		anns = append(anns, a)
		at = m[1]
	}
	return append(source, text[at:]...), anns
}

// page returns the page of a drawn text in Markdown.
func page(text string, v View) *Page {
	source, anns := draw(text)
	return pageOf(document.Markdown(source), anns, v)
}

func pageOf(d *document.Document, anns []annotate.Annotation, v View) *Page {
	p := NewPage(d, anns)
	p.SetView(v)
	return p
}

func allLines(p *Page) []Line { return p.Lines(p.Top(), 1<<30) }

func texts(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(Text(l) + "\n")
	}
	return b.String()
}

// squeeze takes all white space away.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func equal(t rapid.TB, what, got, want string) {
	t.Helper()
	if got != want {
		t.Fatalf("%s\ngot:\n%s\nwant:\n%s", what, got, want)
	}
}

// words of many kinds for random documents.
var words = []string{
	"Ma", "Yun", "said", "micro-letter", "the", "of", "Alibaba", "e-commerce", "well-known", "2013-2014", "and", "impossible", "a", "I",
	"electricity", "supplier,", "“contacts”", "(so)", "来往", "微信", "马云说，“好”。", "日本語の文", "Wēixìn", "café", "e\u0301t\u0301", "👨‍👩‍👧‍👦",
	"❤️", "🇨🇳", "&amp;", "&lt;b&gt;", "\\*", "\\\\", "100%", "https://example.com/a-long-address/of-a-page?with=query", "مرحبا", "שלום",
	"supercalifragilisticexpialidociousnesses", "--", "-", "no\u00a0break", "x_y_z", "|", "*", "_", "`", "[", "]", "<", ">", "&", "~", "ab\u200bcd",
}

func sentence(t *rapid.T, pool []string, most int) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pool), 1, most).Draw(t, "words"), " ")
}

// inlineText is a line of inline Markdown.
func inlineText(t *rapid.T) string {
	var b strings.Builder
	for range rapid.IntRange(1, 4).Draw(t, "runs") {
		s := sentence(t, words, 12)
		b.WriteString(rapid.SampledFrom([]string{"%", "*%*", "**%**", "`%`", "[%](https://example.com/x)", "~~%~~", "% \n%", "%  \n%", "%\\\n%", "![%](p.png)", "![](p.png) %", "%[^n]", "<a href=x.md>%</a>", "<a href=x.md>%", "%<img src=p.png> %", "[![%](p.png)](other.md)", "<br>%", "**a *%* b**"}).Draw(t, "form"))
		text := b.String()
		b.Reset()
		b.WriteString(strings.ReplaceAll(text, "%", s) + " ")
	}
	return b.String()
}

// block is a block of random Markdown.
func block(t *rapid.T, depth int) string {
	kinds := []string{"paragraph", "paragraph", "heading", "code", "indented", "table", "rule", "html", "definition", "reference", "footnote"}
	if depth < 3 {
		kinds = append(kinds, "quote", "list", "numbers", "tasks", "loose")
	}
	switch rapid.SampledFrom(kinds).Draw(t, "kind") {
	case "heading":
		return strings.Repeat("#", rapid.IntRange(1, 6).Draw(t, "level")) + " " + strings.ReplaceAll(inlineText(t), "\n", " ") + "\n"
	case "code":
		return "```go\n" + sentence(t, words, 20) + "\n\n\tif x {\n" + sentence(t, words, 5) + "\n```\n"
	case "indented":
		return "    " + sentence(t, words, 10) + "\n    " + sentence(t, words, 10) + "\n"
	case "table":
		row := func() string {
			return "| " + strings.ReplaceAll(sentence(t, words[:25], 6), "|", "") + " | " + sentence(t, words[:25], 3) + " | `x` |\n"
		}
		return row() + "|:---|---:|:-:|\n" + row() + row()
	case "rule":
		return "***\n"
	case "html":
		return "<div class=\"x\">\n" + sentence(t, words, 8) + " <b>bold</b>\n</div>\n"
	case "definition":
		return sentence(t, words[:20], 2) + "\n: " + sentence(t, words, 20) + "\n"
	case "reference":
		return "see [the note][note] and [note]\n\n[note]: https://example.com/note \"title\"\n"
	case "footnote":
		return "[^" + rapid.SampledFrom([]string{"n", "1", "a longer label of it"}).Draw(t, "label") + "]: " + strings.ReplaceAll(inlineText(t), "\n", " ") + "\n"
	case "quote":
		return prefixed(blocks(t, depth+1), "> ", "> ")
	case "list":
		return prefixed(inlineText(t), "- ", "  ") + prefixed(inlineText(t), "- ", "  ")
	case "loose":
		return prefixed(blocks(t, depth+1), "* ", "  ") + "\n" + prefixed(blocks(t, depth+1), "* ", "  ")
	case "numbers":
		return prefixed(blocks(t, depth+1), "9. ", "   ") + prefixed(inlineText(t), "10. ", "    ")
	case "tasks":
		return "- [x] " + sentence(t, words, 4) + "\n- [ ] " + sentence(t, words, 4) + "\n"
	}
	return inlineText(t) + "\n"
}

func prefixed(text, first, rest string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	return first + strings.Join(lines, "\n"+rest) + "\n"
}

func blocks(t *rapid.T, depth int) string {
	n := rapid.IntRange(1, 3).Draw(t, "blocks")
	if depth == 0 {
		n = rapid.IntRange(1, 8).Draw(t, "blocks")
	}
	var all []string
	for range n {
		all = append(all, block(t, depth))
	}
	return strings.Join(all, "\n")
}

// annotations puts annotations at random places of a source, between characters.
func annotations(t *rapid.T, source string) []annotate.Annotation {
	var (
		cuts []int
		anns []annotate.Annotation
	)
	for i := 0; i < len(source); {
		cuts = append(cuts, i)
		i += len(cluster(source[i:]))
	}
	for at := 0; at+1 < len(cuts) && len(anns) < 12; {
		at += rapid.IntRange(0, 40).Draw(t, "skip")
		end := at + rapid.SampledFrom([]int{1, 2, 3, 5, 8, 12, 60}).Draw(t, "length")
		if end >= len(cuts) {
			break
		}
		if text := source[cuts[at]:cuts[end]]; strings.TrimSpace(text) != text || text == "" {
			continue
		}
		a := annotate.Annotation{
			Span: document.Span{Start: cuts[at], End: cuts[end]},
			Fix:  rapid.SampledFrom([]string{"", "WeChat", "Jack Ma", "微信", "a & b", "C:\\x", "*not bold*", "&lt;", "e-mail and more of it"}).Draw(t, "fix"),
			Kind: annotate.Term,
		}
		anns = append(anns, a)
		at = end
	}
	return anns
}

func anyView(t *rapid.T) View {
	return View{
		Width: rapid.SampledFrom([]int{1, 2, 7, 20, 33, 60, 80, 100, 200}).Draw(t, "width"),
		Mode:  rapid.SampledFrom([]Mode{Original, Marked, Fixed, Both}).Draw(t, "mode"),
		Fold:  rapid.Bool().Draw(t, "fold"),
	}
}

func anyDocument(t *rapid.T) (string, *document.Document) {
	source := blocks(t, 0)
	if rapid.Bool().Draw(t, "plain") {
		return source, document.Plain([]byte(source))
	}
	return source, document.Markdown([]byte(source))
}

func TestDraw(t *testing.T) {
	source, anns := draw("the ⟦micro-letter=>WeChat⟧ app")
	if string(source) != "the micro-letter app" || len(anns) != 1 || anns[0].Span != (document.Span{Start: 4, End: 16}) || anns[0].Fix != "WeChat" {
		t.Fatal(string(source), anns)
	}
}
