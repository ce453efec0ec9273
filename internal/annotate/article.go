package annotate

import "strings"

// mendArticle makes the article before the match what the fix wants: none before a name, the before an authority, a or an by the sound.
func (r *reading) mendArticle(c *candidate, rule *rule, text []byte, qualifies bool) {
	i := int(c.from) - 1
	for i >= 0 && r.tokens[i].start >= c.cutFrom {
		i--
	}
	if i < int(c.sentence.from) || r.tokens[i+1].gap != blankGap || !articles[r.tokens[i].hash] {
		r.addArticle(c, rule, i, qualifies)
		return
	}
	article := r.tokens[i]
	said := string(text[article.start:article.end])
	the := strings.EqualFold(said, "the")
	switch {
	case (rule.Article != "keep" || c.fix != rule.Fix && !rule.properName()) && !qualifies && r.isName(c, rule) && !takesThe(c.fix, rule):
		c.cutFrom = article.start
		if startsUpper(said) && !innerCapital(c.fix) {
			c.fix = capitalise(c.fix)
		}
	case the && strings.HasPrefix(strings.ToLower(c.fix), "the "):
		c.cutFrom = article.start
		if startsUpper(said) {
			c.fix = capitalise(c.fix)
		}
	case !the:
		r.mendIndefinite(c, article, said, qualifies)
	}
}

// mendIndefinite turns a into an, or back, and drops it where the fix takes none.
func (r *reading) mendIndefinite(c *candidate, article token, said string, qualifies bool) {
	upper := startsUpper(said)
	if !qualifies && takesNoA(c.fix) || strings.HasPrefix(strings.ToLower(c.fix), "the ") || strings.HasPrefix(c.fix, "a ") || strings.HasPrefix(c.fix, "an ") {
		c.cutFrom = article.start
		if upper && !innerCapital(c.fix) {
			c.fix = capitalise(c.fix)
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

// takesNoA reports whether a noun phrase has no singular that is counted: a plural, or a mass.
func takesNoA(fix string) bool {
	last := fix[strings.LastIndexByte(fix, ' ')+1:]
	return masses[last] || pluralNoun(last)
}

// masses are nouns, last in fixes of packs, that no article "a" stands before.
var masses = set("commerce", "e-commerce", "staff", "news", "data", "traffic", "software", "hardware", "equipment", "content", "money", "spam", "clickbait",
	"advertising", "intelligence", "information", "revenue", "baijiu", "sellers", "people", "users", "fans", "goods", "earnings", "savings", "streaming")

// isName reports whether the fix is a name as a whole, so that no article stands before it: Xiaomi, but not Xiaomi phone.
func (r *reading) isName(c *candidate, rule *rule) bool {
	if _, named := r.engine.byText[c.fix]; !rule.properName() && !named {
		return false
	}
	last := c.fix[strings.LastIndexByte(c.fix, ' ')+1:]
	if owner, _, of := strings.Cut(c.fix, "'s "); of && !strings.Contains(owner, " ") {
		return startsUpper(owner) // Baidu's spider
	}
	return (startsUpper(c.fix) || c.fix[0] >= '0' && c.fix[0] <= '9') && (startsUpper(last) || strings.ContainsAny(last, "0123456789)\"”") || innerCapital(last)) || innerCapital(c.fix) && !strings.Contains(c.fix, " ")
}

// takesThe reports whether a name is one of an office or an assembly, of which English says the.
func takesThe(fix string, rule *rule) bool {
	if rule.Kind != Organisation && rule.Kind != Term && rule.Kind != Person || !startsUpper(fix) {
		return false
	}
	head, tail, of := strings.Cut(fix, " of ")
	if !of {
		head, tail, of = strings.Cut(fix, " for ")
	}
	head = head[strings.LastIndexByte(head, ' ')+1:]
	return offices[head] || of && tail != "" && houses[head] && strings.Contains(strings.TrimSuffix(fix, tail), " ") && fix != "Bank of Communications"
}

var (
	offices = set("Ministry", "Commission", "Administration", "Association", "Committee", "Council", "Federation", "Office", "Authority", "Bureau", "Congress",
		"League", "Exchange", "Index", "gala", "Gala")
	houses = set("Bank", "Academy", "University", "Institute", "Court", "Department") // only with an "of": Renmin University, but the University of …
)

// addArticle puts the before the name of an office where the machine left it out: in front of a sentence, or behind a word after which a noun
// phrase begins. Headlines do without.
func (r *reading) addArticle(c *candidate, rule *rule, before int, qualifies bool) {
	if qualifies || rule.Article == "none" || !takesThe(c.fix, rule) || r.headline(c) {
		return
	}
	opens := r.opens(c)
	if !opens && (before < 0 || !opensPhrase[r.tokens[before].hash] || r.tokens[before+1].gap != blankGap) {
		return
	}
	if c.to < c.sentence.to && r.tokens[c.to].gap != noGap && r.tokens[c.to].shape == titleShape && r.tokens[c.to].kind == wordToken {
		return // part of a longer name, or of a heading
	}
	if opens {
		if !r.prose(c) {
			return
		}
		c.fix = "The " + c.fix
		return
	}
	c.fix = "the " + c.fix
}

// prose reports whether the sentence of a match is one: it has an end, and more words than a menu.
func (r *reading) prose(c *candidate) bool {
	last := r.tokens[c.sentence.to-1]
	return c.sentence.to-c.sentence.from > c.to-c.from+3 && (last.kind == endToken || last.kind == quoteToken)
}

// opensPhrase are words behind which a noun phrase begins.
var opensPhrase = hashSet("of", "in", "on", "at", "by", "for", "from", "to", "into", "with", "without", "through", "under", "against", "between", "among", "after", "before", "during",
	"across", "via", "and", "but", "that", "which", "when", "while", "because", "if", "as", "than", "is", "are", "was", "were", "said", "says", "told", "tells", "asked", "joined", "met")
