package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func newGlossary(s *streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "glossary list|show|test|guess",
		Short: "Look into the rule packs, test one's own, and guess sources",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd.CommandPath(), "%q is not known: it can be list, show, test or guess", args[0])
			}
			return usage(cmd.CommandPath(), "list, show, test or guess is missing")
		},
	}
	cmd.AddCommand(newGlossaryList(s), newGlossaryShow(s), newGlossaryTest(s), newGlossaryGuess(s))
	for _, sub := range cmd.Commands() {
		sub.DisableFlagsInUseLine = true
	}
	return cmd
}

func newGlossaryList(s *streams) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the packs",
		Args:  atMost(0),
		RunE:  func(*cobra.Command, []string) error { return listPacks(s, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func listPacks(s *streams, asJSON bool) error {
	packs, err := annotate.BuiltinPacks()
	if err != nil {
		return err
	}
	type row struct {
		Pack  string `json:"pack"`
		About string `json:"about"`
		Rules int    `json:"rules"`
		Names int    `json:"names"`
	}
	rows := make([]row, len(packs))
	for i, p := range packs {
		rows[i] = row{p.Name, p.About, len(p.Rules), len(p.Names)}
	}
	if asJSON {
		return printJSON(s, rows)
	}
	for _, r := range rows {
		if err := s.print(fmt.Sprintf("%-14s %4d rules %4d names  %s\n", r.Pack, r.Rules, r.Names, r.About)); err != nil {
			return err
		}
	}
	return nil
}

func newGlossaryShow(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "show PACK[/RULE]",
		Short: "Show the rules of a pack, or one rule whole",
		Example: `  reader glossary show social
  reader glossary show social/wechat`,
		Args: exactly(1, "the name of a pack or rule"),
		RunE: func(_ *cobra.Command, args []string) error { return showRules(s, args[0]) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			packs, _ := annotate.BuiltinPacks() // without them there is nothing to offer
			for _, p := range packs {
				names = append(names, cobra.CompletionWithDesc(p.Name, p.About))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func showRules(s *streams, name string) error {
	packs, err := annotate.BuiltinPacks()
	if err != nil {
		return err
	}
	pack, id, one := strings.Cut(name, "/")
	for _, p := range packs {
		if p.Name != pack {
			continue
		}
		for i := range p.Rules {
			r := &p.Rules[i]
			switch {
			case !one:
				err = s.print(fmt.Sprintf("%-32s %-12s %s: %s\n", r.Name(), r.Kind, firstOf(r.ZH, "-"), firstOf(r.Fix, "(goes)")))
			case r.ID == id:
				return s.print(ruleText(r))
			}
			if err != nil {
				return err
			}
		}
		if !one {
			return nil
		}
	}
	return withHint(fmt.Errorf("glossary show: no pack or rule is called %q", name), "`reader glossary list` names the packs, `reader glossary show PACK` the rules")
}

// ruleText shows a rule with all that decides.
func ruleText(r *annotate.Rule) string {
	var b strings.Builder
	line := func(name string, values ...string) {
		for _, v := range values {
			if v != "" {
				fmt.Fprintf(&b, "%-10s %s\n", name, document.CleanLine(v))
				name = ""
			}
		}
	}
	line("rule", r.Name())
	line("original", strings.TrimSpace(r.ZH+" "+r.Pinyin))
	line("literally", r.Literal)
	line("fix", firstOf(r.Fix, "(goes)"))
	line("kind", strings.TrimSpace(string(r.Kind)+" "+string(r.Severity)))
	line("note", r.Note)
	for i, form := range r.Match {
		name := ""
		if i == 0 {
			name = "match"
		}
		text := form.Text
		if form.Fix != nil {
			text += " => " + *form.Fix
		}
		fmt.Fprintf(&b, "%-10s %s\n", name, document.CleanLine(text))
	}
	line("risk", string(r.Risk))
	line("names", strings.Join(r.Names, ", "))
	line("near", strings.Join(r.Near, ", "))
	line("unless", strings.Join(r.Unless, ", "))
	line("before", strings.Join(r.Before, ", "))
	line("after", strings.Join(r.After, ", "))
	line("hits", r.Hits...)
	line("leaves", r.Leaves...)
	return b.String()
}

func newGlossaryTest(s *streams) *cobra.Command {
	return &cobra.Command{
		Use:   "test [FILE]...",
		Short: "Run the sentences that the rules carry",
		Long: `Runs the sentences that each rule carries: those where it must apply, and those it must leave alone. Without a file it runs
those of the built-in packs. A pack of one's own is tested together with the built-in ones, as it will be used.`,
		RunE: func(_ *cobra.Command, args []string) error { return testPacks(s, args) },
	}
}

func testPacks(s *streams, files []string) error {
	packs, err := annotate.BuiltinPacks()
	if err != nil {
		return err
	}
	tested, named := packs, map[*annotate.Pack]string{}
	if len(files) > 0 {
		tested = nil
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("glossary test: %w", err)
		}
		p, err := annotate.ReadPack(file, data)
		if err != nil {
			return fmt.Errorf("glossary test: %w", err)
		}
		packs, tested = append(packs, p), append(tested, p)
		named[p] = file
	}
	engine := annotate.New(packs...)
	failed := 0
	for _, p := range tested {
		for _, failure := range annotate.TestPack(engine, p) {
			failed++
			failure.File = firstOf(named[p], failure.File)
			if err := s.print(document.Clean(failure.Error()) + "\n"); err != nil {
				return err
			}
		}
	}
	if failed > 0 {
		return fmt.Errorf("glossary test: %d of the rules' own sentences failed", failed)
	}
	return nil
}
