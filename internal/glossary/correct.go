package glossary

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/seed-0d8bf4ce/reader/internal/annotate"
)

// Correction is what a reader puts right in a text by hand and wants to have put right wherever it holds.
type Correction struct {
	Words    string // as they stand in the text
	Fix      string // "" deletes
	Sentence string // in which they stand; "" makes one up
	ZH       string // what stood in the original, and how that is read; may be ""
	Pinyin   string
	Literal  string
	Note     string
	Kind     annotate.Kind   // "" for what the fix looks like
	Near     []string        // words around that speak for it, see ProposeNear
	Only     *annotate.Scope // where it holds; nil: everywhere
	Anyway   bool            // without words around, though the words are ordinary English: the reader was asked
}

// ConditionError says that words are ordinary English, so that a rule for them needs words around that speak for it.
type ConditionError struct {
	Words string
	Risk  annotate.Risk // mid: they were seen in ordinary English; high: often
}

func (e *ConditionError) Error() string {
	if e.Risk == annotate.High {
		return fmt.Sprintf("%q is ordinary English: say which words around speak for the fix", e.Words)
	}
	return fmt.Sprintf("%q stands in ordinary English too: say which words around speak for the fix", e.Words)
}

// errWords says of words that no form can be made of them.
var errWords = errors.New("signs like { } ( ) cannot stand in the words of a rule: select fewer")

// Rule makes a rule of a correction, without an ID. Words that are ordinary English are a ConditionError, unless it says which words around speak for it or
// holds on nothing but articles that it names.
func (c *Correction) Rule() (annotate.Rule, error) {
	words, fix := bare(c.Words), bare(c.Fix)
	if words == "" || strings.ContainsAny(words, "{}()") {
		return annotate.Rule{}, errWords
	}
	r := annotate.Rule{
		ZH: c.ZH, Pinyin: c.Pinyin, Literal: c.Literal, Fix: fix, Kind: c.Kind, Note: c.Note, Near: append([]string(nil), c.Near...), Only: c.Only,
		Match: []annotate.Form{{Text: words}},
	}
	switch risk := annotate.Ordinary(words); {
	case risk == annotate.Low:
	case c.Anyway, c.Only != nil && len(c.Only.Sites)+len(c.Only.Feeds)+len(c.Only.Tags) == 0:
		r.Risk = annotate.Low // in these articles the reader has seen what it means, or wants it so
	case len(c.Near) == 0:
		return annotate.Rule{}, &ConditionError{words, risk}
	default:
		r.Risk = risk
	}
	if c.Sentence != "" {
		sentence := strings.Join(strings.Fields(c.Sentence), " ")
		if !strings.Contains(sentence, "=>") {
			r.Hits = []string{MarkForm(sentence, &r)}
		}
	}
	return r, nil
}

// bare is a phrase on one line, without an article in front and a possessive behind, which the engine sees to.
func bare(words string) string {
	all := strings.Fields(words)
	if len(all) > 1 && slices.Contains([]string{"the", "a", "an"}, strings.ToLower(all[0])) {
		all = all[1:]
	}
	s := strings.Join(all, " ")
	return strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
}

// MarkForm marks a form of a rule in a sentence that has no mark.
func MarkForm(sentence string, r *annotate.Rule) string {
	if strings.Contains(sentence, "=>") {
		return sentence
	}
	for _, f := range r.Match {
		for _, phrase := range annotate.Phrases(f.Text) {
			if i := wordsAt(sentence, phrase); i >= 0 {
				fix := r.Fix
				if f.Fix != nil {
					fix = *f.Fix
				}
				return sentence[:i] + "[" + sentence[i:i+len(phrase)] + "=>" + fix + "]" + sentence[i+len(phrase):]
			}
		}
	}
	return sentence
}

// wordsAt is where a phrase stands in a sentence, in whole words if it does anywhere; -1 where it does not. A hyphen is a blank, and case does not count.
func wordsAt(sentence, phrase string) int {
	in, of := strings.ReplaceAll(strings.ToLower(sentence), "-", " "), strings.ReplaceAll(strings.ToLower(phrase), "-", " ")
	if phrase == "" || len(in) != len(sentence) || len(of) != len(phrase) {
		return -1
	}
	letter := func(i int) bool {
		return i >= 0 && i < len(in) && (in[i] >= 'a' && in[i] <= 'z' || in[i] >= '0' && in[i] <= '9')
	}
	first := -1
	for at := 0; at < len(in); {
		i := strings.Index(in[at:], of)
		if i < 0 {
			break
		}
		i += at
		if !letter(i-1) && !letter(i+len(of)) {
			return i
		}
		if first < 0 {
			first = i
		}
		at = i + 1
	}
	return first
}

// Addition is a rule that was added to a pack.
type Addition struct {
	Rule     annotate.Rule // in full, with its place in Line
	Warnings []string

	Before []byte // the file as it was; empty where there was none
	After  []byte
}

// SentencesError says that a rule's own sentences do not come out, so that it was not added.
type SentencesError struct{ Failed []annotate.Failure }

func (e *SentencesError) Error() string {
	if len(e.Failed) == 1 {
		return "nothing was added: 1 of its sentences failed"
	}
	return fmt.Sprintf("nothing was added: %d of its sentences failed", len(e.Failed))
}

// The errors of AddRule beside those of the pack and of SentencesError.
var (
	ErrMistakes = errors.New("there are mistakes in the pack already")
	ErrNoHit    = errors.New("nothing was added: the rule would find nothing, since its form is ordinary English or right as it stands")
)

// AddRule adds a rule to the user's pack of a name in a file, of which data is the content, empty for a new one. What the rule lacks is filled: its ID, its
// kind, how ordinary its forms are, sentences. All its sentences are run beside the other packs. Comments and everything else in the file stay as they are.
func AddRule(file, name string, data []byte, r annotate.Rule, others []*annotate.Pack) (*Addition, error) {
	before := data
	if len(bytes.TrimSpace(data)) == 0 {
		data = []byte(YAML(&annotate.Pack{Name: name, About: "My own rules."}))
	}
	mine, err := annotate.ReadPack(file, data)
	if err != nil {
		return nil, errors.Join(ErrMistakes, err)
	}
	if r.ID == "" {
		r.ID = FreeID(mine, r.Fix, r.Match[0].Text)
	}
	r.Pack = mine.Name
	for i, h := range r.Hits {
		r.Hits[i] = MarkForm(h, &r)
	}
	added := &annotate.Pack{Name: mine.Name, File: file, Only: mine.Only, Rules: []annotate.Rule{r}}
	var engine *annotate.Engine
	a := &Addition{Before: before}
	a.Warnings = Complete(added, true, func(p *annotate.Pack) *annotate.Engine {
		engine, _ = annotate.Layered(slices.Concat(others, []*annotate.Pack{mine, p}), nil) // what is off is another matter
		return engine
	})
	if len(added.Rules) == 0 {
		return nil, ErrNoHit
	}
	if failed := annotate.TestPack(engine, added); len(failed) > 0 {
		return nil, &SentencesError{failed}
	}
	a.Rule = added.Rules[0]
	a.Rule.Line, a.Rule.Pack = 0, ""
	out, line, err := Append(file, data, &a.Rule)
	if err != nil {
		return nil, err
	}
	a.After, a.Rule.Line, a.Rule.Pack = out, line, mine.Name
	return a, nil
}

// Undo takes the rule out of the file again, of which now is the content: where nothing else has changed the file is as it was, byte for byte. It is empty
// where there was none.
func (a *Addition) Undo(file string, now []byte) ([]byte, error) {
	if bytes.Equal(now, a.After) {
		return a.Before, nil
	}
	return Remove(file, now, a.Rule.ID)
}

// mostProposed is how many words are proposed.
const mostProposed = 6

// ProposeNear proposes words that may speak for a fix of the words: those that stand in their sentences in the text, and in ordinary English seldom; names
// and words that stand there again and again first.
func ProposeNear(text, words string) []string {
	words = bare(words)
	own := map[string]bool{}
	for w := range strings.FieldsFuncSeq(strings.ToLower(words), notLetter) {
		own[w], own[w+"s"], own[strings.TrimSuffix(w, "s")] = true, true, true
	}
	type count struct {
		word  string
		n     int
		upper bool
	}
	var all []count
	at := map[string]int{}
	for _, sentence := range sentences(text) {
		if wordsAt(sentence, words) < 0 {
			continue
		}
		seen := map[string]bool{}
		for w := range strings.FieldsFuncSeq(sentence, notLetter) {
			low := strings.ToLower(w)
			if len(w) < 3 || own[low] || seen[low] || annotate.Ordinary(low) == annotate.High {
				continue
			}
			seen[low] = true
			i, ok := at[low]
			if !ok {
				i = len(all)
				at[low] = i
				all = append(all, count{word: w})
			}
			all[i].n++
			all[i].upper = all[i].upper || unicode.IsUpper([]rune(w)[0]) && !strings.HasPrefix(sentence, w)
		}
	}
	slices.SortStableFunc(all, func(a, b count) int {
		if a.n != b.n {
			return b.n - a.n
		}
		switch {
		case a.upper == b.upper:
			return 0
		case a.upper:
			return -1
		}
		return 1
	})
	var near []string
	for _, c := range all[:min(len(all), mostProposed)] {
		near = append(near, c.word)
	}
	return near
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }

// sentences cuts a text roughly: at full stops and at empty lines.
func sentences(text string) []string {
	var all []string
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		one := strings.Join(strings.Fields(paragraph), " ")
		for one != "" {
			end := strings.IndexAny(one, ".!?。！？")
			for end >= 0 && end+1 < len(one) && one[end] == '.' && one[end+1] != ' ' { // 3.5, example.com
				next := strings.IndexAny(one[end+1:], ".!?。！？")
				if next < 0 {
					end = -1
					break
				}
				end += 1 + next
			}
			if end < 0 {
				all = append(all, one)
				break
			}
			all = append(all, strings.TrimSpace(one[:end]))
			one = strings.TrimLeft(one[end:], ".!?。！？ ")
		}
	}
	return all
}
