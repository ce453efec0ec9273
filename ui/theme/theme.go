// Package theme says how the parts of the program look: a style for each role, whatever the terminal's background.
package theme

import (
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// Theme is a style for each role. It is handed down to whoever draws and never changed after New.
type Theme struct {
	Name string
	Dark bool
	Page *render.Theme // how a page and its marks look

	Text     uv.Style // the terminal's own, or the ink of the theme
	Strong   uv.Style // titles, the selected row
	Dim      uv.Style // hints, dates, side notes
	Rule     uv.Style // rules and borders
	Accent   uv.Style // fixes, and the one thing to look at
	Own      uv.Style // what the reader decided
	Found    uv.Style // search
	Error    uv.Style // what went wrong
	Selected uv.Style // the bar beside the selected row
	Peek     uv.Style // the label that shows the other wording
}

// New makes the theme with the given name, or of a style file where there is one, as a terminal can show it. The names are those of
// render.Themes; "" picks the one for the background. Where a style file has mistakes the theme holds, unless it is nil.
func New(name string, file []byte, terminal render.Terminal) (*Theme, error) {
	var (
		page *render.Theme
		err  error
	)
	if file != nil {
		page, err = render.ReadTheme(name, file, terminal.Dark)
	} else {
		page, err = render.NewTheme(name, terminal.Dark)
	}
	if page == nil {
		return nil, err
	}
	page = page.On(terminal)
	bare := func(role render.Role) uv.Style { // lines under the words are the page's
		s := page.Roles[role]
		s.Underline, s.UnderlineColor = uv.UnderlineNone, nil
		return page.OnPaper(s)
	}
	strong, accent, own := page.OnPaper(uv.Style{Attrs: uv.AttrBold}), bare(render.RoleFix), bare(render.RoleOwnFix)
	selected := accent
	selected.Attrs |= uv.AttrBold
	return &Theme{
		Name:     page.Name,
		Dark:     page.Dark,
		Page:     page,
		Text:     page.OnPaper(uv.Style{}),
		Strong:   strong,
		Dim:      bare(render.RoleDim),
		Rule:     bare(render.RoleRule),
		Accent:   accent,
		Own:      own,
		Found:    bare(render.RoleFound),
		Error:    bare(render.RoleError),
		Selected: selected,
		Peek:     bare(render.RoleSelected),
	}, err
}
