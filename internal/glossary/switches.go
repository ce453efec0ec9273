package glossary

import (
	"cmp"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// switchesHead stands before the switches of a user.
const switchesHead = "# Which packs and rules hold where. `reader glossary enable` and `disable` write this file, and keep no comments in it.\n"

// Switches writes a file of switches as annotate.ReadSwitches reads it.
func Switches(all []annotate.Switch) []byte {
	var b strings.Builder
	b.WriteString(switchesHead + "switches:\n")
	for _, s := range all {
		state := "off"
		if s.On {
			state = "on"
		}
		b.WriteString("  - {" + state + ": " + s.Name)
		if s.Only != nil {
			b.WriteString(", only: " + scopeYAML(s.Only))
		}
		b.WriteString("}\n")
	}
	return []byte(b.String())
}

// SwitchTo switches a pack or rule on or off and returns the switches that say so, in order. Without a scope it holds everywhere, and whatever was said of
// that name before is forgotten; with one, what was said of those places is. Nothing is written down that holds anyway.
func SwitchTo(all []annotate.Switch, name string, on bool, only *annotate.Scope) []annotate.Switch {
	if only == nil {
		all = slices.DeleteFunc(slices.Clone(all), func(s annotate.Switch) bool { return s.Name == name })
		if !on || saidOff(all, name) {
			all = append(all, annotate.Switch{Name: name, On: on})
		}
		return sorted(all)
	}
	for _, l := range only.Lists() {
		for _, place := range *l.Of {
			all = switchAt(all, name, on, l.Name, place)
		}
	}
	return sorted(all)
}

// saidOff reports whether a rule is off somewhere with its pack.
func saidOff(all []annotate.Switch, name string) bool {
	pack, _, isRule := strings.Cut(name, "/")
	return isRule && slices.ContainsFunc(all, func(s annotate.Switch) bool { return s.Name == pack && !s.On })
}

// switchAt switches a pack or rule at one place.
func switchAt(all []annotate.Switch, name string, on bool, list, place string) []annotate.Switch {
	var rest []annotate.Switch
	at := -1 // the switch of this name and state that has places already
	for _, s := range all {
		if s.Name == name && s.Only != nil {
			s.Only = without(s.Only, list, place)
			if len(s.Only.String()) == 0 {
				continue
			}
			if s.On == on {
				at = len(rest)
			}
		}
		rest = append(rest, s)
	}
	here := &annotate.Scope{}
	add(here, list, place)
	o := annotate.Inside(here)
	if annotate.Switched(rest, name, &o) == on {
		return rest
	}
	if at < 0 {
		return append(rest, annotate.Switch{Name: name, On: on, Only: here})
	}
	add(rest[at].Only, list, place)
	return rest
}

// without is a copy of a scope without one of its places.
func without(s *annotate.Scope, list, place string) *annotate.Scope {
	rest := &annotate.Scope{}
	for _, l := range s.Lists() {
		for _, one := range *l.Of {
			if l.Name != list || !strings.EqualFold(one, place) {
				add(rest, l.Name, one)
			}
		}
	}
	return rest
}

func add(s *annotate.Scope, list, place string) {
	for _, l := range s.Lists() {
		if l.Name == list {
			*l.Of = append(*l.Of, place)
		}
	}
}

// sorted puts switches in order, without those that say of a rule what holds anyway.
func sorted(all []annotate.Switch) []annotate.Switch {
	all = slices.DeleteFunc(all, func(s annotate.Switch) bool { return s.On && s.Only == nil && !saidOff(all, s.Name) })
	slices.SortStableFunc(all, func(a, b annotate.Switch) int {
		if c := cmp.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		if (a.Only == nil) != (b.Only == nil) {
			if a.Only == nil {
				return -1
			}
			return 1
		}
		if a.On != b.On {
			if b.On {
				return -1
			}
			return 1
		}
		return 0
	})
	return all
}

// State says in words where a pack or rule holds by the user's switches: "on", "off", "off on site example.com", "on site example.com only".
func State(all []annotate.Switch, name string) string {
	everywhere, at := "", map[bool]string{}
	for i := range all {
		s := &all[i]
		switch {
		case s.Name != name:
		case s.Only == nil && s.On:
			everywhere = "on"
		case s.Only == nil:
			everywhere = "off"
		default:
			at[s.On] = s.Only.String()
		}
	}
	switch {
	case everywhere == "off" && at[true] != "":
		return "off but on " + at[true]
	case everywhere == "off":
		return "off"
	case at[false] != "" && at[true] != "":
		return "off on " + at[false] + ", on on " + at[true]
	case at[false] != "":
		return "off on " + at[false]
	case at[true] != "" && everywhere == "":
		return "on on " + at[true]
	}
	return "on"
}
