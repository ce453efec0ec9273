package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrap breaks a text into rows of at most width columns. Rows end at blanks, which are dropped; behind the hyphen of a compound; and
// between wide signs, though never so that a row begins or ends with a sign that typesetters do not let stand there.
// A word longer than a row is broken.
func wrap(text []glyph, width int) [][]glyph {
	var rows [][]glyph
	for {
		end := 0
		for end < len(text) && text[end].text != breakHere {
			end++
		}
		rows = wrapLine(rows, text[:end], width)
		if end == len(text) {
			return rows
		}
		text = text[end+1:]
	}
}

func wrapLine(rows [][]glyph, line []glyph, width int) [][]glyph {
	line = trimLeft(line)
	cuts := cutsOf(line, width)
	if width >= widowFrom {
		cuts = unwidowed(line, cuts, width)
	}
	for _, c := range cuts {
		rows = append(rows, finish(line[c.start:c.end]))
	}
	return rows
}

// cut is a row of a line that is being wrapped.
type cut struct{ start, end int }

// cutsOf breaks a line into rows.
func cutsOf(line []glyph, width int) []cut {
	var cuts []cut
	start, columns, last := 0, 0, 0
	for i := 0; i < len(line); i++ {
		if i > start && mayEnd(line, i) && (columns < width || line[i-1].text != softHyphen) {
			last = i
		}
		if w := int(line[i].width); columns+w <= width || isBlank(line[i]) {
			columns += w
			continue
		}
		if last <= start {
			last = broken(line, start, i)
		}
		cuts = append(cuts, cut{start, last})
		start = last
		for start < len(line) && isBlank(line[start]) {
			start++
		}
		columns, last, i = 0, start, start-1
	}
	if start < len(line) || start == 0 {
		cuts = append(cuts, cut{start, len(line)})
	}
	return cuts
}

// broken says where a word that is too long for a row is broken: line[full] does not fit any more. Addresses end a row behind a sign
// that parts them, and no row begins with a sign that may not stand there, as long as that leaves most of the row.
func broken(line []glyph, start, full int) int {
	if full = max(full, start+1); full >= len(line) {
		return full
	}
	least := start + (full-start)*2/3
	for i := full; i > least; i-- {
		if strings.Contains(partsAddress, line[i-1].text) && !strings.Contains(partsAddress, line[i].text) {
			return i
		}
	}
	for i := full; i > least; i-- {
		if !strings.Contains(neverFirst, line[i].text) && !strings.Contains(neverLast, line[i-1].text) {
			return i
		}
	}
	return full
}

// partsAddress are the signs behind which an address may go on in the next row.
const partsAddress = "/?&=#-_.,;:%+~@"

// Where the column is wide enough, a last row of one short word takes company from the row before, if that stays nearly full.
const (
	widowFrom  = 24 // columns
	shortWidow = 4  // columns
)

// unwidowed moves the break before the last row back by a word.
func unwidowed(line []glyph, cuts []cut, width int) []cut {
	n := len(cuts)
	if n < 2 {
		return cuts
	}
	before, last := cuts[n-2], cuts[n-1]
	if !lonely(line[last.start:last.end]) {
		return cuts
	}
	for i := before.end - 1; i > before.start; i-- {
		if !mayEnd(line, i) || isBlank(line[i]) || line[i-1].text == softHyphen {
			continue
		}
		rest := columnsOf(trimRight(line[before.start:i]))
		if rest < width*2/3 || columnsOf(line[i:last.end]) > width {
			return cuts
		}
		if lonely(trimRight(line[i:before.end])) && line[i].width == 2 && before.end-i < 2 {
			continue // one Chinese sign more is not enough
		}
		cuts[n-2].end, cuts[n-1].start = i, i
		return cuts
	}
	return cuts
}

// lonely reports whether a row is a short word alone.
func lonely(row []glyph) bool {
	columns := 0
	for i, g := range row {
		if columns += int(g.width); columns > shortWidow || i > 0 && isBlank(g) {
			return false
		}
	}
	return true
}

// finish drops the blanks at the end of a row and shows a soft hyphen there as a hyphen.
func finish(row []glyph) []glyph {
	row = trimRight(row)
	if n := len(row); n > 0 && row[n-1].text == softHyphen {
		row = append(row[:n-1:n-1], glyph{text: "-", source: row[n-1].source, piece: row[n-1].piece, style: row[n-1].style, width: 1})
	}
	return row
}

func trimLeft(row []glyph) []glyph {
	for len(row) > 0 && isBlank(row[0]) {
		row = row[1:]
	}
	return row
}

func trimRight(row []glyph) []glyph {
	for len(row) > 0 && isBlank(row[len(row)-1]) {
		row = row[:len(row)-1]
	}
	return row
}

// isBlank reports whether a row may end at the glyph and then lose it. No-break spaces are none of these.
func isBlank(g glyph) bool {
	switch g.text {
	case " ", mayBreak, "\u3000", "\u2002", "\u2003", "\u2009", "\u2000", "\u2001", "\u2004", "\u2005", "\u2006", "\u2008", "\u200a", "\u205f", "\u1680":
		return true
	}
	return false
}

// mayEnd reports whether a row may end before line[i], i > 0.
func mayEnd(line []glyph, i int) bool {
	before, after := line[i-1], line[i]
	switch {
	case isBlank(after):
		return false
	case isBlank(before):
		return true
	case before.text == softHyphen:
		return true
	case before.text == "-" || before.text == "‐":
		return i > 2 && compound(line[i-3], line[i-2], after)
	case before.width == 2 || after.width == 2:
		return !strings.Contains(neverFirst, after.text) && !strings.Contains(neverLast, before.text) && !pair(before, after)
	}
	return false
}

// compound reports whether a hyphen between the three joins words of which the first has more than one letter: a row may end
// behind it. Not so the minus of "-5", the dashes of "--flag", the "e-" of "e-mail".
func compound(first, before, after glyph) bool {
	for _, g := range []glyph{first, before} {
		if r, _ := utf8.DecodeRuneInString(g.text); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	r, _ := utf8.DecodeRuneInString(after.text)
	return unicode.IsLetter(r)
}

// pair reports whether two signs make one: a dash or an ellipsis of two.
func pair(before, after glyph) bool {
	return before.text == after.text && strings.Contains(doubled, before.text)
}

// doubled are the signs of which two make one.
const doubled = "—…‥⸺―"

// Signs with which no row begins, and signs with which none ends, as Chinese and Japanese are set.
const (
	neverFirst = "，。、；：？！）〕］｝〉》」』】〗〙〛’”…‥·・ー々〻ゝゞヽヾ％‰℃°ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ" +
		",.;:?!)]}%'\"" + "﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞～〜﹏＞" + softHyphen + "-‐–"
	neverLast = "（〔［｛〈《「『【〖〘〚‘“＄￥＃＠﹙﹛﹝＜" + "([{'\"$¥£€#@"
)
