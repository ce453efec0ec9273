package render

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/parser"
)

// reader reads what glamour wrote back into glyphs. Each line of output becomes a line of glyphs. The glyphs of a piece are those that
// were composed, in their order, now with a style; what stands in no piece is glamour's own.
type reader struct {
	pieces []piece
	shown  []glyph
	styles []uv.Style
	signs  signs

	next []int // per piece: the glyph that comes next
	pen  uv.Style
	lead int // piece of the pen, noPiece for none
	look uint16
}

func (r *reader) read(out string) [][]glyph {
	r.next = make([]int, len(r.pieces))
	for i, p := range r.pieces {
		r.next[i] = p.from
	}
	r.lead = noPiece
	var lines [][]glyph
	line := make([]glyph, 0, len(r.shown)+8)
	for i := 0; i < len(out); {
		switch out[i] {
		case '\n':
			lines, line = append(lines, line), line[len(line):]
			i++
		case '\x1b':
			i += r.control(out[i:])
		default:
			g := r.sign(out[i:])
			i += len(g.text)
			line = append(line, g)
		}
	}
	return append(lines, line)
}

// sign returns the glyph at the start of out.
func (r *reader) sign(out string) glyph {
	if r.lead >= 0 {
		for i := r.next[r.lead]; i < r.pieces[r.lead].to; i++ {
			if g := r.shown[i]; strings.HasPrefix(out, g.text) {
				r.next[r.lead] = i + 1
				g.style = r.look
				return g
			}
		}
	}
	c := cluster(out)
	return glyph{text: c, source: -1, piece: r.lead, style: r.look, width: r.signs.of(c).width}
}

// control takes notice of the control sequence at the start of out and returns its length.
func (r *reader) control(out string) int {
	if len(out) < 2 || out[1] != '[' {
		if i := strings.IndexByte(out, '\a'); i > 0 { // a hyperlink
			return i + 1
		}
		return 1
	}
	end := 2
	for end < len(out) && (out[end] < 0x40 || out[end] > 0x7e) {
		end++
	}
	if end < len(out) && out[end] == 'm' {
		uv.ReadStyle(parameters(out[2:end]), &r.pen)
		r.restyle()
	}
	return min(end+1, len(out))
}

// restyle finds the piece and the style of the pen.
func (r *reader) restyle() {
	style := r.pen
	r.lead = noPiece
	if c := style.UnderlineColor; c != nil {
		red, green, blue, _ := c.RGBA()
		r.lead = int(red>>8&0x7f)<<16 | int(green>>8)<<8 | int(blue>>8)
		if r.lead >= len(r.pieces) {
			r.lead = noPiece
		}
		style.UnderlineColor = nil
	}
	for i := len(r.styles) - 1; i >= 0; i-- {
		if r.styles[i].Equal(&style) {
			r.look = uint16(i)
			return
		}
	}
	r.look = uint16(len(r.styles))
	r.styles = append(r.styles, style)
}

func parameters(s string) ansi.Params {
	if s == "" {
		return nil
	}
	params := make(ansi.Params, 0, 8)
	n := 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || s[i] == ';':
			params = append(params, ansi.Param(n))
			n = 0
		case s[i] == ':':
			params = append(params, ansi.Param(n|parser.HasMoreFlag))
			n = 0
		case s[i] >= '0' && s[i] <= '9':
			n = (n*10 + int(s[i]-'0')) & 0xffff
		}
	}
	return params
}
