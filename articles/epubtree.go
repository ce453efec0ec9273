package articles

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

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
