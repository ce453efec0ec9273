package document

import "bytes"

// TextOutsideTags returns the stretches of source[start:end] that stand outside of tags, comments, scripts and style sheets,
// cut at line ends and trimmed.
func TextOutsideTags(source []byte, start, end int) []Span {
	var spans []Span
	for at := start; at < end; {
		open := bytes.IndexByte(source[at:end], '<')
		if open < 0 {
			return appendLines(spans, source, at, end)
		}
		spans = appendLines(spans, source, at, at+open)
		at += open
		at += markupLength(source[at:end])
	}
	return spans
}

// markupLength returns the length of the tag at the start of b with what belongs to it.
func markupLength(b []byte) int {
	low := bytes.ToLower(b[:min(len(b), 16)])
	until := ">"
	for _, k := range []struct{ open, end string }{{"<!--", "-->"}, {"<script", "</script>"}, {"<style", "</style>"}} {
		if bytes.HasPrefix(low, []byte(k.open)) {
			until = k.end
		}
	}
	i := bytes.Index(b, []byte(until))
	if i < 0 {
		return len(b)
	}
	return i + len(until)
}

func appendLines(spans []Span, source []byte, at, end int) []Span {
	for at < end {
		next := end
		if i := bytes.IndexByte(source[at:end], '\n'); i >= 0 {
			next = at + i + 1
		}
		line := bytes.TrimLeft(source[at:next], " \t\r\n")
		from := next - len(line)
		if line = bytes.TrimRight(line, " \t\r\n"); len(line) > 0 {
			spans = append(spans, Span{Start: from, End: from + len(line)})
		}
		at = next
	}
	return spans
}
