package export

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// writeMarkdown writes an article as Markdown: front matter, the text with the fixes in it, and in footnotes what stood there and what the
// reader noted.
func writeMarkdown(w io.Writer, a *Article) error {
	m := &markdown{a: a, r: newReading(a.Document), label: freeLabel(a.Document.Source())}
	m.stitch()
	var text []byte
	if a.Document.Format() == document.MarkdownText {
		text = m.woven(a.Document.Body())
	} else {
		text = m.plain()
	}
	var b bytes.Buffer
	b.WriteString(frontMatter(a))
	b.WriteByte('\n')
	b.Write(bytes.TrimSpace(text))
	b.WriteByte('\n')
	m.rest(&b)
	for _, n := range m.notes {
		fmt.Fprintf(&b, "\n%s\n", n)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// frontMatter is what is known of an article beside its text, as YAML.
func frontMatter(a *Article) string {
	var b strings.Builder
	b.WriteString("---\n")
	say := func(key, value string) {
		if value != "" {
			b.WriteString(key + ": " + string(document.AppendJSON(nil, document.CleanLine(value))) + "\n")
		}
	}
	say("title", a.Heading())
	if a.Title != a.Heading() {
		say("original_title", a.Title)
	}
	say("url", a.URL)
	say("site", a.Site)
	say("author", a.Author)
	if !a.Published.IsZero() {
		b.WriteString("published: " + a.Published.Format(time.DateOnly) + "\n")
	}
	say("engine", a.MT)
	say("language", a.Language)
	if tags := a.Tags(); len(tags) > 0 {
		b.WriteString("tags:\n")
		for _, t := range tags {
			b.WriteString("  - " + string(document.AppendJSON(nil, t)) + "\n")
		}
	}
	say("id", a.ID)
	if a.Record != nil {
		say("state", a.Record.State.String())
		if a.Record.Starred {
			b.WriteString("starred: true\n")
		}
	}
	b.WriteString("---\n")
	return b.String()
}

// markdown makes Markdown of one article.
type markdown struct {
	a        *Article
	r        *reading
	label    string // that the labels of our footnotes begin with
	stitches []stitch
	notes    []string // the footnotes, whole
	apart    []string // marks of footnotes that have no place in the text
}

// stitch is something that is put in the place of a stretch of the source, or at a place of it.
type stitch struct {
	document.Span

	put string
}

// freeLabel is what no label of a text's own footnotes begins with.
func freeLabel(source []byte) string {
	label := "r"
	for bytes.Contains(source, []byte("[^"+label)) {
		label += "r"
	}
	return label
}

// note takes a footnote and returns the mark of it.
func (m *markdown) note(text string) string {
	label := fmt.Sprintf("[^%s%d]", m.label, len(m.notes)+1)
	m.notes = append(m.notes, label+": "+strings.ReplaceAll(text, "\n", "\n    "))
	return label
}

// stitch works out what is put where. Footnotes are numbered in the order of the text.
func (m *markdown) stitch() {
	a := m.a
	links := m.links()
	findings, marks := a.Findings, a.notes()
	for len(findings) > 0 || len(marks) > 0 {
		if len(marks) == 0 || len(findings) > 0 && findings[0].Span.End <= marks[0].Span.End {
			f := &findings[0]
			findings = findings[1:]
			mark := m.note(m.fixNote(f))
			put := escapeMarkdown(f.Fix)
			if opened, shut := a.Document.Delimiters(f.Span); put != "" {
				put = string(opened) + put + string(shut)
			}
			if to := linkEnd(links, f.Span.End); to > f.Span.End {
				m.stitches = append(m.stitches, stitch{f.Span, put}, stitch{document.Span{Start: to, End: to}, mark})
				continue
			}
			m.stitches = append(m.stitches, stitch{f.Span, put + mark})
			continue
		}
		n := marks[0]
		marks = marks[1:]
		mark := m.note(m.markNote(n))
		if !m.prose(n.Span) {
			m.apart = append(m.apart, mark)
			continue
		}
		at := linkEnd(links, n.Span.End)
		m.stitches = append(m.stitches, stitch{document.Span{Start: at, End: at}, mark})
	}
	slices.SortStableFunc(m.stitches, func(a, b stitch) int { return a.Start - b.Start })
	for i := 1; i < len(m.stitches); i++ { // a mark inside of what is replaced stands behind it
		if last := m.stitches[i-1].End; m.stitches[i].Start < last {
			m.stitches[i].Span = document.Span{Start: last, End: max(last, m.stitches[i].End)}
		}
	}
}

// notes are the marks in the text that are no verdicts, in the order in which they end.
func (a *Article) notes() []*Mark {
	var all []*Mark
	for i := range a.Marks {
		if m := &a.Marks[i]; m.Placed() && !m.Judges() {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b *Mark) int { return a.Span.End - b.Span.End })
	return all
}

// prose reports whether a span ends in prose, where a footnote can have its mark.
func (m *markdown) prose(s document.Span) bool {
	if m.a.Document.Format() == document.PlainText {
		return true
	}
	b := m.a.Document.BlockAt(s.End - 1)
	if b == nil {
		return false
	}
	_, ok := b.View(s.End - 1)
	return ok
}

// links are the links of Markdown from the first sign of their words to the end of their markup: a footnote's mark in the words would be a
// link in a link.
func (m *markdown) links() []document.Span {
	d := m.a.Document
	if d.Format() == document.PlainText {
		return nil
	}
	var all []document.Span
	source := d.Source()
	for _, l := range d.Links() {
		if l.Kind == document.TextLink && !l.Words.Empty() && l.At < l.Words.Start && source[min(l.At, len(source)-1)] == '[' {
			all = append(all, document.Span{Start: l.Words.Start, End: markupEnd(source, l.Words.End)})
		}
	}
	return all
}

// markupEnd is where the markup of a link ends whose words end at an offset.
func markupEnd(source []byte, at int) int {
	i := bytes.IndexByte(source[at:], ']')
	if i < 0 {
		return at
	}
	at += i + 1
	if at >= len(source) || source[at] != '(' && source[at] != '[' {
		return at
	}
	open, end, depth := source[at], byte(')'), 0
	if open == '[' {
		end = ']'
	}
	for i := at; i < len(source) && source[i] != '\n'; i++ {
		switch source[i] {
		case '\\':
			i++
		case open:
			depth++
		case end:
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return at
}

// linkEnd is the place behind the link that an offset is in, or the offset.
func linkEnd(links []document.Span, at int) int {
	for _, l := range links {
		if l.Start < at && at <= l.End {
			return l.End
		}
	}
	return at
}

// woven is a stretch of the source with the stitches in it.
func (m *markdown) woven(s document.Span) []byte {
	source := m.a.Document.Source()
	var out []byte
	at := s.Start
	for _, t := range m.stitches {
		if t.Start < at {
			continue
		}
		out = append(append(out, source[at:t.Start]...), t.put...)
		at = t.End
	}
	return append(out, source[at:s.End]...)
}

// plain is plain text as Markdown: its paragraphs and lines stay, and nothing in it is markup.
func (m *markdown) plain() []byte {
	var (
		out  []byte
		at   int // of the source, up to where it is written
		next int // of the stitches
		d    = m.a.Document
	)
	// write writes the source up to an offset.
	write := func(base int, source []byte, s document.Span, form func([]byte) []byte) {
		at = max(at, base+s.Start)
		end := base + s.End
		for next < len(m.stitches) && m.stitches[next].Start < end || next < len(m.stitches) && m.stitches[next].Empty() && m.stitches[next].Start <= end {
			t := m.stitches[next]
			next++
			if t.Start > at {
				out = append(out, form(source[at-base:t.Start-base])...)
			}
			out = append(out, t.put...)
			at = max(at, t.End)
		}
		if at < end {
			out = append(out, form(source[at-base:s.End])...)
			at = end
		}
	}
	for i := 0; ; i++ {
		if _, ok := d.Chunk(i); !ok {
			break
		}
		tree := d.ParseChunk(i)
		for block := tree.Root.FirstChild(); block != nil; block = block.NextSibling() {
			switch {
			case len(out) == 0:
			case block.Kind() == ast.KindTextBlock: // a line that stands below the last one
				out = append(out, "\\\n"...)
			case block.PreviousSibling() != nil || !tree.Joined:
				out = append(out, "\n\n"...)
			}
			for n := block.FirstChild(); n != nil; n = n.NextSibling() {
				switch n := n.(type) {
				case *ast.Text:
					fresh := len(out) == 0 || out[len(out)-1] == '\n'
					write(tree.Base, tree.Source, document.Span{Start: n.Segment.Start, End: n.Segment.Stop}, func(b []byte) []byte {
						escaped := escapeLine(b, fresh)
						fresh = false
						return escaped
					})
					if n.SoftLineBreak() {
						out = append(out, '\n')
					}
				case *ast.AutoLink:
					if s, ok := document.AutoLinkLabel(n, tree.Source); ok {
						write(tree.Base, tree.Source, document.Span{Start: s.Start, End: s.Stop}, func(b []byte) []byte { return fmt.Appendf(nil, "<%s>", b) })
					}
				}
			}
		}
	}
	return out
}

// fixNote says of a fix what stood there, what the Chinese was, and why.
func (m *markdown) fixNote(f *annotate.Annotation) string {
	said := "“" + escapeMarkdown(clipped(m.r.quoteOf(f.Span).exact)) + "” "
	switch {
	case f.Fix != "":
		said += "→ **" + escapeMarkdown(document.CleanLine(f.Fix)) + "**"
	case f.Kind == annotate.Boilerplate:
		said += "is not part of the text"
	default:
		said += "should go"
	}
	parts := []string{said}
	for _, part := range explained(f) {
		parts = append(parts, escapeMarkdown(part))
	}
	return strings.TrimSuffix(strings.Join(parts, ". "), ".") + ". (" + escapeMarkdown(madeBy(f)) + ")"
}

// markNote says what the reader noted.
func (m *markdown) markNote(n *Mark) string {
	said := "“" + escapeMarkdown(clipped(m.a.repaired(m.r, n.Span))) + "”"
	if n.Colour != "" {
		said += " (" + n.Colour + ")"
	}
	return joined(strings.TrimSpace(said+" "+hashed(n.Tags)), n.Body)
}

// rest lists what has no place in the text: notes on the whole, on code, on words that are not there, and the fixes that were rejected.
func (m *markdown) rest(b *bytes.Buffer) {
	if len(m.apart) > 0 {
		fmt.Fprintf(b, "\nOn passages that are no prose: %s\n", strings.Join(m.apart, " "))
	}
	for i := range m.a.Marks {
		n := &m.a.Marks[i]
		switch {
		case n.Placed() || n.Judges() && n.Whole():
		case n.Judges():
			fmt.Fprintf(b, "\n%s\n", quoteLines("**Note.** On words that are not in the text: “"+escapeMarkdown(clipped(n.Exact))+"” → "+escapeMarkdown(clipped(n.Fix))))
		case n.Whole():
			fmt.Fprintf(b, "\n%s\n", quoteLines("**Note.** "+joined(n.Body, hashed(n.Tags))))
		default:
			fmt.Fprintf(b, "\n%s\n", quoteLines(joined("**Note.** On words that are not in the text: “"+escapeMarkdown(clipped(n.Exact))+"”", joined(n.Body, hashed(n.Tags)))))
		}
	}
	first := true
	for i := range m.a.Marks {
		n := &m.a.Marks[i]
		if n.Kind != Reject {
			continue
		}
		if first {
			b.WriteString("\nFixes that were rejected:\n\n")
			first = false
		}
		said := "“" + escapeMarkdown(clipped(n.quote(m.r).exact)) + "”"
		if n.Fix != "" {
			said += " stays, and is not “" + escapeMarkdown(clipped(n.Fix)) + "”"
		}
		fmt.Fprintf(b, "- %s\n", said)
	}
}

func hashed(tags []string) string {
	said := make([]string, len(tags))
	for i, t := range tags {
		said[i] = "#" + strings.ReplaceAll(escapeMarkdown(t), " ", "-")
	}
	return strings.Join(said, " ")
}

// quoteLines puts text into a quotation.
func quoteLines(s string) string { return "> " + strings.ReplaceAll(s, "\n", "\n> ") }
