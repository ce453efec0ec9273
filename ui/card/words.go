package card

import (
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// Word is a word of the original, as a dictionary has it.
type Word struct {
	ZH      string
	Pinyin  string
	Glosses []string
	From    string // the dictionary
}

// LookUp asks for the words of the original.
type LookUp struct{ ZH string }

// words is the part of a card that shows them.
type words struct {
	shown bool
	all   []Word
	note  string // stands in their place
}

// About is the original that the card can look up.
func (c *Card) About() string { return document.CleanLine(c.subject.Annotation.ZH) }

// ShowWords shows the words of the original, or says why there are none.
func (c *Card) ShowWords(all []Word, note string) {
	c.words = words{true, all, note}
	c.Resize(c.roomWidth, c.roomHeight)
}

// toggleWords asks for the words, or takes them away.
func (c *Card) toggleWords() Action {
	if !c.words.shown {
		return LookUp{c.About()}
	}
	c.words = words{}
	c.Resize(c.roomWidth, c.roomHeight)
	return nil
}

// wordRows is how many rows a word takes at most.
const wordRows = 3

// composeWords writes the rows of the words: each with its reading and what it means, and who says so.
func (c *Card) composeWords(width int) (lines []line) {
	if !c.words.shown {
		return nil
	}
	t := c.theme
	lines = append(lines, line{})
	if c.words.note != "" {
		for _, row := range theme.Wrap(document.CleanLine(c.words.note), width) {
			lines = append(lines, line{left: []stretch{{row, t.Dim}}})
		}
		return lines
	}
	var from []string
	for _, w := range c.words.all {
		head := document.CleanLine(w.ZH + " " + w.Pinyin)
		text := head + ": " + document.CleanLine(strings.Join(w.Glosses, "; "))
		for i, row := range clip(theme.Wrap(text, width), wordRows) {
			if rest, ok := strings.CutPrefix(row, head); ok && i == 0 {
				lines = append(lines, line{left: []stretch{{head, t.Text}, {rest, t.Dim}}})
				continue
			}
			lines = append(lines, line{left: []stretch{{row, t.Dim}}})
		}
		if source := document.CleanLine(w.From); source != "" && !slices.Contains(from, source) {
			from = append(from, source)
		}
	}
	if len(from) > 0 {
		last := strings.Join(from, ", ")
		lines = append(lines, line{right: stretch{theme.Fit(last, max(width-1, 1)), t.Dim}})
	}
	return lines
}
