package dictionary

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/gloss"
)

// Word is a Chinese word with what it means and who says so.
type Word struct {
	ZH          string   `json:"zh"`
	Traditional string   `json:"traditional,omitempty"` // where it differs
	Pinyin      string   `json:"pinyin"`
	Glosses     []string `json:"glosses"`
	From        string   `json:"from"` // the title of the dictionary, or Own
}

// Own is who says what the program's own table says.
const Own = "built in"

// Lexicon looks words up in the installed dictionaries or, where they have nothing, in the program's own table.
type Lexicon struct {
	Dictionaries []*Dictionary
	Table        *gloss.Table
}

// Look returns up to n words for Chinese, pinyin or English.
func (l *Lexicon) Look(word string, n int) ([]Word, error) {
	var all []Word
	for _, d := range l.Dictionaries {
		found, err := d.Look(word, n)
		if err != nil {
			return nil, err
		}
		for i := range found {
			all = append(all, d.word(&found[i]))
		}
	}
	if len(all) == 0 {
		for _, e := range l.Table.Look(word, n) {
			all = append(all, own(e))
		}
	}
	return all[:min(n, len(all))], nil
}

// Words takes a name or term apart: the whole, if it is a word, and then the words that it is made of.
func (l *Lexicon) Words(zh string) ([]Word, error) {
	zh = strings.TrimSpace(zh)
	all, err := l.head(zh)
	if err != nil {
		return nil, err
	}
	var failed error
	pieces := gloss.Cut(zh, longest, func(word string) bool {
		if word == zh {
			return false
		}
		found, err := l.head(word)
		if err != nil {
			failed = err
		}
		return len(found) > 0
	})
	for _, piece := range pieces {
		found, err := l.head(piece)
		if err != nil {
			return nil, err
		}
		if piece != zh {
			all = append(all, found...)
		}
	}
	return unique(all), failed
}

// unique drops words that stand there already: 滴滴 is twice 滴.
func unique(all []Word) []Word {
	var kept []Word
	seen := map[string]bool{}
	for _, w := range all {
		if key := w.ZH + w.Pinyin + w.From; !seen[key] {
			seen[key] = true
			kept = append(kept, w)
		}
	}
	return kept
}

// head looks one word up.
func (l *Lexicon) head(word string) ([]Word, error) {
	var all []Word
	for _, d := range l.Dictionaries {
		found, err := d.heads(word)
		if err != nil {
			return nil, err
		}
		for i := range found {
			all = append(all, d.word(&found[i]))
		}
	}
	if e, ok := l.Table.Entry(word); ok && len(all) == 0 {
		all = append(all, own(e))
	}
	return all, nil
}

func (d *Dictionary) word(e *Entry) Word {
	w := Word{ZH: e.Simplified, Pinyin: e.Pinyin, Glosses: e.Glosses, From: d.Info.Title}
	if e.Traditional != e.Simplified {
		w.Traditional = e.Traditional
	}
	return w
}

func own(e gloss.Entry) Word {
	return Word{ZH: e.ZH, Pinyin: strings.Join(e.Pinyin, " / "), Glosses: e.Glosses, From: Own}
}
