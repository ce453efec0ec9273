package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
	"github.com/seed-0d8bf4ce/reader/internal/library"
)

// switchesFile is where it is kept which packs and rules hold where, "" where the environment names no home.
func switchesFile(getenv func(string) string) string {
	for _, d := range directories(getenv) {
		if d.name == "config" && d.path != "" {
			return filepath.Join(d.path, "switches.yaml")
		}
	}
	return ""
}

// ruleFiles lists all files by which rules hold: packs, and the switches.
func ruleFiles(getenv func(string) string, packs []string) []string {
	return append(slices.Clip(packs), switchesFile(getenv))
}

// readSwitches reads what the user has switched on and off. It is good whatever the error says.
func readSwitches(getenv func(string) string) ([]annotate.Switch, error) {
	file := switchesFile(getenv)
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read switches: %w", err)
	}
	return annotate.ReadSwitches(file, data)
}

// changeSwitches changes what is switched on and off, one program after the other.
func changeSwitches(s *streams, change func([]annotate.Switch) []annotate.Switch) ([]annotate.Switch, error) {
	file := switchesFile(s.getenv)
	if file == "" {
		return nil, errNoDirectory
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		return nil, err
	}
	unlock, err := lockFile(file)
	if err != nil {
		return nil, err
	}
	defer unlock()
	before, err := readSwitches(s.getenv)
	if err != nil {
		s.failLater(err)
		return nil, withHint(errors.New("there are mistakes in the file of switches"), "put them right first: nothing was changed")
	}
	after := change(before)
	if len(after) == 0 {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		return nil, nil
	}
	return after, replaceFile(file, glossary.Switches(after), 0o644)
}

// switchOptions say what is switched, and where.
type switchOptions struct {
	packOptions

	on    bool
	scope annotate.Scope
}

func newGlossaryEnable(s *streams) *cobra.Command {
	return (&switchOptions{on: true}).command(s, "enable", "Have packs and rules hold again, everywhere or somewhere", `Has packs and rules hold that were switched off: everywhere, or only
on the articles that the flags name. What a pack itself switches off stays off.`)
}

func newGlossaryDisable(s *streams) *cobra.Command {
	return (&switchOptions{}).command(s, "disable", "Switch packs and rules off, everywhere or somewhere", `Switches packs and rules off, built in, installed or own: everywhere, or only on the articles that the flags name. It lasts until
they are enabled again; --off does it for one run. Where something holds is kept in switches.yaml in the configuration directory.

What is said of a rule goes before what is said of its pack; what is said of an article goes before what is said of its site, its
feed or its tags, and that before what is said of everywhere.`)
}

func (o *switchOptions) command(s *streams, name, short, long string) *cobra.Command {
	cmd := &cobra.Command{
		Use:   name + " PACK[/RULE]...",
		Short: short,
		Long:  long,
		Example: fmt.Sprintf(`  reader glossary %[1]s games
  reader glossary %[1]s wechat/wechat --site example.com
  reader glossary %[1]s social --tag old --article 31f02ab9c7d4`, name),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(cmd.CommandPath(), "the name of a pack or rule is missing")
			}
			return nil
		},
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args) },
		ValidArgsFunction: completeAnyRule(s),
	}
	scopeFlags(cmd, &o.scope)
	return cmd
}

// scopeFlags are those of every command that is about some articles only.
func scopeFlags(cmd *cobra.Command, scope *annotate.Scope) {
	f := cmd.Flags()
	f.StringArrayVar(&scope.Sites, "site", nil, "only on articles of this `host` and those below it, or of the site of this name; may be repeated, as may those below")
	f.StringArrayVar(&scope.Feeds, "feed", nil, "only on articles of the feed or folder of this `title or address`")
	f.StringArrayVar(&scope.Tags, "tag", nil, "only on articles with this `tag`")
	f.StringArrayVar(&scope.Articles, "article", nil, "only on the article of this `ID`, file or address")
}

func (o *switchOptions) run(command string, s *streams, names []string) error {
	only, err := resolveScope(command, s, o.scope)
	if err != nil {
		return err
	}
	if err := o.known(command, s, names); err != nil {
		return err
	}
	after, err := changeSwitches(s, func(all []annotate.Switch) []annotate.Switch {
		for _, name := range names {
			all = glossary.SwitchTo(all, name, o.on, only)
		}
		return all
	})
	if err != nil {
		return fmt.Errorf("%s: %w", strings.TrimPrefix(command, "reader "), err)
	}
	for _, name := range names {
		line := name + ": " + glossary.State(after, name)
		if pack, _, isRule := strings.Cut(name, "/"); isRule && glossary.State(after, pack) != "on" {
			line += " (its pack: " + glossary.State(after, pack) + ")"
		}
		if err := s.print(document.CleanLine(line) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// known reports names that nobody has, and such as are to be enabled and are off for good.
func (o *switchOptions) known(command string, s *streams, names []string) error {
	own, err := o.bare(command, s)
	if err != nil {
		return err
	}
	var asked []annotate.Switch
	for _, n := range names {
		asked = append(asked, annotate.Switch{Name: n, On: true})
	}
	for _, one := range annotate.Mistakes(annotate.UnknownSwitches(own, asked)) {
		if m, ok := errors.AsType[annotate.Mistake](one); ok {
			return usage(command, "%s", m.Text)
		}
	}
	if !o.on {
		return nil
	}
	for _, p := range own {
		for _, off := range p.Off {
			for _, n := range names {
				pack, _, _ := strings.Cut(n, "/")
				if (off.Name == n || off.Name == pack) && p.Name != pack {
					return withHint(fmt.Errorf("glossary enable: %s is switched off by a pack: %s:%d", n, p.File, off.Line), "take it out of `off` there, or remove or disable that pack")
				}
			}
		}
	}
	return nil
}

// bare reads the user's packs without their sentences. Mistakes in them are another command's business.
func (o *packOptions) bare(command string, s *streams) ([]*annotate.Pack, error) {
	files, err := o.files(command, s)
	if err != nil {
		return nil, err
	}
	own, _ := readPacks(files, newPackCache(s.getenv))
	return own, nil
}

// digestName is what an article goes by that has no other name.
var digestName = regexp.MustCompile(`^[0-9a-f]{12}$`)

// resolveScope makes a scope of what was typed; nil where that is nothing. Feeds and articles of the library get the names that stay.
func resolveScope(command string, s *streams, typed annotate.Scope) (*annotate.Scope, error) {
	if len(typed.Sites)+len(typed.Feeds)+len(typed.Tags)+len(typed.Articles) == 0 {
		return nil, nil //nolint:nilnil // everywhere
	}
	only := &annotate.Scope{Tags: typed.Tags}
	for _, site := range typed.Sites {
		if u, err := url.Parse(site); err == nil && isPage(site) && u.Hostname() != "" {
			site = u.Hostname()
		}
		only.Sites = append(only.Sites, strings.TrimSuffix(site, "/"))
	}
	err := withLibrary(s, func(ctx context.Context, l *library.Library) error {
		for _, feed := range typed.Feeds {
			if known, err := sourceCalled(ctx, l, feed); err == nil {
				feed = known.Address
			}
			only.Feeds = append(only.Feeds, feed)
		}
		for _, name := range typed.Articles {
			found, err := articleName(ctx, l, name)
			if err != nil {
				return err
			}
			only.Articles = append(only.Articles, found)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, wrong := range only.Check() {
		return nil, usage(command, "%s", strings.TrimPrefix(wrong, "`only`: "))
	}
	return only, nil
}

// articleName is what an article goes by that was named: in the library, in a file, on the web, or among those of the program.
func articleName(ctx context.Context, l *library.Library, name string) (string, error) {
	if isPage(name) {
		return name, nil
	}
	if isFile(name) {
		return filepath.Abs(name)
	}
	e, err := l.Named(ctx, name)
	if err == nil {
		return e.Name, nil
	}
	if !errors.Is(err, library.ErrNoEntry) {
		return "", err
	}
	known, err := articles.Builtin()
	if err != nil {
		return "", err
	}
	for _, a := range known {
		if a.ID == name {
			return name, nil
		}
	}
	if digestName.MatchString(name) {
		return name, nil
	}
	return "", withHint(fmt.Errorf("no article is called %q", name), "name its file, its address, or its ID as `reader list` has it")
}
