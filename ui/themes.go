package ui

import (
	"image"
	"path/filepath"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The actions of the list of themes.
type (
	// wear shows everything in a theme.
	wear struct{ look look }
	// keepTheme closes the list; the theme that is worn stays.
	keepTheme struct{}
	// dropTheme closes the list and goes back to the theme from before.
	dropTheme struct{ look look }
)

// themeKeys is every key of the list of themes.
type themeKeys struct {
	Keep, Close, Down, Up, Start, End key.Binding
}

func newThemeKeys() themeKeys {
	return themeKeys{
		Keep:  keys.Bind("enter", "keep", "enter"),
		Close: keys.Bind("esc", "as before", "esc", "q", "T"),
		Down:  keys.Bind("j", "down", "j", "down", "ctrl+n", "space"),
		Up:    keys.Bind("k", "up", "k", "up", "ctrl+p", "b"),
		Start: keys.Bind("g", "first", "g", "home"),
		End:   keys.Bind("G", "last", "G", "end"),
	}
}

func themeActions(k *themeKeys) []keys.Action {
	return []keys.Action{
		{Name: "keep", Binding: &k.Keep}, {Name: "close", Binding: &k.Close, Own: true}, {Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up},
		{Name: "start", Binding: &k.Start}, {Name: "end", Binding: &k.End},
	}
}

// themes is the list of themes. What it stands over is the preview: moving through the list puts the whole program into the theme.
type themes struct {
	keys   themeKeys
	theme  *theme.Theme
	rows   []themeRow
	before look // what it was when the list was opened

	selected, first int
	width, height   int
}

// themeRow is a theme with its name, what it is for and a patch of itself.
type themeRow struct {
	look        look
	name, about string
	patch       *theme.Theme
}

// showThemes opens the list of themes.
func (m *Model) showThemes() {
	if _, open := m.top().(*themes); open {
		return
	}
	l := &themes{theme: m.theme, before: m.look}
	for _, name := range render.Themes() {
		l.add(themeRow{look: look{name: name}, name: name, about: render.About(name)}, m.terminal)
	}
	for _, own := range []look{{m.options.Theme, m.options.Style}, m.look} {
		if own.style != nil && !slices.ContainsFunc(l.rows, func(r themeRow) bool { return r.look.name == own.name }) {
			l.add(themeRow{look: own, name: document.CleanLine(filepath.Base(own.name)), about: "a style file"}, m.terminal)
		}
	}
	l.selected = max(slices.IndexFunc(l.rows, func(r themeRow) bool { return r.look.name == l.before.name }), 0)
	m.push(l)
}

func (l *themes) add(r themeRow, terminal render.Terminal) {
	if r.patch, _ = theme.New(r.look.name, r.look.style, terminal); r.patch != nil {
		l.rows = append(l.rows, r)
	}
}

// applyTheme turns an action of the list of themes into state.
func (m *Model) applyTheme(action any) {
	switch a := action.(type) {
	case wear:
		m.fail(m.retheme(a.look))
	case keepTheme:
		m.keepTheme()
	case dropTheme:
		m.pop()
		m.fail(m.retheme(a.look))
	}
}

// keepTheme says how the theme that is worn outlasts the session.
func (m *Model) keepTheme() {
	m.pop()
	name := m.look.name
	if name == "" {
		name = render.Themes()[0]
	}
	if name = document.CleanLine(name); m.look.name == m.options.Theme {
		m.say("theme: " + name)
		return
	}
	m.say("theme: " + name + " · for good: theme = \"" + name + "\" in config.toml")
}

// The measures of the list of themes.
const (
	themesWidth = 72
	leastThemes = 7 // rows with the border
	nameWidth   = 13
	patchWidth  = 18
)

func (l *themes) setKeys(k *keymaps) { l.keys = k.themes }

func (l *themes) setTheme(t *theme.Theme) { l.theme = t }

func (l *themes) Resize(width, height int) {
	l.width = min(themesWidth, width)
	l.height = min(len(l.rows)+2, max(height/2, leastThemes), height)
	l.follow()
}

func (l *themes) room() int { return max(l.height-2, 1) }

func (l *themes) follow() {
	l.first = max(min(l.first, l.selected), l.selected-l.room()+1)
	l.first = max(min(l.first, len(l.rows)-l.room()), 0)
}

func (l *themes) move(to int) any {
	l.selected = max(min(to, len(l.rows)-1), 0)
	l.follow()
	return wear{l.rows[l.selected].look}
}

func (l *themes) Key(k tea.KeyPressMsg) (any, bool) {
	switch {
	case key.Matches(k, l.keys.Keep):
		return keepTheme{}, true
	case key.Matches(k, l.keys.Close):
		return dropTheme{l.before}, true
	case key.Matches(k, l.keys.Down):
		return l.move(l.selected + 1), true
	case key.Matches(k, l.keys.Up):
		return l.move(l.selected - 1), true
	case key.Matches(k, l.keys.Start):
		return l.move(0), true
	case key.Matches(k, l.keys.End):
		return l.move(len(l.rows) - 1), true
	}
	return nil, false
}

func (l *themes) Click(_, y int) any {
	at := l.first + y - 1
	if y < 1 || y > l.room() || at >= len(l.rows) {
		return nil
	}
	if at == l.selected {
		return keepTheme{}
	}
	return l.move(at)
}

func (l *themes) Help() []key.Binding { return keys.Bindings(themeActions(&l.keys)) }

// place leaves as much of what is under the list to be seen as there can be.
func (l *themes) place(window rooms, _ image.Rectangle) image.Rectangle {
	pane := window.pane
	width, height := min(l.width, pane.Dx()), min(l.height, pane.Dy())
	x := pane.Min.X + (pane.Dx()-width)/2
	return image.Rect(x, pane.Max.Y-height, x+width, pane.Max.Y)
}

func (l *themes) Draw(on canvas, area image.Rectangle) {
	in := theme.Box(on, area, "Themes", l.theme)
	theme.More(on, area, l.first > 0, l.first+l.room() < len(l.rows), l.theme)
	for i := range min(l.room(), in.Dy()) {
		if at := l.first + i; at < len(l.rows) {
			l.drawRow(on, in, in.Min.Y+i, at)
		}
	}
}

func (l *themes) drawRow(on canvas, in image.Rectangle, y, at int) {
	t, r := l.theme, l.rows[at]
	x, end := in.Min.X+2, in.Max.X
	name := t.Text
	if at == l.selected {
		theme.Put(on, in.Min.X, y, 1, "▌", t.Selected)
		name = t.Strong
	}
	if end-x >= nameWidth+patchWidth {
		drawPatch(on, end-patchWidth, y, r.patch)
		end -= patchWidth + 2
	}
	theme.Put(on, x, y, min(nameWidth, end-x), theme.Fit(r.name, nameWidth-1), name)
	if x += nameWidth; end > x {
		theme.Put(on, x, y, end-x, theme.Fit(r.about, end-x), t.Dim)
	}
}

// drawPatch paints a few words as a theme shows them: one that paints no paper, on the background that it is for.
func drawPatch(on canvas, x, y int, t *theme.Theme) {
	end := x + patchWidth
	page, ground := t.Page, uv.Style{}
	switch coloured := page.Roles[render.RoleFix].Fg != nil; {
	case coloured && page.Paper == nil && page.Dark:
		ground = uv.Style{Fg: lipgloss.Color("#d7d7d7"), Bg: lipgloss.Color("#1c1c1c")}
	case coloured && page.Paper == nil:
		ground = uv.Style{Fg: lipgloss.Color("#262626"), Bg: lipgloss.Color("#ffffff")}
	}
	for _, s := range []struct {
		text string
		role render.Role
	}{{" text ", render.RolePlain}, {"fix", render.RoleFix}, {" ", render.RolePlain}, {"own", render.RoleOwnFix}, {" ", render.RolePlain}, {"hit", render.RoleFound}, {" ", render.RolePlain}} {
		x += theme.Put(on, x, y, end-x, s.text, page.OnPaper(page.Look(s.role, ground)))
	}
}
