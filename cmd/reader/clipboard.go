package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// The clipboard belongs to the terminal, which may stand on another machine, or to the system: both are asked, the terminal first.

// The time that the clipboard may take.
const (
	terminalWithin = time.Second
	programWithin  = 5 * time.Second
)

// noClipboard is said where nobody tells what the clipboard holds.
const noClipboard = "paste into `reader add -` instead: end the text with enter and ctrl-d"

// pasters are the programs that print the clipboard, with the variables that must be set for them to have one.
var pasters = []struct {
	command []string
	needs   string
}{
	{[]string{"wl-paste", "--no-newline", "--type", "text"}, "WAYLAND_DISPLAY"},
	{[]string{"xclip", "-selection", "clipboard", "-out"}, "DISPLAY"},
	{[]string{"xsel", "--clipboard", "--output"}, "DISPLAY"},
	{[]string{"pbpaste"}, ""},
	{[]string{"termux-clipboard-get"}, ""},
	{[]string{"powershell.exe", "-NoProfile", "-NonInteractive", "-Command", "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw"}, ""},
	{[]string{"powershell", "-NoProfile", "-NonInteractive", "-Command", "[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Clipboard -Raw"}, ""},
	{[]string{"tmux", "save-buffer", "-"}, "TMUX"}, // what was copied in it
}

// clipboard reads the clipboard: of the terminal where there is one that tells it, else by a program.
func clipboard(ctx context.Context, s *streams) (string, error) {
	if s.watched && s.getenv("TERM") != "dumb" && runtime.GOOS != "windows" {
		if text := terminalClipboard(ctx); strings.TrimSpace(text) != "" {
			return text, nil
		}
	}
	return programClipboard(s)(ctx)
}

// programClipboard reads the clipboard by the first program that is there and has some.
func programClipboard(s *streams) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		var failed error
		for _, p := range pasters {
			if p.needs != "" && s.getenv(p.needs) == "" {
				continue
			}
			path, err := exec.LookPath(p.command[0])
			if err != nil {
				continue
			}
			text, err := printed(ctx, s, path, p.command[1:])
			switch {
			case ctx.Err() != nil:
				return "", ctx.Err()
			case err != nil:
				failed = fmt.Errorf("read the clipboard: %s: %w", p.command[0], err)
			case strings.TrimSpace(text) == "":
				failed = errors.New("read the clipboard: there is no text in it")
			default:
				return text, nil
			}
		}
		if failed != nil {
			return "", failed
		}
		return "", withHint(errors.New("read the clipboard: the terminal does not tell it, and no program that does is installed (wl-paste, xclip, xsel, pbpaste, powershell)"), noClipboard)
	}
}

// printed is what a program prints, within bounds.
func printed(ctx context.Context, s *streams, path string, arguments []string) (string, error) {
	limited, stop := context.WithTimeout(ctx, programWithin)
	defer stop()
	c := exec.CommandContext(limited, path, arguments...) //nolint:gosec // of the table above
	c.Env, c.WaitDelay = s.environ, time.Second
	var out, talk bounded
	out.most, talk.most = articles.MaxSize, 1<<10
	c.Stdout, c.Stderr = &out, &talk
	err := c.Run()
	switch {
	case limited.Err() != nil && ctx.Err() == nil:
		return "", fmt.Errorf("it took longer than %v", programWithin)
	case err != nil:
		if said := document.CleanLine(strings.TrimSpace(talk.String())); said != "" {
			return "", errors.New(said)
		}
		return "", err
	case out.over:
		return "", articles.ErrTooLarge
	}
	return out.String(), nil
}

// bounded keeps so much of what is written to it.
type bounded struct {
	bytes.Buffer

	most int
	over bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		b.over = true
		return len(p), nil
	}
	return b.Buffer.Write(p)
}

// The question for the clipboard, and one that every terminal answers: where that answer comes alone, there is none to the other.
const clipboardQuestion = "\x1b]52;c;?\x07\x1b[c"

// terminalClipboard asks the terminal; "" where it does not tell.
func terminalClipboard(ctx context.Context) string {
	terminal, err := os.OpenFile(terminalName, os.O_RDWR, 0)
	if err != nil {
		return ""
	}
	defer terminal.Close() //nolint:errcheck // there is nothing to lose
	state, err := term.MakeRaw(terminal.Fd())
	if err != nil {
		return ""
	}
	defer term.Restore(terminal.Fd(), state) //nolint:errcheck // nowhere left to say it
	answers := make(chan string, 1)
	go func() { answers <- clipboardAnswer(terminal) }()
	if _, err := terminal.WriteString(clipboardQuestion); err != nil {
		return ""
	}
	timeout := time.NewTimer(terminalWithin)
	defer timeout.Stop()
	select {
	case text := <-answers:
		return text
	case <-timeout.C:
	case <-ctx.Done():
	}
	return ""
}

// clipboardAnswer reads what a terminal answers to clipboardQuestion, to its end.
func clipboardAnswer(terminal io.Reader) string {
	var all []byte
	part := make([]byte, 4096)
	for len(all) < 2*articles.MaxSize {
		n, err := terminal.Read(part)
		all = append(all, part[:n]...)
		if text, done := readClipboardAnswer(all); done || err != nil {
			return text
		}
	}
	return ""
}

// readClipboardAnswer finds the clipboard in what a terminal has answered so far; done reports whether the answer to the second question has come.
func readClipboardAnswer(answer []byte) (text string, done bool) {
	if _, rest, found := bytes.Cut(answer, []byte("\x1b]52;")); found {
		_, rest, _ = bytes.Cut(rest, []byte(";"))
		end := bytes.IndexAny(rest, "\x07\x1b")
		if end < 0 {
			return "", false
		}
		if data, err := base64.StdEncoding.DecodeString(string(rest[:end])); err == nil {
			text = string(data)
		}
		answer = rest[end:]
	}
	_, rest, found := bytes.Cut(answer, []byte("\x1b[?"))
	return text, found && bytes.IndexByte(rest, 'c') >= 0
}
