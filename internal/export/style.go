package export

import _ "embed" // the style of pages

// style is how a page looks: light and dark, on paper, with cards.
//
//go:embed style.css
var style string
