package config

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// keysTable is the table of the file that says what keys do.
const keysTable = "keys"

// Read takes the values of a file. The error joins every mistake in it, each with its place; what is right holds.
func (c *Config) Read(file string, data []byte) error {
	r := &reading{Config: c, file: file, seen: map[string]int{}, bad: map[spot]bool{}}
	entries, mistakes := parse(file, data)
	r.wrong = mistakes
	for _, e := range entries {
		r.take(e)
	}
	keys, origins, mistakes, clashes := resolve(c.places, r.assigned)
	c.Keys = keys
	for name, line := range origins {
		c.origins[name] = r.origin(line)
	}
	for _, m := range mistakes {
		m.File = file
		r.wrong = append(r.wrong, m)
	}
	var all []error
	for _, m := range r.wrong {
		all = append(all, m)
	}
	for _, m := range clashes {
		m.File = file
		all = append(all, Clash{m})
	}
	slices.SortStableFunc(all, func(a, b error) int {
		x, y := placeOf(a), placeOf(b)
		return cmp.Or(cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
	return join(all)
}

// Clash says that a key which is set has been taken from an action that has it by default. What is set holds.
//
//nolint:errname // in the words of the house it is a mistake
type Clash struct{ annotate.Mistake }

func (c Clash) Unwrap() error { return c.Mistake }

// Harmless reports whether nothing but clashes is wrong.
func Harmless(wrong error) bool {
	return !slices.ContainsFunc(annotate.Mistakes(wrong), func(one error) bool {
		_, clash := errors.AsType[Clash](one)
		return !clash
	})
}

func placeOf(err error) annotate.Mistake {
	m, _ := errors.AsType[annotate.Mistake](err)
	return m
}

func join(all []error) error { return errors.Join(all...) }

// reading is a file on its way into a Config.
type reading struct {
	*Config

	file     string
	seen     map[string]int // the line in which a name was set first
	bad      map[spot]bool  // headers of tables that are none
	assigned []assignment
	wrong    []annotate.Mistake
}

func (r *reading) origin(line int) Origin {
	return Origin{FromFile, fmt.Sprintf("%s:%d", filepath.Base(r.file), line)}
}

func (r *reading) mistakef(at spot, format string, values ...any) {
	r.wrong = append(r.wrong, annotate.Mistake{File: r.file, Line: at.line, Column: at.column, Text: fmt.Sprintf(format, values...)})
}

// take makes something of one line of the file.
func (r *reading) take(e entry) {
	path, own := strings.Join(e.path, "."), e.at[len(e.at)-1]
	first := e.path[0]
	if e.header {
		before := len(r.wrong)
		r.header(e)
		r.bad[e.table] = len(r.wrong) > before
		return
	}
	if r.bad[e.table] {
		return
	}
	if line, again := r.seen[path]; again {
		r.mistakef(own, "%q was set in line %d already", path, line)
		return
	}
	r.seen[path] = own.line
	i := slices.IndexFunc(Table, func(s Setting) bool { return s.Name == first || s.Name == path })
	switch {
	case i >= 0 && Table[i].Name == path:
		r.setting(Table[i], e)
	case first == keysTable && len(e.path) > 1:
		r.key(e)
	case first == keysTable:
		r.mistakef(e.value.spot, "%q is a table: [keys], and a line for each action below it", first)
	case i >= 0 && len(e.path) > 1:
		r.mistakef(e.at[1], "%q has no parts: %s", first, Table[i].Takes)
	case holds(first) && len(e.path) == 1:
		r.mistakef(e.value.spot, "%q is a table: [%s], and a line for each setting below it", first, first)
	case holds(first):
		r.unknown(own, path)
	default:
		r.unknown(e.at[0], first)
	}
}

// holds reports whether there are settings in a table.
func holds(table string) bool {
	return slices.ContainsFunc(Table, func(s Setting) bool { return s.table() == table })
}

// header looks at the name of a table.
func (r *reading) header(e entry) {
	first := e.path[0]
	switch {
	case (first == keysTable || holds(first)) && len(e.path) == 1:
	case first == keysTable && len(e.path) == 2:
		r.place(e.at[1], e.path[1])
	case first == keysTable:
		r.mistakef(e.at[2], "%q is no table", strings.Join(e.path, "."))
	case holds(first):
		r.mistakef(e.at[1], "%q is no table", strings.Join(e.path, "."))
	case slices.ContainsFunc(Table, func(s Setting) bool { return s.Name == first }):
		r.mistakef(e.at[0], "%q is no table: write `%s = …` above all tables", first, first)
	default:
		r.unknown(e.at[0], first)
	}
}

// unknown reports a name that nobody knows.
func (r *reading) unknown(at spot, name string) {
	for _, p := range r.places {
		if slices.ContainsFunc(p.Actions, func(a Action) bool { return a.Name == name }) {
			r.mistakef(at, "%q is not known here: it belongs under [keys]", name)
			return
		}
	}
	names := []string{keysTable}
	for _, s := range Table {
		names = append(names, s.Name)
		if s.table() != "" {
			names = append(names, s.table())
		}
	}
	r.mistakef(at, "%q is not known%s", name, didYouMean(name, names))
}

// sorts are the words for what values are.
var sorts = map[unstable.Kind]string{
	unstable.String: "text", unstable.Bool: "true or false", unstable.Integer: "a number", unstable.Float: "a fraction",
	unstable.Array: "a list", unstable.InlineTable: "a table",
}

func sortOf(k unstable.Kind) string {
	if s, ok := sorts[k]; ok {
		return s
	}
	return "a date or time"
}

// setting takes the value of a setting.
func (r *reading) setting(s Setting, e entry) {
	if e.value.kind != s.sort {
		r.mistakef(e.value.spot, "%s: %s stands where %s belongs (%s)", s.Name, sortOf(e.value.kind), sortOf(s.sort), s.Takes)
		return
	}
	text := e.value.text
	if s.sort == unstable.Integer {
		text = strings.ReplaceAll(strings.TrimPrefix(text, "+"), "_", "")
	}
	if err := r.Set(s.Name, text, r.origin(e.at[len(e.at)-1].line)); err != nil {
		r.mistakef(e.value.spot, "%s: %s", s.Name, err)
	}
}

// place finds the place of a table of keys.
func (r *reading) place(at spot, name string) (Place, bool) {
	var names []string
	for _, p := range r.places {
		if p.Name == name {
			return p, true
		}
		names = append(names, p.Name)
	}
	r.mistakef(at, "no place has the name %q%s", name, didYouMean(name, names))
	return Place{}, false
}

// key takes what is said of an action.
func (r *reading) key(e entry) {
	a := assignment{action: e.path[len(e.path)-1], spot: e.at[len(e.at)-1]}
	known := r.places
	switch len(e.path) {
	case 2:
	case 3:
		p, ok := r.place(e.at[1], e.path[1])
		if !ok {
			return
		}
		a.place, known = p.Name, []Place{p}
	default:
		r.mistakef(e.at[3], "%q has no parts", strings.Join(e.path[:3], "."))
		return
	}
	if !r.action(a, known) {
		return
	}
	items := e.value.items
	switch e.value.kind {
	case unstable.Array:
	case unstable.String:
		items = []value{e.value}
	default:
		r.mistakef(e.value.spot, "%s: %s stands where a key or a list of keys belongs", a.action, sortOf(e.value.kind))
		return
	}
	for _, item := range items {
		if item.kind != unstable.String {
			r.mistakef(item.spot, "%s: %s stands where the name of a key belongs", a.action, sortOf(item.kind))
			continue
		}
		name, err := KeyName(item.text)
		if err != nil {
			r.mistakef(item.spot, "%s: %s", a.action, err)
			continue
		}
		a.keys = append(a.keys, assigned{name, item.spot})
	}
	if len(a.keys) > 0 || len(items) == 0 {
		r.assigned = append(r.assigned, a)
	}
}

// action reports whether one of the places has an action, and says so where none has.
func (r *reading) action(a assignment, known []Place) bool {
	var names, elsewhere []string
	for _, p := range known {
		for _, other := range p.Actions {
			if other.Name == a.action {
				return true
			}
			names = append(names, other.Name)
		}
	}
	for _, p := range r.places {
		if slices.ContainsFunc(p.Actions, func(other Action) bool { return other.Name == a.action }) {
			elsewhere = append(elsewhere, "[keys."+p.Name+"]")
		}
	}
	switch {
	case slices.ContainsFunc(r.places, func(p Place) bool { return p.Name == a.action }) && a.place == "":
		r.mistakef(a.spot, "%q is a place: write [keys.%s], and a line for each action below it", a.action, a.action)
	case len(elsewhere) > 0:
		r.mistakef(a.spot, "%q is no action of [keys.%s]: it is one of %s", a.action, a.place, strings.Join(elsewhere, ", "))
	default:
		r.mistakef(a.spot, "no action has the name %q%s", a.action, didYouMean(a.action, names))
	}
	return false
}

// didYouMean is the end of a sentence about a name that nobody knows.
func didYouMean(name string, names []string) string {
	if near := annotate.Nearest(strings.ReplaceAll(name, "-", "_"), underscored(names)); near != "" {
		return fmt.Sprintf(": did you mean %q?", names[slices.Index(underscored(names), near)])
	}
	return ""
}

// underscored makes hyphens and underscores alike, which are mistaken for each other.
func underscored(names []string) []string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = strings.ReplaceAll(n, "-", "_")
	}
	return all
}
