package gloss

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// marked are the vowels with the four tones and without.
var marked = map[rune][]rune{
	'a': []rune("āáǎàa"), 'e': []rune("ēéěèe"), 'i': []rune("īíǐìi"), 'o': []rune("ōóǒòo"), 'u': []rune("ūúǔùu"), 'ü': []rune("ǖǘǚǜü"),
	'A': []rune("ĀÁǍÀA"), 'E': []rune("ĒÉĚÈE"), 'I': []rune("ĪÍǏÌI"), 'O': []rune("ŌÓǑÒO"), 'U': []rune("ŪÚǓÙU"), 'Ü': []rune("ǕǗǙǛÜ"),
}

// tone is a vowel and its tone.
type tone struct {
	vowel  rune
	number byte
}

// tones says which vowel with which tone a letter is.
var tones = func() map[rune]tone {
	all := map[rune]tone{}
	for vowel, letters := range marked {
		for i, letter := range letters[:4] {
			all[letter] = tone{vowel, byte('1' + i)}
		}
	}
	return all
}()

// Marks writes the syllables of numbered pinyin as one word with tone marks: "Wei1 xin4" becomes "Wēixìn". What is no syllable stands as it is.
func Marks(numbered string) string {
	syllables := strings.Fields(numbered)
	for i := range syllables {
		syllables[i] = mark(syllables[i])
	}
	return Join(syllables)
}

// Join writes syllables as one word; one that begins with a vowel is set off by an apostrophe.
func Join(syllables []string) string {
	var b strings.Builder
	for i, s := range syllables {
		if i > 0 && strings.ContainsRune("aoe", plainLetter(s)) {
			b.WriteByte('\'')
		}
		b.WriteString(s)
	}
	return b.String()
}

// mark puts the tone of a numbered syllable over its vowel.
func mark(syllable string) string {
	s := strings.NewReplacer("u:", "ü", "U:", "Ü", "v", "ü").Replace(syllable)
	if s == "" || s[len(s)-1] < '1' || s[len(s)-1] > '5' {
		return s
	}
	number := int(s[len(s)-1] - '1')
	letters := []rune(s[:len(s)-1])
	at := -1
	for i, r := range letters {
		if _, vowel := marked[r]; !vowel {
			continue
		}
		switch low := unicode.ToLower(r); {
		case low == 'a' || low == 'e', low == 'o' && i+1 < len(letters) && letters[i+1] == 'u':
			letters[i] = marked[r][number]
			return string(letters)
		default:
			at = i // else the last one bears it
		}
	}
	if at < 0 {
		if string(letters) == "r" && number == 4 {
			return "r"
		}
		return syllable
	}
	letters[at] = marked[letters[at]][number]
	return string(letters)
}

// plainLetter is the first letter of a word in lower case and without its tone.
func plainLetter(word string) rune {
	first, _ := utf8.DecodeRuneInString(word)
	if t, ok := tones[first]; ok {
		first = t.vowel
	}
	return unicode.ToLower(first)
}

// Bare writes pinyin, marked or numbered, as it is typed: in lower case, without tones, blanks, hyphens and apostrophes, ü as v.
func Bare(pinyin string) string {
	bare, _ := strip(pinyin)
	return bare
}

// Toned writes pinyin like Bare and keeps the tones as numbers behind the vowels that bear them, so that marked and numbered pinyin can be compared.
func Toned(pinyin string) string {
	if strings.ContainsAny(pinyin, "12345") {
		pinyin = strings.ReplaceAll(Marks(spaced(pinyin)), "'", "")
	}
	_, toned := strip(pinyin)
	return toned
}

// spaced puts a blank behind each tone number.
func spaced(numbered string) string {
	var b strings.Builder
	for _, r := range numbered {
		b.WriteRune(r)
		if r >= '1' && r <= '5' {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func strip(pinyin string) (bare, toned string) {
	var b, t strings.Builder
	for _, r := range strings.ReplaceAll(pinyin, "u:", "ü") {
		number := byte(0)
		if tone, ok := tones[r]; ok {
			r, number = tone.vowel, tone.number
		}
		switch r = unicode.ToLower(r); {
		case r == 'ü':
			r = 'v'
		case r < 'a' || r > 'z':
			continue
		}
		b.WriteRune(r)
		t.WriteRune(r)
		if number != 0 {
			t.WriteByte(number)
		}
	}
	return b.String(), t.String()
}
