package screen

import (
	"image/color"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// look is the number of a style and a link in the table of looks.
type look int32

// The first looks.
const (
	plain  look = iota // the terminal's own
	unseen             // of a blank on which no colour of letters shows: whatever the pen has
)

type lookKey struct {
	style uv.Style
	link  uv.Link
}

// looks numbers the styles that were seen, as the terminal can show them.
type looks struct {
	number  map[lookKey]look
	styles  []uv.Style
	links   []uv.Link
	last    lookKey
	lastNum look
}

// mostLooks is how many looks are kept: a page of links has one for each.
const mostLooks = 1 << 12

func (l *looks) full() bool { return len(l.styles) > mostLooks }

func (l *looks) forget() {
	*l = looks{number: map[lookKey]look{{}: plain}, styles: make([]uv.Style, 2), links: make([]uv.Link, 2)}
}

// of returns the look of a cell.
func (l *looks) of(c *uv.Cell, profile colorprofile.Profile) look {
	key := lookKey{c.Style, c.Link}
	if key == l.last {
		return l.lastNum
	}
	number, ok := l.number[key]
	if !ok {
		style := uv.ConvertStyle(c.Style, profile)
		if style.Underline == uv.UnderlineNone || sameColour(style.UnderlineColor, style.Fg) && style.Attrs&uv.AttrReverse == 0 {
			style.UnderlineColor = nil // it is the colour of the letters anyway
		}
		style.Fg, style.Bg, style.UnderlineColor = short(style.Fg), short(style.Bg), short(style.UnderlineColor)
		number = l.same(style, uv.ConvertLink(c.Link, profile))
		l.number[key] = number
	}
	l.last, l.lastNum = key, number
	return number
}

// same returns the look that the terminal would show alike, or a new one.
func (l *looks) same(style uv.Style, link uv.Link) look {
	for i := range l.styles {
		if look(i) != unseen && l.styles[i].Equal(&style) && l.links[i] == link {
			return look(i)
		}
	}
	l.styles, l.links = append(l.styles, style), append(l.links, link)
	return look(len(l.styles) - 1)
}

// dearest is how many bytes a look may take that is not worth a jump.
const dearest = 10

// dearOr returns the look itself if it takes many bytes to change to it, else plain.
func (l *looks) dearOr(n look) look {
	if n == unseen || n == plain {
		return plain
	}
	if len(l.styles[n].String()) > dearest {
		return n
	}
	return plain
}

// bare reports whether a blank shows nothing of the look.
func (l *looks) bare(n look) bool {
	s := &l.styles[n]
	return s.Bg == nil && s.Underline == uv.UnderlineNone && s.Attrs&(uv.AttrReverse|uv.AttrStrikethrough) == 0 && l.links[n].IsZero()
}

// short returns the colour as one of the palette of 256, which takes half as many bytes, if it stands there exactly.
func short(c color.Color) color.Color {
	exact, ok := c.(color.RGBA)
	if !ok {
		return c
	}
	r, g, b := int(exact.R), int(exact.G), int(exact.B)
	if r == g && g == b && r >= 8 && r <= 238 && (r-8)%10 == 0 {
		return ansi.IndexedColor(232 + (r-8)/10)
	}
	index := 16
	for i, part := range []int{r, g, b} {
		step := 0
		if part > 0 {
			if part < 95 || (part-95)%40 != 0 {
				return c
			}
			step = (part-95)/40 + 1
		}
		index += step * []int{36, 6, 1}[i]
	}
	return ansi.IndexedColor(index)
}

func sameColour(a, b color.Color) bool {
	if a == nil || b == nil {
		return a == b
	}
	r1, g1, b1, a1 := a.RGBA()
	r2, g2, b2, a2 := b.RGBA()
	return r1 == r2 && g1 == g2 && b1 == b2 && a1 == a2
}
