package export

import (
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// longestQuote is how many characters of the text are quoted where there are other things on the line.
const longestQuote = 200

// clipped makes a stretch of text fit for one line.
func clipped(s string) string {
	runes := []rune(document.CleanLine(s))
	if len(runes) > longestQuote {
		runes = append(runes[:longestQuote-1], '…')
	}
	return string(runes)
}

// explained says in sentences without full stops what a fix stands for.
func explained(f *annotate.Annotation) []string {
	var parts []string
	if zh := strings.TrimSpace(f.ZH + " " + f.Pinyin); zh != "" {
		parts = append(parts, document.CleanLine(zh))
	}
	if f.Literal != "" {
		parts = append(parts, "Literally "+document.CleanLine(f.Literal))
	}
	if f.Note != "" {
		parts = append(parts, strings.TrimSuffix(document.CleanLine(f.Note), "."))
	}
	return parts
}

// madeBy says what sort of fix it is, who made it, and how sure it is.
func madeBy(f *annotate.Annotation) string {
	said := string(f.Kind)
	switch f.Origin {
	case annotate.FromReader:
		said += ", decided by the reader"
	case annotate.FromArticle:
		said += ", made for this article"
	case annotate.FromRule:
		said += fmt.Sprintf(", %s, %.0f%%", f.Rule, 100*f.Confidence)
	}
	return document.CleanLine(said)
}

// escapeMarkdown makes text of one line stand for itself in Markdown, whichever: GitHub's, pandoc's.
func escapeMarkdown(s string) string { return string(escapeLine([]byte(document.Clean(s)), false)) }

// escapeLine is escapeMarkdown for a piece of source; fresh says that it begins a line.
func escapeLine(b []byte, fresh bool) []byte {
	text := []byte(strings.ToValidUTF8(string(b), "\uFFFD"))
	text = []byte(document.Clean(string(text)))
	out := make([]byte, 0, len(text)+8)
	start := true
	for i, c := range text {
		switch {
		case strings.IndexByte("\\`*_{}[]<|~$^@", c) >= 0,
			c == '&' && i+1 < len(text) && (text[i+1] == '#' || isLetter(text[i+1])),
			c == '-' && (i > 0 && text[i-1] == '-' || i+1 < len(text) && text[i+1] == '-'), // pandoc makes dashes of them
			c == '!' && i+1 < len(text) && text[i+1] == '[',
			fresh && start && strings.IndexByte("#>+-=:%", c) >= 0,
			fresh && (c == '.' || c == ')') && digits(text[:i]):
			out = append(out, '\\')
		}
		if c != ' ' {
			start = false
		}
		out = append(out, c)
	}
	return out
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// digits reports whether text is digits and nothing else.
func digits(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(text) > 0
}
