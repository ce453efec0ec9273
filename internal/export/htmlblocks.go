package export

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// body writes the document.
func (p *page) body() {
	for i := 0; ; i++ {
		if _, ok := p.a.Document.Chunk(i); !ok {
			return
		}
		p.tree = p.a.Document.ParseChunk(i)
		p.blocks(p.tree.Root)
	}
}

func (p *page) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if p.out.Len() == 0 && p.title == "" && p.isTitle(n) {
			p.inlines(n)
			p.title = p.out.String()
			p.out.Reset()
			continue
		}
		p.block(n)
	}
}

// isTitle reports whether a block at the beginning of the text says the article's title.
func (p *page) isTitle(n ast.Node) bool {
	if n.Parent() != p.tree.Root || n.Kind() != ast.KindHeading && n.Kind() != ast.KindParagraph {
		return false
	}
	var said []byte
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		said = append(append(said, s.Value(p.tree.Source)...), ' ')
	}
	return p.a.Title != "" && document.CleanLine(string(said)) == p.a.Title
}

// element writes what do writes in an element.
func (p *page) element(name, attributes string, do func()) {
	p.out.WriteString("<" + name + attributes + ">")
	do()
	p.out.WriteString("</" + name + ">\n")
}

func (p *page) block(n ast.Node) {
	if p.repeated(n) {
		return
	}
	inside := func() { p.inlines(n) }
	below := func() { p.blocks(n) }
	switch n := n.(type) {
	case *ast.Heading:
		p.element(fmt.Sprintf("h%d", min(n.Level+1, 6)), "", inside)
	case *ast.Paragraph:
		p.element("p", "", inside)
	case *ast.TextBlock:
		if n.Parent() == p.tree.Root { // a line that stands below the last one
			p.element("p", ` class="line"`, inside)
			return
		}
		inside()
		p.out.WriteByte('\n')
	case *ast.Blockquote:
		p.element("blockquote", "", below)
	case *ast.List:
		p.list(n)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		p.element("pre", "", func() {
			p.out.WriteString("<code>")
			p.lines(n.Lines())
			p.out.WriteString("</code>")
		})
	case *ast.HTMLBlock:
		p.htmlBlock(n)
	case *ast.ThematicBreak:
		p.out.WriteString("<hr>\n")
	case *extast.Table:
		p.element("div", ` class="table"`, func() { p.element("table", "", below) })
	case *extast.TableHeader:
		p.element("tr", "", func() { p.cells(n, "th") })
	case *extast.TableRow:
		p.element("tr", "", func() { p.cells(n, "td") })
	case *extast.Footnote:
		p.element("aside", fmt.Sprintf(` class="foot" id="foot-%s"`, footID(string(n.Ref))), func() {
			fmt.Fprintf(&p.out, "<sup>%s</sup> ", escape(string(n.Ref)))
			p.blocks(n)
		})
	case *extast.DefinitionList:
		p.element("dl", "", below)
	case *extast.DefinitionTerm:
		p.element("dt", "", inside)
	case *extast.DefinitionDescription:
		p.element("dd", "", below)
	default:
		below()
	}
}

// repeated reports whether a block is not the chunk's own but repeated before it.
func (p *page) repeated(n ast.Node) bool {
	if p.tree.Lead == 0 {
		return false
	}
	if row, ok := n.(*extast.TableHeader); ok {
		if cell := row.FirstChild(); cell != nil && cell.FirstChild() != nil {
			t, isText := cell.FirstChild().(*ast.Text)
			return isText && t.Segment.Start < p.tree.Lead
		}
		return true
	}
	switch n.Kind() {
	case ast.KindParagraph, ast.KindHeading, ast.KindTextBlock, ast.KindHTMLBlock:
		return n.Lines() != nil && n.Lines().Len() > 0 && n.Lines().At(0).Start < p.tree.Lead
	}
	return false
}

func (p *page) list(n *ast.List) {
	name, attributes := "ul", ""
	if n.IsOrdered() {
		name = "ol"
		if n.Start != 1 {
			attributes = fmt.Sprintf(` start="%d"`, n.Start)
		}
	}
	p.element(name, attributes, func() {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			p.element("li", "", func() { p.blocks(c) })
		}
	})
}

func (p *page) cells(row ast.Node, name string) {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		attributes := ""
		if cell, ok := c.(*extast.TableCell); ok && cell.Alignment != extast.AlignNone {
			attributes = fmt.Sprintf(` class="%s"`, cell.Alignment)
		}
		p.element(name, attributes, func() { p.inlines(c) })
	}
}

// lines writes the lines of code.
func (p *page) lines(all *text.Segments) {
	for i := range all.Len() {
		s := all.At(i)
		p.out.WriteString(strings.Repeat(" ", s.Padding))
		p.text(document.Span{Start: s.Start + p.tree.Base, End: s.Stop + p.tree.Base}, true)
	}
}

// htmlBlock writes what a block of HTML says, without its tags.
func (p *page) htmlBlock(n *ast.HTMLBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	start, end := n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop
	if n.HasClosure() {
		end = max(end, n.ClosureLine.Stop)
	}
	all := document.TextOutsideTags(p.tree.Source, start, end)
	if len(all) == 0 {
		return
	}
	p.element("p", "", func() {
		for i, s := range all {
			if i > 0 {
				p.out.WriteByte('\n')
			}
			p.text(document.Span{Start: s.Start + p.tree.Base, End: s.End + p.tree.Base}, false)
		}
	})
}

func (p *page) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		p.inline(n)
	}
	for ; p.links > 0 && p.raw; p.links-- { // a tag that nothing ended
		p.out.WriteString("</a>")
		p.raw = false
	}
}

func (p *page) inline(n ast.Node) {
	wrapped := func(open, end string) {
		p.out.WriteString(open)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			p.inline(c)
		}
		p.out.WriteString(end)
	}
	switch n := n.(type) {
	case *ast.Text:
		p.text(document.Span{Start: n.Segment.Start + p.tree.Base, End: n.Segment.Stop + p.tree.Base}, n.IsRaw())
		switch {
		case n.HardLineBreak():
			p.out.WriteString("<br>\n")
		case n.SoftLineBreak():
			p.out.WriteByte('\n')
		}
	case *ast.String:
		p.out.WriteString(escape(string(n.Value)))
	case *ast.Emphasis:
		if n.Level >= 2 {
			wrapped("<strong>", "</strong>")
			return
		}
		wrapped("<em>", "</em>")
	case *extast.Strikethrough:
		wrapped("<s>", "</s>")
	case *ast.CodeSpan:
		wrapped("<code>", "</code>")
	case *extast.TaskCheckBox:
		if n.IsChecked {
			p.out.WriteString("☑ ")
			return
		}
		p.out.WriteString("☐ ")
	case *document.FootnoteMark:
		fmt.Fprintf(&p.out, `<sup><a href="#foot-%s">%s</a></sup>`, footID(n.Label), escape(n.Label))
	case *ast.Image:
		p.out.WriteString(`<span class="picture">[picture: `)
		wrapped("", "]</span>")
	case *ast.Link, *ast.AutoLink:
		p.link(n, wrapped)
	case *ast.RawHTML:
		p.tag(n)
	default:
		wrapped("", "")
	}
}

// link writes a link that leads to a page, a mail or a place of the text. Of others the words stand.
func (p *page) link(n ast.Node, wrapped func(open, end string)) {
	l, ok := p.tree.LinkOf(n)
	to := reference(l.To)
	if !ok || to == "" || p.links > 0 {
		to = ""
	}
	if to != "" {
		p.links++
		fmt.Fprintf(&p.out, `<a href="%s" rel="noopener noreferrer">`, escape(to))
	}
	if auto, isAuto := n.(*ast.AutoLink); isAuto {
		if s, known := document.AutoLinkLabel(auto, p.tree.Source); known {
			p.text(document.Span{Start: s.Start + p.tree.Base, End: s.Stop + p.tree.Base}, true)
		}
	} else {
		wrapped("", "")
	}
	if to != "" {
		p.links--
		p.out.WriteString("</a>")
	}
}

// reference is the address that a link of the page may have, "" for none.
func reference(to string) string {
	switch a := address.Read(to); a.Kind {
	case address.Web, address.Mail:
		return a.URL
	case address.Nothing, address.File, address.Here:
	}
	return ""
}

// tag does what a tag of HTML in running text does: it ends a line, or begins or ends a link. A picture is named.
func (p *page) tag(n *ast.RawHTML) {
	l, ok := p.tree.LinkOf(n)
	switch {
	case p.tree.EndsLink(n):
		if p.raw {
			p.raw = false
			p.links--
			p.out.WriteString("</a>")
		}
	case ok && l.Kind == document.ImageLink:
		name := p.tree.Alternative(n)
		if name == "" {
			name = address.FileName(l.To)
		}
		fmt.Fprintf(&p.out, `<span class="picture">[picture: %s]</span>`, escape(document.CleanLine(name)))
	case ok && p.links == 0 && reference(l.To) != "":
		p.raw = true
		p.links++
		fmt.Fprintf(&p.out, `<a href="%s" rel="noopener noreferrer">`, escape(reference(l.To)))
	case n.Segments.Len() > 0 && breaks(n, p.tree.Source):
		p.out.WriteString("<br>\n")
	}
}

// breaks reports whether a tag is <br>.
func breaks(n *ast.RawHTML, source []byte) bool {
	s := n.Segments.At(0)
	tag := strings.ToLower(string(s.Value(source)))
	return strings.HasPrefix(tag, "<br") && strings.Trim(tag[3:], " />") == ""
}

// footID is the label of a footnote as a part of an ID.
func footID(label string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7F {
			return r
		}
		return '-'
	}, document.CleanLine(label))
}
