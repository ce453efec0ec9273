package feed

import (
	"strings"
	"time"
)

// zones are the time zones that feeds call by letters, in minutes from Greenwich.
var zones = map[string]int{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "met": 60, "mez": 60, "mest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180,
	"ist": 330, "hkt": 480, "sgt": 480, "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "brt": -180,
	"at": -240, "ast": -240, "adt": -180, "et": -300, "est": -300, "edt": -240, "ct": -360, "cst": -360, "cdt": -300, "mt": -420, "mst": -420, "mdt": -360,
	"pt": -480, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
}

// homes are the zones of languages that are spoken in one, in minutes: where a time has none, it is theirs.
var homes = map[string]int{"zh": 480, "ja": 540, "ko": 540}

// farthest is the greatest distance from Greenwich, in minutes.
const farthest = 14 * 60

// readZone finds the zone behind a time. What is called CST is that of China in Chinese.
func readZone(after, language string, timed bool) *time.Location {
	primary, _, _ := strings.Cut(strings.ToLower(language), "-")
	home, known := homes[primary]
	if m := zoneIn().FindStringSubmatch(after); m != nil {
		minutes := number(m[2])*60 + number(m[3])
		if m[1] != "+" {
			minutes = -minutes
		}
		if minutes < -farthest || minutes > farthest {
			return time.UTC
		}
		return fixed(minutes)
	}
	for _, word := range partIn().FindAllString(after, 4) {
		if word == "cst" && primary == "zh" {
			return fixed(home)
		}
		if minutes, ok := zones[word]; ok {
			return fixed(minutes)
		}
	}
	if known && timed {
		return fixed(home)
	}
	return time.UTC
}

func fixed(minutes int) *time.Location {
	if minutes == 0 {
		return time.UTC
	}
	return time.FixedZone("", minutes*60)
}

// months are how the names of the months begin in languages other than English, from January on.
var months = [][12]string{
	{"jän", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"},           // German
	{"janv", "fév", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"},     // French
	{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},           // Spanish
	{"gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"},           // Italian
	{"jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"},           // Portuguese
	{"jan", "feb", "maart", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},         // Dutch
	{"янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},            // Russian
	{"stycz", "lut", "mar", "kwie", "maj", "czerw", "lip", "sierp", "wrze", "paź", "list", "grud"}, // Polish
	{"ιαν", "φεβ", "μαρ", "απρ", "μα", "ιουν", "ιουλ", "αυγ", "σεπ", "οκτ", "νοε", "δεκ"},          // Greek
	{"ιαν", "φεβ", "μάρ", "απρ", "μάι", "ιούν", "ιούλ", "αύγ", "σεπ", "οκτ", "νοέ", "δεκ"},
	{"ιαν", "φεβ", "μαώ", "απρ", "μαι", "ιον", "ιολ", "αύγ", "σεπ", "οκτ", "νοέ", "δεκ"},
	{"január", "február", "márc", "ápr", "máj", "júni", "júli", "aug", "szept", "okt", "nov", "dec"}, // Hungarian
	{"oca", "şub", "mar", "nis", "may", "haz", "tem", "ağu", "eyl", "eki", "kas", "ara"},             // Turkish
}

// longNames are those of English, whose beginnings are names too.
var longNames = [12]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// monthOf is the number of a month by its name, 0 for what is none.
func monthOf(word string) int {
	if len(word) < 3 {
		return 0
	}
	for i, name := range longNames {
		if strings.HasPrefix(name, word) || word == "sept" && i == 8 {
			return i + 1
		}
	}
	for _, names := range months {
		for i, begins := range names {
			if strings.HasPrefix(word, begins) {
				return i + 1
			}
		}
	}
	return 0
}
