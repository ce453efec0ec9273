package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

type bundleOptions struct {
	packOptions

	to    string
	force bool
}

func newGlossaryPack(s *streams) *cobra.Command {
	o := &bundleOptions{}
	cmd := &cobra.Command{
		Use:   "pack NAME|FILE",
		Short: "Make a zip of a pack to hand it on",
		Long: `Makes a zip of one of your packs, with a manifest that has its name, version, licence, author and what it is about; the pack has to
say them. Its sentences are run first. The same pack makes the same bytes, whenever and wherever it is packed.

"reader glossary install" takes the zip. So do other programs: it holds the YAML as it stands, comments included.`,
		Example: `  reader glossary pack games
  reader glossary pack games -o games.zip`,
		Args:              exactly(1, "the name of a pack"),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args[0]) },
		ValidArgsFunction: completeOwn(s),
	}
	f := cmd.Flags()
	f.StringVarP(&o.to, "output", "o", "", "`file` to write (default: NAME-VERSION.zip)")
	f.BoolVar(&o.force, "force", false, "pack it though sentences fail")
	return cmd
}

func (o *bundleOptions) run(command string, s *streams, name string) error {
	p, err := o.find(command, s, name)
	if err != nil {
		return err
	}
	if missing := glossary.Missing(p); len(missing) > 0 {
		return withHint(fmt.Errorf("glossary pack: %s lacks what others need to know: %s", p.File, strings.Join(missing, ", ")), "put it at the head of the pack, for example: %s",
			map[string]string{"about": "about: Games and consoles.", "version": `version: "1.0.0"`, "licence": "licence: CC0-1.0", "author": "author: your name"}[missing[0]])
	}
	if err := o.sentences(command, s, p); err != nil {
		return err
	}
	for i := range p.Rules {
		if r := &p.Rules[i]; r.Only != nil && len(r.Only.Articles) > 0 {
			s.sayf("%s:%d: %s holds on articles of your own: nobody else has them", p.File, r.Line, r.Name())
		}
	}
	data, err := readPackFile(p.File)
	if err != nil {
		return fmt.Errorf("glossary pack: %w", err)
	}
	var b bytes.Buffer
	if err := glossary.WriteBundle(&b, p, data); err != nil {
		return fmt.Errorf("glossary pack: %w", err)
	}
	if o.to == stdin {
		if s.terminal {
			return usage(command, "-o -: a zip is nothing for a terminal")
		}
		_, err := s.out.Write(b.Bytes())
		return err
	}
	to := firstOf(o.to, p.Name+"-"+glossary.PackName(strings.ReplaceAll(p.Version, ".", "-"))+".zip")
	if err := replaceFile(to, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("glossary pack: %w", err)
	}
	return s.print(document.CleanLine(fmt.Sprintf("%s: %s %s, %s, %s", to, p.Name, p.Version, p.Licence, many(len(p.Rules), "rule"))) + "\n")
}

// many says a number of things.
func many(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// find reads the pack of a name among the user's own, or in a file.
func (o *bundleOptions) find(command string, s *streams, name string) (*annotate.Pack, error) {
	files := []string{name}
	if !isFile(name) {
		var err error
		if files, err = o.files(command, s); err != nil {
			return nil, err
		}
	}
	packs, wrong := readWholePacks(files)
	packs = slices.DeleteFunc(packs, func(p *annotate.Pack) bool { return p.Name != name && !isFile(name) })
	if len(packs) == 0 {
		s.failLater(wrong)
		return nil, withHint(fmt.Errorf("glossary pack: no pack of yours is called %q", name), "`reader glossary list` names the packs; the built-in ones come with the program")
	}
	if len(packs) > 1 {
		return nil, withHint(fmt.Errorf("glossary pack: there are %d packs called %q", len(packs), name), "name the file: %s or %s", packs[0].File, packs[1].File)
	}
	if _, err := readWholePacks([]string{packs[0].File}); err != nil {
		s.failLater(err)
		return nil, errors.New("glossary pack: there are mistakes in the pack")
	}
	return packs[0], nil
}

// sentences runs those of a pack beside all other packs.
func (o *bundleOptions) sentences(command string, s *streams, p *annotate.Pack) error {
	others, err := o.others(command, s, p.File)
	if err != nil {
		return err
	}
	engine, _ := annotate.Layered(append(others, p), nil) // what is off is another matter
	failed := annotate.TestPack(engine, p)
	for _, f := range failed {
		s.sayf("%s:%d: %s: %s: %s", f.File, f.Line, f.Rule, f.Text, f.Sentence)
	}
	if len(failed) > 0 && !o.force {
		return withHint(fmt.Errorf("glossary pack: nothing was written: %s of its rules failed", many(len(failed), "sentence")), "--force packs it all the same")
	}
	return nil
}

// others reads the user's packs but those of the files, without their sentences.
func (o *packOptions) others(command string, s *streams, but ...string) ([]*annotate.Pack, error) {
	files, err := o.files(command, s)
	if err != nil {
		return nil, err
	}
	files = slices.DeleteFunc(files, func(f string) bool {
		return slices.ContainsFunc(but, func(b string) bool { return sameFile(f, b) || strings.HasPrefix(f, b+string(filepath.Separator)) })
	})
	others, wrong := readPacks(files, newPackCache(s.getenv))
	s.failLater(wrong)
	return others, nil
}

// isInstalled reports whether a pack's file came with a bundle that was installed.
func isInstalled(file string) bool {
	_, ok := installedAs(filepath.Dir(file))
	return ok
}

// installedAs reads the manifest of the bundle in a folder; ok is false where none was installed there.
func installedAs(dir string) (m glossary.Manifest, ok bool) {
	data, err := os.ReadFile(filepath.Join(dir, glossary.ManifestName))
	if err != nil {
		return m, false
	}
	m, err = glossary.ReadManifest(data)
	return m, err == nil
}
