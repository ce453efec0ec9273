package dictionary

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// Look returns up to n entries for a word: Chinese in either script, pinyin with or without tones, or English. Chinese that is no headword
// is taken apart into headwords. What is both English and pinyin is looked up as both.
func (d *Dictionary) Look(word string, n int) ([]Entry, error) {
	word = strings.Join(strings.Fields(word), " ")
	if gloss.HasHan(word) {
		all, err := d.headwords(word)
		return all[:min(n, len(all))], err
	}
	all, err := d.heads(word) // 3C, KTV
	if err != nil {
		return nil, err
	}
	heard, err := d.heard(word)
	if err != nil {
		return nil, err
	}
	if toned(word) {
		all = append(all, heard...)
		return all[:min(n, len(all))], nil
	}
	meant, err := d.meant(word)
	if err != nil {
		return nil, err
	}
	first := 0 // those that mean the very word stand before those that sound like it
	for first < len(meant) && grade(&meant[first], word) == 0 {
		first++
	}
	all = append(all, meant[:first]...)
	all = append(all, heard...)
	all = append(all, meant[first:]...)
	all = distinct(all)
	return all[:min(n, len(all))], nil
}

// Head returns the entries of a headword.
func (d *Dictionary) Head(word string) ([]Entry, error) { return d.heads(word) }

func (d *Dictionary) heads(word string) ([]Entry, error) {
	all, err := d.entries(headKey, strings.ToLower(word))
	slices.SortStableFunc(all, func(a, b Entry) int { return boolCompare(surname(&a), surname(&b)) })
	return all, err
}

// surname entries and variants stand behind what a word means.
func surname(e *Entry) bool {
	return strings.HasPrefix(e.Glosses[0], "surname ") || strings.HasPrefix(e.Glosses[0], "variant of ") || strings.HasPrefix(e.Glosses[0], "old variant of ")
}

// rare reports whether a headword is none of those that the program's own table has.
func rare(e *Entry) bool {
	_, known := gloss.Builtin().Entry(e.Simplified)
	return !known
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// headwords finds a word, or the longest headwords from the left that it is made of.
func (d *Dictionary) headwords(text string) ([]Entry, error) {
	var all []Entry
	letters := []rune(strings.ReplaceAll(text, " ", ""))
	for at := 0; at < len(letters); {
		size := 1
		for n := min(longest, len(letters)-at); n > 0; n-- {
			found, err := d.heads(string(letters[at : at+n]))
			if err != nil {
				return nil, err
			}
			if len(found) > 0 {
				all = append(all, found...)
				size = n
				break
			}
		}
		at += size
	}
	return distinct(all), nil
}

// longest is the longest headword that is tried, in characters.
const longest = 12

// heard finds the entries that sound like pinyin; tones count where they are given.
func (d *Dictionary) heard(pinyin string) ([]Entry, error) {
	all, err := d.entries(soundKey, gloss.Bare(pinyin))
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b Entry) int {
		return cmp.Or(boolCompare(surname(&a), surname(&b)), boolCompare(rare(&a), rare(&b)))
	})
	if !toned(pinyin) {
		return all, nil
	}
	wanted := gloss.Toned(pinyin)
	return slices.DeleteFunc(all, func(e Entry) bool { return gloss.Toned(e.Pinyin) != wanted }), nil
}

// toned reports whether a word can only be pinyin: it has letters and marks or numbers of tones.
func toned(word string) bool {
	bare := gloss.Bare(word)
	return bare != "" && gloss.Toned(word) != bare && strings.IndexFunc(word, unicode.IsLetter) == 0
}

// meant finds the entries that have all words of an English phrase in one gloss, those first that mean little else.
func (d *Dictionary) meant(phrase string) ([]Entry, error) {
	stems := slices.DeleteFunc(GlossWords(phrase), func(s string) bool { return stopWords[s] })
	if len(stems) == 0 {
		return nil, nil
	}
	numbers, err := d.common(wordKey, stems)
	if err != nil {
		return nil, err
	}
	all, err := d.readAll(numbers)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(e Entry) bool { return grade(&e, phrase) == apart })
	slices.SortStableFunc(all, func(a, b Entry) int {
		return cmp.Or(
			cmp.Compare(grade(&a, phrase), grade(&b, phrase)), boolCompare(surname(&a), surname(&b)), boolCompare(rare(&a), rare(&b)),
			cmp.Compare(place(&a, phrase), place(&b, phrase)), cmp.Compare(len(a.Simplified), len(b.Simplified)), cmp.Compare(len(b.Glosses), len(a.Glosses)))
	})
	return all, nil
}

// The grades of an entry that was looked up in English.
const (
	exact  = iota // a gloss is the phrase
	inside        // the words of the phrase stand in a gloss
	apart         // they stand in different glosses
)

// grade says how well an entry means a phrase.
func grade(e *Entry, phrase string) int {
	wanted, best := GlossWords(phrase), apart
	for _, text := range e.Glosses {
		for sense := range strings.SplitSeq(text, ";") {
			words := GlossWords(sense)
			if len(words) > 1 && words[0] == "to" {
				words = words[1:]
			}
			if slices.Equal(words, wanted) {
				return exact
			}
			if !slices.ContainsFunc(wanted, func(w string) bool { return !stopWords[w] && !slices.Contains(words, w) }) {
				best = inside
			}
		}
	}
	return best
}

// place is the number of the gloss in which a phrase stands.
func place(e *Entry, phrase string) int {
	wanted := GlossWords(phrase)
	return slices.IndexFunc(e.Glosses, func(text string) bool {
		words := GlossWords(text)
		return !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(words, w) })
	})
}

// common finds the entries that all keys of a kind have.
func (d *Dictionary) common(kind byte, keys []string) ([]uint32, error) {
	var all []uint32
	for i, key := range keys {
		list, err := d.list(kind, key)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			all = list
			continue
		}
		all = inBoth(all, list)
	}
	return all, nil
}

func (d *Dictionary) entries(kind byte, key string) ([]Entry, error) {
	list, err := d.list(kind, key)
	if err != nil {
		return nil, err
	}
	return d.readAll(list)
}

// atOnce is how many entries are read for one word.
const atOnce = 4000

func (d *Dictionary) readAll(numbers []uint32) ([]Entry, error) {
	all := make([]Entry, 0, len(numbers))
	for _, n := range numbers[:min(len(numbers), atOnce)] {
		e, err := d.entry(n)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

// distinct drops entries that stand there already.
func distinct(all []Entry) []Entry {
	seen := map[[3]string]bool{}
	return slices.DeleteFunc(all, func(e Entry) bool {
		key := [3]string{e.Traditional, e.Simplified, e.numbered}
		defer func() { seen[key] = true }()
		return seen[key]
	})
}

// inBoth keeps of all what stands in list too, which is sorted.
func inBoth(all, list []uint32) []uint32 {
	return slices.DeleteFunc(all, func(n uint32) bool {
		_, found := slices.BinarySearch(list, n)
		return !found
	})
}
