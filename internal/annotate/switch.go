package annotate

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Switch says that a rule (PACK/ID) or a whole pack holds or does not, everywhere or in a scope, and where that is written.
type Switch struct {
	Name         string
	On           bool
	Only         *Scope // nil: everywhere
	File         string // "" in a pack, which knows its own
	Line, Column int
}

// UnmarshalYAML reads the name in a list of what a pack switches off.
func (s *Switch) UnmarshalYAML(read func(any) error) error { return read(&s.Name) }

// switchFile is the file of what the user has switched on and off.
type switchFile struct {
	Switches []switchEntry `yaml:"switches"`
}

type switchEntry struct {
	On   string `yaml:"on"`
	Off  string `yaml:"off"`
	Only *Scope `yaml:"only"`
}

// ReadSwitches reads a file of switches. What is right with it is returned whatever the error says: Mistakes, each with its place.
func ReadSwitches(file string, data []byte) ([]Switch, error) {
	r, err := openReader(file, data)
	if r == nil || err != nil {
		return nil, err
	}
	r.keys(r.root, reflect.TypeFor[switchFile](), 0)
	var all switchFile
	if err := yaml.NodeToValue(r.root, &all); err != nil {
		return nil, yamlMistake(file, err)
	}
	var switches []Switch
	for i, e := range all.Switches {
		at := r.item("switches", i)
		wrong := e.Only.Check()
		if (e.On == "") == (e.Off == "") {
			wrong = append(wrong, "a switch has `on` or `off` with the name of a pack or rule")
		}
		for _, text := range wrong {
			r.sayf(at, "%s", text)
		}
		if len(wrong) == 0 {
			p := placeOf(at)
			switches = append(switches, Switch{Name: e.On + e.Off, On: e.On != "", Only: e.Only, File: file, Line: p.line, Column: p.column})
		}
	}
	return switches, r.mistakes()
}

// about reports whether a switch is about a rule or its pack, and how closely: 2 about the rule itself, 1 about its pack.
func (s *Switch) about(name string) int {
	if s.Name == name {
		return 2
	}
	if pack, _, inside := strings.Cut(name, "/"); inside && s.Name == pack {
		return 1
	}
	return 0
}

// near is how near a switch comes to an article of which o is known: 0 not at all, 1 as everywhere, 2 by its site, feed or tag, 3 by itself.
func (s *Switch) near(o *Options) int {
	switch {
	case s.Only == nil:
		return 1
	case s.Only.names(o):
		return 3
	case s.Only.holds(o):
		return 2
	}
	return 0
}

// Switched says what the user's switches make of a rule or pack on an article of which o is known. What is said of a rule goes before what is said of its
// pack, then what is said of the article before what is said of its site, feed or tag, and that before what is said of everywhere; of two that are equal the
// one that switches off counts. Without any, it is on.
func Switched(all []Switch, name string, o *Options) bool {
	on, best := true, 0
	for i := range all {
		s := &all[i]
		about, near := s.about(name), s.near(o)
		if about == 0 || near == 0 {
			continue
		}
		switch rank := 10*about + near; {
		case rank > best:
			on, best = s.On, rank
		case rank == best:
			on = on && s.On
		}
	}
	return on
}

// about picks the switches about a rule or pack.
func switchesAbout(all []Switch, name string) (about []Switch, scoped bool) {
	for i := range all {
		if all[i].about(name) > 0 {
			about = append(about, all[i])
			scoped = scoped || all[i].Only != nil
		}
	}
	return about, scoped
}

// String writes a switch as the command line has it.
func (s *Switch) String() string {
	state := "off"
	if s.On {
		state = "on"
	}
	return fmt.Sprintf("%s: %s %s", s.Name, state, s.Only)
}

// condition says on which articles a rule, a shield or a name holds. The zero value: on all.
type condition struct {
	only   []*Scope   // all of these hold
	never  [][]*Scope // of none of these all hold
	chosen []Switch   // the user's, of the rule or pack name
	name   string
}

func (c *condition) holds(o *Options) bool {
	inside := func(all []*Scope) bool {
		return !slices.ContainsFunc(all, func(s *Scope) bool { return !s.holds(o) })
	}
	return inside(c.only) && !slices.ContainsFunc(c.never, inside) && (len(c.chosen) == 0 || Switched(c.chosen, c.name, o))
}

// String says a condition in words.
func (c *condition) String() string {
	var parts []string
	for _, s := range c.only {
		parts = append(parts, "only on "+s.String())
	}
	for _, all := range c.never {
		for _, s := range all {
			parts = append(parts, "not on "+s.String())
		}
	}
	for i := range c.chosen {
		s := &c.chosen[i]
		state := "off "
		if s.On {
			state = "on "
		}
		parts = append(parts, state+s.Only.String())
	}
	return strings.Join(parts, "; ")
}

// key tells conditions apart: two of one key are the same.
func (c *condition) key() string {
	about := make([]int, len(c.chosen)) // the rule or its pack
	for i := range c.chosen {
		about[i] = c.chosen[i].about(c.name)
	}
	return fmt.Sprintf("%q %v %d %d", c.String(), about, len(c.only), len(c.never))
}

// when returns the number of a condition, by which a standing tells whether it holds; 0 for one that always does.
func (e *Engine) when(c condition) int32 {
	if len(c.only)+len(c.never)+len(c.chosen) == 0 {
		return 0
	}
	if len(e.conditions) == 0 {
		e.conditions, e.numbered = make([]condition, 1), map[string]int32{}
	}
	key := c.key()
	if n, ok := e.numbered[key]; ok {
		return n
	}
	n := int32(len(e.conditions))
	e.conditions, e.numbered[key] = append(e.conditions, c), n
	return n
}

// standing says what of an engine holds on one article.
type standing struct {
	holds  []bool  // by condition; nil where there are none
	rules  []int32 // by rule: its condition; those behind the end have none
	silent []bool  // by recogniser: switched off
	casing bool
}

// standing finds out what holds on an article of which o is known.
func (e *Engine) standing(o *Options) standing {
	s := standing{rules: e.ruleWhen, silent: e.silent, casing: e.casing}
	if len(e.conditions) == 0 {
		return s
	}
	s.holds = make([]bool, len(e.conditions))
	for i := range e.conditions {
		s.holds[i] = e.conditions[i].holds(o)
	}
	s.silent = slices.Clone(e.silent)
	for i := range s.silent {
		s.silent[i] = s.silent[i] || !s.at(e.recogniserWhen[i])
	}
	s.casing = s.casing && s.at(e.casingWhen)
	return s
}

// at reports whether a condition holds.
func (s *standing) at(when int32) bool { return when <= 0 || s.holds == nil || s.holds[when] }

// rule reports whether the i-th rule holds.
func (s *standing) rule(i int32) bool { return int(i) >= len(s.rules) || s.at(s.rules[i]) }
