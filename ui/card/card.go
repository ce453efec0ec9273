// Package card shows everything that is known about one annotation.
package card

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// Action is what the card wishes of the program; see the types below.
type Action = any

// The actions of the card.
type (
	// Accept keeps the fix as the reader's own verdict.
	Accept struct{}
	// Reject puts the machine's words back.
	Reject struct{}
	// Edit asks for another fix.
	Edit struct{}
	// Note asks for a note on the place.
	Note struct{}
	// Step goes to the next fix, or back.
	Step struct{ By int }
	// Close closes the card.
	Close struct{}
)

// KeyMap is every key of the card.
type KeyMap struct {
	Accept, Reject, Edit, Words, Why, Note, Next, Prev, Close, Down, Up key.Binding
}

// Keys returns the bindings as they are unless configured otherwise.
func Keys() KeyMap {
	return KeyMap{
		Accept: keys.Bind("a", "accept", "a"),
		Reject: keys.Bind("x", "reject", "x"),
		Edit:   keys.Bind("e", "edit", "e"),
		Words:  keys.Bind("d", "words", "d"),
		Why:    keys.Bind("w", "why", "w"),
		Note:   keys.Bind("N", "note", "N"),
		Next:   keys.Bind("→", "next", "right", "l", "n", "]"),
		Prev:   keys.Bind("←", "previous", "left", "h", "p", "["),
		Close:  keys.Bind("esc", "close", "esc", "enter", "q"),
		Down:   keys.Bind("j", "more", "j", "down", "space"),
		Up:     keys.Bind("k", "back up", "k", "up", "b"),
	}
}

// Actions names the keys, in the order of the help.
func Actions(k *KeyMap) []keys.Action {
	return []keys.Action{
		{Name: "accept", Binding: &k.Accept}, {Name: "reject", Binding: &k.Reject}, {Name: "edit", Binding: &k.Edit},
		{Name: "words", Binding: &k.Words}, {Name: "why", Binding: &k.Why}, {Name: "note", Binding: &k.Note},
		{Name: "next", Binding: &k.Next}, {Name: "previous", Binding: &k.Prev},
		{Name: "close", Binding: &k.Close}, {Name: "down", Binding: &k.Down}, {Name: "up", Binding: &k.Up},
	}
}

// Bindings lists the keys in the order of the help.
func (k KeyMap) Bindings() []key.Binding { return keys.Bindings(Actions(&k)) }

// With returns the bindings with other keys for some actions.
func (k KeyMap) With(set map[string][]string) KeyMap {
	keys.Set(Actions(&k), set)
	return k
}

// Subject is what a card is about.
type Subject struct {
	Annotation annotate.Annotation
	Words      string // as they stand in the source
	Times      int    // how often the same fix is made in this article
	Lookup     bool   // somebody can look words up
	Note       string // the reader's own, on the same words
}

// Width is how wide a card is where there is room.
const Width = 60

// Card shows a subject.
type Card struct {
	sheet

	keys    KeyMap
	subject Subject

	words   words
	reasons *annotate.Explanation // nil where they are not shown
}

// New makes a card.
func New(s Subject, t *theme.Theme) *Card {
	c := &Card{sheet: sheet{theme: t}, subject: s}
	c.SetKeys(Keys())
	return c
}

// SetKeys changes the keys.
func (c *Card) SetKeys(k KeyMap) {
	k.Words.SetEnabled(c.subject.Lookup && gloss.HasHan(c.subject.Annotation.ZH))
	c.keys = k
	if c.roomWidth > 0 {
		c.Resize(c.roomWidth, c.roomHeight)
	}
}

// SetTheme changes how the card looks.
func (c *Card) SetTheme(t *theme.Theme) {
	c.theme = t
	if c.roomWidth > 0 {
		c.Resize(c.roomWidth, c.roomHeight)
	}
}

// Resize gives the card the room it may take.
func (c *Card) Resize(width, height int) {
	c.lay(width, height, c.compose)
	c.keys.Down.SetEnabled(!c.Whole())
	c.keys.Up.SetEnabled(!c.Whole())
}

// Key answers a key. The second result is false where the key is not the card's.
func (c *Card) Key(k tea.KeyPressMsg) (Action, bool) {
	switch {
	case key.Matches(k, c.keys.Accept):
		return Accept{}, true
	case key.Matches(k, c.keys.Reject):
		return Reject{}, true
	case key.Matches(k, c.keys.Edit):
		return Edit{}, true
	case key.Matches(k, c.keys.Words):
		return c.toggleWords(), true
	case key.Matches(k, c.keys.Why):
		return c.toggleReasons(), true
	case key.Matches(k, c.keys.Note):
		return Note{}, true
	case key.Matches(k, c.keys.Next):
		return Step{1}, true
	case key.Matches(k, c.keys.Prev):
		return Step{-1}, true
	case key.Matches(k, c.keys.Close):
		return Close{}, true
	case key.Matches(k, c.keys.Down):
		c.scroll(1)
		return nil, true
	case key.Matches(k, c.keys.Up):
		c.scroll(-1)
		return nil, true
	}
	return nil, false
}

// Click answers a click at a cell of the card.
func (c *Card) Click(int, int) Action { return nil }

// Help lists the bindings, the most wanted first.
func (c *Card) Help() []key.Binding {
	return slices.DeleteFunc(c.keys.Bindings(), func(b key.Binding) bool {
		return !b.Enabled() && !slices.Equal(b.Keys(), c.keys.Down.Keys()) && !slices.Equal(b.Keys(), c.keys.Up.Keys())
	})
}

// Draw paints the card into area.
func (c *Card) Draw(canvas *lipgloss.Canvas, area image.Rectangle) {
	title := document.CleanLine(c.subject.Annotation.Fix)
	if title == "" {
		title = "left out"
	}
	keys, _ := c.fitting(area.Dx() - 4)
	c.draw(canvas, area, strings.TrimLeft(title, " ,.;:"), keys)
}

// compose writes the rows of the card for a width.
func (c *Card) compose(width int) []line {
	a, t := c.subject.Annotation, c.theme
	lines := c.head(width)
	add := func(text string, style uv.Style) {
		for _, row := range theme.Wrap(text, width) {
			lines = append(lines, line{left: []stretch{{row, style}}})
		}
	}
	if zh := document.CleanLine(a.ZH); zh != "" {
		add(strings.TrimSpace(zh+" "+document.CleanLine(a.Pinyin)), t.Text)
	}
	if literal := document.CleanLine(a.Literal); literal != "" && !strings.EqualFold(literal, c.subject.Words) {
		add("word for word: "+literal, t.Dim)
	}
	if note := document.CleanLine(a.Note); note != "" {
		add(note, t.Text)
	}
	if why := c.why(); why != "" {
		add("Why here: "+why, t.Dim)
	}
	add(c.source(), t.Dim)
	if note := document.CleanLine(c.subject.Note); note != "" {
		add(render.NoteSign+" "+note, t.Own)
	}
	lines = append(lines, c.composeWords(width)...)
	lines = append(lines, c.composeReasons(width)...)
	if c.words.shown || c.reasons != nil {
		lines = append(lines, line{})
	}
	return lines
}

// head is what the machine wrote, what stands for it now, and of what kind it is.
func (c *Card) head(width int) []line {
	a, t := c.subject.Annotation, c.theme
	fix := document.CleanLine(a.Fix)
	if fix == "" {
		fix = "left out"
	}
	kind := stretch{string(a.Kind), t.Dim}
	words := c.subject.Words
	if theme.Width(words)+5+theme.Width(fix)+2+theme.Width(kind.text) <= width {
		return []line{{left: []stretch{{words, t.Text}, {"  →  ", t.Dim}, {fix, t.Accent}}, right: kind}}
	}
	var lines []line
	for _, row := range clip(theme.Wrap(words, width), 4) {
		lines = append(lines, line{left: []stretch{{row, t.Text}}})
	}
	for i, row := range clip(theme.Wrap(fix, width-2), 4) {
		lead := "  "
		if i == 0 {
			lead = "→ "
		}
		lines = append(lines, line{left: []stretch{{lead, t.Dim}, {row, t.Accent}}})
	}
	if last := &lines[len(lines)-1]; last.taken()+2+theme.Width(kind.text) <= width {
		last.right = kind
		return lines
	}
	return append(lines, line{left: []stretch{kind}})
}

// clip keeps the first rows and says that there were more.
func clip(rows []string, most int) []string {
	if len(rows) <= most {
		return rows
	}
	rows = rows[:most]
	rows[most-1] += " …"
	return rows
}

func (c *Card) why() string {
	var all []string
	for _, e := range c.subject.Annotation.Evidence {
		if e = document.CleanLine(e); e != "" {
			all = append(all, e)
		}
	}
	return strings.Join(all, "; ")
}

// source says where the fix comes from, how sure it is and how often it is made.
func (c *Card) source() string {
	a := c.subject.Annotation
	var parts []string
	switch a.Origin {
	case annotate.FromReader:
		parts = append(parts, "your own verdict")
	case annotate.FromArticle:
		parts = append(parts, "made by hand for this article")
	default:
		parts = append(parts, fmt.Sprintf("%d %%", int(a.Confidence*100+0.5)))
	}
	if rule := document.CleanLine(a.Rule); rule != "" && a.Origin == annotate.FromRule {
		parts = append(parts, rule)
	}
	if c.subject.Times > 1 {
		parts = append(parts, fmt.Sprintf("%d times in this article", c.subject.Times))
	}
	return strings.Join(parts, " · ")
}

// Named is how many bindings the card itself names, the first of its Help.
func (c *Card) Named() int {
	if c.foot == 0 {
		return 0
	}
	_, n := c.fitting(max(c.width-4, 1))
	return n
}

// fitting names the keys that matter most, as many as one row has room for.
func (c *Card) fitting(width int) (text string, named int) {
	most := 6
	if c.keys.Words.Enabled() {
		most = 7
	}
	return fit(c.Help()[:most], width)
}
