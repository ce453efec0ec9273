package annotate

import "bytes"

// saidTwice are words that no English sentence says twice in a row. Others may be: that that, had had, log in in.
var saidTwice = []string{"the", "a", "an", "of", "with", "from", "and", "at", "its", "their", "yuan", "million", "billion", "dollars", "users", "platform", "group", "ceo", "times", "company", "market", "app", "by", "this", "as", "nearly", "about", "industry", "network"}

func doubledWords() []string {
	all := make([]string, len(saidTwice))
	for i, w := range saidTwice {
		all[i] = w + " " + w
	}
	return all
}

var twiceWords = hashSet(saidTwice...)

// seeTwice finds words that stand twice: "the the platform".
func seeTwice(text []byte, say func(remnant)) {
	t := tokenize(text, 0, nil)
	for i := 0; i+1 < len(t); i++ {
		if !twiceWords[t[i].hash] || t[i+1].hash != t[i].hash || t[i+1].gap != blankGap || t[i+1].shape != lowerShape || t[i].shape == upperShape || t[i].shape == titleShape && t[i].end-t[i].start == 1 {
			continue
		}
		if bytes.IndexByte(text[t[i].end:t[i+1].start], '\n') >= 0 {
			continue // a list, or a table
		}
		end := i + 1
		for end+1 < len(t) && t[end+1].hash == t[i].hash && t[end+1].gap == blankGap {
			end++
		}
		needs := fromChinese | inProse
		if i > 0 && t[i].shape == lowerShape && endsInDigit(text[:t[i].start]) {
			needs |= orShort // 36 times times, 5 yuan yuan
		}
		say(remnant{start: int(t[i].start), end: int(t[end].end), fix: string(text[t[i].start:t[i].end]), kind: Artifact, severity: Minor, confidence: 0.9,
			note: "A word that was said twice.", needs: needs})
		i = end
	}
}

// endsInDigit reports whether the last word before a place is a number.
func endsInDigit(text []byte) bool {
	text = bytes.TrimRight(text, " ")
	return len(text) > 0 && text[len(text)-1] >= '0' && text[len(text)-1] <= '9'
}
