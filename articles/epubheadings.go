package articles

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
