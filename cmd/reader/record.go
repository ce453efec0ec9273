package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// record is one line of JSON Lines: where its fields stand. What the stream does not know stays as it is.
type record struct {
	line   []byte
	fields map[string]extent // the last of a name counts, as with other readers
}

// extent is where a value stands in a line.
type extent struct{ start, end int }

// readRecord finds the fields of a line. The error says what is wrong with the line without naming it.
func readRecord(line []byte) (record, error) {
	switch {
	case len(bytes.TrimSpace(line)) == 0:
		return record{}, errors.New("it is empty")
	case !utf8.Valid(line):
		return record{}, errors.New("it is not UTF-8")
	case !json.Valid(line):
		return record{}, invalid(line)
	}
	at := skipSpace(line, 0)
	if line[at] != '{' {
		return record{}, errors.New("it is not a JSON object")
	}
	r := record{line, make(map[string]extent, 8)}
	for at = skipSpace(line, at+1); line[at] != '}'; {
		key := extent{at, skipValue(line, at)}
		start := skipSpace(line, skipSpace(line, key.end)+1)
		end := skipValue(line, start)
		r.fields[string(r.unquote(key))] = extent{start, end}
		if at = skipSpace(line, end); line[at] == ',' {
			at = skipSpace(line, at+1)
		}
	}
	return r, nil
}

// invalid says why a line is not JSON.
func invalid(line []byte) error {
	var (
		value  json.RawMessage
		syntax *json.SyntaxError
	)
	if err := json.Unmarshal(line, &value); errors.As(err, &syntax) {
		return fmt.Errorf("%w at byte %d", err, syntax.Offset)
	}
	return errors.New("it is not JSON")
}

// skipSpace returns the place of the first byte at or after at that is not white space of JSON.
func skipSpace(line []byte, at int) int {
	for at < len(line) && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r' || line[at] == '\n') {
		at++
	}
	return at
}

// skipValue returns where the value that starts at at ends. The line is valid JSON.
func skipValue(line []byte, at int) int {
	switch line[at] {
	case '"':
		return skipString(line, at)
	case '{', '[':
		for depth := 0; ; {
			switch line[at] {
			case '"':
				at = skipString(line, at)
				continue
			case '{', '[':
				depth++
			case '}', ']':
				depth--
			}
			if at++; depth == 0 {
				return at
			}
		}
	}
	for at < len(line) && strings.IndexByte(",]} \t\r\n", line[at]) < 0 {
		at++
	}
	return at
}

func skipString(line []byte, at int) int {
	for at++; line[at] != '"'; at++ {
		if line[at] == '\\' {
			at++
		}
	}
	return at + 1
}

// id returns the value of the field "id" as it stands, or null.
func (r record) id() []byte {
	if e, ok := r.fields["id"]; ok {
		return r.line[e.start:e.end]
	}
	return []byte("null")
}

// text returns the value of a field that is a string; ok is false where it is missing or anything else.
func (r record) text(name string) (value []byte, ok bool) {
	e, ok := r.fields[name]
	if !ok || r.line[e.start] != '"' {
		return nil, false
	}
	return r.unquote(e), true
}

// unquote decodes the JSON string at e. A lone surrogate becomes one U+FFFD.
func (r record) unquote(e extent) []byte {
	inner := r.line[e.start+1 : e.end-1]
	if bytes.IndexByte(inner, '\\') < 0 {
		return inner
	}
	text := make([]byte, 0, len(inner))
	for at := 0; at < len(inner); {
		if i := bytes.IndexByte(inner[at:], '\\'); i != 0 {
			if i < 0 {
				i = len(inner) - at
			}
			text = append(text, inner[at:at+i]...)
			at += i
			continue
		}
		char, n := unescape(inner[at:])
		text = utf8.AppendRune(text, char)
		at += n
	}
	return text
}

// splice returns the line with the fixes of all put into the string field name; everything else, the escapes of the
// rest of the string included, stays byte for byte. The spans of all are bytes of the decoded string.
func (r record) splice(name string, all []annotate.Annotation, out []byte) []byte {
	e := r.fields[name]
	at, decoded := e.start+1, 0 // the same place in the line and in the decoded string
	advance := func(to int) {
		for decoded < to {
			if r.line[at] != '\\' {
				at++
				decoded++
				continue
			}
			char, n := unescape(r.line[at : e.end-1])
			at += n
			decoded += utf8.RuneLen(char)
		}
	}
	kept := 0
	for i := range all {
		advance(all[i].Span.Start)
		out = append(out, r.line[kept:at]...)
		out = document.AppendEscaped(out, all[i].Fix)
		advance(all[i].Span.End)
		kept = at
	}
	return append(out, r.line[kept:]...)
}

// unescape reads the escape at the start of s, which is valid JSON. A pair of surrogates is one character.
func unescape(s []byte) (char rune, n int) {
	switch s[1] {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		char = unit(s[2:])
		if char < 0xD800 || char > 0xDFFF {
			return char, 6
		}
		if char < 0xDC00 && len(s) >= 12 && s[6] == '\\' && s[7] == 'u' {
			if low := unit(s[8:]); low >= 0xDC00 && low <= 0xDFFF {
				return 0x10000 + (char-0xD800)<<10 + low - 0xDC00, 12
			}
		}
		return utf8.RuneError, 6
	}
	return rune(s[1]), 2
}

// unit reads four hexadecimal digits.
func unit(s []byte) rune {
	var v rune
	for _, c := range s[:4] {
		v <<= 4
		switch {
		case c <= '9':
			v |= rune(c - '0')
		default:
			v |= rune(c|0x20-'a') + 10
		}
	}
	return v
}
