package review

import (
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Tell says in one sentence what an act did. Words are those of the text at a span.
func (a *Act) Tell(words func(document.Span) string) string {
	var all []string
	for _, c := range a.Verdicts {
		all = append(all, TellVerdict(c, words(c.After.Span)))
	}
	for _, c := range a.Marks {
		all = append(all, TellMark(c))
	}
	return TellAll(all)
}

// TellAll makes one sentence of several: the first, and how many others there are.
func TellAll(all []string) string {
	switch len(all) {
	case 0:
		return "nothing"
	case 1:
		return all[0]
	}
	return all[0] + " and " + Count(len(all)-1, "other", "others")
}

// TellVerdict says what was decided on words: accepted micro-letter → WeChat.
func TellVerdict(c Change[Verdict], words string) string {
	words, fix := Short(words), Short(c.After.Fix)
	about := words
	if fix != "" {
		about += " → " + fix
	}
	switch c.After.Ruling {
	case Accepted:
		return "accepted " + about
	case Rejected:
		return "rejected " + about
	case Edited:
		if fix == "" {
			return "left out " + words
		}
		return "own fix " + about
	case Undecided:
	}
	switch c.Before.Ruling {
	case Accepted:
		return "accepted no more: " + words
	case Rejected:
		return "brought back the fix of " + words
	case Edited, Undecided:
	}
	return "own fix taken away from " + words
}

// TellMark says what was done to a mark: highlighted “a song” in yellow.
func TellMark(c Change[Mark]) string {
	before, after := c.Before, c.After
	quote := "“" + Short(after.Quote.Exact) + "”"
	switch {
	case !after.There():
		quote = "“" + Short(before.Quote.Exact) + "”"
		if before.Note != "" {
			return "took away the note on " + quote
		}
		return "took away the highlight of " + quote
	case !before.There() && after.Note != "":
		return "noted on " + quote + ": " + Short(after.Note)
	case !before.There():
		return "highlighted " + quote + " in " + string(after.Colour)
	case before.Note != after.Note && after.Note == "":
		return "took away the note on " + quote
	case before.Note != after.Note:
		return "changed the note on " + quote + ": " + Short(after.Note)
	case before.Colour != after.Colour && after.Colour == "":
		return "took away the highlight of " + quote
	case before.Colour != after.Colour:
		return "highlighted " + quote + " in " + string(after.Colour)
	case before.Span != after.Span:
		return "put the mark on " + quote
	}
	if len(after.Tags) == 0 {
		return "took away the tags of " + quote
	}
	return "tagged " + quote + " " + strings.Join(after.Tags, ", ")
}

// shortest is how many characters of words a sentence has room for.
const shortest = 40

// Short is words on one line, their end left out where they are many.
func Short(words string) string {
	words = document.CleanLine(words)
	runes := []rune(words)
	if len(runes) <= shortest {
		return words
	}
	cut := strings.TrimRight(string(runes[:shortest-1]), " ")
	return cut + "…"
}
