package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
		Use:   "reader [FILE|DIR|ID|-]...",
		Short: "Read machine-translated Chinese technology news with its glitches explained",
		Long: `Reads machine-translated Chinese technology news on the terminal and shows what the machine garbled: "micro-letter" is
WeChat (微信), "pay treasure" is Alipay (支付宝). Every fix says what stood in the original and why it is made.

Without a subcommand it opens on the shelf, or straight on the article that is named. The subcommands do the same for
other programs.`,
		Example: `  reader
  reader article.md
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
	f := cmd.Flags()
	settingFlags(cmd, settingNames()...)
	o.flags(f)
	o.packFlags(cmd)
	return cmd
}

// lazily reads the rules when the first article is annotated, so that the shelf does not wait for them. What is wrong with the
// user's own is a notice then.
func (o *readerOptions) lazily(s *streams, files []string) (engine func() *annotate.Engine, trouble func() string) {
	var r rules
	engine = func() *annotate.Engine {
		r = o.rules(s, files)
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

func (o *readerOptions) run(cmd *cobra.Command, s *streams) error {
	command := cmd.CommandPath()
	c, wrong, err := settings(command, s, cmd.Flags())
	if err != nil {
		return err
	}
	options := ui.Options{
		Settings: c.Settings, Notice: trouble(wrong), Watch: watchSettings(command, s, cmd.Flags(), styleFile(s, c)),
		Fold: true, Env: s.environ, Smulx: smulx(s.getenv),
	}
	files, err := o.files(command, s)
	if err != nil {
		return err
	}
	options.Engine, options.Trouble = o.lazily(s, files)
	options.Lookup, options.Guess = knowledge(s)
	if options.Articles, err = o.shelf(cmd, s); err != nil {
		return err
	}
	if !s.terminal {
		return withHint(errors.New("open the terminal program: standard output is no terminal"),
			"`reader show` prints an article, `reader fix` its fixed text")
	}
	if len(o.inputs) == 1 && len(options.Articles) == 1 {
		options.Open = options.Articles[0]
	}
	return ui.Run(context.Background(), options)
}

// shelf is what the command line names, or the built-in articles.
func (o *readerOptions) shelf(cmd *cobra.Command, s *streams) ([]*articles.Article, error) {
	if len(o.inputs) == 0 {
		if s.piped {
			o.inputs = []string{stdin}
		} else {
			return articles.Builtin()
		}
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
		a, err := o.open(name, s)
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

// readable are the file names that are taken from a folder.
var readable = []string{".txt", ".md", ".markdown"}

// folder reads the texts in a folder and the folders in it. What cannot be read is left out, unless nothing can.
func (o *readerOptions) folder(root string) ([]*articles.Article, error) {
	var (
		found []*articles.Article
		first error
	)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && path == root:
			return err
		case err != nil:
			return nil //nolint:nilerr // a folder that cannot be looked into is left out
		case entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case !entry.Type().IsRegular() || !slices.Contains(readable, strings.ToLower(filepath.Ext(path))):
			return nil
		}
		a, err := articles.OpenAs(path, o.encoding)
		if err != nil {
			first = firstError(first, err)
			return nil
		}
		found = append(found, a)
		return nil
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", root, err)
	case len(found) == 0 && first != nil:
		return nil, first
	case len(found) == 0:
		return nil, fmt.Errorf("open %s: there is no text in it (%s)", root, quoteList(readable))
	}
	return found, nil
}

func firstError(first, next error) error {
	if first != nil {
		return first
	}
	return next
}
