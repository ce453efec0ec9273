package articles

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// ErrNoBytes says that the bytes which a text was decoded from are not to be had any more.
var ErrNoBytes = errors.New("its bytes were not kept")

// WantedCharset is the encoding that the article was asked to be read in; "" where it was found out.
func (a *Article) WantedCharset() string { return a.wanted }

// ReadIn reads an article again in another encoding: its file where it came from one, else the bytes that its text must have been made of. The article itself
// stays as it is. The error may be a *CharsetError or ErrNoBytes.
func (a *Article) ReadIn(charset string) (*Article, error) {
	name, err := Charset(charset)
	if err != nil {
		return nil, err
	}
	if a.Path != "" {
		return OpenAs(a.Path, name)
	}
	data, err := a.encoded()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", a.Title, err)
	}
	file := "pasted"
	if a.Document.Format() == document.MarkdownText {
		file += ".md"
	}
	fresh, err := ReadAs(file, data, name)
	if err != nil {
		return nil, err
	}
	id, title := fresh.ID, fresh.Title
	fresh.Meta = a.Meta
	fresh.ID = id
	if title != "pasted" {
		fresh.Title = title
	}
	return fresh, nil
}

// encoded are the bytes that the article's text was decoded from, as far as that can be turned round.
func (a *Article) encoded() ([]byte, error) {
	if a.Document == nil || a.Made || a.Partial {
		return nil, ErrNoBytes
	}
	source := a.Document.Source()
	e, name, err := encodingOf(a.Charset)
	switch {
	case err != nil, bytes.ContainsRune(source, utf8.RuneError):
		return nil, ErrNoBytes
	case name == utf8Name:
		return source, nil
	}
	data, err := e.NewEncoder().Bytes(source)
	if err != nil {
		return nil, ErrNoBytes
	}
	return data, nil
}
