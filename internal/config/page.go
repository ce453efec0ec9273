package config

import (
	"fmt"
	"strings"
)

// Sample is a file in which everything is said and nothing is set.
func Sample() string {
	var b strings.Builder
	b.WriteString("# Settings of reader. What stands behind a # is the default; take the # away to change it.\n" +
		"# `reader config check` names mistakes; the program takes over what is saved while it runs.\n")
	for _, s := range Table {
		fmt.Fprintf(&b, "\n# %s: %s\n# %s = %s\n", s.Does, s.Values(), s.Name, s.Value(Defaults()))
	}
	b.WriteString("\n# Keys by the names of actions, which docs/keys.md and `reader config show --all` list. Below [keys] a name is for every\n" +
		"# place that has it, below [keys.reading] for one place only.\n# [keys]\n# next-fix = [\"n\", \"right\"]\n")
	return b.String()
}

// Page is the page of the documentation about settings.
func Page(places []Place) string {
	var b strings.Builder
	b.WriteString(`# Settings

Generated from the table of settings; ` + "`go test ./ui -update`" + ` writes it anew.

The settings are in ` + "`config.toml`" + ` in the configuration directory: ` + "`~/.config/reader`" + ` on Linux and macOS, ` + "`%AppData%\\reader`" + ` on Windows, or where
READER_CONFIG_DIR says. None is needed. A flag stands before a variable of the environment, that before the file, the file before the default.

    reader config edit      # opens it in $VISUAL or $EDITOR, and checks what is saved
    reader config show      # what holds, and where each of it comes from (--json, --all)
    reader config check     # every mistake as FILE:LINE:COL: message; exit 2 if there is one
    reader config path      # where the file is

A mistake costs nothing but itself: it is reported with its place and the nearest that is known, and the rest holds. Commands that are filters say it on
standard error and go on; the terminal program says it in its bar. While it runs, the program takes over what is saved within a second or so, without losing
the place; a file with mistakes changes nothing then, unless they are keys that it takes from others. In the program
` + "`:set NAME VALUE`" + ` changes a setting for as long as it runs.

| name | value | default | what it is | variable | flag |
| --- | --- | --- | --- | --- | --- |
`)
	for _, s := range Table {
		fmt.Fprintf(&b, "| `%s` | %s | `%s` | %s | `%s` | `--%s` |\n", s.Name, strings.ReplaceAll(s.Values(), "|", ", "), s.Value(Defaults()), s.Does, strings.Join(s.Variables(), "`, `"), s.Flag())
	}
	b.WriteString(`
` + "`strictness`" + ` holds for every command that looks for fixes, ` + "`theme`, `measure` and `signs`" + ` for ` + "`reader show`" + ` too, ` + "`fetch.allow_private`" + ` for whatever fetches; the others are
the terminal program's. A name with a dot is one in a table: ` + "`fetch.allow_private = true`" + `, or ` + "`allow_private = true`" + ` below ` + "`[fetch]`" + `. A variable can be 1 or 0 for true or false.

A ` + "`theme`" + ` that is a path, or ends in .json, is a style file of glamour's; in the file of settings it is a path from there, and it is read anew when it is saved. In the program ` + "`T`" + ` lists the themes.

## Keys

Every key can be put elsewhere, by the name of what it does; [keys.md](keys.md) lists the names. An action may have one key or several, or none (` + "`[]`" + `).

    [keys]                        # in every place that has an action of this name
    next-fix = ["n", "right"]
    down = ["j", "down", "ctrl+j"]

    [keys.card]                   # in this place only; it stands before [keys]
    next = "tab"

The places are `)
	for i, p := range places {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "`%s`", p.Name)
	}
	b.WriteString(`. What is in ` + "`everywhere`" + ` works in all others as well.

A key is a letter or sign as it is typed (` + "`n`, `N`, `?`" + `) or a name: `)
	for _, k := range named[:15] {
		fmt.Fprintf(&b, "`%s`, ", k)
	}
	b.WriteString("`f1` to `f63`. Before it may stand what is held: ")
	for i, m := range modifiers {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "`%s+`", m)
	}
	b.WriteString(`.
In most terminals ` + "`ctrl+i`, `ctrl+m` and `ctrl+[`" + ` are ` + "`tab`, `enter` and `esc`" + `.

In one place a key does one thing. A key that is set is taken from the action that has it by default, and that is said; set the keys of that action too, and all is
well. Of two that are set the first stands. ` + "`quit`, `done`, `cancel`" + ` and the ` + "`close`" + ` of the help need a key. While reading, digits are counts: only the four modes can be on
them. While a line is typed, letters are text. While a search is live its keys are nobody else's, so they may be those of other actions.
`)
	return b.String()
}
