package annotate

import "strings"

// agree gives the verb at the head of a fix the form of the verb that stood at the head of the match, or else the one that the place asks for:
// "He cut meat" was selling at a loss, "to keep pulling new" is to win new users. It returns the fix as it is where it begins with no verb.
func (r *reading) agree(c *candidate, fix string, text []byte) string {
	head, rest, _ := strings.Cut(fix, " ")
	said, ok := verbs()[head]
	object, of := strings.CutPrefix(rest, "of ")
	if head == "cut" && !of {
		object, of = strings.CutPrefix(rest, "in ")
	}
	if ok && of && (said.forms == gerund || head == "cut") {
		return r.agreeNoun(c, fix, said, object, text)
	}
	if object, is := strings.CutPrefix(rest, "orders"); head == "fake" && is {
		if stood := verbs()[r.word(text, c.from)].forms; stood != 0 && stood&plain == 0 {
			return conjugate("fake", r.wanted(c, plain, text)) + " orders" + object // faking orders; to fake orders is written like false ones
		}
		return fix
	}
	if head == "be" {
		return r.agreeBe(c, fix, rest, text)
	}
	if !ok || strings.HasSuffix(fix, "!") || !verbPhrase(head, said, rest) {
		return fix
	}
	want := r.wanted(c, said.forms, text)
	if want == 0 || said.forms&want != 0 {
		return fix
	}
	head = conjugate(said.verb, want)
	if rest == "" {
		return head
	}
	if first, second, both := strings.Cut(rest, " and "); both && said.forms&plain != 0 {
		word, more, _ := strings.Cut(second, " ")
		if v := verbs()[word]; v.forms&plain != 0 && (pureVerbs[word] || word == "fall") { // buys high and sells low
			rest = strings.TrimSuffix(first+" and "+conjugate(v.verb, want)+" "+more, " ")
		}
	}
	return head + " " + rest
}

// agreeBe does the same for a fix in the passive: "He was hit in the face" is that he was proved wrong.
func (r *reading) agreeBe(c *candidate, fix, rest string, text []byte) string {
	own := r.word(text, c.from)
	stood, verbal := verbs()[own]
	before, at := r.before(c, text)
	switch {
	case verbal && stood.verb == "be":
		return own + " " + rest
	case beforms[before] && before != "being":
		return rest
	}
	want := r.wanted(c, plain, text)
	if want == 0 || want == plain {
		return fix
	}
	head := conjugate("be", want)
	if _, many := r.subject(c, at, text); many && want == third {
		head = "are"
	} else if many && want == past {
		head = "were"
	}
	return head + " " + rest
}

// agreeNoun makes a verb of a noun of action where a verb stood: "The bank lowered the standard" is no "cut of the reserve ratio", but cut the reserve ratio.
func (r *reading) agreeNoun(c *candidate, fix string, said verbForm, object string, text []byte) string {
	stood, verbal := verbs()[r.word(text, c.from)]
	if !verbal || stood.forms == gerund {
		return fix
	}
	if want := r.wanted(c, plain, text); want&(plain|third|past) != 0 {
		return conjugate(said.verb, want) + " " + object
	}
	return fix
}

// verbPhrase reports whether a fix is a verb with what belongs to it: "flood the feed", but not "flood of orders".
func verbPhrase(head string, said verbForm, rest string) bool {
	next, _, _ := strings.Cut(rest, " ")
	switch {
	case next == "of" || said.verb == "be":
		return false
	case said.forms&plain == 0 && said.forms&perfect != 0 && said.forms != perfect:
		return object[next] || barePhrases[said.verb+" "+rest] || particles[next] || said.verb == "fake" && rest != "" // not "caught in the crossfire"
	case said.forms&plain == 0:
		return afterVerb[next] || barePhrases[said.verb+" "+rest] || said.verb == "fake" && rest != "" || said.forms == past && rest != "" || said.forms == third && rest == ""
	case rest == "":
		return onlyVerbs[head]
	}
	return pureVerbs[said.verb] || afterVerb[next] || barePhrases[head+" "+rest]
}

var (
	// object are words with which the object of a verb begins.
	object    = set("a", "an", "the", "it", "them", "him", "his", "her", "its", "their")
	particles = set("up", "out", "off", "back", "away")
	// afterVerb are words behind which, or rather before which, a word that may be a noun is a verb.
	afterVerb = set("a", "an", "the", "it", "them", "him", "his", "her", "its", "their", "one's", "oneself", "up", "out", "off", "down", "back", "away", "through", "into", "below", "over",
		"everything", "things", "anything", "nothing", "another", "in")
	// pureVerbs are verbs that begin no noun phrase.
	pureVerbs = set(strings.Fields(`accept acquire activate add avoid become bring buy catch choose cling create cultivate deliver die disclose disrupt earn eat empower enter expand exploit fall fawn
		feel find fleece flourish follow forget gain get give go grab harass hear hide hire invest invite join keep kill know leave lend lose make manipulate nip overcome overtake pick poach quarrel
		quit receive recommend recruit rectify return say see sell send serve settle speak speculate stay steal stick stir subscribe take teach tell throw transform understand unfollow vanish wear win
		withdraw write`)...)
	// onlyVerbs may be a fix alone.
	onlyVerbs = set("abscond", "brag", "complain", "criticise", "deleverage", "empower", "lurk", "overcome", "overtake", "poach", "quarrel", "rebalance", "rectify", "unfollow", "plunge")
	// barePhrases are verbs with an object that has no article.
	barePhrases = set("burn cash", "hunt for freebies", "abscond with the money", "burn cash on subsidies", "change jobs", "break even", "chase highs", "chase limit-up shares", "hunt bugs", "raise money", "look on for fun", "fight for supremacy",
		"push for an IPO", "play on memes", "sign for the parcel", "draw cards", "build backlinks", "move sideways", "stand out from the rest", "start afresh on one's own", "run dungeons",
		"pass on the order", "lie flat", "rise and fall back", "lose followers", "gain followers", "win fans", "swap batteries", "have high blood pressure, sugar and cholesterol", "steer opinion", "drive traffic", "inflate read counts", "sell goods", "sell shares", "buy followers", "pick sides", "send gifts", "ride a hot trend")
)

// wanted says in which form the verb of a fix shall stand; 0 where nothing speaks for one. has are the forms in which the rule gives it.
func (r *reading) wanted(c *candidate, has tense, text []byte) tense {
	stood, verbal := verbs()[r.word(text, c.from)]
	before, next := r.before(c, text)
	place := formAfter(before)
	switch {
	case verbal && modalWords[before]:
		return plain
	case verbal && stood.forms == gerund:
		return gerund
	case verbal && stood.forms == third:
		return third
	case verbal && stood.forms&(past|perfect) != 0 && stood.forms&plain == 0:
		if place == perfect || place == gerund && beforms[before] && has&plain != 0 {
			return perfect
		}
		if place == plain {
			return plain
		}
		if has&past != 0 || has == gerund && stood.forms&past == 0 {
			return 0
		}
		return past
	case place == plain, place == gerund, place == perfect:
		if !verbal && place != plain {
			return 0
		}
		return place
	case !verbal:
		return 0
	}
	if has&plain == 0 {
		one, many := r.subject(c, next, text)
		if has != gerund || !one && !many || r.qualifies(c) {
			return 0
		}
	}
	return r.finite(c, has, stood.forms, next, text)
}

// finite says which form a verb takes that stood in its plain form, or in one that is the same in the past, by what stands before it.
func (r *reading) finite(c *candidate, has, stood tense, at int32, text []byte) tense {
	same := stood&past != 0 // cut, put, hit
	one, many := r.subject(c, at, text)
	switch {
	case one && (same || r.tellsPast(c, text)):
		return past
	case one:
		return third
	case many && same && r.tellsPast(c, text):
		return past
	case many && has&plain == 0:
		return plain
	case at < c.sentence.from && c.to < c.sentence.to && (finiteWords[r.word(text, c.to)] || r.word(text, c.to) == "of"):
		return gerund // "Cut meat is painful."
	}
	return 0
}

// subject reports whether the word at is a subject in the singular or the plural, as far as that can be told.
func (r *reading) subject(c *candidate, at int32, text []byte) (one, many bool) {
	if at < c.sentence.from || r.tokens[at].kind != wordToken {
		return false, false
	}
	word := r.word(text, at)
	switch {
	case singularSubjects[word]:
		return !r.causative(c, at, text), false
	case plainSubjects[word]:
		return false, true
	case noNoun[word] || functionWords[word] || strings.HasSuffix(word, "ly") || text[r.tokens[at].start] == '\'' || !asciiLetterAt(text, int(r.tokens[at].start)):
		return false, false
	}
	many = pluralWord(word)
	i := at - 1
	if r.tokens[at].shape == titleShape {
		for i >= c.sentence.from && r.tokens[i].kind == wordToken && r.tokens[i].shape != lowerShape && !determiners[r.word(text, i)] && !prepositions[r.word(text, i)] {
			i--
		}
		if i >= c.sentence.from && determiners[r.word(text, i)] {
			i--
		}
	} else {
		for i >= c.sentence.from && i >= at-2 && !determiners[r.word(text, i)] {
			if w := r.word(text, i); noNoun[w] || pluralWord(w) || r.tokens[i].kind != wordToken {
				return false, many && !prepositions[w]
			}
			i--
		}
		if i < c.sentence.from || !determiners[r.word(text, i)] {
			return false, many
		}
		if i--; i >= c.sentence.from && (r.word(text, i+1) == "'s" || r.word(text, i+1) == "’s") {
			i--
		}
	}
	if i >= c.sentence.from && prepositions[r.word(text, i)] {
		return false, false
	}
	return !many && !r.causative(c, i+1, text), many
}

func pluralWord(w string) bool {
	return len(w) > 3 && strings.HasSuffix(w, "s") && !hasAnySuffix(w, "ss", "is", "ous", "irus", "pus", "nus", "tus", "cus") || w == "people" || w == "men" || w == "women" || w == "children"
}

// causative reports whether a word stands before at behind which a verb stays plain: let him sell, did he sell.
func (r *reading) causative(c *candidate, at int32, text []byte) bool {
	for i := at - 1; i >= c.sentence.from && i >= at-3; i-- {
		if w := r.word(text, i); bareAfter[w] || w == "make" || w == "makes" || w == "made" || w == "see" || w == "saw" || w == "watched" {
			return true
		}
	}
	return false
}

// tellsPast reports whether another verb of the sentence stands in the past.
func (r *reading) tellsPast(c *candidate, text []byte) bool {
	for i := c.sentence.from; i < c.sentence.to; i++ {
		if i >= c.from && i < c.to || r.tokens[i].kind != wordToken || r.tokens[i].shape != lowerShape {
			continue
		}
		w := r.word(text, i)
		v, ok := verbs()[w]
		if i > c.sentence.from && (beforms[r.word(text, i-1)] || determiners[r.word(text, i-1)]) {
			continue
		}
		if ok && v.forms&past != 0 && v.forms&plain == 0 || w == "had" || !ok && len(w) > 4 && strings.HasSuffix(w, "ed") {
			return true
		}
	}
	return false
}

// before returns the word that decides on the form of a verb in the place of the match, adverbs passed over, and where it stands.
func (r *reading) before(c *candidate, text []byte) (string, int32) {
	i := c.from - 1
	for i >= c.sentence.from {
		w := r.word(text, i)
		if r.tokens[i].kind != quoteToken && !midAdverbs[w] && (!strings.HasSuffix(w, "ly") || len(w) <= 4) {
			return w, i
		}
		i--
	}
	return "", i
}

// word is a token in small letters.
func (r *reading) word(text []byte, i int32) string {
	t := r.tokens[i]
	return strings.ToLower(string(text[t.start:t.end]))
}

// formAfter says which form of a verb the word before asks for.
func formAfter(before string) tense {
	switch {
	case bareAfter[before]:
		return plain
	case before == "has" || before == "have" || before == "had" || before == "having" || before == "'ve" || before == "’ve":
		return perfect
	case beforms[before] || gerundAfter[before]:
		return gerund
	}
	return 0
}

var (
	bareAfter = set("to", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "cannot", "dare", "dared", "do", "does", "did", "'t", "’t", "'ll", "’ll", "'d", "’d", "let", "lets", "help", "helps",
		"helped")
	modalWords   = set("will", "would", "shall", "should", "can", "could", "may", "might", "must", "cannot", "dare", "did", "'ll", "’ll")
	prepositions = set("of", "in", "on", "at", "by", "for", "from", "with", "to", "under", "through", "via", "into", "like", "as", "between", "among", "about", "after", "before", "and", "or", "than", "against")
	beforms      = set("is", "are", "was", "were", "be", "been", "being", "am", "'re", "’re", "'m", "’m", "get", "gets", "got", "getting")
	gerundAfter  = set("for", "of", "by", "without", "from", "in", "after", "before", "against", "about", "despite", "through", "via", "on", "into", "with", "while", "when", "besides",
		"start", "starts", "started", "stop", "stops", "stopped", "keep", "keeps", "kept", "avoid", "avoids", "avoided", "continue", "continues", "continued", "quit", "finish", "finished", "enjoy",
		"enjoys", "hate", "hates", "begin", "begins", "began", "the")
	midAdverbs       = set("not", "also", "just", "still", "even", "always", "never", "often", "then", "again", "ever", "already", "soon", "now", "only", "almost", "both", "all")
	singularSubjects = set("he", "she", "it", "nobody", "everybody", "everyone", "somebody", "someone")
	plainSubjects    = set("i", "we", "they", "you")
	determiners      = set("the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my", "your", "every", "each", "one", "another", "'s", "’s")
	finiteWords      = set("is", "was", "has", "had", "will", "would", "can", "could", "may", "means", "meant", "became", "becomes", "makes", "made", "seems")
)
