package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plural returns the regular plural of an English word or phrase.
func plural(s string) string {
	low := strings.ToLower(s)
	if i := strings.LastIndexByte(low, ' '); i >= 0 {
		low = low[i+1:]
	}
	switch {
	case s == "" || uncountable[low]:
		return s
	case irregular[low] != "":
		return s[:len(s)-len(low)] + irregular[low]
	case len(low) > 3 && strings.HasSuffix(low, "s") && !hasAnySuffix(low, "ss", "us", "is"):
		return s // plural already
	case hasAnySuffix(low, "s", "x", "z", "ch", "sh"):
		return s + "es"
	case strings.HasSuffix(low, "y") && len(low) > 1 && !vowel(low[len(low)-2]):
		return s[:len(s)-1] + "ies"
	}
	return s + "s"
}

// pluralNoun reports whether a small word is a regular plural of something counted.
func pluralNoun(word string) bool {
	return len(word) > 4 && strings.HasSuffix(word, "s") && !hasAnySuffix(word, "ss", "us", "is", "ics", "ous") && !startsUpper(word) && !pluralOnly[word] && !uncountable[word]
}

// pluralOnly are plurals that stand as they are before another noun, or have no singular.
var pluralOnly = set("news", "sales", "savings", "goods", "futures", "earnings", "sports", "series", "means", "species", "headquarters", "telecoms", "securities", "derivatives", "always",
	"days", "years", "windows", "subsidies", "robots", "lessons", "rights", "Olympics", "games", "arms", "customs", "accounts", "systems", "services", "communications", "operations", "materials", "bonds", "funds", "loans")

// singular takes the plural off the last word of a phrase.
func singular(s string) string {
	switch {
	case strings.HasSuffix(s, "ies"):
		return s[:len(s)-3] + "y"
	case hasAnySuffix(s, "xes", "ches", "shes", "sses"):
		return s[:len(s)-2]
	}
	return strings.TrimSuffix(s, "s")
}

// countable reports whether a fix ends in a noun that has a plural: it is no verb phrase, and its last word is no adjective and no noun of action.
func countable(fix string) bool {
	head, rest, _ := strings.Cut(fix, " ")
	if said, ok := verbs()[head]; ok && (said.verb == "be" || verbPhrase(head, said, rest)) {
		return false
	}
	last := fix[strings.LastIndexAny(fix, " -")+1:]
	switch {
	case strings.HasSuffix(last, "ing"):
		return countedActions[last] || len(last) < 6
	case strings.HasSuffix(last, "ed"):
		return len(last) < 5 || strings.HasSuffix(last, "eed")
	}
	return !noPlural[fix[strings.LastIndexByte(fix, ' ')+1:]] && !strings.HasSuffix(last, "ly")
}

// countedActions are nouns in -ing of which there are many.
var countedActions = set("building", "meeting", "listing", "offering", "holding", "rating", "ranking", "filing", "booking", "painting", "posting", "reading", "ruling", "setting", "showing",
	"warning", "wedding", "training", "opening", "briefing", "recording", "saying", "string", "spring", "earning", "saving", "gathering", "hearing", "planting", "nothing", "beginning", "dumpling")

// noPlural are words, last in fixes of packs, of which there is no plural.
var noPlural = set("awesome", "awful", "popular", "gutted", "overcome", "alive", "broke", "online", "offline", "mad", "aloof", "lucky", "first", "last", "again", "abroad", "overseas", "back",
	"badly", "much", "more", "most", "less", "out", "off", "up", "down", "over", "away", "on", "in", "through", "it", "them", "him", "her", "luck", "cash", "chaos", "advice", "growth", "research", "trouble", "piracy",
	"speech", "ownership", "liquidity", "inventory", "leverage", "poverty", "welfare", "infrastructure", "wealth", "happiness", "fame", "furniture", "homework", "housing", "retail", "music", "water", "food", "power",
	"electricity", "energy", "goodwill", "loyalty", "malware", "ransomware", "evidence", "behaviour", "health", "safety", "privacy", "publicity", "word", "e-sports", "5G", "4G")

// uncountable words of the fixes that packs make, with plurals that are their own.
var uncountable = set("staff", "news", "data", "media", "commerce", "e-commerce", "traffic", "software", "hardware", "finance", "series",
	"information", "equipment", "content", "money", "spam", "clickbait", "gaming", "technology", "buying", "streaming", "marketing", "shopping",
	"advertising", "intelligence", "capital", "credit", "revenue", "baijiu", "fans", "sellers", "people", "yuan")

var irregular = map[string]string{"man": "men", "woman": "women", "person": "people", "child": "children", "celebrity": "celebrities", "foot": "feet", "business": "businesses"}

// inflections returns the regular forms of a word beside itself: plural, third person, past and -ing; of a plural, the singular.
func inflections(word string) []string {
	if len(word) < 3 || !asciiWord[word[len(word)-1]&0x7f] {
		return nil
	}
	stem := word[:len(word)-1]
	switch {
	case strings.HasSuffix(word, "e"):
		return []string{word + "s", word + "d", stem + "ing"}
	case strings.HasSuffix(word, "y") && !vowel(word[len(word)-2]):
		return []string{stem + "ies", stem + "ied", word + "ing"}
	case strings.HasSuffix(word, "ies"):
		return []string{word[:len(word)-3] + "y"}
	case strings.HasSuffix(word, "s") && !hasAnySuffix(word, "ss", "us", "is"):
		return []string{word[:len(word)-1]}
	case hasAnySuffix(word, "s", "x", "z", "ch", "sh"):
		return []string{word + "es", word + "ed", word + "ing"}
	}
	double := word + word[len(word)-1:]
	return []string{word + "s", word + "ed", word + "ing", double + "ed", double + "ing"}
}

func hasAnySuffix(s string, all ...string) bool {
	for _, x := range all {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func vowel(c byte) bool { return strings.IndexByte("aeiouAEIOU", c) >= 0 }

// takesAn reports whether English says "an" before s.
func takesAn(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if s == "" {
		return false
	}
	low := strings.ToLower(s)
	word := low
	if i := strings.IndexAny(low, " -/"); i >= 0 {
		word = low[:i]
	}
	switch {
	case hasAnyPrefix(low, "uni", "use", "usu", "eu", "one", "u.s", "ubiq") && !hasAnyPrefix(low, "unin", "unim", "unid"):
		return false
	case hasAnyPrefix(low, "hour", "honest", "honor", "honour", "heir", "8", "11", "18"):
		return true
	case len(word) <= 3 && strings.ToUpper(s[:len(word)]) == s[:len(word)] && unicode.IsLetter(rune(s[0])) && !strings.ContainsAny(word[1:], "aeiou"):
		return strings.IndexByte("aefhilmnorsx", word[0]) >= 0 // spelled letter by letter: an SMS, an IPO
	}
	return vowel(s[0])
}

func hasAnyPrefix(s string, all ...string) bool {
	for _, x := range all {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}

// capitalise makes the first letter of s a capital.
func capitalise(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
