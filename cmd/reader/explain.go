package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

type explainOptions struct {
	sourceOptions
	finderOptions
}

// placeName is FILE:LINE:COL, as lint prints it.
var placeName = regexp.MustCompile(`^(.+):(\d{1,9}):(\d{1,9}):?$`)

func newExplain(s *streams) *cobra.Command {
	o := &explainOptions{}
	cmd := &cobra.Command{
		Use:   "explain FILE:LINE:COL|URL|TEXT",
		Short: "Say why a place was, or was not, annotated",
		Long: `Says why a place was, or was not, annotated: the rules that knew its words, what spoke for and against each, and what came
of it. The place is one of a file, as lint prints it, or every word of a text given on the command line, or of a page.`,
		Example: `  reader explain article.txt:3:14
  reader explain 'Users of the micro-letter, says Tencent'`,
		Args: exactly(1, "a place or a text"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.CommandPath(), s, args[0])
		},
		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),
	}
	o.finderOptions.flags(cmd)
	o.sourceOptions.flags(cmd)
	return cmd
}

func (o *explainOptions) run(command string, s *streams, what string) error {
	f, err := newFinder(command, s, o.finderOptions)
	if err != nil {
		return err
	}
	if part := placeName.FindStringSubmatch(what); part != nil {
		return o.explainPlace(f, s, part[1], part[2], part[3])
	}
	if file, line, ok := strings.Cut(strings.TrimSuffix(what, ":"), ":"); ok && isFile(file) {
		if _, err := strconv.Atoi(line); err == nil {
			return usage(command, "%s is a line: a place is FILE:LINE:COL, as `reader lint` prints it", what)
		}
	}
	if isPage(what) {
		a, err := o.open(what, s)
		if err != nil {
			return err
		}
		return explainWords(f, s, a)
	}
	a := &articles.Article{Document: document.Plain([]byte(what))}
	if known, ok := articles.Recognise([]byte(what)); ok {
		a.Meta, a.Own, a.OwnText = known.Meta, known.Own, known.OwnText
	}
	return explainWords(f, s, a)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func (o *explainOptions) explainPlace(f *finder, s *streams, file, lineText, columnText string) error {
	a, err := o.open(file, s)
	if err != nil {
		return err
	}
	line, _ := strconv.Atoi(lineText) // it is all digits
	column, _ := strconv.Atoi(columnText)
	at, ok := a.Document.Offset(line, column)
	if !ok || at >= len(a.Document.Source()) {
		return fmt.Errorf("explain: %s has no line %d with a column %d", file, line, column)
	}
	options, err := f.optionsFor(a)
	if err != nil {
		return err
	}
	return s.print(document.Clean(f.engine.Explain(a.Document, options, character(a.Document, at)).String()))
}

// explainWords explains every word of a text that a rule knows.
func explainWords(f *finder, s *streams, a *articles.Article) error {
	options, err := f.optionsFor(a)
	if err != nil {
		return err
	}
	last := ""
	for _, at := range wordStarts(a.Document.Source()) {
		x := f.engine.Explain(a.Document, options, character(a.Document, at))
		text := x.String()
		if x.Stands == nil && len(x.Candidates) == 0 || text == last {
			continue
		}
		if last != "" {
			text = "\n" + text
		}
		last = x.String()
		if err := s.print(document.Clean(about(a.Document, x, at) + text)); err != nil {
			return err
		}
	}
	if last == "" {
		return s.print("not annotated: no rule knows these words\n")
	}
	return nil
}

// about says which words an explanation is about, where the explanation itself does not.
func about(d *document.Document, x annotate.Explanation, at int) string {
	if len(x.Candidates) > 0 || x.Stands == nil {
		return ""
	}
	line, column := d.Line(at)
	return fmt.Sprintf("%d:%d: %s\n", line, column, quote(d.Text(x.Stands.Span)))
}

// character is the span of the character at a source offset.
func character(d *document.Document, at int) document.Span {
	_, n := utf8.DecodeRune(d.Source()[at:])
	return document.Span{Start: at, End: at + n}
}

// wordStarts lists the offsets at which a word begins, or a character of a script without blanks stands.
func wordStarts(text []byte) []int {
	var starts []int
	inWord := false
	for at, r := range string(text) {
		switch {
		case unicode.Is(unicode.Han, r):
			starts = append(starts, at)
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("'’&;", r):
			if !inWord {
				starts = append(starts, at)
			}
			inWord = true
		default:
			inWord = false
		}
	}
	return starts
}
