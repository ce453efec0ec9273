package render

import (
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      int
		want       string
	}{
		{"words", "the quick brown fox", 10, "the quick|brown fox"},
		{"exact", "the quick brown", 9, "the quick|brown"},
		{"hyphen", "a well-known fact", 8, "a well-|known|fact"},
		{"hyphen at the edge", "abcd well- and ill-made", 10, "abcd well-|and ill-|made"},
		{"hyphen that does not fit", "abcd efghi-jk", 10, "abcd|efghi-jk"},
		{"minus", "it is -5 degrees", 7, "it is|-5|degrees"},
		{"years", "in 2013-2014 it", 9, "in|2013-2014|it"},
		{"e-mail", "an e-mail", 6, "an|e-mail"},
		{"soft hyphen", "micro\u00adletter", 8, "micro-|letter"},
		{"soft hyphen not needed", "micro\u00adletter", 12, "microletter"},
		{"zero width space", "micro\u200bletter", 8, "micro|letter"},
		{"no-break space", "of 5\u00a0km", 5, "of|5\u00a0km"},
		{"long word", "a supercalifragilistic word", 10, "a|supercalif|ragilistic|word"},
		{"Chinese", "马云在活动现场", 6, "马云在|活动现|场"},
		{"Chinese odd", "马云在活动现场", 7, "马云在|活动现|场"},
		{"no comma first", "马云在，活动现场", 6, "马云|在，活|动现场"},
		{"no bracket last", "马云（在）活动", 6, "马云|（在）|活动"},
		{"Latin in Chinese", "阿里Alibaba集团", 8, "阿里|Alibaba|集团"},
		{"English in quotes", "他说“Hello”了", 8, "他说|“Hello”|了"},
		{"dashes", "马云——他说", 6, "马云——|他说"},
		{"ideographic space", "马云\u3000他说", 5, "马云|他说"},
	} {
		p := pageOf(plainOf(c.text), nil, View{Width: c.width})
		got := strings.TrimSuffix(strings.ReplaceAll(texts(allLines(p)), "\n", "|"), "|")
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The text is wrapped as it is shown, not as it came.
func TestWrapsTheShownText(t *testing.T) {
	source, anns := draw("aa ⟦micro-letter=>We⟧ bb ⟦x=>a much longer fix⟧ cc")
	for _, c := range []struct {
		mode Mode
		want string
	}{
		{Original, "aa micro-|letter bb x|cc"},
		{Marked, "aa micro-|letter bb x|cc"},
		{Fixed, "aa We bb a|much longer|fix cc"},
		{Both, "aa We|(micro-|letter) bb|a much|longer fix|(x) cc"},
	} {
		p := pageOf(plainOf(string(source)), anns, View{Width: 11, Mode: c.mode})
		if got := strings.TrimSuffix(strings.ReplaceAll(texts(allLines(p)), "\n", "|"), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", c.mode, got, c.want)
		}
	}
}

// Chinese lines that the source breaks are joined without a blank, others with one.
func TestJoinsLines(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"马云在\n活动", "马云在活动\n"},
		{"Ma\nYun", "Ma Yun\n"},
		{"马云\nMa", "马云 Ma\n"},
		{"Ma  \nYun", "Ma\nYun\n"},
		{"Ma\\\nYun", "Ma\nYun\n"},
		{"Ma<br>Yun", "Ma\nYun\n"},
	} {
		if got := texts(allLines(page(c.text, View{Width: 40}))); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func plainOf(s string) *document.Document { return document.Plain([]byte(s)) }

func TestDeletedWordLeavesOneBlank(t *testing.T) {
	source, anns := draw("⟦Of⟧ the app ⟦of⟧ him ⟦so⟧")
	p := pageOf(plainOf(string(source)), anns, View{Width: 40, Mode: Fixed})
	equal(t, "fixed", texts(allLines(p)), "the app him\n")
	p.SetView(View{Width: 40, Mode: Both})
	equal(t, "both", texts(allLines(p)), "Of the app of him so\n")
	if l := p.Lines(p.Top(), 1)[0]; l.Cells[0].Style.Attrs == 0 {
		t.Error("what is taken away is not struck")
	}
}

func TestFold(t *testing.T) {
	source, anns := draw("⟦Home\nNews\n\nLog in⟧furniture\n\nMa Yun said.\n\nMore ⟦Share⟧furniture")
	for _, c := range []struct {
		view View
		want string
	}{
		{View{Mode: Original, Fold: true}, "Home\nNews\n\nLog in\n\nMa Yun said.\n\nMore Share\n"},
		{View{Mode: Marked, Fold: true}, "⋯ 3 lines of page furniture\n\nMa Yun said.\n\nMore ⋯\n"},
		{View{Mode: Fixed, Fold: true}, "⋯ 3 lines of page furniture\n\nMa Yun said.\n\nMore ⋯\n"},
		{View{Mode: Fixed}, "Home\nNews\n\nLog in\n\nMa Yun said.\n\nMore Share\n"},
		{View{Mode: Both}, "Home\nNews\n\nLog in\n\nMa Yun said.\n\nMore Share\n"},
	} {
		c.view.Width = 40
		p := pageOf(plainOf(string(source)), anns, c.view)
		equal(t, c.view.Mode.String(), texts(allLines(p)), c.want)
		if c.view.Fold && c.view.Mode != Original {
			if l := p.Lines(p.Top(), 1)[0]; len(l.Runs) != 1 || l.Runs[0].Part != PartFold || l.Runs[0].Annotation != 0 {
				t.Errorf("fold runs %v", l.Runs)
			}
			if at := p.At(8); at != p.Top() {
				t.Errorf("inside of the fold leads to %v", at)
			}
		}
	}
}

func TestOneFoldedLine(t *testing.T) {
	source, anns := draw("⟦Home⟧furniture\n\nMa Yun")
	p := pageOf(plainOf(string(source)), anns, View{Width: 40, Mode: Marked, Fold: true})
	equal(t, "page", texts(allLines(p)), "⋯ 1 line of page furniture\n\nMa Yun\n")
}

// An annotation of grammar may cover a paragraph, or more than one.
func TestWholeParagraphs(t *testing.T) {
	source, anns := draw("Before.\n\n⟦He say it\n\nand goes.=>He said it and went.⟧\n\nAfter.")
	anns[0].Kind = annotate.Grammar
	for _, c := range []struct {
		mode Mode
		want string
	}{
		{Marked, "Before.\n\nHe say it\n\nand goes.\n\nAfter.\n"},
		{Fixed, "Before.\n\nHe said it and went.\n\nAfter.\n"},
		{Both, "Before.\n\nHe said it and went. (He say it)\n\n(and goes.)\n\nAfter.\n"},
	} {
		p := pageOf(plainOf(string(source)), anns, View{Width: 60, Mode: c.mode})
		equal(t, c.mode.String(), texts(allLines(p)), c.want)
	}
}
