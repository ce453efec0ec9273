package annotate

import (
	"bytes"
	"strings"
)

// enoughMarkup is how many places of markup make a text technical: one tag may have been left over, as the references were.
const enoughMarkup = 3

// isTechnical reports whether the text is about markup or code, or is a file of it: there references and tags are meant.
func (r *reading) isTechnical() bool {
	marks := r.whole.count(func() int {
		source := r.doc.Source()
		if bytes.Count(source, []byte("&#")) > 40 {
			return enoughMarkup
		}
		return countMarkup(source, enoughMarkup)
	})
	return marks+r.told[markupWords] >= enoughMarkup
}

// countMarkup counts, to enough, what stands in texts on markup and code: whole tags, escaped ones, references that are escaped twice, lines of code,
// code in POD and Markdown.
func countMarkup(source []byte, enough int) (n int) {
	for i := 0; i < len(source) && n < enough; i++ {
		step := bytes.IndexAny(source[i:], "<&`=;{}")
		if step < 0 {
			break
		}
		i += step
		if markupAt(source, i) {
			n++
		}
	}
	return n
}

// markupAt reports whether the sign at i belongs to markup or code.
func markupAt(source []byte, i int) bool {
	rest := source[i+1:]
	switch source[i] {
	case '<':
		if i > 0 && strings.IndexByte("CLFBI", source[i-1]) >= 0 && (i == 1 || !wordByte(source[i-2])) {
			return true // POD
		}
		rest = bytes.TrimPrefix(rest, []byte("/"))
		if len(rest) == 0 || !asciiLetterAt(rest, 0) && rest[0] != '!' && rest[0] != '?' {
			return false
		}
		end := bytes.IndexAny(rest[:min(len(rest), longestTag)], "<>\n")
		return end >= 0 && rest[end] == '>'
	case '&':
		if after, ok := bytes.CutPrefix(rest, []byte("lt;")); ok {
			after = bytes.TrimPrefix(after, []byte("/"))
			return len(after) > 0 && asciiLetterAt(after, 0)
		}
		return bytes.HasPrefix(rest, []byte("amp;#"))
	case '`':
		end := bytes.IndexAny(rest[:min(len(rest), longestTag)], "`\n")
		return end >= 0 && rest[end] == '`' && bytes.IndexByte(rest[:end], '&') >= 0
	case '=':
		return (i == 0 || source[i-1] == '\n') && hasAnyPrefix(string(rest[:min(len(rest), 4)]), "head", "item", "over", "cut")
	}
	return lineOfCode(rest)
}

// longestTag is how many bytes a tag may have.
const longestTag = 80

// lineOfCode reports whether a line ends here and the next one ends in a sign of code too.
func lineOfCode(rest []byte) bool {
	rest = bytes.TrimLeft(rest, " \t\r")
	if len(rest) == 0 || rest[0] != '\n' {
		return false
	}
	line, _, ok := bytes.Cut(bytes.TrimLeft(rest, " \t\r\n"), []byte("\n"))
	line = bytes.TrimRight(line, " \t\r")
	return ok && len(line) > 0 && strings.IndexByte("{};", line[len(line)-1]) >= 0
}
