package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/glossary"
)

func newGlossaryRemove(s *streams) *cobra.Command {
	o := &packOptions{}
	return &cobra.Command{
		Use:   "remove NAME|PACK/RULE",
		Short: "Take a pack away, or a rule out of a pack of your own",
		Long: `Takes a pack away, installed or your own, and what was switched on and off of it. The pack is put aside, into the folder .removed beside
the others, and stays there for ninety days; moved back it holds again.

With PACK/RULE it takes a rule out of a pack of your own. Everything else in the file stays as it is, comments too.`,
		Example: `  reader glossary remove games
  reader glossary remove mine/wechat`,
		Args: exactly(1, "the name of a pack or rule"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if pack, id, isRule := strings.Cut(args[0], "/"); isRule {
				return o.removeRule(cmd.CommandPath(), s, pack, id)
			}
			return o.remove(cmd.CommandPath(), s, args[0])
		},
		ValidArgsFunction: completeOwn(s),
	}
}

// remove puts the files of a pack aside.
func (o *packOptions) remove(command string, s *streams, name string) error {
	dir := packsDirectory(s.getenv)
	if dir == "" {
		return errNoDirectory
	}
	from, err := o.placeOfPack(command, s, dir, name)
	if err != nil {
		return err
	}
	unlock, err := lockFile(from)
	if err != nil {
		return fmt.Errorf("glossary remove: %w", err)
	}
	defer unlock()
	to, err := putAside(from)
	if err != nil {
		return fmt.Errorf("glossary remove: %w", err)
	}
	if _, err := changeSwitches(s, func(all []annotate.Switch) []annotate.Switch {
		return slices.DeleteFunc(all, func(w annotate.Switch) bool { return w.Name == name || strings.HasPrefix(w.Name, name+"/") })
	}); err != nil {
		return fmt.Errorf("glossary remove: %w", err)
	}
	return s.print(document.CleanLine(fmt.Sprintf("removed %s; it lies in %s", name, to)) + "\n")
}

// placeOfPack finds the folder of an installed pack, or the file of one's own.
func (o *packOptions) placeOfPack(command string, s *streams, dir, name string) (string, error) {
	if folder := filepath.Join(dir, name); glossary.PackName(name) == name {
		if _, ok := installedAs(folder); ok {
			return folder, nil
		}
	}
	if file := filepath.Join(dir, name+".yaml"); glossary.PackName(name) == name && isFile(file) {
		return file, nil // whatever it holds
	}
	own, err := o.bare(command, s)
	if err != nil {
		return "", err
	}
	for _, p := range slices.Backward(own) {
		if p.Name == name {
			if _, ok := installedAs(filepath.Dir(p.File)); ok {
				return filepath.Dir(p.File), nil
			}
			return p.File, nil
		}
	}
	hint := "`reader glossary list` names the packs"
	if slices.ContainsFunc(annotate.BarePacks(), func(p *annotate.Pack) bool { return p.Name == name }) {
		hint = "it is part of the program: `reader glossary disable " + name + "` switches it off"
	}
	return "", withHint(fmt.Errorf("glossary remove: no pack of yours is called %q", name), "%s", hint)
}

// What was put aside has the time behind its name, and goes for good when it has lain there for so long.
const (
	asideFolder = ".removed"
	asideTime   = "20060102-150405"
	asideFor    = 90 * 24 * time.Hour
)

// putAside moves a file or folder into the folder .removed beside it. Nothing there is nothing to do.
func putAside(path string) (to string, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	aside := filepath.Join(filepath.Dir(path), asideFolder)
	if err := os.MkdirAll(aside, 0o755); err != nil { //nolint:gosec // rules are no secret
		return "", err
	}
	now := time.Now().UTC()
	sweepAside(aside, now.Add(-asideFor))
	ext := filepath.Ext(path)
	stem := filepath.Join(aside, strings.TrimSuffix(filepath.Base(path), ext)+"."+now.Format(asideTime))
	to = stem + ext
	for n := 2; ; n++ {
		if _, err := os.Lstat(to); err != nil {
			return to, os.Rename(path, to)
		}
		to = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
}

// sweepAside throws away what was put aside before a time.
func sweepAside(aside string, before time.Time) {
	entries, _ := os.ReadDir(aside) // without them there is nothing to do
	for _, e := range entries {
		_, after, _ := strings.Cut(e.Name(), ".")
		if at, err := time.Parse(asideTime, after[:min(len(after), len(asideTime))]); err == nil && at.Before(before) {
			os.RemoveAll(filepath.Join(aside, e.Name())) //nolint:errcheck,gosec // the next one tries again
		}
	}
}

// removeRule takes a rule out of a pack of the user's own.
func (o *packOptions) removeRule(command string, s *streams, pack, id string) error {
	own, err := o.bare(command, s)
	if err != nil {
		return err
	}
	for _, p := range slices.Backward(own) {
		if p.Name != pack || !slices.ContainsFunc(p.Rules, func(r annotate.Rule) bool { return r.ID == id }) {
			continue
		}
		if _, ok := installedAs(filepath.Dir(p.File)); ok {
			return withHint(fmt.Errorf("glossary remove: %s/%s is in a pack that was installed", pack, id), "`reader glossary disable %s/%s` switches it off", pack, id)
		}
		err := changePack(p.File, func(data []byte) ([]byte, error) { return glossary.Remove(p.File, data, id) })
		if err != nil {
			return fmt.Errorf("glossary remove: %w", err)
		}
		return s.print(document.CleanLine(fmt.Sprintf("%s: removed %s/%s", p.File, pack, id)) + "\n")
	}
	return withHint(fmt.Errorf("glossary remove: no rule of yours is called %q", pack+"/"+id), "`reader glossary disable` switches built-in rules off")
}

// changePack changes a pack of the user's own, one program after the other. A pack that is not there is empty, and one that becomes empty goes.
func changePack(path string, change func([]byte) ([]byte, error)) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // rules are no secret
		return err
	}
	unlock, err := lockFile(path)
	if err != nil {
		return err
	}
	defer unlock()
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	out, err := change(data)
	if err != nil {
		return err
	}
	if len(out) == 0 { // it was made by what is taken back
		return os.Remove(path)
	}
	return keepPack(path, out)
}
