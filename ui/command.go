package ui

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// argument is what a command takes.
type argument int

const (
	nothing argument = iota
	aCount
	aSetting
	aFile
	aSource // of articles: a file, a folder, an address
	someTags
	aCharset
	someText
)

// command is something that the command line does: what its name says, or what an action of the same name does by key.
type command struct {
	name, does, keys string
	takes            argument
	place            string // of the action; "" where it is none
}

// typedOnly are the commands that have no key.
var typedOnly = []command{
	{name: "set", does: "change a setting for this session", takes: aSetting},
	{name: "note", does: "note on what is selected, or read", takes: someText},
	{name: "highlight", does: "highlight it, in a colour by name", takes: someText},
	{name: "label", does: "give its highlight tags, with commas between them", takes: someText},
	{name: "open", does: "open a file, or a page by its address", takes: aFile},
	{name: "add", does: "add a file, a folder, a page or a feed to the library", takes: aSource},
	{name: "tag", does: "give articles tags, with commas between them", takes: someTags},
	{name: "untag", does: "take tags away", takes: someTags},
	{name: "encoding", does: "read the text again in another encoding", takes: aCharset},
	{name: "paste", does: "make an article of what the clipboard holds"},
}

// otherNames are what users of less and vi call commands.
var otherNames = map[string]string{
	"h": "open-help", "help": "open-help", "q": "close", "qa": "quit", "e": "open", "e!": "reload", "n": "next-article", "p": "previous-article", "prev": "previous-article",
	"se": "set",
}

// commands lists what can be typed in a place: what has no key, the actions of the place, and what works everywhere.
func (m *Model) commands(place string) []command {
	var here, everywhere []command
	for _, t := range m.keys.tables() {
		if t.Name != place && !t.Always {
			continue
		}
		for _, a := range t.bindings {
			if slices.ContainsFunc(typedOnly, func(c command) bool { return c.name == a.Name }) {
				continue // without an argument it is this action
			}
			c := command{name: a.Name, does: a.Help().Desc, keys: a.Help().Key, place: t.Name}
			if len(a.Keys()) == 0 {
				c.keys = ""
			}
			if t.Always {
				everywhere = append(everywhere, c)
			} else {
				here = append(here, c)
			}
		}
	}
	return slices.Concat(typedOnly, here, everywhere)
}

// here names the place of whoever is asked first.
func (m *Model) here() string {
	switch m.top().(type) {
	case nil:
	case cardOverlay:
		return "card"
	case markCard:
		return "mark-card"
	case *choice:
		return "choosing"
	case *guesses:
		return "guesses"
	case *pick:
		return "lists"
	case *sections:
		return "section-list"
	case *failures:
		return "failure-list"
	case *help:
		return "help"
	case *facts:
		return "facts"
	case *linkCard:
		return "link"
	case *themes:
		return "themes"
	default:
		return ""
	}
	switch {
	case m.pager == nil:
		return "shelf"
	case !m.pager.Selected().Empty():
		return "selecting"
	case m.pager.Choosing():
		return "following"
	}
	return "reading"
}

// askCommand opens the command line.
func (m *Model) askCommand() { m.askLine("") }

// askLine opens the command line with the beginning of a line in it.
func (m *Model) askLine(begun string) tea.Cmd {
	l := newCommandLine(begun, completer{commands: m.commands(m.here()), settings: m.settings(), tags: m.tags()}, &m.typedLines, m.theme)
	m.push(l)
	return m.apply(l.suggest())
}

// runLine does what was typed on the command line.
func (m *Model) runLine(line string) tea.Cmd {
	line = strings.TrimSpace(strings.TrimLeft(line, ": "))
	if line == "" {
		return nil
	}
	if n, action, ok := position(line); ok {
		return m.goToPosition(n, action)
	}
	name, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	here := m.here()
	cmd, err := findCommand(m.commands(here), name)
	if err != nil {
		m.fail(err)
		return nil
	}
	switch {
	case cmd.takes == aSetting:
		return m.set(rest)
	case cmd.takes == aSource:
		return m.add(rest)
	case cmd.takes == someTags:
		return m.tag(rest, cmd.name == "untag")
	case cmd.takes == aCharset:
		return m.readIn(rest)
	case cmd.name == "paste" && rest == "":
		return m.askClipboard()
	case cmd.takes == aFile && m.isPage(rest):
		m.overlays = nil
		return m.openPage(address.Read(rest))
	case cmd.takes == aFile && rest != "":
		return m.openFile(rest)
	case cmd.takes == aFile && here != "shelf":
		m.fail(errors.New("open what? :open FILE or :open URL"))
		return nil
	case cmd.takes == someText && rest != "":
		return m.markLine(cmd.name, rest)
	case cmd.takes == someText && (here == "reading" || here == "selecting") && cmd.name != "label":
		cmd.place = here
		rest = ""
	case cmd.takes == someText:
		m.fail(fmt.Errorf("%s what? :%s TEXT", cmd.name, cmd.name))
		return nil
	case cmd.takes == aFile: // the shelf has an action of this name
		cmd.place = here
	}
	n, err := count(rest)
	if err != nil {
		m.fail(fmt.Errorf("%s: %w", cmd.name, err))
		return nil
	}
	return m.run(cmd.place, cmd.name, n)
}

// count reads the number behind a command, 0 where there is none.
func count(text string) (int, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%q is no number, and nothing else can stand here", document.CleanLine(text))
	}
	return n, nil
}

// position reads 12, a line, $, the last one, and 50%, a share of the text: the number, and the action that goes there.
func position(line string) (n int, action string, ok bool) {
	if line == "$" {
		return positionMost, "end", true
	}
	digits, percent := strings.CutSuffix(line, "%")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, "", false
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		n = positionMost
	}
	if n = min(n, positionMost); percent {
		return n, "percent", true
	}
	if n == 0 {
		return 0, "start", true
	}
	return n, "end", true
}

// positionMost is a line that no text has.
const positionMost = 999_999_999

// goToPosition shows a line of the text, or on the shelf a row.
func (m *Model) goToPosition(n int, action string) tea.Cmd {
	if m.pager == nil {
		m.list.Go(n - 1)
		return nil
	}
	m.overlays = nil
	m.pager.Deselect()
	return m.run("reading", action, n)
}

// findCommand finds a command by its name, by another name for it, or by the beginning of one name alone.
func findCommand(all []command, name string) (command, error) {
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].name
	}
	if _, ok := otherNames[name]; !ok {
		name = strings.TrimSuffix(name, "!")
	}
	if other, ok := otherNames[name]; ok && !slices.Contains(names, name) {
		name = other
	}
	name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
	if i := slices.Index(names, name); i >= 0 {
		return all[i], nil
	}
	var begun []string
	for _, n := range names {
		if strings.HasPrefix(n, name) && !slices.Contains(begun, n) {
			begun = append(begun, n)
		}
	}
	shown := document.CleanLine(name)
	switch {
	case len(begun) == 1:
		return all[slices.Index(names, begun[0])], nil
	case len(begun) > 1:
		return command{}, fmt.Errorf("“%s” may be %s", shown, either(begun))
	}
	if place := placeOf(name); place != "" {
		return command{}, fmt.Errorf("“%s” does not work here: its place is “%s”", shown, place)
	}
	if near := annotate.Nearest(name, names); near != "" {
		return command{}, fmt.Errorf("no command is called “%s”: did you mean “%s”?", shown, near)
	}
	return command{}, fmt.Errorf("no command is called “%s”; tab lists those there are", shown)
}

// placeOf is the title of the first place that has an action, "" where none has.
func placeOf(action string) string {
	for _, p := range Places() {
		if slices.ContainsFunc(p.Actions, func(a config.Action) bool { return a.Name == action }) {
			return p.Title
		}
	}
	return ""
}

// either lists names, not all where they are many.
func either(names []string) string {
	const most = 4
	if len(names) > most {
		return "“" + strings.Join(names[:most], "”, “") + "” and others"
	}
	last := len(names) - 1
	return "“" + strings.Join(names[:last], "”, “") + "” or “" + names[last] + "”"
}

// byName is what stands for a key while an action is run by its name. No keyboard has it.
const byName = "by its name"

// run does what an action does by key, also where it has none: it lends the action a key for the moment.
func (m *Model) run(place, name string, n int) tea.Cmd {
	lent := m.keys
	counts := false
	for _, t := range lent.tables() {
		for _, a := range t.bindings {
			if t.Name == place && a.Name == name {
				a.SetKeys(byName)
				counts = t.Counts
			}
		}
	}
	press := tea.KeyPressMsg{Text: byName}
	if place == "everywhere" {
		return m.everywhere(press, lent.everywhere)
	}
	asked := m.asked()
	setKeys(asked, &lent)
	if n > 0 && counts {
		for _, digit := range "0" + strconv.Itoa(n) { // a count, not a mode
			asked.Key(tea.KeyPressMsg{Text: string(digit), Code: digit})
		}
	}
	action, mine := asked.Key(press)
	setKeys(asked, &m.keys)
	if !mine {
		m.say("“" + name + "” can do nothing just now")
		return nil
	}
	return m.apply(action)
}

// setKeys gives a pane its keys.
func setKeys(p pane, k *keymaps) {
	switch p := p.(type) {
	case *list.List:
		p.SetKeys(k.shelf)
	case *pager.Pager:
		p.SetKeys(k.reading, k.selecting, k.linking)
	case keyed:
		p.setKeys(k)
	}
}
