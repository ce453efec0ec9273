package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// Setting is one thing that can be set, apart from keys.
type Setting struct {
	Name  string // in the file
	Takes string // what values there are, in a few words
	Or    string // what else there is, beside the values named
	Does  string // one sentence without a full stop

	flag string        // where the flag is not called as the setting is
	also string        // a variable that sets it too
	sort unstable.Kind // what it must be in the file
	set  func(*Settings, string) error
	get  func(Settings) string
}

// The measures that make sense, in cells.
const (
	leastMeasure = 20
	mostMeasure  = 400
)

var strictnesses = []string{"conservative", "balanced", "eager"}

// Table is every setting. Documentation, flags, variables and what the file may hold are made from it.
var Table = []Setting{
	{
		Name: "measure", Takes: fmt.Sprintf("a number from %d to %d", leastMeasure, mostMeasure), Does: "how many cells a line of text takes at most",
		sort: unstable.Integer, set: setMeasure, get: func(s Settings) string { return strconv.Itoa(s.Measure) },
	},
	{
		Name: "theme", Takes: strings.Join(render.Themes(), "|"), Does: "the colours; auto follows the background of the terminal",
		Or:   "the path of a style file of glamour's",
		sort: unstable.String, set: setTheme, get: func(s Settings) string { return themeName(s.Theme) },
	},
	{
		Name: "mode", Takes: strings.Join(modes(), "|"), Does: "what stands where a glitch is when the program starts",
		sort: unstable.String, set: setMode, get: func(s Settings) string { return s.Mode.String() },
	},
	{
		Name: "strictness", Takes: strings.Join(strictnesses, "|"), Does: "how sure a fix must be",
		sort: unstable.String, set: setStrictness, get: func(s Settings) string { return strictnessName(s.Strictness) },
	},
	{
		Name: "side_notes", Takes: "true|false", Does: "whether notes stand in the margin beside the text, where there is room",
		sort: unstable.Bool, set: truth(func(s *Settings) *bool { return &s.SideNotes }), get: func(s Settings) string { return strconv.FormatBool(s.SideNotes) },
	},
	{
		Name: "signs", Takes: strings.Join(signs, "|"), Does: "what the program draws and says things with; auto goes by LC_ALL, LC_CTYPE, LANG and TERM",
		sort: unstable.String, set: setSigns, get: func(s Settings) string { return s.Signs.String() },
	},
	{
		Name: "linear", Takes: "true|false", Does: "whether commands are typed as lines and answered in plain lines, for screen readers; it is on where TERM is dumb",
		sort: unstable.Bool, set: truth(func(s *Settings) *bool { return &s.Linear }), get: func(s Settings) string { return strconv.FormatBool(s.Linear) },
	},
	{
		Name: "mouse", Takes: "true|false", Does: "whether wheel and clicks are the program's, and not the terminal's own, when it starts",
		sort: unstable.Bool, set: truth(func(s *Settings) *bool { return &s.Mouse }), get: func(s Settings) string { return strconv.FormatBool(s.Mouse) },
	},
	{
		Name: "refresh_at_start", Takes: "true|false", Does: "whether folders and feeds that are followed are looked at for what is new when the program starts",
		sort: unstable.Bool, set: truth(func(s *Settings) *bool { return &s.RefreshAtStart }), get: func(s Settings) string { return strconv.FormatBool(s.RefreshAtStart) },
	},
	{
		Name: AllowPrivate, Takes: "true|false", Does: "whether pages, feeds and dictionaries of this machine and of private networks are fetched too",
		flag: "allow-private", also: "READER_ALLOW_LOCAL",
		sort: unstable.Bool, set: truth(func(s *Settings) *bool { return &s.AllowPrivate }), get: func(s Settings) string { return strconv.FormatBool(s.AllowPrivate) },
	},
}

// AllowPrivate is the name of the setting that all commands which fetch heed.
const AllowPrivate = "fetch.allow_private"

// Variable is the variable of the environment that sets it.
func (s Setting) Variable() string {
	return "READER_" + strings.ToUpper(strings.ReplaceAll(s.Name, ".", "_"))
}

// Variables are all variables that set it. The first that has a value counts.
func (s Setting) Variables() []string {
	if s.also == "" {
		return []string{s.Variable()}
	}
	return []string{s.Variable(), s.also}
}

// Flag is the flag that sets it, where a command has it.
func (s Setting) Flag() string {
	if s.flag != "" {
		return s.flag
	}
	return strings.ReplaceAll(s.Name, "_", "-")
}

// table is the table of the file that the setting stands in, "" for none.
func (s Setting) table() string {
	table, _, in := strings.Cut(s.Name, ".")
	if !in {
		return ""
	}
	return table
}

// Is reports whether it is true or false.
func (s Setting) Is() bool { return s.sort == unstable.Bool }

// Values says what it can be.
func (s Setting) Values() string {
	if s.Or == "" {
		return s.Takes
	}
	return s.Takes + ", or " + s.Or
}

// Choices lists the values, nil where they are numbers.
func (s Setting) Choices() []string {
	if s.sort == unstable.Integer {
		return nil
	}
	return strings.Split(s.Takes, "|")
}

// Value writes what a setting is as a file has it.
func (s Setting) Value(of Settings) string {
	if s.sort == unstable.String {
		return quote(s.get(of))
	}
	return s.get(of)
}

func (s Setting) plain(of Settings) any {
	text := s.get(of)
	switch s.sort {
	case unstable.Integer:
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	case unstable.Bool:
		return text == "true"
	}
	return text
}

// Text is what a setting is, bare.
func (s Setting) Text(of Settings) string { return s.get(of) }

func setMeasure(s *Settings, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil {
		return fmt.Errorf("%q is no number", value)
	}
	if n < leastMeasure || n > mostMeasure {
		return fmt.Errorf("%d is out of bounds: it can be %d to %d", n, leastMeasure, mostMeasure)
	}
	s.Measure = n
	return nil
}

func setTheme(s *Settings, value string) error {
	if !NamesFile(value) {
		if err := oneOf(value, render.Themes()); err != nil {
			return err
		}
	}
	if s.Theme, s.Style = value, nil; value == themeName("") {
		s.Theme = ""
	}
	return nil
}

// NamesFile reports whether a theme is the path of a style file, and no name.
func NamesFile(theme string) bool {
	return strings.ContainsAny(theme, `/\`) || strings.HasSuffix(strings.ToLower(theme), ".json")
}

func themeName(name string) string {
	if name == "" {
		return render.Themes()[0]
	}
	return name
}

func setMode(s *Settings, value string) error {
	mode, err := render.ParseMode(value)
	if err != nil {
		return oneOf(value, modes())
	}
	s.Mode = mode
	return nil
}

func modes() []string {
	names := make([]string, len(render.Modes))
	for i, m := range render.Modes {
		names[i] = m.Name
	}
	return names
}

func setStrictness(s *Settings, value string) error {
	strictness, err := annotate.ParseStrictness(value)
	if err != nil {
		return oneOf(value, strictnesses)
	}
	s.Strictness = strictness
	return nil
}

func strictnessName(s annotate.Strictness) string {
	for _, name := range strictnesses {
		if parsed, err := annotate.ParseStrictness(name); err == nil && parsed == s {
			return name
		}
	}
	return strictnesses[1]
}

func setSigns(s *Settings, value string) error {
	if err := oneOf(value, signs); err != nil {
		return err
	}
	s.Signs = Signs(slices.Index(signs, value))
	return nil
}

func truth(at func(*Settings) *bool) func(*Settings, string) error {
	return func(s *Settings, value string) error {
		switch value {
		case "true", "false", "1", "0":
			*at(s) = value == "true" || value == "1"
			return nil
		}
		return fmt.Errorf("%q is none: it can be true or false", value)
	}
}

// oneOf says what can stand in place of a value that is none.
func oneOf(value string, all []string) error {
	if slices.Contains(all, value) {
		return nil
	}
	last := len(all) - 1
	text := fmt.Sprintf("%q is none: it can be %s or %s", value, strings.Join(all[:last], ", "), all[last])
	if near := annotate.Nearest(value, all); near != "" {
		text = fmt.Sprintf("%q is none: did you mean %q? It can be %s or %s", value, near, strings.Join(all[:last], ", "), all[last])
	}
	return errors.New(text)
}
