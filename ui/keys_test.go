package ui

import (
	"testing"

	"charm.land/bubbles/v2/key"

	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// TestKeyTables: in one place no key is bound twice, and every binding says what it does.
func TestKeyTables(t *testing.T) {
	reading := drive(t, 80, 24, nil)
	reading.press("enter")
	searching := drive(t, 80, 24, nil)
	searching.press("enter", "/", "letter", "enter")
	tables := []section{
		{"shelf", list.Keys().Bindings()},
		{"reading", reading.pager.Help()},
		{"searching", searching.pager.Help()},
		{"selecting", pager.SelectKeys().Bindings()},
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
