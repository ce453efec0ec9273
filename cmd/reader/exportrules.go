package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

type exportOptions struct {
	packOptions

	format string
	pairs  bool
}

func newGlossaryExport(s *streams) *cobra.Command {
	o := &exportOptions{}
	cmd := &cobra.Command{
		Use:   "export [PACK]...",
		Short: "Write packs for other programs: YAML, CSV, TSV or TBX",
		Long: `Writes packs, built in or own, to standard output; without a name all of them. What is switched off or replaced is left out.

YAML carries everything. CSV and TSV have a row for each form and carry all of a rule; --pairs writes two columns without a
header, form and fix, as translation services take them. TBX (ISO 30042:2019, TBX-Basic) has the Chinese term, the preferred
English one and the machine's as superseded ones. What a format cannot carry is said on standard error.`,
		Example: `  reader glossary export mine > mine.yaml
  reader glossary export --format csv --pairs wechat alibaba > glossary.csv
  reader glossary export --format tbx wechat > wechat.tbx`,
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args) },
		ValidArgsFunction: completeRules,
	}
	formatFlag(cmd, &o.format, glossary.Names()...)
	cmd.Flags().BoolVar(&o.pairs, "pairs", false, "form and fix alone, without a header (csv and tsv)")
	o.packFlags(cmd)
	return cmd
}

func (o *exportOptions) run(command string, s *streams, names []string) error {
	format, ok := glossary.Find(o.format)
	switch {
	case !ok:
		return usage(command, "--format: %q is none: it can be %s", o.format, quoteList(glossary.Names()))
	case o.pairs && o.format != "csv" && o.format != "tsv":
		return usage(command, "--pairs goes with --format csv or tsv")
	}
	packs, err := o.chosen(command, s, names)
	if err != nil {
		return err
	}
	var (
		b    strings.Builder
		lost []string
	)
	if o.pairs {
		lost, err = glossary.WritePairs(&b, o.format, packs)
	} else {
		lost, err = format.Write(&b, packs)
	}
	if err != nil {
		return fmt.Errorf("glossary export: %w", err)
	}
	for _, l := range lost {
		s.sayf("%s", l)
	}
	return s.print(b.String())
}

// chosen returns the packs of the given names, all without, with the rules that are in force.
func (o *exportOptions) chosen(command string, s *streams, names []string) ([]*annotate.Pack, error) {
	own, err := o.own(command, s)
	if err != nil {
		return nil, err
	}
	var base []*annotate.Pack
	for _, n := range names {
		p, err := annotate.BuiltinPack(n)
		if err != nil {
			return nil, err
		}
		if p != nil {
			base = append(base, p)
		} else if !slices.ContainsFunc(own, func(q *annotate.Pack) bool { return q.Name == n }) {
			return nil, withHint(fmt.Errorf("glossary export: no pack is called %q", n), "`reader glossary list` names the packs")
		}
	}
	if len(names) == 0 {
		if base, err = annotate.BuiltinPacks(); err != nil {
			return nil, err
		}
	}
	chosen, wrong := readSwitches(s.getenv)
	s.failLater(wrong)
	shown := annotate.Shown(base, own, o.off, chosen...)
	var packs []*annotate.Pack
	for _, p := range slices.Concat(base, own) {
		if len(names) > 0 && !slices.Contains(names, p.Name) {
			continue
		}
		kept := *p
		kept.Rules = nil
		for i := range p.Rules {
			if shown[&p.Rules[i]] {
				kept.Rules = append(kept.Rules, p.Rules[i])
			}
		}
		packs = append(packs, &kept)
	}
	return glossary.Merge(packs), nil
}
