package ui

import (
	"bytes"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
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
	place := sameLine(f.article.Document.Source(), f.fresh.Document.Source(), m.pager.Offset())
	cmd := m.replace(f.fresh, f.changes)
	m.pager.Return(place)
	m.notePlace()
	m.say("read as " + f.as)
	return tea.Batch(cmd, m.keepPlace(f.fresh))
}

// sameLine is the offset in a text that stands where another does in a text with the same lines: as far in its line.
func sameLine(before, after []byte, offset int) int {
	offset = min(offset, len(before))
	number := bytes.Count(before[:offset], []byte("\n"))
	start := 0
	for range number {
		end := bytes.IndexByte(after[start:], '\n')
		if end < 0 {
			break
		}
		start += end + 1
	}
	line := func(text []byte, start int) (length int) {
		if end := bytes.IndexByte(text[start:], '\n'); end >= 0 {
			return end
		}
		return len(text) - start
	}
	from := bytes.LastIndexByte(before[:offset], '\n') + 1
	return start + (offset-from)*line(after, start)/max(line(before, from), 1)
}
