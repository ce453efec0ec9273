package annotate

import (
	"bytes"
	"html"
	"regexp"
	"strings"
)

// entityNames are the character references that pages lose on their way through a machine.
var entityNames = set("nbsp", "quot", "amp", "lt", "gt", "mdash", "ndash", "hellip", "ldquo", "rdquo", "lsquo", "rsquo", "middot", "copy", "reg",
	"trade", "deg", "times", "yen", "ensp", "emsp", "bull", "laquo", "raquo", "apos")

// seeEntities finds character references left in the text, also torn ones: "&nbsp;", "& NBSP;", "& mdash;", "&hellip".
func seeEntities(text []byte, say func(remnant)) {
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '&')
		if i < 0 {
			return
		}
		i += at
		at = i + 1
		if end, name, ok := torn(text, i+1); ok {
			at = end
			m := entityRemnant(text, i, end, name)
			m.doubtful = text[i+1] != ' ' // a whole one may be what a text on HTML is about
			if !ofTag(text, i, end, name) && m.fix >= " " || m.fix == "" {
				say(m)
			}
		}
	}
}

// seeAndEntities finds references whose & was read as the word And: "Andnbsp;".
func seeAndEntities(text []byte, say func(remnant)) {
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], ';')
		if i < 0 {
			return
		}
		i += at
		at = i + 1
		start := i
		for start > 0 && i-start < 9 && asciiLetterAt(text, start-1) {
			start--
		}
		word := strings.ToLower(string(text[start:i]))
		for name := range sureEntities {
			if strings.HasSuffix(word, "and"+name) {
				say(entityRemnant(text, i-len(name)-3, at, name))
			}
		}
	}
}

// sureEntities are references whose names are no words: they are known without their semicolon, with a word hanging on, and with the & read as And.
var sureEntities = set("nbsp", "quot", "mdash", "ndash", "hellip", "ldquo", "rdquo", "lsquo", "rsquo", "middot", "emsp", "ensp")

// torn reads the name of a reference behind its &, blanks allowed, the semicolon optional where the name is beyond doubt.
func torn(text []byte, at int) (end int, name string, ok bool) {
	i := at
	for i < len(text) && i < at+2 && text[i] == ' ' {
		i++
	}
	if i < len(text) && text[i] == '#' {
		j := i + 1
		for j < len(text) && j < i+8 && asciiWord[text[j]&0x7f] {
			j++
		}
		return j + 1, string(text[i:j]), j > i+2 && j < len(text) && text[j] == ';'
	}
	j := i
	for j < len(text) && j < i+7 && asciiLetterAt(text, j) {
		j++
	}
	name = strings.ToLower(string(text[i:j]))
	if i == at {
		for sure := range sureEntities {
			if strings.HasPrefix(name, sure) {
				name, j = sure, i+len(sure)
			}
		}
	}
	if !entityNames[name] {
		return 0, "", false
	}
	k := j
	for k < len(text) && text[k] == ' ' {
		k++
	}
	if k < len(text) && text[k] == ';' {
		return k + 1, name, true
	}
	return j, name, i == at && sureEntities[name]
}

// ofTag reports whether a reference stands for the bracket of a tag: with it in place the tag would still be there.
func ofTag(text []byte, start, end int, name string) bool {
	switch name {
	case "lt":
		return end < len(text) && (text[end] == '/' || text[end] == '!' || asciiLetterAt(text, end))
	case "gt":
		open := bytes.LastIndex(text[max(0, start-200):start], []byte("&lt;"))
		return open >= 0 && !bytes.Contains(text[max(0, start-200)+open:start], []byte("&gt;"))
	}
	return false
}

func entityRemnant(text []byte, start, end int, name string) remnant {
	m := remnant{start: start, end: end, kind: Artifact, severity: Minor, confidence: 0.97, note: "A character reference that the page left in the text."}
	m.fix = html.UnescapeString("&" + name + ";")
	if m.fix == "\u00a0" || name == "ensp" || name == "emsp" {
		m.fix = " "
		before := start == 0 || text[start-1] == ' ' || text[start-1] == '\n'
		after := end >= len(text) || text[end] == ' ' || text[end] == '\n'
		if before || after {
			m.fix = ""
		}
		if before && after && end < len(text) && text[end] == ' ' {
			m.end++
		}
	}
	return m
}

// tornTag is a tag of HTML that was torn apart by blanks; a whole one may be what a text on HTML is about.
var tornTag = regexp.MustCompile(`(?i)(?:\s*<(?: +/? *| */ +)(?:p|br|div|span|strong|em|font|b|a|li|ul|h[1-6])(?: */? *)>)+|(?:\s*<(?:/? *)(?:p|br|div|span|strong|em|font) +/? *>)+`)

// seeTags finds tags of HTML that the machine took for words: "< / P > < p >".
func seeTags(text []byte, say func(remnant)) {
	for _, m := range tornTag.FindAllIndex(text, -1) {
		fix := " "
		if m[0] == 0 || m[1] == len(text) || text[m[1]] == ' ' || text[m[1]] == '\n' {
			fix = ""
		}
		say(remnant{start: m[0], end: m[1], fix: fix, kind: Artifact, severity: Minor, confidence: 0.95, note: "Tags of the page that were left in the text."})
	}
}

// seeQuotes finds a quotation mark that was doubled behind a word: strong influence"".
func seeQuotes(text []byte, say func(remnant)) {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(`""`))
		if i < 0 {
			return
		}
		i += at
		end := i + 2
		for end < len(text) && text[end] == '"' {
			end++
		}
		at = end
		before := i > 0 && text[i-1] > ' '
		after := end < len(text) && text[end] > ' ' && asciiWord[text[end]&0x7f]
		if before != after && end-i == 2 {
			say(remnant{start: i, end: end, fix: `"`, kind: Artifact, severity: Minor, confidence: 0.9, note: "A quotation mark was doubled."})
		}
	}
}
