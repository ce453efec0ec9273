package articles

import (
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// tocEntry is a line of a book's table of contents.
type tocEntry struct {
	title    string
	file     string // "" for one that leads nowhere
	fragment string
	depth    int // 0 is the outermost
}

// deepestEntry is how far entries are set in at most.
const deepestEntry = 8

// readContents reads the table of contents of a book: that of EPUB 3, else that of EPUB 2. A book without one has no entries.
func readContents(a *archive, p *bookPackage) (entries []tocEntry, nav string) {
	for _, item := range p.items {
		if containsWord(item.properties, "nav") {
			nav = item.file
			if data, err := a.read(nav); err == nil {
				entries = navEntries(a, nav, data)
			}
			break
		}
	}
	if len(entries) > 0 {
		return entries, nav
	}
	ncx, ok := p.byID[p.toc]
	for _, item := range p.items {
		if !ok && item.media == "application/x-dtbncx+xml" {
			ncx, ok = item, true
		}
	}
	if ok {
		if data, err := a.read(ncx.file); err == nil {
			entries = ncxEntries(a, ncx.file, data)
		}
	}
	return entries, nav
}

func containsWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// navEntries reads the navigation document of EPUB 3.
func navEntries(a *archive, at string, data []byte) (entries []tocEntry) {
	tree := chapterTree(data, "")
	if tree == nil {
		return nil
	}
	toc := find(tree, func(n *html.Node) bool {
		return n.DataAtom == atom.Nav && containsWord(attribute(n, "epub:type"), "toc")
	})
	if toc == nil {
		toc = find(tree, func(n *html.Node) bool { return n.DataAtom == atom.Nav })
	}
	if toc == nil {
		return nil
	}
	lists := 0
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.DataAtom == atom.Ol || n.DataAtom == atom.Ul:
			lists++
			defer func() { lists-- }()
		case n.DataAtom == atom.A || n.DataAtom == atom.Span && lists > 0 && n.Parent != nil && n.Parent.DataAtom == atom.Li:
			file, fragment := leads(a, path.Dir(at), attribute(n, "href"))
			title := document.CleanLine(strings.Join(strings.Fields(text(n)), " "))
			entries = append(entries, tocEntry{title, file, fragment, min(max(lists-1, 0), deepestEntry)})
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(toc)
	return entries
}

// ncxEntries reads the table of contents of EPUB 2.
func ncxEntries(a *archive, at string, data []byte) (entries []tocEntry) {
	depth, label := 0, false
	var open []int // the entries that are not closed
	_ = elements(data, func(name string, attrs map[string]string, text string) {
		switch name {
		case "navpoint":
			open = append(open, len(entries))
			entries = append(entries, tocEntry{depth: min(depth, deepestEntry)})
			depth++
		case "navlabel":
			label = true
		case "text":
			if n := len(open); n > 0 && label && entries[open[n-1]].title == "" {
				entries[open[n-1]].title = text
			}
		case "content":
			if n := len(open); n > 0 {
				e := &entries[open[n-1]]
				e.file, e.fragment = leads(a, path.Dir(at), attrs["src"])
			}
		}
	}, func(name string) { // what has been read before it goes wrong is what there is
		switch {
		case name == "navpoint" && len(open) > 0:
			open = open[:len(open)-1]
			depth--
		case name == "navlabel":
			label = false
		}
	})
	return entries
}

// leads reads an address in a file of the folder: the file in the archive and the place in it.
func leads(a *archive, folder, href string) (file, fragment string) {
	_, fragment, _ = strings.Cut(href, "#")
	return member(a, folder, href), unescaped(fragment)
}
