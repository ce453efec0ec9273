package export

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"

	goldmark "github.com/yuin/goldmark/renderer/html"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// text writes a stretch of the source: fixes where glitches stood, marks around what the reader marked.
func (p *page) text(s document.Span, raw bool) {
	for at := max(s.Start, p.done); at < s.End; at = p.done {
		for len(p.findings) > 0 && p.findings[0].Span.End <= at { // it stood where nothing is shown
			p.findings = p.findings[1:]
		}
		if len(p.findings) > 0 && p.findings[0].Span.Start <= at {
			f := &p.findings[0]
			p.findings = p.findings[1:]
			p.done = f.Span.End
			p.marked(f.Span, func() { p.fix(f) })
			continue
		}
		end := s.End
		if len(p.findings) > 0 {
			end = min(end, p.findings[0].Span.Start)
		}
		for _, m := range p.notes {
			for _, edge := range []int{m.Span.Start, m.Span.End} {
				if edge > at {
					end = min(end, edge)
				}
			}
		}
		p.done = end
		p.marked(document.Span{Start: at, End: end}, func() { p.words(at, end, raw) })
	}
}

// words writes source in which nothing begins or ends.
func (p *page) words(start, end int, raw bool) {
	part := p.a.Document.Source()[start:end]
	if raw {
		p.out.WriteString(escape(strings.ToValidUTF8(string(part), "\uFFFD")))
		return
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	goldmark.DefaultWriter.Write(w, bytes.ToValidUTF8(part, []byte("\uFFFD"))) // references and escapes undone
	_ = w.Flush()                                                              // into memory
	p.out.WriteString(document.Clean(b.String()))
}

// marked writes what do writes inside of the marks of the notes that it belongs to. A note's number stands behind its last words.
func (p *page) marked(s document.Span, do func()) {
	var inside, ended []*Mark
	for _, m := range p.notes {
		if m.Span.Overlaps(s) {
			inside = append(inside, m)
			if m.Span.End <= s.End {
				ended = append(ended, m)
			}
		}
	}
	if len(inside) == 0 {
		do()
		return
	}
	colour := ""
	for _, m := range inside {
		if m.Colour != "" {
			colour = m.Colour
		}
	}
	class := "mark"
	if colour != "" {
		class += " c-" + colour
	}
	fmt.Fprintf(&p.out, `<mark class="%s">`, class)
	do()
	p.out.WriteString("</mark>")
	for _, m := range ended {
		p.note(m)
	}
}

// note writes the number of a note, with its card. A highlight that says nothing has none.
func (p *page) note(m *Mark) {
	if _, met := p.numbers[m]; met || m.Body == "" && len(m.Tags) == 0 {
		return
	}
	n := len(p.ends) + 1
	p.numbers[m] = n
	var card strings.Builder
	card.WriteString("<span class=\"words\">" + escape(clipped(m.Body)) + "</span>")
	for _, t := range m.Tags {
		card.WriteString(" <span class=\"tag\">#" + escape(t) + "</span>")
	}
	p.anchor(n, "note", "✎", card.String())
	p.ends = append(p.ends, fmt.Sprintf("<li id=\"n%d\"><q>%s</q> %s <a class=\"back\" href=\"#f%d\" aria-label=\"back to the text\">↩</a></li>\n",
		n, escape(clipped(p.a.repaired(p.r, m.Span))), noteHTML(m), n))
}
