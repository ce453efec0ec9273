package ui

import (
	"image"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// factKeys is every key of the card with the facts of an article.
type factKeys struct{ Copy, Close, Down, Up key.Binding }

func newFactKeys() factKeys {
	return factKeys{
		Copy:  keys.Bind("y", "copy the address", "y"),
		Close: keys.Bind("esc", "close", "esc", "q", "i", "enter"),
		Down:  keys.Bind("j", "down", "j", "down"),
		Up:    keys.Bind("k", "up", "k", "up"),
	}
}

func factActions(k *factKeys) []keys.Action {
	return []keys.Action{{Name: "copy", Binding: &k.Copy}, {Name: "close", Binding: &k.Close}, {Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up}}
}

// facts is a card that tells what is known of an article: what it says of itself, and how it was read.
type facts struct {
	keys    factKeys
	theme   *theme.Theme
	all     []review.Fact
	address string

	width, height int
	rows          []review.Fact // as they stand on the screen: a name with the first line of its value alone
	first         int
}

// showFacts shows what is known of the open article, or of the one that is selected on the shelf.
func (m *Model) showFacts() tea.Cmd {
	a := m.open
	if a == nil {
		a = m.selected()
	}
	if a == nil {
		m.say("facts of what? there is no article here")
		return nil
	}
	m.push(&facts{theme: m.theme, all: review.Facts(a), address: a.URL})
	return nil
}

// selected is the article that is selected on the shelf, nil for none.
func (m *Model) selected() *articles.Article {
	if id, ok := m.list.Selected(); ok {
		return m.article(id)
	}
	return nil
}

func (f *facts) setTheme(t *theme.Theme) { f.theme = t }

func (f *facts) setKeys(k *keymaps) {
	f.keys = k.facts
	f.keys.Copy.SetEnabled(f.address != "" && len(f.keys.Copy.Keys()) > 0)
}

const factsWidth = 72

func (f *facts) Resize(width, height int) {
	f.width = min(factsWidth, width)
	names := 0
	for _, one := range f.all {
		names = max(names, theme.Width(one.Name))
	}
	f.rows = nil
	for _, one := range f.all {
		for i, line := range theme.Wrap(one.Value, max(f.width-4-names-2, 8)) {
			if i > 0 {
				one.Name = ""
			}
			f.rows = append(f.rows, review.Fact{Name: theme.Fit(one.Name, names) + strings.Repeat(" ", names-theme.Width(one.Name)), Value: line})
		}
	}
	f.height = min(len(f.rows)+3, height)
	f.Scroll(0)
	for _, b := range []*key.Binding{&f.keys.Down, &f.keys.Up} {
		b.SetEnabled(len(f.rows) > f.room() && len(b.Keys()) > 0)
	}
}

// Scroll moves the rows, where there are more than room.
func (f *facts) Scroll(lines int) { f.first = max(min(f.first+lines, len(f.rows)-f.room()), 0) }

func (f *facts) room() int { return max(f.height-3, 1) }

func (f *facts) Key(k tea.KeyPressMsg) (any, bool) {
	switch {
	case key.Matches(k, f.keys.Copy):
		return copyIt{"the address", f.address}, true
	case key.Matches(k, f.keys.Close):
		return dismiss{}, true
	case key.Matches(k, f.keys.Down):
		f.Scroll(1)
		return nil, true
	case key.Matches(k, f.keys.Up):
		f.Scroll(-1)
		return nil, true
	}
	return nil, false
}

func (f *facts) Click(int, int) any { return nil }

func (f *facts) Help() []key.Binding {
	return keys.Enabled(factActions(&f.keys))
}

func (f *facts) place(window rooms, _ image.Rectangle) image.Rectangle {
	return middle(window.pane, f.width, f.height)
}

func (f *facts) Draw(on canvas, area image.Rectangle) {
	in := theme.Box(on, area, "This article", f.theme)
	room := min(f.room(), in.Dy())
	theme.More(on, area, f.first > 0, f.first+room < len(f.rows), f.theme)
	for i := 0; i < room && f.first+i < len(f.rows); i++ {
		r := f.rows[f.first+i]
		theme.Put(on, in.Min.X, in.Min.Y+i, in.Dx(), r.Name, f.theme.Dim)
		x := theme.Width(r.Name) + 2
		theme.Put(on, in.Min.X+x, in.Min.Y+i, in.Dx()-x, r.Value, f.theme.Text)
	}
	if in.Dy() > room {
		hints := ""
		for _, b := range f.Help() {
			if hints != "" {
				hints += " · "
			}
			hints += hint(b)
		}
		theme.Put(on, in.Min.X, in.Max.Y-1, in.Dx(), theme.Fit(hints, in.Dx()), f.theme.Dim)
	}
}
