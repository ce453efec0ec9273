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
	return &Article{Meta: Meta{Title: firstLine(text)}, Document: document.Plain(text)}
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
