package list

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// KeyMap is every key of the shelf.
type KeyMap struct {
	Open, Filter, Sort, Mode, ClearFilter, Close key.Binding
	Down, Up, PageDown, PageUp, Start, End       key.Binding
}

// Keys returns the bindings as they are unless configured otherwise.
func Keys() KeyMap {
	return KeyMap{
		Open:        bind("enter", "read", "enter", "l", "right"),
		Filter:      bind("/", "filter", "/"),
		Sort:        bind("s", "sort", "s"),
		Mode:        bind("m", "mode", "m"),
		ClearFilter: bind("esc", "show all again", "esc"),
		Close:       bind("q", "quit", "q"),
		Down:        bind("j", "down", "j", "down", "ctrl+n"),
		Up:          bind("k", "up", "k", "up", "ctrl+p"),
		PageDown:    bind("space", "page down", "space", "pgdown", "d", "f", "ctrl+d", "ctrl+f"),
		PageUp:      bind("b", "page up", "b", "pgup", "u", "ctrl+u", "ctrl+b"),
		Start:       bind("g", "first", "g", "home"),
		End:         bind("G", "last", "G", "end"),
	}
}

func bind(shown, help string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, help))
}

// Bindings lists the keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Open, k.Filter, k.Sort, k.Mode, k.ClearFilter, k.Close,
		k.Down, k.Up, k.PageDown, k.PageUp, k.Start, k.End,
	}
}

// Key answers a key. The second result is false where the key is not the shelf's.
func (l *List) Key(k tea.KeyPressMsg) (Action, bool) {
	page := max(l.parts.rows()-1, 1)
	switch {
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
	case key.Matches(k, l.keys.ClearFilter):
		l.Filter("")
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
