package render

import (
	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
)

// ours are our own themes. Whatever they colour stands at least 7 to 1 against its background, what steps back 4.5 to 1, in 256 colours
// too (TestContrast).
var ours = []palette{
	{
		name: "dark", about: "for dark terminals", dark: true,
		against: []string{"#000000", "#1e1e1e", "#282c34"},
		dim:     "#9e9e9e", rule: "#4e4e4e",
		fix: "#87d7af", rewrite: "#b9d3c1", own: "#8ec9f7", wrong: "#ff9f96", link: "#afd7ff", code: "#dccfae", quote: "#c6c6c6",
		found: "#e5c07b", foundInk: "#1a1a1a", current: "#2c5940", currentInk: "#ffffff", selected: "#264a73", selectedInk: "#ffffff",
		keyword: "#c9b8f5", text: "#a5d6b4", number: "#f0c08a", callee: "#9cc9f0",
		pens: darkPens,
	},
	{
		name: "light", about: "for light terminals",
		against: []string{"#ffffff", "#f5f5f5", "#fdf6e3"},
		dim:     "#666666", rule: "#c6c6c6",
		fix: "#155229", rewrite: "#2f4a38", own: "#00407c", wrong: "#8c0a06", link: "#1a3a85", code: "#5c4410", quote: "#444444",
		found: "#ffe08a", foundInk: "#1a1a1a", current: "#c4e6cf", currentInk: "#0b2414", selected: "#c9def7", selectedInk: "#0f2238",
		keyword: "#57348c", text: "#1d5230", number: "#7a3608", callee: "#0b3f72",
		pens: lightPens,
	},
	{
		name: "paper", about: "ink on paper, on any terminal",
		paper: "#faf8f2", ink: "#2b2a27",
		dim: "#6a675f", rule: "#cfcabc",
		fix: "#155229", rewrite: "#33493a", own: "#0f4a85", wrong: "#94170e", link: "#24468f", code: "#5b4413", quote: "#45423b",
		found: "#fbdf8c", foundInk: "#1d1b16", current: "#c9e4cf", currentInk: "#0b2414", selected: "#cfdff2", selectedInk: "#10233a",
		keyword: "#57348c", text: "#1d5230", number: "#7a3608", callee: "#1b4a7c",
		pens: lightPens,
	},
	{
		name: "sepia", about: "brown on cream, for long reading",
		paper: "#f4ecd8", ink: "#43351f", paper256: "230",
		dim: "#6e5f45", rule: "#cdbf9f",
		fix: "#13441a", rewrite: "#3c4130", own: "#1b4478", wrong: "#871a0e", link: "#2d4080", code: "#5f3c0c", quote: "#54452b",
		found: "#f0c860", foundInk: "#2a1f0d", current: "#d3ddb0", currentInk: "#20231a", selected: "#d8d3c8", selectedInk: "#1f2a3a",
		keyword: "#5c2f73", text: "#2b4d22", number: "#73330a", callee: "#274674",
		pens: lightPens,
	},
	{
		name: "night", about: "warm and dim, for dark rooms", dark: true,
		paper: "#181511", ink: "#d6c9b4",
		dim: "#988c79", rule: "#4a4338",
		fix: "#a8c686", rewrite: "#c3cba4", own: "#8fc0e6", wrong: "#f0a08a", link: "#b3bde0", code: "#dcb987", quote: "#c4b8a3",
		found: "#d6a548", foundInk: "#181511", current: "#3c4033", currentInk: "#f4ecdc", selected: "#3f4652", selectedInk: "#f4ecdc",
		keyword: "#d3b0cf", text: "#b5c792", number: "#e3b07a", callee: "#a9c3cf",
		pens: darkPens,
	},
	{
		name: "contrast", about: "white on black, for tired eyes", dark: true,
		paper: "#000000", ink: "#ffffff",
		dim: "#c6c6c6", rule: "#8a8a8a",
		fix: "#5fff87", rewrite: "#d7ffd7", own: "#5fd7ff", wrong: "#ff8787", link: "#87d7ff", code: "#ffd787", quote: "#e4e4e4",
		found: "#ffff00", foundInk: "#000000", current: "#ffffff", currentInk: "#000000", selected: "#5fd7ff", selectedInk: "#000000",
		keyword: "#ffafff", text: "#afffaf", number: "#ffd75f", callee: "#87d7ff",
		pens: darkPens,
	},
	{name: "ink", about: "no colours, for electronic paper", dark: true, either: true},
}

// The highlights of dark and of light themes.
var (
	darkPens = [6]pen{
		{"#5c5000", "#ffffff"}, {"#3f5c10", "#ffffff"}, {"#2b3fa0", "#ffffff"}, {"#8a2f62", "#ffffff"}, {"#8a4210", "#ffffff"}, {"#5c3a94", "#ffffff"},
	}
	// Of 256 colours few dark ones differ enough.
	darkPens256 = [6]pen{{"142", "16"}, {"22", "231"}, {"18", "231"}, {"89", "231"}, {"172", "16"}, {"55", "231"}}
	lightPens   = [6]pen{
		{"#fff59a", "#1a1a1a"}, {"#d3f5a0", "#1a1a1a"}, {"#c4dcff", "#1a1a1a"}, {"#ffcce0", "#1a1a1a"}, {"#ffd3a0", "#1a1a1a"}, {"#e2ccff", "#1a1a1a"},
	}
)

func paletteOf(name string) *palette {
	for i := range ours {
		if ours[i].name == name {
			return &ours[i]
		}
	}
	return nil
}

// glamourStyle is a style that glamour brings.
type glamourStyle struct {
	name, about string
	background  string // that it was made for; "" for any
	config      *ansi.StyleConfig
}

// The names dark and light are glamour's as well; they are ours here.
var glamours = []glamourStyle{
	{"dracula", "glamour's, for dark terminals", "dark", &styles.DraculaStyleConfig},
	{"tokyo-night", "glamour's, for dark terminals", "dark", &styles.TokyoNightStyleConfig},
	{"pink", "glamour's, with pink headings", "", &styles.PinkStyleConfig},
	{"ascii", "no colours, signs of Markdown", "", &styles.ASCIIStyleConfig},
	{"notty", "no colours, signs of Markdown", "", &styles.NoTTYStyleConfig},
}
