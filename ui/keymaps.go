package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/ui/card"
	"github.com/seed-0d8bf4ce/reader/ui/keys"
	"github.com/seed-0d8bf4ce/reader/ui/list"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// keymaps is every key of the program, by the place where it works.
type keymaps struct {
	everywhere KeyMap
	shelf      list.KeyMap
	reading    pager.KeyMap
	selecting  pager.SelectKeyMap
	linking    pager.LinkKeyMap
	link       linkKeys
	fetching   fetchKeys
	card       card.KeyMap
	mark       card.MarkKeyMap
	choosing   choiceKeys
	guesses    guessKeys
	themes     themeKeys
	lists      pickKeys
	sections   sectionKeys
	failures   failureKeys
	finding    findingKeys
	facts      factKeys
	typing     promptKeys
	help       helpKeys
}

// newKeymaps returns the bindings with other keys for some actions.
func newKeymaps(set config.Keys) keymaps {
	k := keymaps{
		everywhere: Keys(), shelf: list.Keys().With(set["shelf"]), reading: pager.Keys().With(set["reading"]),
		selecting: pager.SelectKeys().With(set["selecting"]), linking: pager.LinkKeys().With(set["following"]), link: newLinkKeys(), fetching: newFetchKeys(), card: card.Keys().With(set["card"]),
		mark: card.MarkKeys().With(set["mark-card"]), choosing: newChoiceKeys(),
		guesses: newGuessKeys(), themes: newThemeKeys(), lists: newPickKeys(), sections: newSectionKeys(), failures: newFailureKeys(), finding: newFindingKeys(), facts: newFactKeys(),
		typing: newPromptKeys(), help: newHelpKeys(),
	}
	keys.Set(keyActions(&k.everywhere), set["everywhere"])
	keys.Set(linkActions(&k.link), set["link"])
	keys.Set(fetchActions(&k.fetching), set["fetching"])
	keys.Set(choiceActions(&k.choosing), set["choosing"])
	keys.Set(guessActions(&k.guesses), set["guesses"])
	keys.Set(themeActions(&k.themes), set["themes"])
	keys.Set(pickActions(&k.lists), set["lists"])
	keys.Set(sectionActions(&k.sections), set["section-list"])
	keys.Set(failureActions(&k.failures), set["failure-list"])
	keys.Set(findingActions(&k.finding), set["finding"])
	keys.Set(factActions(&k.facts), set["facts"])
	keys.Set(promptActions(&k.typing), set["typing"])
	keys.Set(helpActions(&k.help), set["help"])
	return k
}

// table is a place with its bindings.
type table struct {
	config.Place

	bindings []keys.Action
}

// tables lists the bindings by the place where they work.
func (k *keymaps) tables() []table {
	return []table{
		{config.Place{Name: "everywhere", Title: "Everywhere", Always: true}, keyActions(&k.everywhere)},
		{config.Place{Name: "shelf", Title: "Shelf"}, list.Actions(&k.shelf)},
		{config.Place{Name: "reading", Title: "Reading", Counts: true}, pager.Actions(&k.reading)},
		{config.Place{Name: "selecting", Title: "Selecting"}, pager.SelectActions(&k.selecting)},
		{config.Place{Name: "following", Title: "Choosing a link", Letters: true}, pager.LinkActions(&k.linking)},
		{config.Place{Name: "link", Title: "On the card of a link"}, linkActions(&k.link)},
		{config.Place{Name: "fetching", Title: "While a page is fetched, or articles are added"}, fetchActions(&k.fetching)},
		{config.Place{Name: "card", Title: "On a card"}, card.Actions(&k.card)},
		{config.Place{Name: "mark-card", Title: "On the card of a highlight or a note"}, card.MarkActions(&k.mark)},
		{config.Place{Name: "choosing", Title: "Choosing one of a few", Letters: true}, choiceActions(&k.choosing)},
		{config.Place{Name: "guesses", Title: "Guesses"}, guessActions(&k.guesses)},
		{config.Place{Name: "themes", Title: "Themes"}, themeActions(&k.themes)},
		{config.Place{Name: "lists", Title: "Who's who, contents, links"}, pickActions(&k.lists)},
		{config.Place{Name: "section-list", Title: "Sections"}, sectionActions(&k.sections)},
		{config.Place{Name: "failure-list", Title: "What could not be added"}, failureActions(&k.failures)},
		{config.Place{Name: "finding", Title: "Searching everything", Letters: true}, findingActions(&k.finding)},
		{config.Place{Name: "facts", Title: "Facts about an article"}, factActions(&k.facts)},
		{config.Place{Name: "typing", Title: "Typing a line", Letters: true}, promptActions(&k.typing)},
		{config.Place{Name: "help", Title: "Help"}, helpActions(&k.help)},
	}
}

// spellOut names keys in letters where they are shown by a sign.
func (k *keymaps) spellOut() {
	for _, b := range []*key.Binding{&k.card.Next, &k.card.Prev, &k.mark.Next, &k.mark.Prev} {
		if h := b.Help(); len(b.Keys()) > 0 && theme.ToASCII(h.Key) != h.Key {
			b.SetHelp(b.Keys()[0], h.Desc)
		}
	}
}

// Places lists every action of the program by the place where it works, with the keys that it has by default.
func Places() []config.Place {
	k := newKeymaps(nil)
	var all []config.Place
	for _, t := range k.tables() {
		t.Actions = actions(t.bindings)
		all = append(all, t.Place)
	}
	return all
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
	commandsPage(&b)
	return b.String()
}

// commandsPage is the section of the page about the command line.
func commandsPage(b *strings.Builder) {
	b.WriteString("\n## The command line\n\n`:` opens it, over the shelf, the text, a card or a list. It takes the name of every action that works there and everywhere, with a count\n" +
		"where the keys take one (`:down 10`); the beginning of a name is enough where no other begins so. `tab` completes, `up` brings back what was typed before.\n\n" +
		"| typed | what it does |\n| --- | --- |\n" +
		"| `:12` `:$` `:50%` | to a line, to the last, to so much of the text |\n" +
		"| `:set NAME VALUE` | changes a setting for this session; without a value, tells what it is |\n" +
		"| `:open FILE` | puts a file on the shelf and opens it |\n" +
		"| `:open URL` | fetches a page and opens it |\n" +
		"| `:encoding NAME` | reads the open text again in another encoding, at the same place; without a name, tells what it was read as |\n" +
		"| `:paste` | makes an article of what the clipboard holds, and keeps it in the library; an address alone is opened |\n")
	for _, name := range slices.Sorted(maps.Keys(otherNames)) {
		fmt.Fprintf(b, "| `:%s` | `:%s` |\n", name, otherNames[name])
	}
}
