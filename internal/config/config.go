// Package config knows what the reader may set: what each setting takes, how a file of settings is read, which keys do what.
package config

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/render"
)

// Settings is all that can be set.
type Settings struct {
	Measure    int    // the most cells that a line of text takes
	Theme      string // a name of render.Themes, or the path of a style file; "" follows the terminal's background
	Style      []byte // the style file that Theme names, when it has been read
	Mode       render.Mode
	Strictness annotate.Strictness
	SideNotes  bool
	Signs      Signs
	Linear     bool
	Mouse      bool

	RefreshAtStart bool // folders and feeds are looked at for what is new when the program starts
	AllowPrivate   bool // addresses of this machine and of private networks are fetched from too

	Keys Keys // what is not as it is by default
}

// Signs says what the program draws with: boxes, arrows, curly quotation marks.
type Signs int

// The kinds of signs.
const (
	SignsAuto Signs = iota // as the environment says
	SignsUnicode
	SignsASCII
)

var signs = []string{SignsAuto: "auto", SignsUnicode: "unicode", SignsASCII: "ascii"}

// String returns the name.
func (s Signs) String() string { return signs[s] }

// ASCII reports whether signs are in ASCII, where the environment says only that they are.
func (s Signs) ASCII(only bool) bool { return s == SignsASCII || s == SignsAuto && only }

// Defaults returns what holds where nothing is set.
func Defaults() Settings {
	return Settings{Measure: 80, Mode: render.Fixed, SideNotes: true, RefreshAtStart: true}
}

// Origin says where a value comes from.
type Origin struct {
	From  string // default, file, environment or flag
	Where string // config.toml:3, READER_MODE, --mode; "" for a default
}

// The places from which values come. A later one beats those before it.
const (
	FromDefault     = "default"
	FromFile        = "file"
	FromEnvironment = "environment"
	FromFlag        = "flag"
)

// Config is what holds, and where each part of it comes from.
type Config struct {
	Settings

	places  []Place
	origins map[string]Origin
}

// New returns the defaults. The places are where keys can be set.
func New(places []Place) *Config {
	return &Config{Settings: Defaults(), places: places, origins: map[string]Origin{}}
}

// Set gives a setting a value. Where the value is none, the one before stays.
func (c *Config) Set(name, value string, origin Origin) error {
	i := slices.IndexFunc(Table, func(s Setting) bool { return s.Name == name })
	if i < 0 {
		return fmt.Errorf("no setting is called %q", name)
	}
	if err := Table[i].set(&c.Settings, value); err != nil {
		return err
	}
	c.origins[name] = origin
	return nil
}

// Environment takes the values of variables: READER_MODE and so on. The error has all that is wrong with them; the rest holds.
func (c *Config) Environment(getenv func(string) string) error {
	var wrong []error
	for _, s := range Table {
		i := slices.IndexFunc(s.Variables(), func(name string) bool { return getenv(name) != "" })
		if i < 0 {
			continue
		}
		name := s.Variables()[i]
		if err := c.Set(s.Name, getenv(name), Origin{FromEnvironment, name}); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", name, err))
		}
	}
	return join(wrong)
}

// Row is one value that holds.
type Row struct {
	Origin

	Name  string
	Value string // as a file has it
	Plain any    // as JSON has it
}

// Rows lists every value that holds: the settings, then the keys by place.
func (c *Config) Rows() []Row {
	var rows []Row
	for _, s := range Table {
		rows = append(rows, Row{Name: s.Name, Value: s.Value(c.Settings), Plain: s.plain(c.Settings), Origin: c.origin(s.Name)})
	}
	for _, p := range c.places {
		for _, a := range p.Actions {
			keys, set := c.Keys.Of(p.Name, a.Name)
			if !set {
				keys = a.Keys
			}
			name := keyPath(p.Name, a.Name)
			rows = append(rows, Row{Name: name, Value: list(keys), Plain: keys, Origin: c.origin(name)})
		}
	}
	return rows
}

// Given reports whether somebody has set a setting, and it is no default.
func (c *Config) Given(name string) bool { return c.origin(name).From != FromDefault }

// Origin says where the value of a setting comes from.
func (c *Config) Origin(name string) Origin { return c.origin(name) }

func (c *Config) origin(name string) Origin {
	if o, ok := c.origins[name]; ok {
		return o
	}
	return Origin{From: FromDefault}
}

// Equal reports whether two settings are the same in everything.
func (s Settings) Equal(other Settings) bool {
	keys := maps.EqualFunc(s.Keys, other.Keys, func(a, b map[string][]string) bool {
		return maps.EqualFunc(a, b, slices.Equal[[]string])
	})
	return keys && s.Measure == other.Measure && s.Theme == other.Theme && bytes.Equal(s.Style, other.Style) && s.Mode == other.Mode && s.Strictness == other.Strictness &&
		s.SideNotes == other.SideNotes && s.Signs == other.Signs && s.Linear == other.Linear && s.Mouse == other.Mouse && s.RefreshAtStart == other.RefreshAtStart && s.AllowPrivate == other.AllowPrivate
}

// Since returns now with whatever differs between earlier and s set as s has it. Keys are taken from s as a whole.
func (s Settings) Since(earlier, now Settings) Settings {
	for _, setting := range Table {
		if text := setting.get(s); text != setting.get(earlier) {
			if err := setting.set(&now, text); err != nil {
				continue // what s has it can have
			}
		}
	}
	if s.Theme != earlier.Theme || !bytes.Equal(s.Style, earlier.Style) {
		now.Style = s.Style
	}
	now.Keys = s.Keys
	return now
}

func keyPath(place, action string) string { return keysTable + "." + place + "." + action }

// list writes keys as a file has them.
func list(keys []string) string {
	quoted := make([]string, len(keys))
	for i, k := range keys {
		quoted[i] = quote(k)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// quote writes text as a file has it.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
