package screen

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
)

type counting struct{ bytes int }

func (c *counting) Write(b []byte) (int, error) {
	c.bytes += len(b)
	return len(b), nil
}

// BenchmarkPage is a page of 200x60 after another that has nothing in common with it, as the terminal gets it.
func BenchmarkPage(b *testing.B) {
	out := &counting{}
	s := New(out)
	s.SetProfile(colorprofile.TrueColor)
	s.SetTogether(true)
	var pages []uv.Screen
	for n := range 2 {
		var rows []string
		for y := range 57 {
			rows = append(rows, strings.Repeat(" ", 56)+strings.Repeat(fmt.Sprintf("word%d and %d ", y*n, y), 7))
		}
		f := frame(200, 60, rows...)
		for y := 3; y < 50; y += 4 {
			write(f, 70+y, y, "WeChat", mintOf())
			write(f, 150, y, "微信 WeChat: “micro-letter”", uv.Style{Attrs: uv.AttrFaint})
		}
		pages = append(pages, f)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := s.Show(pages[i%2], Cursor{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.bytes)/float64(b.N), "B/page")
}
