package document

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCarryAnchor(t *testing.T) {
	before := "Jack Ma spoke of micro-letter users today. Sina sold its stake. The micro-letter team said nothing about it, and everyone went home early."
	for _, c := range []struct {
		name, mark, after string
		loose             bool
		want              string // the words it lands on with what is before them; "" for nowhere
	}{
		{"nothing changed", "micro-letter", before, false, "spoke of micro-letter"},
		{"words around changed", "micro-letter", "Jack Ma talked of micro-letter users on Monday. Sina sold its stake.", false, "talked of micro-letter"},
		{"its sentence went, another has the words", "micro-letter", "Sina sold its stake. The micro-letter team said nothing about it, and everyone went home early.", false, ""},
		{"its paragraph moved", "said nothing", "Bees hum.\n\nThe micro-letter team said nothing about it, and everyone went home early.\n\nJack Ma spoke of micro-letter users today.", false, "team said nothing"},
		{"moved and in capitals", "said nothing", "BEES HUM.\n\nTHE MICRO-LETTER TEAM SAID\nNOTHING ABOUT IT, AND EVERYONE WENT HOME EARLY.\n\nJACK MA SPOKE OF MICRO-LETTER USERS TODAY.", false, "TEAM SAID\nNOTHING"},
		{"a word of it changed", "said nothing about it", strings.Replace(before, "said nothing about", "said little about", 1), false, ""},
		{"a word of it changed, loose", "said nothing about it", strings.Replace(before, "said nothing about", "said little about", 1), true, "team said little about it"},
		{"most of it changed, loose", "said nothing about it", strings.Replace(before, "said nothing about it", "said that there would be no more of that for it", 1), true, ""},
		{"all gone", "stake", "Another story.", true, ""},
	} {
		at := strings.Index(before, c.mark)
		to, ok := Compare([]byte(before), []byte(c.after)).Carry(Span{at, at + len(c.mark)}, c.loose)
		switch {
		case !ok && c.want != "":
			t.Errorf("%s: it stands nowhere", c.name)
		case ok && (c.want == "" || !strings.HasSuffix(c.after[:to.End], c.want)):
			t.Errorf("%s: it stands on %q behind %q", c.name, c.after[to.Start:to.End], c.after[:to.Start])
		}
	}
}

func TestFind(t *testing.T) {
	text := []byte("The newsletter. A letter came. A letter came. İstanbul has the STRASSE.")
	for _, c := range []struct {
		q    Quote
		want string
	}{
		{Quote{"letter", "came. A ", " came. İstanbul"}, "letter came. İ"},
		{Quote{"letter", "A ", " came. "}, ""},         // two places are as good
		{Quote{"letter", "The ", ". A letter"}, ""},    // in the middle of a word
		{Quote{"strasse", "has the ", "."}, "STRASSE"}, // letters in small
		{Quote{"", "A ", ""}, ""},
		{Quote{"gone", "A ", ""}, ""},
	} {
		s, ok := c.q.Find(text)
		if ok != (c.want != "") || ok && !strings.HasPrefix(string(text[s.Start:]), c.want) {
			t.Errorf("%+v: %q %v", c.q, text[s.Start:], ok)
		}
	}
}

// TestCarryEdited edits texts as pages are edited, and looks where marks on single words land: hardly ever on another word, and nearly always
// on their own if it is there.
func TestCarryEdited(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	marks, there, found, wrong := 0, 0, 0, 0
	for range 60 {
		old, edited := editedPage(random)
		before, beforeAt := written(old)
		after, afterAt := written(edited)
		changes := Compare([]byte(before), []byte(after))
		for id, s := range beforeAt {
			if random.IntN(6) > 0 {
				continue
			}
			marks++
			own, stands := afterAt[id]
			if stands {
				there++
			}
			to, ok := changes.Carry(s, false)
			switch {
			case ok && to == own:
				found++
			case ok:
				wrong++
			}
		}
	}
	t.Logf("%d marks, %d words of them still there: %d found, %d on other words", marks, there, found, wrong)
	if wrong*200 > marks {
		t.Errorf("%d of %d marks stand on other words", wrong, marks)
	}
	if found*100 < there*93 {
		t.Errorf("of %d marks whose words are there, %d were found", there, found)
	}
}

// word is a word of a page, and which one it is.
type word struct {
	id   int
	text string
}

// editedPage makes a page of sentences and an edited version of it: one word in seven written anew, one sentence in ten gone, some put in.
func editedPage(random *rand.Rand) (old, edited [][]word) {
	vocabulary := strings.Fields("the of and to in a said company users Alibaba Weibo micro-letter platform billion market e-commerce Jack Ma will has not new year mobile")
	id := 0
	sentence := func() (all []word) {
		for range 6 + random.IntN(14) {
			id++
			text := vocabulary[random.IntN(len(vocabulary))]
			if random.IntN(3) == 0 {
				text = fmt.Sprintf("w%d", random.IntN(400))
			}
			all = append(all, word{id, text})
		}
		return all
	}
	for range 40 {
		s := sentence()
		old = append(old, s)
		if random.IntN(10) == 0 {
			continue
		}
		now := make([]word, 0, len(s))
		for _, w := range s {
			if random.IntN(7) == 0 {
				id++
				w = word{id, fmt.Sprintf("n%d", random.IntN(400))}
			}
			now = append(now, w)
		}
		edited = append(edited, now)
		if random.IntN(12) == 0 {
			edited = append(edited, sentence())
		}
	}
	return old, edited
}

// written is a page as text, and where each word stands.
func written(page [][]word) (text string, at map[int]Span) {
	var b strings.Builder
	at = map[int]Span{}
	for i, s := range page {
		for j, w := range s {
			if j > 0 {
				b.WriteByte(' ')
			}
			at[w.id] = Span{b.Len(), b.Len() + len(w.text)}
			b.WriteString(w.text)
		}
		b.WriteByte('.')
		if i%5 == 4 {
			b.WriteString("\n\n")
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String(), at
}

// TestCarryHolds: whatever is edited, a span lands inside the text, on whole characters, and unless it may be loose on the same words but for case and white space.
func TestCarryHolds(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "b ", "ab", "微信", "é", "İ", " ", "\n", "the same ", "K"})
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 20).Draw(t, "pieces"), "") })
	rapid.Check(t, func(t *rapid.T) {
		before, after := []byte(text.Draw(t, "before")), []byte(text.Draw(t, "after"))
		var starts []int
		for i := range string(before) {
			starts = append(starts, i)
		}
		starts = append(starts, len(before))
		from := rapid.SampledFrom(starts).Draw(t, "start")
		to := rapid.SampledFrom(starts).Draw(t, "end")
		s := Span{min(from, to), max(from, to)}
		c := Compare(before, after)
		for _, loose := range []bool{false, true} {
			got, ok := c.Carry(s, loose)
			if !ok {
				continue
			}
			if got.Empty() || got.Start < 0 || got.End > len(after) || strings.ToValidUTF8(string(after[got.Start:got.End]), "") != string(after[got.Start:got.End]) {
				t.Fatalf("%v of %q lands on %v of %q", s, before, got, after)
			}
			if a, b := squeezed(before[s.Start:s.End]), squeezed(after[got.Start:got.End]); !loose && a != b {
				t.Fatalf("%q lands on %q", a, b)
			}
		}
	})
}

func squeezed(b []byte) string { return strings.ToLower(strings.Join(strings.Fields(string(b)), " ")) }
