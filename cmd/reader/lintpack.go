package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

type lintPackOptions struct {
	packOptions

	asJSON bool
}

func newGlossaryLint(s *streams) *cobra.Command {
	o := &lintPackOptions{}
	cmd := &cobra.Command{
		Use:   "lint [FILE]...",
		Short: "Look through packs and report what is wrong as FILE:LINE:COL: message (check)",
		Long: `Looks through packs, without a file through all of your own, and reports as FILE:LINE:COL: message (check):

  mistake      what is no pack by its schema, ids included
  duplicate    a phrase that stands in two rules of the pack, or twice in one
  built-in     a phrase that a built-in rule has: with another fix, or with the same
  name         a rule that takes the place of a built-in one
  ordinary     a form that is ordinary English, as measured, in a rule without a condition
  unreachable  a form that nothing finds: a shield, a condition or another rule stands in the way
  sentence     one of hits or leaves that does not come out
  words        words of near or unless that are part of the form itself
  names, off   names that nobody has
  pinyin       an original without pinyin, or pinyin without tone marks
  article      a form that begins with an article

The packs are looked at beside all others, as they work. The exit code is 1 if there is anything to report.`,
		Example: `  reader glossary lint
  reader glossary lint --json games.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args) },
	}
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "print JSON")
	return cmd
}

func (o *lintPackOptions) run(command string, s *streams, files []string) error {
	mine, err := o.files(command, s)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		files = slices.DeleteFunc(slices.Clone(mine), isInstalled)
	}
	sources := make([]glossary.Source, len(files))
	for i, file := range files {
		data, err := readPackFile(file)
		if err != nil {
			return fmt.Errorf("glossary lint: %w", err)
		}
		sources[i] = glossary.Source{File: file, Data: data}
	}
	others, _ := readPacks(slices.DeleteFunc(mine, func(f string) bool {
		return slices.ContainsFunc(files, func(g string) bool { return sameFile(f, g) })
	}), newPackCache(s.getenv)) // their mistakes are another run's
	found := glossary.Lint(sources, others)
	if err := printFindings(s, found, o.asJSON); err != nil {
		return err
	}
	if len(found) > 0 {
		return errFindings
	}
	return nil
}

func printFindings(s *streams, found []glossary.Finding, asJSON bool) error {
	if asJSON {
		return printJSON(s, append([]glossary.Finding{}, found...)) // none is an empty list
	}
	for _, f := range found {
		if err := s.print(document.CleanLine(f.String()) + "\n"); err != nil {
			return err
		}
	}
	return nil
}
