package list

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/seed-0d8bf4ce/reader/internal/shelf"
)

// Filter shows only the rows whose title, site or author have the letters of query in their order, the best selected; "" shows all.
func (l *List) Filter(query string) {
	l.query = query
	l.enable()
	if query == "" {
		l.arrange()
		return
	}
	l.selected, l.first = 0, 0
	l.arrangeAround(0, false)
}

// arrange makes the list of what is shown anew and keeps the selected row selected, if it is still there.
func (l *List) arrange() {
	id, had := l.Selected()
	l.arrangeAround(id, had)
}

// arrangeAround is arrange with the selection on the row with an ID. Where that is not shown the selection stays in its place, or at the top
// of what a filter leaves.
func (l *List) arrangeAround(id shelf.ID, had bool) {
	before := l.shown
	l.match()
	at := -1
	for i, row := range l.shown {
		if had && l.rows.all[row].id == id {
			at = i
			break
		}
	}
	switch {
	case at >= 0:
		l.selected = at
	case l.query != "" && len(before) != len(l.shown):
		l.selected = 0
	}
	l.selected = max(min(l.selected, len(l.shown)-1), 0)
	l.parts = split(l.width, l.height, len(l.shown))
	l.follow()
	l.settle()
}

// match finds the rows that the query leaves. Where it goes on from the last one only those are looked at that this had left.
func (l *List) match() {
	letters := lettersOf(l.query)
	switch {
	case len(letters) == 0:
		l.takeAll()
		return
	case l.narrowed != "" && l.narrowed != l.query && strings.HasPrefix(l.query, l.narrowed):
		passed := l.passed
		l.keep(letters, len(passed), func(i int) int32 { return passed[i] })
	case l.sorted != nil:
		l.keep(letters, len(l.sorted), func(i int) int32 { return l.sorted[i] })
	default:
		l.keep(letters, l.rows.Len(), func(i int) int32 { return int32(i) })
	}
	l.narrowed = l.query
}

// takeAll shows all rows.
func (l *List) takeAll() {
	l.narrowed, l.passed, l.scores = "", nil, nil
	if l.shown = l.shown[:0]; l.sorted != nil {
		l.shown = append(l.shown, l.sorted...)
		return
	}
	for i := range l.rows.all {
		l.shown = append(l.shown, int32(i))
	}
}

// keep shows those of n rows that have the letters: the best first, or, where the reader has sorted them, in that order.
func (l *List) keep(letters []rune, n int, at func(i int) int32) {
	found, scores := make([]int32, 0, len(l.passed)), l.scores[:0]
	var counts [maxScore + 1]int
	for i := range n {
		row := at(i)
		if score, ok := l.score(letters, &l.rows.all[row]); ok {
			found, scores = append(found, row), append(scores, score)
			counts[score]++
		}
	}
	l.passed, l.scores = found, scores
	if l.order != asGiven {
		l.shown = found
		return
	}
	// Scores are small numbers, so that those with the same stay in order and nothing is compared.
	places, next := counts, 0
	for score := maxScore; score >= 0; score-- {
		places[score], next = next, next+counts[score]
	}
	ranked := make([]int32, len(found))
	for i, row := range found {
		ranked[places[scores[i]]] = row
		places[scores[i]]++
	}
	l.shown = ranked
}

// maxScore is the most that a match counts.
const maxScore = 255

// score says how well a row has the letters.
func (l *List) score(letters []rune, it *item) (uint8, bool) {
	m := matcher{letters: letters, end: -1, before: ' '}
	ok := m.feed(it.title) || m.feed(" ") || m.feed(l.rows.names.name(it.site)) || m.feed(" ") || m.feed(l.rows.names.name(it.author))
	return uint8(min(m.score, maxScore)), ok
}

// lettersOf are the letters of a query, small, without blanks.
func lettersOf(query string) []rune {
	return []rune(strings.ToLower(strings.Join(strings.Fields(query), "")))
}

// matcher looks for letters in the order of a query, capitals aside: more counts what stands side by side and at the start of words.
type matcher struct {
	letters []rune
	score   int
	read    int  // bytes of the texts before
	end     int  // of the last letter that was found
	before  rune // the last of the texts before
}

// feed goes on with a text, and reports whether all letters have been found.
func (m *matcher) feed(text string) bool {
	for from := 0; ; {
		i, n := indexFold(text[from:], m.letters[0])
		if i < 0 {
			break
		}
		at := from + i
		m.score++
		if m.read+at == m.end {
			m.score += 3
		}
		if before := m.beforeAt(text, at); !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			m.score += 2
		}
		from = at + n
		m.end = m.read + from
		if m.letters = m.letters[1:]; len(m.letters) == 0 {
			return true
		}
	}
	if text != "" {
		m.read, m.before = m.read+len(text), m.beforeAt(text, len(text))
	}
	return false
}

// beforeAt is the sign before a place in a text.
func (m *matcher) beforeAt(text string, at int) rune {
	if at == 0 {
		return m.before
	}
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return r
}

// indexFold finds a small letter in a text, whether it is small there or not: where it stands and how many bytes it takes; -1 for nowhere.
func indexFold(text string, letter rune) (at, n int) {
	if letter < utf8.RuneSelf { // machines look for single bytes very fast, and there may be very many texts
		at = strings.IndexByte(text, byte(letter))
		if 'a' <= letter && letter <= 'z' {
			if at >= 0 {
				text = text[:at]
			}
			if capital := strings.IndexByte(text, byte(letter)-'a'+'A'); capital >= 0 {
				at = capital
			}
		}
		return at, 1
	}
	for i, r := range text {
		if unicode.ToLower(r) == letter {
			return i, utf8.RuneLen(r)
		}
	}
	return -1, 0
}
