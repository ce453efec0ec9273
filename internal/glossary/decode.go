package glossary

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// decode makes UTF-8 of a file: of UTF-16 where it begins with its mark, as spreadsheets save it. Anything else is refused, and so
// are control characters, which have no place in a glossary and could harm a terminal.
func decode(file string, data []byte) ([]byte, error) {
	if len(data) > MaxSize {
		return nil, annotate.Mistake{File: file, Line: 1, Column: 1, Text: fmt.Sprintf("a glossary may have %d MB at most", MaxSize>>20)}
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		data = fromUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		data = fromUTF16(data[2:], binary.BigEndian)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	line, column := 1, 1
	for at := 0; at < len(data); column++ {
		char, n := utf8.DecodeRune(data[at:])
		switch {
		case char == utf8.RuneError && n == 1:
			return nil, annotate.Mistake{File: file, Line: line, Column: column, Text: "this is not UTF-8: save the file as UTF-8"}
		case char == '\n':
			line, column = line+1, 0
		case char < ' ' && char != '\t' && char != '\r', char == 0x7f, char >= 0x80 && char < 0xa0:
			return nil, annotate.Mistake{File: file, Line: line, Column: column, Text: fmt.Sprintf("a control character (%U) has no place in a glossary", char)}
		}
		at += n
	}
	return data, nil
}

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// baseName is the name of a file without folders and extension.
func baseName(file string) string {
	name := filepath.Base(file)
	return strings.TrimSuffix(name, filepath.Ext(name))
}
