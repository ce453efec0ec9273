package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func newGlossaryTest(s *streams) *cobra.Command {
	o := packOptions{}
	cmd := &cobra.Command{
		Use:   "test [FILE]...",
		Short: "Run the sentences that the rules carry",
		Long: `Runs the sentences that each rule carries: those where it must apply, and those it must leave alone. Without a file it runs
those of all packs. One's own packs are tested together with the built-in ones, as they are used.`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.test(cmd.CommandPath(), s, args) },
	}
	o.packFlags(cmd)
	return cmd
}

func (o *packOptions) test(command string, s *streams, files []string) error {
	o.packs = append(o.packs, files...)
	own, err := o.own(command, s)
	if err != nil {
		return err
	}
	own = lastOfFiles(own)
	tested := own
	if len(files) > 0 {
		tested = slices.DeleteFunc(slices.Clone(own), func(p *annotate.Pack) bool {
			return !slices.ContainsFunc(files, func(f string) bool { return sameFile(f, p.File) })
		})
	}
	engine, err := o.layered(command, s, own)
	if err != nil {
		return err
	}
	failed, err := runSentences(s, engine, tested)
	if err == nil && len(files) == 0 {
		base, builtinErr := annotate.BuiltinPacks()
		if builtinErr != nil {
			return builtinErr
		}
		more, sayErr := runSentences(s, annotate.Builtin(), base)
		failed, err = failed+more, sayErr
	}
	switch {
	case err != nil:
		return err
	case failed > 0:
		return fmt.Errorf("glossary test: %d of the rules' own sentences failed", failed)
	case s.failed:
		return errors.New("glossary test: there are mistakes in the packs")
	}
	return nil
}

// runSentences prints what fails and counts it.
func runSentences(s *streams, engine *annotate.Engine, packs []*annotate.Pack) (failed int, err error) {
	for _, p := range packs {
		for _, failure := range annotate.TestPack(engine, p) {
			failed++
			if err := s.print(document.Clean(failure.Error()) + "\n"); err != nil {
				return failed, err
			}
		}
	}
	return failed, nil
}

// lastOfFiles leaves out the packs whose file is named once more behind them.
func lastOfFiles(all []*annotate.Pack) (kept []*annotate.Pack) {
	for i, p := range all {
		if !slices.ContainsFunc(all[i+1:], func(q *annotate.Pack) bool { return sameFile(p.File, q.File) }) {
			kept = append(kept, p)
		}
	}
	return kept
}

func sameFile(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
