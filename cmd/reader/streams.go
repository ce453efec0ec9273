package main

import (
	"bufio"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// streams is the world as a subcommand sees it.
type streams struct {
	in       io.Reader
	out      *bufio.Writer
	err      io.Writer
	terminal bool // out is a terminal
	watched  bool // err is a terminal
	piped    bool // in is not a terminal
	environ  []string
	failed   bool // something went wrong that did not keep the rest from being done
}

// standardStreams are those of the process.
func standardStreams() *streams {
	return &streams{
		in:       os.Stdin,
		out:      bufio.NewWriterSize(os.Stdout, 64<<10),
		err:      os.Stderr,
		terminal: term.IsTerminal(os.Stdout.Fd()),
		watched:  term.IsTerminal(os.Stderr.Fd()),
		piped:    !term.IsTerminal(os.Stdin.Fd()),
		environ:  os.Environ(),
	}
}

// quiet are the same streams for what must say nothing: there is a screen.
func (s *streams) quiet() *streams {
	q := *s
	q.out, q.err, q.watched = bufio.NewWriter(io.Discard), io.Discard, false
	return &q
}

func (s *streams) flush() error { return s.out.Flush() }

// print writes text as it is, or clean if it goes to a terminal.
func (s *streams) print(text string) error {
	if s.terminal {
		text = document.Clean(text)
	}
	_, err := s.out.WriteString(text)
	return err
}

// getenv returns a variable of the environment, "" if it is not set.
func (s *streams) getenv(name string) string {
	for _, entry := range slices.Backward(s.environ) {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value
		}
	}
	return ""
}
