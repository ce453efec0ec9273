package pager

import (
	"image"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// The actions of links.
type (
	// Follow wants to go where a link leads.
	Follow struct {
		Link  document.Link
		Words string // of the link, as they are shown, on one line
	}
	// ShowLinks opens the list of the article's links.
	ShowLinks struct{}
)

// linking is the choice among the links on the screen: one is chosen, and each has letters that follow it.
type linking struct {
	on     bool
	chosen int    // where the chosen one begins, as a source offset
	typed  string // the first letters, where the hints have more than one
}

// LinkKeyMap is every key that works while a link is chosen, but the letters.
type LinkKeyMap struct{ Follow, Next, Prev, Leave key.Binding }

// LinkKeys returns the bindings as they are unless configured otherwise.
func LinkKeys() LinkKeyMap {
	return LinkKeyMap{
		Follow: keys.Bind("enter", "follow", "enter"),
		Next:   keys.Bind("tab", "next link", "tab", "right", "down"),
		Prev:   keys.Bind("shift+tab", "previous link", "shift+tab", "left", "up"),
		Leave:  keys.Bind("esc", "leave", "esc"),
	}
}

// LinkActions names the keys, in the order of the help.
func LinkActions(k *LinkKeyMap) []keys.Action {
	return []keys.Action{
		{Name: "follow", Binding: &k.Follow}, {Name: "next-link", Binding: &k.Next}, {Name: "previous-link", Binding: &k.Prev},
		{Name: "cancel", Binding: &k.Leave, Needed: true},
	}
}

// Bindings lists the keys in the order of the help.
func (k LinkKeyMap) Bindings() []key.Binding { return keys.Bindings(LinkActions(&k)) }

// With returns the bindings with other keys for some actions.
func (k LinkKeyMap) With(set map[string][]string) LinkKeyMap {
	keys.Set(LinkActions(&k), set)
	return k
}

// seen is a link on the screen.
type seen struct {
	document.Link

	hint   string
	row, x int // where the hint stands, from the first line and column of the text
}

// linksInView are the links on the screen, from the top.
func (p *Pager) linksInView() []seen {
	var all []seen
	known := map[int]bool{}
	for y, line := range p.lines {
		for _, r := range line.Runs {
			if r.Link != nil && !known[r.Link.At] && r.X0 < p.columns.text {
				known[r.Link.At] = true
				all = append(all, seen{Link: *r.Link, row: y, x: p.hintColumn(line, r.X0)})
			}
		}
	}
	for i := range all {
		all[i].hint = hintOf(i, len(all))
	}
	return all
}

// hintColumn is where the hint of a link stands that begins at a column: on the blank before it, where there is one.
func (p *Pager) hintColumn(line render.Line, x int) int {
	if x > 0 && line.Cells[x-1].Content == " " || x == 0 && p.columns.left > 0 {
		return x - 1
	}
	return x
}

// hintLetters are those under the fingers first.
const hintLetters = "asdfghjklqwertyuiopzxcvbnm"

// hintOf returns the letters of one of so many links: one letter where that is enough for all, else two.
func hintOf(i, links int) string {
	n := len(hintLetters)
	if links <= n {
		return hintLetters[i : i+1]
	}
	i %= n * n
	return hintLetters[i/n:i/n+1] + hintLetters[i%n:i%n+1]
}

// startLinks chooses the link that the current fix stands in or, where it stands in none, the first after it on the screen.
func (p *Pager) startLinks() Action {
	all := p.linksInView()
	if len(all) == 0 {
		return Say{"no link on this screen" + keyHint(p.keys.LinkList, "lists those of the article")}
	}
	p.linking = linking{on: true, chosen: all[0].At}
	if i := p.Current(); i >= 0 {
		for _, l := range all {
			if max(l.Words.End, l.At) > p.anns[i].Span.Start {
				p.linking.chosen = l.At
				break
			}
		}
	}
	return nil
}

// keyHint tells what a key does, behind a sentence.
func keyHint(b key.Binding, does string) string {
	if !b.Enabled() {
		return ""
	}
	return "; " + b.Help().Key + " " + does
}

// linkKey answers a key while a link is chosen.
func (p *Pager) linkKey(k tea.KeyPressMsg) (Action, bool) {
	all := p.linksInView()
	at := p.chosenLink(all)
	switch {
	case len(all) == 0 || key.Matches(k, p.linkKeys.Leave):
		p.linking = linking{}
	case key.Matches(k, p.linkKeys.Follow):
		p.linking = linking{}
		return p.following(all[at].Link), true
	case key.Matches(k, p.linkKeys.Next):
		p.linking = linking{on: true, chosen: all[(at+1)%len(all)].At}
	case key.Matches(k, p.linkKeys.Prev):
		p.linking = linking{on: true, chosen: all[(at+len(all)-1)%len(all)].At}
	case len(k.Text) == 1 && strings.Contains(hintLetters, k.Text):
		return p.typeHint(all, p.linking.typed+k.Text), true
	default:
		return nil, false
	}
	return nil, true
}

// following wants to follow a link on the screen.
func (p *Pager) following(l document.Link) Follow {
	var lines []string
	for _, line := range p.lines {
		var words strings.Builder
		for _, r := range line.Runs {
			if inLink(r, l) {
				for x := r.X0; x < r.X1; x++ {
					words.WriteString(line.Cells[x].Content)
				}
			}
		}
		lines = append(lines, words.String())
	}
	return Follow{l, document.CleanLine(strings.Join(lines, " "))}
}

// typeHint follows the link whose letters were typed.
func (p *Pager) typeHint(all []seen, typed string) Action {
	begun := false
	for _, l := range all {
		if l.hint == typed {
			p.linking = linking{}
			return p.following(l.Link)
		}
		begun = begun || strings.HasPrefix(l.hint, typed)
	}
	p.linking.typed = typed
	if !begun {
		p.linking.typed = ""
		return Say{"no link here has the letter " + typed}
	}
	return nil
}

// chosenLink returns the index of the chosen link: the first where it is not on the screen any more.
func (p *Pager) chosenLink(all []seen) int {
	for i, l := range all {
		if l.At == p.linking.chosen {
			return i
		}
	}
	return 0
}

// Choosing reports whether letters follow links just now.
func (p *Pager) Choosing() bool { return p.linking.on }

// ChosenLink is the link that is chosen, if one is.
func (p *Pager) ChosenLink() (document.Link, bool) {
	if !p.linking.on {
		return document.Link{}, false
	}
	all := p.linksInView()
	if len(all) == 0 {
		return document.Link{}, false
	}
	return all[p.chosenLink(all)].Link, true
}

// LinkSpot is where the link that begins at a source offset stands in the pager's rectangle: its cells in its first line on the screen, and the
// rows of all its lines.
func (p *Pager) LinkSpot(at int) image.Rectangle {
	var spot image.Rectangle
	for y, line := range p.lines {
		y += p.columns.head
		for _, r := range line.Runs {
			if r.Link == nil || r.Link.At != at {
				continue
			}
			if spot.Empty() {
				spot = image.Rect(p.columns.left+r.X0, y, p.columns.left+r.X1, y+1)
			}
			spot.Max.Y = y + 1
		}
	}
	return spot
}

// drawHints puts the letters of the links before them.
func (p *Pager) drawHints(canvas *lipgloss.Canvas, area image.Rectangle) {
	for _, l := range p.linksInView() {
		hint, typed := strings.CutPrefix(l.hint, p.linking.typed)
		if !typed {
			continue
		}
		style := p.look.Theme.Peek
		if chosen, ok := p.ChosenLink(); ok && l.At == chosen.At { // the link itself is turned over
			style = p.look.Theme.Strong
		}
		x, y := area.Min.X+p.columns.left+l.x, area.Min.Y+p.columns.head+l.row
		if y < area.Max.Y {
			theme.Put(canvas, x, y, min(area.Max.X-x, p.columns.text-l.x), hint, style)
		}
	}
}

// inLink reports whether a run is part of a link.
func inLink(r render.Run, l document.Link) bool { return r.Link != nil && r.Link.At == l.At }
