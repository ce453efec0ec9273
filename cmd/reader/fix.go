package main

import (
	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

type fixOptions struct {
	sourceOptions
	finderOptions

	inputs []string
	format string
	stream bool
}

func newFix(s *streams) *cobra.Command {
	o := &fixOptions{}
	cmd := &cobra.Command{
		Use:   "fix [FILE|URL|ID|-]...",
		Short: "Print the text with the fixes in place",
		Long: `Prints the text with the fixes in place. Everything outside the fixes stays byte for byte, unless it goes to a terminal,
where control characters are left out. A text that is not in UTF-8 is written as UTF-8.

With --jsonl it is a filter of JSON Lines: the fixes are put into the field "text" of each line, everything else on the line
stays as it is.`,
		Example: `  reader fix article.txt > fixed.txt
  reader fix --format html article.txt > fixed.html
  reader fix --jsonl < corpus.jsonl > fixed.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.inputs = args
			return o.run(cmd.CommandPath(), s)
		},
		ValidArgsFunction: completeArticles,
	}
	formatFlag(cmd, &o.format, "text", "html")
	cmd.Flags().BoolVar(&o.stream, "jsonl", false, "JSON Lines in, JSON Lines out")
	o.finderOptions.flags(cmd)
	o.sourceOptions.flags(cmd)
	return cmd
}

func (o *fixOptions) run(command string, s *streams) error {
	f, err := newFinder(command, s, o.finderOptions)
	if err != nil {
		return err
	}
	if o.stream {
		return runStream(command, o.inputs, s, f.fixer(s.terminal))
	}
	write, ok := map[string]func(*streams, *articles.Article, []annotate.Annotation) error{
		"text": writeFixed, "html": writeHTML,
	}[o.format]
	if !ok {
		return usage(command, "--format: %q is none: it can be text or html", o.format)
	}
	return o.each(command, o.inputs, s, func(_ string, a *articles.Article) error {
		all, err := f.find(a)
		if err != nil {
			return err
		}
		return write(s, a, all)
	})
}

func writeFixed(s *streams, a *articles.Article, all []annotate.Annotation) error {
	return s.print(string(annotate.ApplyTo(a.Document, all)))
}

// fixer returns what puts the fixes into one line of JSON. On a terminal, what could harm it is escaped as well.
func (f *finder) fixer(terminal bool) answerer {
	return func(number int, line, out []byte) (answer []byte, good bool) {
		r, err := readRecord(line)
		if err != nil {
			return refuse(out, nil, number, err), false
		}
		_, all, err := f.findInRecord(r)
		if err != nil {
			return refuse(out, r.id(), number, err), false
		}
		if terminal {
			return document.AppendLive(out, r.splice("text", all, nil)), true
		}
		return r.splice("text", all, out), true
	}
}
