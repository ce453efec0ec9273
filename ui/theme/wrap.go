package theme

import "strings"

// Closers may not begin a line, openers may not end one.
const (
	closers = "，。、；：？！”’）》」』】…,.;:?!)]}"
	openers = "“‘（《「『【([{"
)

// Wrap breaks text into lines of at most width cells: at spaces, and between wide characters where Chinese allows it.
func Wrap(text string, width int) []string {
	if width <= 0 {
		return nil
	}
	var (
		lines []string
		line  strings.Builder
		used  int
	)
	flush := func() {
		lines = append(lines, strings.TrimRight(line.String(), " "))
		line.Reset()
		used = 0
	}
	for _, piece := range pieces(text) {
		if used > 0 && used+Width(strings.TrimRight(piece, " ")) > width {
			flush()
		}
		for Width(strings.TrimRight(piece, " ")) > width { // a word longer than a line
			head := cut(piece, width)
			if head == "" {
				break
			}
			line.WriteString(head)
			piece = piece[len(head):]
			flush()
		}
		line.WriteString(piece)
		used += Width(piece)
	}
	if line.Len() > 0 {
		flush()
	}
	return lines
}

// pieces cuts text into what must stay together: a word with the spaces after it, a wide character with the marks that cling to it.
func pieces(text string) []string {
	var (
		all         []string
		start, at   int
		wide, space bool
		opener      bool
	)
	for at < len(text) {
		cluster, rest, w := next(text[at:])
		isSpace := cluster == " "
		breaks := at > start && !isSpace && !opener && (space || (w == 2 || wide) && !strings.Contains(closers, cluster))
		if breaks {
			all = append(all, text[start:at])
			start = at
		}
		space, wide = isSpace, w == 2
		opener = cluster != "" && strings.Contains(openers, cluster)
		at = len(text) - len(rest)
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

// cut returns the longest head of text that fits into width cells.
func cut(text string, width int) string {
	used, at := 0, 0
	for at < len(text) {
		_, rest, w := next(text[at:])
		if used+w > width {
			break
		}
		used += w
		at = len(text) - len(rest)
	}
	return text[:at]
}
