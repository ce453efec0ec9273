package annotate

import (
	"bytes"
	"regexp"
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
