package ui

import (
	"image"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// choiceKeys is every key of a choice but the letters of what can be chosen.
type choiceKeys struct{ Take, Down, Up, More, Back, Close key.Binding }

func newChoiceKeys() choiceKeys {
	return choiceKeys{
		Take:  keys.Bind("enter", "take it", "enter"),
		Down:  keys.Bind("↓", "down", "down", "ctrl+n", "tab"),
		Up:    keys.Bind("↑", "up", "up", "ctrl+p", "shift+tab"),
		More:  keys.Bind("pgdown", "more of the text", "pgdown", "space"),
		Back:  keys.Bind("pgup", "back up", "pgup"),
		Close: keys.Bind("esc", "close", "esc"),
	}
}

func choiceActions(k *choiceKeys) []keys.Action {
	return []keys.Action{
		{Name: "take", Binding: &k.Take}, {Name: "cancel", Binding: &k.Close}, {Name: "next-choice", Binding: &k.Down}, {Name: "previous-choice", Binding: &k.Up},
		{Name: "more-text", Binding: &k.More}, {Name: "text-back", Binding: &k.Back},
	}
}

// option is one thing that can be chosen, by its letter or by enter.
type option struct {
	letter, text, detail string
	style                uv.Style // of the text; zero is the theme's
	action               any
}

// choice is a few things of which the reader takes one, under what is to be known before.
type choice struct {
	keys     choiceKeys
	theme    *theme.Theme
	title    string
	tells    []string // lines, wrapped where they are long
	options  []option
	selected int
	first    int // of the rows that tell

	width, height int
	rows          []string // what is told, wrapped
}

func newChoice(title string, tells []string, options []option, t *theme.Theme) *choice {
	return &choice{keys: newChoiceKeys(), theme: t, title: title, tells: tells, options: options}
}

func (c *choice) setKeys(k *keymaps) { c.keys = k.choosing }

func (c *choice) setTheme(t *theme.Theme) { c.theme = t }

// choiceWidth is how wide a choice is where there is room.
const choiceWidth = 76

func (c *choice) Resize(width, height int) {
	c.width = min(width, max(c.wanted(), theme.Width(c.title)+6))
	c.rows = nil
	for _, text := range c.tells {
		c.rows = append(c.rows, theme.Wrap(text, max(c.width-4, 1))...)
	}
	c.height = min(len(c.rows)+c.gap()+len(c.options)+2, height)
	c.scroll(0)
}

// wanted is the width that the choice would like to have.
func (c *choice) wanted() int {
	if len(c.tells) > 0 {
		return choiceWidth
	}
	most := 0
	for _, o := range c.options {
		most = max(most, theme.Width(o.text)+theme.Width(o.detail)+2)
	}
	return min(most+10, choiceWidth)
}

// gap is the blank row between what is told and what can be chosen.
func (c *choice) gap() int { return min(len(c.rows), 1) }

// room is how many rows there are for what is told.
func (c *choice) room() int { return max(c.height-2-len(c.options)-c.gap(), 0) }

func (c *choice) scroll(by int) { c.first = max(min(c.first+by, len(c.rows)-c.room()), 0) }

// Scroll moves what is told, as the wheel does.
func (c *choice) Scroll(lines int) { c.scroll(lines) }

func (c *choice) Key(k tea.KeyPressMsg) (any, bool) {
	if i := slices.IndexFunc(c.options, func(o option) bool { return o.letter != "" && o.letter == k.Text }); i >= 0 {
		return answered{c.options[i].action}, true
	}
	switch {
	case key.Matches(k, c.keys.Take):
		return answered{c.options[c.selected].action}, true
	case key.Matches(k, c.keys.Down):
		c.selected = (c.selected + 1) % len(c.options)
	case key.Matches(k, c.keys.Up):
		c.selected = (c.selected + len(c.options) - 1) % len(c.options)
	case key.Matches(k, c.keys.More):
		c.scroll(max(c.room()-1, 1))
	case key.Matches(k, c.keys.Back):
		c.scroll(-max(c.room()-1, 1))
	case key.Matches(k, c.keys.Close):
		return dismiss{}, true
	default:
		return nil, k.Text != "" // no letter means anything else while one is asked for
	}
	return nil, true
}

func (c *choice) Click(_, y int) any {
	i := y - 1 - (c.height - 2 - len(c.options))
	if i < 0 || i >= len(c.options) {
		return nil
	}
	return answered{c.options[i].action}
}

func (c *choice) Help() []key.Binding {
	all := keys.Bindings(choiceActions(&c.keys))
	if len(c.rows) <= c.room() {
		all = all[:len(all)-2]
	}
	return all
}

func (c *choice) place(window rooms, about image.Rectangle) image.Rectangle {
	if about.Empty() || len(c.tells) > 0 {
		return middle(window.pane, c.width, c.height)
	}
	return beside(window.pane, about, c.width, c.height)
}

func (c *choice) Draw(on canvas, area image.Rectangle) {
	in := theme.Box(on, area, c.title, c.theme)
	room := min(c.room(), in.Dy())
	theme.More(on, area, c.first > 0, c.first+room < len(c.rows), c.theme)
	for i := 0; i < room && c.first+i < len(c.rows); i++ {
		theme.Put(on, in.Min.X, in.Min.Y+i, in.Dx(), c.rows[c.first+i], c.theme.Text)
	}
	y := in.Max.Y - len(c.options)
	for i, o := range c.options {
		if y+i >= in.Min.Y {
			c.drawOption(on, in, y+i, o, i == c.selected)
		}
	}
}

func (c *choice) drawOption(on canvas, in image.Rectangle, y int, o option, selected bool) {
	t := c.theme
	style := o.style
	if style.IsZero() {
		style = t.Text
		if selected {
			style = t.Strong
		}
	}
	if selected {
		theme.Put(on, in.Min.X, y, 1, "▌", t.Selected)
	}
	theme.Put(on, in.Min.X+2, y, 1, o.letter, t.Accent)
	x := in.Min.X + 4
	x += theme.Put(on, x, y, in.Max.X-x, theme.Fit(o.text, in.Max.X-x), style)
	if o.detail != "" && x+2 < in.Max.X {
		theme.Put(on, x+2, y, in.Max.X-x-2, theme.Fit(o.detail, in.Max.X-x-2), t.Dim)
	}
}
