package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/ui"
)

// program writes an executable file and returns its folder.
func program(t *testing.T, names ...string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("programs are found by their extension")
	}
	folder := t.TempDir()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestBrowser(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("windows are seen without a DISPLAY")
	}
	folder := program(t, "fox", "w3m", "xdg-open")
	t.Setenv("PATH", folder)
	for _, c := range []struct {
		name     string
		environ  []string
		to, want string // the command without its folder
		terminal bool
	}{
		{"the system's", []string{"DISPLAY=:0"}, "https://example.com/", "xdg-open https://example.com/", false},
		{"wayland", []string{"WAYLAND_DISPLAY=x"}, "https://example.com/", "xdg-open https://example.com/", false},
		{"named", []string{"BROWSER=fox"}, "https://example.com/", "fox https://example.com/", false},
		{"with arguments", []string{"BROWSER=fox --new=%s -x"}, "https://example.com/?a;b%7Cc$(d)", "fox --new=https://example.com/?a;b%7Cc$(d) -x", false},
		{"the first there is", []string{"BROWSER=none:fox"}, "https://example.com/", "fox https://example.com/", false},
		{"on the terminal", []string{"BROWSER=w3m"}, "https://example.com/", "w3m https://example.com/", true},
		{"mail", []string{"BROWSER=fox", "DISPLAY=:0"}, "mailto:a@example.com", "xdg-open mailto:a@example.com", false},
		{"no screen", nil, "https://example.com/", "there is no browser here (no DISPLAY is set)", false},
		{"far away", []string{"SSH_TTY=/dev/pts/1"}, "https://example.com/", "there is no browser here (over ssh)", false},
		{"forwarded", []string{"SSH_TTY=/dev/pts/1", "DISPLAY=localhost:10"}, "https://example.com/", "xdg-open https://example.com/", false},
		{"a script", []string{"DISPLAY=:0"}, "javascript:alert(1)", "is not opened", false},
		{"a file", []string{"DISPLAY=:0"}, "file:///etc/passwd", "is not opened", false},
		{"a flag", []string{"DISPLAY=:0"}, "--help", "is not opened", false},
		{"not clean", []string{"DISPLAY=:0"}, "https://example.com/ x", "is not opened", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := browser(&streams{environ: c.environ})(c.to)
			if err != nil {
				if !strings.Contains(err.Error(), c.want) {
					t.Errorf("%v, want %q", err, c.want)
				}
				return
			}
			args := append([]string{filepath.Base(b.Command.Path)}, b.Command.Args[1:]...)
			if got := strings.Join(args, " "); got != c.want || b.Terminal != c.terminal {
				t.Errorf("%q, on the terminal %v; want %q, %v", got, b.Terminal, c.want, c.terminal)
			}
		})
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := browser(&streams{environ: []string{"DISPLAY=:0"}})("https://example.com/"); !errors.Is(err, ui.ErrNoBrowser) {
		t.Errorf("without xdg-open: %v", err)
	}
}

// TestOpeners: every system's own.
func TestOpeners(t *testing.T) {
	for _, c := range []struct{ system, want string }{
		{"linux", "xdg-open"}, {"freebsd", "xdg-open"}, {"darwin", "open"}, {"windows", "rundll32 url.dll,FileProtocolHandler"},
	} {
		if got := strings.Join(opener(&streams{}, c.system), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.system, got, c.want)
		}
	}
	for _, system := range []string{"darwin", "windows"} {
		if why := unseen(&streams{}, system); why != "" {
			t.Errorf("%s: %s", system, why)
		}
		if unseen(&streams{environ: []string{"SSH_CONNECTION=x"}}, system) == "" {
			t.Errorf("%s: a browser on another machine is seen", system)
		}
	}
}

// TestOpenLinked: what a link leads to is a file with a text, not a device that never ends.
func TestOpenLinked(t *testing.T) {
	o := &readerOptions{}
	for _, path := range []string{t.TempDir(), os.DevNull} {
		if _, err := o.openLinked(path); err == nil {
			t.Errorf("%s was opened", path)
		}
	}
	path := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(path, []byte("# Words\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if a, err := o.openLinked(path); err != nil || a.Title != "Words" {
		t.Errorf("%v, %v", a, err)
	}
}
