package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/guess"
)

func newGlossaryGuess(s *streams) *cobra.Command {
	asJSON, most := false, 5
	cmd := &cobra.Command{
		Use:   "guess PHRASE...",
		Short: "Guess which Chinese a phrase was made of",
		Long: `Proposes Chinese that a machine may have turned into a phrase: names and terms of the packs whose forms, characters and words explain it, and
headwords of the installed dictionaries. Each comes with its pinyin, with what explains which words, and with the right English where it is
known. The score says how much of both is explained; it is no probability.`,
		Example: `  reader glossary guess "pay treasure"
  reader glossary guess --json "hungry yet"`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if most < 1 {
				return usage(cmd.CommandPath(), "-n: at least 1 is wanted")
			}
			return printGuesses(s, strings.Join(args, " "), most, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().IntVarP(&most, "number", "n", most, "print `N` guesses at most")
	return cmd
}

func printGuesses(s *streams, phrase string, most int, asJSON bool) error {
	all := guess.New(annotate.BarePacks(), openDictionaries(s)...).Guess(phrase, most)
	if asJSON {
		if all == nil {
			all = []guess.Guess{}
		}
		return printJSON(s, all)
	}
	if len(all) == 0 {
		return fmt.Errorf("glossary guess: nothing explains %q", phrase)
	}
	for i := range all {
		if err := s.print(guessText(&all[i])); err != nil {
			return err
		}
	}
	return nil
}

// guessText is a guess on one line, and how it explains the phrase on a second.
func guessText(one *guess.Guess) string {
	text := fmt.Sprintf("%.2f %s %s", one.Score, one.ZH, one.Pinyin)
	if one.English != "" {
		text += ": " + one.English
	}
	text = document.CleanLine(text) + "\n"
	if one.Literal != "" {
		text += "     " + document.CleanLine(one.Literal) + "\n"
	}
	return text
}
