package ui

import (
	"image"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
)

// KeyMap is every key that works wherever the reader is.
type KeyMap struct {
	Help, Themes, Facts, Command, Mouse, Repaint, Suspend, Quit key.Binding
}

// Keys returns the bindings as they are unless configured otherwise.
func Keys() KeyMap {
	return KeyMap{
		Help:    keys.Bind("?", "help", "?", "f1"),
		Themes:  keys.Bind("T", "themes", "T"),
		Facts:   keys.Bind("i", "facts about the article", "i"),
		Command: keys.Bind(":", "command line", ":"),
		Mouse:   keys.Bind("alt+m", "mouse on or off", "alt+m"),
		Repaint: keys.Bind("ctrl+l", "repaint the screen", "ctrl+l"),
		Suspend: keys.Bind("ctrl+z", "back to the shell for a while", "ctrl+z"),
		Quit:    keys.Bind("ctrl+c", "quit", "ctrl+c"),
	}
}

func keyActions(k *KeyMap) []keys.Action {
	return []keys.Action{
		{Name: "open-help", Binding: &k.Help}, {Name: "choose-theme", Binding: &k.Themes}, {Name: "show-facts", Binding: &k.Facts}, {Name: "command-line", Binding: &k.Command},
		{Name: "toggle-mouse", Binding: &k.Mouse}, {Name: "repaint", Binding: &k.Repaint},
		{Name: "suspend", Binding: &k.Suspend}, {Name: "quit", Binding: &k.Quit, Needed: true},
	}
}

func (k KeyMap) bindings() []key.Binding { return keys.Bindings(keyActions(&k)) }

// pane is a part of the screen that has keys. A pane that cannot answer a key says so, and the next is asked.
type pane interface {
	Resize(width, height int)
	Key(k tea.KeyPressMsg) (action any, mine bool)
	Click(x, y int) (action any)
	Draw(canvas canvas, area image.Rectangle)
	Help() []key.Binding
}

// focus is the pane under the overlays.
func (m *Model) focus() pane {
	if m.pager != nil {
		return m.pager
	}
	return m.list
}

// key asks the overlay on top or else the pane, then the program.
func (m *Model) key(k tea.KeyPressMsg) tea.Cmd {
	m.notice = notice{}
	asked, typing := m.asked(), false
	if top := m.top(); top != nil {
		_, typing = top.(typed)
	} else if m.pager != nil {
		typing = m.pager.Choosing() // letters are those of links
	}
	if key.Matches(k, m.keys.everywhere.Quit) && (!typing || k.Text == "") {
		if m.stopTask() { // what is brought in goes first; the next one quits
			return nil
		}
		return m.quit()
	}
	if m.stopsFetch(k) || m.stopsTask(k) {
		return nil
	}
	if action, mine := asked.Key(k); mine {
		return m.apply(action)
	}
	return m.everywhere(k, m.keys.everywhere)
}

// asked is the pane that is asked first: the overlay on top, or the pane under the overlays.
func (m *Model) asked() pane {
	if top := m.top(); top != nil {
		return top
	}
	return m.focus()
}

// everywhere answers a key that works wherever the reader is.
func (m *Model) everywhere(k tea.KeyPressMsg, on KeyMap) tea.Cmd {
	switch {
	case key.Matches(k, on.Help):
		m.push(newHelp(m))
	case key.Matches(k, on.Themes):
		m.showThemes()
	case key.Matches(k, on.Facts):
		return m.showFacts()
	case key.Matches(k, on.Command):
		m.askCommand()
	case key.Matches(k, on.Mouse):
		m.mouse = !m.mouse
		m.say(map[bool]string{true: "mouse on: wheel, click on a fix, drag over words", false: "mouse off: the terminal selects text again"}[m.mouse])
	case key.Matches(k, on.Repaint):
		return tea.ClearScreen
	case key.Matches(k, on.Suspend):
		return tea.Suspend
	case key.Matches(k, on.Quit):
		return m.quit()
	}
	return nil
}

// typed is an overlay in which text is typed.
type typed interface {
	overlay
	// insert puts text where the cursor is.
	insert(text string) (action any)
	// cursorAt is where the terminal's own cursor stands: input methods show what is being composed there.
	cursorAt(area image.Rectangle) image.Point
}

// paste gives pasted text to whoever is typed in, if anybody.
func (m *Model) paste(text string) tea.Cmd {
	if p, ok := m.top().(*prompt); ok && p.elsewhere != nil {
		return m.apply(p.insert(document.Clean(text)))
	}
	if p, ok := m.top().(typed); ok {
		return m.apply(p.insert(document.CleanLine(text)))
	}
	return nil
}

// click finds the pane or overlay under the mouse.
func (m *Model) click(at tea.Mouse) tea.Cmd {
	if at.Button != tea.MouseLeft {
		return nil
	}
	m.notice = notice{}
	point := image.Pt(at.X, at.Y)
	if top := m.top(); top != nil {
		area := m.place(top)
		if !point.In(area) {
			return m.apply(dismiss{})
		}
		return m.apply(top.Click(point.X-area.Min.X, point.Y-area.Min.Y))
	}
	area := arrange(m.width, m.height).pane
	if !point.In(area) {
		return nil
	}
	return m.apply(m.focus().Click(point.X-area.Min.X, point.Y-area.Min.Y))
}

// wheelLines is how far one notch of the wheel goes.
const wheelLines = 3

func (m *Model) wheel(at tea.Mouse) {
	by := map[tea.MouseButton]int{tea.MouseWheelDown: 1, tea.MouseWheelUp: -1}[at.Button]
	switch top := m.top().(type) {
	case nil:
		if m.pager != nil {
			m.pager.Scroll(by * wheelLines)
		} else {
			m.list.Scroll(by)
		}
	case interface{ Scroll(lines int) }:
		top.Scroll(by)
	}
}
