package main

import (
	"net/url"
	"path/filepath"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// writeW3C prints the annotations of an article as an AnnotationPage of the W3C Web Annotation Data Model.
func writeW3C(s *streams, name string, a *articles.Article, all []annotate.Annotation) error {
	source := a.Document.Source()
	points := document.NewPoints(source)
	out := append([]byte(nil), `{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [`...)
	for i := range all {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = appendW3C(out, target(name, a), source, points, &all[i])
	}
	_, err := s.out.Write(append(out, "]}\n"...))
	return err
}

// target is the address of what is annotated: where the article was published, or else its file.
func target(name string, a *articles.Article) string {
	switch {
	case a.URL != "":
		return a.URL
	case a.Path == "":
		return "urn:reader:" + url.PathEscape(a.ID)
	}
	path := filepath.ToSlash(name)
	if absolute, err := filepath.Abs(name); err == nil {
		path = filepath.ToSlash(absolute)
	}
	if path[0] != '/' {
		path = "/" + path // a drive of Windows
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

func appendW3C(out []byte, target string, source []byte, points *document.Points, n *annotate.Annotation) []byte {
	out = append(out, `{"type": "Annotation", "motivation": "editing", "body": [`...)
	out = appendBody(out, "editing", n.Fix)
	if words := comment(n); words != "" {
		out = appendBody(append(out, ", "...), "commenting", words)
	}
	out = appendBody(append(out, ", "...), "tagging", string(n.Kind))
	out = appendField(append(out, `], "target": {"type": "SpecificResource"`...), "source", target)
	out = append(out, `, "selector": [{"type": "TextQuoteSelector"`...)
	out = appendField(out, "exact", source[n.Span.Start:n.Span.End])
	out = appendField(out, "prefix", before(source, n.Span.Start))
	out = appendField(out, "suffix", after(source, n.Span.End))
	out = append(out, `}, {"type": "TextPositionSelector", "start": `...)
	out = appendInt(out, points.At(n.Span.Start))
	out = append(out, `, "end": `...)
	out = appendInt(out, points.At(n.Span.End))
	return append(out, "}]}}"...)
}

func appendBody(out []byte, purpose, value string) []byte {
	out = append(out, `{"type": "TextualBody"`...)
	out = appendField(out, "purpose", purpose)
	out = appendField(out, "value", value)
	return append(out, `, "format": "text/plain", "language": "en"}`...)
}

// comment is the explanation of an annotation in a sentence or two.
func comment(n *annotate.Annotation) string {
	words := n.Note
	for _, part := range []string{n.Literal, n.Pinyin, n.ZH} {
		if part == "" {
			continue
		}
		if words != "" {
			part += ". " + words
		}
		words = part
	}
	return words
}
