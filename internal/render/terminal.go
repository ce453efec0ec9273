package render

import (
	"image/color"
	"math"
	"reflect"
	"strconv"
	"sync"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	xansi "github.com/charmbracelet/x/ansi"
)

// Terminal is what a terminal shows, as far as that is known.
type Terminal struct {
	Dark    bool                 // its background is dark
	Curly   bool                 // it draws curly and dotted underlines, and colours them
	Colours colorprofile.Profile // how many colours it has; the zero value stands for all
	Dumb    bool                 // it draws no underlines at all
}

// On returns the theme as a terminal can show it. With 256 colours each is the nearest to the eye; with sixteen, which every terminal
// has its own idea of, a theme keeps to the roles that a name of a colour can carry and leaves the background alone.
func (t *Theme) On(term Terminal) *Theme {
	fit := *t
	fit.Curly, fit.colours, fit.Brackets = t.Curly && term.Curly, term.Colours, t.Brackets || term.Dumb
	switch term.Colours {
	case colorprofile.ANSI256:
		fit.indexed()
	case colorprofile.ANSI:
		if !t.quiet || paletteOf(t.Name).dim != "" {
			fit.sixteen(t.Paper == nil && t.Dark || t.Paper != nil && term.Dark)
		}
	case colorprofile.ASCII, colorprofile.NoTTY:
		fit.each(func(color.Color, bool) color.Color { return nil })
		fit.Roles = paletteOf("ink").roles()
	}
	return &fit
}

// sixteen gives the roles the names of colours, by the background: who picks a theme that paints none has told of it.
func (t *Theme) sixteen(dark bool) {
	p := palette{dim: "8", rule: "8", fix: "2", rewrite: "2", own: "4", wrong: "1", link: "4", found: "3", foundInk: "0", current: "2", currentInk: "0", selected: "4", selectedInk: "15"}
	p.pens = [6]pen{{"11", "0"}, {"10", "0"}, {"12", "0"}, {"13", "0"}, {"9", "0"}, {"5", "15"}}
	if dark {
		p = palette{dim: "7", rule: "8", fix: "10", rewrite: "2", own: "14", wrong: "9", link: "12", found: "11", foundInk: "0", current: "10", currentInk: "0", selected: "14", selectedInk: "0"}
		p.pens = [6]pen{{"3", "0"}, {"2", "0"}, {"4", "15"}, {"13", "0"}, {"9", "0"}, {"5", "15"}}
	}
	roles := p.roles()
	if t.quiet {
		p.keyword, p.text, p.number, p.callee = p.own, p.fix, p.wrong, p.link
		t.Dark, t.Paper, t.base, t.Styles = dark, nil, nil, p.styles()
	}
	t.Roles = roles
}

// indexed makes do with 256 colours.
func (t *Theme) indexed() {
	var against []color.Color
	p := paletteOf(t.Name)
	if p != nil {
		against = p.backgrounds(true)
	}
	t.each(func(c color.Color, text bool) color.Color {
		if text {
			return nearest(c, against...)
		}
		return nearest(c)
	})
	if p != nil && p.paper != "" {
		t.Paper = against[0]
	}
	if t.Dark && t.Roles[RoleYellow].Bg != nil {
		for i, pen := range darkPens256 {
			t.Roles[RoleYellow+Role(i)] = pen.style(t.Roles[RoleDim].Fg)
		}
	}
}

// each puts every colour of the theme through change, which is told whether it is one of text.
func (t *Theme) each(change func(c color.Color, text bool) color.Color) {
	do := func(c color.Color, text bool) color.Color {
		if c == nil {
			return nil
		}
		return change(c, text)
	}
	t.Paper, t.base = do(t.Paper, false), do(t.base, true)
	for i := range t.Roles {
		r := &t.Roles[i]
		r.Fg, r.Bg, r.UnderlineColor = do(r.Fg, r.Bg == nil), do(r.Bg, false), do(r.UnderlineColor, false)
	}
	t.Styles, _ = reflect.TypeAssert[ansi.StyleConfig](recoloured(reflect.ValueOf(t.Styles), func(name string, text bool) *string {
		c := do(lipgloss.Color(name), text)
		if c == nil {
			return nil
		}
		value := hex(c)
		if index, ok := c.(xansi.IndexedColor); ok {
			value = strconv.Itoa(int(index))
		}
		return &value
	}))
}

// recoloured copies a style of glamour's with other colours.
func recoloured(of reflect.Value, change func(name string, text bool) *string) reflect.Value {
	out := reflect.New(of.Type()).Elem()
	out.Set(of)
	switch of.Kind() { //nolint:exhaustive // the others hold no colours
	case reflect.Pointer:
		if !of.IsNil() && of.Elem().Kind() == reflect.Struct {
			out.Set(reflect.New(of.Type().Elem()))
			out.Elem().Set(recoloured(of.Elem(), change))
		}
	case reflect.Struct:
		for i := range of.NumField() {
			field := of.Field(i)
			switch name := of.Type().Field(i).Name; {
			case name != "Color" && name != "BackgroundColor":
				out.Field(i).Set(recoloured(field, change))
			case !field.IsNil():
				out.Field(i).Set(reflect.ValueOf(change(field.Elem().String(), name == "Color")))
			}
		}
	}
	return out
}

func hex(c color.Color) string {
	const digits = "0123456789abcdef"
	r, g, b, _ := c.RGBA()
	text := []byte("#")
	for _, v := range []uint32{r >> 8, g >> 8, b >> 8} {
		text = append(text, digits[v>>4], digits[v&15])
	}
	return string(text)
}

// The colours from 16 on are the same in every terminal; those below are the user's.
const (
	firstFixed = 16
	allIndexed = 256
)

// indexedColour is one of the 256, measured.
type indexedColour struct{ lightness, a, b, light float64 }

// indexedColours are the 256 from firstFixed on, measured when they are first needed.
var indexedColours = sync.OnceValue(func() []indexedColour {
	all := make([]indexedColour, 0, allIndexed-firstFixed)
	for i := firstFixed; i < allIndexed; i++ {
		c := xansi.IndexedColor(i)
		l, a, b := oklab(c)
		all = append(all, indexedColour{l, a, b, luminance(c)})
	}
	return all
})

// nearest returns the one of 256 colours that looks most like c. On the backgrounds given it stands out as well as c, as far as that is
// needed to read it.
func nearest(c color.Color, against ...color.Color) color.Color {
	switch c.(type) {
	case xansi.BasicColor, xansi.IndexedColor:
		return c
	}
	const (
		weight = 0.6 // of lightness: the hue is what tells roles from each other
		needed = 7.0
		tinted = 0.05
	)
	grounds, wanted := make([]float64, len(against)), make([]float64, len(against))
	for i, on := range against {
		grounds[i], wanted[i] = luminance(on), min(needed, Contrast(c, on))
	}
	l, a, b := oklab(c)
	best, least := 0, math.Inf(1)
	for i, k := range indexedColours() {
		d := weight*(l-k.lightness)*(l-k.lightness) + (a-k.a)*(a-k.a) + (b-k.b)*(b-k.b)
		poor := math.Hypot(a, b) > tinted && math.Hypot(k.a, k.b) < tinted/2 // a grey says nothing of a hue
		for j, light := range grounds {
			poor = poor || ratio(k.light, light) < wanted[j]
		}
		if d < least && !poor {
			best, least = firstFixed+i, d
		}
	}
	return xansi.IndexedColor(best)
}

// oklab returns a colour in a space in which distances are as the eye sees them (Björn Ottosson's Oklab).
func oklab(c color.Color) (lightness, a, b float64) {
	r, g, bl := linear(c)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*bl)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*bl)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*bl)
	return 0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s
}

// linear returns the light of each primary, 0 to 1.
func linear(c color.Color) (r, g, b float64) {
	of := func(v uint32) float64 {
		x := float64(v) / math.MaxUint16
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	x, y, z, _ := c.RGBA()
	return of(x), of(y), of(z)
}

// luminance is how light a colour is to WCAG 2: 0 to 1.
func luminance(c color.Color) float64 {
	r, g, b := linear(c)
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func ratio(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// Contrast is how far the lightness of two colours lies apart, as WCAG 2 measures it: 1 to 21.
func Contrast(a, b color.Color) float64 { return ratio(luminance(a), luminance(b)) }
