package annotate

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// articleParts draws paragraphs of sentences out of which a text about Chinese companies can be made.
var articleParts = rapid.SampledFrom([]string{
	"Tencent's micro-letter has 300 million users. ", "The electricity supplier of Alibaba sells to sellers. ", "He wrote a letter of intent. ", "An electricity supplier's sellers left Tencent. ",
	"Intercourse is Alibaba's chat messenger. ", "The circle of friends of WeChat is full. ", "Sina Sina micro-blog grew. ", "A micro-business sells on WeChat. ", "It rose by 65438+050.0%. ",
	"In 2015 Year 7 Month Tencent grew. ", "Paid 3 million 500 thousand yuan to Alibaba. ", "The the tencent app & nbsp; grew. ", "See http://micro-letter.com for #micro-letter. ", "Cows eat grass. ", "\n", "\n\n",
})

func drawText(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(articleParts, 1, 12).Draw(t, label), "")
}

// TestFixedTextHolds applies the fixes and annotates again: nothing new may be found in the words that were put in place.
func TestFixedTextHolds(t *testing.T) {
	e := smallEngine(t)
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, "text")
		found := e.Annotate(document.Plain([]byte(text)), Options{})
		fixed := Apply([]byte(text), found)
		var put []document.Span
		shift := 0
		for _, a := range found {
			start := a.Span.Start + shift
			put = append(put, document.Span{Start: start, End: start + len(a.Fix)})
			shift += len(a.Fix) - a.Span.Len()
		}
		for _, a := range e.Annotate(document.Plain(fixed), Options{}) {
			for _, s := range put {
				if a.Span.Overlaps(s) {
					t.Fatalf("%q\nbecomes %q\nin which %q is marked again (%s => %q)", text, fixed, fixed[a.Span.Start:a.Span.End], a.Rule, a.Fix)
				}
			}
		}
	})
}

// TestConcatenation annotates two texts in one: what was found in each is found there too, since more evidence takes nothing sure away.
func TestConcatenation(t *testing.T) {
	e := smallEngine(t)
	rapid.Check(t, func(t *rapid.T) {
		one, two := drawText(t, "one"), drawText(t, "two")
		const between = "\n\n"
		both := e.Annotate(document.Plain([]byte(one+between+two)), Options{})
		for _, part := range []struct {
			text  string
			shift int
		}{{one, 0}, {two, len(one) + len(between)}} {
			for _, a := range e.Annotate(document.Plain([]byte(part.text)), Options{}) {
				a.Span.Start, a.Span.End = a.Span.Start+part.shift, a.Span.End+part.shift
				if !slices.ContainsFunc(both, func(b Annotation) bool { return b.Span == a.Span && b.Fix == a.Fix }) {
					t.Fatalf("%q => %q (%s) of one text is not found in both\n%q\n%v", part.text[a.Span.Start-part.shift:a.Span.End-part.shift], a.Fix, a.Rule, one+between+two, both)
				}
			}
		}
	})
}

// TestFixChangesItsBytesOnly takes the fixes out again: the text is what it was.
func TestFixChangesItsBytesOnly(t *testing.T) {
	e := smallEngine(t)
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, "text")
		found := e.Annotate(document.Plain([]byte(text)), Options{})
		fixed := Apply([]byte(text), found)
		var back strings.Builder
		at, shift := 0, 0
		for _, a := range found {
			start := a.Span.Start + shift
			back.Write(fixed[at:start])
			back.WriteString(text[a.Span.Start:a.Span.End])
			at = start + len(a.Fix)
			shift += len(a.Fix) - a.Span.Len()
		}
		back.Write(fixed[at:])
		if back.String() != text {
			t.Fatalf("%q is not %q", back.String(), text)
		}
	})
}

// TestManyRules starts an engine with 5,000 rules of a user: under 50 ms on a quiet machine. The limit is wide, since tests share theirs.
func TestManyRules(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	own := &Pack{Name: "own"}
	for i := range 5000 {
		word := strings.Repeat(string(rune('a'+i%26)), 4) + " " + strings.Repeat(string(rune('a'+i/26%26)), 4) + string(rune('a'+i/676))
		own.Rules = append(own.Rules, Rule{ID: word, Pack: "own", Fix: "x", Kind: Term, Match: []Form{{Text: word}}})
	}
	least := time.Hour
	for range 5 {
		began := time.Now()
		New(own)
		least = min(least, time.Since(began))
	}
	if least > 500*time.Millisecond {
		t.Errorf("5,000 rules take %v", least)
	}
}

// TestPackOrder gives the same result whatever the order of the files, where a short form stands inside a long one.
func TestPackOrder(t *testing.T) {
	read := func(name, match, fix string) *Pack {
		p, err := ReadPack(name, []byte("pack: "+name+"\nrules:\n  - {id: r, fix: "+fix+", kind: term, match: ["+match+"], hits: [\"["+match+"=>"+fix+"]\"], leaves: [x]}\n"))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	short, long := read("a", "micro business", "WeChat seller"), read("b", "micro business chain", "chain of WeChat sellers")
	const text = "One micro business and one micro business chain."
	for _, packs := range [][]*Pack{{short, long}, {long, short}} {
		if got := string(Apply([]byte(text), New(packs...).Annotate(document.Plain([]byte(text)), Options{}))); got != "One WeChat seller and one chain of WeChat sellers." {
			t.Errorf("becomes %q", got)
		}
	}
}
