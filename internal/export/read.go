package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/articles"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// FileError is what is wrong with a file that was to be taken.
type FileError struct {
	File         string
	Line, Column int // counted from 1, the column in code points
	Why          string
}

func (e *FileError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", document.CleanLine(e.File), e.Line, e.Column, e.Why)
}

// item is one thing that a file brings.
type item struct {
	library bool          // all of a library follows
	source  *shelf.Source // a feed or folder that was followed
	search  *shelf.Section
	article *Article // whole; Record has what the other library knew of it
	about   string   // the address of an article that marks are on, where the article itself does not come
	title   string   // of that article, where it is told
	marks   []loose
}

// loose is a mark whose place has not been found yet.
type loose struct {
	Mark

	start, end int // code points of the text that it was made on; -1 where it does not say
}

// MaxFile is the largest file of one JSON value that is taken, and the longest line of one that is read line by line, in bytes.
const MaxFile = articles.MaxSize

// read takes a file apart. What is wrong with a part of it is told, and the rest is read; the error is what ends it.
func read(name string, in io.Reader, take func(*item) error, wrong func(*FileError)) error {
	b := bufio.NewReaderSize(in, 64<<10)
	if mark, _ := b.Peek(3); string(mark) == "\uFEFF" {
		_, _ = b.Discard(3)
	}
	head, err := b.Peek(64 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read %s: %w", document.CleanLine(name), articles.Reason(err))
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return &FileError{name, 1, 1, "it is empty"}
	}
	if isLine(head) {
		return readLines(name, b, take, wrong)
	}
	data, err := io.ReadAll(io.LimitReader(b, MaxFile+1))
	switch {
	case err != nil:
		return fmt.Errorf("read %s: %w", document.CleanLine(name), articles.Reason(err))
	case len(data) > MaxFile:
		return &FileError{name, 1, 1, articles.ErrTooLarge.Error()}
	}
	return readValues(name, data, take, wrong)
}

// isLine reports whether a file begins with a line of our own JSON Lines.
func isLine(head []byte) bool {
	d := json.NewDecoder(bytes.NewReader(head))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return false
		}
		if key == "type" {
			value, err := d.Token()
			return err == nil && (value == lineLibrary || value == lineFeed || value == lineFolder || value == lineSearch || value == lineArticle)
		}
		var skipped json.RawMessage
		if d.Decode(&skipped) != nil {
			return false
		}
	}
	return false
}

// readValues reads a file of JSON values: annotations of other programs, in whatever they are wrapped.
func readValues(name string, data []byte, take func(*item) error, wrong func(*FileError)) error {
	if !utf8.Valid(data) {
		at := len(strings.ToValidUTF8(string(data), ""))
		for i := 0; i < len(data); {
			r, n := utf8.DecodeRune(data[i:])
			if r == utf8.RuneError && n == 1 {
				at = i
				break
			}
			i += n
		}
		return mistakeAt(name, data, at, "it is not UTF-8")
	}
	f := &foreign{name: name, data: data, take: take, wrong: wrong, replies: map[string][]reply{}}
	d := json.NewDecoder(bytes.NewReader(data))
	for {
		var value json.RawMessage
		err := d.Decode(&value)
		if errors.Is(err, io.EOF) {
			return f.give()
		}
		if err != nil {
			return mistakeAt(name, data, offsetOf(err, d, data), jsonWhy(err))
		}
		f.at = int(d.InputOffset()) - len(value)
		if err := f.value(value, 0); err != nil {
			return err
		}
	}
}

// offsetOf is where a decoder failed.
func offsetOf(err error, d *json.Decoder, data []byte) int {
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return max(int(syntax.Offset)-1, 0)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return len(data)
	}
	return int(d.InputOffset())
}

// jsonWhy says what is wrong with JSON, in our words where we have some.
func jsonWhy(err error) string {
	if errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "unexpected end") {
		return "it ends in the middle of a value: the file is cut off"
	}
	return "it is not JSON: " + document.CleanLine(strings.TrimPrefix(err.Error(), "json: "))
}

// mistakeAt is a mistake at an offset of a file.
func mistakeAt(name string, data []byte, at int, why string) *FileError {
	at = min(max(at, 0), len(data))
	start := bytes.LastIndexByte(data[:at], '\n') + 1
	return &FileError{name, bytes.Count(data[:at], []byte("\n")) + 1, utf8.RuneCount(data[start:at]) + 1, why}
}
