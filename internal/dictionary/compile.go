package dictionary

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// The file of a compiled dictionary: the magic, a table of contents, what the dictionary says of itself (JSON), the entries, where each
// of them begins, the keys in order, where each of them and its entries begin, and the entries of each key. All numbers are little-endian.
// Nothing needs to be read but what is asked for.
const magic = "reader dictionary 1\n"

// contents says where the parts of the file begin; the last number is its size.
type contents struct {
	Info, Texts, TextAt, Keys, KeyAt, Lists, Size uint64
	Entries, Words                                uint64 // how many entries and keys
}

// contentsSize is what contents takes in the file.
const contentsSize = 9 * 8

// The kinds of keys: the letter before the key itself.
const (
	headKey   = 'h' // a headword, simplified or traditional
	soundKey  = 'p' // bare pinyin
	wordKey   = 'e' // the stem of a word in a gloss
	letterKey = 'c' // a character in a headword of several
)

// stopWords stand in so many glosses that nobody looks for them.
var stopWords = map[string]bool{
	"the": true, "a": true, "an": true, "of": true, "to": true, "in": true, "on": true, "and": true, "or": true, "for": true, "with": true, "by": true, "as": true,
	"at": true, "from": true, "sth": true, "sb": true, "one": true, "etc": true, "cl": true, "be": true, "is": true, "see": true, "also": true, "variant": true,
}

// GlossWords takes a gloss apart into the stems of its words, without what stands in brackets.
func GlossWords(text string) []string {
	var all []string
	for _, w := range strings.FieldsFunc(WithoutBrackets(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		if w = strings.Trim(w, "'"); w != "" && !gloss.HasHan(w) {
			all = append(all, gloss.Stem(strings.TrimSuffix(w, "'s")))
		}
	}
	return all
}

// WithoutBrackets is a gloss without its remarks and the pinyin of its references: "(coll.) to fool" is "to fool".
func WithoutBrackets(text string) string {
	text = cut(cut(text, "(", ")"), "[", "]")
	return strings.Join(strings.Fields(text), " ")
}

// cut takes out what stands between brackets.
func cut(text, left, right string) string {
	for {
		before, rest, ok := strings.Cut(text, left)
		if !ok {
			return text
		}
		_, after, ok := strings.Cut(rest, right)
		if !ok {
			return text
		}
		text = before + after
	}
}

// keysOf lists the keys under which an entry is found.
func keysOf(e *Entry) []string {
	keys := []string{
		string(headKey) + strings.ToLower(e.Simplified), string(headKey) + strings.ToLower(e.Traditional), string(soundKey) + gloss.Bare(e.numbered),
	}
	if utf8.RuneCountInString(e.Simplified) > 1 {
		for _, r := range e.Simplified {
			if gloss.Han(r) {
				keys = append(keys, string(letterKey)+string(r))
			}
		}
	}
	for _, text := range e.Glosses {
		for _, stem := range GlossWords(text) {
			if !stopWords[stem] {
				keys = append(keys, string(wordKey)+stem)
			}
		}
	}
	return keys
}

// write compiles a dictionary.
func write(out io.Writer, info *Info, entries []Entry) error {
	about, err := json.Marshal(info)
	if err != nil {
		return fmt.Errorf("compile: %w", err)
	}
	var texts []byte
	textAt := make([]uint32, 0, len(entries)+1)
	lists := map[string][]uint32{}
	for i := range entries {
		textAt = append(textAt, uint32(len(texts)))
		texts = append(texts, entries[i].pack()...)
		for _, key := range keysOf(&entries[i]) {
			if all := lists[key]; len(all) == 0 || all[len(all)-1] != uint32(i) {
				lists[key] = append(all, uint32(i))
			}
		}
	}
	textAt = append(textAt, uint32(len(texts)))
	var (
		keys, packed []byte
		keyAt        []uint32
	)
	sorted := slices.Sorted(maps.Keys(lists))
	for _, key := range sorted {
		keyAt = append(keyAt, uint32(len(keys)), uint32(len(packed)))
		keys = append(keys, key...)
		packed = appendList(packed, lists[key])
	}
	keyAt = append(keyAt, uint32(len(keys)), uint32(len(packed)))

	c := contents{Entries: uint64(len(entries)), Words: uint64(len(sorted))}
	at := uint64(len(magic) + contentsSize)
	for _, part := range []struct {
		to   *uint64
		size int
	}{{&c.Info, len(about)}, {&c.Texts, len(texts)}, {&c.TextAt, 4 * len(textAt)}, {&c.Keys, len(keys)}, {&c.KeyAt, 4 * len(keyAt)}, {&c.Lists, len(packed)}} {
		*part.to = at
		at += uint64(part.size)
	}
	c.Size = at
	w := bufio.NewWriterSize(out, 1<<20)
	for _, part := range []any{[]byte(magic), &c, about, texts, textAt, keys, keyAt, packed} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return fmt.Errorf("compile: %w", err)
		}
	}
	return w.Flush()
}

// appendList writes ascending numbers as the steps between them.
func appendList(out []byte, all []uint32) []byte {
	last := uint32(0)
	for _, n := range all {
		out = binary.AppendUvarint(out, uint64(n-last))
		last = n
	}
	return out
}
