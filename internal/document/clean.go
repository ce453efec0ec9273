package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks in a row Clean lets stand on one base character.
const maxMarks = 8

// Clean makes foreign text fit to be shown on a terminal: no control character but newline and tab, no escape sequence,
// no bidirectional override, no tag character survives; broken UTF-8 becomes U+FFFD. Honest text of any script passes unchanged.
// Clean(Clean(s)) == Clean(s).
func Clean(s string) string {
	if plainASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for i := 0; i < len(s); {
		if n := controlString(s[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteRune(utf8.RuneError)
			marks = 0
		case r == '\r':
			if i+1 >= len(s) || s[i+1] != '\n' {
				b.WriteByte('\n')
			}
		case r == '\u0085' || r == '\u2028' || r == '\u2029':
			b.WriteByte('\n')
		case Unsafe(r):
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
			if marks++; marks <= maxMarks {
				b.WriteRune(r)
			}
		default:
			marks = 0
			b.WriteRune(r)
		}
		i += n
	}
	return b.String()
}

// CleanLine is Clean for a place that holds one line: white space of every kind becomes single blanks, the edges are trimmed.
func CleanLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// Unsafe reports whether a character may not reach a terminal: controls other than newline and tab,
// bidirectional embeddings, overrides and isolates, tag characters, fillers, interlinear marks and noncharacters.
func Unsafe(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0x20 || r >= 0x7f && r < 0xa0:
		return true
	case r < 0x600:
		return r == 0x34f
	case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
		return true
	case r >= 0xe0000 && r <= 0xe0fff:
		return true
	case r >= 0xfff9 && r <= 0xfffb || r == 0x3164 || r == 0xffa0 || r == 0x115f || r == 0x1160:
		return true
	case r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef:
		return true
	case r == 0x2028 || r == 0x2029:
		return true
	}
	return false
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x7f || c < 0x20 && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// controlString returns how many bytes at the start of s are an escape sequence. Of one that does not end, only the introducer
// counts, so that the text behind it is not swallowed.
func controlString(s string) int {
	kind, intro := introducer(s)
	switch kind {
	case 0:
		return 0
	case '[':
		return csi(s, intro)
	case ']', 'P', 'X', '^', '_', 'k':
		return terminated(s, intro)
	}
	return intro
}

// introducer recognises ESC sequences and their C1 forms; it names the kind by its seven-bit final.
func introducer(s string) (kind byte, n int) {
	switch {
	case strings.HasPrefix(s, "\x1b"):
		if len(s) == 1 {
			return 1, 1
		}
		if c := s[1]; c >= 0x20 && c < 0x7f {
			return c, 2
		}
		return 1, 1
	case strings.HasPrefix(s, "\u009b"):
		return '[', 2
	case strings.HasPrefix(s, "\u009d"):
		return ']', 2
	case strings.HasPrefix(s, "\u0090"), strings.HasPrefix(s, "\u0098"), strings.HasPrefix(s, "\u009e"), strings.HasPrefix(s, "\u009f"):
		return 'P', 2
	}
	return 0, 0
}

func csi(s string, intro int) int {
	for i := intro; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x40 && c <= 0x7e:
			return i + 1
		case c < 0x20 || c > 0x7e:
			return intro
		}
	}
	return intro
}

func terminated(s string, intro int) int {
	for i := intro; i < len(s); i++ {
		switch {
		case s[i] == 0x07:
			return i + 1
		case s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		case strings.HasPrefix(s[i:], "\u009c"):
			return i + 2
		}
	}
	return intro
}
