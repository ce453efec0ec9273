package render

import (
	"charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
)

// Role is what a stretch of text is to the reader; a theme gives each role its look.
type Role int

// The roles.
const (
	RolePlain    Role = iota
	RoleGlitch        // source text that an annotation fixes
	RoleDeleted       // source text that an annotation takes away
	RoleFix           // a fix
	RoleOwn           // an annotation of the reader's own, glitch or fix
	RoleOriginal      // the source text in brackets, in mode Both
	RoleBracket       // the brackets
	RoleDim           // page furniture, folded or not
	RoleLink          // a link
	RoleFound         // a hit of the search, over any of the above
	RoleCurrent       // the annotation or hit under the cursor, over any of the above
)

// Theme is how a page looks: glamour's style for the text, and a look for each role.
type Theme struct {
	Name   string
	Dark   bool
	Styles ansi.StyleConfig
}

// Themes lists the names that NewTheme knows.
func Themes() []string { return nil }

// NewTheme returns a theme by name. The empty name and "auto" stand for "dark" or "light", as dark says.
func NewTheme(name string, dark bool) (*Theme, error) { return &Theme{}, nil }

// Look returns the style of a cell with the role's look put over style.
func (t *Theme) Look(role Role, style uv.Style) uv.Style { return style }
