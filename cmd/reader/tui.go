package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/ui"
)

type readerOptions struct {
	sourceOptions
	packOptions

	inputs []string
}

// newReader returns the command without its subcommands: the terminal program.
func newReader(s *streams) *cobra.Command {
	o := &readerOptions{}
	cmd := &cobra.Command{
		Use:   "reader [FILE|DIR|URL|ID|-]...",
		Short: "Read machine-translated Chinese technology news with its glitches explained",
		Long: `Reads machine-translated Chinese technology news on the terminal and shows what the machine garbled: "micro-letter" is
WeChat (微信), "pay treasure" is Alipay (支付宝). Every fix says what stood in the original and why it is made.

Without a subcommand it opens on the shelf, or straight on the article that is named. The subcommands do the same for
other programs.`,
		Example: `  reader
  reader article.md
  reader https://example.com/news.html
  curl -s https://example.com/article.txt | reader -
  reader fix article.txt > fixed.txt`,
		Version: readBuild().String(),
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.inputs = args
			return o.run(cmd, s)
		},
		ValidArgsFunction: completeArticles,
	}
	cmd.SetVersionTemplate("{{.Version}}\n")
	o.flags(cmd)
	settingFlags(cmd, settingNames()...)
	o.packFlags(cmd)
	return cmd
}

// lazily reads the rules when the first article is annotated, so that the shelf does not wait for them. What is wrong with the
// user's own is a notice then.
func (o *readerOptions) lazily(s *streams, files func() []string) (engine func() *annotate.Engine, trouble func() string) {
	var r rules
	engine = func() *annotate.Engine {
		setGC(leanHeap)
		unmapProgram()
		r = o.rules(s, files())
		unmapProgram()
		return r.engine
	}
	return engine, func() string {
		all := annotate.Mistakes(errors.Join(r.wrong, r.unknown))
		if len(all) == 0 {
			return ""
		}
		text := all[0].Error()
		if m, ok := errors.AsType[annotate.Mistake](all[0]); ok { // the bar is short
			m.File = filepath.Base(m.File)
			text = m.Error()
		}
		if len(all) > 1 {
			text = fmt.Sprintf("%d mistakes in your packs (`reader glossary test`): %s", len(all), text)
		}
		return text
	}
}

// filesAnew lists the user's packs each time it is asked, since rulings may add one. Whoever names what is not there is told at once.
func (o *readerOptions) filesAnew(command string, s *streams) (func() []string, error) {
	files, err := o.files(command, s)
	quiet := s.quiet()
	return func() []string {
		if now, err := o.files(command, quiet); err == nil {
			files = now
		}
		return files
	}, err
}

func (o *readerOptions) run(cmd *cobra.Command, s *streams) error {
	setGC(firstHeap)
	command := cmd.CommandPath()
	c, wrong, err := settings(command, s, cmd.Flags())
	if err != nil {
		return err
	}
	plain := c.Linear || !c.Given("linear") && s.getenv("TERM") == "dumb"
	scripted := plain && cmd.Flags().Changed("linear") && s.piped && len(o.inputs) == 0
	options := ui.Options{
		Settings: c.Settings, Notice: trouble(wrong), Watch: watchSettings(command, s, cmd.Flags(), styleFile(s, c)),
		Fold: true, Env: s.environ, Smulx: smulx(s.getenv),
	}
	files, err := o.filesAnew(command, s)
	if err != nil {
		return err
	}
	rules := &current{}
	rules.make, options.Trouble = o.lazily(s, files)
	options.Engine = rules.renew
	options.Rest = unmapProgram
	options.Read = func(path string) (*articles.Article, error) { return articles.OpenAs(path, o.encoding) }
	options.WatchFile = watchFile
	options.Lookup, options.Guess = knowledge(s)
	options.OpenFile, options.Browser = o.openLinked, browser(s)
	options.Clipboard = programClipboard(s)
	options.OpenPage = o.fetch
	kept, unkept := libraryOf(s)
	options.Named = len(o.inputs) > 0 || s.piped && !scripted
	switch {
	case options.Named:
		options.Articles, err = o.shelf(cmd, s)
	case unkept != nil || !made(kept):
		options.Articles, err = articles.Builtin()
	}
	if err != nil {
		return err
	}
	if len(o.inputs) == 1 && len(options.Articles) == 1 {
		options.Open = options.Articles[0]
	}
	if !plain && !s.terminal {
		return withHint(errors.New("open the terminal program: standard output is no terminal"),
			"`reader show` prints an article, `reader fix` its fixed text, `reader --linear` takes commands from a pipe")
	}
	if unkept == nil { // else nothing can be remembered, and everything be read
		options.Keeper, options.Notes, options.Standing = kept, kept.Marks, kept.Standing
		o.shelve(&options, kept, c.Settings, rules, func() []string { return ruleFiles(s.getenv, files()) })
	}
	o.decree(&options, command, s, kept, c.Strictness)
	options.ReadIn = o.readIn(c.AllowPrivate, kept)
	if plain {
		err = runLinear(s, options, o.inputs)
	} else {
		err = ui.Run(context.Background(), options)
	}
	if errors.Is(err, ui.ErrPanic) {
		err = withHint(err, "that is a mistake in reader: please tell its authors, with what stands above and what `reader doctor` prints")
	}
	return errors.Join(err, kept.Close())
}

// How much the heap grows, in per cent, before it is cleaned up. Until the first frame is there nothing is worth cleaning up; afterwards a reader spends
// its time waiting, so a small heap costs nothing.
const (
	firstHeap = 400
	leanHeap  = 25
)

// setGC says how much the heap grows, unless the user has.
func setGC(percent int) {
	if _, set := os.LookupEnv("GOGC"); !set {
		debug.SetGCPercent(percent)
	}
}

// shelf is what the command line names, or what comes through a pipe.
func (o *readerOptions) shelf(cmd *cobra.Command, s *streams) ([]*articles.Article, error) {
	if len(o.inputs) == 0 {
		o.inputs = []string{stdin}
	}
	var shelf []*articles.Article
	for _, name := range o.inputs {
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			found, err := o.folder(name)
			if err != nil {
				return nil, err
			}
			shelf = append(shelf, found...)
			continue
		}
		a, err := o.head(name, s)
		if err != nil {
			if near := cmd.SuggestionsFor(name); len(near) > 0 {
				return nil, withHint(err, "did you mean `reader %s`?", near[0])
			}
			return nil, err
		}
		shelf = append(shelf, a)
	}
	return shelf, nil
}

// head opens an article so far as the screen needs it at once; the program reads the rest.
func (o *readerOptions) head(name string, s *streams) (*articles.Article, error) {
	if name != stdin && !isPage(name) {
		if a, err := articles.OpenHead(name, o.encoding); !errors.Is(err, fs.ErrNotExist) {
			return a, err
		}
	}
	return o.open(name, s)
}

// openLinked opens a text that a link leads to. What is no file, a pipe say, might never end.
func (o *readerOptions) openLinked(path string) (*articles.Article, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil, fmt.Errorf("open %s: it is no file", path)
	}
	return articles.OpenAs(path, o.encoding)
}

// glances is how many files of a folder are looked at before the shelf is shown; the program looks at the others.
const glances = 40

// folder finds the texts in a folder and the folders in it, without reading them all.
func (o *readerOptions) folder(root string) ([]*articles.Article, error) {
	var found []*articles.Article
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && path == root:
			return err
		case err != nil:
			return nil //nolint:nilerr // a folder that cannot be looked into is left out
		case entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case !entry.Type().IsRegular() || !articles.Readable(path):
			return nil
		}
		found = append(found, articles.Later(path, o.encoding))
		return nil
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", root, err)
	case len(found) == 0:
		return nil, fmt.Errorf("open %s: there is no text in it (%s)", root, quoteList(articles.Extensions()))
	}
	for _, a := range found[:min(len(found), glances)] {
		if meta, err := a.Glance(); err == nil {
			a.Meta = meta
		}
	}
	return found, nil
}
