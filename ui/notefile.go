package ui

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// editNote wants a note edited in the reader's editor.
type editNote struct {
	article *articles.Article
	id      string
	span    document.Span
	text    string
}

// The messages of that. The prompt stays until the reader is back, so that nothing changes under the note.
type (
	noteWritten struct {
		note editNote
		path string
		err  error
	}
	noteEdited struct {
		note editNote
		text string
		err  error
	}
)

// writeNote writes a note where the editor finds it, readable by nobody else.
func writeNote(n editNote) tea.Cmd {
	return func() tea.Msg {
		path, err := writeTemporary(n.text)
		return noteWritten{n, path, err}
	}
}

func writeTemporary(text string) (path string, err error) {
	f, err := os.CreateTemp("", "note-*.md")
	if err != nil {
		return "", fmt.Errorf("write the note for the editor: %w", err)
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	_, err = f.WriteString(text)
	if shut := f.Close(); err == nil {
		err = shut
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return "", fmt.Errorf("write the note for the editor: %w", err)
	}
	return f.Name(), nil
}

// noteWritten opens the editor.
func (m *Model) noteWritten(w noteWritten) tea.Cmd {
	if w.err != nil {
		m.fail(w.err)
		return nil
	}
	name := editorOf(m.options.Env, runtime.GOOS)
	return m.lend(editor(m.ctx, name, w.path, 1), func(err error) tea.Msg {
		defer os.Remove(w.path) //nolint:errcheck // it is a temporary file
		if err != nil {
			return noteEdited{w.note, "", fmt.Errorf("%s: %w · VISUAL or EDITOR names the editor", name, err)}
		}
		text, err := os.ReadFile(w.path)
		return noteEdited{w.note, string(text), err}
	})
}

// noteEdited takes the note as it is now.
func (m *Model) noteEdited(e noteEdited) tea.Cmd {
	if e.err != nil {
		m.fail(e.err)
		return nil
	}
	if m.open != e.note.article {
		return nil
	}
	if _, ok := m.top().(*prompt); ok {
		m.pop()
	}
	return m.setNote(setNote{e.note.id, e.note.span, e.text})
}
