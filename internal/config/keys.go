package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Action is something that keys do.
type Action struct {
	Name string
	Does string
	Keys []string // by default
	// First says that the action is asked before the others, so that it may share their keys: it works for a while only.
	First bool
	// Own says that it may have a key that does something else everywhere: its place is asked first.
	Own bool
	// Needed says that it must have a key, and that nothing can take its keys away.
	Needed bool
	// Digit says that it may be on a digit where digits are counts.
	Digit bool
}

// Place is a part of the program with keys of its own. In one place a key does one thing.
type Place struct {
	Name    string // in the file: [keys.reading]
	Title   string
	Always  bool // its keys work in every other place too, unless the place has them itself
	Letters bool // letters are text there
	Counts  bool // digits are counts there
	Actions []Action
}

// Keys are the keys of actions by place, as far as they are not the default ones.
type Keys map[string]map[string][]string

// Of returns the keys of an action; ok is false where it has those by default.
func (k Keys) Of(place, action string) (keys []string, ok bool) {
	keys, ok = k[place][action]
	return keys, ok
}

// assignment is what a file says of an action, in one place or, where it names none, in all that have it.
type assignment struct {
	spot

	place, action string
	keys          []assigned
}

// assigned is a key and where it stands.
type assigned struct {
	name string
	at   spot
}

// resolve gives every action its keys. A key that is set beats one by default; of two that are set the first stands.
func resolve(places []Place, all []assignment) (keys Keys, origins map[string]int, wrong, clashes []annotate.Mistake) {
	r := &resolver{keys: Keys{}, origins: map[string]int{}, all: all, said: map[spot]bool{}, lost: map[spot][]string{}}
	for _, p := range places {
		if p.Always {
			r.always = append(r.always, p)
		}
	}
	for _, p := range places {
		r.place(p)
	}
	r.tellLost()
	return r.keys, r.origins, r.wrong, r.clashes
}

type resolver struct {
	keys    Keys
	origins map[string]int
	all     []assignment
	always  []Place
	said    map[spot]bool     // a key in the file is reported once, however many places it is for
	lost    map[spot][]string // what has lost a key by default to one in the file
	names   map[spot]string
	wrong   []annotate.Mistake
	clashes []annotate.Mistake // where a key that is set has been taken from a default: all holds as it is said
}

func (r *resolver) clashf(at spot, format string, values ...any) {
	before := len(r.wrong)
	r.mistakef(at, format, values...)
	r.clashes = append(r.clashes, r.wrong[before:]...)
	r.wrong = r.wrong[:before]
}

func (r *resolver) mistakef(at spot, format string, values ...any) {
	if !r.said[at] {
		r.said[at] = true
		r.wrong = append(r.wrong, annotate.Mistake{Line: at.line, Column: at.column, Text: fmt.Sprintf(format, values...)})
	}
}

// lose notes that an action loses a key which it has by default.
func (r *resolver) lose(at spot, key string, p Place, a Action) {
	if r.names == nil {
		r.names = map[spot]string{}
	}
	r.names[at] = key
	r.origins[keyPath(p.Name, a.Name)] = at.line
	r.lost[at] = append(r.lost[at], fmt.Sprintf("%q (%s)", a.Name, lower(p.Title)))
}

// tellLost reports each key that others have lost.
func (r *resolver) tellLost() {
	for at, all := range r.lost {
		text, lose, it := all[0], "loses", "it"
		if last := len(all) - 1; last > 0 {
			text, lose, it = strings.Join(all[:last], ", ")+" and "+all[last], "lose", "them"
		}
		r.clashf(at, "%q is on %s too, which %s it: give %s other keys to have it so", r.names[at], text, lose, it)
	}
}

// claim is an action that has a key.
type claim struct {
	place  string
	action Action
	set    spot // where the file says so; line 0 for a default
}

// of returns what the file says of an action: of its place first.
func (r *resolver) of(place, action string) (assignment, bool) {
	for _, name := range []string{place, ""} {
		if i := slices.IndexFunc(r.all, func(a assignment) bool { return a.place == name && a.action == action }); i >= 0 {
			return r.all[i], true
		}
	}
	return assignment{}, false
}

// place gives the actions of a place their keys: first those that are set, then those by default, as far as they are left.
func (r *resolver) place(p Place) {
	claims := map[string][]claim{}
	given := map[string][]string{}
	var set []assignment
	actions := map[string]Action{}
	for _, a := range p.Actions {
		actions[a.Name] = a
		if s, ok := r.of(p.Name, a.Name); ok {
			s.place = p.Name
			set = append(set, s)
		}
	}
	slices.SortStableFunc(set, func(a, b assignment) int { return a.line - b.line })
	for _, a := range p.Actions {
		if a.Needed {
			r.need(p, a, claims)
		}
	}
	for _, s := range set {
		r.origins[keyPath(p.Name, s.action)] = s.line
		given[s.action] = []string{}
		for _, k := range s.keys {
			if r.grant(p, actions[s.action], k, claims) && !slices.Contains(given[s.action], k.name) {
				given[s.action] = append(given[s.action], k.name)
			}
		}
		a := actions[s.action]
		switch {
		case len(given[a.Name]) > 0:
		case a.Needed && len(s.keys) == 0:
			r.mistakef(s.spot, "%q needs a key", a.Name)
			fallthrough
		case len(s.keys) > 0: // none of them could be had
			delete(given, a.Name)
			delete(r.origins, keyPath(p.Name, a.Name))
		}
	}
	for _, a := range p.Actions {
		if _, done := given[a.Name]; !done {
			given[a.Name] = r.left(p, a, claims)
		}
		if !slices.Equal(given[a.Name], a.Keys) {
			if r.keys[p.Name] == nil {
				r.keys[p.Name] = map[string][]string{}
			}
			r.keys[p.Name][a.Name] = given[a.Name]
		}
	}
}

// need keeps the keys of an action that must have some, where the file says nothing of it.
func (r *resolver) need(p Place, a Action, claims map[string][]claim) {
	if _, ok := r.of(p.Name, a.Name); ok {
		return
	}
	for _, k := range a.Keys {
		claims[k] = append(claims[k], claim{p.Name, a, spot{}})
	}
}

// grant gives an action a key that the file says, unless it cannot have it.
func (r *resolver) grant(p Place, a Action, k assigned, claims map[string][]claim) bool {
	switch {
	case p.Letters && types(k.name):
		r.mistakef(k.at, "%q is text while typing: %q cannot have it", k.name, a.Name)
		return false
	case p.Counts && !a.Digit && len(k.name) == 1 && k.name[0] >= '0' && k.name[0] <= '9':
		r.mistakef(k.at, "%q is a count while reading: %q cannot have it", k.name, a.Name)
		return false
	}
	for _, c := range claims[k.name] {
		if c.action.Name == a.Name || c.action.First != a.First {
			continue
		}
		if c.set.line > 0 {
			r.mistakef(k.at, "%q is on %q already (line %d): %q does not get it", k.name, c.action.Name, c.set.line, a.Name)
		} else {
			r.mistakef(k.at, "%q is on %q: %q does not get it", k.name, c.action.Name, a.Name)
		}
		return false
	}
	if !r.everywhere(p, a, k) {
		return false
	}
	for _, other := range p.Actions {
		_, said := r.of(p.Name, other.Name)
		if !said && other.Name != a.Name && other.First == a.First && slices.Contains(other.Keys, k.name) {
			r.lose(k.at, k.name, p, other)
		}
	}
	claims[k.name] = append(claims[k.name], claim{p.Name, a, k.at})
	return true
}

// everywhere looks whether a key of a place is one that works everywhere. Such a one gives way, unless it is needed.
func (r *resolver) everywhere(p Place, a Action, k assigned) bool {
	if p.Always || a.Own {
		return true
	}
	for _, always := range r.always {
		for _, other := range always.Actions {
			keys := other.Keys
			set, said := r.of(always.Name, other.Name)
			if said && (!other.Needed || len(set.keys) > 0) {
				keys = names(set.keys)
			}
			switch {
			case !slices.Contains(keys, k.name):
			case other.Needed:
				r.mistakef(k.at, "%q is on %q everywhere: %q does not get it", k.name, other.Name, a.Name)
				return false
			default:
				r.clashf(k.at, "%q is on %q everywhere, which does not work here then (%s)", k.name, other.Name, lower(p.Title))
			}
		}
	}
	return true
}

// left is what an action has of its keys by default when others have taken theirs.
func (r *resolver) left(p Place, a Action, claims map[string][]claim) []string {
	var kept []string
	for _, k := range a.Keys {
		taken := slices.ContainsFunc(claims[k], func(c claim) bool { return c.action.Name != a.Name && c.action.First == a.First })
		if !taken && !r.takenEverywhere(p, a, k) {
			kept = append(kept, k)
		}
	}
	if len(kept) == len(a.Keys) {
		return a.Keys
	}
	return append([]string{}, kept...)
}

// takenEverywhere reports whether the file has put a key of a place by default on something that works everywhere, and says so.
func (r *resolver) takenEverywhere(p Place, a Action, k string) bool {
	if p.Always || a.Own || p.Letters && types(k) {
		return false
	}
	for _, always := range r.always {
		for _, other := range always.Actions {
			set, said := r.of(always.Name, other.Name)
			i := slices.IndexFunc(set.keys, func(s assigned) bool { return s.name == k })
			if !said || i < 0 || slices.Contains(other.Keys, k) {
				continue
			}
			r.lose(set.keys[i].at, k, p, a)
			return true
		}
	}
	return false
}

func names(keys []assigned) []string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = k.name
	}
	return all
}

func lower(title string) string { return strings.ToLower(title[:1]) + title[1:] }
