package document

import "bytes"

// longestFrontMatter is how many bytes of front matter are looked for at the start of Markdown.
const longestFrontMatter = 64 << 10

// frontMatter is the length in bytes of the YAML or TOML block with which the document begins, 0 without one.
// It says something about the text and is no part of it.
func (d *Document) frontMatter() int {
	if d.format != MarkdownText {
		return 0
	}
	start := 0
	if bytes.HasPrefix(d.source, []byte("\xef\xbb\xbf")) {
		start = 3
	}
	head := d.source[start:min(len(d.source), start+longestFrontMatter)]
	for _, fence := range []string{"---", "+++"} {
		if end := fenced(head, fence); end > 0 {
			return start + end
		}
	}
	return 0
}

// Body is the document without the front matter it may begin with.
func (d *Document) Body() Span { return Span{d.frontMatter(), len(d.source)} }

// fenced returns the length of a block between two lines that are the fence, 0 where head does not begin with one.
func fenced(head []byte, fence string) int {
	for at, first := 0, true; at < len(head); first = false {
		end := lineEnd(head, at)
		line := bytes.TrimRight(head[at:end], " \t\r\n")
		switch {
		case first && string(line) != fence, !first && at == len(head):
			return 0
		case !first && string(line) == fence:
			return end
		}
		at = end
	}
	return 0
}

// blanked returns a copy of source with blanks in place of its first n bytes; line ends stay.
func blanked(source []byte, n int) []byte {
	out := bytes.Clone(source)
	for i := range n {
		if out[i] != '\n' {
			out[i] = ' '
		}
	}
	return out
}
