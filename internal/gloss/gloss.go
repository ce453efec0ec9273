// Package gloss knows what English a machine puts for Chinese characters and words when it reads them one by one,
// right or wrong, and how they are read. The table is the project's own.
package gloss

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// Entry is a character or word with its readings and what machines make of it.
type Entry struct {
	ZH      string
	Pinyin  []string // with tone marks; the usual reading first
	Glosses []string // the usual one first
}

// Table is a set of entries. It does not change.
type Table struct {
	entries  map[string]Entry
	surnames map[string]Entry
	longest  int // characters of the longest entry
}

//go:embed table/*.tsv
var files embed.FS

// Builtin returns the table that is part of the program, read when it is first asked for.
var Builtin = sync.OnceValue(func() *Table {
	t := &Table{entries: map[string]Entry{}, surnames: map[string]Entry{}}
	for _, name := range []string{"table/characters.tsv", "table/words.tsv"} {
		t.read(name, func(fields []string) {
			zh := strings.Clone(fields[0]) // alone, so that a table of strings does not hold on to the file
			t.entries[zh] = Entry{zh, strings.Split(fields[1], "/"), strings.Split(fields[2], ", ")}
			t.longest = max(t.longest, len([]rune(zh)))
		})
	}
	t.read("table/surnames.tsv", func(fields []string) {
		e := Entry{ZH: fields[0], Pinyin: fields[1:2]}
		if len(fields) > 2 {
			e.Glosses = strings.Split(fields[2], ", ")
		}
		t.surnames[e.ZH] = e
	})
	return t
})

// read hands on the fields of each line of an embedded file.
func (t *Table) read(name string, take func(fields []string)) {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("gloss table: %v", err)) // it is embedded
	}
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "#") {
			take(strings.Split(strings.TrimRight(line, "\n"), "\t"))
		}
	}
}

// Entry returns what is known of a character or word.
func (t *Table) Entry(zh string) (Entry, bool) {
	e, ok := t.entries[zh]
	return e, ok
}

// Surname returns a surname with its reading and, as glosses, its other spellings.
func (t *Table) Surname(zh string) (Entry, bool) {
	e, ok := t.surnames[zh]
	return e, ok
}

// Longest is the number of characters of the longest entry.
func (t *Table) Longest() int { return t.longest }

// All calls take with every entry, in no order.
func (t *Table) All(take func(Entry)) {
	for _, e := range t.entries {
		take(e)
	}
}

// Cut takes Chinese text apart into known words, the longest first from the left, and runs of what is not Chinese.
// A character that is not known stands alone.
func (t *Table) Cut(text string) []string {
	return Cut(text, t.longest, func(word string) bool {
		_, ok := t.entries[word]
		return ok
	})
}

// Cut takes Chinese text apart as Table.Cut does, with any set of known words.
func Cut(text string, longest int, known func(word string) bool) []string {
	var pieces []string
	letters := []rune(text)
	for at := 0; at < len(letters); {
		end := at + 1
		switch {
		case !Han(letters[at]):
			for end < len(letters) && !Han(letters[end]) {
				end++
			}
		default:
			for n := min(longest, len(letters)-at); n > 1; n-- {
				if known(string(letters[at : at+n])) {
					end = at + n
					break
				}
			}
		}
		if piece := strings.TrimSpace(string(letters[at:end])); piece != "" {
			pieces = append(pieces, piece)
		}
		at = end
	}
	return pieces
}

// Han reports whether a letter is a Chinese character.
func Han(r rune) bool { return unicode.Is(unicode.Han, r) }

// HasHan reports whether there is a Chinese character in a text.
func HasHan(text string) bool { return strings.ContainsFunc(text, Han) }

// Reading is the pinyin of Chinese text, word by word; what is not known stands as it is.
func (t *Table) Reading(text string) string {
	var words []string
	for _, piece := range t.Cut(text) {
		if e, ok := t.entries[piece]; ok {
			piece = e.Pinyin[0]
		}
		words = append(words, piece)
	}
	return strings.Join(words, " ")
}
