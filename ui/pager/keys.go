package pager

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
)

// KeyMap is every key of the reading view.
type KeyMap struct {
	NextFix, PrevFix, Card, Peek             key.Binding
	Mode, Cast, Contents                     key.Binding
	Original, Marked, Fixed, Both            key.Binding
	Search, NextFound, PrevFound, ClearFound key.Binding
	Fold, Beside, Select, Undo, Redo, Close  key.Binding
	Links, LinkList, Copy, Quote             key.Binding
	Mark, ToMark, Back, Forward              key.Binding
	Highlight, Note, NextMark, PrevMark      key.Binding
	Marks                                    key.Binding
	NextArticle, PrevArticle, Edit, Reload   key.Binding
	Keep, Star, SearchAll                    key.Binding
	Down, Up, HalfDown, HalfUp               key.Binding
	PageDown, PageUp, Start, End, Percent    key.Binding
}

// Keys returns the bindings as they are unless configured otherwise.
func Keys() KeyMap {
	return KeyMap{
		NextFix:    keys.Bind("n", "next fix", "n", "]"),
		PrevFix:    keys.Bind("p", "previous fix", "p", "["),
		Card:       keys.Bind("enter", "card", "enter"),
		Mode:       keys.Bind("m", "next mode", "m"),
		Cast:       keys.Bind("w", "who's who", "w"),
		Search:     keys.Bind("/", "search", "/"),
		Peek:       keys.Bind("o", "peek: the other wording", "o"),
		Contents:   keys.Bind("t", "contents", "t"),
		Fold:       keys.Bind("z", "fold page furniture", "z"),
		Beside:     keys.Bind("|", "original beside it", "|"),
		Select:     keys.Bind("v", "select", "v"),
		Links:      keys.Bind("l", "follow a link on the screen", "l"),
		LinkList:   keys.Bind("L", "all links", "L"),
		Copy:       keys.Bind("y", "copy the sentence", "y"),
		Quote:      keys.Bind("Y", "copy it as a quotation", "Y"),
		Highlight:  keys.Bind("h", "highlight the sentence", "h"),
		Note:       keys.Bind("N", "note on the fix or the sentence", "N"),
		NextMark:   keys.Bind("}", "next highlight or note", "}"),
		PrevMark:   keys.Bind("{", "previous highlight or note", "{"),
		Marks:      keys.Bind("B", "your highlights, notes and verdicts", "B"),
		Mark:       keys.Bind("M", "mark the place with a letter", "M"),
		ToMark:     keys.Bind("'", "to a marked place", "'"),
		Back:       keys.Bind("ctrl+o", "back before the last jump", "ctrl+o"),
		Forward:    keys.Bind("tab", "forward again", "tab"),
		Original:   keys.Bind("1", "original: the words as they came", "1"),
		Marked:     keys.Bind("2", "marked: the glitches underlined", "2"),
		Fixed:      keys.Bind("3", "fixed: the fixes in place", "3"),
		Both:       keys.Bind("4", "both: the fixes, and the glitches in brackets", "4"),
		NextFound:  keys.Bind("n", "next hit", "n"),
		PrevFound:  keys.Bind("N", "previous hit", "N"),
		ClearFound: keys.Bind("esc", "end search", "esc"),
		Undo:       keys.Bind("U", "undo what you did", "U"),
		Redo:       keys.Bind("ctrl+r", "do it again", "ctrl+r"),
		Close:      keys.Bind("q", "leave the article", "q"),
		Down:       keys.Bind("j", "line down; 10j ten lines", "j", "down", "ctrl+n", "ctrl+e"),
		Up:         keys.Bind("k", "line up", "k", "up", "ctrl+p", "ctrl+y"),
		HalfDown:   keys.Bind("d", "half a page down, or N lines", "d", "ctrl+d"),
		HalfUp:     keys.Bind("u", "half a page up, or N lines", "u", "ctrl+u"),
		PageDown:   keys.Bind("space", "page down", "space", "pgdown", "f", "ctrl+f"),
		PageUp:     keys.Bind("b", "page up", "b", "pgup", "shift+space", "ctrl+b"),
		Start:      keys.Bind("g", "start, or line N", "g", "home", "<"),
		End:        keys.Bind("G", "end, or line N", "G", "end", ">"),
		Percent:    keys.Bind("50%", "to so much of the text", "%"),

		NextArticle: keys.Bind("J", "next article", "J"),
		PrevArticle: keys.Bind("K", "previous article", "K"),
		Edit:        keys.Bind("E", "edit the file", "E"),
		Reload:      keys.Bind("R", "read the file again", "R"),
		Keep:        keys.Bind("a", "add it to the library", "a"),
		Star:        keys.Bind("*", "star, or no star", "*"),
		SearchAll:   keys.Bind("S", "search everything", "S"),
	}
}

// Actions names the keys, in the order of the help.
func Actions(k *KeyMap) []keys.Action {
	return []keys.Action{
		{Name: "next-fix", Binding: &k.NextFix},
		{Name: "open-card", Binding: &k.Card},
		{Name: "next-mode", Binding: &k.Mode},
		{Name: "who", Binding: &k.Cast},
		{Name: "search", Binding: &k.Search},
		{Name: "previous-fix", Binding: &k.PrevFix},
		{Name: "original", Binding: &k.Original, Digit: true},
		{Name: "marked", Binding: &k.Marked, Digit: true},
		{Name: "fixed", Binding: &k.Fixed, Digit: true},
		{Name: "both", Binding: &k.Both, Digit: true},
		{Name: "peek", Binding: &k.Peek},
		{Name: "contents", Binding: &k.Contents},
		{Name: "fold", Binding: &k.Fold},
		{Name: "beside", Binding: &k.Beside},
		{Name: "select", Binding: &k.Select},
		{Name: "links", Binding: &k.Links},
		{Name: "list-links", Binding: &k.LinkList},
		{Name: "copy", Binding: &k.Copy},
		{Name: "quote", Binding: &k.Quote},
		{Name: "highlight", Binding: &k.Highlight},
		{Name: "note", Binding: &k.Note},
		{Name: "next-note", Binding: &k.NextMark},
		{Name: "previous-note", Binding: &k.PrevMark},
		{Name: "notes", Binding: &k.Marks},
		{Name: "next-hit", Binding: &k.NextFound, First: true},
		{Name: "previous-hit", Binding: &k.PrevFound, First: true},
		{Name: "end-search", Binding: &k.ClearFound, First: true},
		{Name: "undo", Binding: &k.Undo},
		{Name: "redo", Binding: &k.Redo},
		{Name: "close", Binding: &k.Close},
		{Name: "down", Binding: &k.Down},
		{Name: "up", Binding: &k.Up},
		{Name: "half-page-down", Binding: &k.HalfDown},
		{Name: "half-page-up", Binding: &k.HalfUp},
		{Name: "page-down", Binding: &k.PageDown},
		{Name: "page-up", Binding: &k.PageUp},
		{Name: "start", Binding: &k.Start},
		{Name: "end", Binding: &k.End},
		{Name: "percent", Binding: &k.Percent},
		{Name: "set-mark", Binding: &k.Mark},
		{Name: "go-to-mark", Binding: &k.ToMark},
		{Name: "back", Binding: &k.Back},
		{Name: "forward", Binding: &k.Forward},
		{Name: "next-article", Binding: &k.NextArticle},
		{Name: "previous-article", Binding: &k.PrevArticle},
		{Name: "edit-file", Binding: &k.Edit},
		{Name: "reload", Binding: &k.Reload},
		{Name: "keep", Binding: &k.Keep},
		{Name: "star", Binding: &k.Star},
		{Name: "search-everything", Binding: &k.SearchAll},
	}
}

// Bindings lists the keys in the order of the help, which has one line for the modes.
func (k KeyMap) Bindings() []key.Binding {
	all := []key.Binding{
		k.NextFix, k.Card, k.Mode, k.Cast, k.Search, k.PrevFix, k.modeOf(), k.Peek, k.Contents, k.Fold, k.Beside, k.Select,
		k.Links, k.LinkList, k.Copy, k.Quote, k.Highlight, k.Note, k.NextMark, k.PrevMark, k.Marks,
		k.NextFound, k.PrevFound, k.ClearFound, k.Undo, k.Redo, k.Close,
		k.Down, k.Up, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp, k.Start, k.End, k.Percent,
		k.Mark, k.ToMark, k.Back, k.Forward, k.NextArticle, k.PrevArticle, k.Edit, k.Reload,
		k.Keep, k.Star, k.SearchAll,
	}
	return all
}

// modes are the bindings of the modes, in their order.
func (k KeyMap) modes() []key.Binding { return []key.Binding{k.Original, k.Marked, k.Fixed, k.Both} }

// modeOf is all modes in one binding.
func (k KeyMap) modeOf() key.Binding {
	var all, shown []string
	for _, b := range k.modes() {
		if len(b.Keys()) > 0 {
			all, shown = append(all, b.Keys()...), append(shown, b.Help().Key)
		}
	}
	text := strings.Join(shown, " ")
	if text == "1 2 3 4" {
		text = "1-4"
	}
	return keys.Bind(text, "original, marked, fixed, both", all...)
}

// With returns the bindings with other keys for some actions.
func (k KeyMap) With(set map[string][]string) KeyMap {
	keys.Set(Actions(&k), set)
	if all := set["down"]; len(all) > 0 {
		k.Down.SetHelp(all[0], "line down; 10"+all[0]+" ten lines")
	}
	if all := set["percent"]; len(all) > 0 {
		k.Percent.SetHelp("50"+all[0], k.Percent.Help().Desc)
	}
	return k
}

// searching returns the keys with those of a live search on or off. While one is live, its keys are nobody else's.
func (k KeyMap) searching(live bool) KeyMap {
	var taken []string
	for _, a := range Actions(&k) {
		if a.First {
			a.SetEnabled(live)
			taken = append(taken, a.Keys()...)
		}
	}
	if !live {
		return k
	}
	for _, a := range Actions(&k) {
		if !a.First {
			keys.Without(a.Binding, taken)
		}
	}
	return k
}

// SetKeys changes the keys, also those of the selection and of links.
func (p *Pager) SetKeys(k KeyMap, selecting SelectKeyMap, linking LinkKeyMap) {
	p.allKeys, p.selectKeys, p.linkKeys = k, selecting, linking
	p.keys = k.searching(p.found.live())
}

// Key answers a key. The second result is false where the key is not the pager's.
func (p *Pager) Key(k tea.KeyPressMsg) (Action, bool) {
	peeked := p.peek
	p.peek = false
	if p.selected.on {
		return p.selectKey(k)
	}
	p.putting = false
	if p.linking.on {
		return p.linkKey(k)
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

// NeedsWhole reports whether a key asks for more of the text than the beginning of a long one.
func (p *Pager) NeedsWhole(k tea.KeyPressMsg) bool {
	return key.Matches(k, p.keys.End, p.keys.Percent, p.keys.Search, p.keys.Contents, p.keys.Cast, p.keys.NextFix, p.keys.PrevFix, p.keys.Card)
}

// single answers a key that takes no count.
func (p *Pager) single(k tea.KeyPressMsg, peeked bool) (Action, bool) {
	switch {
	case key.Matches(k, p.keys.Card):
		return p.card(), true
	case key.Matches(k, p.keys.Mode):
		return p.setMode(p.look.Mode.Next()), true
	case key.Matches(k, p.keys.modes()...):
		for i, b := range p.keys.modes() {
			if key.Matches(k, b) {
				return p.setMode(render.Modes[i].Mode), true
			}
		}
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
	case key.Matches(k, p.keys.Links):
		return p.startLinks(), true
	case key.Matches(k, p.keys.LinkList):
		return ShowLinks{}, true
	case key.Matches(k, p.keys.Copy, p.keys.Quote):
		return p.yank(key.Matches(k, p.keys.Quote)), true
	case key.Matches(k, p.keys.Highlight):
		return p.onSpan(func(s document.Span) Action { return Highlight{Span: s} }), true
	case key.Matches(k, p.keys.Note):
		return p.onSpan(func(s document.Span) Action { return AskNote{s} }), true
	case key.Matches(k, p.keys.Marks):
		return ShowMarks{}, true
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
	return p.fileKey(k)
}

// move is a key that takes a count, 0 where none was typed.
type move struct {
	binding key.Binding
	move    func(n int)
}

func (p *Pager) moves() []move {
	k := &p.keys
	page := p.pageful()
	moves := []move{
		{k.Down, func(n int) { p.scroll(max(n, 1)) }},
		{k.Up, func(n int) { p.scroll(-max(n, 1)) }},
		{k.HalfDown, func(n int) { p.scroll(p.halfPage(n)) }},
		{k.HalfUp, func(n int) { p.scroll(-p.halfPage(n)) }},
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
		move{k.NextMark, func(n int) { p.stepMark(max(n, 1)) }},
		move{k.PrevMark, func(n int) { p.stepMark(-max(n, 1)) }},
	)
}
