package document

import (
	"bytes"
	"strings"
)

// htmlEnd returns what ends the HTML block that a line opens, where blank lines do not; nil where it opens none or ends it itself.
func htmlEnd(line []byte) []byte {
	low := bytes.ToLower(line[:min(len(line), 16)])
	for _, k := range []struct{ open, end string }{
		{"<!--", "-->"}, {"<![cdata[", "]]>"}, {"<?", "?>"}, {"<script", "</script>"}, {"<pre", "</pre>"},
		{"<style", "</style>"}, {"<textarea", "</textarea>"}, {"<!", ">"},
	} {
		if bytes.HasPrefix(low, []byte(k.open)) {
			if bytes.Contains(bytes.ToLower(line[len(k.open):]), []byte(k.end)) {
				return nil
			}
			return []byte(k.end)
		}
	}
	return nil
}

// blockTags are the elements whose tags open an HTML block anywhere: CommonMark 0.31, section 4.6, condition 6.
var blockTags = func() map[string]bool {
	tags := map[string]bool{}
	for name := range strings.FieldsSeq(`address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt
		fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem meta nav
		noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul`) {
		tags[name] = true
	}
	return tags
}()

// opensTag reports whether a line opens an HTML block that a blank line ends: with the tag of a block, or, where no paragraph goes on,
// with any tag that is alone in its line.
func opensTag(line []byte, fresh bool) bool {
	line = bytes.TrimPrefix(line[1:], []byte("/"))
	n := 0
	for n < len(line) && (line[n] == '-' || isLetterOrDigit(line[n])) {
		n++
	}
	name, after := line[:n], line[n:]
	if n == 0 || len(after) > 0 && strings.IndexByte(" \t\r\n/>", after[0]) < 0 {
		return false
	}
	after = bytes.TrimSpace(after)
	return blockTags[strings.ToLower(string(name))] || fresh && len(after) > 0 && bytes.IndexByte(after, '>') == len(after)-1
}

func isLetterOrDigit(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
