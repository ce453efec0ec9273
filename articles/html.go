package articles

import (
	"bytes"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// The bounds of a page. Past one, its text is read by simpler means, so that no page takes long.
const (
	largestTree  = 8 << 20 // bytes: a larger page gets no tree
	mostElements = 30_000  // in which the main text is looked for
	deepest      = 120     // elements within one another that are laid out as Markdown
)

// readHTML reads a page. The document is Markdown made of its main text, or of all its text where no part stands out: offsets are those of
// that Markdown, not of the page. Links are read against the address that the page came from; nil where none is known.
func readHTML(text []byte, from *url.URL) *Article {
	tree := parsePage(text)
	if tree == nil {
		return plainPage(text, from)
	}
	meta := readPageMeta(tree, from)
	main, from := tree, linkBase(tree, meta, from)
	if count, depth := measure(tree); depth > deepest {
		return &Article{Meta: meta, Made: true, Document: document.Markdown(bareText(text))}
	} else if count <= mostElements {
		main = mainText(tree, from, &meta)
	}
	prune(main)
	absolute(main, from)
	return &Article{Meta: meta, Made: true, Document: document.Markdown(titled(main, meta.Title))}
}

// readPageHead reads of the beginning of a page what it says of itself. There is no document: what the main text is, only the whole page tells.
func readPageHead(text []byte) *Article {
	if tree := parsePage(text); tree != nil {
		return &Article{Meta: readPageMeta(tree, nil)}
	}
	return &Article{}
}

// plainPage reads a page that no tree is made of.
func plainPage(text []byte, from *url.URL) *Article {
	head := text[:min(len(text), headSize)]
	if at := bytes.Index(bytes.ToLower(head), []byte("</title>")); at > 0 {
		head = head[:min(at+len("</title>"), len(head))]
	}
	meta := Meta{}
	if tree := parsePage(head); tree != nil {
		meta = readPageMeta(tree, from)
	}
	return &Article{Meta: meta, Made: true, Document: document.Markdown(bareText(text))}
}

// parsePage makes the tree of a page, nil where it is too large or too deep for one.
func parsePage(text []byte) *html.Node {
	if len(text) > largestTree {
		return nil
	}
	tree, err := html.ParseWithOptions(bytes.NewReader(text), html.ParseOptionEnableScripting(false)) // what stands in noscript is text
	if err != nil {
		return nil
	}
	return tree
}

// measure counts the elements of a tree, and how deep they stand.
func measure(tree *html.Node) (count, depth int) {
	level := 0
	for n := tree; n != nil; {
		if n.Type == html.ElementNode {
			count++
		}
		if n.FirstChild != nil {
			n = n.FirstChild
			level++
			depth = max(depth, level)
			continue
		}
		for n != tree && n.NextSibling == nil {
			n = n.Parent
			level--
		}
		if n == tree {
			break
		}
		n = n.NextSibling
	}
	return count, depth
}

// leastMain is how many characters a main text has at least; where a page has fewer, all of it is shown.
const leastMain = 120

// mainText finds the part of a page that is its article, and learns what else that tells. Where no part stands out it is the page.
func mainText(tree *html.Node, from *url.URL, meta *Meta) *html.Node {
	p := readability.NewParser()
	p.MaxElemsToParse = mostElements
	p.KeepClasses = true // those of code name its language
	found, err := p.ParseDocument(tree, from)
	if err != nil || found.Node == nil {
		return tree
	}
	if main := len([]rune(words(found.Node))); main < leastMain && main*2 < len([]rune(words(tree))) {
		return tree
	}
	fill := func(to *string, with string) {
		if *to == "" {
			*to = document.CleanLine(with)
		}
	}
	fill(&meta.Title, found.Title())
	fill(&meta.Author, found.Byline())
	fill(&meta.Site, found.SiteName())
	fill(&meta.Language, found.Language())
	if at, err := found.PublishedTime(); err == nil && meta.Published.IsZero() {
		meta.Published = at
	}
	return found.Node
}

// hidden are the elements whose content is no text.
var hidden = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Head: true, atom.Iframe: true, atom.Object: true, atom.Embed: true, atom.Svg: true, atom.Math: true,
	atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Input: true, atom.Select: true, atom.Button: true, atom.Textarea: true,
}

// words is the text under a node, blanks as they stand, without that of scripts and the like.
func words(under *html.Node) string {
	var b strings.Builder
	walk(under, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.WriteString(strings.TrimSpace(n.Data))
		}
		return !hidden[n.DataAtom]
	})
	return b.String()
}

// walk visits a node and what stands in it; visit says whether to go into a node.
func walk(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling // the visit may take it out
		walk(c, visit)
		c = next
	}
}

// find is the first node under another that is meant, or nil.
func find(under *html.Node, meant func(*html.Node) bool) (found *html.Node) {
	walk(under, func(n *html.Node) bool {
		if found == nil && meant(n) {
			found = n
		}
		return found == nil
	})
	return found
}

// attribute is what an element says of itself by a name.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// sniffed is how much of a text is looked at to see whether it is a page, in bytes.
const sniffed = 1024

// looksLikePage reports whether a text begins as a page does, whatever its name.
func looksLikePage(text []byte) bool {
	text = bytes.TrimPrefix(text[:min(len(text), sniffed)], []byte(bom))
	for {
		text = bytes.TrimLeft(text, " \t\r\n\f\x00")
		var ends string
		switch {
		case bytes.HasPrefix(text, []byte("<!--")):
			ends = "-->"
		case bytes.HasPrefix(text, []byte("<?xml")):
			ends = "?>"
		default:
			start := strings.ToLower(string(text[:min(len(text), 16)]))
			return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html>") || strings.HasPrefix(start, "<html ")
		}
		_, rest, found := bytes.Cut(text, []byte(ends))
		if !found {
			return false
		}
		text = rest
	}
}
