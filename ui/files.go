package ui

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/pager"
)

// The messages about files.
type (
	fileOpened struct {
		path    string
		article *articles.Article
		err     error
	}
	// fileRead tells what was found when the file of an article was read again.
	fileRead struct {
		article *articles.Article
		fresh   *articles.Article // nil with an error
		changes *document.Changes // from the text of the article to the fresh one; nil where they are the same
		stamp   articles.Stamp    // of the file
		asked   bool              // by the reader
		as      string            // the encoding that it was to be read in; "" where it is read as before
		err     error
	}
	folderListed struct{ folder folder }
)

// applyFile turns actions about files, and what is typed on the command line, into state and commands.
func (m *Model) applyFile(action any) tea.Cmd {
	switch a := action.(type) {
	case runLine:
		return m.runLine(a.line)
	case askFolder:
		return m.listFolder(a.path)
	case pager.StepArticle:
		return m.stepArticle(a.By)
	case pager.Edit:
		return m.editFile(a.Line)
	case pager.Reload:
		return m.reload()
	}
	return m.applyLink(action)
}

// openFile reads an article from a file, or shows it where it is on the shelf already.
func (m *Model) openFile(path string) tea.Cmd {
	path = expand(path, getenv(m.options.Env, "HOME"))
	if i := slices.IndexFunc(m.options.Articles, func(a *articles.Article) bool { return a.Path != "" && filepath.Clean(a.Path) == filepath.Clean(path) }); i >= 0 {
		if m.options.Articles[i] == m.open {
			m.say(fileName(m.open) + " is open")
			return nil
		}
		return m.switchTo(m.options.Articles[i])
	}
	m.wantedFile = path
	ctx, read := m.ctx, m.read()
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		a, err := read(path)
		return fileOpened{path, a, err}
	}
}

// fileOpened puts an article on the shelf and shows it, if it is still wanted.
func (m *Model) fileOpened(f fileOpened) tea.Cmd {
	if f.path != m.wantedFile {
		return nil
	}
	m.wantedFile = ""
	if f.err != nil {
		m.fail(f.err)
		return nil
	}
	m.putOnShelf(f.article)
	return m.switchTo(f.article)
}

// read is how a file becomes an article. What is no file at all would be waited for.
func (m *Model) read() func(path string) (*articles.Article, error) {
	read := m.options.Read
	if read == nil {
		read = articles.Open
	}
	return func(path string) (*articles.Article, error) {
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return nil, fmt.Errorf("open %s: it is no file with a text in it", path)
		}
		return read(path)
	}
}

// readAgain reads the file of an article once more and compares.
func (m *Model) readAgain(a *articles.Article, asked bool) tea.Cmd {
	read, path, text := m.read(), a.Path, a.Document
	if charset := a.WantedCharset(); charset != "" {
		read = func(path string) (*articles.Article, error) { return articles.OpenAs(path, charset) }
	}
	return m.while(func() tea.Msg {
		f := fileRead{article: a, asked: asked}
		if f.fresh, f.err = read(path); f.err != nil {
			f.stamp = articles.StampOf(path)
			return f
		}
		f.stamp = f.fresh.Stamp
		if before, after := text.Source(), f.fresh.Document.Source(); !bytes.Equal(before, after) {
			f.changes = document.Compare(before, after)
		}
		return f
	})
}

// watchFile waits until the file of an article is another than it was, and reads it again. The wait for the file before it ends.
func (m *Model) watchFile(a *articles.Article, seen articles.Stamp) tea.Cmd {
	m.unwatch()
	watch := m.options.WatchFile
	if watch == nil || a.Path == "" || a.Partial {
		return nil
	}
	ctx, cancel := context.WithCancel(m.ctx)
	m.unwatch = cancel
	again := m.readAgain(a, false)
	return func() tea.Msg {
		if watch(ctx, a.Path, seen) != nil || ctx.Err() != nil {
			return nil
		}
		return again()
	}
}

// namesMost is how many names of a folder are listed.
const namesMost = 5000

// listFolder finds what is in a folder. What cannot be listed is empty.
func (m *Model) listFolder(path string) tea.Cmd {
	ctx, home := m.ctx, getenv(m.options.Env, "HOME")
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		return folderListed{folder{path, namesIn(expand(path, home)), true}}
	}
}

func namesIn(path string) []string {
	if path == "" {
		path = "."
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries[:min(len(entries), namesMost)] {
		name := e.Name()
		info, err := os.Stat(filepath.Join(path, name)) // a link to a folder is one
		switch {
		case err != nil:
			continue
		case info.IsDir():
			name += "/"
		case !info.Mode().IsRegular():
			continue
		}
		names = append(names, name)
	}
	return names
}

// folderListed gives the command line what it asked for, if it is still there.
func (m *Model) folderListed(f folderListed) {
	if l, ok := m.top().(*commandLine); ok {
		l.listed(f.folder)
	}
}

// expand puts the home directory in place of a tilde.
func expand(path, home string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok && home != "" && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		return home + rest
	}
	return path
}

// getenv is a variable of an environment, "" where it has none.
func getenv(env []string, name string) string {
	for _, entry := range slices.Backward(env) {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value
		}
	}
	return ""
}

// fileName is what an article's file is called in a sentence.
func fileName(a *articles.Article) string { return document.CleanLine(filepath.Base(a.Path)) }
