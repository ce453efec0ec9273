package annotate

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// ordinary lists the phrases of rules that stand in ordinary English, with how often, as measured by the command in the folder ordinary.
// Its first lines name the texts that were read.
//
//go:embed packs/ordinary.tsv
var ordinary string

// commonWords lists the words that stand in most of the same texts, in small letters, as measured by TestCommonWords.
//
//go:embed packs/common.txt
var commonWords string

// everydayWords lists the most common of them.
//
//go:embed packs/everyday.txt
var everydayWords string

// everyday holds the hashes of everyday words.
var everyday = sync.OnceValue(func() map[uint64]bool { return hashSet(strings.Fields(everydayWords)...) })

// commonEnglish holds the hashes of common words.
var commonEnglish = sync.OnceValue(func() map[uint64]bool { return hashSet(strings.Fields(commonWords)...) })

// everydayOnly reports whether a match is made of everyday words only: any text may hold it, whether one was seen or not.
func everydayOnly(match []token) bool {
	for _, t := range match {
		if !everyday()[t.hash] && !function[t.hash] {
			return false
		}
	}
	return true
}

// oftenSeen is how often a phrase stood in the texts of ordinary.tsv to count as ordinary English; less is rare.
const oftenSeen = 12

// measurements yields the phrases that were seen in ordinary English, and whether seldom (1) or often (2).
func measurements(counts string, yield func(phrase string, common uint8)) {
	for line := range strings.Lines(counts) {
		phrase, count, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		common := uint8(1)
		if n, err := strconv.Atoi(count); err == nil && n >= oftenSeen {
			common = 2
		}
		yield(phrase, common)
	}
}

// plausible lists phrases of rules that read as ordinary English though those texts happen not to hold them.
//
//go:embed packs/plausible.txt
var plausible string

// temper raises the risk of phrases that were seen in ordinary English, whatever their rules say.
func temper(t *trie, counts string) {
	for line := range strings.Lines(plausible) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			t.setCommon(hashWords(line), 1)
		}
	}
	measurements(counts, func(phrase string, common uint8) { t.setCommon(hashWords(phrase), common) })
}

// measured lists the phrases of counts.
func measured(counts string) map[string]bool {
	all := map[string]bool{}
	measurements(counts, func(phrase string, _ uint8) { all[phrase] = true })
	return all
}

// known holds what was measured, for those who ask about a single phrase.
var known = sync.OnceValue(func() map[string]Risk {
	m := map[string]Risk{}
	for w := range strings.FieldsSeq(commonWords) {
		m[w] = High
	}
	measurements(ordinary, func(phrase string, common uint8) { m[phrase] = Low.atLeast(common) })
	return m
})

// Ordinary returns the least risk of a form by what was measured in ordinary English: High for a common word and a phrase that
// was seen often, Mid for one that was seen, Low for all others. The most ordinary phrase of the form decides.
func Ordinary(form string) Risk {
	risk := Low
	for _, phrase := range Phrases(form) {
		switch known()[bare([]byte(phrase))] {
		case High:
			return High
		case Mid:
			risk = Mid
		}
	}
	return risk
}

// Phrases opens the braces of a form, without the context in brackets in front of it and behind.
func Phrases(form string) []string {
	_, words, _ := splitContext(form)
	return spread(words)
}

// Context returns what must stand in front of a form's words and behind them; the first choice where there are several.
func Context(form string) (lead, tail string) {
	lead, _, tail = splitContext(form)
	return spread(lead)[0], spread(tail)[0]
}
