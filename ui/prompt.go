package ui

import (
	"image"
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// promptKeys is every key of the prompt but the letters.
type promptKeys struct {
	Enter, Cancel, Back, Word, All, Left, Right, Home, End key.Binding
	Complete, Uncomplete, Older, Newer                     key.Binding
	Editor, Line                                           key.Binding
}

func newPromptKeys() promptKeys {
	return promptKeys{
		Enter:  keys.Bind("enter", "done", "enter"),
		Cancel: keys.Bind("esc", "cancel", "esc", "ctrl+g"),
		Back:   keys.Bind("backspace", "delete a letter", "backspace", "ctrl+h"),
		Word:   keys.Bind("ctrl+w", "delete a word", "ctrl+w", "alt+backspace"),
		All:    keys.Bind("ctrl+u", "delete all", "ctrl+u"),
		Left:   keys.Bind("left", "back a letter", "left", "ctrl+b"),
		Right:  keys.Bind("right", "on a letter", "right", "ctrl+f"),
		Home:   keys.Bind("home", "to the start", "home", "ctrl+a"),
		End:    keys.Bind("end", "to the end", "end", "ctrl+e"),

		Complete:   keys.Bind("tab", "complete, next candidate", "tab"),
		Uncomplete: keys.Bind("shift+tab", "candidate before", "shift+tab"),
		Older:      keys.Bind("up", "older line", "up", "ctrl+p"),
		Newer:      keys.Bind("down", "newer line", "down", "ctrl+n"),

		Editor: keys.Bind("ctrl+e", "in the editor", "ctrl+e"),
		Line:   keys.Bind("alt+enter", "new line", "alt+enter"),
	}
}

func promptActions(k *promptKeys) []keys.Action {
	return []keys.Action{
		{Name: "done", Binding: &k.Enter, Needed: true}, {Name: "cancel", Binding: &k.Cancel, Needed: true},
		{Name: "delete-letter", Binding: &k.Back}, {Name: "delete-word", Binding: &k.Word}, {Name: "delete-all", Binding: &k.All},
		{Name: "letter-back", Binding: &k.Left}, {Name: "letter-on", Binding: &k.Right},
		{Name: "line-start", Binding: &k.Home}, {Name: "line-end", Binding: &k.End},
		{Name: "complete", Binding: &k.Complete}, {Name: "complete-back", Binding: &k.Uncomplete},
		{Name: "older-line", Binding: &k.Older}, {Name: "newer-line", Binding: &k.Newer},
		{Name: "edit-in-editor", Binding: &k.Editor, First: true}, {Name: "new-line", Binding: &k.Line},
	}
}

// prompt asks for a line of text in the bar. Its actions are made by the three functions.
type prompt struct {
	keys  promptKeys
	theme *theme.Theme
	label string
	text  []rune
	at    int // cursor, in letters
	width int

	walk      walk
	completes bool
	elsewhere func(text string) any // has a text of several lines edited in an editor; nil where there is one line only

	changed func(text string) any // after each change; may be nil
	done    func(text string) any
	cancel  any
	below   overlay // gets the keys that are no text and not the prompt's; nil for none
}

func newPrompt(label, text string, t *theme.Theme, done func(string) any) *prompt {
	p := &prompt{theme: t, label: label, text: []rune(text), at: len([]rune(text)), done: done, cancel: dismiss{}}
	p.take(newPromptKeys())
	return p
}

// remember lets the reader go back to the lines of a history, which takes the one that is typed now as well.
func (p *prompt) remember(past *history) *prompt {
	p.walk.past = past
	p.take(p.keys)
	return p
}

// many lets the text have several lines, and be edited elsewhere.
func (p *prompt) many(elsewhere func(text string) any) {
	p.elsewhere = elsewhere
	p.take(p.keys)
}

// answered takes the prompt away and does what was asked for.
type answered struct{ action any }

func (p *prompt) setKeys(k *keymaps) { p.take(k.typing) }

// take takes keys, those left out that mean nothing here.
func (p *prompt) take(k promptKeys) {
	for _, b := range []*key.Binding{&k.Older, &k.Newer} {
		b.SetEnabled(p.walk.past != nil)
	}
	for _, b := range []*key.Binding{&k.Complete, &k.Uncomplete} {
		b.SetEnabled(p.completes)
	}
	for _, b := range []*key.Binding{&k.Editor, &k.Line} {
		b.SetEnabled(p.elsewhere != nil)
	}
	p.keys = k
}

func (p *prompt) setTheme(t *theme.Theme) { p.theme = t }

func (p *prompt) Resize(width, _ int) { p.width = width }

func (p *prompt) Key(k tea.KeyPressMsg) (any, bool) {
	switch {
	case key.Matches(k, p.keys.Editor): // goes before what else is on its key
		return p.elsewhere(string(p.text)), true
	case key.Matches(k, p.keys.Line):
		return p.insert("\n"), true
	case key.Matches(k, p.keys.Enter):
		if p.walk.past != nil {
			p.walk.past.add(string(p.text))
		}
		return answered{p.done(string(p.text))}, true
	case key.Matches(k, p.keys.Cancel):
		return p.cancelled(), true
	case key.Matches(k, p.keys.Back):
		if len(p.text) == 0 {
			return p.cancelled(), true
		}
		return p.remove(p.at - 1), true
	case key.Matches(k, p.keys.Word):
		from := p.at
		for from > 0 && unicode.IsSpace(p.text[from-1]) {
			from--
		}
		for from > 0 && !unicode.IsSpace(p.text[from-1]) {
			from--
		}
		return p.remove(from), true
	case key.Matches(k, p.keys.All):
		return p.remove(0), true
	case key.Matches(k, p.keys.Older):
		return p.recall(-1), true
	case key.Matches(k, p.keys.Newer):
		return p.recall(1), true
	case key.Matches(k, p.keys.Left):
		p.at = max(p.at-1, 0)
	case key.Matches(k, p.keys.Right):
		p.at = min(p.at+1, len(p.text))
	case key.Matches(k, p.keys.Home):
		p.at = 0
	case key.Matches(k, p.keys.End):
		p.at = len(p.text)
	default:
		if k.Text == "" {
			if p.below != nil {
				return p.below.Key(k)
			}
			return nil, false
		}
		return p.insert(k.Text), true
	}
	return nil, true
}

func (p *prompt) cancelled() any {
	if p.cancel == nil {
		return dismiss{}
	}
	return answered{p.cancel}
}

// recall puts an older or a newer line in place of what is typed.
func (p *prompt) recall(by int) any {
	line, ok := p.walk.step(by, string(p.text))
	if !ok {
		return nil
	}
	p.put(line)
	if p.changed == nil {
		return nil
	}
	return p.changed(line)
}

// put replaces the whole line.
func (p *prompt) put(line string) { p.text, p.at = []rune(line), len([]rune(line)) }

func (p *prompt) insert(text string) any {
	letters := []rune(text)
	p.text = append(p.text[:p.at:p.at], append(letters, p.text[p.at:]...)...)
	p.at += len(letters)
	return p.change()
}

// remove deletes from a letter to the cursor.
func (p *prompt) remove(from int) any {
	from = max(from, 0)
	p.text = append(p.text[:from:from], p.text[p.at:]...)
	p.at = from
	return p.change()
}

func (p *prompt) change() any {
	p.walk.end()
	if p.changed == nil {
		return nil
	}
	return p.changed(string(p.text))
}

func (p *prompt) Click(int, int) any { return nil }

func (p *prompt) Help() []key.Binding {
	return slices.DeleteFunc(keys.Bindings(promptActions(&p.keys)), func(b key.Binding) bool { return !b.Enabled() })
}

func (p *prompt) place(window rooms, _ image.Rectangle) image.Rectangle {
	if window.bar.Empty() {
		return window.pane
	}
	return window.bar
}

func (p *prompt) Draw(on canvas, area image.Rectangle) {
	theme.Blank(on, area)
	shown, _ := p.window(area)
	x, end := area.Min.X+p.margin(), area.Max.X-p.margin()
	x += theme.Put(on, x, area.Min.Y, area.Dx(), shown, p.theme.Text)
	hints := hint(p.keys.Enter) + " · " + hint(p.keys.Cancel)
	if p.elsewhere != nil {
		hints = hint(p.keys.Enter) + " · " + hint(p.keys.Editor) + " · " + hint(p.keys.Cancel)
	}
	if room := end - x - 3; room >= theme.Width(hints) {
		theme.PutRight(on, end, area.Min.Y, room, hints, p.theme.Dim)
	}
}

func (p *prompt) cursorAt(area image.Rectangle) image.Point {
	_, x := p.window(area)
	return image.Pt(min(area.Min.X+p.margin()+x, area.Max.X-1), area.Min.Y)
}

func (p *prompt) margin() int { return min(1, p.width/24) }

// window returns the stretch of label and text that is shown, and the column of the cursor in it.
func (p *prompt) window(area image.Rectangle) (shown string, cursor int) {
	const lineEnd = "↵"
	before, after := p.label+strings.ReplaceAll(string(p.text[:p.at]), "\n", lineEnd), strings.ReplaceAll(string(p.text[p.at:]), "\n", lineEnd)
	room := max(area.Dx()-2*p.margin()-1, 1)
	for theme.Width(before) > room {
		_, rest, _ := strings.Cut(before, string([]rune(before)[0]))
		before = rest
	}
	return before + after, theme.Width(before)
}
