package document

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Sizes of chunks, in bytes. From leastChunk on a chunk ends at the first safe place; a giant block is cut at a line start at
// column 0 from hardChunk on, at any line start from mostChunk on; a line longer than hardChunk is cut in itself.
const (
	leastChunk = 16 << 10
	hardChunk  = 64 << 10
	mostChunk  = 128 << 10
)

// cutState is what the cutter knows about the place where it stands.
type cutState struct {
	joined bool
	lead   []byte

	fence []byte // the line that opened the fence that is open, nil for none
	html  []byte // what ends the HTML block that is open, nil for none
	tag   bool   // an HTML block is open that a blank line ends
	list  bool   // a list at column 0 may still be open
	table []byte // head and delimiter row of the table that is open, nil for none
}

// plain returns where the chunk of plain text that begins at start ends: behind a blank line where one comes.
func (c *cutState) plain(source []byte, start int) int {
	c.joined = false
	var previous []byte
	for at := start; at < len(source); {
		next := lineEnd(source, at)
		switch line := source[at:next]; {
		case next-start >= leastChunk && blank(line):
			return next
		case next-start > hardChunk && at > start:
			c.joined = !blank(previous)
			return at
		case next-start > hardChunk:
			c.joined = true
			return sentenceEnd(source, start+leastChunk/2, start+leastChunk)
		default:
			previous = line
		}
		at = next
	}
	return len(source)
}

// markdown returns where the chunk of Markdown that begins at start ends: where the rest parses as if nothing stood before it.
func (c *cutState) markdown(source []byte, start int) int {
	c.joined, c.lead = false, nil
	var before, previous []byte // the last line that is not blank; the last line
	for at := start; at < len(source); {
		next := lineEnd(source, at)
		line := source[at:next]
		size := at - start
		if size > 0 {
			switch {
			case size >= leastChunk && c.closed() && blank(previous) && begins(before) && begins(line) && !defines(source, next):
				return at
			case size >= hardChunk && column0(line), size >= mostChunk:
				c.joined = !blank(previous)
				c.lead = c.repeat()
				return at
			case size >= leastChunk && len(line) > hardChunk:
				c.joined = !blank(previous)
				return at
			}
		}
		if len(line) > hardChunk {
			c.joined = true
			return sentenceEnd(source, at+leastChunk, at+hardChunk)
		}
		if !c.closed() || !startsWord(line[0]) {
			c.line(previous, line)
		}
		if !blank(line) {
			before = line
		}
		previous = line
		at = next
	}
	return len(source)
}

// startsWord reports whether a line that begins with this byte is text to Markdown, whatever follows.
func startsWord(first byte) bool {
	return first >= 'a' && first <= 'z' || first >= 'A' && first <= 'Z' || first >= 0x80
}

// closed reports whether no block is open that ignores blank lines.
func (c *cutState) closed() bool { return c.fence == nil && c.html == nil }

func (c *cutState) repeat() []byte {
	if c.fence != nil {
		return c.fence
	}
	return c.table
}

// line takes notice of fences, HTML blocks and tables.
func (c *cutState) line(previous, line []byte) {
	trimmed := bytes.TrimLeft(line, " ")
	indented := len(line)-len(trimmed) > 3
	switch {
	case c.fence != nil:
		if !indented && closes(c.fence, trimmed) {
			c.fence = nil
		}
	case c.html != nil:
		if bytes.Contains(bytes.ToLower(line), c.html) {
			c.html = nil
		}
	case blank(trimmed):
		c.table, c.tag = nil, false
	case indented, c.tag:
	case trimmed[0] == '`' || trimmed[0] == '~':
		if opens(trimmed) {
			c.fence = trimmed
		}
	case trimmed[0] == '<':
		c.html = htmlEnd(trimmed)
		c.tag = c.html == nil && opensTag(trimmed, blank(previous))
	case c.table == nil && delimiterRow(trimmed) && !blank(previous) && bytes.IndexByte(previous, '|') >= 0:
		c.table = append(append([]byte{}, previous...), line...)
	}
}

// pass takes notice of the fences, HTML blocks and lists in whole lines. Fences and HTML that do not begin at column 0 are passed over: they
// may stand in a list, whose end ends them. It returns the offset at which the last block has surely ended, 0 where none has.
func (c *cutState) pass(lines []byte) (ended int) {
	var previous []byte
	for at := 0; at < len(lines); {
		next := lineEnd(lines, at)
		line, within := lines[at:next], !c.closed()
		if within || blank(line) || column0(line) && !startsWord(line[0]) {
			c.line(previous, line)
		}
		if within && c.closed() || blank(unquoted(line)) {
			ended = next
		}
		if !within && column0(line) {
			c.list = marksItem(line) || c.list && !blank(previous)
		}
		previous = line
		at = next
	}
	return ended
}

// marksItem reports whether a line may begin with the mark of a list's item.
func marksItem(line []byte) bool {
	mark := bytes.TrimLeft(line, "0123456789")
	return len(mark) > 1 && strings.IndexByte("-+*.)", mark[0]) >= 0 && strings.IndexByte(" \t\r\n", mark[1]) >= 0
}

// opens reports whether a line opens a fence.
func opens(line []byte) bool {
	n := fenceLength(line)
	return n >= 3 && (line[0] == '~' || bytes.IndexByte(line[n:], '`') < 0)
}

// closes reports whether a line closes the fence that open opened.
func closes(open, line []byte) bool {
	n := fenceLength(line)
	return n >= fenceLength(open) && line[0] == open[0] && blank(line[n:])
}

func fenceLength(line []byte) int {
	n := 0
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return n
}

func delimiterRow(line []byte) bool {
	dashes := false
	for _, c := range bytes.TrimSpace(line) {
		switch c {
		case '-':
			dashes = true
		case '|', ':', ' ', '\t':
		default:
			return false
		}
	}
	return dashes
}

// begins reports whether a line begins with a sign that no container, table, definition, HTML, fence or setext line begins with.
func begins(line []byte) bool {
	if len(line) == 0 {
		return false
	}
	switch c := line[0]; c {
	case ' ', '\t', '\r', '\n', '-', '+', '*', '_', '>', '|', ':', '<', '=', '`', '~', '[':
		return false
	default:
		return c < '0' || c > '9'
	}
}

// defines reports whether one of the next two lines is a definition, which would make a term of the line before.
func defines(source []byte, at int) bool {
	for range 2 {
		next := lineEnd(source, at)
		if bytes.HasPrefix(bytes.TrimLeft(source[at:next], " "), []byte(":")) {
			return true
		}
		at = next
	}
	return false
}

func column0(line []byte) bool {
	return !blank(line) && line[0] != ' ' && line[0] != '\t'
}

// lineEnd returns the offset behind the line that holds at.
func lineEnd(source []byte, at int) int {
	if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(source)
}

// sentenceEnd returns a place in [from, to) at which a long text is cut with least harm: behind the last sentence there, else behind
// the last blank, else before a character.
func sentenceEnd(source []byte, from, to int) int {
	to = min(to, len(source))
	from = min(from, to)
	word := 0
	for i := to - 1; i > from; i-- {
		switch c := source[i]; {
		case c == ' ' && strings.IndexByte(".!?\"')", source[i-1]) >= 0:
			return i + 1
		case c == ' ' && word == 0:
			word = i + 1
		case c == 0x82 && i >= 2 && source[i-1] == 0x80 && source[i-2] == 0xe3: // 。
			return i + 1
		}
	}
	if word > 0 {
		return word
	}
	for i := to; i > from && i < len(source); i-- {
		if utf8.RuneStart(source[i]) {
			return i
		}
	}
	return to
}

// SentenceEnd returns a place in source[from:to] at which a long text is cut with least harm.
func SentenceEnd(source []byte, from, to int) int { return sentenceEnd(source, from, to) }
