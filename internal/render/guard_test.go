package render

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"charm.land/glamour/v2"
	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// The marks are underline colours: glamour must set none itself.
func TestGlamourSetsNoUnderlineColour(t *testing.T) {
	for _, name := range Themes() {
		theme, err := NewTheme(name, true)
		if err != nil {
			t.Fatal(err)
		}
		g, err := glamour.NewTermRenderer(glamour.WithStyles(theme.Styles), glamour.WithWordWrap(60))
		if err != nil {
			t.Fatal(err)
		}
		out, err := g.Render(mixed)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"[58;", ";58;", "[58:", "[4:"} {
			if strings.Contains(out, bad) {
				t.Errorf("%s: %q in glamour's output", name, bad)
			}
		}
	}
}

// Every theme shows every kind of block, with the same text where it has no signs of its own.
func TestThemes(t *testing.T) {
	for _, name := range Themes() {
		for _, dark := range []bool{true, false} {
			theme, err := NewTheme(name, dark)
			if err != nil {
				t.Fatal(err)
			}
			p := page(mixed, View{Width: 60, Mode: Both, Theme: theme})
			lines := allLines(p)
			checkCells(t, p, lines)
			if got := squeeze(texts(lines)); !strings.Contains(got, "Tencentonthemobileinternetlayout") {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
	if _, err := NewTheme("no such", true); err == nil {
		t.Error("an unknown theme is taken")
	}
	if _, err := ReadTheme("mine", []byte(`{"paragraph":{"color":"3","prefix":"> "},"h1":{"upper":true}}`), true); err != nil {
		t.Error(err)
	}
	if _, err := ReadTheme("mine", []byte(`{`), true); err == nil {
		t.Error("a broken style file is taken")
	}
}

// Headings and code stand without the signs of Markdown, and without blanks that are not in the text.
func TestQuietHeadings(t *testing.T) {
	for _, name := range []string{"dark", "light"} {
		theme, err := NewTheme(name, false)
		if err != nil {
			t.Fatal(err)
		}
		got := texts(allLines(page("# One\n\n## Two\n\n###### Six\n\nrun `it`, now\n", View{Width: 40, Theme: theme})))
		if want := "One\n───\n\nTwo\n\nSix\n\nrun it, now\n"; got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// A theme with a style for paragraphs goes the long way through glamour, with the same text.
func TestStyledParagraphs(t *testing.T) {
	theme, err := ReadTheme("mine", []byte(`{"paragraph":{"color":"3"},"h1":{"upper":true}}`), true)
	if err != nil {
		t.Fatal(err)
	}
	text := "# Ma Yun\n\nHe said.\n\n| a | b |\n|---|---|\n| c | d |\n"
	got := allLines(page(text, View{Width: 40, Theme: theme}))
	equal(t, "text", texts(got), "MA YUN\n\nHe said.\n\na │ b\n──┼──\nc │ d\n")
	if got[2].Cells[0].Style.Fg == nil {
		t.Error("the paragraph has no colour")
	}
}

// Glamour prints a warning on standard output for nodes that it does not know, which would wreck the screen.
func TestNothingOnStandardOutput(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = write
	allLines(page(mixed, View{Width: 60, Mode: Both}))
	torture, _ := os.ReadFile("testdata/torture.md")
	allLines(page(string(torture), View{Width: 60, Mode: Both}))
	os.Stdout = stdout
	_ = write.Close()
	if out, _ := io.ReadAll(read); len(out) > 0 {
		t.Fatalf("%q on standard output", out)
	}
}

// Hostile text: whatever comes, no panic, no control character in a cell, no line too wide.
func FuzzPage(f *testing.F) {
	torture, err := os.ReadFile("testdata/torture.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		string(torture), mixed, "&#27;[31m &#x9b;31m &#8238; &NewLine; `&#27;`", "\x1b]0;title\a\x1b[31mred\x9b31m \x00\xff\xfe \u202e \u2028 \r\n \r",
		"[x](javascript:alert(1)) <https://x/\x1b[31m> ![](\x07)", "<br\x1b>\n<div>\x1b[2J</div>", "| \x1b | \t |\n|-|-|\n| & | \\ |",
		"e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 👨‍👩‍👧‍👦❤️🇨🇳 \u200d\u200d \U000e0041", "```\n\x1b[31m\t\x07&amp;\\*\n```", "> - 1. > * deep\n\n# #\n\n***\n",
		strings.Repeat("> ", 100) + "deep", strings.Repeat("- ", 100) + "deep", strings.Repeat("*", 999) + "a" + strings.Repeat("_", 999),
	} {
		f.Add([]byte(s), uint8(40), uint8(3), uint16(5))
		f.Add([]byte(s), uint8(1), uint8(2), uint16(0))
	}
	f.Fuzz(func(t *testing.T, source []byte, width, mode uint8, step uint16) {
		anns := annotationsOf(source)
		more := anns[:0:0]
		for at := int(step); step > 0 && at+3 < len(source) && len(anns) == 0; at += int(step) + 3 {
			a := annotationsOf([]byte("Ma Yun"))[0]
			a.Span, a.Fix = document.Span{Start: at, End: at + 3}, "&#27;\x1b[31m fix\n\x00"
			more = append(more, a)
		}
		anns = append(anns, more...)
		for _, d := range []*document.Document{document.Plain(source), document.Markdown(source)} {
			p := pageOf(d, anns, View{Width: int(width), Mode: Mode(mode % 4), Fold: true})
			checkCells(t, p, allLines(p))
			p.Bottom(3)
			p.At(len(source) / 2)
		}
	})
}

// A reference to a control character is nothing, in text, in code and in a link.
func TestControlReferences(t *testing.T) {
	for _, text := range []string{"a&#27;[31mb", "a&#x9b;b", "a&#8238;b", "a`&#27;`b", "a\x1b[31mb", "a\x9bb", "a\u202eb"} {
		lines := allLines(page(text, View{Width: 40}))
		if s := texts(lines); strings.ContainsAny(s, "\x1b\u009b\u202e") {
			t.Errorf("%q shows %q", text, s)
		}
	}
}

func TestFound(t *testing.T) {
	source, anns := draw("the ⟦micro-letter=>WeChat⟧ app and the rest")
	p := pageOf(document.Plain(source), anns, View{Width: 80, Mode: Fixed})
	p.SetFound([]document.Span{{Start: 0, End: 6}, {Start: 21, End: 24}})
	l := p.Lines(p.Top(), 1)[0]
	var got bytes.Buffer
	for _, r := range l.Runs {
		for x := r.X0; x < r.X1; x++ {
			got.WriteString(l.Cells[x].Content)
		}
		got.WriteString([]string{"-", "0", "1"}[r.Found+1] + "|")
	}
	equal(t, "runs", got.String(), "the 0|WeChat0|and1|")
}

// A click leads to the source.
func TestSourceAt(t *testing.T) {
	text := "see **the &amp; micro-letter** 微信 app"
	p := page(text, View{Width: 80})
	l := p.Lines(p.Top(), 1)[0]
	for _, c := range []struct{ shown, source string }{{"see", "see"}, {"&", "&amp;"}, {"micro", "micro"}, {"信", "信"}, {"app", "app"}} {
		x := 0
		for !strings.HasPrefix(Text(Line{Cells: l.Cells[x:]}), c.shown) || l.Cells[x].Width == 0 {
			x++
		}
		if at, ok := p.SourceAt(l, x); !ok || !strings.HasPrefix(text[at:], c.source) {
			t.Errorf("%q leads to %d", c.shown, at)
		}
	}
	if _, ok := p.SourceAt(l, 500); ok {
		t.Error("a place outside of the line leads to the source")
	}
}

// Marks that are there by chance must not be taken for ours.
func TestForeignMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("\x1b[58;2m:019 a\u2028\u009b"))).Draw(t, "text")
		p := pageOf(document.Markdown([]byte(s)), nil, View{Width: 30})
		checkCells(t, p, allLines(p))
	})
}

// Code is coloured by its language, and marks in it stay.
func TestHighlight(t *testing.T) {
	lines := allLines(page("```go\nfunc main() { ⟦micro-letter=>WeChat⟧() }\n```\n", View{Width: 60, Mode: Fixed}))
	equal(t, "code", texts(lines), "  func main() { micro-letter() }\n")
	fn, open := lines[0].Cells[2].Style.Fg, lines[0].Cells[13].Style.Fg
	if fn == nil || fn == open {
		t.Error("a keyword looks like a bracket")
	}
	if len(lines[0].Runs) != 1 || lines[0].Runs[0].X0 != 16 {
		t.Errorf("runs %v", lines[0].Runs)
	}
	plain := allLines(page("```\nfunc main()\n```\n", View{Width: 60}))
	if plain[0].Cells[2].Style.Fg == fn {
		t.Error("code of no language is coloured")
	}
}

// TestTableAfterAnnotating: the columns fit what is shown now, not what was shown before there were annotations.
func TestTableAfterAnnotating(t *testing.T) {
	source, anns := draw("| a | b |\n|---|---|\n| ⟦Ma Yun=>Jack Ma⟧ | c |\n")
	p := pageOf(document.Markdown(source), nil, View{Width: 60, Mode: Fixed})
	allLines(p)
	p.SetAnnotations(anns)
	if got := Text(allLines(p)[2]); got != "Jack Ma │ c" {
		t.Errorf("the row is %q", got)
	}
}
