package render

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Lengths in bytes that are looked back for the beginning of what must not be cut.
const (
	longestEntity  = 40
	longestCluster = 64
)

// whole returns what stands round a place in the text [start, end) and is shown as one sign: a character reference, an escape, a grapheme
// cluster. It is empty where the place cuts nothing.
func (m *composer) whole(start, end, at int, raw bool) document.Span {
	none := document.Span{Start: at, End: at}
	if at <= start || at >= end {
		return none
	}
	text := m.tree.Source[start-m.tree.Base : end-m.tree.Base]
	cut := at - start
	if !raw {
		if s, ok := escapeAround(text, cut); ok {
			return document.Span{Start: start + s.Start, End: start + s.End}
		}
	}
	if s, ok := clusterAround(text, cut); ok {
		return document.Span{Start: start + s.Start, End: start + s.End}
	}
	return none
}

// escapeAround finds the escape or the character reference that a cut goes through.
func escapeAround(text []byte, cut int) (document.Span, bool) {
	if text[cut-1] == '\\' && util.IsPunct(text[cut]) {
		slashes := 1
		for slashes < cut && text[cut-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 1 {
			return document.Span{Start: cut - 1, End: cut + 1}, true
		}
	}
	for i := cut - 1; i >= max(0, cut-longestEntity); i-- {
		switch text[i] {
		case ';', ' ':
			return document.Span{}, false
		case '&':
			n := referenceLength(string(text[i:min(len(text), i+longestEntity)]))
			return document.Span{Start: i, End: i + n}, i+n > cut
		}
	}
	return document.Span{}, false
}

// referenceLength returns the length of the character reference at the start of s, 0 where there is none.
func referenceLength(s string) int {
	end := strings.IndexByte(s, ';')
	if end < 2 || strings.ContainsAny(s[1:end], "& ") || html.UnescapeString(s[:end+1]) == s[:end+1] {
		return 0
	}
	return end + 1
}

// clusterAround finds the grapheme cluster that a cut goes through.
func clusterAround(text []byte, cut int) (document.Span, bool) {
	if text[cut] < utf8.RuneSelf {
		return document.Span{}, false
	}
	from := cut - 1
	for from > max(0, cut-longestCluster) && text[from] >= utf8.RuneSelf {
		from--
	}
	for from < cut && !utf8.RuneStart(text[from]) {
		from++
	}
	rest := string(text[from:min(len(text), cut+longestCluster)])
	for from < cut {
		n := len(cluster(rest))
		if from+n > cut {
			return document.Span{Start: from, End: from + n}, true
		}
		from, rest = from+n, rest[n:]
	}
	return document.Span{}, false
}
