package ui

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
)

// editorLeft tells that the reader is back from the editor.
type editorLeft struct {
	article *articles.Article
	err     error
}

// lend gives the terminal to a program until it ends. What the program writes to must be the terminal itself: editors ask.
func (m *Model) lend(program *exec.Cmd, ended tea.ExecCallback) tea.Cmd {
	if m.options.Out == nil {
		program.Stdout, program.Stderr = os.Stdout, os.Stderr
	}
	return tea.ExecProcess(program, ended)
}

// editFile opens the file of the article in the reader's editor, at a line.
func (m *Model) editFile(line int) tea.Cmd {
	a := m.open
	if a.Path == "" {
		m.say("this article comes from no file: there is nothing to edit")
		return nil
	}
	if a.Made { // where the line stands in the page, nobody knows
		line = 1
	}
	name := editorOf(m.options.Env, runtime.GOOS)
	return m.lend(editor(m.ctx, name, a.Path, line), func(err error) tea.Msg {
		if err != nil {
			err = fmt.Errorf("%s: %w · VISUAL or EDITOR names the editor", name, err)
		}
		return editorLeft{a, err}
	})
}

// editorLeft reads what was edited.
func (m *Model) editorLeft(e editorLeft) tea.Cmd {
	m.fail(e.err)
	if m.open == nil || m.open.Path != e.article.Path { // while the editor ran a version of the file may have been read already
		return nil
	}
	return m.readAgain(m.open, false)
}

// editorOf is the editor that the environment names, as a command of the shell.
func editorOf(env []string, system string) string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if editor := strings.TrimSpace(getenv(env, name)); editor != "" {
			return editor
		}
	}
	if system == "windows" {
		return "notepad"
	}
	return "vi"
}

// How editors are told at which line to open a file.
var (
	linePlus  = []string{"vi", "vim", "nvim", "view", "gvim", "nano", "emacs", "emacsclient", "kak", "hx", "helix", "micro", "joe"} // +12 FILE
	lineColon = []string{"code", "code-insiders", "codium", "cursor"}                                                               // -g FILE:12
)

// editor makes the command that edits a file. The editor may be named with arguments; the name of the file is never the shell's to read.
func editor(ctx context.Context, editor, file string, line int) *exec.Cmd {
	if strings.HasPrefix(file, "-") { // no option
		file = "." + string(filepath.Separator) + file
	}
	args := editorArguments(editor, file, line)
	if runtime.GOOS == "windows" {
		words := append(strings.Fields(editor), args...)
		return exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // the reader names the editor
	}
	return exec.CommandContext(ctx, "sh", append([]string{"-c", editor + ` "$@"`, "sh"}, args...)...) //nolint:gosec // the reader names the editor
}

// editorArguments names file and line as the editor understands them. One that is not known gets the file alone.
func editorArguments(editor, file string, line int) []string {
	words := strings.Fields(editor)
	if len(words) == 0 {
		return []string{file}
	}
	base := strings.ToLower(filepath.Base(strings.Trim(words[0], `"'`)))
	name, n := strings.TrimSuffix(base, ".exe"), strconv.Itoa(line)
	switch {
	case slices.Contains(linePlus, name):
		return []string{"+" + n, file}
	case slices.Contains(lineColon, name):
		return []string{"-g", file + ":" + n}
	}
	return []string{file}
}
