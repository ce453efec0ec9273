package articles

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// titled lays a tree out as Markdown under the title of the page, once.
func titled(main *html.Node, title string) []byte {
	first := find(main, func(n *html.Node) bool { return n.DataAtom == atom.H1 || n.DataAtom == atom.H2 })
	switch {
	case title == "":
		return markdown(main)
	case first != nil && first.Parent != nil && strings.EqualFold(document.CleanLine(text(first)), title):
		first.Parent.RemoveChild(first)
	}
	heading := &html.Node{Type: html.ElementNode, Data: "h1", DataAtom: atom.H1}
	heading.AppendChild(&html.Node{Type: html.TextNode, Data: title})
	page := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	page.AppendChild(heading)
	body := markdown(main)
	if len(body) == 0 {
		return nil // a title is no text
	}
	return bytes.Join([][]byte{markdown(page), body}, []byte("\n"))
}

// text is the text under a node as it stands.
func text(under *html.Node) string {
	var b strings.Builder
	walk(under, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		return true
	})
	return b.String()
}

// markdown lays a tree out as Markdown that is safe to show. What cannot be laid out stands there as bare text.
func markdown(tree *html.Node) []byte {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithLinkEmptyContentBehavior(commonmark.LinkBehaviorSkip), commonmark.WithLinkEmptyHrefBehavior(commonmark.LinkBehaviorSkip), commonmark.WithListEndComment(false)),
		strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal), table.WithHeaderPromotion(true), table.WithSkipEmptyRows(true),
			table.WithNewlineBehavior(table.NewlineBehaviorPreserve)),
	))
	c.Register.RendererFor(anchorTag, converter.TagTypeInline, func(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
		_, _ = w.WriteString(`<a id="` + html.EscapeString(attribute(n, "name")) + `"></a>`) // into memory
		return converter.RenderSuccess
	}, converter.PriorityEarly)
	out, err := c.ConvertNode(tree)
	if err != nil {
		return bareNode(tree)
	}
	return cleanMarkdown(out)
}

var reference = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,8});`) })

// cleanMarkdown takes out what must not reach a terminal, also where a reader of Markdown would make it of a reference.
func cleanMarkdown(out []byte) []byte {
	out = reference().ReplaceAllFunc(out, func(ref []byte) []byte {
		digits, radix := string(ref[2:len(ref)-1]), 10
		if digits[0] == 'x' || digits[0] == 'X' {
			digits, radix = digits[1:], 16
		}
		if code, err := strconv.ParseUint(digits, radix, 32); err != nil || code > 0x10FFFF || document.Unsafe(rune(code)) {
			return nil
		}
		return ref
	})
	clean := strings.TrimSpace(document.Clean(string(out)))
	if clean == "" {
		return nil
	}
	return []byte(clean + "\n")
}

// prune takes out of a tree what is no text, pictures that show nothing, and of texts what must not reach a terminal: whole, before signs in it are escaped.
func prune(tree *html.Node) {
	walk(tree, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			n.Data = document.Clean(n.Data)
		}
		gone := hidden[n.DataAtom] || n.Type == html.CommentNode
		if n.Type == html.ElementNode {
			_, off := present(n, "hidden")
			gone = gone || off
		}
		narrow(n)
		if n.DataAtom == atom.Img && attribute(n, "alt") == "" {
			gone = gone || attribute(n, "width") == "1" || attribute(n, "height") == "1"
		}
		if gone && n.Parent != nil {
			n.Parent.RemoveChild(n)
			return false
		}
		return true
	})
}

// widest is how many columns or rows a cell may span; each of them is made.
const widest = 12

// narrow takes spans off a cell that no table has room for.
func narrow(n *html.Node) {
	if n.DataAtom != atom.Td && n.DataAtom != atom.Th {
		return
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		span, err := strconv.Atoi(a.Val)
		return (a.Key == "colspan" || a.Key == "rowspan") && (err != nil || span > widest)
	})
}

func present(n *html.Node, name string) (value string, ok bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// leadsTo are the attributes that hold addresses, by their elements.
var leadsTo = map[atom.Atom]string{atom.A: "href", atom.Img: "src"}

// absolute makes the addresses of links and pictures whole. Those that lead nowhere, to scripts say, or are pictures themselves, are taken away,
// their words stay.
func absolute(tree *html.Node, from *url.URL) {
	walk(tree, func(n *html.Node) bool {
		unwrap(n)
		key := leadsTo[n.DataAtom]
		if key == "" {
			return true
		}
		for i := range n.Attr {
			if n.Attr[i].Key == key {
				n.Attr[i].Val = resolve(from, n.Attr[i].Val)
			}
		}
		if n.DataAtom == atom.Img && attribute(n, key) == "" && n.Parent != nil {
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: attribute(n, "alt")}, n)
			n.Parent.RemoveChild(n)
		}
		return true
	})
}

// headings are those of all levels.
var headings = map[atom.Atom]bool{atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true}

// unwrap takes a link or a heading that was never closed off the paragraphs, lists and tables behind it.
func unwrap(n *html.Node) {
	if n.DataAtom != atom.A && !headings[n.DataAtom] || find(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.P:
			return headings[n.DataAtom]
		case atom.Table, atom.Ul, atom.Ol, atom.Pre, atom.Blockquote:
			return true
		}
		return false
	}) == nil {
		return
	}
	n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
}

// resolve reads an address against that of the page, "" where it leads nowhere that may be shown.
func resolve(from *url.URL, to string) string {
	to = strings.TrimSpace(to)
	if strings.HasPrefix(to, "#") {
		return to
	}
	u, err := url.Parse(to)
	if err != nil {
		return ""
	}
	if from != nil {
		u = from.ResolveReference(u)
	}
	switch u.Scheme {
	case "http", "https", "mailto", "":
		return u.String()
	}
	return ""
}

// linkBase is the address that the links of a page are read against: what the page says, or where it came from, or is said to live.
func linkBase(tree *html.Node, meta Meta, from *url.URL) *url.URL {
	if from == nil && meta.URL != "" {
		from, _ = url.Parse(meta.URL)
	}
	said := find(tree, func(n *html.Node) bool { return n.DataAtom == atom.Base && attribute(n, "href") != "" })
	if said == nil {
		return from
	}
	u, err := url.Parse(attribute(said, "href"))
	if err != nil {
		return from
	}
	if from != nil {
		u = from.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return from
	}
	return u
}

// breaks are the elements that begin and end a paragraph of bare text.
var breaks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Br: true, atom.Li: true, atom.Tr: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Blockquote: true, atom.Pre: true, atom.Table: true, atom.Ul: true, atom.Ol: true, atom.Section: true, atom.Article: true, atom.Hr: true, atom.Dt: true, atom.Dd: true,
}

// bareText reads the text of a page without a tree, whatever its size and depth.
func bareText(page []byte) []byte {
	z := html.NewTokenizer(bytes.NewReader(page))
	var b bareWriter
	skip := atom.Atom(0)
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return cleanMarkdown([]byte(b.text.String()))
		case html.TextToken:
			if skip == 0 {
				b.add(document.Clean(string(z.Text())))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case skip == tag && kind == html.EndTagToken:
				skip = 0
			case skip == 0 && kind == html.StartTagToken && (tag == atom.Script || tag == atom.Style || tag == atom.Title || tag == atom.Textarea || tag == atom.Iframe):
				skip = tag
			case breaks[tag]:
				b.paragraph()
			}
		}
	}
}

// bareNode is bareText of a tree.
func bareNode(tree *html.Node) []byte {
	var b bareWriter
	walk(tree, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.add(document.Clean(n.Data))
		}
		if breaks[n.DataAtom] {
			b.paragraph()
		}
		return !hidden[n.DataAtom]
	})
	return cleanMarkdown([]byte(b.text.String()))
}

// bareWriter puts text into paragraphs of Markdown in which no sign means anything.
type bareWriter struct {
	text  strings.Builder
	begun bool // the paragraph
	blank bool // comes before the next word
}

func (b *bareWriter) add(text string) {
	for i, word := range strings.Fields(text) {
		if b.begun && (i > 0 || b.blank || strings.TrimLeft(text, " \t\r\n") != text) {
			b.text.WriteByte(' ')
		}
		for j := range len(word) {
			if strings.IndexByte("\\`*_[]<>#~|&", word[j]) >= 0 || j == 0 && !b.begun && strings.IndexByte("+-=", word[j]) >= 0 {
				b.text.WriteByte('\\')
			}
			b.text.WriteByte(word[j])
		}
		b.begun, b.blank = true, false
	}
	b.blank = b.blank || strings.TrimRight(text, " \t\r\n") != text
}

func (b *bareWriter) paragraph() {
	if b.begun {
		b.text.WriteString("\n\n")
	}
	b.begun, b.blank = false, false
}
