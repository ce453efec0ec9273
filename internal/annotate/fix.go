package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inflect makes the words that stand in place of c: number, use before a noun, capitals, articles, no word said twice.
// It may widen what is cut beyond the match.
func (r *reading) inflect(c *candidate, f *form, rule *rule, text []byte) {
	before := !c.plural && r.qualifies(c)
	fix := f.fix
	switch {
	case before && f.modifier != "":
		fix = f.modifier
	case c.plural && f.plural != "":
		fix = f.plural
	case c.plural && fix != "" && (!rule.properName() || !startsUpper(fix[strings.LastIndexByte(fix, ' ')+1:])):
		fix = plural(fix)
	}
	if fix == "" {
		r.closeGap(c, text)
		return
	}
	c.fix = r.letters(c, rule, fix)
	r.undouble(c, text)
	r.mendArticle(c, rule, text, before)
}

// qualifies reports whether the match stands before the noun that it qualifies.
func (r *reading) qualifies(c *candidate) bool {
	i := int(c.to)
	if i >= int(c.sentence.to) || i >= len(r.tokens) {
		return false
	}
	t := r.tokens[i]
	word := string(r.blocks[c.block].Text[t.start:t.end])
	if t.kind != wordToken || t.gap != blankGap && t.gap != hyphenGap || !asciiLetterAt([]byte(word), 0) {
		return false
	}
	title := t.shape == titleShape && r.tokens[c.from].shape == titleShape && r.tokens[c.to-1].shape == titleShape && c.from != c.sentence.from
	if t.shape != lowerShape && !title {
		return false
	}
	low := strings.ToLower(word)
	past := strings.HasSuffix(low, "ed") && len(low) > 4
	return !noNoun[low] && !past && !strings.HasSuffix(low, "ly")
}

// noNoun lists the words after which a noun phrase is over: function words and the commonest verbs.
var noNoun = set(strings.Fields(`
	a an the and or but nor so yet if as than then that which who whom whose when where while because although though since until unless whether
	is are was were be been being am has have had having do does did will would shall should can could may might must ought
	of in on at by for from to into onto with without within through over under about against between among after before during across per via like near
	up down out off away back again also too very not only just even still already always never often ever now today yesterday tomorrow here there
	he she it they we you i this these those his her its their our my your what how why both all some any each every other another such more most many much few less
	said says say told tells gave gives give made makes make took takes take came comes come went goes go got gets get saw sees see knew knows know
	became becomes become began begins begin kept keeps keep put puts let lets paid pays pay sold sells sell bought buys buy built builds build won wins win lost loses lose
	grew grows grow rose rises rise fell falls fall led leads lead ran runs run sent sends send spent spends spend held holds hold met meets meet brought brings bring
	thought thinks think found finds wants want needs need works uses use seems seem looks look means mean shows show offers offer helps help allows allow lets
	remains remain continues continue plans plan hopes hope believes believe expects expect refuses refuse promises promise accounts accounted love loves hate hates
	can't won't don't vs versus including instead rather etc according due thus hence therefore however alone together itself themselves himself herself
	yes no well first second last once twice one two three four five six seven eight nine ten`)...)

// letters gives the fix the case of the place: a capital at the start of a sentence, capitals throughout where the match has them.
func (r *reading) letters(c *candidate, rule *rule, fix string) string {
	head := r.tokens[c.from]
	first, _ := utf8.DecodeRuneInString(fix)
	if head.shape == lowerShape || !unicode.IsLower(first) {
		if c.allUpper(r) && !rule.properName() && c.end-c.start > 4 {
			return strings.ToUpper(fix)
		}
		return fix
	}
	switch {
	case c.allUpper(r) && c.end-c.start > 4:
		return strings.ToUpper(fix)
	case r.opens(c) || r.headline(c):
		return capitalise(fix)
	}
	return fix
}

func (c *candidate) allUpper(r *reading) bool {
	for _, t := range r.tokens[c.from:c.to] {
		if t.kind == wordToken && t.shape != upperShape {
			return false
		}
	}
	return true
}

// opens reports whether the match begins its sentence, or what a quotation mark or a bracket opens.
func (r *reading) opens(c *candidate) bool {
	i := c.from
	for i > c.sentence.from && (r.tokens[i-1].kind == quoteToken || r.tokens[i-1].kind == markToken && r.tokens[i-1].end-r.tokens[i-1].start == 1 && r.tokens[i].gap == noGap) {
		i--
	}
	return i == c.sentence.from
}

// headline reports whether the words around are capitalised as in a title.
func (r *reading) headline(c *candidate) bool {
	words, capitals := 0, 0
	for i := c.sentence.from; i < c.sentence.to; i++ {
		if t := r.tokens[i]; t.kind == wordToken && t.end-t.start > 3 {
			words++
			if t.shape != lowerShape {
				capitals++
			}
		}
	}
	return words > 2 && capitals*5 >= words*4
}

// undouble widens the cut over words beside the match that the fix says anyway: "Sina Sina Weibo", "WeChat (WeChat)".
// A match that the text itself gives in brackets behind the right name, "Jack Ma (Ma Yun)", is refused.
func (r *reading) undouble(c *candidate, text []byte) {
	t, words := r.tokens, hashWords(c.fix)
	for n := len(words); n > 0; n-- {
		from := int(c.from) - n
		if from >= int(c.sentence.from) && joined(t, from, int(c.from)+1) && sameWords(t[from:c.from], words[:n]) && (n < len(words) || t[from].shape != lowerShape) {
			c.cutFrom = t[from].start
			break
		}
	}
	for n := len(words); n > 0; n-- {
		to := int(c.to) + n
		if to <= int(c.sentence.to) && joined(t, int(c.to), to) && t[c.to].gap == blankGap && sameWords(t[c.to:to], words[len(words)-n:]) {
			c.cutTo = t[to-1].end
			return
		}
	}
	if r.explained(c, words) {
		c.refused = "gloss"
		return
	}
	before := int(c.from) - 1 - len(words)
	if before >= int(c.sentence.from) && int(c.to) < len(t) && bracket(text, t[c.from-1], "(（") && bracket(text, t[c.to], ")）") && sameWords(t[before:c.from-1], words) {
		c.refused = "gloss"
		return
	}
	to := int(c.to) + len(words) + 2
	if to <= int(c.sentence.to) && bracket(text, t[c.to], "(（") && bracket(text, t[to-1], ")）") && sameWords(t[int(c.to)+1:to-1], words) {
		c.cutTo = t[to-1].end
	}
}

// explained reports whether the sentence says what a name means, with the right name in it: "Xunlei means fast thunder".
func (r *reading) explained(c *candidate, words []uint64) bool {
	t := r.tokens
	means := false
	for i := c.sentence.from; i < c.from && !means; i++ {
		means = glosses[t[i].hash]
	}
	if !means && (c.to >= c.sentence.to || !glosses[t[c.to].hash]) {
		return false
	}
	for i := int(c.sentence.from); len(words) > 0 && i+len(words) <= int(c.sentence.to); i++ {
		if t[i].shape != lowerShape && !overlapping(i, i+len(words), c) && sameWords(t[i:i+len(words)], words) {
			return true
		}
	}
	return false
}

var glosses = hashSet("means", "meaning", "literally", "translates", "translated", "translation", "name", "named")

// joined reports whether the tokens from..to stand side by side, with nothing but single blanks or hyphens between.
func joined(t []token, from, to int) bool {
	for i := from + 1; i < to; i++ {
		if t[i].gap == breakGap || t[i].kind == endToken {
			return false
		}
	}
	return true
}

func sameWords(t []token, words []uint64) bool {
	for i, w := range words {
		if t[i].hash != w {
			return false
		}
	}
	return true
}

func bracket(text []byte, t token, signs string) bool {
	return t.kind == markToken && strings.Contains(signs, string(text[t.start:t.end]))
}

// mendArticle drops an article before a name and turns a into an, or back, where the fix wants it.
func (r *reading) mendArticle(c *candidate, rule *rule, text []byte, qualifies bool) {
	i := int(c.from) - 1
	for i >= 0 && r.tokens[i].start >= c.cutFrom {
		i--
	}
	if i < int(c.sentence.from) || r.tokens[i+1].gap != blankGap || !articles[r.tokens[i].hash] {
		return
	}
	article := r.tokens[i]
	said := string(text[article.start:article.end])
	upper := startsUpper(said)
	if rule.properName() && rule.Article != "keep" && !qualifies && startsUpper(c.fix) {
		c.cutFrom = article.start
		return
	}
	if strings.EqualFold(said, "the") {
		if strings.HasPrefix(c.fix, "the ") || strings.HasPrefix(c.fix, "The ") {
			c.cutFrom = article.start
			if upper {
				c.fix = capitalise(c.fix)
			}
		}
		return
	}
	want := "a"
	if takesAn(c.fix) {
		want = "an"
	}
	if strings.EqualFold(said, want) {
		return
	}
	if upper {
		want = capitalise(want)
	}
	c.cutFrom, c.fix = article.start, want+" "+c.fix
}

// closeGap takes one blank along where the fix deletes the match, so that no two blanks stay.
func (r *reading) closeGap(c *candidate, text []byte) {
	before := c.cutFrom > 0 && text[c.cutFrom-1] == ' '
	after := int(c.cutTo) < len(text) && text[c.cutTo] == ' '
	switch {
	case before && (after || int(c.cutTo) == len(text) || strings.IndexByte(".,;:!?)\n", text[c.cutTo]) >= 0):
		c.cutFrom--
	case after && c.cutFrom == 0:
		c.cutTo++
	}
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
