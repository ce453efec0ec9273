package ui

import (
	"fmt"
	"image"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// pickKeys is every key of a list that stands over the article.
type pickKeys struct {
	Jump, Filter, Off, Show, Copy, Close   key.Binding
	Put                                    key.Binding
	Down, Up, PageDown, PageUp, Start, End key.Binding
}

func newPickKeys() pickKeys {
	return pickKeys{
		Jump:     keys.Bind("enter", "go there", "enter"),
		Filter:   keys.Bind("/", "filter", "/"),
		Show:     keys.Bind("s", "where it stands", "s"),
		Copy:     keys.Bind("y", "copy the address", "y"),
		Off:      keys.Bind("x", "fixes off or on", "x"),
		Put:      keys.Bind("p", "put it somewhere", "p"),
		Close:    keys.Bind("esc", "close", "esc", "q", "w", "t", "L", "B"),
		Down:     keys.Bind("j", "down", "j", "down", "ctrl+n"),
		Up:       keys.Bind("k", "up", "k", "up", "ctrl+p"),
		PageDown: keys.Bind("space", "page down", "space", "pgdown", "d", "ctrl+d", "ctrl+f"),
		PageUp:   keys.Bind("b", "page up", "b", "pgup", "u", "ctrl+u", "ctrl+b"),
		Start:    keys.Bind("g", "first", "g", "home"),
		End:      keys.Bind("G", "last", "G", "end"),
	}
}

// The actions of a pick.
type (
	// goTo closes the pick and shows a place of the article.
	goTo struct{ offset int }
	// turnOff rejects the fixes of a row, or takes that back.
	turnOff struct{ row int }
)

// row is one entry of a pick.
type row struct {
	name, original, detail, right string
	more                          string // shown for the selected row
	indent                        int
	span                          document.Span
	places                        []document.Span // what x turns off; none, and x does nothing
	link                          *document.Link  // that enter follows; nil, and enter goes to the span
	does                          any             // the action that enter is, for what is no place of the article
	off                           bool
	mark                          string          // the ID of the mark that it stands for; x takes it away
	verdict                       *review.Verdict // that it stands for; x takes it back
	taken                         *review.Mark    // the mark, while it is taken away
	orphan                        bool            // the mark stands nowhere: it can be put somewhere
}

// mine reports whether a row is something that the reader has left on the article.
func (r row) mine() bool { return r.mark != "" || r.verdict != nil }

// pick is a list over the article from which the reader picks a place to go to.
type pick struct {
	keys     pickKeys
	theme    *theme.Theme
	title    string
	rows     []row
	query    string
	shown    []int    // the rows that the query leaves
	words    []string // of each row, in small letters; nil before the first query
	selected int      // among those shown
	first    int
	widest   [3]int // cells of a name, an original, what stands on the right
	detailed bool

	width, height int
	foot          bool // there is room to tell more about the selected row
}

func newPick(title string, rows []row, t *theme.Theme) *pick {
	p := &pick{theme: t, title: title, rows: rows}
	p.take(newPickKeys())
	p.measure()
	p.sift("")
	return p
}

func (p *pick) setKeys(k *keymaps) { p.take(k.lists) }

func (p *pick) setTheme(t *theme.Theme) { p.theme = t }

func (p *pick) take(k pickKeys) {
	k.Off.SetEnabled(slices.ContainsFunc(p.rows, func(r row) bool { return len(r.places) > 0 }))
	linked := slices.ContainsFunc(p.rows, func(r row) bool { return r.link != nil })
	if slices.ContainsFunc(p.rows, row.mine) {
		k.Off.SetEnabled(true)
		k.Off.SetHelp(k.Off.Help().Key, "take away, or bring back")
	}
	k.Put.SetEnabled(slices.ContainsFunc(p.rows, func(r row) bool { return r.orphan }))
	k.Show.SetEnabled(linked)
	k.Copy.SetEnabled(linked)
	if linked {
		k.Jump.SetHelp(k.Jump.Help().Key, "follow")
	}
	p.keys = k
}

// takeWithout takes the keys of a list that has others for what is done to a row.
func (p *pick) takeWithout(k pickKeys) {
	p.take(k)
	for _, b := range []*key.Binding{&p.keys.Jump, &p.keys.Off, &p.keys.Show, &p.keys.Copy, &p.keys.Put} {
		b.SetEnabled(false)
	}
}

// list is the list itself, whatever is done to its rows.
func (p *pick) list() *pick { return p }

// at is which row is selected, -1 where the query leaves none.
func (p *pick) at() int {
	if p.selected >= len(p.shown) {
		return -1
	}
	return p.shown[p.selected]
}

// pick shows a list, or says why there is none.
func (m *Model) pick(title, empty string, rows []row) {
	if len(rows) == 0 {
		m.say(empty)
		return
	}
	m.push(newPick(title, rows, m.theme))
}

// The measures of a pick.
const (
	pickWidth = 86
	footRows  = 2  // what they tell of the selected row
	footFrom  = 14 // the height that has room for them
)

func (p *pick) Resize(width, height int) {
	p.width = min(pickWidth, width)
	p.height = min(len(p.rows)+2, height)
	if p.foot = height >= footFrom && slices.ContainsFunc(p.rows, func(r row) bool { return r.more != "" }); p.foot {
		p.height = min(p.height+footRows+1, height)
	}
	p.move(p.selected)
}

// room is the number of rows on the screen.
func (p *pick) room() int {
	room := p.height - 2
	if p.foot {
		room -= footRows + 1
	}
	return max(room, 1)
}

func (p *pick) move(to int) {
	p.selected = max(min(to, len(p.shown)-1), 0)
	room := p.room()
	p.first = min(p.first, p.selected)
	p.first = max(p.first, p.selected-room+1)
	p.first = max(min(p.first, len(p.shown)-room), 0)
}

// Scroll moves the selection, as the wheel does.
func (p *pick) Scroll(lines int) { p.move(p.selected + lines) }

func (p *pick) Key(k tea.KeyPressMsg) (any, bool) {
	page := max(p.room()-1, 1)
	switch {
	case key.Matches(k, p.keys.Jump):
		return p.chosen(), true
	case key.Matches(k, p.keys.Filter):
		return askSift{}, true
	case key.Matches(k, p.keys.Show):
		if r := p.row(); r != nil {
			return goTo{r.span.Start}, true
		}
	case key.Matches(k, p.keys.Copy):
		if r := p.row(); r != nil && r.link != nil {
			return copyLink{*r.link}, true
		}
	case key.Matches(k, p.keys.Off):
		if r := p.row(); r != nil && len(r.places) > 0 {
			return turnOff{p.shown[p.selected]}, true
		} else if r != nil && r.mine() {
			return takeAway{p.shown[p.selected]}, true
		}
	case key.Matches(k, p.keys.Put):
		if r := p.row(); r != nil && r.orphan {
			return putMark{r.mark}, true
		}
	case key.Matches(k, p.keys.Close):
		return dismiss{}, true
	case key.Matches(k, p.keys.Down):
		p.move(p.selected + 1)
	case key.Matches(k, p.keys.Up):
		p.move(p.selected - 1)
	case key.Matches(k, p.keys.PageDown):
		p.move(p.selected + page)
	case key.Matches(k, p.keys.PageUp):
		p.move(p.selected - page)
	case key.Matches(k, p.keys.Start):
		p.move(0)
	case key.Matches(k, p.keys.End):
		p.move(len(p.shown) - 1)
	default:
		return nil, false
	}
	return nil, true
}

// row is the selected row, nil where the query leaves none.
func (p *pick) row() *row {
	if p.selected >= len(p.shown) {
		return nil
	}
	return &p.rows[p.shown[p.selected]]
}

// chosen is what enter does, nil where there is nothing to choose.
func (p *pick) chosen() any {
	r := p.row()
	switch {
	case r == nil:
		return nil
	case r.link != nil:
		return followRow{*r.link, r.name}
	case r.orphan:
		return putMark{r.mark}
	case r.mark != "":
		return goToMark{r.mark}
	case r.does != nil:
		return r.does
	}
	return goTo{r.span.Start}
}

func (p *pick) Click(_, y int) any {
	at := p.first + y - 1
	if y < 1 || at >= len(p.shown) || y > p.room() {
		return nil
	}
	if at == p.selected || p.rows[p.shown[at]].more == "" { // there is nothing to look at first
		p.move(at)
		return p.chosen()
	}
	p.move(at)
	return nil
}

func (p *pick) Help() []key.Binding {
	return slices.DeleteFunc(p.keys.bindings(), func(b key.Binding) bool { return !b.Enabled() })
}

func pickActions(k *pickKeys) []keys.Action {
	return []keys.Action{
		{Name: "go-there", Binding: &k.Jump}, {Name: "filter", Binding: &k.Filter}, {Name: "show-place", Binding: &k.Show}, {Name: "copy", Binding: &k.Copy},
		{Name: "turn-off", Binding: &k.Off}, {Name: "put-somewhere", Binding: &k.Put}, {Name: "close", Binding: &k.Close},
		{Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up}, {Name: "page-down", Binding: &k.PageDown},
		{Name: "page-up", Binding: &k.PageUp}, {Name: "start", Binding: &k.Start}, {Name: "end", Binding: &k.End},
	}
}

func (k pickKeys) bindings() []key.Binding { return keys.Bindings(pickActions(&k)) }

func (p *pick) place(window rooms, _ image.Rectangle) image.Rectangle {
	return middle(window.pane, p.width, p.height)
}

func (p *pick) Draw(on canvas, area image.Rectangle) {
	title := p.title
	if p.query != "" {
		title += fmt.Sprintf(" · %d of %d", len(p.shown), len(p.rows))
	}
	in := theme.Box(on, area, title, p.theme)
	room := min(p.room(), in.Dy())
	columns := p.columns(in.Dx())
	theme.More(on, area, p.first > 0, p.first+room < len(p.shown), p.theme)
	for i := 0; i < room && p.first+i < len(p.shown); i++ {
		p.drawRow(on, in, in.Min.Y+i, p.first+i, columns)
	}
	if r := p.row(); p.foot && r != nil {
		y := in.Min.Y + room
		theme.Rule(on, in.Min.X, y, in.Dx(), p.theme.Rule)
		for i, line := range theme.Wrap(r.more, in.Dx()) {
			if i < footRows && y+1+i < in.Max.Y {
				theme.Put(on, in.Min.X, y+1+i, in.Dx(), line, p.theme.Dim)
			}
		}
	}
}

// offMark stands in place of the count where the fixes are turned off.
const offMark = "off"

// measure finds the widths of all rows, of which there may be very many, once.
func (p *pick) measure() {
	for _, r := range p.rows {
		p.widest[0] = max(p.widest[0], theme.Width(r.name)+r.indent)
		p.widest[1] = max(p.widest[1], theme.Width(r.original))
		p.widest[2] = max(p.widest[2], theme.Width(r.right))
		p.detailed = p.detailed || r.detail != ""
	}
}

// columns fits the first three columns of a pick into a width.
func (p *pick) columns(width int) [3]int {
	c := p.widest
	if p.keys.Off.Enabled() {
		c[2] = max(c[2], len(offMark))
	}
	c[2] = min(c[2], width/4)
	if p.detailed || c[1] > 0 {
		c[0] = min(c[0], max(width*2/5, 8))
		c[1] = min(c[1], width/4)
	} else {
		c[0] = width - c[2] - 4
	}
	return c
}

func (p *pick) drawRow(on canvas, in image.Rectangle, y, at int, columns [3]int) {
	t, r := p.theme, p.rows[p.shown[at]]
	x, end := in.Min.X+2, in.Max.X
	name := t.Text
	if at == p.selected {
		theme.Put(on, in.Min.X, y, 1, "▌", t.Selected)
		name = t.Strong
	}
	if r.off {
		name = t.Dim
		r.right = offMark
	}
	if columns[2] > 0 {
		theme.PutRight(on, end, y, columns[2], r.right, t.Dim)
		end -= columns[2] + 1
	}
	theme.Put(on, x+r.indent, y, end-x-r.indent, theme.Fit(r.name, columns[0]-r.indent), name)
	if x += columns[0] + 2; columns[1] > 0 {
		theme.Put(on, x, y, end-x, theme.Fit(r.original, columns[1]), t.Dim)
		x += columns[1] + 2
	}
	if end > x {
		theme.Put(on, x, y, end-x, theme.Fit(r.detail, end-x), t.Dim)
	}
}
