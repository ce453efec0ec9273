package annotate

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"
)

// entityNames are the character references that pages lose on their way through a machine.
var entityNames = set("nbsp", "quot", "amp", "lt", "gt", "mdash", "ndash", "hellip", "ldquo", "rdquo", "lsquo", "rsquo", "middot", "copy", "reg",
	"trade", "deg", "times", "yen", "ensp", "emsp", "bull", "laquo", "raquo", "apos")

// sureEntities are references whose names are no words: they are known without their semicolon, with a word hanging on, and with the & read as And.
var sureEntities = set("nbsp", "quot", "mdash", "ndash", "hellip", "ldquo", "rdquo", "lsquo", "rsquo", "middot", "emsp", "ensp")

// seeEntities finds character references left in the text, also torn ones: "&nbsp;", "& NBSP;", "& mdash;", "&hellip", "&amp;quot;".
func seeEntities(text []byte, say func(remnant)) {
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '&')
		if i < 0 {
			return
		}
		i += at
		at = i + 1
		end, name, ok := torn(text, i+1)
		if !ok || alone(text, i, end) || (name == "lt" || name == "gt") && escapedTag.Match(text) {
			continue
		}
		if name == "amp" { // escaped twice
			if to, inner, ok := torn(text, end); ok && text[end-1] == ';' && text[to-1] == ';' {
				end, name = to, inner
			}
		}
		say(entityRemnant(text, i, end, name))
		at = end
	}
}

// escapedTag is a tag, or what looks like one, in references: <b> as &lt;b&gt;. Titles stand in two of each.
var escapedTag = regexp.MustCompile(`(?:^|[^;])&lt;/?[A-Za-z][^&\n]*&gt;(?:[^&]|$)`)

// alone reports whether a reference stands between quotation marks or brackets of its own: then the text speaks of it.
func alone(text []byte, start, end int) bool {
	return start > 0 && end < len(text) && strings.IndexByte("\"'`(<{[", text[start-1]) >= 0 && strings.IndexByte("\"'`)>}]", text[end]) >= 0
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

// torn reads the name of a reference behind its &, blanks allowed, the semicolon optional where the name is beyond doubt.
func torn(text []byte, at int) (end int, name string, ok bool) {
	i := at
	for i < len(text) && i < at+2 && text[i] == ' ' {
		i++
	}
	if i < len(text) && text[i] == '#' {
		return tornNumber(text, i)
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

// tornNumber reads a reference by number: "#39;", "#x2019;". Those of signs that no text shows are none.
func tornNumber(text []byte, at int) (end int, name string, ok bool) {
	j := at + 1
	for j < len(text) && j < at+8 && asciiWord[text[j]&0x7f] {
		j++
	}
	if j >= len(text) || text[j] != ';' || j == at+1 {
		return 0, "", false
	}
	name = string(text[at:j])
	digits, base := name[1:], 10
	if digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	return j + 1, name, err == nil && (n >= 32 || n == 10 || n == 13) && n < 0xfffd
}

func entityRemnant(text []byte, start, end int, name string) remnant {
	m := remnant{start: start, end: end, kind: Artifact, severity: Minor, confidence: 0.97, note: "A character reference that the page left in the text.",
		needs: inProse | outsideAddress}
	whole := text[start] == '&' && text[start+1] != ' ' && end > start && text[end-1] == ';' && text[end-2] != ' '
	if whole {
		m.needs |= fromChinese | orShort // other pages leave these too, and manuals mean them
	}
	m.fix = html.UnescapeString("&" + name + ";")
	if strings.TrimSpace(m.fix) != "" && m.fix != "\u00a0" && name != "ensp" && name != "emsp" {
		return m
	}
	m.fix = " "
	before := start == 0 || text[start-1] == ' ' || text[start-1] == '\n'
	after := end >= len(text) || text[end] == ' ' || text[end] == '\n'
	if before || after {
		m.fix = ""
	}
	if before && after && end < len(text) && text[end] == ' ' {
		m.end++
	}
	return m
}

// lostDots finds the dot between two parts of a name whose escape lost its backslash.
var lostDots = regexp.MustCompile(`\\?\bu(?:00b7|2022|30fb)\b`)

// seeDots puts the dot back.
func seeDots(text []byte, say func(remnant)) {
	for _, m := range lostDots.FindAllIndex(text, -1) {
		say(remnant{start: m[0], end: m[1], fix: "·", kind: Artifact, severity: Minor, confidence: 0.93, zh: "·", note: "The dot between two parts of a name, as its code.", needs: fromChinese | orShort | inProse})
	}
}
