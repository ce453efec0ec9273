package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/docs"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

func newGlossary(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "glossary COMMAND",
		Short: "Look into the rule packs, keep one's own, share them",
		Long: `Shows the rule packs that are built in, and keeps the user's own. Those are YAML files in the folder packs of the configuration
directory (reader doctor names it), or in folders there, where packs that others made are installed. Every command that looks for
annotations uses them: a rule of the same name stands in the place of a built-in one, and of two forms on the same words that of the
own pack stands. A pack may switch off rules and whole packs of others: "off: [wechat/wechat, games]". Packs and rules may hold on some
sites, feeds, tags or articles only: "only: {sites: [example.com]}" in a pack, or "reader glossary disable PACK --site example.com".

A mistake in a pack is reported as FILE:LINE:COL: message. The rules that are right are used all the same; the exit code is 2 then.`,
		Example: `  reader glossary add 'micro channel' WeChat --zh 微信 --hit 'They write by [micro channel=>WeChat].'
  reader glossary new games --edit
  reader glossary install https://example.com/games.zip
  reader glossary disable games --site example.com
  reader glossary import terms.csv
  reader glossary export --format tbx wechat > wechat.tbx`,
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
	cmd.AddCommand(newGlossaryList(s), newGlossaryShow(s), newGlossaryTest(s), newGlossaryAdd(s), newGlossaryNew(s), newGlossaryLint(s), newGlossaryPack(s), newGlossaryInstall(s), newGlossaryRemove(s), newGlossaryEnable(s), newGlossaryDisable(s), newGlossaryImport(s), newGlossaryExport(s), newGlossarySchema(s), newGlossaryGuess(s))
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	return cmd
}

func newGlossarySchema(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of packs, by which editors complete and check them",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			_, err := s.out.Write(docs.PackSchema)
			return err
		},
	}
}

// own reads the user's packs with their sentences. What is wrong with them is said, and is a failure at the end.
func (o *packOptions) own(command string, s *streams) ([]*annotate.Pack, error) {
	files, err := o.files(command, s)
	if err != nil {
		return nil, err
	}
	own, wrong := readWholePacks(files)
	s.failLater(wrong)
	return own, nil
}

// layered builds the engine of all packs; names to switch off that nobody has are said.
func (o *packOptions) layered(command string, s *streams, own []*annotate.Pack) (*annotate.Engine, error) {
	engine, unknown := annotate.Layered(own, o.off)
	return engine, sayUnknown(command, s, unknown)
}

// sayUnknown says which names to switch off nobody has. On the command line that is a mistake; in a pack what is not there is off.
func sayUnknown(command string, s *streams, unknown error) error {
	for _, one := range annotate.Mistakes(unknown) {
		if _, flag := errors.AsType[annotate.UnknownSwitch](one); flag {
			return usage(command, "--off: %w", one)
		}
		s.fail(one)
	}
	return nil
}
