package list

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/ui/keys"
)

// KeyMap is every key of the shelf.
type KeyMap struct {
	Open, Filter, Sort, Mode, ClearFilter, Close key.Binding
	Down, Up, PageDown, PageUp, Start, End       key.Binding
}

// Keys returns the bindings as they are unless configured otherwise.
func Keys() KeyMap {
	return KeyMap{
		Open:        keys.Bind("enter", "read", "enter", "l", "right"),
		Filter:      keys.Bind("/", "filter", "/"),
		Sort:        keys.Bind("s", "sort", "s"),
		Mode:        keys.Bind("m", "mode", "m"),
		ClearFilter: keys.Bind("esc", "show all again", "esc"),
		Close:       keys.Bind("q", "quit", "q"),
		Down:        keys.Bind("j", "down", "j", "down", "ctrl+n"),
		Up:          keys.Bind("k", "up", "k", "up", "ctrl+p"),
		PageDown:    keys.Bind("space", "page down", "space", "pgdown", "d", "f", "ctrl+d", "ctrl+f"),
		PageUp:      keys.Bind("b", "page up", "b", "pgup", "u", "ctrl+u", "ctrl+b"),
		Start:       keys.Bind("g", "first", "g", "home"),
		End:         keys.Bind("G", "last", "G", "end"),
	}
}

// Actions names the keys, in the order of the help.
func Actions(k *KeyMap) []keys.Action {
	return []keys.Action{
		{Name: "open", Binding: &k.Open}, {Name: "filter", Binding: &k.Filter}, {Name: "sort", Binding: &k.Sort},
		{Name: "next-mode", Binding: &k.Mode}, {Name: "clear-filter", Binding: &k.ClearFilter, First: true}, {Name: "close", Binding: &k.Close},
		{Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up}, {Name: "page-down", Binding: &k.PageDown},
		{Name: "page-up", Binding: &k.PageUp}, {Name: "start", Binding: &k.Start}, {Name: "end", Binding: &k.End},
	}
}

// Bindings lists the keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding { return keys.Bindings(Actions(&k)) }

// With returns the bindings with other keys for some actions.
func (k KeyMap) With(set map[string][]string) KeyMap {
	keys.Set(Actions(&k), set)
	return k
}

// SetKeys changes the keys.
func (l *List) SetKeys(k KeyMap) {
	k.ClearFilter.SetEnabled(l.query != "")
	l.keys = k
}

// Key answers a key. The second result is false where the key is not the shelf's.
func (l *List) Key(k tea.KeyPressMsg) (Action, bool) {
	page := max(l.parts.rows()-1, 1)
	switch {
	case key.Matches(k, l.keys.ClearFilter): // on only while there is a filter
		l.Filter("")
	case key.Matches(k, l.keys.Open):
		if at, ok := l.Selected(); ok {
			return Open{at}, true
		}
	case key.Matches(k, l.keys.Filter):
		return AskFilter{}, true
	case key.Matches(k, l.keys.Sort):
		l.sort()
	case key.Matches(k, l.keys.Mode):
		return NextMode{}, true
	case key.Matches(k, l.keys.Close):
		return Close{}, true
	case key.Matches(k, l.keys.Down):
		l.move(l.selected + 1)
	case key.Matches(k, l.keys.Up):
		l.move(l.selected - 1)
	case key.Matches(k, l.keys.PageDown):
		l.move(l.selected + page)
	case key.Matches(k, l.keys.PageUp):
		l.move(l.selected - page)
	case key.Matches(k, l.keys.Start):
		l.move(0)
	case key.Matches(k, l.keys.End):
		l.move(len(l.shown) - 1)
	default:
		return nil, false
	}
	return nil, true
}
