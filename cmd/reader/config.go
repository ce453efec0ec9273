package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui"
)

func newConfig(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config show|path|edit|check",
		Short: "Show, edit and check the settings",
		Long: `Shows, edits and checks the settings. They are in the file config.toml of the configuration directory; none is needed. A flag
stands before a variable of the environment (READER_MODE, READER_THEME and so on), that before the file, the file before the default.

A mistake is reported as FILE:LINE:COL: message, with the nearest that is known. The rest of the file holds all the same. While the
terminal program runs it takes over what is saved; a file with mistakes changes nothing then.`,
		Example: `  reader config edit
  reader config show
  reader config check`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			var names []string
			for _, sub := range cmd.Commands() {
				names = append(names, sub.Name())
			}
			if len(args) > 0 {
				return usage(cmd.CommandPath(), "%q is not known: it can be %s", args[0], quoteList(names))
			}
			return usage(cmd.CommandPath(), "%s is missing", quoteList(names))
		},
	}
	cmd.AddCommand(newConfigShow(s), newConfigPath(s), newConfigEdit(s), newConfigCheck(s))
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	return cmd
}

func newConfigShow(s *streams) *cobra.Command {
	asJSON, all := false, false
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Show what holds, and where each of it comes from",
		Long: `Shows what holds, and where each of it comes from: default, file, environment or flag. It takes the flags of the terminal program,
and shows what would hold with them. Keys are shown where they are not as by default; --all shows them all.`,
		Args: atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, wrong, err := settings(cmd.CommandPath(), s, cmd.Flags())
			if err != nil {
				return err
			}
			for _, one := range annotate.Mistakes(wrong) {
				s.fail(one)
			}
			if asJSON {
				return showConfigJSON(s, c)
			}
			return showConfig(s, c, all)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&all, "all", false, "show all keys")
	settingFlags(cmd, settingNames()...)
	return cmd
}

// settingNames names all settings: the terminal program has a flag for each.
func settingNames() []string {
	names := make([]string, len(config.Table))
	for i, s := range config.Table {
		names[i] = s.Name
	}
	return names
}

func showConfig(s *streams, c *config.Config, all bool) error {
	for _, r := range c.Rows() {
		if strings.HasPrefix(r.Name, "keys.") && r.From == config.FromDefault && !all {
			continue
		}
		from := r.From
		if r.Where != "" {
			from += " (" + r.Where + ")"
		}
		if err := s.print(fmt.Sprintf("%-30s %-24s %s\n", r.Name, document.CleanLine(r.Value), document.CleanLine(from))); err != nil {
			return err
		}
	}
	return nil
}

func showConfigJSON(s *streams, c *config.Config) error {
	type row struct {
		Name  string `json:"name"`
		Value any    `json:"value"`
		From  string `json:"from"`
		Where string `json:"where,omitempty"`
	}
	var rows []row
	for _, r := range c.Rows() {
		rows = append(rows, row{r.Name, r.Plain, r.From, r.Where})
	}
	return printJSON(s, rows)
}

func newConfigPath(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "path",
		Short: "Print where the file of settings is, whether or not it is there",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			file, err := needConfigFile(s)
			if err != nil {
				return err
			}
			return s.print(file + "\n")
		},
	}
}

func needConfigFile(s *streams) (string, error) {
	file := configFile(s.getenv)
	if file == "" {
		return "", withHint(errors.New("config: the environment names no home"), "READER_CONFIG_DIR can name a folder")
	}
	return file, nil
}

func newConfigCheck(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE]",
		Short: "Print every mistake in the settings, and say nothing if there is none",
		Long: `Prints every mistake in a file of settings as FILE:LINE:COL: message. Without FILE it looks at the file that is used, and at the
variables of the environment. The exit code is 2 if there are mistakes.`,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return checkConfig(s, args[0], nil)
			}
			file, err := needConfigFile(s)
			if err != nil {
				return err
			}
			if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
				file = ""
			}
			return checkConfig(s, file, s.getenv)
		},
	}
}

// checkConfig prints what is wrong with a file, and with the environment where it counts. A file without a name is none.
func checkConfig(s *streams, file string, getenv func(string) string) error {
	var wrong error
	c := config.New(ui.Places())
	if file != "" {
		data, err := readConfig(file)
		if err != nil {
			return fmt.Errorf("config check: %w", err)
		}
		wrong = c.Read(file, data)
	}
	if getenv != nil {
		wrong = errors.Join(wrong, c.Environment(getenv), readStyle(s, c))
	}
	for _, one := range annotate.Mistakes(wrong) {
		if err := s.print(document.CleanLine(one.Error()) + "\n"); err != nil {
			return err
		}
	}
	if wrong != nil {
		return errSaid
	}
	return nil
}

func newConfigEdit(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "edit",
		Short: "Open the settings in $VISUAL or $EDITOR, and check them",
		Long: `Opens the file of settings in the editor that VISUAL or EDITOR names. Where there is no file yet it begins with one in which
everything is said and nothing is set. What is saved is checked; if there are mistakes, it offers to go back to the editor.`,
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error {
			file, err := needConfigFile(s)
			if err != nil {
				return err
			}
			return editConfig(s, file)
		},
	}
}

// editConfig has the user edit the settings until they are right or the user has had enough.
func editConfig(s *streams, file string) error {
	fresh := []byte(config.Sample())
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			return fmt.Errorf("config edit: %w", err)
		}
		if err := replaceFile(file, fresh, 0o644); err != nil {
			return fmt.Errorf("config edit: %w", err)
		}
		defer func() { // who changed nothing leaves nothing behind
			if data, err := os.ReadFile(file); err == nil && bytes.Equal(data, fresh) {
				os.Remove(file) //nolint:errcheck,gosec // it says nothing
			}
		}()
	}
	answers := bufio.NewReader(s.in)
	for {
		if err := runEditor(s, file); err != nil {
			return withHint(fmt.Errorf("config edit: %w", err), "VISUAL or EDITOR names the editor; the file is %s", file)
		}
		data, err := readConfig(file)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("config edit: %w", err)
		}
		wrong := annotate.Mistakes(config.New(ui.Places()).Read(file, data))
		if len(wrong) == 0 {
			return nil
		}
		for _, one := range wrong {
			s.fail(one)
		}
		if s.piped || !s.watched {
			return errSaid
		}
		fmt.Fprint(s.err, "reader: back to the editor? [Y/n] ") //nolint:errcheck // nowhere left to say it
		answer, err := answers.ReadString('\n')
		if answer = strings.ToLower(strings.TrimSpace(answer)); err != nil || answer == "n" || answer == "no" {
			return errSaid
		}
	}
}

// runEditor runs the editor that the environment names, which may be a command with arguments.
func runEditor(s *streams, file string) error {
	editor := firstOf(s.getenv("VISUAL"), s.getenv("EDITOR"), map[bool]string{true: "notepad", false: "vi"}[runtime.GOOS == "windows"])
	words := []string{"sh", "-c", editor + ` "$1"`, "sh", file}
	if runtime.GOOS == "windows" {
		words = append(strings.Fields(editor), file)
	}
	cmd := exec.CommandContext(context.Background(), words[0], words[1:]...) //nolint:gosec // the user names the editor
	cmd.Env = s.environ
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.in, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", editor, err)
	}
	return nil
}

// settingsState says for the doctor where the settings are and whether they are right.
func settingsState(s *streams) symptom {
	const name = "settings"
	file := configFile(s.getenv)
	if file == "" {
		return symptom{name, "the environment names no home: the defaults hold"}
	}
	data, err := readConfig(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return symptom{name, err.Error()}
	}
	c := config.New(ui.Places())
	state := file + " (not there: the defaults hold"
	wrong := c.Read(file, data)
	if err == nil {
		state = file + " (right"
	}
	wrong = errors.Join(wrong, c.Environment(s.getenv))
	if n := len(annotate.Mistakes(wrong)); n > 0 {
		state = fmt.Sprintf("%s (%s: `reader config check` tells", file, map[bool]string{true: "1 mistake", false: fmt.Sprintf("%d mistakes", n)}[n == 1])
	}
	return symptom{name, state + ")"}
}
