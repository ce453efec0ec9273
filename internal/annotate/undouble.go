package annotate

import (
	"strings"
	"unicode"
)

// undouble widens the cut over words beside the match that the fix says anyway: "Sina Sina Weibo", "WeChat (WeChat)", "WeChat, or WeChat,".
// A match that the text itself gives as another name, "Jack Ma (Ma Yun)", is refused.
func (r *reading) undouble(c *candidate, text []byte) {
	words := hashWords(c.fix)
	if r.explained(c, words) || r.glossed(c, text, words) {
		c.refused = "gloss"
		return
	}
	r.undoubleBefore(c, words)
	if !r.undoubleAfter(c, words) && !r.undoubleRest(c, text) {
		r.undoubleGloss(c, text, words)
	}
}

// undoubleBefore cuts what stands before the match and begins the fix, or is the match's own first word said twice.
func (r *reading) undoubleBefore(c *candidate, words []uint64) {
	t := r.tokens
	for n := len(words); n > 0; n-- {
		from := int(c.from) - n
		if from >= int(c.sentence.from) && joined(t, from, int(c.from)+1) && sameWords(t[from:c.from], words[:n]) && (n < len(words) || t[from].shape != lowerShape) {
			c.cutFrom = t[from].start
			return
		}
	}
	for n := len(words) - 1; n > 0; n-- { // WeChat's WeChat Pay
		from := int(c.from) - n - 1
		if from >= int(c.sentence.from) && t[c.from-1].hash == possessive && t[c.from].gap == blankGap && joined(t, from, int(c.from)+1) && sameWords(t[from:c.from-1], words[:n]) {
			c.cutFrom = t[from].start
			return
		}
	}
	if i := c.from - 1; i >= c.sentence.from && t[c.from].gap == blankGap && longWord(t[i]) && t[i].hash == t[c.from].hash && (t[i].shape == t[c.from].shape || t[c.from].shape == lowerShape) {
		c.cutFrom = t[i].start
	}
}

// undoubleAfter cuts what stands behind the match and ends the fix.
func (r *reading) undoubleAfter(c *candidate, words []uint64) bool {
	t := r.tokens
	for n := len(words); n > 0; n-- {
		to := int(c.to) + n
		if to <= int(c.sentence.to) && joined(t, int(c.to), to) && t[c.to].gap == blankGap && sameWords(t[c.to:to], words[len(words)-n:]) {
			c.cutTo = t[to-1].end
			return true
		}
	}
	return false
}

// undoubleRest cuts the match's own last word said twice, "payment payment", and the end of a name written together: "LeTV TV".
func (r *reading) undoubleRest(c *candidate, text []byte) bool {
	t := r.tokens
	if c.to >= c.sentence.to || t[c.to].gap != blankGap || t[c.to].kind != wordToken {
		return false
	}
	next := t[c.to]
	last := t[c.to-1]
	twice := longWord(next) && next.hash == last.hash && (next.shape == last.shape || next.shape == lowerShape)
	word := string(text[next.start:next.end])
	rest, ok := strings.CutSuffix(c.fix, word)
	ending := ok && len(word) > 1 && unicode.IsUpper(rune(word[0])) && rest != "" && unicode.IsLower(rune(rest[len(rest)-1]))
	if twice || ending {
		c.cutTo = next.end
	}
	return twice || ending
}

func longWord(t token) bool { return t.kind == wordToken && t.end-t.start > 2 }

// undoubleGloss cuts the right name that the text gives behind the wrong one: "(WeChat)", ", or WeChat,", "(also WeChat)".
func (r *reading) undoubleGloss(c *candidate, text []byte, words []uint64) {
	t := r.tokens
	open := int(c.to)
	if open >= int(c.sentence.to) {
		return
	}
	comma := isMark(text, t[open], ",，")
	if !comma && !isMark(text, t[open], "(（") {
		return
	}
	from := open + 1
	for from < int(c.sentence.to) && asWell[t[from].hash] {
		from++
	}
	to := from + len(words)
	if comma && from == open+1 || to >= int(c.sentence.to) || !joined(t, from, to) || !sameWords(t[from:to], words) {
		return
	}
	switch {
	case !comma && isMark(text, t[to], ")）"), comma && isMark(text, t[to], ",，"):
		c.cutTo = t[to].end
	case comma && t[to].kind == endToken:
		c.cutTo = t[to-1].end
	}
}

// asWell are the words that bring in another name.
var asWell = hashSet("or", "also", "i", "e", "ie", "namely", "known", "called", "as", "the", "that", "is")

// glossed reports whether the text gives the match itself as another name behind the right one: "WeChat (micro-letter)", "WeChat, or micro-letter,".
func (r *reading) glossed(c *candidate, text []byte, words []uint64) bool {
	t := r.tokens
	open := int(c.from) - 1
	for open > int(c.sentence.from) && (asWell[t[open].hash] || t[open].kind == quoteToken) {
		open--
	}
	if open > int(c.sentence.from) && isMark(text, t[open], "(（") && len(words) > 1 && t[open-1].hash == words[0] {
		return true // Pony (Ma Huateng)
	}
	before := open - len(words)
	if before < int(c.sentence.from) || int(c.to) >= len(t) || !sameWords(t[before:open], words) {
		return false
	}
	end := t[c.to]
	if end.kind == quoteToken && int(c.to)+1 < len(t) {
		end = t[c.to+1]
	}
	return isMark(text, t[open], "(（") && isMark(text, end, ")）") || isMark(text, t[open], ",，") && open < int(c.from)-1 && (isMark(text, end, ",，") || end.kind == endToken)
}

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

// isMark reports whether a token is one of some marks of punctuation.
func isMark(text []byte, t token, signs string) bool {
	return t.kind == markToken && strings.Contains(signs, string(text[t.start:t.end]))
}

// explained reports whether the sentence says what a name means, with the right name in it: "Xunlei means fast thunder".
func (r *reading) explained(c *candidate, words []uint64) bool {
	t := r.tokens
	means := false
	for i := c.sentence.from; i < c.from && !means; i++ {
		means = meanings[t[i].hash]
	}
	if !means && (c.to >= c.sentence.to || !meanings[t[c.to].hash]) {
		return false
	}
	for i := int(c.sentence.from); len(words) > 0 && i+len(words) <= int(c.sentence.to); i++ {
		if t[i].shape != lowerShape && !overlapping(i, i+len(words), c) && sameWords(t[i:i+len(words)], words) {
			return true
		}
	}
	return false
}

var meanings = hashSet("means", "meaning", "literally", "translates", "translated", "translation", "name", "named")
