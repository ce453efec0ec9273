package annotate

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// seeQuotes finds a straight quotation mark that was doubled: strong influence"". It is doubled only where the paragraph has a mark too many:
// a quotation inside a quotation may end with two.
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
		n := bytes.Count(paragraph(text, i), []byte{'"'})
		if end-i != 2 || n%2 == 0 || !besideOneWord(text, i, end) {
			continue
		}
		m := remnant{start: i, end: end, fix: `"`, kind: Artifact, severity: Minor, confidence: 0.9, note: "A quotation mark was doubled.", needs: inProse}
		if n == 3 { // a lone pair may be anything
			m.needs |= fromChinese
		}
		say(m)
	}
}

// besideOneWord reports whether text[i:end] hangs on a word, or the mark that ends it, on one side and on nothing on the other.
func besideOneWord(text []byte, i, end int) bool {
	before, _ := utf8.DecodeLastRune(text[:i])
	after, _ := utf8.DecodeRune(text[end:])
	letter := func(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	free := func(r rune) bool {
		return r == utf8.RuneError || unicode.IsSpace(r) || strings.ContainsRune(",.;:!?)", r)
	}
	return (letter(before) || strings.ContainsRune(".!?%)", before)) && free(after) || letter(after) && (free(before) || before == '(')
}

// paragraph returns the line of text, or of a wrapped paragraph the lines, round at.
func paragraph(text []byte, at int) []byte {
	from := bytes.LastIndexByte(text[:at], '\n') + 1
	to := len(text)
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		to = at + i
	}
	return text[from:to]
}

const opening, closing = "“", "”"

// seeCurlyQuotes finds curly quotation marks that were doubled, or turned round: ““Weibo”, ”Weibo“.
func seeCurlyQuotes(text []byte, say func(remnant)) {
	for _, mark := range []string{opening, closing} {
		for at := 0; ; {
			i := bytes.Index(text[at:], []byte(mark+mark))
			if i < 0 {
				break
			}
			i += at
			end := i + 2*len(mark)
			at = end
			line := paragraph(text, i)
			if bytes.Count(line, []byte(opening)) != bytes.Count(line, []byte(closing)) && besideOneWord(text, i, end) {
				say(remnant{start: i, end: end, fix: mark, kind: Artifact, severity: Minor, confidence: 0.9, note: "A quotation mark was doubled.", needs: inProse})
			}
		}
	}
	seeTurned(text, say)
}

// seeTurned finds a pair of marks of which each stands the wrong way round: behind a blank and at a word the closing one, then the opening one.
func seeTurned(text []byte, say func(remnant)) {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(closing))
		if i < 0 {
			return
		}
		i += at
		at = i + len(closing)
		line := paragraph(text, i)
		end := bytes.Index(text[at:], []byte(opening))
		if end < 0 || end > len(line) || i > 0 && text[i-1] != ' ' || !asciiLetterAt(text, min(at, len(text)-1)) {
			continue
		}
		end += at
		inside := text[at:end]
		after := end + len(opening)
		if !asciiLetterAt(text, end-1) || after < len(text) && strings.IndexByte(" ,.;:!?)\n", text[after]) < 0 || bytes.ContainsAny(inside, "“”\n") {
			continue
		}
		turned := remnant{start: i, end: at, fix: opening, kind: Artifact, severity: Minor, confidence: 0.85, note: "A quotation mark stands the wrong way round.", needs: inProse | fromChinese}
		say(turned)
		turned.start, turned.end, turned.fix = end, after, closing
		say(turned)
		at = after
	}
}
