package ui

import (
	"bytes"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/review"
)

// readIn reads the open article again in another encoding.
func (m *Model) readIn(charset string) tea.Cmd {
	a := m.open
	switch {
	case a == nil:
		m.fail(errors.New("in another encoding what? open an article first"))
		return nil
	case charset == "":
		m.say("it was read as " + a.Charset + "; :encoding NAME reads it as another, tab lists them")
		return nil
	}
	name, err := articles.Charset(charset)
	if err != nil {
		m.fail(fmt.Errorf("%w; tab lists those there are", err))
		return nil
	}
	m.say("reading it as " + name + " …")
	read, ctx, text := m.options.ReadIn, m.ctx, a.Document
	file := *a
	return m.while(func() tea.Msg {
		f := fileRead{article: a, as: name, stamp: file.Stamp}
		if read != nil {
			f.fresh, f.err = read(ctx, &file, name)
		} else {
			f.fresh, f.err = file.ReadIn(name)
		}
		if f.err != nil {
			return f
		}
		f.stamp = f.fresh.Stamp
		if before, after := text.Source(), f.fresh.Document.Source(); !bytes.Equal(before, after) {
			f.changes = document.Compare(before, after)
		}
		return f
	})
}

// recode shows the open article as it reads in another encoding. Lines are the same ones in any, so the place is kept by its line.
func (m *Model) recode(f *fileRead) tea.Cmd {
	if f.changes == nil {
		m.say("it is the same text in " + f.as)
		return m.watchFile(f.article, f.stamp)
	}
	place := review.SameLine(f.article.Document.Source(), f.fresh.Document.Source(), m.pager.Offset())
	cmd := m.replace(f.fresh, f.changes)
	m.pager.Return(place)
	m.notePlace()
	m.say("read as " + f.as)
	return tea.Batch(cmd, m.keepPlace(f.fresh))
}
