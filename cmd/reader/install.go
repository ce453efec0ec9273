package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/config"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
	"github.com/seed-0d8bf4ce/reader/internal/web"
)

type installOptions struct {
	packOptions

	dryRun, force, asJSON bool
	set                   *pflag.FlagSet // of the command, some of which are settings
}

func newGlossaryInstall(s *streams) *cobra.Command {
	o := &installOptions{}
	cmd := &cobra.Command{
		Use:   "install FILE|DIR|URL",
		Short: "Install a pack that somebody handed on: a zip, a folder or a YAML file",
		Long: `Installs a pack that somebody handed on: a zip as "reader glossary pack" makes it, a folder of packs, or one YAML file; from a file or
an address. It is checked first: form, size, that nothing in it leads elsewhere. The sentences of its rules are run beside your other
packs, and if some fail nothing is installed.

It says what the pack brings, under which licence, what it switches off or takes the place of, and where it has another fix than
another pack for the same words, and which of the two stands. Of one that is installed already it says what changes.

An installed pack lies in a folder of its own under packs in the configuration directory. Your own packs stand before it.`,
		Example: `  reader glossary install games-1-0-0.zip
  reader glossary install --dry-run https://example.com/games.zip`,
		Args: exactly(1, "a file, a folder or an address"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args[0]) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.dryRun, "dry-run", false, "say what it would bring and install nothing")
	f.BoolVar(&o.force, "force", false, "install it though sentences fail, or though what is installed was edited")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	settingFlags(cmd, config.AllowPrivate)
	o.set = f
	return cmd
}

// offer is a bundle that is to be installed, and what it would bring.
type offer struct {
	bundle *glossary.Bundle
	packs  []*annotate.Pack
	to     string // the folder
	report offerReport
}

// offerReport is what is said of an offer, as JSON has it.
type offerReport struct {
	Name      string              `json:"name"`
	Version   string              `json:"version"`
	Licence   string              `json:"licence"`
	Author    string              `json:"author"`
	About     string              `json:"about"`
	Source    string              `json:"source"`
	Path      string              `json:"path"`
	Rules     int                 `json:"rules"`
	Names     int                 `json:"names"`
	Shields   int                 `json:"shields"`
	Only      []string            `json:"only,omitempty"`      // where it holds, if not everywhere
	Off       []string            `json:"off,omitempty"`       // what it switches off
	Replaces  []string            `json:"replaces,omitempty"`  // rules of the same full name that it takes the place of
	Conflicts []glossary.Conflict `json:"conflicts,omitempty"` // with other packs
	Passed    []string            `json:"passed,omitempty"`    // files that stay behind
	Failed    []string            `json:"failed,omitempty"`    // sentences
	Sentences int                 `json:"sentences"`
	Was       string              `json:"was,omitempty"` // the version that is installed
	Changes   *glossary.Changes   `json:"changes,omitempty"`
	Installed bool                `json:"installed"`
}

func (o *installOptions) run(command string, s *streams, name string) error {
	dir := packsDirectory(s.getenv)
	if dir == "" {
		return errNoDirectory
	}
	bundle, err := o.load(s, name)
	if err != nil {
		return fmt.Errorf("glossary install %s: %w", document.CleanLine(name), err)
	}
	of, err := o.look(command, s, dir, name, bundle)
	if err != nil {
		return err
	}
	r := &of.report
	refused := len(r.Failed) > 0 && !o.force
	switch {
	case o.dryRun || refused:
	case of.there():
		r.Installed = true
	default:
		if err := of.install(o.force); err != nil {
			return fmt.Errorf("glossary install: %w", err)
		}
		r.Installed = true
	}
	if o.asJSON {
		err = printJSON(s, r)
	} else {
		err = r.print(s, o.dryRun)
	}
	if err == nil && refused {
		return withHint(fmt.Errorf("glossary install: nothing was installed: %s of its rules failed", many(len(r.Failed), "sentence")), "--force installs it all the same")
	}
	return err
}

// load reads what is to be installed.
func (o *installOptions) load(s *streams, name string) (*glossary.Bundle, error) {
	if isPage(name) {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		answer, err := web.Get(ctx, web.Request{Address: name, Accept: "application/zip, application/yaml, */*;q=0.5"}, web.Options{
			Agent: agent(), Private: allowPrivate(s, o.set), MaxBytes: glossary.MaxBundle,
		})
		if err != nil {
			if e := (*web.FetchError)(nil); errors.As(err, &e) {
				err = errors.New(e.Why)
				if e.Hint != "" {
					err = withHint(err, "%s", e.Hint)
				}
			}
			return nil, err
		}
		return glossary.ReadBundle(path.Base(answer.From.Path), answer.Body)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, reasonOf(err)
	}
	if info.IsDir() {
		return glossary.ReadFolder(os.DirFS(name))
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is no file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, reasonOf(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(f, glossary.MaxBundle+1))
	if err != nil {
		return nil, reasonOf(err)
	}
	return glossary.ReadBundle(filepath.Base(name), data)
}

// reasonOf is a system's error without the path, which has been named.
func reasonOf(err error) error {
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		return e.Err
	}
	return err
}

// look reads the packs of a bundle and finds out what they would bring.
func (o *installOptions) look(command string, s *streams, dir, name string, b *glossary.Bundle) (*offer, error) {
	of := &offer{bundle: b}
	var wrong []error
	for _, f := range b.Packs {
		p, err := annotate.ReadPack(f.File, f.Data)
		wrong = append(wrong, err)
		of.packs = append(of.packs, p)
	}
	if err := errors.Join(wrong...); err != nil {
		s.failLater(err)
		return nil, fmt.Errorf("glossary install: nothing was installed: there are mistakes in %s", document.CleanLine(name))
	}
	if err := b.Complete(of.packs, strings.TrimSuffix(path.Base(filepath.ToSlash(name)), path.Ext(name))); err != nil {
		return nil, fmt.Errorf("glossary install %s: %w", document.CleanLine(name), err)
	}
	if !isPage(name) {
		name = absolute(name)
	}
	b.Source, of.to = name, filepath.Join(dir, b.Name)
	if err := of.free(dir); err != nil {
		return nil, err
	}
	others, err := o.others(command, s, of.to)
	if err != nil {
		return nil, err
	}
	of.describe(others)
	before, _ := readWholePacks(packsIn(of.to))
	if m, ok := installedAs(of.to); ok {
		changes := glossary.Compare(before, of.packs)
		of.report.Was, of.report.Changes = firstOf(m.Version, "without a version"), &changes
	}
	return of, nil
}

// packsIn lists the packs in a folder.
func packsIn(dir string) (files []string) {
	entries, _ := os.ReadDir(dir) // without it there are none
	for _, e := range entries {
		if file := filepath.Join(dir, e.Name()); isPack(file) {
			files = append(files, file)
		}
	}
	return files
}

// free sees to it that the place of the bundle is not taken by packs of the user's own.
func (of *offer) free(dir string) error {
	for _, p := range of.packs {
		if p.Name == ownPack {
			return withHint(fmt.Errorf("glossary install: it has a pack called %s, as your own is", ownPack), "`reader glossary import` takes its rules in under another name (--pack)")
		}
		for _, ext := range []string{".yaml", ".yml"} {
			if file := filepath.Join(dir, p.Name+ext); isFile(file) {
				return withHint(fmt.Errorf("glossary install: you have a pack of your own that is called %s: %s", p.Name, file), "`reader glossary remove %s` puts it aside", p.Name)
			}
		}
	}
	if _, ok := installedAs(of.to); ok {
		return nil
	}
	if _, err := os.Lstat(of.to); err == nil {
		return withHint(fmt.Errorf("glossary install: %s is there already, and was not installed", of.to), "move it away first")
	}
	return nil
}

// describe fills the report: others are the user's other packs in the order in which they rank.
func (of *offer) describe(others []*annotate.Pack) {
	b, r := of.bundle, &of.report
	*r = offerReport{Name: b.Name, Version: b.Version, Licence: b.Licence, Author: b.Author, About: b.About, Source: b.Source, Path: of.to, Passed: b.Passed}
	base := annotate.BarePacks()
	for i, p := range of.packs {
		r.Rules, r.Names, r.Shields = r.Rules+len(p.Rules), r.Names+len(p.Names), r.Shields+len(p.Shields)
		if p.Only != nil {
			r.Only = append(r.Only, p.Only.String())
		}
		for _, off := range p.Off {
			r.Off = append(r.Off, off.Name)
		}
		for k := range p.Rules {
			r.Sentences += len(p.Rules[k].Hits) + len(p.Rules[k].Leaves)
		}
		p.File = filepath.Join(of.to, b.Packs[i].File)
	}
	below, above := of.ranked(others)
	r.Replaces = replaced(of.packs, slices.Concat(base, below))
	without, _ := annotate.Layered(slices.Concat(below, above), nil) // names to switch off that nobody has do no harm
	r.Conflicts = glossary.Conflicts(of.packs, slices.Concat(below, above), without, len(below))
	engine, _ := annotate.Layered(slices.Concat(below, of.packs, above), nil)
	for _, p := range of.packs {
		for _, f := range annotate.TestPack(engine, p) {
			r.Failed = append(r.Failed, fmt.Sprintf("%s:%d: %s: %s: %s", filepath.Base(f.File), f.Line, f.Rule, f.Text, f.Sentence))
		}
	}
}

// ranked parts the other packs into those below the bundle and those above it: packs in folders rank by the names of these, below packs that are files.
func (of *offer) ranked(others []*annotate.Pack) (below, above []*annotate.Pack) {
	for _, p := range others {
		folder := filepath.Dir(p.File)
		if filepath.Dir(folder) == filepath.Dir(of.to) && folder < of.to {
			below = append(below, p)
		} else {
			above = append(above, p)
		}
	}
	return below, above
}

// replaced lists the rules of packs below that have the full name of a rule of packs.
func replaced(packs, below []*annotate.Pack) (names []string) {
	there := map[string]bool{}
	for _, p := range below {
		for i := range p.Rules {
			there[p.Rules[i].Name()] = true
		}
	}
	for _, p := range packs {
		for i := range p.Rules {
			if name := p.Rules[i].Name(); there[name] {
				names = append(names, name)
			}
		}
	}
	return names
}

// mostListed is how many of a kind a report for people lists.
const mostListed = 20

func (r *offerReport) print(s *streams, dryRun bool) error {
	var lines []string
	say := func(format string, a ...any) { lines = append(lines, fmt.Sprintf(format, a...)) }
	list := func(what string, all []string) {
		if rest := len(all) - mostListed; rest > 0 {
			all = append(slices.Clip(all[:mostListed]), fmt.Sprintf("and %d more", rest))
		}
		if len(all) > 0 {
			say("  %s: %s", what, strings.Join(all, ", "))
		}
	}
	say("%s", strings.TrimSpace(strings.Join([]string{r.Name, r.Version}, " ")+": "+firstOf(r.About, "it does not say what it is about")))
	say("  licence: %s; author: %s", firstOf(r.Licence, "it names none"), firstOf(r.Author, "it names none"))
	say("  brings: %s, %s, %s", many(r.Rules, "rule"), many(r.Names, "name"), many(r.Shields, "shield"))
	list("holds only on", r.Only)
	list("switches off", r.Off)
	list("takes the place of", r.Replaces)
	r.sayChanges(say, list)
	for i, c := range r.Conflicts {
		if i == mostListed {
			say("  and %d conflicts more (--json lists them)", len(r.Conflicts)-i)
			break
		}
		first, second := c.Rule+" "+quote(firstOf(c.Fix, "(goes)")), c.Other+" "+quote(firstOf(c.OtherFix, "(goes)"))
		if !c.Wins {
			first, second = second, first
		}
		say("  conflict: %s: %s stands before %s", quote(c.Phrase), first, second)
	}
	list("stays behind", r.Passed)
	for i, f := range r.Failed {
		if i == mostListed {
			say("  and %d sentences more", len(r.Failed)-i)
			break
		}
		say("  fails: %s", f)
	}
	say("  sentences: %d run, %d failed", r.Sentences, len(r.Failed))
	switch {
	case r.Installed:
		say("installed in %s", r.Path)
	case dryRun:
		say("nothing was installed: --dry-run")
	}
	for i, line := range lines {
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		lines[i] = indent + document.CleanLine(line)
	}
	return s.print(strings.Join(lines, "\n") + "\n")
}

// sayChanges says what becomes of a pack that is installed.
func (r *offerReport) sayChanges(say func(string, ...any), list func(string, []string)) {
	if r.Changes == nil {
		return
	}
	say("  is installed: %s", r.Was)
	if r.Changes.None() {
		say("  changes: none")
		return
	}
	list("rules that are new", r.Changes.Added)
	list("rules that change", r.Changes.Changed)
	list("rules that go", r.Changes.Gone)
	if r.Changes.Else {
		say("  changes beside its rules: names, shields, what it switches off, or where it holds")
	}
}

// install puts the bundle into its folder in one step, in the place of an older one. What the user has edited of that stays unless force says otherwise.
func (of *offer) install(force bool) error {
	parent := filepath.Dir(of.to)
	if err := os.MkdirAll(parent, 0o755); err != nil { //nolint:gosec // rules are no secret
		return err
	}
	unlock, err := lockFile(of.to)
	if err != nil {
		return err
	}
	defer unlock()
	if edited := editedFiles(of.to); len(edited) > 0 && !force {
		return withHint(fmt.Errorf("%s was edited since it was installed", edited[0]), "keep your changes in a pack of your own; --force puts the new one in its place")
	}
	fresh, err := os.MkdirTemp(parent, "."+of.bundle.Name+".*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh) //nolint:errcheck // a folder with a dot is no pack
	for _, f := range of.bundle.Packs {
		if err := replaceFile(filepath.Join(fresh, f.File), f.Data, 0o644); err != nil {
			return err
		}
	}
	if err := replaceFile(filepath.Join(fresh, glossary.ManifestName), of.bundle.JSON(), 0o644); err != nil {
		return err
	}
	if err := os.Chmod(fresh, 0o755); err != nil { //nolint:gosec // rules are no secret
		return err
	}
	if _, err := putAside(of.to); err != nil {
		return err
	}
	return os.Rename(fresh, of.to)
}

// there reports whether just this is installed already.
func (of *offer) there() bool {
	m, ok := installedAs(of.to)
	return ok && len(editedFiles(of.to)) == 0 && bytes.Equal(m.JSON(), of.bundle.JSON())
}

// editedFiles lists the packs of an installed bundle that are not as they were installed.
func editedFiles(dir string) (edited []string) {
	m, ok := installedAs(dir)
	if !ok {
		return nil
	}
	for _, file := range packsIn(dir) {
		data, err := os.ReadFile(file)
		i := slices.IndexFunc(m.Packs, func(f glossary.BundleFile) bool { return f.File == filepath.Base(file) })
		if err != nil || i < 0 || m.Packs[i].SHA256 != glossary.Digest(data) {
			edited = append(edited, file)
		}
	}
	return edited
}
