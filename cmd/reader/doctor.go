package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// symptom is one thing that the doctor looked at.
type symptom struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func newDoctor(s *streams) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Print what it found: terminal, colours, directories, versions",
		Long: `Prints what the program found: versions, terminal, colours, directories, settings, rules. It is what a report of a mistake
should carry. It reads no article and prints no secret.`,
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error { return runDoctor(s, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func runDoctor(s *streams, asJSON bool) error {
	var all []symptom
	all = append(all, symptom{"version", readBuild().String()})
	all = append(all, terminalState(s)...)
	for _, d := range directories(s.getenv) {
		all = append(all, symptom{d.name + " directory", d.state()})
	}
	all = append(all, settingsState(s), rulesState(), ownRulesState(s), articlesState(), dictionariesState(s))
	if asJSON {
		return printJSON(s, all)
	}
	for _, one := range all {
		if err := s.print(fmt.Sprintf("%-18s %s\n", one.Name, document.CleanLine(one.Value))); err != nil {
			return err
		}
	}
	return nil
}

// seen are the variables that say something about the terminal and nothing about the user.
var seen = []string{
	"TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLORFGBG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE",
	"VTE_VERSION", "KONSOLE_VERSION", "LANG", "LC_ALL", "LC_CTYPE",
}

func terminalState(s *streams) []symptom {
	state := "standard output is no terminal"
	if s.terminal {
		state = "standard output is a terminal"
		if width, height, err := term.GetSize(os.Stdout.Fd()); err == nil {
			state = fmt.Sprintf("%s of %d by %d cells", state, width, height)
		}
	}
	var variables []string
	for _, name := range seen {
		if value := s.getenv(name); value != "" {
			variables = append(variables, name+"="+value)
		}
	}
	for _, name := range []string{"TMUX", "STY", "SSH_CONNECTION", "WSL_DISTRO_NAME"} {
		if s.getenv(name) != "" { // their values are nobody's business
			variables = append(variables, name+" is set")
		}
	}
	return []symptom{
		{"terminal", state},
		{"colours", colorprofile.Detect(os.Stdout, s.environ).String()},
		{"background", backgroundState(s)},
		{"underlines", map[bool]string{true: "curly", false: "straight"}[theme.Curly(s.environ, smulx(s.getenv))]},
		{"environment", firstOf(strings.Join(variables, " "), "says nothing")},
	}
}

// backgroundState says what is taken for granted until the terminal program has the terminal's answer.
func backgroundState(s *streams) string {
	state := map[bool]string{true: "dark", false: "light"}[theme.Guess(s.environ)]
	if s.getenv("COLORFGBG") != "" {
		return state + ", says COLORFGBG"
	}
	return state + ", unless the terminal says otherwise"
}

// state says where a directory is, who said so, and whether it is there.
func (d directory) state() string {
	if d.path == "" {
		return "unknown: the environment names no home"
	}
	there := "not there yet"
	switch info, err := os.Stat(d.path); {
	case err == nil && info.IsDir():
		there = "there"
	case err == nil:
		there = "a file is in its place"
	case !os.IsNotExist(err):
		there = "cannot be looked at"
	}
	return fmt.Sprintf("%s (%s; %s)", d.path, d.from, there)
}

func rulesState() symptom {
	packs := annotate.BarePacks()
	return symptom{"rules", fmt.Sprintf("%d in %d built-in packs", countRules(packs), len(packs))}
}

// ownRulesState says what the user's packs hold and how many mistakes are in them.
func ownRulesState(s *streams) symptom {
	var files []string
	if dir := packsDirectory(s.getenv); dir != "" {
		found, err := packFiles(dir)
		if err != nil && !os.IsNotExist(err) {
			return symptom{"own rules", err.Error()}
		}
		files = found
	}
	packs, wrong := readPacks(files, newPackCache(s.getenv))
	state := fmt.Sprintf("%d in %d packs", countRules(packs), len(files))
	chosen, strange := readSwitches(s.getenv)
	if len(chosen) > 0 {
		state += fmt.Sprintf(", switches: %d (%s)", len(chosen), switchesFile(s.getenv))
	}
	wrong = errors.Join(wrong, strange)
	if n := len(annotate.Mistakes(wrong)); n > 0 {
		state += fmt.Sprintf(", %d mistakes (`reader glossary test` names them)", n)
	}
	return symptom{"own rules", state}
}

func countRules(packs []*annotate.Pack) (n int) {
	for _, p := range packs {
		n += len(p.Rules)
	}
	return n
}

func articlesState() symptom {
	all, err := articles.Builtin()
	if err != nil {
		return symptom{"articles", err.Error()}
	}
	return symptom{"articles", fmt.Sprintf("%d built in", len(all))}
}

func dictionariesState(s *streams) symptom {
	store, err := dictionaries(s)
	if err != nil {
		return symptom{"dictionaries", "none: the environment names no home"}
	}
	open, err := store.Open()
	var names []string
	for _, d := range open {
		names = append(names, fmt.Sprintf("%s (%d entries)", d.Info.Name, d.Info.Entries))
	}
	state := firstOf(strings.Join(names, ", "), "none installed")
	if err != nil {
		state += "; " + err.Error()
	}
	return symptom{"dictionaries", state}
}

// printJSON prints a value on one line; what could harm a terminal is escaped.
func printJSON(s *streams, value any) error {
	out, err := json.Marshal(value)
	if err != nil {
		return err
	}
	_, err = s.out.Write(append(document.AppendLive(nil, out), '\n'))
	return err
}
