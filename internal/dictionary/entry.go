// Package dictionary reads Chinese dictionaries in the format of CC-CEDICT, compiles each into one file that is looked up without
// being loaded, and keeps these files in a directory of the user's.
package dictionary

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// Entry is a headword with one reading and what it means.
type Entry struct {
	Traditional string   `json:"traditional"`
	Simplified  string   `json:"simplified"`
	Pinyin      string   `json:"pinyin"` // with tone marks
	Glosses     []string `json:"glosses"`

	numbered string // pinyin as the dictionary has it
}

// What is wrong with a line.
var (
	errNotUTF8    = errors.New("the line is not UTF-8")
	errHeadwords  = errors.New("two headwords are wanted before the pinyin: 信 信 [xin4] /letter/")
	errPinyin     = errors.New("pinyin in square brackets is wanted behind the headwords: [xin4]")
	errGlosses    = errors.New("glosses between slashes are wanted behind the pinyin: /letter/mail/")
	errNoGloss    = errors.New("there is no gloss between the slashes")
	errControl    = errors.New("there is a control character in the line")
	errLongReader = errors.New("the line is too long")
)

// parse reads a line of a dictionary: TRADITIONAL SIMPLIFIED [pin1 yin1] /gloss/gloss/.
func parse(line string) (Entry, error) {
	switch {
	case !utf8.ValidString(line):
		return Entry{}, errNotUTF8
	case strings.ContainsFunc(line, unicode.IsControl):
		return Entry{}, errControl
	}
	traditional, rest, ok := strings.Cut(line, " ")
	if !ok {
		return Entry{}, errHeadwords
	}
	simplified, rest, ok := strings.Cut(rest, " ")
	if !ok || traditional == "" || simplified == "" || strings.ContainsAny(traditional+simplified, "[]/") {
		return Entry{}, errHeadwords
	}
	pinyin, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "[")
	if !ok {
		return Entry{}, errPinyin
	}
	pinyin, rest, ok = strings.Cut(pinyin, "]")
	if !ok || strings.TrimSpace(pinyin) == "" {
		return Entry{}, errPinyin
	}
	rest = strings.TrimSpace(rest)
	if len(rest) < 2 || rest[0] != '/' || rest[len(rest)-1] != '/' {
		return Entry{}, errGlosses
	}
	e := Entry{Traditional: traditional, Simplified: simplified, numbered: strings.TrimSpace(pinyin)}
	for one := range strings.SplitSeq(rest[1:len(rest)-1], "/") {
		if one = strings.TrimSpace(one); one != "" {
			e.Glosses = append(e.Glosses, one)
		}
	}
	if len(e.Glosses) == 0 {
		return Entry{}, errNoGloss
	}
	e.Pinyin = gloss.Marks(e.numbered)
	return e, nil
}

// pack writes an entry as it is stored; unpack reads it for people.
func (e *Entry) pack() string {
	return e.Traditional + "\t" + e.Simplified + "\t" + e.numbered + "\t" + strings.Join(e.Glosses, "/")
}

func unpack(stored string) (Entry, bool) {
	fields := strings.SplitN(stored, "\t", 4)
	if len(fields) != 4 {
		return Entry{}, false
	}
	return Entry{fields[0], fields[1], gloss.Marks(fields[2]), strings.Split(readable(fields[3]), "/"), fields[2]}, true
}

// reference is how an entry names another: 騰訊|腾讯[Teng2 xun4].
var reference = regexp.MustCompile(`(?:[^\s|/\[\]:,;()]+\|)?([^\s|/\[\]:,;()]*)\[([^\]]+)\]`)

// readable writes the references in glosses as people do: 腾讯 Téngxùn.
func readable(glosses string) string {
	if !strings.Contains(glosses, "[") {
		return glosses
	}
	return reference.ReplaceAllStringFunc(glosses, func(found string) string {
		parts := reference.FindStringSubmatch(found)
		return strings.TrimSpace(parts[1] + " " + gloss.Marks(parts[2]))
	})
}
