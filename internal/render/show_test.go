package render

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func TestShow(t *testing.T) {
	f := os.Getenv("SHOW")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	d := document.Plain(b)
	if f[len(f)-3:] == ".md" {
		d = document.Markdown(b)
	}
	var anns []annotate.Annotation
	for i := 0; i+8 < len(b); i++ {
		for _, w := range []string{"Ma Yun", "micro-letter", "weibo", "ali ", "Contacts", "micro-blog"} {
			if i+len(w) < len(b) && string(b[i:i+len(w)]) == w {
				anns = append(anns, annotate.Annotation{Span: document.Span{Start: i, End: i + len(w)}, Fix: map[bool]string{true: "WeChat", false: "Jack Ma"}[w[0] == 'm'], Kind: annotate.Brand})
			}
		}
	}
	p := NewPage(d, anns)
	w, _ := strconv.Atoi(os.Getenv("W"))
	if w == 0 {
		w = 80
	}
	m, _ := ParseMode(os.Getenv("MODE"))
	p.SetView(View{Width: w, Mode: m, Fold: true})
	for _, l := range p.Lines(p.Top(), 60) {
		if os.Getenv("COLOR") != "" {
			fmt.Println(ANSI(l, colorprofile.TrueColor))
		} else {
			fmt.Printf("%5d|%s|\n", l.Offset, Text(l))
		}
	}
}
