package main

import (
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

const pageHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%[1]s</title>
<style>
body { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 serif; color: #222; background: #fffdf8 }
article { white-space: pre-wrap; overflow-wrap: break-word }
del { color: #a33; text-decoration-thickness: 1px }
ins { color: #063; text-decoration: none; border-bottom: 1px solid }
header p { color: #666 }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #1b1b1b } del { color: #d88 } ins { color: #8c8 } header p { color: #999 }
}
</style>
</head>
<body>
<header><h1>%[1]s</h1>%[2]s</header>
<article>`

// writeHTML prints a page that needs nothing else: the text as it stands, each glitch struck out beside its fix.
func writeHTML(s *streams, a *articles.Article, all []annotate.Annotation) error {
	var b strings.Builder
	fmt.Fprintf(&b, pageHead, escape(a.Title), origin(a))
	source := a.Document.Source()
	at := 0
	for i := range all {
		n := &all[i]
		b.WriteString(escape(string(source[at:n.Span.Start])))
		fmt.Fprintf(&b, `<del>%s</del>`, escape(a.Document.Text(n.Span)))
		if n.Fix != "" {
			fmt.Fprintf(&b, `<ins title="%s">%s</ins>`, escape(comment(n)), escape(n.Fix))
		}
		at = n.Span.End
	}
	b.WriteString(escape(string(source[at:])) + "</article>\n</body>\n</html>\n")
	_, err := s.out.WriteString(b.String())
	return err
}

// origin is where and when an article was published, as a paragraph.
func origin(a *articles.Article) string {
	var parts []string
	for _, part := range []string{a.Author, a.Site} {
		if part != "" {
			parts = append(parts, escape(part))
		}
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Format(time.DateOnly))
	}
	if len(parts) == 0 {
		return ""
	}
	return "<p>" + strings.Join(parts, ", ") + "</p>"
}

// escape makes foreign text fit for HTML.
func escape(text string) string { return html.EscapeString(document.Clean(text)) }
