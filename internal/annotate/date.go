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
	// yearShattered finds a year of which every digit stands alone: "July 20 1 1".
	yearShattered = regexp.MustCompile(`(?i)\b(?:in|since|from|until|till|by|during|early|late|before|after|january|february|march|april|may|june|july|august|september|october|november|december),? (20 ?([012]) (\d))\b`)
	yearComma     = regexp.MustCompile(`(?i)\b(?:in|since|until|till|by|during|early|late) ((?:1,9\d|2,0[012])\d)(?:[.;)]|,? (?:years?|when|he|she|it|they|the)\b|, )`)
)

// yearWords lists the phrases that are worth a look: "2015 year", "20 15", "2,015".
func yearWords() (all []string) {
	for y := 1980; y <= 2030; y++ {
		all = append(all, fmt.Sprint(y, " year"), fmt.Sprint(y, " years"), fmt.Sprintf("%d,%03d", y/1000, y%1000))
		if y >= 2000 {
			all = append(all, fmt.Sprintf("%02d %02d", y/100, y%100), fmt.Sprintf("20 %d %d", y/10%10, y%10))
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
	for _, m := range yearShattered.FindAllSubmatchIndex(text, -1) {
		say(remnant{start: m[2], end: m[1], fix: "20" + string(text[m[4]:m[5]]) + string(text[m[6]:m[7]]), kind: Artifact, severity: Minor, confidence: 0.9, note: "A year whose digits were torn apart.", needs: fromChinese | orShort})
	}
	for _, m := range yearTorn.FindAllSubmatchIndex(text, -1) {
		end := m[5]
		if m[8] >= 0 {
			end = m[9]
		}
		if end == m[1] && (m[2] >= 0 || m[8] >= 0) && (m[4] == 0 || text[m[4]-1] == ' ') {
			say(remnant{start: m[4], end: end, fix: "20" + string(text[m[6]:m[7]]), kind: Artifact, severity: Minor, confidence: 0.9, note: "A year that was torn in two.", needs: fromChinese | orShort})
		}
	}
	for _, m := range yearComma.FindAllSubmatchIndex(text, -1) {
		add(m[2], m[3], string(bytes.ReplaceAll(text[m[2]:m[3]], []byte(","), nil)), "")
	}
}

// Days and hours: 日 beside the month's name, an ordinal torn from its number, 点 (point, o'clock) in a time of day.
var (
	monthName = `(January|February|March|April|May|June|July|August|September|October|November|December)`
	dayJapan  = regexp.MustCompile(`\b` + monthName + `,? ([12]\d|3[01]|[1-9]) (Japan|japan|Sun|Daily|daily|number)\b(?: (\w+))?`)
	tornTh    = regexp.MustCompile(`\b(?:` + monthName + `|[Tt]he) ((?:[12]?1) st|(?:31) st|(?:2?2) nd|(?:2?3) rd|(?:1\d|2[04-9]|30|[4-9]) th)\b`)
	hours     = regexp.MustCompile(`(?i)\b((?:at|from|until|till|since|before|after|by|around|morning|afternoon|evening|night|noon|to) )(1\d|2[0-3]|[1-9]) (?:points?|o'clock|pm|am|p\.m\.|a\.m\.) ([0-5]\d) (?:minutes?|points?|pm|am|hours?)\b`)
)

var afterDay = map[string]bool{"in": true, "at": true, "evening": true, "morning": true, "afternoon": true, "night": true, "news": true, "local": true, "the": true, "this": true, "to": true, "from": true}

// seeDays mends "September 15 Japan" and "June 15 th".
func seeDays(text []byte, say func(remnant)) {
	for _, m := range dayJapan.FindAllSubmatchIndex(text, -1) {
		end := m[1]
		if m[8] >= 0 {
			next, capital := string(text[m[8]:m[9]]), text[m[8]] < 'a'
			if text[m[6]] == 'J' && !capital && !afterDay[next] || text[m[6]] != 'J' && (capital || next == "of") {
				continue // what Japan did; a newspaper
			}
			end = m[8] - 1
		}
		say(remnant{start: m[0], end: end, fix: string(text[m[0]:m[5]]), kind: Artifact, severity: Minor, confidence: 0.9, zh: "日", note: "日 is the day, the sun, and Japan.", needs: fromChinese | orShort})
	}
	for _, m := range tornTh.FindAllSubmatchIndex(text, -1) {
		say(remnant{start: m[4], end: m[5], fix: string(bytes.ReplaceAll(text[m[4]:m[5]], []byte(" "), nil)), kind: Artifact, severity: Minor, confidence: 0.9, note: "An ordinal that was torn from its number.", needs: fromChinese})
	}
}

// seeHours mends "at 8 points 30 minutes".
func seeHours(text []byte, say func(remnant)) {
	for _, m := range hours.FindAllSubmatchIndex(text, -1) {
		fix := string(text[m[4]:m[5]]) + ":" + string(text[m[6]:m[7]])
		if half := bytes.ToLower(text[m[5]+1 : m[6]]); half[0] == 'p' && half[1] != 'o' || half[0] == 'a' {
			fix += " " + string(half[:len(half)-1])
		}
		say(remnant{start: m[4], end: m[1], fix: fix, kind: Artifact, severity: Minor, confidence: 0.88, zh: "点", note: "点 is a point, and o'clock.", needs: fromChinese})
	}
}
