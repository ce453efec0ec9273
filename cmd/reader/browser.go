package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/address"
	"github.com/seed-0d8bf4ce/reader/ui"
)

// terminalBrowsers show pages on the terminal that they are started from.
var terminalBrowsers = []string{"w3m", "lynx", "links", "elinks", "browsh", "carbonyl", "chawan", "cha", "edbrowse"}

// browser readies the command that opens an address: the one in $BROWSER, or the system's own. No shell ever sees the address.
func browser(s *streams) func(to string) (ui.Browser, error) {
	return func(to string) (ui.Browser, error) {
		a := address.Read(to)
		if a.URL != to || a.Kind != address.Web && a.Kind != address.Mail {
			return ui.Browser{}, fmt.Errorf("“%s” is not opened", a)
		}
		for command := range strings.SplitSeq(s.getenv("BROWSER"), string(filepath.ListSeparator)) {
			if b, ok := named(command, a); ok {
				b.Command.Env = s.environ
				return b, nil
			}
		}
		if why := unseen(s, runtime.GOOS); why != "" {
			return ui.Browser{}, fmt.Errorf("%w (%s)", ui.ErrNoBrowser, why)
		}
		command := opener(s, runtime.GOOS)
		path, err := exec.LookPath(command[0])
		if err != nil {
			return ui.Browser{}, fmt.Errorf("%w (%s is not installed)", ui.ErrNoBrowser, command[0])
		}
		c := exec.Command(path, append(command[1:], to)...) //nolint:gosec,noctx // an address that was checked, as one argument; the window outlives the program
		c.Env = s.environ
		detach(c)
		return ui.Browser{Command: c}, nil
	}
}

// named readies a command of $BROWSER; words are parted at blanks, and %s is the address. A browser does not write mails.
func named(command string, to address.Address) (ui.Browser, bool) {
	words := strings.Fields(command)
	if len(words) == 0 || to.Kind != address.Web {
		return ui.Browser{}, false
	}
	path, err := exec.LookPath(words[0])
	if err != nil {
		return ui.Browser{}, false
	}
	arguments, placed := words[1:], false
	for i, word := range arguments {
		if strings.Contains(word, "%s") {
			arguments[i], placed = strings.ReplaceAll(word, "%s", to.URL), true
		}
	}
	if !placed {
		arguments = append(arguments, to.URL)
	}
	b := ui.Browser{
		Command:  exec.Command(path, arguments...), //nolint:gosec,noctx // the user's own command; the address is one argument of it
		Terminal: slices.Contains(terminalBrowsers, strings.TrimSuffix(filepath.Base(words[0]), ".exe")),
	}
	if !b.Terminal {
		detach(b.Command)
	}
	return b, true
}

// unseen says why nobody would see the window of a browser, "" where somebody would.
func unseen(s *streams, system string) string {
	remote := s.getenv("SSH_CONNECTION") != "" || s.getenv("SSH_TTY") != ""
	switch system {
	case "windows", "darwin":
		if remote {
			return "over ssh"
		}
		return ""
	}
	if s.getenv("DISPLAY") == "" && s.getenv("WAYLAND_DISPLAY") == "" && s.getenv("WSL_DISTRO_NAME") == "" {
		if remote {
			return "over ssh"
		}
		return "no DISPLAY is set"
	}
	return ""
}

// opener is the command of a system that opens an address as the user has set it.
func opener(s *streams, system string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler"}
	case "darwin":
		return []string{"open"}
	}
	if s.getenv("WSL_DISTRO_NAME") != "" {
		if _, err := exec.LookPath("wslview"); err == nil {
			return []string{"wslview"}
		}
	}
	return []string{"xdg-open"}
}
