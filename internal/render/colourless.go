package render

import uv "github.com/charmbracelet/ultraviolet"

// WithoutColour has every role told by what a terminal without colours can draw: no two look the same, whatever stands under them. Bold
// alone is for headings and strong words, italics alone for what is stressed and for what stands in brackets.
func (t *Theme) WithoutColour() {
	for i := range t.Roles {
		t.Roles[i].Fg, t.Roles[i].Bg, t.Roles[i].UnderlineColor = nil, nil, nil
	}
	t.Roles[RoleLink] = uv.Style{Underline: uv.UnderlineSingle, Attrs: uv.AttrFaint}
	t.Roles[RoleFound] = uv.Style{Underline: uv.UnderlineSingle, Attrs: uv.AttrBold}
}
