package dictionary

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Info is what a dictionary says of itself. Whoever shows its entries must be able to show this.
type Info struct {
	Name      string   `json:"name"`      // under which it is kept
	Title     string   `json:"title"`     // CC-CEDICT
	Publisher string   `json:"publisher"` // MDBG
	License   string   `json:"license"`
	Version   string   `json:"version"`
	Date      string   `json:"date"` // of publication, YYYY-MM-DD
	Entries   int      `json:"entries"`
	Source    string   `json:"source"` // the file or address it came from
	Added     string   `json:"added"`  // YYYY-MM-DD
	Header    []string `json:"header"` // its own words
}

// Mistake is a line that is no entry.
//
//nolint:errname // in the words of the house it is a mistake
type Mistake struct {
	File string
	Line int
	Text string
}

func (m Mistake) Error() string { return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Text) }

// ErrNoDictionary is the error for what is no dictionary at all.
var ErrNoDictionary = errors.New("it is no dictionary in the format of CC-CEDICT")

// The limits of a dictionary.
const (
	maxEntries = 2_000_000
	maxLine    = 64 << 10
	maxHeader  = 200
	badShare   = 10 // one bad line in so many, and it is no dictionary
	patience   = 200
)

// Read reads the text of a dictionary. Lines that are no entries are left out and returned as mistakes; where there are too many of them
// it is no dictionary. Size is limited by the reader.
func Read(file string, in io.Reader) (Info, []Entry, []Mistake, error) {
	var (
		info    Info
		entries []Entry
		wrong   []Mistake
	)
	lines := bufio.NewReaderSize(in, maxLine)
	for number := 1; ; number++ {
		line, err := readLine(lines)
		switch {
		case errors.Is(err, io.EOF):
			if len(entries) == 0 || len(wrong)*badShare > len(entries) {
				return info, nil, wrong, ErrNoDictionary
			}
			info.Entries = len(entries)
			return info, entries, wrong, nil
		case err != nil && !errors.Is(err, errLongReader):
			return info, nil, wrong, err
		}
		switch {
		case number == 1:
			line = strings.TrimPrefix(line, "\ufeff")
		case len(wrong) > patience && len(wrong)*badShare > len(entries), len(entries) > maxEntries:
			return info, nil, wrong, ErrNoDictionary
		}
		switch {
		case err != nil:
			wrong = append(wrong, Mistake{file, number, err.Error()})
		case strings.HasPrefix(line, "#"):
			info.note(line)
		case strings.TrimSpace(line) == "":
		default:
			e, err := parse(line)
			if err != nil {
				wrong = append(wrong, Mistake{file, number, err.Error()})
				continue
			}
			entries = append(entries, e)
		}
	}
}

// readLine reads a line without its end. Of one that is too long the rest is passed over.
func readLine(in *bufio.Reader) (string, error) {
	line, err := in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = in.ReadSlice('\n')
		}
		if err == nil || errors.Is(err, io.EOF) {
			err = errLongReader
		}
		return "", err
	}
	if errors.Is(err, io.EOF) && len(line) > 0 {
		err = nil
	}
	return strings.TrimRight(string(line), "\r\n"), err
}

// note takes a line of the header: words for people, or `#! name=value`.
func (i *Info) note(line string) {
	if len(i.Header) >= maxHeader {
		return
	}
	words := strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.TrimLeft(line, "#!")))
	i.Header = append(i.Header, words)
	if !strings.HasPrefix(line, "#!") {
		if i.Title == "" {
			i.Title = words
		}
		return
	}
	name, value, _ := strings.Cut(words, "=")
	switch strings.TrimSpace(name) {
	case "version":
		i.Version = value + i.Version
	case "subversion":
		i.Version += "." + value
	case "publisher":
		i.Publisher = value
	case "license":
		i.License = licence(value)
	case "date":
		i.Date, _, _ = strings.Cut(value, "T")
	}
}

// licence gives the licences of Creative Commons the names that people know them by; the address stays.
func licence(address string) string {
	_, rest, ok := strings.Cut(address, "creativecommons.org/licenses/")
	if !ok {
		return address
	}
	kind, rest, _ := strings.Cut(rest, "/")
	version, _, _ := strings.Cut(rest, "/")
	return fmt.Sprintf("CC %s %s (%s)", strings.ToUpper(kind), version, address)
}
