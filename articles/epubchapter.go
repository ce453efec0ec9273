package articles

import (
	"bytes"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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

// headings gives a chapter a heading where it has none, and all of them the levels that they have in the book.
func (l *layout) headings(c *chapter, body *html.Node) {
	first, top := surveyHeadings(body)
	if !l.begun && first != nil && strings.EqualFold(inLine(first), l.book.meta.Title) && first.Parent != nil {
		first.Parent.RemoveChild(first) // the title of the book stands there already
		first, top = surveyHeadings(body)
	}
	level := topLevel
	switch {
	case len(c.entries) > 0:
		level += c.entries[0].depth
		if top == 0 && l.startsWithTitle(c) {
			break
		}
		if top == 0 {
			l.headEntries(c, body, level)
		} else if e := c.entries[0]; first == nil && e.title != "" && !hasHeading(body, e.title) {
			head(body, e.title, level)
			level++
		}
		l.shift = level - max(top, 1)
	case !l.contents && top > 0:
		l.shift = level - top
	}
	shiftHeadings(body, l.shift, level)
}

func hasHeading(body *html.Node, title string) bool {
	return find(body, func(n *html.Node) bool { return headings[n.DataAtom] && strings.EqualFold(inLine(n), title) }) != nil
}

// startsWithTitle reports whether a chapter at the beginning is called as the book is, whose title stands there already.
func (l *layout) startsWithTitle(c *chapter) bool {
	return !l.begun && len(c.entries) == 1 && strings.EqualFold(c.entries[0].title, l.book.meta.Title)
}

// early is how many characters may stand before a heading that is that of the chapter.
const early = 200

// surveyHeadings finds the heading at the beginning of a chapter, nil where none stands there, and the highest level in it, 0 for none.
func surveyHeadings(body *html.Node) (first *html.Node, top int) {
	before := 0
	walk(body, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			before += utf8.RuneCountInString(strings.TrimSpace(n.Data))
		}
		if headings[n.DataAtom] && words(n) != "" {
			if level := int(n.Data[1] - '0'); top == 0 || level < top {
				top = level
			}
			if first == nil && before <= early {
				first = n
			}
			before += early
			return false
		}
		return true
	})
	return first, top
}

// headEntries puts the titles of the table of contents over a chapter without any heading, each where it leads.
func (l *layout) headEntries(c *chapter, body *html.Node, level int) {
	places := placesIn(body)
	for i, e := range c.entries {
		at := min(level+e.depth-c.entries[0].depth, deepestHeading)
		switch target := places[e.fragment]; {
		case e.title == "":
		case i == 0:
			head(body, e.title, at)
		case target != nil:
			before(target, e.title, at)
			delete(places, e.fragment) // one heading is enough
		}
	}
}

// placesIn finds the elements of a chapter that have a name.
func placesIn(body *html.Node) map[string]*html.Node {
	places := map[string]*html.Node{}
	walk(body, func(n *html.Node) bool {
		name := attribute(n, "id")
		if name == "" && n.DataAtom == atom.A {
			name = attribute(n, "name")
		}
		if name != "" && places[name] == nil {
			places[name] = n
		}
		return true
	})
	return places
}

const deepestHeading = 6

// head puts a heading at the beginning of a chapter. Words there that say the same become it.
func head(body *html.Node, title string, level int) {
	if said := opening(body); said != nil && strings.EqualFold(inLine(said), title) {
		rename(said, level)
		return
	}
	body.InsertBefore(heading(title, level), body.FirstChild)
}

// before puts a heading before the block that a place stands in.
func before(target *html.Node, title string, level int) {
	for target.Parent != nil && !breaks[target.DataAtom] && target.Parent.DataAtom != atom.Body {
		target = target.Parent
	}
	switch {
	case strings.EqualFold(inLine(target), title) && (target.DataAtom == atom.P || target.DataAtom == atom.Div):
		rename(target, level)
	case target.Parent != nil:
		target.Parent.InsertBefore(heading(title, level), target)
	}
}

// opening is the block of the first words of a chapter.
func opening(body *html.Node) *html.Node {
	n := find(body, func(n *html.Node) bool { return n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" })
	if n == nil {
		return nil
	}
	line := inLine(n)
	for n.Parent != nil && n.Parent != body && (n.Type == html.TextNode || inLine(n.Parent) == line || !breaks[n.DataAtom]) {
		n = n.Parent
	}
	if n.Type == html.TextNode {
		return nil
	}
	return n
}

func heading(title string, level int) *html.Node {
	n := &html.Node{Type: html.ElementNode}
	rename(n, level)
	n.AppendChild(&html.Node{Type: html.TextNode, Data: title})
	return n
}

// headingAtoms are the headings by level.
var headingAtoms = []atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}

func rename(n *html.Node, level int) {
	level = min(max(level, 1), deepestHeading)
	n.Data, n.DataAtom, n.Attr = "h"+strconv.Itoa(level), headingAtoms[level-1], nil
	n.Attr = []html.Attribute{{Key: "data-level", Val: "set"}}
}

// shiftHeadings moves the headings of a chapter by so many levels, but none above that of the chapter.
func shiftHeadings(body *html.Node, by, top int) {
	walk(body, func(n *html.Node) bool {
		if headings[n.DataAtom] && attribute(n, "data-level") == "" {
			level := min(max(int(n.Data[1]-'0')+by, top, topLevel), deepestHeading)
			n.Data, n.DataAtom = "h"+strconv.Itoa(level), headingAtoms[level-1]
		}
		return true
	})
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

// voids are the elements of HTML that hold nothing and are not closed.
var voids = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true, "param": true,
	"source": true, "track": true, "wbr": true,
}

// pageTree makes the tree of a page of XHTML, nil where it is too large for one.
func pageTree(text []byte) *html.Node { return parsePage(asHTML(text)) }

// chapterTree is pageTree of bytes.
func chapterTree(data []byte, charset string) *html.Node {
	if charset == "" {
		charset = declared(data, "")
	}
	text, _, err := Decode(data, charset)
	if err != nil {
		return nil
	}
	return pageTree(text)
}

// asHTML writes XML as a reader of HTML takes it: elements without content are closed, what is said of the kind of document is left out.
// It is no reader of XML, which would stop at the first mistake.
func asHTML(text []byte) []byte {
	out := make([]byte, 0, len(text)+len(text)/16)
	for len(text) > 0 {
		open := bytes.IndexByte(text, '<')
		if open < 0 {
			break
		}
		out, text = append(out, text[:open]...), text[open:]
		n := markupEnd(text)
		tag := text[:n]
		text = text[n:]
		switch {
		case bytes.HasPrefix(tag, []byte("<![CDATA[")):
			out = append(out, html.EscapeString(string(bytes.TrimSuffix(tag[len("<![CDATA["):], []byte("]]>"))))...)
		case bytes.HasPrefix(tag, []byte("<?")), bytes.HasPrefix(tag, []byte("<!DOCTYPE")), bytes.HasPrefix(tag, []byte("<!doctype")):
		case bytes.HasSuffix(tag, []byte("/>")) && len(tag) > 3:
			name := tagName(tag)
			if voids[strings.ToLower(name)] || name == "" {
				out = append(out, tag...)
				continue
			}
			out = append(append(out, tag[:len(tag)-2]...), '>')
			out = append(append(append(out, "</"...), name...), '>')
		default:
			out = append(out, tag...)
		}
	}
	return append(out, text...)
}

func tagName(tag []byte) string {
	name, _, _ := strings.Cut(string(tag[1:len(tag)-2]), " ")
	if i := strings.IndexAny(name, "\t\r\n/"); i >= 0 {
		name = name[:i]
	}
	return name
}

// markupEnd is the length of the markup that a text begins with.
func markupEnd(text []byte) int {
	for _, k := range []struct{ open, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}} {
		if bytes.HasPrefix(text, []byte(k.open)) {
			if i := bytes.Index(text, []byte(k.end)); i >= 0 {
				return i + len(k.end)
			}
			return len(text) // as readers of HTML do
		}
	}
	subset := bytes.HasPrefix(text, []byte("<!"))
	quote, depth := byte(0), 0
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case i > 0 && (c == '"' || c == '\''):
			quote = c
		case c == '[' && subset:
			depth++
		case c == ']' && subset:
			depth--
		case c == '>' && depth <= 0:
			return i + 1
		case i > 0 && c == '<' && !subset: // the one before was no tag
			return i
		}
	}
	if subset {
		return len(text)
	}
	return 1 // a sign that stands for itself
}

func unescaped(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
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
