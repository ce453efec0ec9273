package config

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// spot is a place in a file.
type spot struct{ line, column int }

// entry is a name with its value, or the header of a table.
type entry struct {
	path   []string
	at     []spot // of each part of the path
	value  value
	header bool
	table  spot // the header above it; none has line 0
}

// value is what stands behind a name.
type value struct {
	spot

	kind  unstable.Kind
	text  string
	items []value // of a list
}

// mostMistakes is how many syntax mistakes are looked for.
const mostMistakes = 50

// parse takes a file apart. Where a line cannot be read, it is left out and the rest is read: one slip must not cost the others.
func parse(file string, data []byte) (entries []entry, wrong []annotate.Mistake) {
	data = bytes.Clone(data)
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		copy(data, "   ")
	}
	if at := badUTF8(data); at >= 0 {
		s := spotAt(data, at)
		return nil, []annotate.Mistake{{File: file, Line: s.line, Column: s.column, Text: "it is no UTF-8 text"}}
	}
	var p unstable.Parser
	blanked, open := -1, false // the end of what was left out last, and whether it may go on there
	for range mostMistakes {
		p.Reset(data)
		var end int
		entries, end = expressions(&p, data)
		var parseError *unstable.ParserError
		if !errors.As(p.Error(), &parseError) {
			break
		}
		start := nextLine(data, end)
		if start > blanked || !open {
			s := spotAt(data, min(int(p.Range(parseError.Highlight).Offset), len(data)))
			wrong = append(wrong, annotate.Mistake{File: file, Line: s.line, Column: s.column, Text: plain(parseError.Message)})
		}
		open = goesOn(data[start : start+lineEnd(data[start:])])
		blanked = leaveOut(data, start)
	}
	return entries, wrong
}

// expressions lists what the parser reads before the first mistake, and where it ended.
func expressions(p *unstable.Parser, data []byte) (entries []entry, end int) {
	var table entry
	for p.NextExpression() {
		node := p.Expression()
		switch node.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = entry{header: true}
			table.path, table.at, end = keyOf(node.Key(), data)
			table.table = table.at[0]
			entries = append(entries, table)
		case unstable.KeyValue:
			entries = append(entries, flatten(node, table, data)...)
			end = int(node.Raw.Offset + node.Raw.Length)
		}
		end += lineEnd(data[end:])
	}
	return entries, end
}

func keyOf(it unstable.Iterator, data []byte) (path []string, at []spot, end int) {
	for it.Next() {
		raw := it.Node().Raw
		path = append(path, string(it.Node().Data))
		at = append(at, spotAt(data, int(raw.Offset)))
		end = int(raw.Offset + raw.Length)
	}
	return path, at, end
}

// flatten makes entries of a name and its value; those in an inline table are entries of their own.
func flatten(node *unstable.Node, above entry, data []byte) []entry {
	path, at, _ := keyOf(node.Key(), data)
	e := entry{
		path: slices.Concat(above.path, path), at: slices.Concat(above.at, at), table: above.table,
		value: valueOf(node.Value(), at[len(at)-1], data),
	}
	if e.value.kind != unstable.InlineTable {
		return []entry{e}
	}
	var all []entry
	it := node.Value().Children()
	for it.Next() {
		if it.Node().Kind == unstable.KeyValue {
			all = append(all, flatten(it.Node(), e, data)...)
		}
	}
	return all
}

func valueOf(n *unstable.Node, at spot, data []byte) value {
	v := value{spot: at, kind: n.Kind, text: string(n.Data)}
	if n.Raw.Length > 0 {
		v.spot = spotAt(data, int(n.Raw.Offset))
	}
	if n.Kind == unstable.Array {
		it := n.Children()
		for it.Next() {
			if it.Node().Kind != unstable.Comment {
				v.items = append(v.items, valueOf(it.Node(), at, data))
			}
		}
	}
	return v
}

// spotAt counts lines, and characters in a line.
func spotAt(data []byte, offset int) spot {
	before := data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return spot{bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1}
}

func lineEnd(data []byte) int {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1
	}
	return len(data)
}

// nextLine returns the start of the first line from here on that says something.
func nextLine(data []byte, from int) int {
	for from < len(data) {
		line := data[from : from+lineEnd(data[from:])]
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 && trimmed[0] != '#' {
			return from
		}
		from += len(line)
	}
	return from
}

// leaveOut makes a line blank and returns its end. With the header of a table goes all that stands in the table.
func leaveOut(data []byte, start int) (end int) {
	header := startsTable(data[start:])
	for end = start; end < len(data); {
		next := end + lineEnd(data[end:])
		for i := end; i < next; i++ {
			if data[i] != '\n' {
				data[i] = ' '
			}
		}
		end = next
		if !header || startsTable(data[end:]) {
			break
		}
	}
	return end
}

// goesOn reports whether the value in a line may go on in the next one.
func goesOn(line []byte) bool {
	_, value, _ := bytes.Cut(line, []byte("="))
	return bytes.ContainsAny(value, "[{") || bytes.Contains(value, []byte(`"""`)) || bytes.Contains(value, []byte("'''"))
}

func startsTable(line []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("[")) }

func badUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// plain puts what the library says into words for everybody.
func plain(message string) string {
	switch {
	case strings.Contains(message, "cannot have new lines"), strings.Contains(message, "string not terminated"), strings.Contains(message, "unterminated"):
		return "the quotation mark at the end of the text is missing"
	case strings.Contains(message, "at start of value"), strings.Contains(message, "expected keyword"):
		return "this is no value: text stands between quotation marks, a list between brackets"
	case strings.Contains(message, "expected newline"):
		return "there is more in this line than a name and its value"
	}
	return message
}
