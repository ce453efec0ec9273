package annotate

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// The digit 1 comes out of one engine as 65438 and a plus sign, with or without the 0 that belongs to it, cut by commas or blanks.
var (
	digitOne  = regexp.MustCompile(`65[, ]?438\+0?`)
	tornYear  = regexp.MustCompile(`\b(20|19)65[, ]?438\+ ?(January|February|March|April|May|June|July|August|September|October|November|December) (20|19)0(\d)\b`)
	tornDigit = regexp.MustCompile(`[\d,. ]*(65[, ]?438\+0?)[\d,.]*`)
)

// seeDigits mends numbers in which the digit 1 became 65438+: "65,438+050.0%", "2065438+June 2009".
func seeDigits(text []byte, say func(remnant)) {
	var places []document.Span
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("438+"))
		if i < 0 {
			break
		}
		places = append(places, document.Span{Start: at + i, End: at + i + 4})
		at += i + 4
	}
	for _, w := range windows(text, places) {
		mendDigits(text[w.Start:w.End], func(m remnant) {
			m.start, m.end = m.start+w.Start, m.end+w.Start
			say(m)
		})
	}
}

// mendDigits looks at the text round one such number.
func mendDigits(text []byte, say func(remnant)) {
	add := func(start, end int, fix string) {
		say(remnant{start: start, end: end, fix: fix, kind: Artifact, severity: Major, confidence: 0.95, note: "The digit 1 came out of the machine as 65438+."})
	}
	done := -1
	for _, m := range tornYear.FindAllSubmatchIndex(text, -1) {
		year, month, last := string(text[m[2]:m[3]]), string(text[m[4]:m[5]]), string(text[m[8]:m[9]])
		add(m[0], m[1], month+" "+year+"1"+last)
		done = m[1]
	}
	for _, m := range tornDigit.FindAllIndex(text, -1) {
		if m[0] < done {
			continue
		}
		start, end := m[0], m[1]
		for start < end && (text[start] == ' ' || text[start] == ',' || text[start] == '.') {
			start++
		}
		for end > start && (text[end-1] == ',' || text[end-1] == '.' || text[end-1] == ' ') {
			end--
		}
		fix := digitOne.ReplaceAllString(string(text[start:end]), "1")
		add(start, end, strings.ReplaceAll(fix, " ", ""))
	}
}

// groups finds numbers that were put together of 亿 and 万: "120 billion 700 million".
var groups = regexp.MustCompile(`(?i)\b(\d+(?:\.\d+)?) (trillion|billion|million) (\d+(?:\.\d+)?) (billion|million|thousand)\b`)

var sizes = map[string]float64{"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3}

// hundreds finds numbers whose 万 or 亿 was left as words: "18.46 Ten thousand", "3.7 One hundred million".
var hundreds = regexp.MustCompile(`(?i)\b(\d+(?:\.\d+)?) (?:one )?(ten thousand|hundred million)\b`)

// seeNumbers joins a number that the machine left in two pieces.
func seeNumbers(text []byte, say func(remnant)) {
	for _, m := range hundreds.FindAllSubmatchIndex(text, -1) {
		size, zh := 1e4, "万"
		if text[m[4]]|0x20 == 'h' {
			size, zh = 1e8, "亿"
		}
		say(remnant{start: m[0], end: m[1], fix: spoken(number(text[m[2]:m[3]]) * size), kind: Term, severity: Major, confidence: 0.93, zh: zh, note: "Chinese counts in 万 (10,000) and 亿 (100 million); the machine left the unit as words."})
	}
	for _, m := range hundredfold.FindAllSubmatchIndex(text, -1) {
		fix := spoken(number(text[m[2]:m[3]]) * 100 * sizes[string(text[m[4]:m[5]])])
		say(remnant{start: m[0], end: m[1], fix: fix, kind: Term, severity: Major, confidence: 0.85, zh: "亿", note: "Chinese counts in 亿 (100 million); the machine hung two noughts on the decimals."})
	}
	for _, m := range groups.FindAllSubmatchIndex(text, -1) {
		big, large := number(text[m[2]:m[3]]), strings.ToLower(string(text[m[4]:m[5]]))
		small, little := number(text[m[6]:m[7]]), strings.ToLower(string(text[m[8]:m[9]]))
		if sizes[little] >= sizes[large] || small*sizes[little] >= sizes[large] {
			continue
		}
		sum := big + small*sizes[little]/sizes[large]
		fix := strconv.FormatFloat(sum, 'f', -1, 64)
		if i := strings.IndexByte(fix, '.'); i >= 0 && len(fix)-i > 5 {
			continue
		}
		say(remnant{start: m[0], end: m[1], fix: fix + " " + large, kind: Term, severity: Major, confidence: 0.95, zh: "亿、万", note: "Chinese counts in 万 (10,000) and 亿 (100 million); the machine left the number in two pieces."})
	}
}

// hundredfold finds numbers of 亿 that were only given two noughts: "4957.1300 million" for 4957.13 亿.
var hundredfold = regexp.MustCompile(`\b(\d+\.\d{2})00 (million|billion)\b`)

// tornYears finds years cut in two: "June, 20 18", "since 20 10,".
var tornYears = regexp.MustCompile(`\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Bb]y|[Uu]ntil|[Oo]f|[Bb]efore|[Aa]fter|[Dd]uring|[Ee]arly|[Ll]ate|January|February|March|April|May|June|July|August|September|October|November|December),? (20) ([01]\d|2[0-4])(?:[.,;:)]|$| (?:and|to|the|he|she|it|they|when|with|at|on|year)\b)`)

// seeYears puts a year together again.
func seeYears(text []byte, say func(remnant)) {
	for _, m := range tornYears.FindAllSubmatchIndex(text, -1) {
		year := string(text[m[2]:m[3]]) + string(text[m[4]:m[5]])
		say(remnant{start: m[2], end: m[5], fix: year, kind: Artifact, severity: Minor, confidence: 0.9, note: "A year cut in two by the machine."})
	}
}

// spoken writes a large number as newspapers do.
func spoken(x float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if x >= unit.size {
			return strconv.FormatFloat(math.Round(x/unit.size*1e6)/1e6, 'f', -1, 64) + unit.name
		}
	}
	digits := strconv.FormatFloat(math.Round(x), 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func number(b []byte) float64 {
	x, _ := strconv.ParseFloat(string(b), 64)
	return x
}

var months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// Dates that the machine read sign by sign: 月 (month, moon) and 日 (day, sun, Japan).
var (
	tornDate  = regexp.MustCompile(`(?i)\b(1[0-2]|[1-9]) months? (?:(?:on (?:the )?|the )([1-3]?\d)(?:st|nd|rd|th)?|([1-3]?\d)(?:(?:st|nd|rd|th)|(?:st|nd|rd|th)? (?:daily|day|sun|japan|date|number|(?:mon|tues|wednes|thurs|fri|satur|sun)day)))\b`)
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
