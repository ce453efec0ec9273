package ui

import (
	"fmt"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// keymaps is every key of the program, by the place where it works.
type keymaps struct {
	everywhere KeyMap
	shelf      list.KeyMap
	reading    pager.KeyMap
	selecting  pager.SelectKeyMap
	card       card.KeyMap
	guesses    guessKeys
	themes     themeKeys
	lists      pickKeys
	typing     promptKeys
	help       helpKeys
}

// newKeymaps returns the bindings with other keys for some actions.
func newKeymaps(set config.Keys) keymaps {
	k := keymaps{
		everywhere: Keys(), shelf: list.Keys().With(set["shelf"]), reading: pager.Keys().With(set["reading"]),
		selecting: pager.SelectKeys().With(set["selecting"]), card: card.Keys().With(set["card"]),
		guesses: newGuessKeys(), themes: newThemeKeys(), lists: newPickKeys(), typing: newPromptKeys(), help: newHelpKeys(),
	}
	keys.Set(keyActions(&k.everywhere), set["everywhere"])
	keys.Set(guessActions(&k.guesses), set["guesses"])
	keys.Set(themeActions(&k.themes), set["themes"])
	keys.Set(pickActions(&k.lists), set["lists"])
	keys.Set(promptActions(&k.typing), set["typing"])
	keys.Set(helpActions(&k.help), set["help"])
	return k
}

// Places lists every action of the program by the place where it works, with the keys that it has by default.
func Places() []config.Place {
	k := newKeymaps(nil)
	return []config.Place{
		{Name: "everywhere", Title: "Everywhere", Always: true, Actions: actions(keyActions(&k.everywhere))},
		{Name: "shelf", Title: "Shelf", Actions: actions(list.Actions(&k.shelf))},
		{Name: "reading", Title: "Reading", Counts: true, Actions: actions(pager.Actions(&k.reading))},
		{Name: "selecting", Title: "Selecting", Actions: actions(pager.SelectActions(&k.selecting))},
		{Name: "card", Title: "On a card", Actions: actions(card.Actions(&k.card))},
		{Name: "guesses", Title: "Guesses", Actions: actions(guessActions(&k.guesses))},
		{Name: "themes", Title: "Themes", Actions: actions(themeActions(&k.themes))},
		{Name: "lists", Title: "Who's who, contents", Actions: actions(pickActions(&k.lists))},
		{Name: "typing", Title: "Typing a line", Letters: true, Actions: actions(promptActions(&k.typing))},
		{Name: "help", Title: "Help", Actions: actions(helpActions(&k.help))},
	}
}

func actions(all []keys.Action) []config.Action {
	plain := make([]config.Action, len(all))
	for i, a := range all {
		plain[i] = config.Action{Name: a.Name, Does: a.Help().Desc, Keys: a.Keys(), First: a.First, Own: a.Own, Needed: a.Needed, Digit: a.Digit}
	}
	return plain
}

// KeysPage is the page of the documentation that lists every key.
func KeysPage() string {
	var b strings.Builder
	b.WriteString("# Keys\n\nGenerated from the bindings; `go test ./ui -update` writes it anew.\n" +
		"Movements, fixes and hits take a count (`10j`, `50%`, `5G`). The digits 1 to 4 alone pick a mode; for so small a count type `03j`.\n" +
		"The names are those by which `config.toml` puts actions on other keys ([config.md](config.md)).\n")
	for _, p := range Places() {
		fmt.Fprintf(&b, "\n## %s\n\n| keys | what they do | name in `[keys.%s]` |\n| --- | --- | --- |\n", p.Title, p.Name)
		for _, a := range p.Actions {
			var named []string
			for _, k := range a.Keys {
				named = append(named, "`"+strings.ReplaceAll(k, "|", `\|`)+"`")
			}
			fmt.Fprintf(&b, "| %s | %s | `%s` |\n", strings.Join(named, " "), a.Does, a.Name)
		}
	}
	return b.String()
}
