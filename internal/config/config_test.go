package config

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// places are a small program.
func places() []Place {
	return []Place{
		{Name: "everywhere", Title: "Everywhere", Always: true, Actions: []Action{
			{Name: "open-help", Keys: []string{"?", "f1"}}, {Name: "quit", Keys: []string{"ctrl+c"}, Needed: true},
		}},
		{Name: "reading", Title: "Reading", Counts: true, Actions: []Action{
			{Name: "next-fix", Keys: []string{"n", "]"}}, {Name: "next-hit", Keys: []string{"n"}, First: true},
			{Name: "marked", Keys: []string{"2"}, Digit: true}, {Name: "down", Keys: []string{"j", "down"}},
		}},
		{Name: "card", Title: "On a card", Actions: []Action{{Name: "close", Keys: []string{"esc", "q"}}, {Name: "down", Keys: []string{"j", "down"}}}},
		{Name: "typing", Title: "Typing a line", Letters: true, Actions: []Action{{Name: "done", Keys: []string{"enter"}}}},
		{Name: "help", Title: "Help", Actions: []Action{{Name: "close", Keys: []string{"esc", "?"}, Own: true, Needed: true}}},
	}
}

// mistakes are the lines of an error, without the name of the file.
func mistakes(err error) []string {
	var all []string
	for _, one := range annotate.Mistakes(err) {
		all = append(all, strings.TrimPrefix(one.Error(), "config.toml:"))
	}
	return all
}

func TestReadAll(t *testing.T) {
	c := New(places())
	err := c.Read("dir/config.toml", []byte("\ufeffmeasure = +7_2\r\ntheme = 'light' # bright\nmode = \"both\"\nstrictness = \"eager\"\nside_notes = false\nmouse = true\n"+
		"[keys]\nnext-fix = [\n  \"right\", # on\n  \"Space\",\n]\ndown = \"ctrl+n\"\n[keys.card]\ndown = []\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Measure != 72 || c.Theme != "light" || c.Mode != render.Both || c.Strictness != annotate.Eager || c.SideNotes || !c.Mouse {
		t.Errorf("%+v", c.Settings)
	}
	for _, want := range []struct {
		place, action string
		keys          []string
	}{{"reading", "next-fix", []string{"right", "space"}}, {"reading", "down", []string{"ctrl+n"}}, {"card", "down", []string{}}} {
		if keys, ok := c.Keys.Of(want.place, want.action); !ok || !slices.Equal(keys, want.keys) {
			t.Errorf("%s %s: %q, not %q", want.place, want.action, keys, want.keys)
		}
	}
	rows := c.Rows()
	for _, want := range []Row{
		{Name: "measure", Value: "72", Origin: Origin{FromFile, "config.toml:1"}},
		{Name: "keys.reading.next-fix", Value: `["right", "space"]`, Origin: Origin{FromFile, "config.toml:8"}},
		{Name: "keys.card.close", Value: `["esc", "q"]`, Origin: Origin{From: FromDefault}},
	} {
		if i := slices.IndexFunc(rows, func(r Row) bool { return r.Name == want.Name }); i < 0 || rows[i].Value != want.Value || rows[i].Origin != want.Origin {
			t.Errorf("no row like %+v in %+v", want, rows)
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"nothing", "", nil},
		{"unknown", "maesure = 60", []string{`1:1: "maesure" is not known: did you mean "measure"?`}},
		{"hyphen", "side-notes = true", []string{`1:1: "side-notes" is not known: did you mean "side_notes"?`}},
		{"far off", "x = 1\n", []string{`1:1: "x" is not known`}},
		{"wrong value", `  mode =  "markd"`, []string{`1:11: mode: "markd" is none: did you mean "marked"? It can be original, marked, fixed or both`}},
		{"wrong sort", "measure = \"60\"\nmouse = 1\ntheme = 1979-05-27\n", []string{
			"1:11: measure: text stands where a number belongs (a number from 20 to 400)",
			"2:9: mouse: a number stands where true or false belongs (true|false)",
			"3:9: theme: a date or time stands where text belongs (auto|dark|light|paper|sepia|night|contrast|ink|dracula|tokyo-night|pink|ascii|notty)",
		}},
		{"bounds", "measure = 3", []string{"1:11: measure: 3 is out of bounds: it can be 20 to 400"}},
		{"huge", "measure = 99999999999999999999", []string{`1:11: measure: "99999999999999999999" is no number`}},
		{"hexadecimal", "measure = 0x50", []string{`1:11: measure: "0x50" is no number`}},
		{"twice", "mouse = true\n\nmouse = false", []string{`3:1: "mouse" was set in line 1 already`}},
		{"table of a setting", "[mouse]\non = true\noff = false", []string{"1:2: \"mouse\" is no table: write `mouse = …` above all tables"}},
		{"parts of a setting", "mouse.on = true", []string{`1:7: "mouse" has no parts: true|false`}},
		{"unknown table", "[colours]\nred = 1\nblue = 2", []string{`1:2: "colours" is not known`}},
		{"dotted", "fetch.allow_private = true", nil},
		{"in a table", "[fetch]\nallow_private = true", nil},
		{"in an inline table", "fetch = { allow_private = true }", nil},
		{"unknown in a table", "[fetch]\nallow_privat = true", []string{`2:1: "fetch.allow_privat" is not known: did you mean "fetch.allow_private"?`}},
		{"table as value", "fetch = true", []string{`1:9: "fetch" is a table: [fetch], and a line for each setting below it`}},
		{"table in a table", "[fetch.allow_private]\nx = 1", []string{`1:8: "fetch.allow_private" is no table`}},
		{"nearly a table", "[ftech]\nallow_private = true", []string{`1:2: "ftech" is not known: did you mean "fetch"?`}},
		{"twice in a table", "fetch.allow_private = true\n[fetch]\nallow_private = false", []string{`3:1: "fetch.allow_private" was set in line 1 already`}},
		{"wrong sort in a table", "[fetch]\nallow_private = 1", []string{"2:17: fetch.allow_private: a number stands where true or false belongs (true|false)"}},
		{"action outside", "next-fix = 'n'", []string{`1:1: "next-fix" is not known here: it belongs under [keys]`}},
		{"keys as value", "keys = 'n'", []string{`1:8: "keys" is a table: [keys], and a line for each action below it`}},
		{"unknown action", "[keys]\nnext_fix = 'n'", []string{`2:1: no action has the name "next_fix": did you mean "next-fix"?`}},
		{"unknown place", "[keys.readin]\ndown = 'n'\nup = 'x'", []string{`1:7: no place has the name "readin": did you mean "reading"?`}},
		{"inline table", "keys = { reading = { donw = 'x' } }", []string{`1:22: no action has the name "donw": did you mean "down"?`}},
		{"place as action", "[keys]\ncard = 'x'", []string{`2:1: "card" is a place: write [keys.card], and a line for each action below it`}},
		{"action of another place", "[keys.card]\nnext-fix = 'x'", []string{`2:1: "next-fix" is no action of [keys.card]: it is one of [keys.reading]`}},
		{"no key", "[keys]\ndown = ['retrun', 'ctl+x', 'ctrl+i', 5, ['x']]", []string{
			`2:9: down: "retrun" is no key: did you mean "return"?`,
			`2:19: down: "ctl+x" is no key: "ctl" cannot be held: did you mean "ctrl"?`,
			`2:28: down: "ctrl+i" is "tab" in most terminals: write that`,
			`2:38: down: a number stands where the name of a key belongs`,
			`2:1: down: a list stands where the name of a key belongs`,
		}},
		{"clash of two", "[keys.reading]\ndown = 'x'\nnext-fix = ['x', 'y']", []string{`3:13: "x" is on "down" already (line 2): "next-fix" does not get it`}},
		{"clash with a default", "[keys]\nnext-fix = 'j'", []string{`2:12: "j" is on "down" (reading) too, which loses it: give it other keys to have it so`}},
		{"no clash when both are set", "[keys]\nnext-fix = 'j'\ndown = 'n'", nil},
		{"no clash with what works for a while", "[keys]\nnext-hit = ']'", nil},
		{"taken from all", "[keys]\nopen-help = 'j'", []string{`2:13: "j" is on "down" (reading) and "down" (on a card) too, which lose it: give them other keys to have it so`}},
		{"shadows what works everywhere", "[keys.card]\ndown = '?'", []string{`2:8: "?" is on "open-help" everywhere, which does not work here then (on a card)`}},
		{"quit", "[keys]\nquit = []\n[keys.card]\ndown = 'ctrl+c'", []string{`2:1: "quit" needs a key`, `4:8: "ctrl+c" is on "quit" everywhere: "down" does not get it`}},
		{"letters", "[keys]\ndone = ['x', 'tab']", []string{`2:9: "x" is text while typing: "done" cannot have it`}},
		{"digits", "[keys]\nnext-fix = '5'\nmarked = '7'", []string{`2:12: "5" is a count while reading: "next-fix" cannot have it`}},
		{"bad lines", "mode = marked\nmeasure = 60\ntheme = \"light\nmouse = true x\nside_notes = false", []string{
			"1:8: this is no value: text stands between quotation marks, a list between brackets",
			"3:15: the quotation mark at the end of the text is missing",
			"4:14: there is more in this line than a name and its value",
		}},
		{"open list", "[keys]\ndown = ['x',\n  'y'\nnext-fix = 'm'", []string{"4:1: expected ',' or ']' after array value"}},
		{"bad header", "[keys\ndown = 'x'\n[keys.card]\ndown = 'y'", []string{"1:6: expected ']' to close table name"}},
		{"no text", "mode = \"b\xffoth\"", []string{"1:10: it is no UTF-8 text"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := mistakes(New(places()).Read("config.toml", []byte(c.file)))
			slices.Sort(got)
			want := slices.Sorted(slices.Values(c.want))
			if !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// TestRestHolds: a mistake costs nothing but itself.
func TestRestHolds(t *testing.T) {
	c := New(places())
	if err := c.Read("config.toml", []byte("mode = marked\nmeasure = 60\nmouse = 3\n[keys]\ndown = ['x', 'retrun']\nnext-fix = '5'\nopen-help = 'f2'")); err == nil {
		t.Fatal("no mistakes")
	}
	down, _ := c.Keys.Of("card", "down")
	help, _ := c.Keys.Of("everywhere", "open-help")
	_, next := c.Keys.Of("reading", "next-fix")
	if c.Measure != 60 || c.Mode != render.Fixed || c.Mouse || !slices.Equal(down, []string{"x"}) || !slices.Equal(help, []string{"f2"}) || next {
		t.Errorf("%+v", c.Settings)
	}
}

// TestHarmless: a key taken from a default is told, and no reason to keep old settings.
func TestHarmless(t *testing.T) {
	for file, want := range map[string]bool{
		"": true, "[keys]\nnext-fix = 'j'": true, "[keys.card]\ndown = '?'": true, "[keys]\nnext-fix = 'j'\nnext-fx = 'x'": false, "mode = 3": false,
	} {
		if got := Harmless(New(places()).Read("config.toml", []byte(file))); got != want {
			t.Errorf("%q: %t", file, got)
		}
	}
}

func TestEnvironment(t *testing.T) {
	c := New(nil)
	if err := c.Read("config.toml", []byte("mode = 'both'\nmeasure = 60")); err != nil {
		t.Fatal(err)
	}
	err := c.Environment(func(name string) string {
		return map[string]string{"READER_MODE": "marked", "READER_MOUSE": "yes", "READER_SIDE_NOTES": "false"}[name]
	})
	if got := mistakes(err); len(got) != 1 || got[0] != `READER_MOUSE: "yes" is none: it can be true or false` {
		t.Error(got)
	}
	if c.Mode != render.Marked || c.Measure != 60 || c.SideNotes || c.Mouse {
		t.Errorf("%+v", c.Settings)
	}
	if r := c.Rows()[2]; r.Origin != (Origin{FromEnvironment, "READER_MODE"}) {
		t.Errorf("%+v", r)
	}
}

// TestAllowPrivate: either variable sets it, the longer one first.
func TestAllowPrivate(t *testing.T) {
	for _, test := range []struct {
		file  string
		env   map[string]string
		want  bool
		where string
	}{
		{"", nil, false, ""},
		{"[fetch]\nallow_private = true", nil, true, "config.toml:2"},
		{"", map[string]string{"READER_ALLOW_LOCAL": "1"}, true, "READER_ALLOW_LOCAL"},
		{"fetch.allow_private = true", map[string]string{"READER_ALLOW_LOCAL": "0"}, false, "READER_ALLOW_LOCAL"},
		{"", map[string]string{"READER_ALLOW_LOCAL": "1", "READER_FETCH_ALLOW_PRIVATE": "false"}, false, "READER_FETCH_ALLOW_PRIVATE"},
	} {
		c := New(nil)
		if err := errors.Join(c.Read("config.toml", []byte(test.file)), c.Environment(func(name string) string { return test.env[name] })); err != nil {
			t.Error(err)
		}
		if c.AllowPrivate != test.want || c.Origin(AllowPrivate).Where != test.where {
			t.Errorf("%+v: %t from %q", test, c.AllowPrivate, c.Origin(AllowPrivate).Where)
		}
	}
}

func TestKeyName(t *testing.T) {
	for text, want := range map[string]string{
		"n": "n", "N": "N", "shift+n": "N", "?": "?", "+": "+", "ctrl++": "ctrl++", "alt+ctrl+a": "ctrl+alt+a", "Ctrl+A": "ctrl+shift+a", "control+a": "ctrl+a",
		"PageDown": "pgdown", "return": "enter", " ": "space", "ctrl+space": "ctrl+space", "shift+tab": "shift+tab", "F12": "f12", "option+m": "alt+m",
		"alt+M": "alt+shift+m", "é": "é", "plus": "+", "del": "delete",
		"": "", "ctrl+": "", "f64": "", "nn": "", "ctrl+m": "", "+a": "", "x+a": "",
	} {
		got, err := KeyName(text)
		if (err != nil) != (want == "") || got != want {
			t.Errorf("%q is %q, %v; not %q", text, got, err, want)
		}
	}
}

// TestSample: the file that edit begins with is right and sets nothing; with its # taken away it is right and sets the defaults.
func TestSample(t *testing.T) {
	c := New(places())
	if err := c.Read("config.toml", []byte(Sample())); err != nil || !c.Equal(Defaults()) || len(c.origins) > 0 {
		t.Errorf("%v %+v", err, c.Settings)
	}
	var lines []string
	for line := range strings.SplitSeq(Sample(), "\n") {
		if strings.Contains(line, " = ") || strings.HasPrefix(line, "# [") {
			line = strings.TrimPrefix(line, "# ")
		}
		lines = append(lines, line)
	}
	if err := c.Read("config.toml", []byte(strings.Join(lines, "\n"))); err != nil {
		t.Error(err)
	}
	if c.Keys = nil; !c.Equal(Defaults()) || len(c.origins) != len(Table)+1 {
		t.Errorf("%+v %v", c.Settings, c.origins)
	}
}

// FuzzRead: whatever the file, every mistake has a place in it, and what holds is valid.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{Sample(), "mode = marked\n[keys]\ndown = ['x'", "[keys.reading]\na.b.c = {x = 1}", "keys = {card = {down = []}}", "[[keys]]\n[keys.card.down]", "\"\" = 1", "x = \"\"\"\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c := New(places())
		lines := strings.Count(string(data), "\n") + 1
		for _, err := range annotate.Mistakes(c.Read("config.toml", data)) {
			m, ok := errors.AsType[annotate.Mistake](err)
			if !ok || m.Line < 1 || m.Line > lines || m.Column < 1 || m.Text == "" {
				t.Errorf("%v", err)
			}
		}
		if c.Measure < leastMeasure || c.Measure > mostMeasure {
			t.Errorf("measure %d", c.Measure)
		}
		if keys, ok := c.Keys.Of("everywhere", "quit"); ok && len(keys) == 0 {
			t.Error("nothing quits")
		}
	})
}
