package document

import "unicode/utf8"

const hexDigits = "0123456789abcdef"

// AppendJSON appends s as a JSON string. Besides what JSON asks for, everything is escaped that would do something to
// a terminal: DEL, C1, bidirectional controls, tag characters. Bytes that are not UTF-8 become U+FFFD.
func AppendJSON[T ~string | ~[]byte](out []byte, s T) []byte {
	return append(AppendEscaped(append(out, '"'), s), '"')
}

// AppendEscaped appends s as it stands between the quotation marks of a JSON string.
func AppendEscaped[T ~string | ~[]byte](out []byte, s T) []byte {
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
	return Unsafe(r)
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

// AppendLive appends valid JSON with the characters escaped that could do something to a terminal.
func AppendLive(out, value []byte) []byte {
	start := 0
	for at := 0; at < len(value); {
		r, n := decodeRune(value[at:])
		if r == 0x7F || r > 0x7F && live(r) {
			out = appendEscape(append(out, value[start:at]...), r)
			start = at + n
		}
		at += n
	}
	return append(out, value[start:]...)
}
