package render

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// TestGolden lays the texts in testdata out at every width in every mode.
func TestGolden(t *testing.T) {
	for _, file := range []string{"testdata/torture.md", "testdata/article.txt", "testdata/links.md"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source, anns := draw(string(text))
		d := document.Plain(source)
		if filepath.Ext(file) == ".md" {
			d = document.Markdown(source)
		}
		p := NewPage(d, anns)
		for _, m := range Modes {
			for _, width := range []int{33, 60, 80, 100} {
				p.SetView(View{Width: width, Mode: m.Mode, Fold: true})
				checkGolden(t, fmt.Sprintf("%s.%s.%d.golden", file, m.Name, width), pictureOf(allLines(p)))
			}
		}
	}
}

// TestGoldenLooks lays out a page of every kind of block, as a reader sees it.
func TestGoldenLooks(t *testing.T) {
	text, err := os.ReadFile("testdata/looks.md")
	if err != nil {
		t.Fatal(err)
	}
	source, anns := draw(string(text))
	p := pageOf(document.Markdown(source), anns, View{Mode: Fixed})
	for _, width := range []int{14, 24, 36, 60, 100} {
		p.SetView(View{Width: width, Mode: Fixed})
		checkGolden(t, fmt.Sprintf("testdata/looks.md.%d.golden", width), texts(allLines(p)))
	}
}

func checkGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs:\n%s", file, got)
	}
}

// pictureOf writes lines out, each with a line below it that shows its runs: ~ glitch, ^ fix, ' bracket, * fold, = link.
func pictureOf(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(Text(l) + "\n")
		marks := []byte(strings.Repeat(" ", len(l.Cells)))
		for _, r := range l.Runs {
			sign := " ~^'*"[r.Part]
			if r.Annotation < 0 {
				sign = '='
			}
			for x := r.X0; x < r.X1; x++ {
				marks[x] = sign
			}
		}
		if below := strings.TrimRight(string(marks), " "); below != "" {
			b.WriteString(below + "\n")
		}
	}
	return b.String()
}
