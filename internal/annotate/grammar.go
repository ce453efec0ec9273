package annotate

import (
	"slices"
)

// measureLook measures the quotation marks, capitals and determiners on the match itself.
func (r *reading) measureLook(c *candidate, rule *rule, names []naming) {
	t := r.tokens
	if c.from > 0 && int(c.to) < len(t) && t[c.from-1].kind == quoteToken && t[c.to].kind == quoteToken && t[c.from].gap == noGap {
		c.features[quoted] = 1
	}
	if c.from > c.sentence.from && t[c.from].kind == wordToken && t[c.from].shape == titleShape && t[c.from-1].kind == wordToken && t[c.from-1].shape == lowerShape {
		c.features[capital] = 1
	}
	if c.risk != Low && t[c.from].shape == titleShape && c.to-c.from == 1 && r.capitalBeside(c, names) {
		c.features[longerName] = 1
	}
	if c.from > 0 && rule.properName() && !c.plural && plainDeterminers[t[c.from-1].hash] {
		c.features[plainNoun] = 1
	}
	if c.risk != Low {
		r.measureGrammar(c, rule, names)
	}
}

// measureGrammar measures how the match is built into its sentence.
func (r *reading) measureGrammar(c *candidate, rule *rule, names []naming) {
	t := r.tokens
	before, after := c.from > c.sentence.from, c.to < c.sentence.to
	if before && t[c.from].gap == hyphenGap && t[c.from-1].kind == wordToken || after && t[c.to].gap == hyphenGap && t[c.to].kind == wordToken {
		c.features[hyphened] = 1
	}
	if after && c.risk == High && c.common > 0 && c.to-c.from == 1 && r.beforeNoun(c, rule) {
		c.features[compound] = 1
	}
	if !rule.properName() {
		return
	}
	switch r.company(c, names) {
	case 1:
		c.features[amongNames] = 1
	case -1:
		c.features[amongWords] = 1
	}
	if after && t[c.to].hash == ofHash && (c.to-c.from == 1 || t[c.to-1].shape == lowerShape && !namedAt(names, int(c.to)+1, int(c.to)+2)) {
		c.features[beforeOf] = 1
	}
	if next := int(c.to); after && (!before || !articles[t[c.from-1].hash] && !plainDeterminers[t[c.from-1].hash]) {
		for next < int(c.sentence.to)-1 && (t[next].kind == quoteToken || t[next].hash == possessive) {
			next++
		}
		switch {
		case actors[t[next].hash] && rule.Kind != Person:
			c.features[actsAsName] = 1
		case t[next].hash == commaHash && next+1 < int(c.sentence.to) && (explainers[t[next+1].hash] || r.possessor(next+1, int(c.sentence.to), names)):
			c.features[apposed] = 1
		}
	}
	if !before || t[c.from].shape != lowerShape || c.features[quoted] > 0 || t[c.from].gap != blankGap {
		return
	}
	last := t[c.from-1]
	switch w := last.hash; {
	case predicators[w]:
		c.features[predicate] = 1
	case modals[w]:
		c.features[afterModal] = 1
	case adjectives[w] || last.shape == titleShape && hasAnySuffix(string(r.blocks[c.block].Text[last.start:last.end]), "ese", "ish", "ian", "can", "ern"):
		c.features[described] = 1
	}
}

// beforeNoun reports whether an ordinary word stands before a noun that is no word of its rule, by the noun's looks: a verb would have an ending.
func (r *reading) beforeNoun(c *candidate, rule *rule) bool {
	t := r.tokens
	next := t[c.to]
	if t[c.from].shape != lowerShape || next.kind != wordToken || next.shape != lowerShape || next.gap != blankGap || function[next.hash] || actors[next.hash] || modals[next.hash] || pastVerbs[next.hash] || r.claimed[c.to] {
		return false
	}
	word := string(r.blocks[c.block].Text[next.start:next.end])
	if hasAnySuffix(word, "s", "ed", "ing", "ly") || word[0] <= '9' {
		return false
	}
	near, _ := rule.near.at(t, int(c.to), int(c.sentence.to))
	behind, _ := rule.after.at(t, int(c.to), int(c.sentence.to))
	return near+behind == 0
}

// actsOn reports whether the match is a verb with its object, or where it goes, with the article that English wants: hold the plate, fell into a pit.
func (r *reading) actsOn(c *candidate) bool {
	t := r.tokens[c.from:c.to]
	if len(t) < 3 || t[0].shape != lowerShape {
		return false
	}
	object := t[1]
	if steering[object.hash] {
		object = t[2]
	}
	return articles[object.hash] || plainDeterminers[object.hash]
}

// possessor reports whether a name in the possessive stands at i.
func (r *reading) possessor(i, end int, names []naming) bool {
	if !namedAt(names, i, i+1) {
		return false
	}
	for i++; i < end && i < len(r.tokens) && namedAt(names, i, i+1); {
		i++
	}
	return i < end && r.tokens[i].hash == possessive
}

// company tells what stands next to the match over a comma, and, or: 1 for a name, -1 for a common word.
func (r *reading) company(c *candidate, names []naming) int {
	t := r.tokens
	i, j := int(c.from), int(c.to)
	for i-1 > int(c.sentence.from) && joiners[t[i-1].hash] {
		i--
	}
	for j < int(c.sentence.to)-1 && joiners[t[j].hash] {
		j++
	}
	if i < int(c.from) && namedAt(names, i-1, i) || j > int(c.to) && namedAt(names, j, j+1) {
		return 1
	}
	common := func(k int) bool {
		return t[k].kind == wordToken && t[k].shape == lowerShape && !r.claimed[k] && !function[t[k].hash]
	}
	if i < int(c.from) && pairs[t[c.from-1].hash] && common(i-1) || j > int(c.to) && pairs[t[c.to].hash] && common(j) {
		return -1
	}
	return 0
}

var (
	ofHash      = hashWord("of")
	commaHash   = hashWords(",")[0]
	explainers  = hashSet("the", "a", "an", "which", "whose", "where", "founded", "owned", "backed", "led", "run", "headed", "sold")
	predicators = hashSet("is", "are", "was", "were", "be", "been", "being", "am", "very", "so", "too", "more", "most", "less", "feel", "felt", "feels", "looks", "looked", "seems", "seemed", "remains", "remained", "go", "goes", "went", "stay")
	modals      = hashSet("will", "would", "can", "could", "may", "might", "must", "should", "shall", "do", "does", "did", "not", "n't", "they", "we", "i", "you", "he", "she", "who", "let", "lets", "and then", "never", "often", "always", "please")
	pairs       = hashSet("and", "or")
	function    = hashSet("the", "a", "an", "other", "others", "its", "their", "his", "her", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "even", "so", "also", "then", "not", "other", "many", "some", "all", "both", "in", "on", "at", "of", "for", "to", "from", "by", "it", "they", "he", "she", "we", "you", "i", "that", "which", "who", "this", "these", "those", "more")
	adjectives  = hashSet("white", "black", "red", "green", "yellow", "blue", "brown", "golden", "dried", "fresh", "raw", "wild", "tropical", "soft", "hard", "sharp", "loud", "deep", "dry", "wet", "hot", "cold", "young", "old", "big", "small", "little", "huge", "tiny", "long", "short", "heavy", "light", "warm", "sweet", "cooked", "steel", "wooden", "rubber", "plastic", "real", "common", "ordinary", "sexual", "clean", "dirty", "broken", "loose")
	actors      = hashSet("said", "says", "announced", "announces", "launched", "launches", "released", "releases", "denied", "confirmed", "revealed", "acquired", "invested", "ceo", "coo", "cto", "cfo", "founder", "founders", "co-founder", "chairman", "president", "spokesman", "spokesperson", "spokeswoman", "official", "officially", "executives", "responded", "replied", "plans", "hopes", "users", "app", "client", "employees", "also", "listed", "hired", "sued", "bought", "sold", "sells", "opened", "has")
	steering    = hashSet("up", "into", "on", "onto", "off", "out", "down", "over", "from", "to", "at", "away", "back", "through")
	pastVerbs   = hashSet("fell", "rose", "led", "hit", "won", "lost", "grew", "sold", "bought", "went", "came", "made", "took", "gave", "got", "paid", "sent", "met", "held", "kept", "left", "told", "began", "saw", "ran", "wrote", "became",
		"cut", "put", "set", "let", "is", "be", "about", "after", "before", "between", "against", "without", "within", "during", "under", "over", "through", "than", "when", "while", "where", "because", "if", "as", "but", "or", "and", "again", "too", "yet", "now", "today", "first", "once", "until", "since")
	joiners = hashSet(",", "and", "or", "vs", "versus", "with", "、", "/", "&")
)

// capitalBeside reports whether a capitalised word stands directly beside the match that is no name in the lists, as in "Muhammad Ali".
func (r *reading) capitalBeside(c *candidate, names []naming) bool {
	t := r.tokens
	unknown := func(i int32) bool {
		if t[i].kind != wordToken || t[i].shape != titleShape || t[i].end-t[i].start < 3 {
			return false
		}
		return !slices.ContainsFunc(names, func(n naming) bool { return n.from <= i && i < n.to })
	}
	before := c.from-1 > c.sentence.from && t[c.from].gap == blankGap && unknown(c.from-1)
	after := c.to < c.sentence.to && t[c.to].gap == blankGap && unknown(c.to)
	return (before || after) && !r.headline(c)
}

// plainDeterminers stand before common nouns, hardly before names.
var plainDeterminers = hashSet("a", "an", "any", "each", "every", "some", "no", "his", "her", "their", "our", "my", "your", "this", "these", "those", "two", "three", "many", "few", "more", "another", "of a")

func hashSet(words ...string) map[uint64]bool {
	m := make(map[uint64]bool, len(words))
	for _, w := range words {
		if h := hashWords(w); len(h) == 1 {
			m[h[0]] = true
		}
	}
	return m
}
