package ui

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// findingKeys is every key of the search in everything but those of the line that is typed.
type findingKeys struct {
	Open, Save                 key.Binding
	Down, Up, PageDown, PageUp key.Binding
	Older, Newer, Close        key.Binding
}

func newFindingKeys() findingKeys {
	return findingKeys{
		Open:     keys.Bind("enter", "read there", "enter"),
		Down:     keys.Bind("down", "next article", "down", "ctrl+n", "ctrl+j"),
		Up:       keys.Bind("up", "previous article", "up", "ctrl+p", "ctrl+k"),
		Save:     keys.Bind("ctrl+s", "keep as a section", "ctrl+s"),
		PageDown: keys.Bind("pgdown", "page down", "pgdown"),
		PageUp:   keys.Bind("pgup", "page up", "pgup"),
		Older:    keys.Bind("alt+up", "older search", "alt+up", "alt+p"),
		Newer:    keys.Bind("alt+down", "newer search", "alt+down", "alt+n"),
		Close:    keys.Bind("esc", "close", "esc", "ctrl+g"),
	}
}

func findingActions(k *findingKeys) []keys.Action {
	return []keys.Action{
		{Name: "read-there", Binding: &k.Open, Needed: true}, {Name: "keep-search", Binding: &k.Save}, {Name: "leave-search", Binding: &k.Close, Needed: true},
		{Name: "found-down", Binding: &k.Down}, {Name: "found-up", Binding: &k.Up},
		{Name: "found-page-down", Binding: &k.PageDown}, {Name: "found-page-up", Binding: &k.PageUp},
		{Name: "older-search", Binding: &k.Older}, {Name: "newer-search", Binding: &k.Newer},
	}
}

// The actions of the search in everything.
type (
	// seek searches for what is typed.
	seek struct{ query string }
	// openHit opens what was found, at the place.
	openHit struct{ hit shelf.Hit }
	// nameSearch asks by what name a search is to stand on the shelf.
	nameSearch struct{ query string }
	// keepSearch puts it there.
	keepSearch struct{ name, query string }
)

// libraryFound is the answer to a search.
type libraryFound struct {
	query string
	hits  []shelf.Hit
	err   error
}

// finding is the search in everything: a line to type in, and under it what is found by what is typed so far.
type finding struct {
	*prompt

	own      findingKeys
	answered string // what the hits are of
	asked    string // what is being looked for
	waiting  bool   // for its answer
	stop     context.CancelFunc
	hits     []shelf.Hit
	wrong    string // with the query
	wrongAt  int    // where, in bytes of it, -1 for nowhere
	selected int
	first    int
	height   int
}

// foundMost is how many entries a search lists.
const foundMost = 500

// askFinding opens the search in everything.
func (m *Model) askFinding() {
	f := &finding{own: newFindingKeys(), stop: func() {}, wrongAt: -1}
	f.prompt = newPrompt("search: ", "", m.theme, nil)
	f.walk.past = &m.sought
	m.push(f)
}

func (f *finding) setKeys(k *keymaps) {
	f.own = k.finding
	f.prompt.setKeys(k)
	for _, b := range []*key.Binding{&f.keys.Enter, &f.keys.Cancel, &f.keys.Older, &f.keys.Newer} {
		b.SetEnabled(false)
	}
}

func (f *finding) Key(k tea.KeyPressMsg) (any, bool) {
	before := string(f.text)
	switch {
	case key.Matches(k, f.own.Open):
		return f.open(), true
	case key.Matches(k, f.own.Close):
		f.stop()
		return dismiss{}, true
	case key.Matches(k, f.own.Save):
		if query := strings.TrimSpace(before); query != "" {
			return nameSearch{query}, true
		}
	case key.Matches(k, f.own.Down):
		f.move(f.selected + 1)
	case key.Matches(k, f.own.Up):
		f.move(f.selected - 1)
	case key.Matches(k, f.own.PageDown):
		f.move(f.selected + max(f.room()-1, 1))
	case key.Matches(k, f.own.PageUp):
		f.move(f.selected - max(f.room()-1, 1))
	case key.Matches(k, f.own.Older):
		f.recall(-1)
	case key.Matches(k, f.own.Newer):
		f.recall(1)
	case key.Matches(k, f.keys.Back) && len(f.text) == 0:
		return nil, true
	default:
		if _, mine := f.prompt.Key(k); !mine {
			return nil, false
		}
	}
	if string(f.text) != before {
		return seek{string(f.text)}, true
	}
	return nil, true
}

// open opens the selected hit, if what was found is what is typed.
func (f *finding) open() any {
	if f.selected >= len(f.hits) {
		return nil
	}
	f.walk.past.add(string(f.text))
	return openHit{f.hits[f.selected]}
}

func (f *finding) insert(text string) any {
	f.prompt.insert(text)
	return seek{string(f.text)}
}

func (f *finding) Help() []key.Binding {
	return append(keys.Bindings(findingActions(&f.own)), f.prompt.Help()...)
}

// seek has the library look for what is typed. One question is asked at a time: what is typed meanwhile is asked for when that is answered.
func (m *Model) seek(f *finding, query string) tea.Cmd {
	query = strings.TrimSpace(query)
	if query == "" {
		f.stop()
		f.answered, f.asked, f.waiting = "", "", false
		f.take(nil)
		return nil
	}
	if f.waiting || query == f.answered {
		return nil
	}
	ctx, stop := context.WithCancel(m.ctx)
	f.asked, f.waiting, f.stop = query, true, stop
	library := m.options.Shelf
	return m.while(func() tea.Msg {
		defer stop()
		hits, err := library.Search(ctx, query, foundMost)
		return libraryFound{query, hits, err}
	})
}

// libraryFound shows what was found, and goes on to what has been typed since.
func (m *Model) libraryFound(found libraryFound) tea.Cmd {
	f := m.finding()
	if f == nil || !f.waiting || f.asked != found.query {
		return nil
	}
	f.waiting, f.answered = false, found.query
	f.wrong, f.wrongAt = "", -1
	if wrong, ok := errors.AsType[*shelf.QueryError](found.err); ok {
		f.wrong, f.wrongAt = document.CleanLine(wrong.Why), wrong.At+len(string(f.text))-len(strings.TrimLeft(string(f.text), " "))
	} else if found.err != nil {
		f.wrong = document.CleanLine(found.err.Error())
	}
	if found.err == nil {
		f.take(found.hits)
	}
	return m.seek(f, string(f.text))
}

// finding is the search in everything, if it is open.
func (m *Model) finding() *finding {
	for _, o := range slices.Backward(m.overlays) {
		if f, ok := o.(*finding); ok {
			return f
		}
	}
	return nil
}

func (f *finding) take(hits []shelf.Hit) {
	f.hits, f.selected, f.first = hits, 0, 0
	f.wrong, f.wrongAt = "", -1
}

// applyFinding turns an action about searches into state and commands.
func (m *Model) applyFinding(action any) tea.Cmd {
	switch a := action.(type) {
	case seek:
		if f := m.finding(); f != nil {
			return m.seek(f, a.query)
		}
	case openHit:
		return m.openHit(a.hit)
	case nameSearch:
		m.push(newPrompt("keep as: ", a.query, m.theme, func(name string) any { return keepSearch{strings.TrimSpace(name), a.query} }))
	case keepSearch:
		if a.name == "" {
			return nil
		}
		m.sayKey("kept as “"+document.CleanLine(a.name)+"”", m.keys.shelf.Sections, "lists it")
		return m.keepSearch(a.name, a.query)
	case dropSearch:
		m.say("taken off the shelf: " + a.section.Name)
		m.pop()
		return m.keepSearch(a.section.Name, "")
	}
	return nil
}

// keepSearch puts a search on the shelf, or with an empty query takes it off.
func (m *Model) keepSearch(name, query string) tea.Cmd {
	library, ctx := m.options.Shelf, m.ctx
	return m.write(func() tea.Msg {
		if err := library.KeepSearch(ctx, name, query); err != nil {
			return libraryFailed{err}
		}
		all, err := library.Sections(ctx)
		return sectionsRead{all, err}
	})
}

// openHit opens an article that was found, at the place. The way back leads to the search.
func (m *Model) openHit(h shelf.Hit) tea.Cmd {
	a := m.articleOf(h.Row)
	m.hit = hit{article: a, from: m.reading(a).place.Offset}
	if len(h.Snippets) > 0 {
		m.hit.snippet = h.Snippets[0]
	}
	if m.open == a {
		m.overlays = nil
		m.hit.from = m.pager.Offset()
		return nil
	}
	if m.open != nil {
		return m.visit(a)
	}
	m.foundBy = m.finding()
	return m.openArticle(a)
}

// returnToFinding shows the search again from which the article was opened that is left.
func (m *Model) returnToFinding() {
	if m.foundBy != nil {
		m.push(m.foundBy)
	}
	m.hit, m.foundBy = hit{}, nil
}

// The measures of what was found, in rows.
const (
	ruledFrom   = 4  // the height from which there is a row under the line that is typed
	twoSnippets = 30 // the height from which two places of an article are shown
	airyFinding = 16 // the height from which a blank row parts them
)

func (f *finding) Resize(width, height int) {
	f.prompt.Resize(width, height)
	f.height = height
	f.move(f.selected)
}

// head is how many rows stand above what was found: the line that is typed, and a rule or what is wrong under it.
func (f *finding) head() int {
	if f.height >= ruledFrom {
		return 2
	}
	return 1
}

// snippets is how many places of an article are shown.
func (f *finding) snippets() int {
	switch {
	case f.height >= twoSnippets:
		return 2
	case f.height > ruledFrom:
		return 1
	}
	return 0
}

// pitch is how many rows an article takes.
func (f *finding) pitch() int {
	if f.height >= airyFinding {
		return f.snippets() + 2
	}
	return f.snippets() + 1
}

// room is how many articles there is room for.
func (f *finding) room() int { return max((f.height-f.head()+1)/f.pitch(), 1) }

func (f *finding) move(to int) {
	f.selected = max(min(to, len(f.hits)-1), 0)
	f.first = min(f.first, f.selected)
	f.first = max(f.first, f.selected-f.room()+1)
	f.first = max(min(f.first, len(f.hits)-f.room()), 0)
}

// Scroll moves the selection, as the wheel does.
func (f *finding) Scroll(lines int) { f.move(f.selected + lines) }

// Click selects a hit, and opens the one that is selected already.
func (f *finding) Click(_, y int) any {
	at := f.first + (y-f.head())/f.pitch()
	if y < f.head() || at >= len(f.hits) {
		return nil
	}
	if at == f.selected {
		return f.open()
	}
	f.move(at)
	return nil
}

func (f *finding) place(window rooms, _ image.Rectangle) image.Rectangle { return window.pane }

func (f *finding) line(area image.Rectangle) image.Rectangle {
	area.Max.Y = min(area.Min.Y+1, area.Max.Y)
	return area
}

func (f *finding) cursorAt(area image.Rectangle) image.Point { return f.prompt.cursorAt(f.line(area)) }

func (f *finding) Draw(on canvas, area image.Rectangle) {
	theme.Blank(on, area)
	margin := f.margin()
	shown, _ := f.window(area)
	x := area.Min.X + margin
	x += theme.Put(on, x, area.Min.Y, area.Max.X-x, shown, f.theme.Text)
	if said := f.said(); area.Max.X-margin-x-3 >= theme.Width(said) {
		theme.PutRight(on, area.Max.X-margin, area.Min.Y, area.Dx(), said, f.theme.Dim)
	}
	if f.head() > 1 {
		f.drawUnder(on, area, area.Min.Y+1)
	}
	for i := 0; i < f.room() && f.first+i < len(f.hits); i++ {
		f.drawHit(on, area, area.Min.Y+f.head()+i*f.pitch(), f.first+i)
	}
	if len(f.hits) == 0 && f.wrong == "" {
		f.drawEmpty(on, image.Rect(area.Min.X+margin+2, area.Min.Y+f.head(), area.Max.X-margin-2, area.Max.Y))
	}
}

// said is how much was found.
func (f *finding) said() string {
	switch n := len(f.hits); {
	case f.answered == "" || f.wrong != "":
		return ""
	case n == foundMost:
		return fmt.Sprintf("the best %d", n)
	case n == 1:
		return "1 article"
	default:
		return fmt.Sprintf("%d articles", n)
	}
}

// drawUnder paints the row under the line that is typed: a rule, or what is wrong with the query, under its place.
func (f *finding) drawUnder(on canvas, area image.Rectangle, y int) {
	margin := f.margin()
	if f.wrong == "" {
		theme.Rule(on, area.Min.X+margin, y, area.Dx()-2*margin, f.theme.Rule)
		return
	}
	x, said := area.Min.X+margin, f.wrong
	if f.wrongAt >= 0 {
		before := string(f.text)
		before = before[:min(f.wrongAt, len(before))]
		_, cursor := f.window(area)
		behind := theme.Width(string(f.text[:f.at])) - theme.Width(before)
		at := max(cursor-behind, 0)
		room := area.Dx() - 2*margin
		if at+2+theme.Width(said) > room && at > theme.Width(said)+1 { // to the left of the place there is more room
			theme.Put(on, x+at-theme.Width(said)-1, y, room, said+" ^", f.theme.Error)
			return
		}
		x, said = x+at, "^ "+said
	}
	theme.Put(on, x, y, area.Max.X-margin-x, theme.Fit(said, area.Max.X-margin-x), f.theme.Error)
}

func (f *finding) drawEmpty(on canvas, in image.Rectangle) {
	text := "Nothing is found by that."
	if f.answered == "" {
		text = "Words are looked for in titles and texts, as repaired and as the machine wrote them, and in the Chinese behind them: WeChat, micro-letter, 微信 and weixin find the same articles. " +
			"“Quotes” make a phrase, a star goes on with a word, a minus leaves out. Also title:, tag:, feed:, is:unread, after:2015-07, fixes:>10."
	}
	for i, line := range theme.Wrap(text, in.Dx()) {
		if y := in.Min.Y + i; y < in.Max.Y {
			theme.Put(on, in.Min.X, y, in.Dx(), line, f.theme.Dim)
		}
	}
}

// drawHit paints an article that was found, and places in it.
func (f *finding) drawHit(on canvas, area image.Rectangle, y, at int) {
	t, h, margin := f.theme, &f.hits[at], f.margin()
	x, end := area.Min.X+margin+2, area.Max.X-margin
	style := t.Text
	if at == f.selected {
		style = t.Strong
		for row := y; row < min(y+1+f.snippets(), area.Max.Y); row++ {
			theme.Put(on, area.Min.X+margin, row, 1, "▌", t.Selected)
		}
	}
	if y >= area.Max.Y {
		return
	}
	about, date := h.Site, ""
	if !h.Published.IsZero() {
		date = h.Published.Format("Jan 2006")
	}
	if about = theme.Fit(about, (end-x)/2-theme.Width(date)-3); about != "" && date != "" {
		about += " · "
	}
	about += date
	title := theme.Fit(h.Title, max(end-x-theme.Width(about)-2, 1))
	theme.Put(on, x, y, end-x, title, style)
	if theme.Width(title)+2+theme.Width(about) <= end-x {
		theme.PutRight(on, end, y, end-x, about, t.Dim)
	}
	for i := range min(len(h.Snippets), f.snippets()) {
		if row := y + 1 + i; row < area.Max.Y {
			drawSnippet(on, x, row, end-x, h.Snippets[i], t)
		}
	}
}

// drawSnippet paints a piece of text so that the first of what was looked for in it can be seen.
func drawSnippet(on canvas, x, y, width int, s shelf.Snippet, t *theme.Theme) {
	from := 0
	if len(s.Marks) > 0 {
		from = beginning(s.Text, s.Marks[0], width)
	}
	end := x + width
	if from > 0 {
		x += theme.Put(on, x, y, end-x, "…", t.Dim)
	}
	for _, m := range append(slices.Clone(s.Marks), [2]int{len(s.Text), len(s.Text)}) {
		if m[0] > from {
			x += theme.Put(on, x, y, end-x, fitted(s.Text[from:m[0]], end-x), t.Dim)
		}
		if m[1] > max(m[0], from) {
			x += theme.Put(on, x, y, end-x, fitted(s.Text[max(m[0], from):m[1]], end-x), t.Found)
		}
		from = max(from, m[1])
	}
}

// fitted is Fit for a piece that others stand behind: its blanks at the end stay.
func fitted(text string, width int) string {
	if theme.Width(text) <= width {
		return text
	}
	return theme.Fit(text, width)
}

// beginning is where a text has to begin so that a mark in it is in view, at a word.
func beginning(text string, mark [2]int, width int) int {
	from := 0
	for from < mark[0] && theme.Width(text[from:mark[1]]) > width-2 {
		next := strings.IndexByte(text[from:mark[0]], ' ')
		if next < 0 {
			return mark[0]
		}
		from += next + 1
	}
	return from
}
