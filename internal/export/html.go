package export

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// WriteHTML writes an article as a page that needs nothing else: no network, no script. Each fix has a card, which shows under the pointer and
// with the keyboard's focus, and an entry among the notes at the end, which are all that is printed of it.
func WriteHTML(w io.Writer, a *Article) error {
	p := newPage(a)
	p.body()
	var b bytes.Buffer
	language := "en"
	if strings.HasPrefix(a.Language, "zh") {
		language = "zh"
	}
	title := escape(document.CleanLine(a.Heading()))
	fmt.Fprintf(&b, pageHead, language, title, style, firstOf(p.title, title))
	p.header(&b)
	b.WriteString("</header>\n<article>\n")
	b.Write(p.out.Bytes())
	b.WriteString("</article>\n")
	p.end(&b)
	b.WriteString("</main>\n</body>\n</html>\n")
	_, err := w.Write(b.Bytes())
	return err
}

const pageHead = `<!DOCTYPE html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="reader">
<title>%s</title>
<style>
%s</style>
</head>
<body>
<main>
<header>
<h1>%s</h1>
`

// page makes the body of a page out of a document's tree.
type page struct {
	a     *Article
	r     *reading
	out   bytes.Buffer
	title string // as the text has it, with its cards; "" where it does not begin with it
	tree  document.Tree
	links int // that are open
	raw   bool

	done     int // source offset up to which everything is written
	findings []annotate.Annotation
	notes    []*Mark
	numbers  map[*Mark]int // of the notes that have been met
	ends     []string      // the notes at the end, whole
}

func newPage(a *Article) *page {
	return &page{a: a, r: newReading(a.Document), findings: a.Findings, notes: a.notes(), numbers: map[*Mark]int{}}
}

// header says where the article comes from and what was done to it.
func (p *page) header(b *bytes.Buffer) {
	if from := p.a.origin(); len(from) > 0 {
		fmt.Fprintf(b, "<p>%s</p>\n", escape(strings.Join(from, " · ")))
	}
	if to := p.a.page(); to != "" {
		fmt.Fprintf(b, `<p><a href="%s" rel="noopener noreferrer">%s</a></p>`+"\n", escape(to), escape(to))
	}
	said := review.Summary(p.a.Findings)
	if n := len(p.a.notes()); n > 0 {
		said += " · " + review.Count(n, "mark", "marks") + " of the reader"
	}
	if tags := p.a.Tags(); len(tags) > 0 {
		said += " · #" + strings.Join(tags, " #")
	}
	fmt.Fprintf(b, "<p>%s</p>\n", escape(said))
}

// end writes the notes, and what has no place in the text.
func (p *page) end(b *bytes.Buffer) {
	if len(p.ends) > 0 {
		b.WriteString("<section class=\"notes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ol>\n")
		for _, n := range p.ends {
			b.WriteString(n)
		}
		b.WriteString("</ol>\n</section>\n")
	}
	var rest []string
	for i := range p.a.Marks {
		m := &p.a.Marks[i]
		switch {
		case m.Kind == Reject:
			said := fmt.Sprintf("“%s” stays", escape(clipped(m.quote(p.r).exact)))
			if m.Fix != "" {
				said += fmt.Sprintf(", and is not “%s”", escape(clipped(m.Fix)))
			}
			rest = append(rest, said)
		case m.Placed() || m.Judges() && m.Whole():
		case m.Judges():
			rest = append(rest, fmt.Sprintf("On words that are not in the text, “%s” → %s", escape(clipped(m.Exact)), escape(clipped(m.Fix))))
		case m.Whole():
			rest = append(rest, "On the whole: "+noteHTML(m))
		default:
			rest = append(rest, fmt.Sprintf("On words that are not in the text, “%s”: %s", escape(clipped(m.Exact)), noteHTML(m)))
		}
	}
	if len(rest) > 0 {
		b.WriteString("<section class=\"notes\" aria-labelledby=\"rest\">\n<h2 id=\"rest\">Beside the text</h2>\n<ul>\n")
		for _, said := range rest {
			fmt.Fprintf(b, "<li>%s</li>\n", said)
		}
		b.WriteString("</ul>\n</section>\n")
	}
}

// noteHTML is what a mark says: its words, its tags.
func noteHTML(m *Mark) string {
	var b strings.Builder
	if m.Body != "" {
		inner := newPage(&Article{Document: document.Markdown([]byte(m.Body))})
		inner.body()
		b.WriteString("<div class=\"words\">" + strings.TrimSpace(inner.out.String()) + "</div>")
	}
	for _, t := range m.Tags {
		b.WriteString(" <span class=\"tag\">#" + escape(t) + "</span>")
	}
	if m.Creator != "" {
		b.WriteString(" <span class=\"by\">" + escape(m.Creator) + "</span>")
	}
	return b.String()
}

// fix writes a fix where the glitch stood.
func (p *page) fix(f *annotate.Annotation) {
	n := len(p.ends) + 1
	shown := escape(document.Clean(f.Fix))
	if f.Fix == "" {
		shown = "⋯"
	}
	class := "fix"
	switch {
	case f.Fix == "":
		class = "cut"
	case f.Origin == annotate.FromReader:
		class = "fix own"
	}
	card := p.card(f)
	p.anchor(n, class, shown, card)
	p.ends = append(p.ends, fmt.Sprintf("<li id=\"n%d\">%s <a class=\"back\" href=\"#f%d\" aria-label=\"back to the text\">↩</a></li>\n", n, card, n))
}

// anchor writes words that have a card. In a link there is no other link.
func (p *page) anchor(n int, class, shown, card string) {
	word := fmt.Sprintf(`<a class="%s" id="f%d" href="#n%d" aria-describedby="n%d">%s</a>`, class, n, n, n, shown)
	if p.links > 0 {
		word = fmt.Sprintf(`<span class="%s" id="f%d" aria-describedby="n%d">%s</span>`, class, n, n, shown)
	}
	fmt.Fprintf(&p.out, `<span class="at">%s<span class="number">%d</span><span class="card" aria-hidden="true">%s</span></span>`, word, n, card)
}

// card says what stood there, what the Chinese was, and why.
func (p *page) card(f *annotate.Annotation) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<span class="stood"><del>%s</del>`, escape(clipped(p.r.quoteOf(f.Span).exact)))
	switch {
	case f.Fix != "":
		fmt.Fprintf(&b, ` → <b>%s</b></span>`, escape(document.CleanLine(f.Fix)))
	case f.Kind == annotate.Boilerplate:
		b.WriteString(" is not part of the text</span>")
	default:
		b.WriteString(" should go</span>")
	}
	if f.ZH != "" || f.Pinyin != "" {
		fmt.Fprintf(&b, ` <span class="zh"><span lang="zh">%s</span> <i lang="zh-Latn">%s</i></span>`, escape(document.CleanLine(f.ZH)), escape(document.CleanLine(f.Pinyin)))
	}
	if f.Literal != "" {
		fmt.Fprintf(&b, ` <span class="literal">literally %s</span>`, escape(document.CleanLine(f.Literal)))
	}
	if f.Note != "" {
		fmt.Fprintf(&b, ` <span class="said">%s</span>`, escape(document.CleanLine(f.Note)))
	}
	if len(f.Evidence) > 0 {
		fmt.Fprintf(&b, ` <span class="why">%s</span>`, escape(document.CleanLine(strings.Join(f.Evidence, "; "))))
	}
	fmt.Fprintf(&b, ` <span class="by">%s</span>`, escape(madeBy(f)))
	return b.String()
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// escape makes foreign text fit for HTML.
func escape(text string) string { return html.EscapeString(document.Clean(text)) }
