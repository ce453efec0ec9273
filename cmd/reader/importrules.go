package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

type importOptions struct {
	packOptions

	format, pack    string
	dryRun, replace bool
}

func newGlossaryImport(s *streams) *cobra.Command {
	o := &importOptions{}
	cmd := &cobra.Command{
		Use:   "import FILE|-",
		Short: "Make packs of a glossary: CSV, TSV, TBX or YAML",
		Long: `Makes packs of a glossary and keeps them in the configuration directory as packs/NAME.yaml.

CSV and TSV have two columns, what the machine writes and what shall stand there, as translation services take them; or a header
that names columns: form, fix, zh, pinyin, literal, kind, note, pack, id, risk, near, unless, hits and all others of a rule. Lists
stand in one cell, | between their items. TBX is read in versions 2 and 3: superseded and deprecated English terms are what the
machine writes, the preferred one is the fix.

A term without example sentences gets some that are made of it. One that is ordinary English is put right only where words
around speak for it; that is said. All sentences are run, and nothing is written unless they come out.`,
		Example: `  reader glossary import terms.csv --pack work
  reader glossary import --dry-run terms.tbx | less`,
		Args: exactly(1, "the file"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "", "form of the file, where its name does not say: `"+strings.Join(glossary.Names(), "|")+"`")
	complete(cmd, "format", glossary.Names()...)
	f.StringVar(&o.pack, "pack", "", "`name` of the pack (default: as the file says, or its own name)")
	f.BoolVar(&o.dryRun, "dry-run", false, "print the packs and write nothing")
	f.BoolVar(&o.replace, "replace", false, "take the place of a pack that is there already")
	return cmd
}

func (o *importOptions) run(command string, s *streams, file string) error {
	format, err := o.formatOf(command, file)
	if err != nil {
		return err
	}
	if o.pack != "" && glossary.PackName(o.pack) != o.pack {
		return usage(command, "--pack: %q wants lower-case letters, digits and hyphens", o.pack)
	}
	data, err := readGlossary(s, file)
	if err != nil {
		return fmt.Errorf("glossary import: %w", err)
	}
	packs, notes, err := format.Read(file, data, o.pack)
	if err != nil {
		s.failLater(err)
		return errSaid
	}
	for _, n := range notes {
		s.sayf("%s", n)
	}
	targets, err := o.targets(s, packs)
	if err != nil {
		return err
	}
	if err := o.complete(command, s, packs, targets, format.Whole); err != nil {
		return err
	}
	if o.dryRun {
		var b strings.Builder
		_, err := glossary.Formats[0].Write(&b, packs)
		if err == nil {
			err = s.print(b.String())
		}
		return err
	}
	return keepAll(s, packs, targets)
}

func (o *importOptions) formatOf(command, file string) (glossary.Format, error) {
	if o.format != "" {
		if f, ok := glossary.Find(o.format); ok {
			return f, nil
		}
		return glossary.Format{}, usage(command, "--format: %q is none: it can be %s", o.format, quoteList(glossary.Names()))
	}
	if f, ok := glossary.ForFile(file); ok {
		return f, nil
	}
	return glossary.Format{}, usage(command, "the name %s does not tell its form: say it with --format %s", file, strings.Join(glossary.Names(), "|"))
}

// readGlossary reads a file, or standard input; no more than one byte beyond what is taken.
func readGlossary(s *streams, file string) ([]byte, error) {
	if file == stdin {
		return io.ReadAll(io.LimitReader(s.in, glossary.MaxSize+1))
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	return io.ReadAll(io.LimitReader(f, glossary.MaxSize+1))
}

// targets names the files of the packs. One that is there already stays unless the user says otherwise.
func (o *importOptions) targets(s *streams, packs []*annotate.Pack) ([]string, error) {
	dir := packsDirectory(s.getenv)
	if dir == "" && !o.dryRun {
		return nil, errNoDirectory
	}
	targets := make([]string, len(packs))
	for i, p := range packs {
		if glossary.PackName(p.Name) != p.Name {
			return nil, withHint(fmt.Errorf("glossary import: the pack is called %q, which wants lower-case letters, digits and hyphens", p.Name), "give it another name with --pack")
		}
		targets[i] = filepath.Join(dir, p.Name+".yaml")
		if _, err := os.Lstat(targets[i]); err == nil && !o.replace && !o.dryRun {
			return nil, withHint(fmt.Errorf("glossary import: %s is there already", targets[i]), "--replace puts the new pack in its place, --pack gives the new one another name")
		}
	}
	return targets, nil
}

// complete fills what the rules lack, and checks them and their sentences beside all other packs.
func (o *importOptions) complete(command string, s *streams, packs []*annotate.Pack, targets []string, whole bool) error {
	files, err := o.files(command, s)
	if err != nil {
		return err
	}
	files = slices.DeleteFunc(files, func(f string) bool {
		return slices.ContainsFunc(targets, func(t string) bool { return sameFile(f, t) })
	})
	others, wrong := readPacks(files, newPackCache(s.getenv))
	s.failLater(wrong)
	var engine *annotate.Engine
	bad := 0
	for _, p := range packs {
		bad += checkRules(s, p)
	}
	if bad > 0 {
		return errNothingWritten
	}
	for _, p := range packs {
		warnings := glossary.Complete(p, whole, func(*annotate.Pack) *annotate.Engine {
			engine, _ = annotate.Layered(slices.Concat(others, packs), nil) // what is off is another matter
			return engine
		})
		for _, w := range warnings {
			s.sayf("%s", w)
		}
		for _, f := range annotate.TestPack(engine, p) {
			s.sayf("%s:%d: %s: %s: %s", f.File, f.Line, f.Rule, f.Text, f.Sentence)
			bad++
		}
		if len(p.Rules)+len(p.Names)+len(p.Shields)+len(p.Off) == 0 {
			return fmt.Errorf("glossary import: no rule of %s could be taken", p.Name)
		}
	}
	if bad > 0 {
		return errNothingWritten
	}
	return nil
}

// errNothingWritten says that an import left everything as it was; why has been said before.
var errNothingWritten = errors.New("glossary import: nothing was written")

// checkRules says what is wrong with rules, at the places of the file that they come from. What they lack is filled later.
func checkRules(s *streams, p *annotate.Pack) (bad int) {
	seen := map[string]bool{}
	for i := range p.Rules {
		r := p.Rules[i]
		if r.Kind == "" {
			r.Kind = annotate.Term
		}
		r.Hits, r.Leaves = append([]string{""}, r.Hits...), append([]string{""}, r.Leaves...)
		for _, text := range r.Check(seen) {
			s.fail(annotate.Mistake{File: p.File, Line: r.Line, Column: 1, Text: fmt.Sprintf("rule %q: %s", r.ID, text)})
			bad++
		}
		seen[r.ID] = true
	}
	return bad
}

// keepAll writes the packs. All are made before the first is written.
func keepAll(s *streams, packs []*annotate.Pack, targets []string) error {
	texts := make([][]byte, len(packs))
	for i, p := range packs {
		texts[i] = []byte(glossary.YAML(p))
		if _, err := annotate.ReadPack(targets[i], texts[i]); err != nil {
			return withHint(fmt.Errorf("glossary import: %w", err), "nothing was written")
		}
	}
	for i, p := range packs {
		if err := os.MkdirAll(filepath.Dir(targets[i]), 0o755); err != nil { //nolint:gosec // rules are no secret
			return fmt.Errorf("glossary import: %w", err)
		}
		if err := keepPack(targets[i], texts[i]); err != nil {
			return fmt.Errorf("glossary import: %w", err)
		}
		if err := s.print(document.CleanLine(fmt.Sprintf("%s: %d rules", targets[i], len(p.Rules))) + "\n"); err != nil {
			return err
		}
	}
	return nil
}
