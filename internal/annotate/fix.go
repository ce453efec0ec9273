package annotate

import (
	"bytes"
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
	case before && c.from > 0 && indefinite[r.tokens[c.from-1].hash] && pluralNoun(fix[strings.LastIndexByte(fix, ' ')+1:]):
		fix = singular(fix)
	case c.plural && f.plural != "":
		fix = f.plural
	case !before && !c.plural && !rule.properName() && r.counted(c, text) && (f.plural != "" || fix != "" && countable(fix)):
		if fix = f.plural; fix == "" {
			fix = plural(f.fix)
		}
	case c.plural && fix != "" && !r.alone(c, text) && countable(fix) && (!rule.properName() || !startsUpper(fix[strings.LastIndexByte(fix, ' ')+1:])):
		fix = plural(fix)
	}
	if fix == "" {
		r.closeGap(c, text)
		return
	}
	if !rule.properName() && fix == f.fix {
		fix = r.agree(c, fix, text)
	}
	if !rule.properName() && sameLetters(fix, string(text[c.start:c.end])) {
		c.refused = "same"
		return
	}
	c.fix = r.letters(c, rule, fix)
	r.undouble(c, text)
	r.mendPossessive(c)
	r.mendArticle(c, rule, text, before)
}

// alone reports whether the word before a match says that there is one of what the fix names, whatever the number of its last word.
func (r *reading) alone(c *candidate, text []byte) bool {
	if c.from <= c.sentence.from {
		return false
	}
	switch r.word(text, c.from-1) {
	case "a", "an", "this", "each", "every", "another":
		return true
	}
	return false
}

// counted reports whether the word before a match is a number or says that there are many: machines leave what is counted in the singular.
func (r *reading) counted(c *candidate, text []byte) bool {
	if c.from <= c.sentence.from {
		return false
	}
	word := r.word(text, c.from-1)
	if countWords[word] {
		return true
	}
	if c.start == 0 || text[c.start-1] != ' ' || c.from-1 > c.sentence.from && labelWords[r.word(text, c.from-2)] {
		return false // a 150-degree battery, the 170 prefix, March 11
	}
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	year := len(word) == 4 && (strings.HasPrefix(word, "19") || strings.HasPrefix(word, "20"))
	return word != "" && word != "0" && word != "1" && !year
}

// countWords are words before a plural alone.
var countWords = set("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
	"hundred", "thousand", "million", "many", "several", "few", "these", "those", "various", "numerous")

// labelWords stand before numbers that count nothing.
var labelWords = set("the", "no", "number", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "chapter", "page", "part",
	"section", "class", "type", "model", "version", "windows", "iphone")

// sameLetters reports whether two phrases differ in nothing but hyphens and capitals: anti-virus is as good as antivirus.
func sameLetters(a, b string) bool {
	return strings.EqualFold(strings.ReplaceAll(a, "-", ""), strings.ReplaceAll(b, "-", ""))
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
	if t.gap == hyphenGap {
		return true // WeChat-based
	}
	title := t.shape == titleShape && r.tokens[c.from].shape == titleShape && r.tokens[c.to-1].shape == titleShape && c.from != c.sentence.from
	capitals := t.shape == upperShape && c.allUpper(r)
	if t.shape != lowerShape && !title && !capitals {
		return false
	}
	low := strings.ToLower(word)
	past := strings.HasSuffix(low, "ed") && len(low) > 4
	return !noNoun[low] && !past && !strings.HasSuffix(low, "ly")
}

var indefinite = hashSet("a", "an")

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
	writes wrote speaks spoke cheats earns owns lives follows opens drives drove draws drew chooses chose relies depends belongs appears happens exists lacks fails joins enters tries
	tried adds asks covers creates decides delivers eats ate enjoys exceeds fears feels felt fills gains generates hears heard hides hid ignores includes introduces invests invites lends lent
	likes merges needs occupies operates owes performs prefers prepares produces provides pushes raises reaches reads receives reduces releases replaces represents requires responds reveals
	serves sits sat stands stood stays steals stole suffers teaches taught treats understands understood waits wears wore worries threw flew slept sang drank drove swept beats beat
	yes no well first second last once twice one two three four five six seven eight nine ten`)...)

// letters gives the fix the case of the place: a capital at the start of a sentence, capitals throughout where the match has them.
func (r *reading) letters(c *candidate, rule *rule, fix string) string {
	head := r.tokens[c.from]
	first, _ := utf8.DecodeRuneInString(fix)
	if head.shape == lowerShape || !unicode.IsLower(first) || innerCapital(fix) {
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

// innerCapital reports whether the first word of a fix is written with a capital behind its first letter: iQiyi stays so everywhere.
func innerCapital(fix string) bool {
	word, _, _ := strings.Cut(fix, " ")
	_, n := utf8.DecodeRuneInString(word)
	return strings.ContainsFunc(word[n:], unicode.IsUpper)
}

func (c *candidate) allUpper(r *reading) bool {
	for _, t := range r.tokens[c.from:c.to] {
		if t.kind == wordToken && t.shape != upperShape {
			return false
		}
	}
	return true
}

// opens reports whether the match begins its sentence or its line, or what a quotation mark or a bracket opens.
func (r *reading) opens(c *candidate) bool {
	i := c.from
	for i > c.sentence.from && (r.tokens[i-1].kind == quoteToken || r.tokens[i-1].kind == markToken && r.tokens[i-1].end-r.tokens[i-1].start == 1 && r.tokens[i].gap == noGap) {
		i--
	}
	return i == c.sentence.from || r.newLine(c.block, i)
}

// newLine reports whether a line of the text begins with token i.
func (r *reading) newLine(block, i int32) bool {
	return bytes.IndexByte(r.blocks[block].Text[r.tokens[i-1].end:r.tokens[i].start], '\n') >= 0
}

// headline reports whether the words of the match's line are capitalised as in a title.
func (r *reading) headline(c *candidate) bool {
	from, to := c.from, c.to
	for from > c.sentence.from && !r.newLine(c.block, from) {
		from--
	}
	for to < c.sentence.to && !r.newLine(c.block, to) {
		to++
	}
	words, capitals := 0, 0
	for i := from; i < to; i++ {
		if t := r.tokens[i]; t.kind == wordToken && t.end-t.start > 3 {
			words++
			if t.shape != lowerShape {
				capitals++
			}
		}
	}
	stop := r.tokens[to-1]
	ends := stop.kind == endToken && r.blocks[c.block].Text[stop.start] == '.'
	return words > 2 && capitals*5 >= words*4 && !ends
}

// mendPossessive takes the 's behind a match along where the fix is a plural, which takes the apostrophe alone.
func (r *reading) mendPossessive(c *candidate) {
	if c.to >= c.sentence.to || c.plural || c.cutTo != c.end || r.tokens[c.to].hash != possessive {
		return
	}
	if last := c.fix[strings.LastIndexByte(c.fix, ' ')+1:]; pluralNoun(last) {
		c.cutTo, c.fix = r.tokens[c.to].end, c.fix+"'"
	}
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
