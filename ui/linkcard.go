package ui

import (
	"image"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// linkKeys is every key of the card of a link.
type linkKeys struct{ Go, Browser, Copy, Close key.Binding }

func newLinkKeys() linkKeys {
	return linkKeys{
		Go:      keys.Bind("enter", "go there", "enter"),
		Browser: keys.Bind("b", "in the browser", "b"),
		Copy:    keys.Bind("y", "copy", "y"),
		Close:   keys.Bind("esc", "close", "esc", "q"),
	}
}

func linkActions(k *linkKeys) []keys.Action {
	return []keys.Action{
		{Name: "go-there", Binding: &k.Go}, {Name: "browser", Binding: &k.Browser}, {Name: "copy", Binding: &k.Copy}, {Name: "close", Binding: &k.Close},
	}
}

// The actions of the card of a link.
type (
	// browse opens an address in the browser.
	browse struct{ to address.Address }
	// openPage opens a page of the web as an article.
	openPage struct{ to address.Address }
	// copyIt copies what a card shows.
	copyIt struct{ what, text string }
)

// linkCard shows where a link leads before it is followed.
type linkCard struct {
	keys    linkKeys
	theme   *theme.Theme
	at      int // where the link begins that it is about, as a source offset
	title   string
	text    string
	notes   []string // in the colour of what is wrong
	enter   any
	does    string // what enter does, for the help
	browser any    // nil where enter is the browser already, or nothing is
	copy    copyIt

	width, height int
	rows          []cardRow
}

type cardRow struct {
	text  string
	wrong bool
}

// showLink shows an address that leads out of the program.
func (m *Model) showLink(at int, to address.Address, words string) {
	c := &linkCard{
		theme: m.theme, at: at, title: words, text: to.String(), notes: to.Warnings(words), enter: browse{to}, does: "open in the browser",
		copy: copyIt{"the address", to.URL},
	}
	if to.Kind == address.Mail {
		c.does = "write a mail"
	}
	if to.Kind == address.Web && m.options.OpenPage != nil {
		c.enter, c.does, c.browser = openPage{to}, "read it here", browse{to}
	}
	m.push(c)
}

// showFootnote shows a footnote without leaving the place of its mark.
func (m *Model) showFootnote(at int, label, text string, note int) {
	m.push(&linkCard{
		theme: m.theme, at: at, title: "[" + document.CleanLine(label) + "]", text: text, enter: goTo{note}, does: "go there", copy: copyIt{"the footnote", text},
	})
}

func (c *linkCard) setTheme(t *theme.Theme) { c.theme = t }

func (c *linkCard) setKeys(k *keymaps) {
	c.keys = k.link
	c.keys.Browser.SetEnabled(c.browser != nil && len(c.keys.Browser.Keys()) > 0)
	c.keys.Go.SetHelp(c.keys.Go.Help().Key, c.does)
}

const linkCardWidth = 64

func (c *linkCard) Resize(width, height int) {
	c.width = min(linkCardWidth, width)
	inside := max(c.width-4, 1)
	c.rows = nil
	for _, row := range theme.Wrap(c.text, inside) {
		c.rows = append(c.rows, cardRow{row, false})
	}
	for _, note := range c.notes {
		for _, row := range theme.Wrap(note, inside) {
			c.rows = append(c.rows, cardRow{row, true})
		}
	}
	most := max(height-3, 1)
	if over := len(c.rows) - most; over > 0 && len(c.notes) > 0 { // what is wrong is told before the rest of a long address
		c.rows = append(c.rows[:1:1], c.rows[1+over:]...)
	}
	c.height = min(len(c.rows)+3, height)
}

func (c *linkCard) Key(k tea.KeyPressMsg) (any, bool) {
	switch {
	case key.Matches(k, c.keys.Go):
		return c.enter, true
	case key.Matches(k, c.keys.Browser):
		return c.browser, true
	case key.Matches(k, c.keys.Copy):
		return c.copy, true
	case key.Matches(k, c.keys.Close):
		return dismiss{}, true
	}
	return nil, false
}

func (c *linkCard) Click(int, int) any { return nil }

func (c *linkCard) Help() []key.Binding {
	return keys.Enabled(linkActions(&c.keys))
}

func (c *linkCard) place(window rooms, about image.Rectangle) image.Rectangle {
	if about.Empty() {
		return middle(window.pane, c.width, c.height)
	}
	return beside(window.pane, about, c.width, c.height)
}

func (c *linkCard) Draw(on canvas, area image.Rectangle) {
	in := theme.Box(on, area, c.title, c.theme)
	room := in.Dy()
	hints := ""
	if room > len(c.rows) {
		hints = c.hints()
		room--
	}
	for i, row := range c.rows {
		if i == room {
			theme.More(on, area, false, true, c.theme)
			break
		}
		style := c.theme.Text
		if row.wrong {
			style = c.theme.Error
		}
		theme.Put(on, in.Min.X, in.Min.Y+i, in.Dx(), row.text, style)
	}
	if hints != "" {
		theme.Put(on, in.Min.X, in.Max.Y-1, in.Dx(), theme.Fit(hints, in.Dx()), c.theme.Dim)
	}
}

func (c *linkCard) hints() string {
	text := ""
	for _, b := range c.Help() {
		if text != "" {
			text += " · "
		}
		text += hint(b)
	}
	return text
}
