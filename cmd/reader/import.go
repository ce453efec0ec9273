package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/export"
	"github.com/seed-0d8bf4ce/reader/internal/intake"
	"github.com/seed-0d8bf4ce/reader/internal/library"
	"github.com/seed-0d8bf4ce/reader/internal/review"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

type takeOptions struct {
	intakeOptions

	dry bool
}

func newImport(s *streams) *cobra.Command {
	o := &takeOptions{}
	cmd := &cobra.Command{
		Use:   "import FILE|-...",
		Short: "Take back what was exported, and annotations of other programs",
		Long: `Takes into the library what files hold: JSON Lines of "reader export", with everything; W3C Web Annotations (JSON-LD), and what Hypothesis exports
or its interface for programs tells, for articles that are in the library.

A mark is put where it was made if the words there are the same, or else where the text has these words with the same ones around them; what
has no such place is said. Nothing of yours is taken away: tags, stars and marks come together, and of two verdicts on one fix the later stands.
The texts of articles that are there stay. A summary is printed; --dry-run prints it and changes nothing.`,
		Example: `  reader import --dry-run library.jsonl
  reader import library.jsonl
  reader import hypothesis.json annotations.jsonld`,
		Args: someOf("a file to import"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.CommandPath(), s, args) },
	}
	cmd.Flags().BoolVar(&o.dry, "dry-run", false, "say what would change, and change nothing")
	o.ruleFlags(cmd)
	return cmd
}

func (o *takeOptions) run(command string, s *streams, names []string) error {
	return o.withIntake(command, s, func(ctx context.Context, i *intake.Intake) (err error) {
		_, none := os.Stat(i.Library.Path())
		fresh := errors.Is(none, fs.ErrNotExist)
		l := i.Library
		if o.dry {
			copied, end, err := copyOf(ctx, l, fresh)
			if err != nil {
				return err
			}
			defer end()
			l = copied
		}
		r, err := o.take(ctx, s, l, names, fresh)
		if ctx.Err() != nil {
			s.sayf("called off: %s", r.Summary())
			return errSaid
		}
		if err != nil {
			return err
		}
		if !o.dry {
			tell, end := s.teller()
			err := i.Index(ctx, tell)
			end()
			if err != nil {
				return err
			}
		}
		return o.report(s, r)
	})
}

// copyOf makes a copy of the library to try things on.
func copyOf(ctx context.Context, l *library.Library, fresh bool) (copied *library.Library, end func(), err error) {
	dir, err := os.MkdirTemp("", "reader")
	if err != nil {
		return nil, nil, fmt.Errorf("copy the library to try the import: %w", err)
	}
	path := filepath.Join(dir, "library.db")
	if !fresh {
		if err := l.Backup(ctx, path); err != nil {
			return nil, nil, errors.Join(err, os.RemoveAll(dir))
		}
	}
	copied = library.At(path)
	return copied, func() { _ = errors.Join(copied.Close(), os.RemoveAll(dir)) }, nil //nolint:contextcheck // it is closed also when it was called off
}

// take takes files one after the other. One that cannot be read does not keep the others from being taken.
func (o *takeOptions) take(ctx context.Context, s *streams, l *library.Library, names []string, fresh bool) (*export.Report, error) {
	all := &export.Report{}
	tell, end := s.teller()
	defer end()
	for _, name := range names {
		t := export.Taker{Library: l, Fresh: fresh, Tell: func(n int) {
			if tell != nil {
				tell(shelf.Progress{What: "importing", Done: n})
			}
		}}
		in, done, err := s.openInput(name)
		if err != nil {
			all.Left = append(all.Left, err.Error())
			continue
		}
		r, err := t.File(ctx, name, in)
		all.Add(&r)
		if err = errors.Join(err, done()); err != nil {
			return all, err
		}
	}
	return all, nil
}

// openInput opens a file, or standard input.
func (s *streams) openInput(name string) (in io.Reader, done func() error, err error) {
	if name == stdin {
		return s.in, func() error { return nil }, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", document.CleanLine(name), articles.Reason(err))
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, nil, errors.Join(fmt.Errorf("open %s: %w", document.CleanLine(name), articles.ErrDirectory), f.Close())
	}
	return f, f.Close, nil
}

// mostSaid is how much of one sort is said of what could not be taken.
const mostSaid = 20

// report says what could not be taken, and prints the summary.
func (o *takeOptions) report(s *streams, r *export.Report) error {
	var said []error
	for _, m := range r.Mistakes {
		said = append(said, fmt.Errorf("import: %w", m))
	}
	for _, left := range r.Left {
		said = append(said, fmt.Errorf("import: %s", left))
	}
	for _, m := range r.Missing {
		err := fmt.Errorf("import: %s on %s: the library does not have that article", review.Count(m.Marks, "mark", "marks"), firstOf(m.Address, m.Title))
		if isPage(m.Address) {
			err = withHint(err, "`reader add %s`, and import again", m.Address)
		}
		said = append(said, err)
	}
	for _, err := range said[:min(len(said), mostSaid)] {
		s.fail(err)
	}
	for _, l := range r.Lost[:min(len(r.Lost), mostSaid)] {
		s.sayf("import: not attached in %q: %s", l.Title, quote(l.Mark.Exact))
	}
	if more := max(len(said)-mostSaid, 0) + max(len(r.Lost)-mostSaid, 0); more > 0 {
		s.sayf("import: and %d more", more)
	}
	summary := r.Summary()
	if o.dry {
		summary = "would change: " + summary
	}
	if err := s.print(summary + "\n"); err != nil {
		return err
	}
	if len(said) > 0 {
		return errSaid
	}
	return nil
}
