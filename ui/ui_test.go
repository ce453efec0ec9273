package ui

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/ui/card"
)

var update = flag.Bool("update", false, "write golden files and generated pages anew")

// collection reads the articles of the tests, with their annotations made by hand.
func collection(tb testing.TB) []*articles.Article {
	tb.Helper()
	var all []*articles.Article
	for _, known := range []struct {
		file, title, site string
		published         time.Time
	}{
		{"laiwang.txt", "Alibaba takes on WeChat", "a portal", time.Date(2013, 11, 22, 0, 0, 0, 0, time.UTC)},
		{"weibo.md", "Sina Weibo and e-commerce, a report of some length for those who like long titles", "a column", time.Date(2015, 7, 1, 0, 0, 0, 0, time.UTC)},
	} {
		a, err := articles.Open(filepath.Join("testdata/articles", known.file))
		if err != nil {
			tb.Fatal(err)
		}
		own, err := os.ReadFile(filepath.Join("testdata/articles", strings.TrimSuffix(known.file, filepath.Ext(known.file))+".yaml"))
		if err != nil {
			tb.Fatal(err)
		}
		a.Title, a.Site, a.Published, a.Own, a.OwnText = known.title, known.site, known.published, own, a.Document.Source()
		all = append(all, a)
	}
	return all
}

// noRules is an engine that knows only what was annotated by hand, so that frames do not change with the packs.
func noRules() *annotate.Engine { return annotate.New() }

// dark is the default settings, but for the theme, which does not wait for the terminal.
func dark() config.Settings {
	s := config.Defaults()
	s.Theme = "dark"
	return s
}

// lookup is a dictionary of one name.
func lookup(zh string) ([]card.Word, error) {
	if zh != "马云" {
		return nil, nil
	}
	return []card.Word{
		{ZH: "马", Pinyin: "mǎ", Glosses: []string{"horse", "horse or cavalry piece in Chinese chess", "knight in Western chess", "and a good many other things that a long entry has to tell of it"}, From: "Two words"},
		{ZH: "云", Pinyin: "yún", Glosses: []string{"cloud"}, From: "Two words"},
	}, nil
}

// guessing knows one phrase and has something to say to all but one.
func guessing(phrase string) []review.Source {
	if phrase == "yesterday" {
		return nil
	}
	return []review.Source{
		{ZH: "马云", Pinyin: "Mǎ Yún", English: "Jack Ma", Literal: "马 horse + 云 cloud", Score: 0.97},
		{ZH: "昨天的马云", Pinyin: "zuótiān de Mǎ Yún", Literal: "昨天 yesterday + 的 ? + 马云 Ma Yun", Score: 0.7},
		{ZH: "马车", Pinyin: "mǎchē", English: "a horse-drawn carriage with a name so long that it does not fit into any window", Literal: "马 horse + 车 carriage", Score: 0.31},
	}
}

// driver runs a Model as Bubble Tea would, without a terminal: commands are run at once and in order.
type driver struct {
	testing.TB
	*Model

	clock  time.Time
	quit   bool
	copied string // into the clipboard
}

func drive(tb testing.TB, width, height int, change func(*Options)) *driver {
	tb.Helper()
	d := &driver{TB: tb, clock: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	o := Options{
		Settings: dark(), Articles: collection(tb), Engine: noRules, Fold: true,
		Now: func() time.Time { return d.clock },
	}
	o.Lookup, o.Guess = lookup, guessing
	if change != nil {
		change(&o)
	}
	m, err := New(context.Background(), o)
	if err != nil {
		tb.Fatal(err)
	}
	d.Model = m
	d.run(m.Init())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

func (d *driver) send(msg tea.Msg) { d.run(d.Update(msg)) }

// run runs a command and whatever comes of it.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		d.quit = true
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	default:
		if v := reflect.ValueOf(msg); v.Type() == reflect.TypeOf(tea.SetClipboard("")()) {
			d.copied = v.String()
			return
		}
		if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() { // a sequence
			for i := range v.Len() {
				d.run(v.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		d.send(msg)
	}
}

// press sends keys by name; a name that is none is typed letter by letter.
func (d *driver) press(names ...string) *driver {
	for _, name := range names {
		for _, k := range keysNamed(name) {
			d.send(k)
		}
	}
	return d
}

var special = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "space": {Code: tea.KeySpace, Text: " "},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
	"backspace": {Code: tea.KeyBackspace}, "ctrl+r": {Code: 'r', Mod: tea.ModCtrl}, "ctrl+c": {Code: 'c', Mod: tea.ModCtrl},
	"ctrl+l": {Code: 'l', Mod: tea.ModCtrl}, "ctrl+d": {Code: 'd', Mod: tea.ModCtrl}, "ctrl+w": {Code: 'w', Mod: tea.ModCtrl},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "f2": {Code: tea.KeyF2}, "alt+up": {Code: tea.KeyUp, Mod: tea.ModAlt}, "alt+down": {Code: tea.KeyDown, Mod: tea.ModAlt}, "ctrl+s": {Code: 's', Mod: tea.ModCtrl}, "ctrl+u": {Code: 'u', Mod: tea.ModCtrl}, "alt+m": {Code: 'm', Mod: tea.ModAlt}, "tab": {Code: tea.KeyTab}, "alt+enter": {Code: tea.KeyEnter, Mod: tea.ModAlt}, "ctrl+o": {Code: 'o', Mod: tea.ModCtrl},
}

func keysNamed(name string) []tea.KeyPressMsg {
	if k, ok := special[name]; ok {
		return []tea.KeyPressMsg{k}
	}
	var all []tea.KeyPressMsg
	for _, r := range name {
		all = append(all, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return all
}

// View is the frame as a string, with the modes and the cursor of the terminal.
func (d *driver) View(on canvas) tea.View {
	d.Draw(on)
	v := d.modes()
	v.Content = on.Render()
	if c := d.cursor(); c.Visible {
		v.Cursor = tea.NewCursor(c.X, c.Y)
	}
	return v
}

// rows is the frame as plain text.
func (d *driver) rows() []string {
	c := lipgloss.NewCanvas(d.width, d.height)
	d.Draw(c)
	rows := make([]string, d.height)
	for y := range rows {
		var b strings.Builder
		for x := range d.width {
			if cell := c.CellAt(x, y); cell != nil {
				b.WriteString(cell.Content)
			}
		}
		rows[y] = strings.TrimRight(b.String(), " ")
	}
	return rows
}

func (d *driver) frame() string { return strings.Join(d.rows(), "\n") + "\n" }

func (d *driver) bar() string { return d.rows()[d.height-1] }

func (d *driver) wantBar(parts ...string) *driver {
	d.Helper()
	for _, part := range parts {
		if !strings.Contains(d.bar(), part) {
			d.Errorf("bar is %q; want %q in it", d.bar(), part)
		}
	}
	return d
}

func (d *driver) want(parts ...string) *driver {
	d.Helper()
	frame := d.frame()
	for _, part := range parts {
		if !strings.Contains(frame, part) {
			d.Errorf("no %q in frame\n%s", part, frame)
		}
	}
	return d
}

func (d *driver) wantNot(parts ...string) *driver {
	d.Helper()
	frame := d.frame()
	for _, part := range parts {
		if strings.Contains(frame, part) {
			d.Errorf("%q in frame\n%s", part, frame)
		}
	}
	return d
}

func newCanvas(d *driver) canvas { return lipgloss.NewCanvas(d.width, d.height) }
