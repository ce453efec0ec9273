package main

import (
	"strconv"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// around is how many code points of the text stand in prefix and suffix.
const around = 32

// appendAnnotation appends a as a JSON object. points counts code points of the document's source and
// has not passed the start of a yet.
func appendAnnotation(out []byte, source []byte, points *document.Points, a *annotate.Annotation) []byte {
	out = append(out, `{"start": `...)
	out = appendInt(out, points.At(a.Span.Start))
	out = append(out, `, "end": `...)
	out = appendInt(out, points.At(a.Span.End))
	out = appendField(out, "exact", source[a.Span.Start:a.Span.End])
	out = appendField(out, "prefix", before(source, a.Span.Start))
	out = appendField(out, "suffix", after(source, a.Span.End))
	out = appendField(out, "fix", a.Fix)
	out = appendField(out, "kind", a.Kind)
	out = appendIfSet(out, "zh", a.ZH)
	out = appendIfSet(out, "pinyin", a.Pinyin)
	out = appendIfSet(out, "literal", a.Literal)
	out = appendIfSet(out, "note", a.Note)
	out = appendField(out, "rule", a.Rule)
	out = appendField(out, "source", a.Origin)
	out = append(out, `, "confidence": `...)
	out = appendConfidence(out, a.Confidence)
	out = append(out, `, "evidence": [`...)
	for i, why := range a.Evidence {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = appendString(out, why)
	}
	return append(out, "]}"...)
}

// appendAnnotations appends a JSON array.
func appendAnnotations(out []byte, source []byte, all []annotate.Annotation) []byte {
	points := document.NewPoints(source)
	out = append(out, '[')
	for i := range all {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = appendAnnotation(out, source, points, &all[i])
	}
	return append(out, ']')
}

// appendConfidence writes three decimals at most: more would be a pretence.
func appendConfidence(out []byte, c float64) []byte {
	return strconv.AppendFloat(out, float64(int(c*1000+0.5))/1000, 'f', -1, 64)
}

func appendField[T ~string | ~[]byte](out []byte, name string, value T) []byte {
	out = append(out, `, "`...)
	out = append(out, name...)
	out = append(out, `": `...)
	return appendString(out, value)
}

func appendIfSet(out []byte, name, value string) []byte {
	if value == "" {
		return out
	}
	return appendField(out, name, value)
}

// before returns the last code points of the text before the byte offset at.
func before(text []byte, at int) []byte {
	start := at
	for range around {
		_, n := utf8.DecodeLastRune(text[:start])
		start -= n
	}
	return text[start:at]
}

// after returns the first code points of the text from the byte offset at.
func after(text []byte, at int) []byte {
	end := at
	for range around {
		_, n := utf8.DecodeRune(text[end:])
		end += n
	}
	return text[at:end]
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Besides what JSON asks for, everything is escaped that would do something to
// a terminal: DEL, C1, bidirectional controls, tag characters. Bytes that are not UTF-8 become U+FFFD.
func appendString[T ~string | ~[]byte](out []byte, s T) []byte {
	return append(appendEscaped(append(out, '"'), s), '"')
}

// appendEscaped appends s as it stands between the quotation marks of a JSON string.
func appendEscaped[T ~string | ~[]byte](out []byte, s T) []byte {
	start := 0
	for at := 0; at < len(s); {
		c := s[at]
		if c >= ' ' && c < 0x7F && c != '"' && c != '\\' {
			at++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = decodeRune(s[at:])
			if !live(r) && (r != utf8.RuneError || n > 1) {
				at += n
				continue
			}
		}
		out = append(out, s[start:at]...)
		out = appendEscape(out, r)
		at += n
		start = at
	}
	return append(out, s[start:]...)
}

func decodeRune[T ~string | ~[]byte](s T) (rune, int) {
	return utf8.DecodeRuneInString(string(s[:min(len(s), utf8.UTFMax)]))
}

// live reports whether a character beyond ASCII could do something to a terminal or to the order of what is shown.
func live(r rune) bool {
	switch r {
	case 0x200E, 0x200F, 0x061C, 0xFEFF:
		return true
	}
	return document.Unsafe(r)
}

func appendEscape(out []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(out, '\\', byte(r))
	case '\n':
		return append(out, '\\', 'n')
	case '\r':
		return append(out, '\\', 'r')
	case '\t':
		return append(out, '\\', 't')
	case utf8.RuneError:
		return append(out, "\uFFFD"...)
	}
	if r > 0xFFFF {
		r -= 0x10000
		out = appendUnit(out, 0xD800+r>>10)
		r = 0xDC00 + r&0x3FF
	}
	return appendUnit(out, r)
}

// appendUnit appends one UTF-16 unit as an escape.
func appendUnit(out []byte, r rune) []byte {
	return append(out, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}

func appendInt(out []byte, n int) []byte { return strconv.AppendInt(out, int64(n), 10) }
