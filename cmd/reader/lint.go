package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

type lintOptions struct {
	sourceOptions
	finderOptions

	inputs []string
	format string
}

// problem is an annotation in a file, as linters speak of them.
type problem struct {
	file                 string
	line, column         int // from 1, in code points
	endLine, endColumn   int // the place behind the last character
	document             *document.Document
	annotation           *annotate.Annotation
	message, rule, level string
}

func newLint(s *streams) *cobra.Command {
	o := &lintOptions{}
	cmd := &cobra.Command{
		Use:   "lint [FILE|URL|ID|-]...",
		Short: "Report what was found as FILE:LINE:COL: message (rule)",
		Long: `Reports every glitch as FILE:LINE:COL: message (rule), columns counted in characters. The exit code is 1 if there are any.
The other formats are those of editors and of continuous integration.`,
		Example: `  reader lint docs/*.md
  reader lint --format github docs/*.md
  reader lint --format sarif docs/*.md > reader.sarif
  reader lint --format rdjson docs/*.md | reviewdog -f=rdjson`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.inputs = args
			return o.run(cmd.CommandPath(), s)
		},
		ValidArgsFunction: completeArticles,
	}
	formatFlag(cmd, &o.format, "text", "json", "github", "sarif", "rdjson")
	o.finderOptions.flags(cmd)
	o.sourceOptions.flags(cmd)
	return cmd
}

func (o *lintOptions) run(command string, s *streams) error {
	write, ok := map[string]func(*streams, []problem) error{
		"text": lintText, "json": lintJSON, "github": lintGitHub, "sarif": lintSARIF, "rdjson": lintRDJSON,
	}[o.format]
	if !ok {
		return usage(command, "--format: %q is none: it can be text, json, github, sarif or rdjson", o.format)
	}
	f, err := newFinder(command, s, o.finderOptions)
	if err != nil {
		return err
	}
	var found []problem
	failed := o.each(command, o.inputs, s, func(name string, a *articles.Article) error {
		all, err := f.find(a)
		if err != nil {
			return err
		}
		for i := range all {
			found = append(found, newProblem(name, a.Document, &all[i]))
		}
		return nil
	})
	if err := write(s, found); err != nil {
		return err
	}
	if failed == nil && len(found) > 0 {
		return errFindings
	}
	return failed
}

func newProblem(file string, d *document.Document, n *annotate.Annotation) problem {
	p := problem{file: file, document: d, annotation: n, rule: firstOf(n.Rule, string(n.Origin)), level: "warning"}
	p.line, p.column = d.Line(n.Span.Start)
	p.endLine, p.endColumn = d.Line(n.Span.End)
	if n.Severity == annotate.Minor {
		p.level = "note"
	}
	p.message = verdict(d, n)
	if n.ZH != "" {
		p.message += ": the original has " + clip(n.ZH)
	}
	return p
}

func lintText(s *streams, found []problem) error {
	for i := range found {
		p := &found[i]
		line := fmt.Sprintf("%s:%d:%d: %s (%s)", p.file, p.line, p.column, p.message, p.rule)
		if _, err := s.out.WriteString(document.CleanLine(line) + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// lintJSON prints one array of all problems.
func lintJSON(s *streams, found []problem) error {
	type row struct {
		File      string `json:"file"`
		Line      int    `json:"line"`
		Column    int    `json:"column"`
		EndLine   int    `json:"endLine"`
		EndColumn int    `json:"endColumn"`
		Level     string `json:"level"`
		Message   string `json:"message"`
		Exact     string `json:"exact"`
		Fix       string `json:"fix"`
		Rule      string `json:"rule"`
	}
	rows := make([]row, len(found))
	for i, p := range found {
		rows[i] = row{p.file, p.line, p.column, p.endLine, p.endColumn, p.level, p.message, p.document.Text(p.annotation.Span), p.annotation.Fix, p.rule}
	}
	return printJSON(s, rows)
}

// lintGitHub prints workflow commands, which become notes beside the lines of a pull request.
func lintGitHub(s *streams, found []problem) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, p := range found {
		command := "warning"
		if p.level == "note" {
			command = "notice"
		}
		_, err := fmt.Fprintf(s.out, "::%s file=%s,line=%d,col=%d,endLine=%d,endColumn=%d,title=%s::%s\n", command,
			property.Replace(p.file), p.line, p.column, p.endLine, p.endColumn, property.Replace(p.rule), data.Replace(p.message))
		if err != nil {
			return err
		}
	}
	return nil
}
