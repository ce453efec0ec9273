package document

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// addLine puts a line of plain text into a block: text, and links where addresses of pages stand in it.
func addLine(block ast.Node, source []byte, line Span, more bool) {
	at := line.Start
	for at < line.End {
		address := bareAddress(source[:line.End], at)
		if address.Empty() {
			break
		}
		if address.Start > at {
			block.AppendChild(block, ast.NewRawTextSegment(text.NewSegment(at, address.Start)))
		}
		label := ast.NewTextSegment(text.NewSegment(address.Start, address.End))
		block.AppendChild(block, ast.NewAutoLink(ast.AutoLinkURL, label))
		at = address.End
	}
	rest := ast.NewRawTextSegment(text.NewSegment(at, line.End))
	rest.SetSoftLineBreak(more)
	block.AppendChild(block, rest)
}

// bareAddress returns the first address of a page in source from at on; it is empty where there is none. Punctuation at its end belongs to
// the sentence, and so do Chinese signs, which often follow without a blank.
func bareAddress(source []byte, at int) Span {
	for {
		i := bytes.Index(source[at:], []byte("://"))
		if i < 0 {
			return Span{}
		}
		colon := at + i
		at = colon + len("://")
		start := colon
		for start > 0 && colon-start < len("https") && isLetterOrDigit(source[start-1]) {
			start--
		}
		if scheme := bytes.ToLower(source[start:colon]); string(scheme) != "http" && string(scheme) != "https" ||
			start > 0 && isLetterOrDigit(source[start-1]) {
			continue
		}
		end := at
		for end < len(source) && source[end] > ' ' && source[end] < 0x7f && strings.IndexByte("<>\"`", source[end]) < 0 {
			end++
		}
		if end = at + len(sentenceTail(source[at:end])); end > at {
			return Span{start, end}
		}
	}
}

// sentenceTail takes what belongs to the sentence off the end of an address: punctuation, and brackets that close none of its own.
func sentenceTail(address []byte) []byte {
	for len(address) > 0 {
		last := address[len(address)-1]
		switch last {
		case '.', ',', ':', ';', '!', '?', '\'', '*', '_', '~':
		case ')', ']', '}':
			open := map[byte]byte{')': '(', ']': '[', '}': '{'}[last]
			if bytes.Count(address, []byte{open}) >= bytes.Count(address, []byte{last}) {
				return address
			}
		default:
			return address
		}
		address = address[:len(address)-1]
	}
	return address
}
