package render

import (
	"slices"
	"strings"
)

// Long lines of code go on in rows that begin with a sign, further in than the line, so that no row is taken for a line.
const (
	goesOn      = "↳ "
	goesOnPlain = "> " // where the terminal draws the sign two cells wide, or not at all
	goesOnFrom  = 12   // columns; in fewer, rows are cut where they are full
)

// endsCode are the signs behind which a row of code likes to end.
const endsCode = ",;({|&"

// closesCode are the signs with which none likes to begin.
const closesCode = ",;)]}"

// wrapCode breaks a line of code into rows. Nothing of it is lost but the blanks between a row and the next.
func (p *Page) wrapCode(rows [][]glyph, line []glyph, width int) [][]glyph {
	var lead []glyph
	if width >= goesOnFrom {
		sign := goesOn
		if p.signs.of(strings.TrimSpace(sign)).width != 1 {
			sign = goesOnPlain
		}
		indent := columnsOf(line) - columnsOf(trimLeft(line))
		lead = append(p.blank(min(indent, width/2)), p.ours(sign)...)
	}
	room, before := width, []glyph(nil)
	for columnsOf(line) > room {
		end := codeEnd(line, room)
		rows = append(rows, append(before, line[:end]...))
		line, before, room = trimLeft(line[end:]), slices.Clip(lead), width-columnsOf(lead)
	}
	if len(line) > 0 || len(rows) == 0 || before == nil {
		rows = append(rows, append(before, line...))
	}
	return rows
}

// codeEnd is where a row of code of the given width ends: at a blank or behind a sign, if that leaves most of the row.
func codeEnd(line []glyph, width int) int {
	full, columns := 0, 0
	for full < len(line) && columns+int(line[full].width) <= width {
		columns += int(line[full].width)
		full++
	}
	full = max(full, 1)
	for i := full; i > full*2/3 && i < len(line); i-- {
		if strings.Contains(closesCode, line[i].text) {
			continue
		}
		if before := line[i-1]; isBlank(before) && !isBlank(line[i]) || strings.Contains(endsCode, before.text) && !isBlank(line[i]) {
			return i
		}
	}
	return full
}
