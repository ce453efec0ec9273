package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// candidate is one way to complete what is typed on the command line.
type candidate struct {
	line  string // what the whole line is then
	name  string
	does  string
	right string // its keys, or what it is now
}

// completer knows what can be typed on the command line.
type completer struct {
	commands []command
	settings config.Settings // what holds
	folder   folder          // the one that was listed last
	tags     []string        // of the library
}

// folder is what is in a folder, as far as it is known. The names of folders in it end in a slash.
type folder struct {
	path  string // as typed, with its last slash; "" is the working directory
	names []string
	known bool
}

// candidates lists what a line may become, and what they all are.
func (c *completer) candidates(line string) (what string, all []candidate) {
	name, rest, has := strings.Cut(strings.TrimLeft(line, " "), " ")
	if !has {
		return "Commands", c.names(name)
	}
	cmd, err := findCommand(c.commands, name)
	if err != nil {
		return "", nil
	}
	rest = strings.TrimLeft(rest, " ")
	switch cmd.takes {
	case aSetting:
		if setting, value, ok := cutSetting(rest); ok {
			return c.values(cmd, setting, value)
		}
		return "Settings", c.settingNames(cmd, rest)
	case aFile, aSource:
		return "Files", c.files(cmd, rest)
	case someText:
		return colourCandidates(cmd, rest)
	case someTags:
		return "Tags", c.tagsFor(cmd, rest)
	case aCharset:
		return "Encodings", charsetNames(cmd, rest)
	default:
		return "", nil
	}
}

// wants is the folder that has to be listed before a line can be completed; ok is false where none has.
func (c *completer) wants(line string) (path string, ok bool) {
	name, rest, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
	if cmd, err := findCommand(c.commands, name); err != nil || cmd.takes != aFile && cmd.takes != aSource || !strings.Contains(line, " ") {
		return "", false
	}
	path, _ = splitPath(strings.TrimLeft(rest, " "))
	return path, !c.folder.known || c.folder.path != path
}

func (c *completer) names(typed string) []candidate {
	var all []candidate
	for _, cmd := range matching(c.commands, typed, func(cmd command) string { return cmd.name }) {
		line := cmd.name
		if cmd.takes != nothing {
			line += " "
		}
		all = append(all, candidate{line, cmd.name, cmd.does, cmd.keys})
	}
	return all
}

func (c *completer) settingNames(cmd command, typed string) []candidate {
	var all []candidate
	for _, s := range matching(config.Table, strings.ReplaceAll(typed, "-", "_"), func(s config.Setting) string { return s.Name }) {
		all = append(all, candidate{cmd.name + " " + s.Name + " ", s.Name, s.Does, s.Text(c.settings)})
	}
	return all
}

// charsetNames lists the encodings that texts are read in.
func charsetNames(cmd command, typed string) []candidate {
	var all []candidate
	for _, name := range matching(articles.Charsets(), typed, func(name string) string { return name }) {
		all = append(all, candidate{line: cmd.name + " " + name, name: name})
	}
	return all
}

// values lists what a setting can be; of a number, what it is.
func (c *completer) values(cmd command, name, typed string) (what string, all []candidate) {
	s, ok := settingNamed(name)
	if !ok {
		return "", nil
	}
	now := s.Text(c.settings)
	line := cmd.name + " " + s.Name + " "
	if s.Choices() == nil {
		return s.Name, []candidate{{line + now, now, s.Takes, "now"}}
	}
	for _, value := range matching(s.Choices(), typed, func(v string) string { return v }) {
		one := candidate{line: line + value, name: value}
		if value == now {
			one.right = "now"
		}
		all = append(all, one)
	}
	return s.Name, all
}

func (c *completer) files(cmd command, typed string) []candidate {
	path, begun := splitPath(typed)
	if !c.folder.known || c.folder.path != path {
		return nil
	}
	var all []candidate
	for _, name := range c.folder.names {
		if strings.HasPrefix(name, begun) && (begun != "" || !strings.HasPrefix(name, ".")) {
			all = append(all, candidate{line: cmd.name + " " + path + name, name: document.CleanLine(name)})
		}
	}
	return all
}

// tagsFor completes the last of the tags in a line.
func (c *completer) tagsFor(cmd command, typed string) []candidate {
	before, begun := "", typed
	if i := strings.LastIndex(typed, ","); i >= 0 {
		before, begun = typed[:i+1]+" ", strings.TrimLeft(typed[i+1:], " ")
	}
	var all []candidate
	for _, tag := range matching(c.tags, begun, strings.ToLower) {
		all = append(all, candidate{line: cmd.name + " " + before + tag, name: tag})
	}
	return all
}

// splitPath parts a path into its folder, with the last slash, and what is begun in it.
func splitPath(path string) (folder, begun string) {
	i := strings.LastIndexFunc(path, func(r rune) bool { return r == '/' || r == filepath.Separator })
	return path[:i+1], path[i+1:]
}

// settingNamed finds a setting; hyphens are underscores.
func settingNamed(name string) (config.Setting, bool) {
	name = strings.ReplaceAll(name, "-", "_")
	i := slices.IndexFunc(config.Table, func(s config.Setting) bool { return s.Name == name })
	if i < 0 {
		return config.Setting{}, false
	}
	return config.Table[i], true
}

// cutSetting parts “theme dark” or “theme=dark”; ok is false while only a name is there.
func cutSetting(text string) (name, value string, ok bool) {
	i := strings.IndexAny(text, " =")
	if i < 0 {
		return text, "", false
	}
	return text[:i], strings.TrimSpace(strings.TrimLeft(text[i:], " =")), true
}

// matching lists what has typed in its name: first where the name begins so, then where one of its words does, then the others.
func matching[T any](all []T, typed string, name func(T) string) []T {
	typed = strings.ToLower(typed)
	var ranks [3][]T
	for _, one := range all {
		n := name(one)
		switch at := strings.Index(n, typed); {
		case at == 0:
			ranks[0] = append(ranks[0], one)
		case strings.Contains(n, "-"+typed), strings.Contains(n, "_"+typed):
			ranks[1] = append(ranks[1], one)
		case at > 0:
			ranks[2] = append(ranks[2], one)
		}
	}
	return slices.Concat(ranks[:]...)
}
