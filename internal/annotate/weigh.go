package annotate

import (
	"math"
	"slices"
	"strings"
)

// feature is one thing that speaks for or against a match. Its weight is in log-odds.
type feature int

const (
	priorLow feature = iota
	priorMid
	priorHigh
	priorGuess
	twoWords     // a form of two words that no ordinary text holds, though its rule is careful
	manyWords    // ... of three or more
	nearSentence // words of the Chinese sense in the same sentence
	nearName     // ... that are names of somebody or something
	nearBroad    // ... names that so many rules list that they stand in any such story: Alibaba, Tencent
	nearAround   // ... in the sentences beside it
	unlessSentence
	unlessAround
	directly    // words directly before or after
	ownName     // a name of the rule in the same sentence
	ownNameElse // ... elsewhere in the text
	itselfNamed // the fix itself is named in the sentence, by its right name
	someName    // another Chinese name in the same sentence
	oneName     // one elsewhere in the text
	manyNames   // two or more different ones
	noName      // no Chinese name and no sure glitch anywhere, for a form that is possible English
	translated  // another sure glitch in the text: it was made by a machine
	quoted
	capital       // a capital inside a sentence
	longerName    // beside a capitalised word that is no name we know: part of somebody's name
	plainNoun     // a, his, these … before a word that would be a name
	sameSense     // a sure match of the same original elsewhere
	ordinarySense // a match of the same rule in its ordinary sense elsewhere
	hyphened      // joined by a hyphen to a word that is no part of it
	amongNames    // beside a name in a list: "millet, Huawei and OPPO"
	amongWords    // beside a common word in a list: "millet and sorghum"
	described     // behind an adjective: "Italian marble", "raw millet"
	apposed       // with no article, before a comma and what explains a name: "intercourse, Alibaba's messenger"
	actsAsName    // with no article, before said, announced, CEO, users …
	predicate     // after a form of be, very, so …: no place for a name
	afterModal    // after will, can, to, they …: a verb
	beforeOf      // a word that would be a name, with "of" behind it
	loneWord      // one ordinary word, and one thing only in its sentence that speaks for it
	actPhrase     // a verb and its object with their article, as English says it: hold the plate
	compound      // a common noun behind it that nothing in its rule knows: zinc plate maker, flower market
	entitled      // with a word beside it that stands beside names of its kind: minister, director; app, shares
	bareSubject   // begins its clause with no article, and a verb behind it
	kindTalk      // words in the sentence as they stand around names of its kind
	oddWord       // a word in it is no common English one
	midMany       // manyWords of such a one
	chinaTalk     // no Chinese name, but China is spoken of
	bareNoun      // no article before it in the middle of a sentence
	bareHigh
	nearKin   // words akin to those of the Chinese sense
	unlessKin // words akin rather to those of the ordinary sense
	featureCount
)

type features [featureCount]float64

// weights are set by measurement: TestFit fits them to the packs' own sentences.
var weights = features{
	priorLow:       3.0,
	priorMid:       -1.9,
	priorHigh:      -3.39,
	priorGuess:     -1.3,
	twoWords:       1.2,
	manyWords:      2.0,
	nearSentence:   3.9,
	nearName:       3.4,
	nearBroad:      1.6,
	nearAround:     0.6,
	unlessSentence: -6.2,
	unlessAround:   -0.8,
	directly:       3.6,
	ownName:        0.4,
	ownNameElse:    0.7,
	itselfNamed:    -0.4,
	someName:       0.25,
	oneName:        0.35,
	manyNames:      0.15,
	noName:         -0.5,
	translated:     0.8,
	quoted:         2.5,
	capital:        0.34,
	longerName:     -1.2,
	plainNoun:      -1.65,
	sameSense:      2.0,
	ordinarySense:  -0.15,
	hyphened:       -2,
	amongNames:     1.0,
	amongWords:     -0.4,
	described:      -0.4,
	apposed:        2.0,
	actsAsName:     1.1,
	predicate:      -2,
	afterModal:     -1.5,
	beforeOf:       -1.2,
	loneWord:       -0.6,
	compound:       -1.0,
	actPhrase:      -0.8,
	entitled:       1.6,
	bareSubject:    1.1,
	kindTalk:       0.5,
	oddWord:        0.5,
	midMany:        0.7,
	chinaTalk:      0.5,
	bareNoun:       1.1,
	bareHigh:       0.9,
	nearKin:        2.8,
	unlessKin:      -2.5,
}

func (f *features) score() (sum float64) {
	for i, x := range f {
		sum += x * weights[i]
	}
	return sum
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// closeness is how much a cue counts by the words that stand between it and the match.
func closeness(from, to int, c *candidate) float64 {
	switch apart := max(int(c.from)-to, from-int(c.to)); {
	case apart <= 3:
		return 1
	case apart <= 8:
		return 0.8
	case apart <= 16:
		return 0.6
	}
	return 0.4
}

// several turns a count into evidence: the first counts whole, each further one half of the one before.
func several(n float64) float64 { return 2 - math.Pow(0.5, n-1) }

// longest is how many tokens of a sentence on either side of a match are looked at: lists and code have no sentence ends.
const longest = 80

// around is how many tokens beyond its sentence still count as near a match.
const around = 30

// measure fills in the features that stand around c in its block.
func (r *reading) measure(c *candidate, rule *rule, names []naming) {
	if c.plural && c.to-c.from == 1 && rule.properName() { // names have no plural: Jikes is no Jike
		c.risk = c.risk.more()
	}
	switch {
	case c.risk == Low || rule.Reach != ReachMatch: // of furniture the risk asks for a proof, see unproven
		c.features[priorLow] = 1
	case c.risk == Mid:
		c.features[priorMid] = 1
	case c.risk == Guess && r.engine.form(c.form).glossed: // it asks for a proof too
		c.features[priorLow] = 1
	case c.risk == Guess:
		c.features[priorGuess] = 1
	default:
		c.features[priorHigh] = 1
	}
	if c.risk != Low && c.common == 0 && (c.risk != Guess && !r.actsOn(c) || !everydayOnly(r.tokens[c.from:c.to])) {
		switch {
		case c.to-c.from == 2:
			c.features[twoWords] = 1
		case c.to-c.from > 2:
			c.features[manyWords] = 1
			if c.risk == Mid && rule.properName() {
				c.features[midMany] = 1
			}
		}
	}
	if c.risk != Low && r.actsOn(c) {
		c.features[actPhrase] = 1
	}
	c.sentence = r.sentence(c)
	in, out := r.countCues(&rule.near, c, true, rule.Kind, names)
	for i, n := range in {
		c.features[nearSentence+feature(i)] = amount(n)
	}
	c.features[nearAround] = amount(out)
	count := in[0] + in[1] + in[2]
	in, out = r.countCues(&rule.unless, c, false, rule.Kind, nil)
	c.features[unlessSentence], c.features[unlessAround] = amount(in[0]), amount(out)
	c.features[directly] = amount(r.beside(rule, c))
	own := r.measureNames(c, rule, names)
	r.measureLook(c, rule, names)
	r.measureFrame(c, rule)
	r.measureKin(c, rule)
	if count <= 1 && own <= 1 && r.lone(c) {
		c.features[loneWord] = 1
	}
}

// measureNames fills in what the names in c's sentence say, and returns how many of the rule's own there are.
func (r *reading) measureNames(c *candidate, rule *rule, names []naming) int {
	own, other := map[int32]bool{}, map[int32]bool{}
	start, _ := slices.BinarySearchFunc(names, c.sentence.from, func(n naming, at int32) int { return int(n.from - at) })
	for _, n := range names[start:] {
		if n.from >= c.sentence.to {
			break
		}
		if n.to > c.sentence.to || n.from < c.to && c.from < n.to && n.to-n.from >= c.to-c.from {
			continue
		}
		switch {
		case n.name == rule.itself && r.engine.form(c.form).fix == rule.Fix:
			c.features[itselfNamed] = 1
		case r.speaksFor(n.name, rule):
			if !own[n.name] {
				c.said = append([]string{r.engine.names[n.name].Name}, c.said...)
			}
			own[n.name] = true
		default:
			other[n.name] = true
		}
	}
	c.features[ownName] = amount(float64(len(own)))
	if len(own) == 0 {
		c.features[someName] = amount(float64(len(other)))
	}
	return len(own)
}

// lone reports whether a match is a single ordinary word that nothing sets off.
func (r *reading) lone(c *candidate) bool {
	return c.risk == High && c.common > 0 && c.to-c.from == 1 && r.tokens[c.from].shape == lowerShape && c.features[directly]+c.features[quoted] == 0
}

func amount(n float64) float64 {
	if n < 1 {
		return n
	}
	return several(n)
}

func (r *reading) speaksFor(name int32, rule *rule) bool {
	return slices.Contains(rule.named, name)
}

// sentence finds the run of tokens between sentence ends, or empty lines, that c stands in.
func (r *reading) sentence(c *candidate) clause {
	t := r.tokens
	from, to := int(c.from), int(c.to)
	for least := max(0, from-longest); from > least && t[from].gap != breakGap && !sentenceEnd(t, from-1); {
		from--
	}
	for most := min(len(t), to+longest); to < most && t[to].gap != breakGap && !sentenceEnd(t, to-1); {
		to++
	}
	return clause{int32(from), int32(to)}
}

// sentenceEnd reports whether a sentence ends with token i: an end mark with a blank, a quotation mark or Han behind, not after a single letter.
func sentenceEnd(t []token, i int) bool {
	if t[i].kind != endToken {
		return false
	}
	if i+1 == len(t) || t[i+1].kind == quoteToken || t[i+1].kind == hanToken {
		return true
	}
	if t[i+1].gap == noGap {
		return false
	}
	short := i > 0 && t[i-1].kind == wordToken && t[i-1].end-t[i-1].start <= 2 && t[i-1].shape != lowerShape
	return !short && t[i+1].shape != lowerShape || t[i+1].kind != wordToken
}

// countCues counts the different places where cues stand in c's sentence, by what they are (see nearSentence and the two behind it), and around it.
func (r *reading) countCues(q *cues, c *candidate, say bool, kind Kind, names []naming) (in [3]float64, out float64) {
	if len(q.all) == 0 {
		return in, 0
	}
	t := r.tokens
	lo, hi := max(0, int(c.sentence.from)-around), min(len(t), int(c.sentence.to)+around)
	for i := lo; i < hi; i++ {
		if say && i == int(c.from) {
			i = int(c.to) - 1
			continue
		}
		n, common := q.at(t, i, hi)
		if n == 0 || overlapping(i, i+n, c) && (say || i >= int(c.from) && i+n <= int(c.to)) {
			continue
		}
		if i >= int(c.sentence.from) && i < int(c.sentence.to) {
			what := 0
			if namedAt(names, i, i+n) {
				what = 1
				if common && kind != Person { // people are known by their company
					what = 2
				}
			}
			in[what] += closeness(i, i+n, c)
			if say && len(c.said) < 2 {
				c.said = append(c.said, "“"+string(r.blocks[c.block].Text[t[i].start:t[i+n-1].end])+"”")
			}
		} else {
			out++
		}
		i += n - 1
	}
	return in, out
}

// namedAt reports whether a name stands on the tokens from..to, or holds them.
func namedAt(names []naming, from, to int) bool {
	i, _ := slices.BinarySearchFunc(names, int32(from), func(n naming, at int32) int { return int(n.to - at - 1) })
	return i < len(names) && int(names[i].from) <= from && int(names[i].to) >= to
}

// overlapping reports whether the tokens from..to share one with the match. A phrase that speaks for a match stands outside it;
// one that speaks against it may hold it ("in today's headlines").
func overlapping(from, to int, c *candidate) bool { return from < int(c.to) && int(c.from) < to }

// beside counts the words of before and after that stand directly at the match; articles and quotation marks do not matter.
// A word that stands beside any noun says little where the match is ordinary English.
func (r *reading) beside(rule *rule, c *candidate) (n float64) {
	t := r.tokens
	i := int(c.from) - 1
	for i >= 0 && (t[i].kind == quoteToken || articles[t[i].hash]) {
		i--
	}
	for k := max(0, i-4); k <= i; k++ {
		if size, _ := rule.before.at(t, k, i+1); size > 0 && k+size == i+1 {
			n += r.besideBy(c, t[k], size)
			break
		}
	}
	j := int(c.to)
	for j < len(t) && (t[j].kind == quoteToken || t[j].hash == possessive) {
		j++
	}
	if j < len(t) && t[j].gap != breakGap {
		if size, _ := rule.after.at(t, j, len(t)); size > 0 && !r.headOf(c, j+size) {
			n += r.besideBy(c, t[j], size)
		}
	}
	return n
}

// headOf reports whether "of" stands at i, behind a common noun that would be part of a name: a beautiful group of islands.
func (r *reading) headOf(c *candidate, i int) bool {
	t := r.tokens
	return i < len(t) && t[i].hash == ofHash && t[c.to-1].shape == lowerShape && !r.digitAt(c.block, int32(i-1))
}

// besideBy is how much words beside a match count, of which this is the first.
func (r *reading) besideBy(c *candidate, first token, size int) float64 {
	if c.risk == High && size == 1 && besideAny[first.hash] && r.tokens[c.from].shape == lowerShape {
		return 0.5
	}
	return 1
}

var besideAny = hashSet("a", "an", "the", "this", "his", "her", "its", "their", "to", "is", "are", "was", "were", "be", "has", "have", "of", "in", "on", "at", "by", "for", "with", "and", "as", "more", "not", "no", "will", "can", "up")

var (
	articles   = hashSet("the", "a", "an")
	possessive = tokenize([]byte("x's"), 0, nil)[1].hash
)

// weigh judges every candidate: first alone, then in the light of the sure ones.
func (r *reading) weigh() {
	r.judgeAlone()
	r.learn()
	r.judgeTogether()
}

// judgeAlone judges every candidate by what stands around it.
func (r *reading) judgeAlone() {
	for i := range r.candidates {
		if c := &r.candidates[i]; c.refused == "" {
			c.belief = logistic(c.features.score())
		}
	}
}

// judgeTogether judges every candidate once more in the light of what the text says elsewhere.
func (r *reading) judgeTogether() {
	for i := range r.candidates {
		c := &r.candidates[i]
		if c.refused != "" {
			continue
		}
		f := r.engine.form(c.form)
		rule := r.engine.rule(f.rule)
		r.measureText(c, rule)
		c.belief = logistic(c.features.score())
		if c.belief >= Eager.threshold() {
			c.refused = r.unproven(c, f, rule)
		}
	}
}

// enoughGlitches is how many sure glitches of a text are kept: one beside a match is enough.
const enoughGlitches = 8

// learn lets sure matches speak: each names its original, and the name that its fix is.
func (r *reading) learn() {
	for i := range r.candidates {
		c := &r.candidates[i]
		f := r.engine.form(c.form)
		rule := r.engine.rule(f.rule)
		if c.refused == "" && rule.Kind == Boilerplate && c.risk == Low {
			r.furnished = true
		}
		if c.refused != "" || rule.Kind == Boilerplate {
			continue
		}
		if c.features[unlessSentence] > 0 && c.risk != Low {
			r.ordinary[f.rule]++
		}
		if c.risk == Low && c.belief >= 0.9 && f.severity == Major && !f.glossed && len(r.glitches) < enoughGlitches && !strings.EqualFold(c.fix, string(r.blocks[c.block].Text[c.start:c.end])) {
			r.glitches = append(r.glitches, r.place(c))
		}
		if c.belief < 0.8 {
			continue
		}
		if rule.ZH != "" {
			r.sense(rule.ZH, r.place(c))
		}
		if rule.itself >= 0 {
			r.counts[rule.itself]++
		}
		if c.risk == Low && rule.itself < 0 && rule.ZH != "" {
			r.counts[-1-f.rule]++ // a sure glitch is evidence too, under a number of its own
		}
	}
}

// measureText fills in what the rest of the text says.
func (r *reading) measureText(c *candidate, rule *rule) {
	if c.features[ownName] == 0 {
		n := 0
		for _, name := range rule.named {
			if r.counts[name] > 0 {
				n++
			}
		}
		c.features[ownNameElse] = amount(float64(n))
	}
	others := len(r.counts)
	if c.belief >= 0.8 && rule.itself >= 0 && r.counts[rule.itself] == 1 {
		others-- // its own voice does not count
	}
	if own := r.engine.form(c.form); c.risk == Low && rule.itself < 0 && c.belief >= 0.8 && r.counts[-1-own.rule] == 1 {
		others--
	}
	switch {
	case others > 1:
		c.features[oneName], c.features[manyNames] = 1, 1
	case others == 1:
		c.features[oneName] = 1
	case c.risk != Low:
		c.features[noName] = 1
		if r.told[chinaWords] > 0 && c.common == 0 {
			c.features[chinaTalk] = 1
		}
	}
	if at := r.place(c); slices.ContainsFunc(r.senses[rule.ZH], at.apart) {
		c.features[sameSense] = 1
	}
	if slices.ContainsFunc(r.glitches, r.place(c).apart) {
		c.features[translated] = 1
		c.features[loneWord], c.features[actPhrase] = 0, 0
	}
	n := r.ordinary[r.engine.form(c.form).rule]
	if c.features[unlessSentence] > 0 {
		n--
	}
	if n > 0 {
		c.features[ordinarySense] = 1
	}
}
