package list

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/ui/keys"
)

// KeyMap is every key of the shelf.
type KeyMap struct {
	Open, Filter, Sort, Mode, ClearFilter, Close key.Binding
	Add, Search, Refresh, Failures               key.Binding
	Sections, NextSection, PrevSection           key.Binding
	Star, Read, Archive, Delete, Tag, Undo       key.Binding
	Mark, MarkAll, Notes                         key.Binding
	Down, Up, PageDown, PageUp, Start, End       key.Binding
}

// Keys returns the bindings as they are unless configured otherwise.
func Keys() KeyMap {
	return KeyMap{
		Open:        keys.Bind("enter", "read", "enter", "l", "right"),
		Filter:      keys.Bind("/", "filter", "/"),
		Sort:        keys.Bind("s", "sort", "s"),
		Mode:        keys.Bind("m", "mode", "m"),
		ClearFilter: keys.Bind("esc", "show all again, marks off", "esc"),
		Close:       keys.Bind("q", "quit", "q"),

		Add:         keys.Bind("a", "add", "a"),
		Search:      keys.Bind("S", "search everything", "S"),
		Refresh:     keys.Bind("r", "look for what is new", "r"),
		Failures:    keys.Bind("F", "what could not be added", "F"),
		Sections:    keys.Bind("c", "sections", "c"),
		NextSection: keys.Bind("tab", "next section", "tab", "]"),
		PrevSection: keys.Bind("shift+tab", "previous section", "shift+tab", "["),
		Star:        keys.Bind("*", "star, or no star", "*"),
		Read:        keys.Bind("N", "read, or unread", "N"),
		Archive:     keys.Bind("A", "archive, or take out", "A"),
		Delete:      keys.Bind("D", "delete, or put back", "D", "delete"),
		Tag:         keys.Bind("t", "tag", "t"),
		Undo:        keys.Bind("U", "undo the last change", "U"),
		Mark:        keys.Bind("space", "mark", "space", "v"),
		MarkAll:     keys.Bind("V", "mark all, or none", "V"),
		Notes:       keys.Bind("B", "your highlights and notes", "B"),

		Down:     keys.Bind("j", "down", "j", "down", "ctrl+n"),
		Up:       keys.Bind("k", "up", "k", "up", "ctrl+p"),
		PageDown: keys.Bind("pgdown", "page down", "pgdown", "d", "f", "ctrl+d", "ctrl+f"),
		PageUp:   keys.Bind("pgup", "page up", "pgup", "b", "u", "ctrl+u", "ctrl+b"),
		Start:    keys.Bind("g", "first", "g", "home"),
		End:      keys.Bind("G", "last", "G", "end"),
	}
}

// Actions names the keys, in the order of the help.
func Actions(k *KeyMap) []keys.Action {
	return []keys.Action{
		{Name: "open", Binding: &k.Open}, {Name: "filter", Binding: &k.Filter}, {Name: "sort", Binding: &k.Sort},
		{Name: "add", Binding: &k.Add}, {Name: "search-everything", Binding: &k.Search},
		{Name: "next-mode", Binding: &k.Mode}, {Name: "clear-filter", Binding: &k.ClearFilter, First: true},
		{Name: "sections", Binding: &k.Sections}, {Name: "next-section", Binding: &k.NextSection}, {Name: "previous-section", Binding: &k.PrevSection},
		{Name: "star", Binding: &k.Star}, {Name: "read", Binding: &k.Read}, {Name: "tag", Binding: &k.Tag},
		{Name: "archive", Binding: &k.Archive}, {Name: "delete", Binding: &k.Delete}, {Name: "undo-change", Binding: &k.Undo},
		{Name: "mark", Binding: &k.Mark}, {Name: "mark-all", Binding: &k.MarkAll}, {Name: "notes", Binding: &k.Notes},
		{Name: "refresh", Binding: &k.Refresh}, {Name: "failures", Binding: &k.Failures},
		{Name: "close", Binding: &k.Close},
		{Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up}, {Name: "page-down", Binding: &k.PageDown},
		{Name: "page-up", Binding: &k.PageUp}, {Name: "start", Binding: &k.Start}, {Name: "end", Binding: &k.End},
	}
}

// changes are the keys that change rows.
func (k KeyMap) changes() []key.Binding {
	return []key.Binding{k.Read, k.Star, k.Tag, k.Archive, k.Delete}
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
	l.keys = k
	l.enable()
}

// Allow says what the program can do.
func (l *List) Allow(p Powers) {
	l.can = p
	l.enable()
}

// enable turns keys off that can do nothing.
func (l *List) enable() {
	k := &l.keys
	k.ClearFilter.SetEnabled(l.query != "" || len(l.marked) > 0)
	k.Add.SetEnabled(l.can.Add)
	k.Refresh.SetEnabled(l.can.Refresh)
	for _, b := range []*key.Binding{
		&k.Search, &k.Failures, &k.Sections, &k.NextSection, &k.PrevSection, &k.Star, &k.Read, &k.Archive, &k.Delete, &k.Tag, &k.Undo, &k.Mark, &k.MarkAll, &k.Notes,
	} {
		b.SetEnabled(l.can.Library)
	}
}

// Key answers a key. The second result is false where the key is not the shelf's.
func (l *List) Key(k tea.KeyPressMsg) (Action, bool) {
	switch {
	case key.Matches(k, l.keys.ClearFilter): // on only while there is a filter, or a mark
		l.ClearMarks()
		l.Filter("")
	case key.Matches(k, l.keys.Open):
		if id, ok := l.Selected(); ok {
			return Open{id}, true
		}
	case key.Matches(k, l.keys.Filter):
		return AskFilter{}, true
	case key.Matches(k, l.keys.Sort):
		if s := l.nextOrder(); s != nil {
			return Arrange{s}, true
		}
	case key.Matches(k, l.keys.Mode):
		return NextMode{}, true
	case key.Matches(k, l.keys.Close):
		return Close{}, true
	case key.Matches(k, l.keys.Mark):
		l.toggleMark()
	case key.Matches(k, l.keys.Notes):
		return ShowNotes{}, true
	case key.Matches(k, l.keys.MarkAll):
		l.toggleAll()
	case l.moved(k):
	default:
		return l.libraryKey(k)
	}
	return nil, true
}

// libraryKey answers a key that has to do with the library.
func (l *List) libraryKey(k tea.KeyPressMsg) (Action, bool) {
	for _, can := range []struct {
		on key.Binding
		do Action
	}{
		{l.keys.Add, Add{}}, {l.keys.Search, Search{}}, {l.keys.Refresh, Refresh{}}, {l.keys.Failures, ShowFailures{}},
		{l.keys.Sections, ShowSections{}}, {l.keys.NextSection, Step{1}}, {l.keys.PrevSection, Step{-1}}, {l.keys.Undo, Undo{}},
	} {
		if key.Matches(k, can.on) {
			return can.do, true
		}
	}
	for to, on := range []key.Binding{Star: l.keys.Star, Read: l.keys.Read, Archive: l.keys.Archive, Delete: l.keys.Delete, Tag: l.keys.Tag} {
		if !key.Matches(k, on) {
			continue
		}
		if ids := l.Chosen(); len(ids) > 0 {
			return Alter{ids, Alteration(to)}, true
		}
		return nil, true
	}
	return nil, false
}

// moved answers a key that moves the selection.
func (l *List) moved(k tea.KeyPressMsg) bool {
	page := max(l.parts.rows()-1, 1)
	switch {
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
		return false
	}
	return true
}
