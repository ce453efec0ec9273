package articles

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// When a page was published is said in its head, in elements made for it, in its address, or in a line that people read: the first that says it is believed.

// dateForms are the forms in which pages have dates for machines, beside those of ParseDate.
var dateForms = []string{
	"2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 -0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006/01/02 15:04:05", "20060102",
	time.RFC1123, time.RFC1123Z, "Mon Jan 02 2006 15:04:05 GMT-0700",
}

// pageDate reads a date as pages write it, for machines or for people.
func pageDate(s string) time.Time {
	s = strings.TrimSpace(s)
	if t := ParseDate(s); !t.IsZero() {
		return t
	}
	if zone := strings.Index(s, " ("); zone > 0 {
		s = s[:zone]
	}
	for _, layout := range dateForms {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return dateIn(s)
}

// dateSpelling is a way to write a date in a text: an expression with the places of year, month and day in it.
type dateSpelling struct {
	form             *regexp.Regexp
	year, month, day int
}

const monthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

var dateSpellings = sync.OnceValue(func() []dateSpelling {
	return []dateSpelling{
		{regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\D|$)`), 1, 2, 3},
		{regexp.MustCompile(`(?i)\b((?:19|20)\d\d)\s*(?:years?,?\s*)?(\d{1,2})\s*months?,?\s*(\d{1,2})\s*(?:days?\b|th\b|\D|$)`), 1, 2, 3}, // what machines make of 2015年7月1日
		{regexp.MustCompile(`(?i)\b(` + monthNames + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b`), 3, 1, 2},
		{regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(` + monthNames + `)\.?,?\s+((?:19|20)\d\d)\b`), 3, 2, 1},
		{regexp.MustCompile(`(?i)\b((?:19|20)\d\d),?\s+(` + monthNames + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b`), 1, 2, 3},
		{regexp.MustCompile(`(?:^|\D)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?:\D|$)`), 3, 2, 1},
	}
})

// dateIn is the first date that a short text spells; the zero time where it spells none.
func dateIn(s string) (found time.Time) {
	if !strings.ContainsAny(s, "0123456789") {
		return time.Time{}
	}
	first := len(s)
	for _, spelling := range dateSpellings() {
		at := spelling.form.FindStringSubmatchIndex(s)
		if at == nil || at[0] >= first {
			continue
		}
		part := func(n int) string { return s[at[2*n]:at[2*n+1]] }
		if t := calendarDay(part(spelling.year), part(spelling.month), part(spelling.day)); !t.IsZero() {
			first, found = at[0], t
		}
	}
	return found
}

// calendarDay is a day of the calendar; the zero time where there is no such day.
func calendarDay(year, month, day string) time.Time {
	y, _ := strconv.Atoi(year)
	m, err := strconv.Atoi(month)
	if err != nil {
		m = 1 + slices.Index([]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}, strings.ToLower(month)[:3])
	}
	d, _ := strconv.Atoi(day)
	if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); t.Year() == y && int(t.Month()) == m && t.Day() == d {
		return t
	}
	return time.Time{}
}

var dateInPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[/_.-])((?:199|20[0-4])\d)(?:[/_-]?)(0[1-9]|1[0-2])(?:[/_-]?)(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)`)
})

// addressDate is the day that stands in the address of a page: /2015/07/28/, /20150728/, /2015-07/28/.
func addressDate(u *url.URL) time.Time {
	if u == nil {
		return time.Time{}
	}
	at := dateInPath().FindStringSubmatch(u.Path)
	if at == nil {
		return time.Time{}
	}
	return calendarDay(at[1], at[2], at[3])
}

// The bounds of the search for the line that says when a page was published.
const (
	longestDateline = 120  // bytes of a line with a date
	datelinesWithin = 3000 // pieces of text from the top of the page
	underHeading    = 30   // pieces of text behind a heading in which nothing but a date may stand
)

// datelineWords begin lines that say when something was published, or stand in them.
var datelineWords = []string{
	"publish", "posted", "released", "release date", "release time", "last update", "updated", "date:", "time:", "source:", "发布", "發布", "发表", "發表", "时间", "時間", "日期", "来源", "來源", "更新",
}

// notDatelines are words of lines with dates that say something else.
var notDatelines = []string{"©", "copyright", "版权", "版權", "all rights", "expire", "deadline", "joined", "registered", "注册", "comment", "评论"}

// dateline finds the line of a page that says when it was published: one in an element that is named after dates, or that begins with a word for it, or is
// nothing but a date. What stands in lists, asides and footers is about something else.
func dateline(tree *html.Node) (found time.Time) {
	pieces, heading := 0, -underHeading
	weak := time.Time{}
	walk(tree, func(n *html.Node) bool {
		if !found.IsZero() || pieces > datelinesWithin || hidden[n.DataAtom] || aboutOthers(n) {
			return false
		}
		if n.DataAtom == atom.H1 {
			heading = pieces
		}
		if n.Type != html.TextNode {
			return true
		}
		pieces++
		line := strings.TrimSpace(n.Data)
		if len(line) < len("2015/7/1") || len(line) > longestDateline {
			return false
		}
		t := dateIn(line)
		if t.IsZero() {
			return false
		}
		switch lower := strings.ToLower(line); {
		case containsAny(lower, notDatelines):
		case containsAny(lower, datelineWords), namedAfterDates(n.Parent), namedAfterDates(n.Parent.Parent):
			found = t
		case weak.IsZero() && pieces-heading <= underHeading && len(line) <= len("Wednesday, September 30, 2015 at 10:30 am"):
			weak = t
		}
		return false
	})
	if found.IsZero() {
		return weak
	}
	return found
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// Words in the classes and ids of elements: parts of words that dates have, whole words that lines with dates have, and parts of words that
// what is about something else has.
var (
	dateNames   = []string{"date", "time", "publish", "posted", "pubtime", "byline"}
	lineNames   = []string{"meta", "info", "source", "author"}
	othersNames = []string{"comment", "related", "recommend", "sidebar", "side-bar", "aside", "footer", "hot-news", "ranking", "copyright", "archive", "calendar", "event"}
)

func namedAfterDates(n *html.Node) bool {
	if n == nil {
		return false
	}
	names := strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))
	words := strings.FieldsFunc(names, func(r rune) bool { return r < 'a' || r > 'z' })
	return containsAny(names, dateNames) || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(lineNames, w) })
}

// aboutOthers reports whether what stands in an element is not about the page's article.
func aboutOthers(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside:
		return true
	case atom.Body, atom.Html, atom.Article, atom.Main:
		return false
	}
	return n.Type == html.ElementNode && containsAny(strings.ToLower(attribute(n, "class")+" "+attribute(n, "id")), othersNames)
}

// elementDate is what an element made for it says of when the page was published; sure where it says so of the page as a whole.
func elementDate(n *html.Node) (said string, sure bool) {
	about := strings.ToLower(attribute(n, "itemprop") + " " + attribute(n, "property"))
	if strings.Contains(about, "datepublished") || strings.Contains(about, "datecreated") {
		sure = true
	} else if n.DataAtom != atom.Time {
		return "", false
	}
	if n.DataAtom == atom.Time && (hasAttribute(n, "pubdate") || containsAny(strings.ToLower(attribute(n, "class")), []string{"publish", "entry", "post"})) {
		sure = true
	}
	for _, value := range []string{attribute(n, "content"), attribute(n, "datetime"), document.CleanLine(shortText(n))} {
		if value != "" && len(value) <= longestDateline {
			return value, sure
		}
	}
	return "", false
}

// shortText is the text in an element, where it is no longer than a date can be; elements may stand in one another by the hundred.
func shortText(under *html.Node) string {
	var b strings.Builder
	n := under
	for range longestDateline { // more nodes than letters say nothing either
		if n == nil || b.Len() > longestDateline {
			break
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		n = following(n, under)
	}
	if n != nil || b.Len() > longestDateline {
		return ""
	}
	return b.String()
}

// following is the node behind another in the order of the text, nil behind the last one under an element.
func following(n, under *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != under && n.NextSibling == nil {
		n = n.Parent
	}
	if n == under {
		return nil
	}
	return n.NextSibling
}

func hasAttribute(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}
