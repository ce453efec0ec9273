package main

import (
	"fmt"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// lookOf writes a cell's style as attributes of an SVG text; pen is the colour of text that has none.
func lookOf(c *uv.Cell, pen string) string {
	var b strings.Builder
	fmt.Fprintf(&b, ` fill="%s"`, lookColour(c, pen))
	if c.Style.Attrs&uv.AttrBold != 0 {
		b.WriteString(` font-weight="bold"`)
	}
	if c.Style.Attrs&uv.AttrItalic != 0 {
		b.WriteString(` font-style="italic"`)
	}
	if c.Style.Attrs&uv.AttrFaint != 0 {
		b.WriteString(` opacity="0.6"`)
	}
	switch {
	case c.Style.Attrs&uv.AttrStrikethrough != 0:
		b.WriteString(` text-decoration="line-through"`)
	case c.Style.Underline == uv.UnderlineCurly:
		b.WriteString(` text-decoration="underline wavy"`)
	case c.Style.Underline == uv.UnderlineDotted:
		b.WriteString(` text-decoration="underline dotted"`)
	case c.Style.Underline != uv.UnderlineNone:
		b.WriteString(` text-decoration="underline"`)
	}
	return b.String()
}

func lookColour(c *uv.Cell, pen string) string {
	if c.Style.Fg != nil {
		return hex(c.Style.Fg)
	}
	return pen
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
