package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/export"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

type leaveOptions struct {
	filterOptions
	intakeOptions
	sourceOptions

	cmd    *cobra.Command
	names  []string
	format string
	out    string
	all    bool
}

func newExport(s *streams) *cobra.Command {
	o := &leaveOptions{}
	cmd := &cobra.Command{
		Use:   "export [ID|FILE|URL|-]...",
		Short: "Write articles with all that was made of them, for other programs",
		Long: `Writes articles with their fixes and with what you made of them: verdicts, highlights, notes, stars, tags, the place you are at. Articles are
named, or chosen as "reader list" chooses them; --all is everything in the library that was not deleted.

md     Markdown with front matter; the fixes are in the text, footnotes say what stood there and what you noted
org    your marks as an Org tree: quotations, the notes beneath
notes  the same as Markdown
html   a page that needs nothing else: cards on the fixes, light and dark, prints with notes at the end
jsonl  an object a line, the whole text and all marks: "reader import" makes the same library of it
w3c    your marks as W3C Web Annotations (JSON-LD)
hypothesis  your marks as Hypothesis imports them

-o names a file, or a folder that gets a file for each article; the names of these stay the same. md and html go to a folder where they are
several. Nothing is half-written.`,
		Example: `  reader export 516af7690735 > article.md
  reader export --format html --starred -o pages/
  reader export --format jsonl --all -o library.jsonl
  reader export --format notes --tag phones`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.cmd, o.names = cmd, args
			return o.run(cmd.CommandPath(), s)
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
			names, _ := completeEntries(s)(cmd, args, begun)
			return names, cobra.ShellCompDirectiveDefault // files too
		},
	}
	formatFlag(cmd, &o.format, export.Names()...)
	f := cmd.Flags()
	f.StringVarP(&o.out, "output", "o", "", "write to this `file or folder`")
	f.BoolVar(&o.all, "all", false, "everything in the library")
	o.filterOptions.flags(cmd)
	o.intakeOptions.flags(cmd)
	f.BoolVar(&o.markdown, "markdown", false, "read standard input as Markdown")
	return cmd
}

// filtered reports whether articles are chosen by what they are.
func (o *leaveOptions) filtered() bool {
	for _, name := range []string{"unread", "begun", "starred", "recent", "archived", "deleted", "tag", "feed", "limit", "sort"} {
		if o.cmd.Flags().Changed(name) {
			return true
		}
	}
	return false
}

func (o *leaveOptions) run(command string, s *streams) error {
	format, ok := export.Find(o.format)
	filtered := o.filtered()
	switch {
	case !ok:
		return usage(command, "--format: %q is none: it can be %s", o.format, quoteList(export.Names()))
	case o.all && (filtered || len(o.names) > 0):
		return usage(command, "--all is everything: name no articles and no filters beside it")
	case filtered && len(o.names) > 0:
		return usage(command, "name articles, or choose them by filters: not both")
	case !o.all && !filtered && len(o.names) == 0 && !s.piped:
		return usage(command, "name an article, choose some (--starred, --tag TAG …) or take --all")
	case !o.all && !filtered && len(o.names) == 0:
		o.names = []string{stdin}
	}
	order, err := o.sorted(command)
	if err != nil {
		return err
	}
	o.encoding, o.set = o.charset, o.cmd.Flags()
	return o.withIntake(command, s, func(ctx context.Context, i *intake.Intake) error {
		g := &export.Gatherer{Library: i.Library, Engine: i.Engine, Strictness: i.Strictness, Marked: format.Marked && len(o.names) == 0}
		to, err := o.open(format, s, len(o.names) != 1)
		if err != nil {
			return err
		}
		return to.run(func() error {
			if len(o.names) > 0 {
				return o.named(ctx, g, s, to)
			}
			return o.chosen(ctx, g, s, to, order)
		})
	})
}

// named writes the articles that are named. One that cannot be read is reported and does not keep the others from being written.
func (o *leaveOptions) named(ctx context.Context, g *export.Gatherer, s *streams, to *leaving) (failed error) {
	for _, name := range o.names {
		a, err := o.gather(ctx, g, s, name)
		if err != nil {
			s.fail(err)
			failed = errSaid
			continue
		}
		if err := to.write(a); err != nil {
			return err
		}
	}
	return failed
}

// gather finds a named article: in the library, among those that are part of the program, in a file, at an address.
func (o *leaveOptions) gather(ctx context.Context, g *export.Gatherer, s *streams, name string) (*export.Article, error) {
	if _, err := os.Stat(name); name != stdin && !isPage(name) && err != nil {
		e, err := g.Library.Named(ctx, name)
		if err == nil {
			return g.Entry(ctx, e.ID)
		}
		if !errors.Is(err, library.ErrNoEntry) {
			return nil, err
		}
		if !strings.ContainsAny(name, `./\`) && builtInCalled(name) == nil {
			return nil, withHint(fmt.Errorf("find article %s: %w", document.CleanLine(name), err), "`reader list` shows the IDs of all")
		}
	}
	a, err := o.sourceOptions.open(name, s) //nolint:contextcheck // it has a context of its own, which SIGINT ends too
	if err != nil {
		return nil, err
	}
	return g.Article(ctx, a)
}

// errCalledOff says that the user ended it before it was done.
var errCalledOff = errors.New("called off")

// chosen writes what the filters choose, or everything, one article after the other. One whose file cannot be read is reported and does not keep
// the others from being written.
func (o *leaveOptions) chosen(ctx context.Context, g *export.Gatherer, s *streams, to *leaving, order shelf.Order) (failed error) {
	if _, err := os.Stat(g.Library.Path()); errors.Is(err, fs.ErrNotExist) {
		return o.builtin(ctx, g, to)
	}
	ids, err := o.ids(ctx, g.Library, to, order)
	if err != nil {
		return err
	}
	tell, end := s.teller()
	defer end()
	for n, id := range ids {
		a, err := g.Entry(ctx, id)
		switch {
		case ctx.Err() != nil:
			return errCalledOff
		case errors.Is(err, library.ErrNoEntry), errors.Is(err, export.ErrNoMarks):
			continue // it went in the meantime, or has nothing to say
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
			s.fail(err)
			failed = errSaid
			continue
		case err != nil:
			return err
		}
		if err := to.write(a); err != nil {
			return err
		}
		if tell != nil {
			tell(shelf.Progress{What: "exporting", Done: n + 1, All: len(ids)})
		}
	}
	return failed
}

// ids lists what is to be written. Of everything, what the library has beside its articles is written here.
func (o *leaveOptions) ids(ctx context.Context, l *library.Library, to *leaving, order shelf.Order) ([]shelf.ID, error) {
	if !o.all {
		filter, err := o.resolve(ctx, l)
		if err != nil {
			return nil, err
		}
		return l.IDs(ctx, filter, order, o.limit)
	}
	sources, err := l.Sources(ctx)
	if err != nil {
		return nil, err
	}
	sections, err := l.Sections(ctx)
	if err != nil {
		return nil, err
	}
	var searches []shelf.Section
	for _, section := range sections {
		if section.Filter.Query != "" {
			searches = append(searches, section)
		}
	}
	if err := to.library(sources, searches); err != nil {
		return nil, err
	}
	return l.Everything(ctx)
}

// builtin writes the articles that are part of the program, while there is no library.
func (o *leaveOptions) builtin(ctx context.Context, g *export.Gatherer, to *leaving) error {
	if !o.all && o.filter != (shelf.Filter{}) && o.filter != (shelf.Filter{Unread: true}) {
		return nil
	}
	all, err := articles.Builtin()
	if err != nil {
		return err
	}
	if o.limit > 0 {
		all = all[:min(o.limit, len(all))]
	}
	for _, one := range all {
		a, err := g.Article(ctx, one)
		if errors.Is(err, export.ErrNoMarks) {
			continue
		}
		if err != nil {
			return err
		}
		if err := to.write(a); err != nil {
			return err
		}
	}
	return nil
}

// leaving is where articles are written to: standard output, a file, or a folder with a file for each.
type leaving struct {
	format export.Format
	out    io.Writer      // nil for a folder
	path   string         // of the file or folder, "" for standard output
	to     *export.Writer // of what is one stream
	used   map[string]int // names of files

	written int // articles
}

// open finds out where to write to. Where a format has a file for each article, several need a folder.
func (o *leaveOptions) open(format export.Format, s *streams, several bool) (*leaving, error) {
	to := &leaving{format: format, path: o.out, used: map[string]int{}}
	if o.out == stdin {
		to.path = ""
	}
	folder := strings.HasSuffix(o.out, "/") || strings.HasSuffix(o.out, string(filepath.Separator))
	if info, err := os.Stat(o.out); to.path != "" && err == nil && info.IsDir() {
		folder = true
	}
	switch {
	case to.path == "" && several && format.Apart && len(o.names) != 1:
		return nil, withHint(fmt.Errorf("export: %s has a file for each article", format.Name), "name a folder with -o")
	case several && format.Apart && !folder && filepath.Ext(to.path) == format.Extension:
		return nil, withHint(fmt.Errorf("export: %s has a file for each article", format.Name), "name a folder with -o: end its name with a slash")
	case to.path == "":
		to.out = s.out
		if s.terminal {
			to.out = cleaning{s.out}
		}
	case folder || several && format.Apart:
		if err := os.MkdirAll(to.path, 0o750); err != nil {
			return nil, fmt.Errorf("make folder %s: %w", document.CleanLine(to.path), articles.Reason(err))
		}
	default:
		to.out = io.Discard // until run
	}
	return to, nil
}

// cleaning makes what is written fit for a terminal.
type cleaning struct{ to io.Writer }

func (c cleaning) Write(p []byte) (int, error) {
	_, err := io.WriteString(c.to, document.Clean(string(p)))
	return len(p), err
}

// run opens what do writes to, and puts it in its place when that is done.
func (t *leaving) run(do func() error) error {
	begin := func(w io.Writer) (err error) {
		t.out = w
		if t.to, err = t.format.Writer(w); err != nil {
			return err
		}
		if err = do(); err != nil && !errors.Is(err, errSaid) {
			return err
		}
		return errors.Join(t.to.Close(), err)
	}
	switch {
	case t.out == nil:
		return do()
	case t.path == "":
		return begin(t.out)
	}
	var said error
	err := replaceWith(t.path, 0o644, func(w io.Writer) error {
		err := begin(w)
		if errors.Is(err, errSaid) && t.written > 0 {
			said, err = errSaid, nil // what could be written stands
		}
		return err
	})
	switch {
	case errors.Is(err, errSaid):
		return errSaid
	case err != nil:
		return fmt.Errorf("write %s: %w", document.CleanLine(t.path), articles.Reason(err))
	}
	return said
}

func (t *leaving) library(sources []shelf.Source, searches []shelf.Section) error {
	if t.to == nil {
		return nil // a folder of articles has no place for it
	}
	return t.to.Library(sources, searches)
}

func (t *leaving) write(a *export.Article) error {
	t.written++
	if t.to != nil {
		return t.to.Article(a)
	}
	var b bytes.Buffer
	w, err := t.format.Writer(&b)
	if err == nil {
		err = errors.Join(w.Article(a), w.Close())
	}
	if err != nil {
		return err
	}
	name := a.FileName(t.format)
	if t.used[name]++; t.used[name] > 1 {
		name = strings.TrimSuffix(name, t.format.Extension) + fmt.Sprintf("-%d", t.used[name]) + t.format.Extension
	}
	path := filepath.Join(t.path, name)
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, b.Bytes()) {
		return nil // programs that watch the folder need not look
	}
	if err := replaceFile(path, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", document.CleanLine(path), articles.Reason(err))
	}
	return nil
}
