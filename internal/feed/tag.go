package feed

import (
	"bytes"
	"strings"
)

type attribute struct{ name, value string }

func (t *tidy) attribute(a attribute) {
	t.out.WriteByte(' ')
	t.out.WriteString(a.name)
	t.out.WriteString(`="`)
	t.value(a.value)
	t.out.WriteByte('"')
}

func (t *tidy) value(value string) {
	for i := 0; i < len(value); i++ {
		switch c := value[i]; c {
		case '<':
			t.out.WriteString("&lt;")
		case '"':
			t.out.WriteString("&quot;")
		case '&':
			n, bad := badReference([]byte(value[i:min(len(value), i+16)]))
			if !bad {
				t.out.WriteString(value[i : i+n])
			}
			i += n - 1
		default:
			t.out.WriteByte(c)
		}
	}
}

// readTag reads the tag that a text begins with; the length of what is none is minus what was looked at to see that.
func readTag(text []byte) (name string, attributes []attribute, alone bool, length int) {
	n := nameLength(text[1:])
	if n == 0 {
		return "", nil, false, 0
	}
	name = string(text[1 : 1+n])
	for at := 1 + n; at < len(text); {
		switch text[at] {
		case '>':
			return name, attributes, alone, at + 1
		case '/':
			alone = at+1 < len(text) && text[at+1] == '>'
			at++
		case '<':
			return "", nil, false, -at
		default:
			n := nameLength(text[at:])
			if n == 0 {
				at++
				continue
			}
			key := string(text[at : at+n])
			value, took, ok := attributeValue(text[at+n:])
			if !ok {
				return "", nil, false, -len(text)
			}
			at += n + took
			if took > 0 {
				attributes = append(attributes, attribute{key, value})
			}
		}
	}
	return "", nil, false, -len(text)
}

// attributeValue reads = and what is behind it, quoted or not; it takes nothing where there is no =.
func attributeValue(text []byte) (value string, took int, ok bool) {
	at := 0
	blanks := func() {
		for at < len(text) && strings.IndexByte(" \t\r\n", text[at]) >= 0 {
			at++
		}
	}
	blanks()
	if at >= len(text) || text[at] != '=' {
		return "", 0, true
	}
	at++
	blanks()
	if at >= len(text) {
		return "", 0, false
	}
	if quote := text[at]; quote == '"' || quote == '\'' {
		end := bytes.IndexByte(text[at+1:], quote)
		if end < 0 {
			return "", 0, false
		}
		return string(text[at+1 : at+1+end]), at + end + 2, true
	}
	end := bytes.IndexAny(text[at:], " \t\r\n>")
	if end < 0 {
		return "", 0, false
	}
	return string(text[at : at+end]), at + end, true
}

// nameLength is how much of the beginning of a text is a name of XML with one prefix at most.
func nameLength(text []byte) int {
	colon := false
	for i, c := range text {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
		case i > 0 && (c >= '0' && c <= '9' || c == '-' || c == '.'):
		case i > 0 && c == ':' && !colon && i+1 < len(text) && isLetter(text[i+1]):
			colon = true
		default:
			return i
		}
	}
	return len(text)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }
