package review

import "github.com/seed-0d8bf4ce/reader/internal/document"

// Carried leads verdicts to another version of the text, and what can be undone and done again; those are forgotten whose words do not
// stand there.
func (v *Verdicts) Carried(changes *document.Changes) Verdicts {
	var to Verdicts
	for span, verdict := range v.now {
		if s, ok := changes.Span(span); ok {
			if to.now == nil {
				to.now = map[document.Span]Verdict{}
			}
			verdict.Span = s
			to.now[s] = verdict
		}
	}
	to.done, to.undone = carriedSteps(v.done, changes), carriedSteps(v.undone, changes)
	return to
}

func carriedSteps(steps []step, changes *document.Changes) []step {
	var kept []step
	for _, s := range steps {
		var now step
		for _, c := range s {
			if span, ok := changes.Span(c.after.Span); ok {
				c.before.Span, c.after.Span = span, span
				now = append(now, c)
			}
		}
		if len(now) > 0 {
			kept = append(kept, now)
		}
	}
	return kept
}
