package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/export"
)

type annotateOptions struct {
	sourceOptions
	finderOptions

	inputs []string
	format string
	stream bool
}

func newAnnotate(s *streams) *cobra.Command {
	o := &annotateOptions{}
	cmd := &cobra.Command{
		Use:   "annotate [FILE|URL|ID|-]...",
		Short: "Print every annotation found",
		Long: `Prints every glitch of machine translation that is found in the texts, with the words that should stand there.

With --jsonl it is a filter of JSON Lines: {"id", "text", "title"?, "published"?, "engine"?, "url"?, "format"?: "markdown"} in,
{"id", "annotations"} out, line by line in the same order, on all cores and in constant memory. A line that cannot be
read is answered with {"id": null, "error"} in its place; the exit code is 2 then.

start and end count Unicode code points of the text as given, so that text[start:end] == exact.`,
		Example: `  reader annotate article.txt
  reader annotate --format json article.md | jq '.[].exact'
  zstdcat corpus.jsonl.zst | reader annotate --jsonl > annotations.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.inputs = args
			return o.run(cmd.CommandPath(), s)
		},
		ValidArgsFunction: completeArticles,
	}
	formatFlag(cmd, &o.format, "text", "json", "jsonl", "w3c")
	cmd.Flags().BoolVar(&o.stream, "jsonl", false, "JSON Lines in, JSON Lines out")
	o.finderOptions.flags(cmd)
	o.sourceOptions.flags(cmd)
	return cmd
}

func (o *annotateOptions) run(command string, s *streams) error {
	f, err := newFinder(command, s, o.finderOptions)
	if err != nil {
		return err
	}
	if o.stream {
		return runStream(command, o.inputs, s, f.answer)
	}
	write, ok := map[string]func(*streams, string, *articles.Article, []annotate.Annotation) error{
		"text": writeText, "json": writeJSON, "jsonl": writeJSONLines, "w3c": writeW3C,
	}[o.format]
	if !ok {
		return usage(command, "--format: %q is none: it can be text, json, jsonl or w3c", o.format)
	}
	return o.each(command, o.inputs, s, func(name string, a *articles.Article) error {
		all, err := f.find(a)
		if err != nil {
			return err
		}
		return write(s, name, a, all)
	})
}

// runStream answers the lines of standard input, which is the only input that a stream takes.
func runStream(command string, inputs []string, s *streams, answer answerer) error {
	if len(inputs) > 1 || len(inputs) == 1 && inputs[0] != stdin {
		return usage(command, "--jsonl reads standard input and no files")
	}
	if len(inputs) == 0 && !s.piped {
		return usage(command, "--jsonl: nothing is piped in")
	}
	told := newProgress(s)
	good, err := stream(s.in, s.out, answer, told.at)
	told.end()
	if err == nil && !good {
		return errSaid // each bad line has been answered in its place
	}
	return err
}

// answer appends the annotations of one line of JSON.
func (f *finder) answer(number int, line, out []byte) (answer []byte, good bool) {
	r, err := readRecord(line)
	if err != nil {
		return refuse(out, nil, number, err), false
	}
	text, all, err := f.findInRecord(r)
	if err != nil {
		return refuse(out, r.id(), number, err), false
	}
	out = appendID(out, r.id())
	out = append(out, `, "annotations": `...)
	out = export.AppendAnnotations(out, text, all)
	return append(out, "}\n"...), true
}

// writeText prints one line for each annotation, for people.
func writeText(s *streams, name string, a *articles.Article, all []annotate.Annotation) error {
	for i := range all {
		n := &all[i]
		line, column := a.Document.Line(n.Span.Start)
		if _, err := fmt.Fprintf(s.out, "%s:%d:%d: %s\n", document.CleanLine(name), line, column, describe(a.Document, n)); err != nil {
			return err
		}
	}
	return nil
}

// longestQuote is how many characters of the text a line for people quotes.
const longestQuote = 60

// describe says in one line what an annotation says.
func describe(d *document.Document, n *annotate.Annotation) string {
	what := verdict(d, n)
	if n.ZH != "" {
		what += ", " + clip(n.ZH+" "+n.Pinyin)
	}
	return fmt.Sprintf("%s (%s, %s, %.0f%%)", what, n.Kind, document.CleanLine(firstOf(n.Rule, string(n.Origin))), 100*n.Confidence)
}

// verdict says what is wrong with a place and what should stand there.
func verdict(d *document.Document, n *annotate.Annotation) string {
	exact := quote(d.Text(n.Span))
	switch {
	case n.Kind == annotate.Boilerplate:
		return exact + " is not part of the text"
	case n.Fix == "":
		return exact + " should go"
	}
	return exact + " should be " + quote(n.Fix)
}

// quote puts a stretch of text between quotation marks, on one line and clean.
func quote(text string) string { return `"` + clip(text) + `"` }

// clip makes a stretch of text fit for a line with other things on it.
func clip(text string) string {
	runes := []rune(document.CleanLine(text))
	if len(runes) > longestQuote {
		runes = append(runes[:longestQuote-1], '…')
	}
	return string(runes)
}

// writeJSON prints one array.
func writeJSON(s *streams, _ string, a *articles.Article, all []annotate.Annotation) error {
	out := export.AppendAnnotations(nil, a.Document.Source(), all)
	_, err := s.out.Write(append(out, '\n'))
	return err
}

// writeJSONLines prints one object a line.
func writeJSONLines(s *streams, _ string, a *articles.Article, all []annotate.Annotation) error {
	source := a.Document.Source()
	points := document.NewPoints(source)
	for i := range all {
		out := export.AppendAnnotation(nil, source, points, &all[i])
		if _, err := s.out.Write(append(out, '\n')); err != nil {
			return err
		}
	}
	return nil
}
