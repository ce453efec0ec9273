package card

import (
	"fmt"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
	"github.com/seed-0d8bf4ce/reader/internal/document"
	"github.com/seed-0d8bf4ce/reader/ui/theme"
)

// Explain asks why the place was annotated: what the rules thought that matched there.
type Explain struct{ Span document.Span }

// Place is the source that the card is about.
func (c *Card) Place() document.Span { return c.subject.Annotation.Span }

// ShowReasons shows the candidates of the place, and what spoke for and against each.
func (c *Card) ShowReasons(x annotate.Explanation) {
	c.reasons = &x
	c.Resize(c.roomWidth, c.roomHeight)
}

// toggleReasons asks for the reasons, or takes them away.
func (c *Card) toggleReasons() Action {
	if c.reasons == nil {
		return Explain{c.Place()}
	}
	c.reasons = nil
	c.Resize(c.roomWidth, c.roomHeight)
	return nil
}

// composeReasons writes the rows of the reasons: each candidate with its score in log-odds, and the shares of it.
func (c *Card) composeReasons(width int) (lines []line) {
	if c.reasons == nil {
		return nil
	}
	t := c.theme
	lines = append(lines, line{})
	add := func(text string) {
		for _, row := range theme.Wrap(document.CleanLine(text), width) {
			lines = append(lines, line{left: []stretch{{row, t.Dim}}})
		}
	}
	if len(c.reasons.Candidates) == 0 {
		add("No rule knows these words: the fix comes from elsewhere.")
		return lines
	}
	for _, j := range c.reasons.Candidates {
		sum := 0.0
		for _, r := range j.Reasons {
			sum += r.Amount
		}
		head := document.CleanLine(fmt.Sprintf("%s → %s", j.Exact, j.Fix))
		lines = append(lines, line{left: []stretch{{theme.Fit(head, max(width-8, 1)), t.Text}}, right: stretch{fmt.Sprintf("%+.2f", sum), t.Text}})
		add(j.Rule)
		if j.Refused != "" {
			add("left out: " + j.Refused)
		}
		for _, r := range j.Reasons {
			add(fmt.Sprintf("%+.2f  %s", r.Amount, r.What))
		}
	}
	return lines
}
