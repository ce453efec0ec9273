package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/dictionary"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

func newDictionary(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dictionary add|list|remove|look",
		Short: "Install Chinese dictionaries, and look words up",
		Long: `Installs Chinese dictionaries in the format of CC-CEDICT for the cards and for guessing, and looks words up. None comes with the
program; what it knows by itself is a small table of its own.`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd.CommandPath(), "%q is not known: it can be add, list, remove or look", args[0])
			}
			return usage(cmd.CommandPath(), "add, list, remove or look is missing")
		},
	}
	cmd.AddCommand(newDictionaryAdd(s), newDictionaryList(s), newDictionaryRemove(s), newDictionaryLook(s))
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	return cmd
}

// dictionaries is where dictionaries are kept.
func dictionaries(s *streams) (dictionary.Store, error) {
	for _, d := range directories(s.getenv) {
		if d.name == "data" && d.path != "" {
			return dictionary.Store{Dir: filepath.Join(d.path, "dictionaries")}, nil
		}
	}
	return dictionary.Store{}, withHint(errors.New("find the data directory: the environment names no home"), "set READER_DATA_DIR")
}

// openDictionaries opens what is installed. What cannot be opened is said and left out.
func openDictionaries(s *streams) []*dictionary.Dictionary {
	store, err := dictionaries(s)
	if err != nil {
		return nil // nowhere to look: nothing is installed
	}
	all, err := store.Open()
	if err != nil {
		s.sayf("%v", err)
	}
	return all
}

func newDictionaryAdd(s *streams) *cobra.Command {
	o := dictionary.Order{}
	cmd := &cobra.Command{
		Use:   "add FILE|URL",
		Short: "Install a dictionary from a file or an address",
		Long: `Installs a dictionary in the format of CC-CEDICT (TRADITIONAL SIMPLIFIED [pin1 yin1] /gloss/gloss/), as text, gzip or zip. Lines that are no
entries are named and left out; what is no dictionary is refused. One of the same name gives way to the new one.

Addresses must be https and public unless told otherwise. A proxy is used with --allow-private only: what a proxy calls cannot be checked.`,
		Example: `  reader dictionary add cedict_1_0_ts_utf-8_mdbg.txt.gz
  reader dictionary add https://example.com/dictionary.zip`,
		Args: exactly(1, "a file or an address"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.From, o.Access.Private = args[0], allowPrivate(s, cmd.Flags())
			return addDictionary(s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Name, "name", "", "the `name` under which it is kept (default: its own)")
	f.BoolVar(&o.Access.HTTP, "allow-http", false, "fetch without encryption")
	settingFlags(cmd, config.AllowPrivate)
	return cmd
}

// mistakesSaid is how many lines that are no entries are named.
const mistakesSaid = 20

func addDictionary(s *streams, o dictionary.Order) error {
	store, err := dictionaries(s)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o.Now = time.Now()
	info, wrong, err := store.Add(ctx, o)
	for i, m := range wrong {
		if i == mistakesSaid {
			s.sayf("%d more lines are no entries", len(wrong)-i)
			break
		}
		s.sayf("%v", m)
	}
	if err != nil {
		err = fmt.Errorf("dictionary add: %w", err)
		switch {
		case errors.Is(err, dictionary.ErrPlain):
			return withHint(err, "use the https address, or --allow-http")
		case errors.Is(err, dictionary.ErrPrivate):
			return withHint(err, "--allow-private fetches from there")
		case errors.Is(err, dictionary.ErrNoDictionary):
			return withHint(err, "a line looks like this: 微信 微信 [Wei1 xin4] /WeChat/")
		}
		return err
	}
	s.sayf("%s", added(&info))
	return nil
}

// added says what was installed and under which licence.
func added(info *dictionary.Info) string {
	return fmt.Sprintf("%s is installed: %s", info.Name, attribution(info))
}

// attribution is what must be said of a dictionary wherever it is used: title, publisher, date, licence.
func attribution(info *dictionary.Info) string {
	parts := []string{info.Title}
	if info.Publisher != "" {
		parts = append(parts, "published by "+info.Publisher)
	}
	if info.Date != "" {
		parts = append(parts, "of "+info.Date)
	}
	parts = append(parts, fmt.Sprintf("%d entries", info.Entries))
	if info.License != "" {
		parts = append(parts, "licence "+info.License)
	}
	return strings.Join(parts, ", ")
}

func newDictionaryList(s *streams) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the installed dictionaries with their licences",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			infos := []dictionary.Info{}
			for _, d := range openDictionaries(s) {
				infos = append(infos, d.Info)
			}
			if asJSON {
				return printJSON(s, infos)
			}
			for i := range infos {
				if err := s.print(listing(&infos[i])); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func listing(info *dictionary.Info) string {
	text := fmt.Sprintf("%-14s %s\n", info.Name, document.CleanLine(attribution(info)))
	return text + fmt.Sprintf("%-14s from %s, added %s\n", "", document.CleanLine(info.Source), info.Added)
}

func newDictionaryRemove(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "remove NAME",
		Short: "Remove a dictionary",
		Args:  exactly(1, "the name of a dictionary"),
		RunE: func(_ *cobra.Command, args []string) error {
			store, err := dictionaries(s)
			if err != nil {
				return err
			}
			if err := store.Remove(args[0]); err != nil {
				return withHint(fmt.Errorf("dictionary remove %q: %w", args[0], err), "`reader dictionary list` names them")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			for _, d := range openDictionaries(s) {
				names = append(names, cobra.CompletionWithDesc(d.Info.Name, d.Info.Title))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func newDictionaryLook(s *streams) *cobra.Command {
	asJSON, most := false, 20
	cmd := &cobra.Command{
		Use:   "look WORD...",
		Short: "Look a word up: Chinese, pinyin or English",
		Long: `Looks a word up in the installed dictionaries: Chinese in either script, which is taken apart where it is no word; pinyin with tone marks,
tone numbers or neither; or English. Without a dictionary the program's own small table answers.`,
		Example: `  reader dictionary look 支付宝
  reader dictionary look "wēi xìn"
  reader dictionary look weixin
  reader dictionary look --json treasure`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if most < 1 {
				return usage(cmd.CommandPath(), "-n: at least 1 is wanted")
			}
			return lookUp(s, strings.Join(args, " "), most, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().IntVarP(&most, "number", "n", most, "print `N` entries at most")
	return cmd
}

func lookUp(s *streams, word string, most int, asJSON bool) error {
	lexicon := dictionary.Lexicon{Dictionaries: openDictionaries(s), Table: gloss.Builtin()}
	found, err := lexicon.Look(word, most)
	switch {
	case err != nil:
		return fmt.Errorf("dictionary look: %w", err)
	case asJSON && found == nil:
		return printJSON(s, []dictionary.Word{})
	case asJSON:
		return printJSON(s, found)
	case len(found) == 0 && len(lexicon.Dictionaries) == 0:
		return withHint(fmt.Errorf("dictionary look: the table has nothing for %q", word), "`reader dictionary add FILE|URL` installs CC-CEDICT, which has 125,000 words")
	case len(found) == 0:
		return fmt.Errorf("dictionary look: nothing for %q", word)
	}
	for i := range found {
		if err := s.print(wordLine(&found[i])); err != nil {
			return err
		}
	}
	return nil
}

// wordLine is a word on one line.
func wordLine(w *dictionary.Word) string {
	head := w.ZH
	if w.Traditional != "" {
		head += " (" + w.Traditional + ")"
	}
	return document.CleanLine(fmt.Sprintf("%s %s: %s", head, w.Pinyin, strings.Join(w.Glosses, "; "))) + "\n"
}
