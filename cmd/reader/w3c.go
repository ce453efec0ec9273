package main

import (
	"net/url"
	"path/filepath"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/export"
)

// writeW3C prints the annotations of an article as an AnnotationPage of the W3C Web Annotation Data Model.
func writeW3C(s *streams, name string, a *articles.Article, all []annotate.Annotation) error {
	_, err := s.out.Write(export.AppendW3C(nil, target(name, a), a.Document.Source(), all))
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
