package export

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

func TestAnchor(t *testing.T) {
	text := "One pays with a micro-letter. Two pay with a micro-letter too, and “three” pay\u00a0with nothing.\n\nThe end — really."
	for _, tt := range []struct {
		about      string
		start, end int
		q          quote
		want       string // with what stands before; "" for nowhere
	}{
		{"by position", 16, 28, quote{exact: "micro-letter"}, "a |micro-letter"},
		{"a position without words", 0, 3, quote{}, "|One"},
		{"a position with other words", 0, 3, quote{exact: "micro-letter", prefix: "Two pay with a "}, "Two pay with a |micro-letter"},
		{"a position beyond the end", 16, 2800, quote{exact: "One pays with"}, "|One pays with"},
		{"the right words at a place with another neighbourhood", 16, 28, quote{"micro-letter", "Two pay with a ", " too, and"}, "Two pay with a |micro-letter"},
		{"by words and what stands before", -1, -1, quote{"micro-letter", "One pays with a ", ""}, "One pays with a |micro-letter"},
		{"by words and what stands behind", -1, -1, quote{"micro-letter", "", " too, and"}, "Two pay with a |micro-letter"},
		{"white space of a page, other marks and letters", -1, -1, quote{"AND \"Three\"\n  pay with", "", ""}, "and “three” pay\u00a0with"},
		{"dashes", -1, -1, quote{"end - really", "The ", "."}, "The |end — really"},
		{"two places alike", -1, -1, quote{"a micro-letter", "", ""}, ""},
		{"few words alone", -1, -1, quote{"One", "", ""}, ""},
		{"words in another company", -1, -1, quote{"micro-letter", "somebody wrote to him a short ", "; that was all"}, ""},
		{"words that are not there", -1, -1, quote{"macro-letter", "One pays with a ", "."}, ""},
		{"nothing", -1, -1, quote{}, ""},
	} {
		d := document.Plain([]byte(text))
		it := &item{marks: []loose{{Mark: Mark{Kind: Note, Exact: tt.q.exact, Prefix: tt.q.prefix, Suffix: tt.q.suffix}, start: tt.start, end: tt.end}}}
		m := anchor(d, it)[0]
		if tt.want == "" {
			if m.Placed() {
				t.Errorf("%s: at %q, which is wrong", tt.about, d.Text(m.Span))
			}
			continue
		}
		before, words, found := strings.Cut(tt.want, "|")
		if !found {
			before, words = "", tt.want
		}
		if d.Text(m.Span) != words || !strings.HasSuffix(text[:m.Span.Start], before) {
			t.Errorf("%s: at %q behind %q, want %q", tt.about, d.Text(m.Span), text[:m.Span.Start], tt.want)
		}
	}
}

// TestAnchorMarkdown finds words that stand there with markup, in code, over lines of a quotation.
func TestAnchorMarkdown(t *testing.T) {
	text := "A *very* [good](https://example.com/long/address) phone &amp; more.\n\n> quoted micro-\n> letter here\n\n```\ncode line\n```\n\n😀 after it all.\n"
	d := document.Markdown([]byte(text))
	for words, want := range map[string]string{
		"very good phone & more":  "very* [good](https://example.com/long/address) phone &amp; more",
		"quoted micro- letter":    "quoted micro-\n> letter",
		"code line":               "code line",
		"phone & more. quoted mi": "phone &amp; more.\n\n> quoted mi",
		"😀 after it all. ":        "😀 after it all.",
	} {
		a := newAnchorer(d)
		s, ok := a.find(quote{words, "", ""})
		if words == "code line" {
			s, ok = a.find(quote{words, "```\n", ""})
		}
		if got := d.Text(s); !ok || got != want {
			t.Errorf("%q is at %q, want %q", words, got, want)
			continue
		}
		// What is quoted from the place leads back to it.
		q := a.r.quoteOf(s)
		if again, ok := a.find(q); !ok || again != s {
			t.Errorf("%q leads to %q", q, d.Text(again))
		}
	}
}

// TestAnchorEdited changes one word in seven and takes out one sentence in ten. No mark may come to stand on other words, and of those whose
// words still stand nearly all are found.
func TestAnchorEdited(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the phone company said that users of the platform pay for goods with a letter while sellers open shops and the market grows by orders of people who like it")
	var sentences []string
	for range 300 {
		n := 6 + random.IntN(12)
		var s []string
		for range n {
			s = append(s, words[random.IntN(len(words))])
		}
		sentences = append(sentences, strings.Join(s, " ")+".")
	}
	before := strings.Join(sentences, " ")
	var after []string
	type noted struct {
		m     loose
		still bool
		place string
	}
	var all []noted
	at := 0
	for i, s := range sentences {
		gone := random.IntN(10) == 0
		edited := strings.Fields(s)
		first := random.IntN(len(edited) - 4)
		exact := strings.Join(edited[first:first+4], " ")
		offset := at + strings.Index(s, exact)
		m := loose{Mark: Mark{Kind: Note, Exact: exact, Prefix: before[max(0, offset-around):offset], Suffix: before[offset+len(exact) : min(len(before), offset+len(exact)+around)], Body: strconv.Itoa(i)}, start: offset, end: offset + len(exact)}
		changed := false
		for w := range edited {
			if random.IntN(7) == 0 {
				changed = changed || w >= first && w < first+4
				edited[w] = fmt.Sprintf("word%d", random.IntN(1000))
			}
		}
		if !gone {
			after = append(after, strings.Join(edited, " "))
		}
		all = append(all, noted{m: m, still: !gone && !changed, place: strings.Join(edited, " ")})
		at += len(s) + 1
	}
	text := strings.Join(after, " ")
	for _, withText := range []bool{false, true} {
		wrong, found, stands := 0, 0, 0
		it := &item{}
		if withText {
			it.article = &Article{Document: document.Plain([]byte(before))}
		}
		for i := range all {
			it.marks = append(it.marks, all[i].m)
		}
		d := document.Plain([]byte(text))
		for _, m := range anchor(d, it) {
			var i int
			if _, err := fmt.Sscan(m.Body, &i); err != nil {
				t.Fatal(err)
			}
			if all[i].still {
				stands++
			}
			if !m.Placed() {
				continue
			}
			where := strings.Index(text, all[i].place)
			if !all[i].still || m.Span.Start < where || m.Span.End > where+len(all[i].place) {
				wrong++
				continue
			}
			found++
		}
		t.Logf("with the text it was made on: %v; %d of %d found, %d wrong", withText, found, stands, wrong)
		if wrong > 0 || found*20 < stands*17 {
			t.Errorf("with the text it was made on: %v; %d of %d found, %d wrong", withText, found, stands, wrong)
		}
	}
}
