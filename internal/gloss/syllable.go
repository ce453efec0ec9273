package gloss

import (
	"strings"
	"sync"
	"unicode"
)

// What syllables of pinyin are made of, without tones and with v for ü: finals with the initials that they follow, and those that stand alone.
const (
	finals = `a: b p m f d t n l g k h zh ch sh r z c s y w
ai: b p m d t n l g k h zh ch sh z c s w
an: b p m f d t n l g k h zh ch sh r z c s y w
ang: b p m f d t n l g k h zh ch sh r z c s y w
ao: b p m d t n l g k h zh ch sh r z c s y
e: m d t n l g k h zh ch sh r z c s y
ei: b p m f d n l g h zh sh z w
en: b p m f d n g k h zh ch sh r z c s w
eng: b p m f d t n l g k h zh ch sh r z c s w
i: b p m d t n l j q x zh ch sh r z c s y
ia: d l j q x
ian: b p m d t n l j q x
iang: n l j q x
iao: b p m d t n l j q x
ie: b p m d t n l j q x
in: b p m n l j q x y
ing: b p m d t n l j q x y
iong: j q x
iu: m d n l j q x
o: b p m f w l y
ong: d t n l g k h zh ch r z c s y
ou: p m f d t n l g k h zh ch sh r z c s y
u: b p m f d t n l g k h j q x zh ch sh r z c s y w
ua: g k h zh ch sh r
uai: g k h zh ch sh
uan: d t n l g k h j q x zh ch sh r z c s y
uang: g k h zh ch sh
ue: n l j q x y
ui: d t g k h zh ch sh r z c s
un: d t n l g k h j q x zh ch sh r z c s y
uo: d t n l g k h zh ch sh r z c s
v: n l
ve: n l`
	alone = "a ai an ang ao e ei en eng er o ou"
)

// syllables are the syllables of pinyin, as Bare writes them.
var syllables = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for s := range strings.FieldsSeq(alone) {
		all[s] = true
	}
	for line := range strings.Lines(finals) {
		final, with, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for initial := range strings.FieldsSeq(with) {
			all[initial+final] = true
		}
	}
	return all
})

// longestSyllable is "zhuang".
const longestSyllable = 6

// Syllables takes pinyin, marked or numbered, apart into its syllables as Bare writes them: "Zhīfùbǎo" is zhi, fu, bao. A word that is no pinyin stands as
// Bare writes it.
func Syllables(pinyin string) []string {
	var all []string
	for _, word := range strings.FieldsFunc(spaced(strings.ReplaceAll(pinyin, "u:", "ü")), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("'’-·12345", r) }) {
		letters := []rune(word)
		if cut, ok := cutSyllables(letters); ok {
			all = append(all, cut...)
		} else if bare := Bare(word); bare != "" {
			all = append(all, bare)
		}
	}
	return all
}

// cutSyllables cuts a word of pinyin, the longest syllables first. A syllable has one tone at most, and inside a word none begins with a, e or o, since an
// apostrophe would stand there.
func cutSyllables(word []rune) (all []string, ok bool) {
	if len(word) == 0 {
		return nil, true
	}
	if string(word) == "r" { // 儿 behind another
		return []string{"r"}, true
	}
	for n := min(len(word), longestSyllable); n > 0; n-- {
		s := Bare(string(word[:n]))
		if len(s) != n || !syllables()[s] || countTones(word[:n]) > 1 || n < len(word) && strings.ContainsRune("aeo", plainLetter(string(word[n]))) {
			continue
		}
		if rest, ok := cutSyllables(word[n:]); ok {
			return append([]string{s}, rest...), true
		}
	}
	return nil, false
}

func countTones(word []rune) (n int) {
	for _, r := range word {
		if _, ok := tones[r]; ok {
			n++
		}
	}
	return n
}
