package feed

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// moment is a date as a feed writes it: as it is read here, or as the parser has read it. Languages of one country tell the zone where none is named.
func moment(said string, read *time.Time, language string) time.Time {
	if t, ok := readDate(said, language); ok {
		return t
	}
	if read != nil && plausible(read.Year()) {
		return *read
	}
	return time.Time{}
}

// firstYear is the first in which anything can have been published in a feed, or have been given as the date of an older text.
const firstYear = 1900

func plausible(year int) bool { return year >= firstYear && year < 10000 }

// longestDate is how long a date may be, in bytes.
const longestDate = 100

// The parts of dates.
var (
	clockIn = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*([ap]\.?m\b\.?)?`)
	})
	zoneIn = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*(?:z|ut|utc|gmt|etc/gmt)?\s*([+\-\x{2212}])(\d{1,2})(?::?(\d{1,2}))?(?:\s|$)`)
	})
	remark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\([^()]*\)`) })
	partIn = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d+|\p{L}[\p{L}\p{M}]*`) })
	yearIn = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^\d])(\d{4})(?:[-/.](\d{1,3})(?:[-/.](\d{1,2}))?)?(?:t|[^\d\-/.]|$)`)
	})
	packedIn = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?|$)`)
	})
	turnedIn = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^\d])(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})(?:[^\d]|$)`)
	})
)

// eastern are the words that Chinese, Japanese and Korean have in dates, and what stands for them here.
var eastern = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("年", "-", "月", "-", "日", " ", "号", " ", "號", " ", "时", ":", "時", ":", "点", ":", "分", ":", "秒", " ",
		"년", "-", "월", "-", "일", " ", "上午", " am ", "下午", " pm ", "午前", " am ", "午後", " pm ", "오전", " am ", "오후", " pm ", "：", ":", "　", " ")
})

// readDate reads a date in any of the forms that feeds have: those of RFC 822 and ISO 8601, those that are nearly so, with names of months in many
// languages, and those of East Asia. A date whose numbers cannot be is none.
func readDate(said, language string) (time.Time, bool) {
	if said = strings.TrimSpace(said); said == "" || len(said) > longestDate {
		return time.Time{}, false
	}
	s := strings.ToLower(said)
	for bare := remark().ReplaceAllString(s, " "); bare != s; bare = remark().ReplaceAllString(s, " ") {
		s = bare
	}
	if t, ok := seconds(s); ok {
		return t, true
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r >= 0x3000 }) {
		s = strings.Join(strings.Fields(eastern().Replace(s)), " ")
		s = strings.ReplaceAll(s, "- ", "-")
	}
	c, before, after, ok := readClock(s)
	if !ok {
		return time.Time{}, false
	}
	d, ok := readDay(strings.TrimSpace(before))
	if !ok { // the year may stand behind the time
		if d, ok = readDay(strings.TrimSpace(before + " " + yearBehind(after))); !ok {
			return time.Time{}, false
		}
	}
	zone := readZone(after, language, c.given)
	return time.Date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, 0, zone), true
}

// seconds reads a time that is the count of seconds, or of their thousandths, since 1970.
func seconds(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || len(s) != 10 && len(s) != 13:
		return time.Time{}, false
	case len(s) == 13:
		return time.UnixMilli(n).UTC(), true
	}
	return time.Unix(n, 0).UTC(), true
}

type clock struct {
	hour, minute, second int
	given                bool
}

// readClock finds the time in a date, and what stands before and behind it.
func readClock(s string) (c clock, before, after string, ok bool) {
	if m := packedIn().FindStringSubmatch(s); m != nil && m[4] != "" {
		c = clock{number(m[4]), number(m[5]), number(m[6]), true}
		return c, s[:8], s[len(m[0]):], c.hour < 25 && c.minute < 60 && c.second < 61
	}
	at := clockIn().FindStringSubmatchIndex(s)
	if at == nil || at[0] > 0 && strings.IndexByte("+-", s[at[0]-1]) >= 0 { // none, or that of a zone
		return clock{}, s, "", true
	}
	part := func(i int) string {
		if at[2*i] < 0 {
			return ""
		}
		return s[at[2*i]:at[2*i+1]]
	}
	c = clock{number(part(1)), number(part(2)), number(part(3)), true}
	before, after = s[:at[0]], s[at[1]:]
	half := part(4)
	for _, word := range []string{"am", "pm"} { // in the East it stands before
		if cut, found := strings.CutSuffix(strings.TrimSpace(before), " "+word); found && half == "" {
			half, before = word, cut
		}
	}
	switch {
	case strings.HasPrefix(half, "p") && c.hour < 12:
		c.hour += 12
	case strings.HasPrefix(half, "a") && c.hour == 12:
		c.hour = 0
	}
	if strings.HasPrefix(after, ":") && len(after) > 1 && after[1] >= '0' && after[1] <= '9' {
		return c, "", "", false
	}
	return c, strings.TrimSuffix(before, "t"), after, c.hour < 24 && c.minute < 60 && c.second < 61 || c.hour == 24 && c.minute == 0 && c.second == 0
}

// number reads digits; there are few of them.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

type day struct{ year, month, day int }

// valid reports whether there is such a day.
func (d day) valid() bool {
	t := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	return plausible(d.year) && t.Day() == d.day && int(t.Month()) == d.month
}

// readDay reads a date without its time.
func readDay(s string) (day, bool) {
	if m := packedIn().FindStringSubmatch(s); m != nil {
		d := day{number(m[1]), number(m[2]), number(m[3])}
		return d, d.valid()
	}
	if d, ok := namedDay(s); ok {
		return d, d.valid()
	}
	if m := turnedIn().FindStringSubmatch(s); m != nil {
		d := day{fullYear(number(m[4]), len(m[4])), number(m[1]), number(m[3])} // as in America
		if m[2] != "/" || d.month > 12 {
			d.month, d.day = d.day, d.month
		}
		return d, d.valid()
	}
	if m := yearIn().FindStringSubmatch(s); m != nil {
		d := day{number(m[1]), max(number(m[2]), 1), max(number(m[3]), 1)}
		if m[2] == "" && len(s) > len(m[1]) {
			return d, false // a number among words
		}
		if m[2] != "" && number(m[2]) == 0 || m[3] != "" && number(m[3]) == 0 {
			return d, false
		}
		return d, d.valid()
	}
	return day{}, false
}

// namedDay reads a date whose month has a name.
func namedDay(s string) (day, bool) {
	parts := partIn().FindAllString(s, 12)
	at, month := -1, 0
	for i, part := range parts {
		if m := monthOf(part); m > 0 && (at < 0 || i > 0 && isNumber(parts[i-1])) { // what looks like one at first may be a day of the week
			at, month = i, m
		}
	}
	if at < 0 {
		return day{}, false
	}
	var numbers []string
	for i, part := range parts {
		if isNumber(part) && i != at {
			numbers = append(numbers, part)
		}
	}
	switch {
	case len(numbers) == 1 && len(numbers[0]) == 4:
		return day{number(numbers[0]), month, 1}, true
	case len(numbers) < 2:
		return day{}, false
	case len(numbers[0]) == 4:
		return day{number(numbers[0]), month, number(numbers[1])}, true
	}
	return day{fullYear(number(numbers[1]), len(numbers[1])), month, number(numbers[0])}, true
}

func isNumber(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// fullYear is the year that two digits stand for.
func fullYear(year, digits int) int {
	switch {
	case digits != 2:
		return year
	case year < 70:
		return 2000 + year
	}
	return 1900 + year
}

// yearBehind is the year that stands behind a time, with its zone left out: "15:04:05 +0000 2006".
func yearBehind(after string) string {
	for part := range strings.FieldsSeq(after) {
		if len(part) == 4 && isNumber(part) && plausible(number(part)) {
			return part
		}
	}
	return ""
}
