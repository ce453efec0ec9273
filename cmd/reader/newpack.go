package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

type newPackOptions struct {
	packOptions

	about, author, licence string
	edit                   bool
	scope                  annotate.Scope
}

func newGlossaryNew(s *streams) *cobra.Command {
	o := &newPackOptions{}
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Begin a pack of one's own",
		Long: `Begins a pack of your own, packs/NAME.yaml in the configuration directory: all that a pack can say is in it, as comments. With --edit
it opens in the editor that VISUAL or EDITOR names, and what you save is looked through as "reader glossary lint" does.`,
		Example: `  reader glossary new games --edit
  reader glossary new daily --site example.com --about 'Words of one paper.'`,
		Args: exactly(1, "the name of the pack"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.about, "about", "", "one `sentence` that says what the pack is about")
	f.StringVar(&o.author, "author", "", "your `name`, for who gets the pack")
	f.StringVar(&o.licence, "licence", "", "`licence` for who gets the pack, CC0-1.0 for example")
	f.BoolVar(&o.edit, "edit", false, "open it in an editor")
	scopeFlags(cmd, &o.scope)
	return cmd
}

func (o *newPackOptions) run(command string, s *streams, name string) error {
	if glossary.PackName(name) != name {
		return usage(command, "%q is no name for a pack: it wants lower-case letters, digits and hyphens", name)
	}
	only, err := resolveScope(command, s, o.scope)
	if err != nil {
		return err
	}
	dir := packsDirectory(s.getenv)
	if dir == "" {
		return errNoDirectory
	}
	path := filepath.Join(dir, name+".yaml")
	own, err := o.bare(command, s)
	if err != nil {
		return err
	}
	is := func(p *annotate.Pack) bool { return p.Name == name }
	switch i := slices.IndexFunc(own, is); {
	case i >= 0:
		return withHint(fmt.Errorf("glossary new: there is a pack called %s already: %s", name, own[i].File), "`reader glossary add` adds rules to your pack %s, an editor to any", ownPack)
	case slices.ContainsFunc(annotate.BarePacks(), is):
		return withHint(fmt.Errorf("glossary new: a built-in pack is called %s", name), "give yours another name; a rule in it called like a built-in one does not take its place then")
	}
	err = changePack(path, func(there []byte) ([]byte, error) {
		if len(there) > 0 {
			return nil, fmt.Errorf("%s is there already", path)
		}
		return []byte(glossary.Skeleton(&annotate.Pack{Name: name, About: o.about, Author: o.author, Licence: o.licence, Only: only})), nil
	})
	if err != nil {
		return fmt.Errorf("glossary new: %w", err)
	}
	if !o.edit {
		return s.print(document.CleanLine(path) + "\n")
	}
	if err := runEditor(s, path); err != nil {
		return withHint(fmt.Errorf("glossary new: %w", err), "VISUAL or EDITOR names the editor; the file is %s", path)
	}
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("glossary new: %w", err)
	}
	err = (&lintPackOptions{}).run(command, s, []string{path})
	if errors.Is(err, errFindings) { // what is half done may be
		return nil
	}
	return err
}
