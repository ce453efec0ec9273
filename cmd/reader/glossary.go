package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/docs"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func newGlossary(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "glossary list|show|test|add|import|export|schema|guess",
		Short: "Look into the rule packs, and keep one's own",
		Long: `Shows the rule packs that are built in, and keeps the user's own. Those are YAML files in the folder packs of the configuration
directory (reader doctor names it), or in folders there, as packs are handed on. Every command that looks for annotations uses
them: a rule of the same name stands in the place of a built-in one, and of two forms on the same words that of the own pack
stands. A pack may switch off rules and whole packs of others: "off: [wechat/wechat, games]".

A mistake in a pack is reported as FILE:LINE:COL: message. The rules that are right are used all the same; the exit code is 2 then.`,
		Example: `  reader glossary add 'micro channel' WeChat --zh 微信 --hit 'They write by [micro channel=>WeChat].'
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
	cmd.AddCommand(newGlossaryList(s), newGlossaryShow(s), newGlossaryTest(s), newGlossaryAdd(s), newGlossaryImport(s), newGlossaryExport(s), newGlossarySchema(s), newGlossaryGuess(s))
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

func newGlossaryList(s *streams) *cobra.Command {
	o, asJSON := packOptions{}, false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the packs, built in and own",
		Args:  atMost(0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return o.list(cmd.CommandPath(), s, asJSON) },
	}
	o.packFlags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (o *packOptions) list(command string, s *streams, asJSON bool) error {
	own, err := o.own(command, s)
	if err != nil {
		return err
	}
	base := annotate.BarePacks()
	shown := annotate.Shown(base, own, o.off)
	type row struct {
		Pack    string `json:"pack"`
		About   string `json:"about"`
		Rules   int    `json:"rules"`
		Off     int    `json:"off,omitempty"` // of the rules
		Names   int    `json:"names"`
		Version string `json:"version,omitempty"`
		Licence string `json:"licence,omitempty"`
		Author  string `json:"author,omitempty"`
		File    string `json:"file,omitempty"`
	}
	rows := make([]row, 0, len(base)+len(own))
	for i, p := range append(base, own...) {
		r := row{Pack: p.Name, About: p.About, Rules: len(p.Rules), Names: len(p.Names), Version: p.Version, Licence: p.Licence, Author: p.Author, File: p.File}
		for k := range p.Rules {
			if !shown[&p.Rules[k]] {
				r.Off++
			}
		}
		if i < len(base) {
			r.File = ""
		}
		rows = append(rows, r)
	}
	if asJSON {
		return printJSON(s, rows)
	}
	for _, r := range rows {
		line := fmt.Sprintf("%-18s %4d rules %4d names  %s", r.Pack, r.Rules, r.Names, document.CleanLine(r.About))
		if r.Off > 0 {
			line += fmt.Sprintf(" (%d rules switched off or replaced)", r.Off)
		}
		if r.File != "" {
			line = strings.TrimRight(line, " ") + " [" + document.CleanLine(strings.Join(nonEmpty(r.Version, r.Licence, r.Author, r.File), ", ")) + "]"
		}
		if err := s.print(line + "\n"); err != nil {
			return err
		}
	}
	return nil
}

func nonEmpty(all ...string) (kept []string) {
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
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
