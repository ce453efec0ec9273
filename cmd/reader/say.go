package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// How the command speaks. Output goes to standard output and is nothing but output; talk goes to standard error.
// A failure is one line, `reader: what was being done: what went wrong`, in lower case and without a full stop.
// Where there is something to try, a second line says so: `reader: hint: …`. Whatever was not written by us, file names
// included, is cleaned before it is printed. Nothing is said when all went well.

// The exit codes.
const (
	exitDone     = 0
	exitFindings = 1 // lint only
	exitFailed   = 2
)

var (
	errFindings = errors.New("there are findings") // makes the exit code 1; it is not printed
	errSaid     = errors.New("already said")       // makes the exit code 2; it is not printed
)

// usageError is a command line that cannot be followed.
type usageError struct {
	command string // with its parents: "reader annotate"
	err     error
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// usage makes a usage error of a sentence, which is printed behind the name of the subcommand.
func usage(command, format string, values ...any) error {
	err := fmt.Errorf(format, values...)
	if _, subcommand, ok := strings.Cut(command, " "); ok {
		err = fmt.Errorf("%s: %w", subcommand, err)
	}
	return &usageError{command, err}
}

// hinted is an error for which there is something to try.
type hinted struct {
	error

	hint string
}

func (e *hinted) Unwrap() error { return e.error }

// withHint adds what the user may try to an error.
func withHint(err error, format string, values ...any) error {
	return &hinted{err, fmt.Sprintf(format, values...)}
}

// fail prints an error, and the hint if it has one.
func (s *streams) fail(err error) {
	s.sayf("%v", err)
	if hint := hintFor(err); hint != "" {
		s.sayf("hint: %s", hint)
	}
}

// failLater prints the errors that err joins, each on a line of its own, and makes the exit code 2 at the end.
func (s *streams) failLater(err error) {
	for _, one := range annotate.Mistakes(err) {
		s.fail(one)
		s.failed = true
	}
}

// sayf prints one line on standard error.
func (s *streams) sayf(format string, values ...any) {
	fmt.Fprintf(s.err, "reader: %s\n", document.CleanLine(fmt.Sprintf(format, values...))) //nolint:errcheck // nowhere left to say it
}

// report says what is left to say of err and returns the exit code that it stands for.
func (s *streams) report(err error) int {
	switch {
	case err == nil && s.failed, errors.Is(err, errFindings) && s.failed:
		return exitFailed
	case err == nil, brokenPipe(err):
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, errSaid):
		return exitFailed
	}
	s.fail(err)
	return exitFailed
}

// brokenPipe reports whether whoever read our output has gone, which is no failure of ours.
func brokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }

// hintFor says what to try after err, or nothing.
func hintFor(err error) string {
	var (
		hint  *hinted
		wrong *usageError
		page  *articles.FetchError
		name  *articles.CharsetError
	)
	switch {
	case errors.As(err, &name):
		return "these are known: " + strings.Join(articles.Charsets(), ", ")
	case errors.As(err, &hint):
		return hint.hint
	case errors.As(err, &wrong):
		return fmt.Sprintf("`%s --help` shows what it takes", wrong.command)
	case errors.As(err, &page):
		return page.Hint
	case errors.Is(err, articles.ErrDirectory):
		return "name the files in it"
	case errors.Is(err, articles.ErrCharset):
		return "name it with --encoding, for example --encoding gb18030"
	case errors.Is(err, articles.ErrDamaged):
		return "it may not have been copied or fetched to its end: get it once more"
	case errors.Is(err, articles.ErrBinary), errors.Is(err, articles.ErrNoBook):
		return "text, Markdown, HTML and EPUB files can be read; --encoding names the encoding of a text that is taken for something else"
	case errors.Is(err, fs.ErrPermission):
		return "its permissions do not let you read it"
	}
	return ""
}

// quoteList writes names as a sentence does: a, b or c.
func quoteList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
