// Package keys names what keys do, so that a reader can put it on others.
package keys

import (
	"slices"

	"charm.land/bubbles/v2/key"
)

// Action is a binding by name. What the flags mean is told in config.Action.
type Action struct {
	*key.Binding

	Name   string
	First  bool
	Own    bool
	Needed bool
	Digit  bool
}

// Bind makes a binding whose help shows a key, as a rule the first one, and says what it does.
func Bind(shown, help string, all ...string) key.Binding {
	return key.NewBinding(key.WithKeys(all...), key.WithHelp(shown, help))
}

// Bindings lists the bindings of actions.
func Bindings(all []Action) []key.Binding {
	bindings := make([]key.Binding, len(all))
	for i, a := range all {
		bindings[i] = *a.Binding
	}
	return bindings
}

// Enabled lists the bindings of actions that have keys and are not off.
func Enabled(all []Action) []key.Binding {
	return slices.DeleteFunc(Bindings(all), func(b key.Binding) bool { return !b.Enabled() })
}

// Set gives actions other keys, by their names. Help shows the first of them; an action without keys is off.
func Set(all []Action, keys map[string][]string) {
	for _, a := range all {
		set, ok := keys[a.Name]
		if !ok {
			continue
		}
		Give(a.Binding, set)
	}
}

// Give gives a binding other keys.
func Give(b *key.Binding, keys []string) {
	b.SetKeys(keys...)
	if len(keys) > 0 {
		b.SetHelp(keys[0], b.Help().Desc)
	}
}

// Without takes keys away from a binding.
func Without(b *key.Binding, taken []string) {
	var kept []string
	lost := false
	for _, k := range b.Keys() {
		if slices.Contains(taken, k) {
			lost = true
		} else {
			kept = append(kept, k)
		}
	}
	if lost {
		Give(b, kept)
	}
}
