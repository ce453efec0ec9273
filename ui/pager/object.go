package pager

import (
	"bytes"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// object stands in a block's text for what is no prose: code, an address, a picture.
const object = "\uFFFC"

// withObjects is a stretch of a block's text with the words of code and addresses, which the reader sees, in place.
func withObjects(source []byte, b *document.Block, from, to int) string {
	var text strings.Builder
	for rest := b.Text[from:to]; ; {
		before, after, ok := bytes.Cut(rest, []byte(object))
		text.Write(before)
		if !ok {
			return text.String()
		}
		at := to - len(after)
		start := b.Source(at-len(object), at).Start
		end := len(source)
		if at < len(b.Text) {
			end = max(b.Source(at, at+1).Start, start)
		}
		text.WriteString(objectText(source[start:end]))
		rest = after
	}
}

// objectText is what is seen of an object whose Markdown begins source; "" for what shows no text of its own.
func objectText(source []byte) string {
	source, _, _ = bytes.Cut(source, []byte("\n"))
	source = bytes.TrimLeft(source, "*_~")
	marks := len(source) - len(bytes.TrimLeft(source, "`"))
	switch {
	case len(source) == 0 || strings.IndexByte("![](", source[0]) >= 0:
		return ""
	case marks > 0:
		code, _, _ := bytes.Cut(source[marks:], source[:marks])
		return string(bytes.TrimSpace(code))
	case source[0] == '<':
		address, _, _ := bytes.Cut(source[1:], []byte(">"))
		if bytes.ContainsAny(address, ":@") && !bytes.ContainsAny(address, " \t") {
			return string(address)
		}
		return ""
	}
	address, _, _ := bytes.Cut(source, []byte(" "))
	return string(bytes.TrimRight(address, "*_~"))
}
