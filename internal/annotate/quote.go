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
	eachLine(text, func(from int, line []byte) {
		n := bytes.Count(line, []byte{'"'})
		if n%2 == 0 {
			return
		}
		for at := 0; ; {
			i := bytes.Index(line[at:], []byte(`""`))
			if i < 0 {
				return
			}
			i += at
			end := i + 2
			for end < len(line) && line[end] == '"' {
				end++
			}
			at = end
			if end-i != 2 || !besideOneWord(text, from+i, from+end) {
				continue
			}
			m := remnant{start: from + i, end: from + end, fix: `"`, kind: Artifact, severity: Minor, confidence: 0.9, note: "A quotation mark was doubled.", needs: inProse}
			if n == 3 { // a lone pair may be anything
				m.needs |= fromChinese
			}
			say(m)
		}
	})
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

// eachLine calls do with every line of text and where it begins. Marks are counted in lines: a paragraph is one.
func eachLine(text []byte, do func(from int, line []byte)) {
	from := 0
	for line := range bytes.Lines(text) {
		do(from, bytes.TrimSuffix(line, []byte("\n")))
		from += len(line)
	}
}

const opening, closing = "“", "”"

// seeCurlyQuotes finds curly quotation marks that were doubled, or turned round: ““Weibo”, ”Weibo“.
func seeCurlyQuotes(text []byte, say func(remnant)) {
	eachLine(text, func(from int, line []byte) {
		if bytes.Count(line, []byte(opening)) != bytes.Count(line, []byte(closing)) {
			for _, mark := range []string{opening, closing} {
				seeDoubled(text, from, line, mark, say)
			}
		}
		seeTurned(from, line, text, say)
	})
}

// seeDoubled finds a curly mark that was doubled in a line.
func seeDoubled(text []byte, from int, line []byte, mark string, say func(remnant)) {
	for at := 0; ; {
		i := bytes.Index(line[at:], []byte(mark+mark))
		if i < 0 {
			return
		}
		i += at
		at = i + 2*len(mark)
		if besideOneWord(text, from+i, from+at) {
			say(remnant{start: from + i, end: from + at, fix: mark, kind: Artifact, severity: Minor, confidence: 0.9, note: "A quotation mark was doubled.", needs: inProse})
		}
	}
}

// seeTurned finds a pair of marks in a line of which each stands the wrong way round: behind a blank and at a word the closing one, then the opening one.
func seeTurned(from int, line, text []byte, say func(remnant)) {
	end := -1
	for at := 0; ; {
		i := bytes.Index(line[at:], []byte(closing))
		if i < 0 {
			return
		}
		i += at
		at = i + len(closing)
		if end < at {
			next := bytes.Index(line[at:], []byte(opening))
			if next < 0 {
				return
			}
			end = at + next
		}
		if from+i > 0 && text[from+i-1] != ' ' || !asciiLetterAt(line, min(at, len(line)-1)) {
			continue
		}
		after := end + len(opening)
		if !asciiLetterAt(line, end-1) || after < len(line) && strings.IndexByte(" ,.;:!?)", line[after]) < 0 || bytes.ContainsAny(line[at:end], "“”") {
			continue
		}
		turned := remnant{start: from + i, end: from + at, fix: opening, kind: Artifact, severity: Minor, confidence: 0.85, note: "A quotation mark stands the wrong way round.", needs: inProse | fromChinese}
		say(turned)
		turned.start, turned.end, turned.fix = from+end, from+after, closing
		say(turned)
		at = after
	}
}
