package document

import (
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

var (
	anchorTag    = regexp.MustCompile(`(?i)^<a\s`)
	imageTag     = regexp.MustCompile(`(?i)^<img\s`)
	anchorEnd    = regexp.MustCompile(`(?i)^</a\s*>`)
	tagAttribute = regexp.MustCompile(`(?i)\s(href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
)

// tagOf is the source of a tag in running text.
func tagOf(n *ast.RawHTML, source []byte) string {
	var b strings.Builder
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b.Write(s.Value(source))
	}
	return b.String()
}

// attribute returns what an attribute of a tag says, references undone.
func attribute(tag, name string) string {
	for _, m := range tagAttribute.FindAllStringSubmatch(tag, -1) {
		if strings.EqualFold(m[1], name) {
			return html.UnescapeString(m[2] + m[3] + m[4])
		}
	}
	return ""
}

// htmlLink returns the link that a tag in running text begins, or the picture that it is.
func (t *Tree) htmlLink(n *ast.RawHTML) (Link, bool) {
	if n.Segments.Len() == 0 {
		return Link{}, false
	}
	tag := tagOf(n, t.Source)
	at := n.Segments.At(0).Start + t.Base
	l := Link{At: at, Words: Span{at, at}}
	switch {
	case anchorTag.MatchString(tag):
		l.To = attribute(tag, "href")
		if words, ok := t.wordsOf(n); ok {
			l.Words = Span{words.Start + t.Base, words.Stop + t.Base}
		}
	case imageTag.MatchString(tag):
		l.Kind, l.To = ImageLink, attribute(tag, "src")
	}
	return l, l.To != ""
}

// wordsOf returns the segment from the first to the last sign of text between a tag and the one that ends it.
func (t *Tree) wordsOf(n *ast.RawHTML) (s text.Segment, ok bool) {
	for c := n.NextSibling(); c != nil && !t.EndsLink(c); c = c.NextSibling() {
		if below, has := textBelow(c); has {
			if !ok {
				s, ok = below, true
			}
			s.Stop = max(s.Stop, below.Stop)
		}
	}
	return s, ok
}

// EndsLink reports whether a node is the tag that ends a link of HTML.
func (t *Tree) EndsLink(n ast.Node) bool {
	tag, ok := n.(*ast.RawHTML)
	return ok && anchorEnd.MatchString(tagOf(tag, t.Source))
}

// Alternative is what a tag says of its picture.
func (t *Tree) Alternative(n *ast.RawHTML) string { return attribute(tagOf(n, t.Source), "alt") }
