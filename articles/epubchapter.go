package articles

import (
	"bytes"
	"maps"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// layout turns the chapters of a book into Markdown, in their order.
type layout struct {
	book     *book
	shift    int  // levels that the headings of the last chapter were moved by: one that goes on with it does as it did
	contents bool // the book has a table of contents
	begun    bool // something has been laid out
}

// topLevel is that of a chapter's heading; the title of the book stands over all.
const topLevel = 2

// chapter lays one chapter out, nil where it says nothing.
func (l *layout) chapter(c *chapter) []byte {
	if c.trouble != nil {
		var b bareWriter
		b.add("[This part of the book cannot be read: " + document.CleanLine(c.file) + ": " + Reason(c.trouble).Error() + "]")
		return append([]byte(b.text.String()), '\n')
	}
	tree := pageTree(c.text)
	if tree == nil {
		return l.bare(c)
	}
	if _, depth := measure(tree); depth > deepest {
		return l.bare(c)
	}
	body := find(tree, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	if body == nil {
		body = tree
	}
	drawn(body)
	spellOut(body)
	prune(body)
	l.links(c, body)
	if words(body) == "" {
		return c.places()
	}
	l.headings(c, body)
	c.markRest(body)
	l.begun = true
	return markdown(body)
}

// bare is a chapter that no tree is made of: its words, and its places at the beginning.
func (l *layout) bare(c *chapter) []byte {
	text := bareText(c.text)
	if len(text) == 0 {
		return c.places()
	}
	l.begun = true
	return bytes.TrimPrefix(bytes.Join([][]byte{c.places(), text}, []byte("\n")), []byte("\n"))
}

// places are those of a chapter that has no tree, or no words: links to them lead where it would stand.
func (c *chapter) places() []byte {
	start := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	start.AppendChild(&html.Node{Type: html.TextNode})
	c.markRest(start)
	return markdown(start)
}

// markRest puts those places of a chapter at its beginning that are not in its text: links to them lead there.
func (c *chapter) markRest(body *html.Node) {
	for _, fragment := range slices.Sorted(maps.Keys(c.targets)) {
		if !c.placed[fragment] {
			mark(body, c.targets[fragment])
		}
	}
	if c.linked {
		mark(body, c.name())
	}
}

// place marks an element where links lead to it by a name.
func (c *chapter) place(n *html.Node, fragment string) {
	if name := c.targets[fragment]; name != "" && !c.placed[fragment] {
		c.placed[fragment] = true
		mark(n, name)
	}
}

// links makes the links of a chapter lead to places of the book and takes away what leads into its archive otherwise.
func (l *layout) links(c *chapter, body *html.Node) {
	walk(body, func(n *html.Node) bool {
		unwrap(n)
		c.place(n, attribute(n, "id"))
		if n.DataAtom == atom.A {
			c.place(n, attribute(n, "name"))
		}
		switch n.DataAtom {
		case atom.A:
			l.link(c, n)
		case atom.Img:
			if n.Parent != nil {
				n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: pictureName(attribute(n, "alt"))}, n)
				n.Parent.RemoveChild(n)
			}
		}
		return true
	})
}

// pictureName is what stands for a picture. What only says that it is one says nothing.
func pictureName(alt string) string {
	switch alt = strings.TrimSpace(document.CleanLine(alt)); strings.ToLower(alt) {
	case "", "image", "img", "picture", "cover", "cover image", "images":
		return ""
	}
	return "[" + alt + "]"
}

func (l *layout) link(c *chapter, n *html.Node) {
	for i := range n.Attr {
		if n.Attr[i].Key != "href" {
			continue
		}
		to, fragment := l.book.target(c, n.Attr[i].Val)
		u, err := url.Parse(n.Attr[i].Val)
		switch {
		case to != nil && fragment == "":
			n.Attr[i].Val = "#" + to.name()
		case to != nil && to.targets[fragment] != "":
			n.Attr[i].Val = "#" + to.targets[fragment]
		case to != nil, err != nil, u.Scheme == "": // in the archive, or nowhere
			n.Attr[i].Val = ""
		default:
			n.Attr[i].Val = resolve(nil, n.Attr[i].Val)
		}
	}
}

// inLine is the text under a node with single blanks.
func inLine(n *html.Node) string {
	return strings.Join(strings.Fields(document.CleanLine(text(n))), " ")
}

// drawn takes the words out of a chapter that is nothing but a drawing (SVG).
func drawn(body *html.Node) {
	picture := body.FirstChild
	for picture != nil && picture.Type == html.TextNode && strings.TrimSpace(picture.Data) == "" {
		picture = picture.NextSibling
	}
	if picture == nil || picture.DataAtom != atom.Svg || words(body) != "" {
		return
	}
	walk(picture, func(n *html.Node) bool {
		if n.Data != "text" && n.Data != "title" && n.Data != "desc" {
			return true
		}
		if line := inLine(n); line != "" {
			p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			p.AppendChild(&html.Node{Type: html.TextNode, Data: line})
			body.AppendChild(p)
		}
		return false
	})
}

// spellOut puts text in the place of what has its own way to be shown: formulas, the readings of characters, the numbers of pages.
func spellOut(body *html.Node) {
	walk(body, func(n *html.Node) bool {
		if n.Type != html.ElementNode || n.Parent == nil {
			return true
		}
		kind := attribute(n, "epub:type")
		switch {
		case n.Data == "math":
			said := attribute(n, "alttext")
			if said == "" {
				said = inLine(n)
			}
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: said}, n)
			n.Parent.RemoveChild(n)
			return false
		case n.DataAtom == atom.Rt && n.FirstChild != nil && (n.PrevSibling == nil || n.PrevSibling.DataAtom != atom.Rp):
			n.InsertBefore(&html.Node{Type: html.TextNode, Data: "("}, n.FirstChild)
			n.AppendChild(&html.Node{Type: html.TextNode, Data: ")"})
		case containsWord(kind, "pagebreak"), attribute(n, "role") == "doc-pagebreak":
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
		}
		return true
	})
}

// enclosing are the elements in which text stands only in elements of their own.
var enclosing = []atom.Atom{atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Ul, atom.Ol, atom.Dl, atom.Body, atom.Html}

// around are those that text may stand in, or others.
var around = []atom.Atom{atom.Div, atom.Section, atom.Article, atom.Header, atom.Aside, atom.Blockquote, atom.Li, atom.Dd, atom.Main, atom.Hgroup}

// firstWithin is the element that a node begins with, nil where it begins with words or is empty.
func firstWithin(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && c.Data != anchorTag:
			return c
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return nil
		}
	}
	return nil
}

// anchorTag is the element by which a place gets a name that links lead to. No page has it; markdown makes an anchor of it.
const anchorTag = "reader-place"

// mark gives the place of an element a name.
func mark(n *html.Node, name string) {
	place := &html.Node{Type: html.ElementNode, Data: anchorTag, Attr: []html.Attribute{{Key: "name", Val: name}}}
	for inner := firstWithin(n); inner != nil && (slices.Contains(enclosing, n.DataAtom) || slices.Contains(around, n.DataAtom)); inner = firstWithin(n) {
		n = inner
	}
	if above := ancestor(n, atom.Pre, atom.Code); above != nil {
		n = above
	} else if n.FirstChild != nil && !slices.Contains(enclosing, n.DataAtom) && n.DataAtom != atom.Img {
		n.InsertBefore(place, n.FirstChild)
		return
	}
	if n.Parent != nil {
		n.Parent.InsertBefore(place, n)
		return
	}
	n.InsertBefore(place, n.FirstChild)
}

// ancestor is the outermost of a node and those around it that is one of these elements, nil where none is.
func ancestor(n *html.Node, kinds ...atom.Atom) (found *html.Node) {
	for ; n != nil; n = n.Parent {
		if slices.Contains(kinds, n.DataAtom) {
			found = n
		}
	}
	return found
}
