package pager

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// KeyMap is every key of the reading view.
type KeyMap struct {
	NextFix, PrevFix, Card, Peek             key.Binding
	Mode, ModeOf, Cast, Contents             key.Binding
	Search, NextFound, PrevFound, ClearFound key.Binding
	Fold, Beside, Select, Undo, Redo, Close  key.Binding
	Mark, ToMark, Back, Forward              key.Binding
	Down, Up, HalfDown, HalfUp               key.Binding
	PageDown, PageUp, Start, End, Percent    key.Binding
}

// Keys returns the bindings as they are unless configured otherwise.
func Keys() KeyMap {
	return KeyMap{
		NextFix:    bind("n", "next fix", "n", "]"),
		PrevFix:    bind("p", "previous fix", "p", "["),
		Card:       bind("enter", "card", "enter"),
		Mode:       bind("m", "next mode", "m"),
		Cast:       bind("w", "who's who", "w"),
		Search:     bind("/", "search", "/"),
		Peek:       bind("o", "peek: the other wording", "o"),
		Contents:   bind("t", "contents", "t"),
		Fold:       bind("z", "fold page furniture", "z"),
		Beside:     bind("|", "original beside it", "|"),
		Select:     bind("v", "select", "v"),
		Mark:       bind("M", "mark the place with a letter", "M"),
		ToMark:     bind("'", "to a marked place", "'"),
		Back:       bind("ctrl+o", "back before the last jump", "ctrl+o"),
		Forward:    bind("tab", "forward again", "tab"),
		ModeOf:     bind("1-4", "original, marked, fixed, both", "1", "2", "3", "4"),
		NextFound:  bind("n", "next hit", "n"),
		PrevFound:  bind("N", "previous hit", "N"),
		ClearFound: bind("esc", "end search", "esc"),
		Undo:       bind("U", "undo accept, reject or edit", "U"),
		Redo:       bind("ctrl+r", "do it again", "ctrl+r"),
		Close:      bind("q", "leave the article", "q"),
		Down:       bind("j", "line down; 10j ten lines", "j", "down", "ctrl+n", "ctrl+e"),
		Up:         bind("k", "line up", "k", "up", "ctrl+p", "ctrl+y"),
		HalfDown:   bind("d", "half a page down", "d", "ctrl+d"),
		HalfUp:     bind("u", "half a page up", "u", "ctrl+u"),
		PageDown:   bind("space", "page down", "space", "pgdown", "f", "ctrl+f"),
		PageUp:     bind("b", "page up", "b", "pgup", "shift+space", "ctrl+b"),
		Start:      bind("g", "start, or line N", "g", "home", "<"),
		End:        bind("G", "end, or line N", "G", "end", ">"),
		Percent:    bind("50%", "to so much of the text", "%"),
	}
}

// bind makes a binding whose help names the first key unless there is none.
func bind(shown, help string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, help))
}

// Bindings lists the keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.NextFix, k.Card, k.Mode, k.Cast, k.Search, k.PrevFix, k.ModeOf, k.Peek, k.Contents, k.Fold, k.Beside, k.Select,
		k.NextFound, k.PrevFound, k.ClearFound, k.Undo, k.Redo, k.Close,
		k.Down, k.Up, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp, k.Start, k.End, k.Percent,
		k.Mark, k.ToMark, k.Back, k.Forward,
	}
}

// searching returns the keys with those of a live search on or off. While one is live, n is its key.
func (k KeyMap) searching(live bool) KeyMap {
	k.NextFound.SetEnabled(live)
	k.PrevFound.SetEnabled(live)
	k.ClearFound.SetEnabled(live)
	fix := Keys().NextFix
	if live {
		fix.SetKeys(fix.Keys()[1:]...)
		fix.SetHelp(fix.Keys()[0], fix.Help().Desc)
	}
	k.NextFix = fix
	return k
}

// Key answers a key. The second result is false where the key is not the pager's.
func (p *Pager) Key(k tea.KeyPressMsg) (Action, bool) {
	peeked := p.peek
	p.peek = false
	if p.selected.on {
		return p.selectKey(k)
	}
	if action, ok := p.named(k); ok {
		return action, true
	}
	if digit, ok := digitOf(k); ok {
		return p.digit(digit), true
	}
	for _, m := range p.moves() {
		if key.Matches(k, m.binding) {
			n, action := p.takeCount()
			m.move(n)
			return action, true
		}
	}
	p.count = count{}
	return p.single(k, peeked)
}

// single answers a key that takes no count.
func (p *Pager) single(k tea.KeyPressMsg, peeked bool) (Action, bool) {
	switch {
	case key.Matches(k, p.keys.Card):
		return p.card(), true
	case key.Matches(k, p.keys.Mode):
		return p.setMode(p.look.Mode.Next()), true
	case key.Matches(k, p.keys.Cast):
		return ShowCast{}, true
	case key.Matches(k, p.keys.Contents):
		return ShowContents{}, true
	case key.Matches(k, p.keys.Search):
		return AskSearch{}, true
	case key.Matches(k, p.keys.Peek):
		return p.togglePeek(peeked), true
	case key.Matches(k, p.keys.Fold):
		return p.toggleFold(), true
	case key.Matches(k, p.keys.Beside):
		return p.toggleBeside(), true
	case key.Matches(k, p.keys.Select):
		return p.startSelection(), true
	case key.Matches(k, p.keys.Mark):
		p.trail.asked = askedMark
		return Say{"mark this place as …"}, true
	case key.Matches(k, p.keys.ToMark):
		p.trail.asked = askedJump
		return Say{"to the place marked …"}, true
	case key.Matches(k, p.keys.Back):
		return p.goBack(), true
	case key.Matches(k, p.keys.Forward):
		return p.goForward(), true
	case key.Matches(k, p.keys.ClearFound):
		p.SetFound("", nil)
		return nil, true
	case key.Matches(k, p.keys.Undo):
		return Undo{}, true
	case key.Matches(k, p.keys.Redo):
		return Redo{}, true
	case key.Matches(k, p.keys.Close):
		return Close{}, true
	}
	return nil, false
}

// move is a key that takes a count, 0 where none was typed.
type move struct {
	binding key.Binding
	move    func(n int)
}

func (p *Pager) moves() []move {
	k := &p.keys
	half, page := max(p.rows()/2, 1), max(p.rows()-1, 1)
	moves := []move{
		{k.Down, func(n int) { p.scroll(max(n, 1)) }},
		{k.Up, func(n int) { p.scroll(-max(n, 1)) }},
		{k.HalfDown, func(n int) { p.scroll(max(n, 1) * half) }},
		{k.HalfUp, func(n int) { p.scroll(-max(n, 1) * half) }},
		{k.PageDown, func(n int) { p.scroll(max(n, 1) * page) }},
		{k.PageUp, func(n int) { p.scroll(-max(n, 1) * page) }},
		{k.Start, func(n int) { p.toLine(n, p.page.Top()) }},
		{k.End, func(n int) { p.toLine(n, p.bottom()) }},
		{k.Percent, p.toPercent},
	}
	return append(moves,
		move{k.NextFound, func(n int) { p.stepFound(max(n, 1)) }},
		move{k.PrevFound, func(n int) { p.stepFound(-max(n, 1)) }},
		move{k.NextFix, func(n int) { p.stepFix(max(n, 1)) }},
		move{k.PrevFix, func(n int) { p.stepFix(-max(n, 1)) }},
	)
}
