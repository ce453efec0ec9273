package export

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// writeNotes writes what the reader marked in an article as Markdown: quotations, the notes beneath each, a way back to the text.
func writeNotes(w io.Writer, a *Article) error {
	var b bytes.Buffer
	title := escapeMarkdown(document.CleanLine(a.Heading()))
	if to := a.page(); to != "" {
		title = "[" + title + "](<" + to + ">)"
	}
	fmt.Fprintf(&b, "# %s\n", title)
	if from := a.origin(); len(from)+len(a.Tags()) > 0 {
		for i := range from {
			from[i] = escapeMarkdown(from[i])
		}
		fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(strings.Join(from, " · ")+" "+hashed(a.Tags())))
	}
	r := newReading(a.Document)
	for i := range a.Marks {
		m := &a.Marks[i]
		if m.Judges() {
			continue
		}
		if !m.Whole() {
			fmt.Fprintf(&b, "\n%s\n", quoteLines(paragraphs(a.words(r, m))))
		}
		if m.Body != "" {
			fmt.Fprintf(&b, "\n%s\n", m.Body)
		}
		if line := m.about(a, r, escapeMarkdown, func(words, to string) string { return "[" + words + "](<" + to + ">)" }); line != "" {
			fmt.Fprintf(&b, "\n%s\n", line)
		}
	}
	if fixes := a.judged(r); len(fixes) > 0 {
		b.WriteString("\n## Fixes\n\n")
		for _, f := range fixes {
			fmt.Fprintf(&b, "- %s\n", escapeMarkdown(f))
		}
	}
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// paragraphs is text as paragraphs of Markdown in which nothing is markup.
func paragraphs(s string) string {
	var all []string
	for p := range strings.SplitSeq(s, "\n\n") {
		if p = document.CleanLine(p); p != "" {
			all = append(all, escapeMarkdown(p))
		}
	}
	return strings.Join(all, "\n\n")
}

// page is the address of the page that an article is, "" where it is none.
func (a *Article) page() string {
	if to := address.Read(a.URL); to.Kind == address.Web {
		return to.URL
	}
	return ""
}

// origin is where an article comes from, in parts.
func (a *Article) origin() []string {
	var parts []string
	for _, part := range []string{a.Author, a.Site} {
		if part != "" {
			parts = append(parts, document.CleanLine(part))
		}
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Format(time.DateOnly))
	}
	return parts
}

// words are the words that a mark is on, as repaired where they are in the text.
func (a *Article) words(r *reading, m *Mark) string {
	if m.Placed() {
		return document.Clean(a.repaired(r, m.Span))
	}
	return document.Clean(m.Exact)
}

// about says the rest of a mark in a line: tags, colour, who and when, that its place is lost, and the way back.
func (m *Mark) about(a *Article, r *reading, escape func(string) string, link func(words, to string) string) string {
	var parts []string
	for _, t := range m.Tags {
		parts = append(parts, "#"+strings.ReplaceAll(escape(t), " ", "-"))
	}
	if m.Colour != "" {
		parts = append(parts, m.Colour)
	}
	if m.Creator != "" {
		parts = append(parts, escape(m.Creator))
	}
	if at := m.Changed; !at.IsZero() {
		parts = append(parts, at.Format(time.DateOnly))
	} else if at := m.Created; !at.IsZero() {
		parts = append(parts, at.Format(time.DateOnly))
	}
	switch to := a.page(); {
	case m.Lost():
		parts = append(parts, "these words are not in the text any more")
	case m.Placed() && to != "":
		parts = append(parts, link("in the text", to+fragment(r.quoteOf(m.Span).exact)))
	case m.Placed():
		line, _ := a.Document.Line(m.Span.Start)
		parts = append(parts, fmt.Sprintf("line %d", line))
	}
	return strings.Join(parts, " · ")
}

// How many characters of words an address names, and how many words of their beginning and their end where they are more.
const (
	longestFragment = 80
	fragmentWords   = 4
)

// fragment has a browser show the words on the page: a text fragment of an address.
func fragment(words string) string {
	all := strings.Fields(words)
	escape := func(part []string) string {
		return strings.NewReplacer("-", "%2D", ",", "%2C", "&", "%26", "+", "%2B", "(", "%28", ")", "%29", "'", "%27").Replace(url.PathEscape(strings.Join(part, " ")))
	}
	if len(all) == 0 {
		return ""
	}
	if len(words) > longestFragment && len(all) > 2*fragmentWords {
		return "#:~:text=" + escape(all[:fragmentWords]) + "," + escape(all[len(all)-fragmentWords:])
	}
	return "#:~:text=" + escape(all)
}

// judged says what the reader decided about fixes, a line each.
func (a *Article) judged(r *reading) []string {
	var all []string
	for i := range a.Marks {
		m := &a.Marks[i]
		if !m.Judges() {
			continue
		}
		said := "“" + clipped(m.quote(r).exact) + "”"
		switch {
		case m.Kind == Reject && m.Fix != "":
			said += " stays, and is not “" + clipped(m.Fix) + "”"
		case m.Kind == Reject:
			said += " stays"
		case m.Fix == "":
			said += " goes"
		default:
			said += " → " + clipped(m.Fix)
		}
		if zh := strings.TrimSpace(m.ZH + " " + m.Pinyin); zh != "" {
			said += " (" + document.CleanLine(zh) + ")"
		}
		all = append(all, said)
	}
	return all
}
