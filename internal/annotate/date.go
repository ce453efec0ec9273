package annotate

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

var months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// Dates that the machine read sign by sign: 月 (month, moon) and 日 (day, sun, Japan).
var (
	tornDate  = regexp.MustCompile(`(?i)\b(1[0-2]|[1-9]) months? (?:(?:on (?:the )?|the )([1-3]?\d)(?:st|nd|rd|th)?|([1-3]?\d)(?:(?:st|nd|rd|th)|(?:st|nd|rd|th)? (?:daily|day|sun|japan|date|number|(?:mon|tues|wednes|thurs|fri|satur|sun)day)))\b`)
	bareDate  = regexp.MustCompile(`(?i)(?:\b(?:on|from|since|until|till|before|after|by|dated|of|in (?:19|20)\d\d,?) |^|[.!?:(] ?)(1[0-2]|[1-9]) month ([1-3]?\d)(?:[,.;:)]|$| (?:in|at|to|evening|morning|afternoon|night|noon|news|local|this|last|the|a|he|she|it|they|we|and|with|when|was|were|is|had|has|after|before|by|for|from|until|on|that)\b)`)
	lunarDate = regexp.MustCompile(`(?i)\b(1[0-2]|[1-9]) Lunar(?: ([1-3]?\d)(?: (?:daily|day|days|sun|japan|date))?)?\b`)
	inMonth   = regexp.MustCompile(`\b(in|In) ((?:January|February|March|April|May|June|July|August|September|October|November|December) [1-3]?\d(?:st|nd|rd|th)\b)`)
)

// seeDates puts dates together that were torn apart: "6 month 28 Daily", "7 month on the 25th", "4 Lunar".
func seeDates(text []byte, say func(remnant)) {
	add := func(m []int, confidence float64) {
		month, err := strconv.Atoi(string(text[m[2]:m[3]]))
		if err != nil || month < 1 || month > 12 {
			return
		}
		if bytes.HasSuffix(text[:m[0]], []byte(" a ")) {
			return // a 7 month 8 day trip
		}
		fix, zh := months[month-1], strconv.Itoa(month)+"月"
		if m[4] >= 0 {
			day := string(text[m[4]:m[5]])
			if n, _ := strconv.Atoi(day); n < 1 || n > 31 {
				return
			}
			fix, zh = day+" "+fix, zh+day+"日"
		}
		say(remnant{start: m[0], end: m[1], fix: fix, kind: Artifact, severity: Major, confidence: confidence, zh: zh, note: "A date that was read sign by sign."})
	}
	if bytes.Contains(text, []byte(" month")) {
		for _, m := range tornDate.FindAllSubmatchIndex(text, -1) {
			if m[4] < 0 {
				m[4], m[5] = m[6], m[7]
			}
			add(m, 0.9)
		}
		for _, m := range bareDate.FindAllSubmatchIndex(text, -1) {
			if end := m[5]; end+1 < len(text) && (text[end] == '.' || text[end] == ',' || text[end] == ':') && asciiWord[text[end+1]] {
				continue // a number with a fraction
			}
			m[0], m[1] = m[2], m[5]
			add(m, 0.85)
		}
	}
	if bytes.Contains(text, []byte("Lunar")) || bytes.Contains(text, []byte("lunar")) {
		for _, m := range lunarDate.FindAllSubmatchIndex(text, -1) {
			add(m, 0.85)
		}
	}
}

// seeOnDates mends the preposition before a day: "in July 7th".
func seeOnDates(text []byte, say func(remnant)) {
	for _, m := range inMonth.FindAllSubmatchIndex(text, -1) {
		fix := "on"
		if text[m[2]] == 'I' {
			fix = "On"
		}
		say(remnant{start: m[2], end: m[3], fix: fix, kind: Grammar, severity: Minor, confidence: 0.9})
	}
}

// Years: 年 read as a word beside the year, the year torn in two, a comma put into it.
var (
	yearMonth = regexp.MustCompile(`(?i)\b((?:19|20)\d\d) years?,? (1[0-2]|0?[1-9])[ -]months?\b(?: (3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th| (?:daily|days?|sun|japan|date|number))\b)?`)
	yearYear  = regexp.MustCompile(`(?i)\b(?:in|since|from|until|till|by|during|early|late|before|after) ((?:19|20)(?:\d[1-9]|[1-9]\d)) years?\b(?: (?:of|ago|old|later|before|after|and|to|or|from|hence|since|in)\b)?`)
	yearTorn  = regexp.MustCompile(`(?i)\b(in|since|from|until|till|by|during|early|late|before|after)? ?(20 ([012]\d))( years?)?\b(?:[%-]|:\d| (?:percent|per cent|yuan|million|billion|thousand|people|users|minutes|hours|days|times|or|to)\b)?`)
	yearComma = regexp.MustCompile(`(?i)\b(?:in|since|until|till|by|during|early|late) ((?:1,9\d|2,0[012])\d)(?:[.;)]|,? (?:years?|when|he|she|it|they|the)\b|, )`)
)

// yearWords lists the phrases that are worth a look: "2015 year", "20 15", "2,015".
func yearWords() (all []string) {
	for y := 1980; y <= 2030; y++ {
		all = append(all, fmt.Sprint(y, " year"), fmt.Sprint(y, " years"), fmt.Sprintf("%d,%03d", y/1000, y%1000))
		if y >= 2000 {
			all = append(all, fmt.Sprintf("%02d %02d", y/100, y%100))
		}
	}
	return all
}

// seeYears mends years: "2015 Year 7 Month", "in 2015 years", "20 18 years", "in 2,015".
func seeYears(text []byte, say func(remnant)) {
	add := func(start, end int, fix, zh string) {
		say(remnant{start: start, end: end, fix: fix, kind: Artifact, severity: Minor, confidence: 0.93, zh: zh, note: "A date that was read sign by sign.", needs: fromChinese})
	}
	for _, m := range yearMonth.FindAllSubmatchIndex(text, -1) {
		month, _ := strconv.Atoi(string(text[m[4]:m[5]]))
		fix, zh := months[month-1]+" "+string(text[m[2]:m[3]]), fmt.Sprintf("%s年%d月", text[m[2]:m[3]], month)
		if m[6] >= 0 {
			day, _ := strconv.Atoi(string(text[m[6]:m[7]]))
			fix, zh = fmt.Sprint(day, " ", fix), fmt.Sprint(zh, day, "日")
		}
		add(m[0], m[1], fix, zh)
	}
	for _, m := range yearYear.FindAllSubmatchIndex(text, -1) {
		if rest := text[m[3]+1 : m[1]]; bytes.IndexByte(rest, ' ') < 0 {
			add(m[2], m[1], string(text[m[2]:m[3]]), string(text[m[2]:m[3]])+"年")
		}
	}
	for _, m := range yearTorn.FindAllSubmatchIndex(text, -1) {
		end := m[5]
		if m[8] >= 0 {
			end = m[9]
		}
		if end == m[1] && (m[2] >= 0 || m[8] >= 0) && (m[4] == 0 || text[m[4]-1] == ' ') {
			add(m[4], end, "20"+string(text[m[6]:m[7]]), "")
		}
	}
	for _, m := range yearComma.FindAllSubmatchIndex(text, -1) {
		add(m[2], m[3], string(bytes.ReplaceAll(text[m[2]:m[3]], []byte(","), nil)), "")
	}
}
