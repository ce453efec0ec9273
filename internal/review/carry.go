package review

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Carried leads what the reader left over to another version of the text, and what can be undone and done again.
// Verdicts are forgotten whose words stand there no more, save fixes of the reader's own; these and the marks whose words are gone become orphans.
func (h *Hand) Carried(changes *document.Changes) Hand {
	to := Hand{}
	to.Recall(h.Kept().Carried(changes))
	to.done, to.undone = carriedActs(h.done, changes), carriedActs(h.undone, changes)
	return to
}

// Carried leads what is kept of one version of a text over to another.
func (k Kept) Carried(changes *document.Changes) Kept {
	to := Kept{Place: k.Place}
	to.Place.Offset = changes.Offset(k.Place.Offset)
	for _, v := range k.Verdicts {
		span, ok := changes.Carry(v.Span, false)
		switch {
		case ok:
			v.Span = span
			to.Verdicts = append(to.Verdicts, v)
		case v.Ruling == Edited:
			to.Marks = append(to.Marks, homeless(v, document.QuoteAt(changes.Before(), v.Span)))
		}
	}
	for _, m := range k.Marks {
		to.Marks = append(to.Marks, m.carried(changes))
	}
	return to
}

// homeless is the mark that a fix of the reader's own becomes whose words are gone: the same each time.
func homeless(v Verdict, words document.Quote) Mark {
	h := sha256.New()
	fmt.Fprintf(h, "%q", []string{v.Fix, words.Prefix, words.Exact, words.Suffix}) //nolint:errcheck // a hash takes everything
	return Mark{ID: hex.EncodeToString(h.Sum(nil)[:idSize]), Quote: words, Fix: &v.Fix}
}

func (m *Mark) carried(changes *document.Changes) Mark {
	to, ok := *m, false
	if m.Orphan() {
		if m.Fix == nil {
			to.Span, ok = changes.Find(m.Quote) // what was cut may be back
		}
	} else {
		to.Quote = document.QuoteAt(changes.Before(), m.Span)
		to.Span, ok = changes.Carry(m.Span, true)
	}
	if !ok {
		to.Span = document.Span{}
	}
	return to
}

func carriedActs(acts []Act, changes *document.Changes) []Act {
	var kept []Act
	for _, a := range acts {
		var now Act
		for _, c := range a.Verdicts {
			if span, ok := changes.Carry(c.After.Span, false); ok {
				c.Before.Span, c.After.Span = span, span
				now.Verdicts = append(now.Verdicts, c)
			}
		}
		for _, c := range a.Marks {
			now.Marks = append(now.Marks, Change[Mark]{c.Before.carriedIfThere(changes), c.After.carriedIfThere(changes)})
		}
		if !now.Empty() {
			kept = append(kept, now)
		}
	}
	return kept
}

func (m *Mark) carriedIfThere(changes *document.Changes) Mark {
	if !m.There() {
		return *m
	}
	return m.carried(changes)
}

// Placed is a mark as it was before, where the same mark stands now; one that is gone stands where its words do. Changes is nil where the text is what it was.
func (m *Mark) Placed(now *Mark, changes *document.Changes) Mark {
	to := *m
	switch {
	case now.There() && m.Quote.Exact == now.Quote.Exact:
		to.Span, to.Quote = now.Span, now.Quote
	case changes != nil:
		to = m.carried(changes)
	}
	return to
}
