package render

import (
	"fmt"
	"strings"
	"testing"

	"charm.land/glamour/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Without annotations the lines are glamour's, where glamour has no mistake of its own.
func TestLinesAreGlamours(t *testing.T) {
	plain := []string{"Ma", "Yun", "said", "the", "of", "Alibaba", "and", "impossible", "a", "I", "electricity", "supplier,", "“contacts”", "(so)", "Wēixìn", "100%"}
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SampledFrom([]string{"%", "## %", "% *%* %", "**%** %", "`%` %"}).Draw(t, "form")
		source := strings.ReplaceAll(form, "%", sentence(t, plain, 20)) + "\n"
		width := rapid.IntRange(30, 100).Draw(t, "width")
		config := darkTheme().Styles
		config.Document.Margin = nil
		g, err := glamour.NewTermRenderer(glamour.WithStyles(config), glamour.WithWordWrap(width))
		if err != nil {
			t.Fatal(err)
		}
		want, err := g.Render(source)
		if err != nil {
			t.Fatal(err)
		}
		got := texts(allLines(page(source, View{Width: width})))
		equal(t, source, textLines(got), textLines(withoutWidows(ansi.Strip(want), width)))
	})
}

// withoutWidows gives a last line of one short word the last word of the line before, as the page does where that stays nearly full.
func withoutWidows(s string, width int) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	for i := 1; i < len(lines); i++ {
		last := strings.TrimSpace(lines[i])
		before, word := strings.TrimRight(lines[i-1], " "), ""
		if at := strings.LastIndexByte(before, ' '); at > 0 {
			before, word = before[:at], before[at+1:]
		}
		ends := i+1 == len(lines) || strings.TrimSpace(lines[i+1]) == ""
		if last == "" || word == "" || !ends || ansi.StringWidth(last) > shortWidow || strings.Contains(last, " ") || ansi.StringWidth(before) < width*2/3 {
			continue
		}
		lines[i-1], lines[i] = before, word+" "+last
	}
	return strings.Join(lines, "\n")
}

// textLines leaves out blank lines, blanks at the ends of lines, and how a bar is followed.
func textLines(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && line != "│" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// Marks move nothing: the page of the source text is the same with annotations and without.
func TestMarksMoveNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source, d := anyDocument(t)
		anns := annotations(t, source)
		v := anyView(t)
		v.Mode = Original
		want := texts(allLines(pageOf(d, nil, v)))
		equal(t, "original", texts(allLines(pageOf(d, anns, v))), want)
		v.Mode = Marked
		equal(t, "marked", texts(allLines(pageOf(d, anns, v))), want)
	})
}

// Each mark spells its text: the fix, and what the source shows there without annotations.
func TestMarksSpellTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source, d := anyDocument(t)
		anns := annotations(t, source)
		v := anyView(t)
		v.Width = rapid.SampledFrom([]int{20, 33, 60, 80}).Draw(t, "width")
		shown := spelled(allLines(pageOf(d, anns, View{Width: 400})), PartGlitch)
		lines := allLines(pageOf(d, anns, v))
		glitches, fixes := spelled(lines, PartGlitch), spelled(lines, PartFix)
		code := inCodeOf(d, anns)
		for i, a := range anns {
			if code[i] {
				continue
			}
			if info := v.Mode.info(); info.glitch {
				equal(t, fmt.Sprintf("glitch %d %v in %s", i, a, v.Mode), glitches[i], shown[i])
			} else if glitches[i] != "" {
				t.Fatalf("glitch %d %q shown in %s", i, glitches[i], v.Mode)
			}
			want := ""
			if v.Mode.info().fix && shown[i] != "" {
				want = squeeze(a.Fix)
			}
			if fixes[i] != want && (want != "" || shown[i] != "") {
				t.Fatalf("fix %d %v in %s: got %q, want %q\n%s", i, a, v.Mode, fixes[i], want, texts(lines))
			}
		}
	})
}

// The page of the fixes is the fixed text.
func TestFixedPageIsTheFixedText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := blocks(t, 0)
		anns := annotations(t, source)
		fixed := annotate.Apply([]byte(source), anns)
		v := View{Width: rapid.IntRange(20, 100).Draw(t, "width"), Mode: Fixed}
		got := texts(allLines(pageOf(document.Plain([]byte(source)), anns, v)))
		want := texts(allLines(pageOf(document.Plain(fixed), nil, v)))
		equal(t, "fixed", squeeze(got), squeeze(want))
	})
}

// spelled collects what the cells of each annotation say. Cells of a table that stand beside each other are put in source order.
func spelled(lines []Line, part Part) map[int]string {
	type cell struct {
		source int
		text   string
	}
	cells := map[int][]cell{}
	for _, l := range lines {
		for _, r := range l.Runs {
			if r.Annotation < 0 || r.Part != part {
				continue
			}
			for x := r.X0; x < r.X1; x++ {
				cells[r.Annotation] = append(cells[r.Annotation], cell{l.sources[x], l.Cells[x].Content})
			}
		}
	}
	text := map[int]string{}
	for i, all := range cells {
		for y := 1; y < len(all); y++ { // insertion: stable, nearly sorted
			for x := y; x > 0 && all[x].source < all[x-1].source; x-- {
				all[x], all[x-1] = all[x-1], all[x]
			}
		}
		for _, c := range all {
			text[i] += squeeze(c.text)
		}
	}
	return text
}

// inCodeOf says which annotations touch code blocks, where nothing is ever replaced.
func inCodeOf(d *document.Document, anns []annotate.Annotation) map[int]bool {
	touched := map[int]bool{}
	for i := 0; ; i++ {
		if _, ok := d.Chunk(i); !ok {
			return touched
		}
		for _, l := range newChunk(d, i).leaves {
			for j, a := range anns {
				if l.kind == codeLeaf && a.Span.Overlaps(l.span) {
					touched[j] = true
				}
			}
		}
	}
}

// Nothing of the marks reaches a cell; no line is too wide, whichever way a terminal counts.
func TestCellsAreCleanAndFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source, d := anyDocument(t)
		v := anyView(t)
		p := pageOf(d, annotations(t, source), v)
		checkCells(t, p, allLines(p))
	})
}

func checkCells(t rapid.TB, p *Page, lines []Line) {
	t.Helper()
	for y, l := range lines {
		if len(l.Cells) > p.view.Width || len(l.sources) != len(l.Cells) {
			t.Fatalf("line %d of %d cells, width %d: %q", y, len(l.Cells), p.view.Width, Text(l))
		}
		text, width := Text(l), 0
		for x, c := range l.Cells {
			width += c.Width
			if c.Style.UnderlineColor != nil && (c.Style.Underline == 0) {
				t.Fatalf("line %d: a mark is left at %d: %q", y, x, text)
			}
			for _, r := range c.Content {
				if document.Unsafe(r) || r == '\n' || r == '\t' {
					t.Fatalf("line %d: %q reaches a cell", y, c.Content)
				}
			}
		}
		if width != len(l.Cells) {
			t.Fatalf("line %d: %d columns in %d cells: %q", y, width, len(l.Cells), text)
		}
		if a, b := ansi.StringWidth(text), ansi.StringWidthWc(text); a != b || a > p.view.Width {
			t.Fatalf("line %d: width %d by clusters, %d by characters, at most %d: %q", y, a, b, p.view.Width, text)
		}
		for i, r := range l.Runs {
			if r.X0 >= r.X1 || r.X1 > len(l.Cells) || i > 0 && r.X0 < l.Runs[i-1].X1 {
				t.Fatalf("line %d: bad runs %v", y, l.Runs)
			}
		}
	}
}

// Laying out leaves the tree and the source as they were.
func TestTreeIsLeftAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source, d := anyDocument(t)
		p := pageOf(d, annotations(t, source), anyView(t))
		c, ok := p.chunkAt(0)
		if !ok {
			return
		}
		before := outline(c.tree)
		for _, m := range Modes {
			p.SetView(View{Width: 40, Mode: m.Mode})
			allLines(p)
		}
		equal(t, "tree", outline(c.tree), before)
		equal(t, "source", string(d.Source()), source)
	})
}

func outline(tree document.Tree) string {
	var b strings.Builder
	_ = ast.Walk(tree.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		fmt.Fprintf(&b, "%s ", n.Kind())
		if text, ok := n.(*ast.Text); ok {
			fmt.Fprintf(&b, "%v %v%v ", text.Segment, text.SoftLineBreak(), text.HardLineBreak())
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// Places: one step at a time meets every line once, both ways; an offset leads back to its line.
func TestPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source, d := anyDocument(t)
		p := pageOf(d, annotations(t, source), anyView(t))
		lines := allLines(p)
		at := p.Top()
		for i, l := range lines {
			if at != l.Place {
				t.Fatalf("line %d: at %v, want %v", i, at, l.Place)
			}
			if i > 0 && p.Step(at, -1) != lines[i-1].Place || i > 0 && p.Compare(lines[i-1].Place, at) >= 0 {
				t.Fatalf("line %d: no way back", i)
			}
			if l.Offset != p.Offset(at) {
				t.Fatalf("line %d: offsets %d and %d", i, l.Offset, p.Offset(at))
			}
			at = p.Step(at, 1)
		}
		if len(lines) == 0 {
			return
		}
		last := lines[len(lines)-1].Place
		if at != last || p.Step(p.Top(), 1<<20) != last || p.Step(last, -1<<20) != p.Top() {
			t.Fatalf("ends: %v %v", at, last)
		}
		height := rapid.IntRange(1, 30).Draw(t, "height")
		if got, want := p.Bottom(height), lines[max(0, len(lines)-height)].Place; got != want {
			t.Fatalf("bottom of %d: %v, want %v", height, got, want)
		}
	})
}

func TestOffsetLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var source strings.Builder
		for range rapid.IntRange(1, 5).Draw(t, "blocks") {
			source.WriteString(rapid.SampledFrom([]string{"", "# ", "> ", "- "}).Draw(t, "sign") + sentence(t, words[:25], 40) + "\n\n")
		}
		d := document.Markdown([]byte(source.String()))
		v := anyView(t)
		v.Width = rapid.IntRange(20, 100).Draw(t, "width")
		p := pageOf(d, annotations(t, source.String()), v)
		shown := -1
		for i, l := range allLines(p) {
			before := shown
			for _, s := range l.sources {
				shown = max(shown, s)
			}
			if l.Offset <= before || strings.TrimLeft(Text(l), "│•# ") == "" { // nothing, or only more of a fix
				continue
			}
			if p.At(l.Offset) != l.Place {
				t.Fatalf("line %d %q: offset %d leads to %v, not %v", i, Text(l), l.Offset, p.At(l.Offset), l.Place)
			}
		}
	})
}
