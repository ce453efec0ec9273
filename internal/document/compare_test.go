package document

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCompare(t *testing.T) {
	text := "one\n\ntwo words here\n\nthree\n\nfour\n"
	for _, c := range []struct {
		name, after, at, lands string // the words at an offset, and those where it lands
	}{
		{"put in before", "zero\n\n" + text, "words", "words here"},
		{"put in behind", text + "five\n", "words", "words here"},
		{"put in before and behind", "zero\n\n" + text + "five\n", "words", "words here"},
		{"changed on either side", "One\n\ntwo words here\n\n3\n\nfour\n", "words", "words here"},
		{"changed in three places", "One\n\ntwo words here\n\n3\n\nfour\n\nand five", "four", "four\n\nand"},
		{"taken out before", "two words here\n\nthree\n\nfour\n", "three", "three"},
		{"taken out itself", "one\n\nthree\n\nfour\n", "words", "three"},
		{"written anew", "one\n\nzwei Wörter hier\n\nthree\n\nfour\n", "words", " Wörter"},
		{"changed on either side in one line", "one\n\nthe two words, here\n\nthree\n\nfour\n", "words", "words, here"},
		{"nothing left", "", "words", ""},
		{"the same", text, "three", "three"},
	} {
		changes := Compare([]byte(text), []byte(c.after))
		at := changes.Offset(strings.Index(text, c.at))
		if !strings.HasPrefix(c.after[at:], c.lands) || c.lands == "" && at != 0 {
			t.Errorf("%s: lands on %q", c.name, c.after[at:])
		}
	}
}

func TestCompareSpans(t *testing.T) {
	before := "The micro-letter is here. The letter is there."
	after := "A word. The micro-letter is here. The Letter is there, too."
	changes := Compare([]byte(before), []byte(after))
	span := func(words string) Span {
		at := strings.Index(before, words)
		return Span{at, at + len(words)}
	}
	if s, ok := changes.Span(span("micro-letter")); !ok || after[s.Start:s.End] != "micro-letter" {
		t.Errorf("micro-letter: %v %v", s, ok)
	}
	if s, ok := changes.Span(span("letter is there")); ok {
		t.Errorf("what was changed is still there: %q", after[s.Start:s.End])
	}
}

// TestCompareHolds: whatever is edited, spans that are said to stand do, offsets stay in the text, in order and off the middle of characters.
func TestCompareHolds(t *testing.T) {
	line := rapid.SampledFrom([]string{"", "a", "b", "ab", "ba", "微信", "微博", "the same", "the other", "é"})
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(line, 0, 12).Draw(t, "lines"), "\n") })
	rapid.Check(t, func(t *rapid.T) {
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		c := Compare([]byte(before), []byte(after))
		last := 0
		for at := range before + "." {
			to := c.Offset(at)
			if to < last || to > len(after) {
				t.Fatalf("%d goes to %d, the one before to %d of %d", at, to, last, len(after))
			}
			if to < len(after) && after[to]&0xC0 == 0x80 {
				t.Fatalf("%d goes into the middle of a character", at)
			}
			last = to
			for end := range before[at:] + "." {
				s := Span{at, at + end}
				if to, ok := c.Span(s); ok && after[to.Start:to.End] != before[s.Start:s.End] {
					t.Fatalf("%q is said to stand where %q does", before[s.Start:s.End], after[to.Start:to.End])
				}
			}
		}
		if before == after && before != "" {
			if s, ok := c.Span(Span{0, len(before)}); !ok || s != (Span{0, len(before)}) {
				t.Fatalf("the same text: %v %v", s, ok)
			}
		}
	})
}

// TestCompareLong: a change in each of many lines costs no more than their length.
func TestCompareLong(t *testing.T) {
	var before, after strings.Builder
	for i := range 20000 {
		word := strings.Repeat("x", i%50) + string(rune('a'+i%26))
		before.WriteString(word + "\n" + strings.Repeat("y", i%7) + "\n")
		after.WriteString(word + "\n" + strings.Repeat("z", i%7) + "\n")
	}
	c := Compare([]byte(before.String()+"the place"), []byte(after.String()+"the place"))
	if at := c.Offset(before.Len()); at != after.Len() {
		t.Errorf("the end goes to %d, not %d", at, after.Len())
	}
}

// TestCompareEnds: a long text that was edited at its start and at its end is the same between them.
func TestCompareEnds(t *testing.T) {
	var b strings.Builder
	for i := range 60000 {
		b.WriteString(strings.Repeat("text ", 20) + strconv.Itoa(i) + "\n")
	}
	before := b.String()
	c := Compare([]byte(before), []byte("A start. "+before+"The end."))
	at := strings.Index(before, " 30000\n")
	if to := c.Offset(at); to != at+len("A start. ") {
		t.Errorf("%d goes to %d", at, to)
	}
}
