package main

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/charmbracelet/x/term"

	"github.com/seed-0d8bf4ce/reader/ui"
	"github.com/seed-0d8bf4ce/reader/ui/linear"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// runLinear runs the program in plain lines. Commands are lines, also on a terminal: what is typed can be read over and mended before it
// counts, a screen reader says it as it says every other line, and a terminal that draws nothing needs no keys of its own. They come from
// standard input unless an article does; then they come from the terminal, if there is one.
func runLinear(s *streams, o ui.Options, inputs []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // the second one ends the program at once
	defer stop()
	in, typed := s.in, !s.piped
	if slices.Contains(inputs, stdin) && s.piped {
		in, typed = strings.NewReader(""), false
		if terminal, err := os.Open(terminalName); err == nil {
			defer terminal.Close() //nolint:errcheck // it was only read
			in, typed = terminal, true
		}
	}
	width, height := 0, 0
	if s.terminal {
		if w, h, err := term.GetSize(os.Stdout.Fd()); err == nil {
			width, height = w, h
		}
	}
	return linear.Run(ctx, linear.Options{
		Settings: o.Settings, Articles: o.Articles, Open: o.Open, Engine: o.Engine, Trouble: o.Trouble, Fold: o.Fold, Keeper: o.Keeper,
		Notice: o.Notice, Lookup: o.Lookup, Guess: o.Guess, OpenFile: o.OpenFile, OpenPage: o.OpenPage, Width: width, Height: height,
		ReadIn: o.ReadIn, Clipboard: o.Clipboard, Paste: o.Paste,
		ASCII: o.Signs.ASCII(theme.OnlyASCII(s.environ)),
		Shelf: o.Shelf, Find: o.Find, Named: o.Named, Add: o.Add, Refresh: o.Refresh, Retry: o.Retry,
		Prompt: typed && s.terminal, In: in, Out: s.out,
	})
}
