package articles

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// longestTitle is how many characters a first line may have and still be taken for a title.
const longestTitle = 120

func readText(text []byte, _ *url.URL) *Article {
	meta := Meta{Title: firstLine(text)}
	meta.readLines(text)
	return &Article{Meta: meta, Document: document.Plain(text)}
}

// edge is how much of a plain text is looked at, at its beginning and at its end, for lines about it, in bytes.
const edge = 2 << 10

// readLines takes what short lines at the beginning and the end of a plain text say of it, as pages that were copied have them: when it was published,
// which engine translated it.
func (m *Meta) readLines(text []byte) {
	head, tail := text[:min(len(text), edge)], text[max(len(text)-edge, 0):]
	for line := range strings.Lines(string(head)) {
		line = strings.TrimSpace(line)
		if len(line) > longestDateline || containsAny(strings.ToLower(line), notDatelines) || !m.Published.IsZero() {
			continue
		}
		if t := dateIn(line); plausible(t) && (containsAny(strings.ToLower(line), datelineWords) || len(line) <= len("2015-07-28 08:30:00")) {
			m.Published = t
		}
	}
	for line := range strings.Lines(string(head) + "\n" + string(tail)) {
		if name := engineSaid(line); name != "" && (m.MT == "" || m.MT == someEngine) {
			m.MT = name
		}
	}
}

// firstLine returns the first line of a plain text if it looks like a title: short, no whole sentence,
// and with a blank line below it.
func firstLine(text []byte) string {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte(bom)), " \t\r\n")
	line, rest, found := bytes.Cut(text, []byte("\n"))
	if !found || len(line) > longestTitle*utf8.UTFMax {
		return ""
	}
	below, _, _ := bytes.Cut(rest, []byte("\n"))
	title := document.CleanLine(strings.TrimSpace(string(line)))
	if len(bytes.TrimSpace(below)) > 0 || utf8.RuneCountInString(title) > longestTitle || strings.HasSuffix(title, ".") {
		return ""
	}
	return title
}
