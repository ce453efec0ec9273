package main

import (
	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/export"
)

// writeHTML prints a page that needs nothing else: the text with the fixes in it, each with a card.
func writeHTML(s *streams, a *articles.Article, all []annotate.Annotation) error {
	return export.WriteHTML(s.out, &export.Article{Meta: a.Meta, Document: a.Document, Made: a.Made, Charset: a.Charset, Findings: all})
}
