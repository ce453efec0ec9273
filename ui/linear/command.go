package linear

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/render"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// command is something that can be typed.
type command struct {
	names   []string // the word, then what may be typed for it
	takes   string   // what may stand behind it, for the help
	does    string
	reading bool // only while an article is open
	do      func(s *session, argument string)
}

// commands is every command, in the order of the help, which is made from it. Letters are those of the full-screen program where they can be.
func commands() []command {
	return []command{
		{[]string{"read", "r"}, "", "read on; an empty line does the same", true, func(s *session, _ string) { s.readOn() }},
		{[]string{"again", "."}, "", "read the same once more", true, func(s *session, _ string) { s.open.read(s) }},
		{[]string{"back", "b"}, "", "read what stands before", true, func(s *session, _ string) { s.readBack() }},
		{[]string{"page", "f"}, "", "read on by a screenful", true, func(s *session, _ string) { s.readPage() }},
		{[]string{"start", "g"}, "", "go to the start", true, func(s *session, _ string) { s.goTo("0%") }},
		{[]string{"end", "ge"}, "", "go to the end", true, func(s *session, _ string) { s.goTo("100%") }},
		{[]string{"go"}, "50% | LINE", "go to so much of the text, or to a line of it", true, (*session).goTo},
		{[]string{"where", "i"}, "", "say where you are", true, func(s *session, _ string) { s.sayWhere() }},

		{[]string{"next", "n"}, "[COUNT]", "go to the next fix and read its sentence", true, func(s *session, n string) { s.stepFix(n, 1) }},
		{[]string{"previous", "p"}, "[COUNT]", "go to the fix before", true, func(s *session, n string) { s.stepFix(n, -1) }},
		{[]string{"fix"}, "NUMBER", "go to a fix by its number", true, (*session).goToFix},
		{[]string{"peek", "o"}, "", "read the sentence of the fix in the other wording", true, func(s *session, _ string) { s.peek() }},
		{[]string{"card", "c"}, "", "tell all that is known of the fix", true, func(s *session, _ string) { s.tellCard() }},
		{[]string{"why", "y"}, "", "tell what spoke for and against the fix", true, func(s *session, _ string) { s.tellReasons() }},
		{[]string{"words", "d"}, "", "look up the Chinese of the fix", true, func(s *session, _ string) { s.lookUp() }},
		{[]string{"accept", "a"}, "", "accept the fix", true, func(s *session, _ string) { s.judge(review.Accepted) }},
		{[]string{"reject", "x"}, "", "put the machine's words back", true, func(s *session, _ string) { s.judge(review.Rejected) }},
		{[]string{"edit", "e"}, "WORDS", "put other words in place of the fix", true, (*session).edit},
		{[]string{"own"}, "WORDS = FIX", "make a fix of your own for words that stand here or later", true, (*session).ownFix},
		{[]string{"guess", "gu"}, "[WORDS]", "guess what Chinese the words were made of; a number takes a guess", true, (*session).guess},
		{[]string{"highlight", "hi"}, "[WORDS] [= COLOUR]", "highlight words that are read here or later, or the fix or sentence", true, (*session).highlight},
		{[]string{"note"}, "[WORDS =] NOTE", "note on words that are read here or later, or on the fix or sentence", true, (*session).note},
		{[]string{"notes"}, "[WORDS]", "list highlights and notes; a number goes there", true, (*session).listNotes},
		{[]string{"erase"}, "NUMBER", "take a highlight or note away", true, (*session).erase},
		{[]string{"undo", "u"}, "", "take the last thing that you did back", true, func(s *session, _ string) { s.undo() }},
		{[]string{"redo"}, "", "do it again", true, func(s *session, _ string) { s.redo() }},

		{[]string{"search", "/"}, "[WORDS]", "search; without words go to the next hit", true, (*session).search},
		{[]string{"search-back", `\`}, "", "go to the hit before", true, func(s *session, _ string) { s.stepFound(-1) }},
		{[]string{"who", "w"}, "", "list who and what is named; a number goes there", true, func(s *session, _ string) { s.listCast() }},
		{[]string{"off"}, "NUMBER", "turn the fixes of one of them off, or on again", true, (*session).turnOff},
		{[]string{"contents", "t"}, "", "list the headings; a number goes there", true, func(s *session, _ string) { s.listContents() }},
		{[]string{"links", "k"}, "[all | WORDS]", "list the links of what was read, or all, or those that have the words; a number follows one", true, (*session).listLinks},
		{[]string{"mark"}, "NAME", "mark the place", true, (*session).mark},
		{[]string{"to", "'"}, "NAME", "go to a marked place", true, (*session).toMark},
		{[]string{"return"}, "", "go back before the last jump", true, func(s *session, _ string) { s.goBack() }},
		{[]string{"fold", "z"}, "", "leave page furniture out, or read it", true, func(s *session, _ string) { s.toggleFold() }},

		{[]string{"facts"}, "", "tell what is known of the article", true, func(s *session, _ string) { s.tellFacts() }},
		{[]string{"encoding"}, "[NAME]", "read the text again in another encoding; without a name, say which it was", true, (*session).encoding},

		{[]string{"paste"}, "", "make an article of what the clipboard holds", false, func(s *session, _ string) { s.paste() }},
		{[]string{"list", "l"}, "[WORDS]", "list the articles, or those that have the words; a number opens one", false, (*session).showShelf},
		{[]string{"open"}, "NUMBER", "open an article by its number on the whole shelf", false, (*session).openNumber},
		{[]string{"sections"}, "", "list the sections of the library: unread, starred, feeds, tags, searches; a number shows one", false, func(s *session, _ string) { s.listSections() }},
		{[]string{"section"}, "NAME", "show a section by its name", false, (*session).goToSection},
		{[]string{"find", "s"}, "WORDS", "search everything; a number reads an article at the place", false, (*session).findAll},
		{[]string{"keep-search"}, "[NAME]", "keep the last search as a section", false, (*session).keepSearch},
		{[]string{"star", "*"}, "[NUMBERS]", "give articles a star: the open one, or those with these numbers of the list", false, func(s *session, n string) { s.star(n, true) }},
		{[]string{"unstar"}, "[NUMBERS]", "take the star away", false, func(s *session, n string) { s.star(n, false) }},
		{[]string{"done"}, "[NUMBERS]", "mark articles as read", false, func(s *session, n string) { s.setState(n, shelf.Read) }},
		{[]string{"unread"}, "[NUMBERS]", "mark them as unread", false, func(s *session, n string) { s.setState(n, shelf.Unread) }},
		{[]string{"archive"}, "[NUMBERS]", "put articles away", false, func(s *session, n string) { s.archive(n, true) }},
		{[]string{"unarchive"}, "[NUMBERS]", "bring them back", false, func(s *session, n string) { s.archive(n, false) }},
		{[]string{"delete"}, "[NUMBERS]", "delete articles; files stay where they are", false, (*session).remove},
		{[]string{"tag"}, "[NUMBERS] TAGS", "give articles tags, with commas between them", false, func(s *session, t string) { s.tag(t, false) }},
		{[]string{"untag"}, "[NUMBERS] TAGS", "take tags away", false, func(s *session, t string) { s.tag(t, true) }},
		{[]string{"restore"}, "", "take the last change of the library back", false, func(s *session, _ string) { s.restore() }},
		{[]string{"add"}, "SOURCE", "add a file, a folder, a page or a feed; without one the open article", false, (*session).add},
		{[]string{"refresh"}, "", "look for what is new in feeds and folders", false, func(s *session, _ string) { s.refresh() }},
		{[]string{"failures"}, "", "tell what could not be added; a number tries again", false, func(s *session, _ string) { s.listFailures() }},
		{[]string{"forget"}, "", "forget what could not be added", false, func(s *session, _ string) { s.forget() }},
		{[]string{"more"}, "", "go on with a list", false, func(s *session, _ string) { s.sayMore() }},
		{[]string{"mode", "m"}, "[NAME]", "original, marked, fixed or both; without a name the next", false, (*session).setMode},
		{[]string{"help", "h", "?"}, "[COMMAND]", "list the commands", false, (*session).help},
		{[]string{"close", "q"}, "", "leave the article, or the program", false, func(s *session, _ string) { s.closeArticle() }},
		{[]string{"quit"}, "", "leave the program", false, func(s *session, _ string) { s.ended = true }},
	}
}

// obey does what a line says.
func (s *session) obey(line string) {
	name, argument := parse(line)
	if name == "" {
		s.readOn()
		return
	}
	if n, err := strconv.Atoi(name); err == nil && argument == "" {
		s.pick(n)
		return
	}
	c, ok := find(name)
	switch {
	case !ok:
		s.say(unknown(name))
	case c.reading && s.open == nil:
		s.say(c.names[0] + " needs an open article: type the number of one, or list")
	default:
		c.do(s, argument)
	}
}

// parse takes a line apart. A sign that is a command needs no blank behind it.
func parse(line string) (name, argument string) {
	line = strings.TrimSpace(line)
	if r, n := utf8.DecodeRuneInString(line); n > 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return line[:n], strings.TrimSpace(line[n:])
	}
	name, argument, _ = strings.Cut(line, " ")
	return strings.ToLower(name), strings.TrimSpace(argument)
}

func find(name string) (command, bool) {
	for _, c := range commands() {
		if slices.Contains(c.names, name) {
			return c, true
		}
	}
	return command{}, false
}

func unknown(name string) string {
	var all []string
	for _, c := range commands() {
		all = append(all, c.names[0])
	}
	text := fmt.Sprintf("no command is called “%s”", name)
	if near := annotate.Nearest(name, all); near != "" {
		text += ": did you mean " + near + "?"
	}
	return text + "; help lists them"
}

// help lists the commands that can be typed now, or says what one does.
func (s *session) help(name string) {
	if name = strings.ToLower(name); name != "" {
		c, ok := find(name)
		if !ok {
			s.say(unknown(name))
			return
		}
		s.say(c.String())
		return
	}
	s.say("Commands are typed with enter behind them; an empty line reads on.")
	for _, c := range commands() {
		if !c.reading || s.open != nil {
			s.say(c.String())
		}
	}
}

// String tells a command: search, /, [WORDS]: search ….
func (c command) String() string {
	head := strings.Join(c.names, ", ")
	if c.takes != "" {
		head += ", with " + c.takes
	}
	return head + ": " + c.does
}

// Page is the page of the documentation that lists every command.
func Page() string {
	var b strings.Builder
	b.WriteString("# Commands of the linear mode\n\nGenerated from the table of commands; `go test ./ui/linear -update` writes it anew.\n\n" +
		"`reader --linear` reads commands, each a line with enter behind it, from the terminal or from a pipe, and answers in plain lines. " +
		"Capitals do not matter. An empty line reads on.\n\n| command | short | with | what it does |\n| --- | --- | --- | --- |\n")
	for _, c := range commands() {
		var short []string
		for _, n := range c.names[1:] {
			short = append(short, "`"+n+"`")
		}
		takes := ""
		if c.takes != "" {
			takes = "`" + strings.ReplaceAll(c.takes, "|", `\|`) + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", c.names[0], strings.Join(short, " "), takes, c.does)
	}
	b.WriteString("\nA number alone picks an entry of the list that was told last.\n")
	return b.String()
}

// setMode changes the mode and says so.
func (s *session) setMode(name string) {
	mode := s.Mode.Next()
	if name != "" {
		var err error
		if mode, err = render.ParseMode(strings.ToLower(name)); err != nil {
			s.say(err.Error())
			return
		}
	}
	s.Mode = mode
	if s.open != nil {
		s.open.look(s)
	}
	s.say("mode: " + mode.String())
}
