package annotate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-0d8bf4ce/reader/internal/document"
)

// Explanation says why a place was, or was not, annotated.
type Explanation struct {
	Exact      string
	Stands     *Annotation // what stands there in the end, nil where nothing does
	Candidates []Judged    // the rules that matched, the strongest first
}

// Judged is one rule's match and what moved its score.
type Judged struct {
	Rule    string
	Exact   string
	Fix     string
	Belief  float64 // 0 to 1
	Reasons []Reason
	Refused string // why the match could not be, whatever its score
}

// Reason is one feature's share of a score, in log-odds.
type Reason struct {
	What   string
	Amount float64
}

var featureWords = [featureCount]string{
	priorLow: "nobody writes this in ordinary English", priorMid: "rare in ordinary English", priorHigh: "ordinary English", priorGuess: "a reading of the original that was not seen yet",
	twoWords: "two words that no ordinary text has together", manyWords: "words that no ordinary text has together",
	nearSentence: "words of the Chinese sense in the sentence", nearName: "names that go with it in the sentence", nearBroad: "names of any such story in the sentence", nearAround: "words of the Chinese sense near by",
	unlessSentence: "words of the ordinary sense in the sentence", unlessAround: "words of the ordinary sense near by",
	directly: "the words directly beside it", ownName: "a name that belongs to it in the sentence", ownNameElse: "a name that belongs to it in the text",
	itselfNamed: "its right name stands in the sentence too", someName: "a Chinese name in the sentence", oneName: "a Chinese name in the text", manyNames: "several Chinese names in the text",
	noName:     "no Chinese name in the text",
	translated: "another sure glitch in the text",
	quoted:     "quoted", capital: "capitalised inside a sentence", longerName: "beside another capitalised word",
	plainNoun: "used like a common noun",
	sameSense: "the same original is certain elsewhere", ordinarySense: "the ordinary sense stands elsewhere in the text",
	hyphened: "part of a compound", amongNames: "in a list with names", amongWords: "in a list with common words", described: "behind an adjective", apposed: "explained like a name", actsAsName: "does what companies do", predicate: "where an adjective stands", afterModal: "where a verb stands", beforeOf: "a common noun with “of” behind it", loneWord: "an ordinary word, and one thing that speaks for it", compound: "before a noun that the rule does not know", actPhrase: "a verb and its object, as English says it",
	entitled: "beside a word that stands beside such names", bareSubject: "a subject without an article", kindTalk: "talk as it stands around such names", oddWord: "a word in it is no common English one", midMany: "and part of a name", chinaTalk: "but China is spoken of", bareNoun: "a noun without an article", bareHigh: "which is no ordinary English", nearKin: "words akin to those of the Chinese sense", unlessKin: "words akin to those of the ordinary sense",
}

var refusals = map[string]string{
	"letters": "its capitals are not those the rule asks for", "date": "the text is from years in which the rule rests",
	"gloss": "the text itself gives it beside the right name",
	"line":  "it does not stand at the start of a line of furniture", "address": "it is part of an address or a file name",
	"name":    "it is the given name of somebody",
	"same":    "the fix is the same but for hyphens and capitals",
	"foreign": "nothing shows that the page was Chinese", "person": "nothing in the text speaks of this person",
}

// Explain says what the engine thought of every match that touches the source bytes of where.
func (e *Engine) Explain(d *document.Document, o Options, where document.Span) Explanation {
	w := e.Start(d, o)
	w.SurveyAll()
	return w.Explain(where)
}

// explain tells it of a reading that was weighed.
func (r *reading) explain(where document.Span) Explanation {
	e, d := r.engine, r.doc
	x := Explanation{Exact: d.Text(where)}
	hidden, before := r.hidden(), r.outranked(r.opts.Strictness.threshold())
	for i := range r.candidates {
		c := &r.candidates[i]
		span := r.blocks[c.block].Source(int(c.start), int(c.end))
		if !span.Overlaps(where) {
			continue
		}
		f := e.form(c.form)
		j := Judged{Rule: e.rule(f.rule).name, Exact: d.Text(span), Fix: c.fix, Belief: c.belief, Refused: refusals[c.refused]}
		for k, amount := range c.features {
			if amount != 0 {
				j.Reasons = append(j.Reasons, Reason{featureWords[k], amount * weights[k]})
			}
		}
		if hidden.covers(c) {
			j.Refused = "it is part of a longer phrase that is right"
		}
		if j.Refused == "" && r.layer(c) < before[stretch{c.block, c.start, c.end}] {
			j.Refused = "a pack of your own has a rule for these words"
		}
		x.Candidates = append(x.Candidates, j)
	}
	for i := range r.resting {
		c := &r.resting[i]
		if span := r.blocks[c.block].Source(int(c.start), int(c.end)); span.Overlaps(where) {
			f := e.form(c.form)
			x.Candidates = append(x.Candidates, Judged{Rule: e.rule(f.rule).name, Exact: d.Text(span), Fix: f.fix,
				Refused: "it does not hold on this article: " + e.conditions[e.ruleWhen[f.rule]].String()})
		}
	}
	slices.SortStableFunc(x.Candidates, func(a, b Judged) int { return int(1000 * (b.Belief - a.Belief)) })
	for _, a := range r.resolve() {
		if a.Span.Overlaps(where) {
			x.Stands = &a
			break
		}
	}
	return x
}

// String tells the explanation in lines of text.
func (x Explanation) String() string {
	var b strings.Builder
	switch {
	case x.Stands != nil:
		fmt.Fprintf(&b, "annotated: → %q (%s, %.0f %%)\n", x.Stands.Fix, x.Stands.Rule, 100*x.Stands.Confidence)
		if x.Stands.Origin == FromArticle {
			b.WriteString("made by hand for this article\n")
		}
	case len(x.Candidates) == 0:
		b.WriteString("not annotated: no rule knows these words\n")
	default:
		b.WriteString("not annotated\n")
	}
	for _, j := range x.Candidates {
		fmt.Fprintf(&b, "%s: %q → %q, belief %.2f\n", j.Rule, j.Exact, j.Fix, j.Belief)
		if j.Refused != "" {
			fmt.Fprintf(&b, "    refused: %s\n", j.Refused)
		}
		for _, r := range j.Reasons {
			fmt.Fprintf(&b, "    %+5.2f  %s\n", r.Amount, r.What)
		}
	}
	return b.String()
}
