package ui

import (
	"reflect"
	"testing"

	"charm.land/bubbles/v2/key"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// TestKeyTables: in one place no key is bound twice, and every binding says what it does.
func TestKeyTables(t *testing.T) {
	reading := drive(t, 80, 24, nil)
	reading.press("enter")
	searching := drive(t, 80, 24, nil)
	searching.press("enter", "/", "letter", "enter")
	k := newKeymaps(nil)
	tables := []section{
		{"shelf", list.Keys().Bindings()},
		{"reading", reading.pager.Help()},
		{"searching", searching.pager.Help()},
		{"selecting", pager.SelectKeys().Bindings()},
		{"following", pager.LinkKeys().Bindings()},
		{"link", keys.Bindings(linkActions(&k.link))},
		{"card", card.Keys().Bindings()},
		{"guesses", newGuessKeys().bindings()},
		{"pick", newPickKeys().bindings()},
		{"prompt", newPrompt("", "", nil, nil).Help()},
		{"help", (&help{keys: newHelpKeys()}).Help()},
	}
	everywhere := Keys().bindings()
	for _, table := range tables {
		bound := map[string]string{}
		all := append([]key.Binding{}, table.bindings...)
		if table.title != "help" { // where ? closes what it opened
			all = append(all, everywhere...)
		}
		for _, b := range all {
			if b.Help().Key == "" || b.Help().Desc == "" {
				t.Errorf("%s: %v has no help", table.title, b.Keys())
			}
			if !b.Enabled() {
				continue
			}
			for _, k := range b.Keys() {
				if other, taken := bound[k]; taken {
					t.Errorf("%s: %q is bound to %q and %q", table.title, k, other, b.Help().Desc)
				}
				bound[k] = b.Help().Desc
			}
		}
	}
}

// TestKeysPage: the page in the documentation is the one made from the bindings.
func TestKeysPage(t *testing.T) { golden(t, "../docs/keys.md", KeysPage()) }

// TestSettingsPage: the page in the documentation is the one made from the table of settings.
func TestSettingsPage(t *testing.T) { golden(t, "../docs/config.md", config.Page(Places())) }

// TestPlaces: no name of an action is that of a place, so that a file can name both, and each stands once in its place.
func TestPlaces(t *testing.T) {
	places := map[string]bool{}
	for _, p := range Places() {
		places[p.Name] = true
	}
	for _, p := range Places() {
		seen := map[string]bool{}
		for _, a := range p.Actions {
			if places[a.Name] || seen[a.Name] {
				t.Errorf("%s: the name %q stands for something else", p.Name, a.Name)
			}
			seen[a.Name] = true
			if len(a.Keys) == 0 {
				t.Errorf("%s: %q has no key", p.Name, a.Name)
			}
			for _, k := range a.Keys {
				if name, err := config.KeyName(k); err != nil || name != k {
					t.Errorf("%s: %q: the key %q is read as %q, %v", p.Name, a.Name, k, name, err)
				}
			}
		}
	}
}

// TestEveryKeyIsNamed: what help lists can be set.
func TestEveryKeyIsNamed(t *testing.T) {
	k := newKeymaps(nil)
	for _, keymap := range []any{k.everywhere, k.shelf, k.reading, k.selecting, k.linking, k.link, k.card, k.guesses, k.lists, k.typing, k.help} {
		fields := reflect.TypeOf(keymap).NumField()
		place := Places()[indexOf(keymap, k)]
		if len(place.Actions) != fields {
			t.Errorf("%s: %d bindings and %d names", place.Name, fields, len(place.Actions))
		}
	}
}

func indexOf(keymap any, k keymaps) int {
	v := reflect.ValueOf(k)
	for i := range v.NumField() {
		if v.Field(i).Type() == reflect.TypeOf(keymap) {
			return i
		}
	}
	return -1
}
