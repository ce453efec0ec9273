package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// The user's own packs lie in the folder packs of the configuration directory: files of rules, and folders of such files as
// they are handed on. A pack with a mistake never keeps the others from being used, nor its own rules that are right; a
// filter says what is wrong on standard error and ends with exit code 2, since its answer may lack something.

// packsFolder is where in the configuration directory the packs lie; ownPack is the one that the program itself writes to.
const (
	packsFolder = "packs"
	ownPack     = "mine"
)

// packOptions say which rules are used beside the built-in ones, and which are not.
type packOptions struct {
	packs []string
	off   []string
}

func (o *packOptions) packFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&o.packs, "packs", nil, "use the rule packs of this `file or folder` too; may be repeated")
	f.StringArrayVar(&o.off, "off", nil, "switch off this `rule or pack` (PACK/RULE or PACK); may be repeated")
	if err := cmd.RegisterFlagCompletionFunc("off", completeRules); err != nil {
		panic(err) // the flag is not there: a mistake of ours
	}
}

// completeRules offers the names of packs, and behind a slash those of a pack's rules.
func completeRules(_ *cobra.Command, _ []string, typed string) (names []cobra.Completion, how cobra.ShellCompDirective) {
	pack, _, inside := strings.Cut(typed, "/")
	for _, p := range annotate.BarePacks() {
		switch {
		case !inside:
			names = append(names, cobra.CompletionWithDesc(p.Name, p.About))
		case p.Name == pack:
			for i := range p.Rules {
				names = append(names, cobra.CompletionWithDesc(p.Rules[i].Name(), p.Rules[i].Fix))
			}
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// completeOwn offers the names of the user's own packs.
func completeOwn(s *streams) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) (names []cobra.Completion, how cobra.ShellCompDirective) {
		own, _ := (&packOptions{}).bare(cmd.CommandPath(), s) // without them there is nothing to offer
		for _, p := range own {
			names = append(names, cobra.CompletionWithDesc(p.Name, p.About))
		}
		return names, cobra.ShellCompDirectiveDefault
	}
}

// completeAnyRule offers those and the names of packs and rules that are built in.
func completeAnyRule(s *streams) cobra.CompletionFunc {
	own := completeOwn(s)
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		mine, _ := own(cmd, args, typed)
		built, how := completeRules(cmd, args, typed)
		return append(mine, built...), how
	}
}

// rules is an engine of the built-in packs and the user's own.
type rules struct {
	engine  *annotate.Engine
	wrong   error // what is missing because of it
	unknown error // names to switch off that nobody has
}

// enoughMemory is up to how much, in bytes, packs are read without looking for garbage.
const enoughMemory = 256 << 20

// rules reads the packs and builds the engine.
func (o *packOptions) rules(s *streams, files []string) rules {
	chosen, strange := readSwitches(s.getenv)
	if len(files)+len(o.off)+len(chosen) == 0 {
		return rules{engine: annotate.Builtin(), wrong: strange}
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(enoughMemory))
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // little of what is made here is garbage
	own, wrong := readPacks(files, newPackCache(s.getenv))
	engine, unknown := annotate.Layered(own, o.off, chosen...)
	return rules{engine, errors.Join(strange, wrong), unknown}
}

// engine builds the engine for a command that prints its answer. What is wrong with a pack is said, and is a failure at the end.
func (o *packOptions) engine(command string, s *streams) (*annotate.Engine, error) {
	files, err := o.files(command, s)
	if err != nil {
		return nil, err
	}
	r := o.rules(s, files)
	s.failLater(r.wrong)
	return r.engine, sayUnknown(command, s, r.unknown)
}

// files lists the packs beside the built-in ones, in the order in which they rank.
func (o *packOptions) files(command string, s *streams) ([]string, error) {
	var all []string
	if dir := packsDirectory(s.getenv); dir != "" {
		found, err := packFiles(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.failLater(fmt.Errorf("look for packs: %w", err))
		}
		all = found
	}
	for _, name := range o.packs {
		info, err := os.Stat(name)
		switch {
		case err != nil:
			return nil, usage(command, "--packs: %w", err)
		case !info.IsDir():
			all = append(all, name)
			continue
		}
		found, err := packFiles(name)
		if err != nil {
			return nil, usage(command, "--packs: %w", err)
		}
		if len(found) == 0 {
			return nil, usage(command, "--packs: there is no pack in %s (*.yaml)", name)
		}
		all = append(all, found...)
	}
	return all, nil
}

// packsDirectory is where the user's packs lie, "" where the environment names no home.
func packsDirectory(getenv func(string) string) string {
	for _, d := range directories(getenv) {
		if d.name == "config" && d.path != "" {
			return filepath.Join(d.path, packsFolder)
		}
	}
	return ""
}

// packFiles lists the packs in a folder: first those in the folders in it, which come from others, then its own, by name; the one
// that the program writes to is the last, and so stands before all.
func packFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var inside, own, last []string
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		info, err := os.Stat(path) // a link counts as what it leads to
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case err == nil && info.IsDir():
			found, err := os.ReadDir(path)
			if err != nil {
				return nil, err
			}
			for _, f := range found {
				if inner := filepath.Join(path, f.Name()); isPack(inner) {
					inside = append(inside, inner)
				}
			}
		case e.Name() == ownPack+".yaml":
			last = append(last, path)
		case isPack(path):
			own = append(own, path)
		}
	}
	return slices.Concat(inside, own, last), nil
}

// isPack reports whether a file has the name of a pack. One that is no file at all would be waited for.
func isPack(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	if ext != ".yaml" && ext != ".yml" || strings.HasPrefix(filepath.Base(path), ".") {
		return false
	}
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular() // a broken link is said when it is read
}

// readPacks reads packs without their sentences, from the cache where it has them. The error has all that is wrong with them.
func readPacks(files []string, cache packCache) ([]*annotate.Pack, error) {
	return eachPack(files, func(file string) (*annotate.Pack, error) {
		data, err := readPackFile(file)
		if err != nil {
			return nil, err
		}
		if p := cache.load(file, data); p != nil {
			return p, nil
		}
		p, err := annotate.ReadPack(file, data)
		if err == nil {
			cache.save(p, data)
		}
		return p, err
	})
}

// readWholePacks reads packs with their sentences.
func readWholePacks(files []string) ([]*annotate.Pack, error) {
	return eachPack(files, func(file string) (*annotate.Pack, error) {
		data, err := readPackFile(file)
		if err != nil {
			return nil, err
		}
		return annotate.ReadPack(file, data)
	})
}

// readPackFile reads a file, no more than a byte beyond what a pack may have.
func readPackFile(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read pack: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	data, err := io.ReadAll(io.LimitReader(f, annotate.MaxPack+1))
	if err != nil {
		return nil, fmt.Errorf("read pack: %w", err)
	}
	return data, nil
}

// eachPack reads files on all cores and keeps their order.
func eachPack(files []string, read func(string) (*annotate.Pack, error)) ([]*annotate.Pack, error) {
	packs, wrong := make([]*annotate.Pack, len(files)), make([]error, len(files))
	var (
		wait  sync.WaitGroup
		slots = make(chan struct{}, runtime.GOMAXPROCS(0))
	)
	for i, file := range files {
		wait.Add(1)
		slots <- struct{}{}
		go func() {
			defer wait.Done()
			packs[i], wrong[i] = read(file)
			<-slots
		}()
	}
	wait.Wait()
	return slices.DeleteFunc(packs, func(p *annotate.Pack) bool { return p == nil }), errors.Join(wrong...)
}
