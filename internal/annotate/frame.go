package annotate

// What stands around a name in the news is much the same whatever the name: a title before a person, "app" behind an app, a verb without an article before
// the company that does it. Rules need not list it.

// measureFrame measures what stands around c as it stands around names of its kind.
func (r *reading) measureFrame(c *candidate, rule *rule) {
	if c.risk == Low || rule.Reach != ReachMatch || !rule.properName() || r.engine.form(c.form).glossed {
		return
	}
	if c.to-c.from > 1 && rule.Kind != Person && r.odd(c) {
		c.features[oddWord] = 1
	}
	if c.common > 0 {
		return
	}
	named := articles[r.tokens[c.from].hash] || plainDeterminers[r.tokens[c.from].hash] // has its determiner inside
	if !named && (c.to-c.from > 1 || r.tokens[c.from].shape == lowerShape) && r.bareSubject(c) {
		c.features[bareSubject] = 1
	}
	if !named && r.bareNoun(c) {
		c.features[bareNoun] = 1
	}
	if c.risk == High && c.to-c.from > 1 && r.tokens[c.to-1].shape == lowerShape && c.features[bareNoun]+c.features[bareSubject] > 0 {
		c.features[bareHigh] = 1
	}
	f := &frames[frameOf(rule.Kind)]
	t := r.tokens
	if i := int(c.from) - 1; i >= int(c.sentence.from) && f.before[t[r.behindArticle(i, c)].hash] && !r.heard(rule, r.behindArticle(i, c)) {
		c.features[entitled]++
	}
	j := int(c.to)
	for j < int(c.sentence.to) && (t[j].kind == quoteToken || t[j].hash == possessive) {
		j++
	}
	if j < int(c.sentence.to) && f.after[t[j].hash] && !r.heard(rule, j) && (rule.Kind != Person || c.to-c.from > 1) {
		c.features[entitled]++
	}
	seen := map[uint64]bool{}
	for k := int(c.sentence.from); k < int(c.sentence.to); k++ {
		if k < int(c.from)-1 || k > int(c.to) {
			if w := t[k].hash; f.around[w] && !r.heard(rule, k) {
				seen[w] = true
			}
		}
	}
	c.features[kindTalk] = amount(float64(len(seen)))
}

// heard reports whether the word at i speaks for itself in a rule: then it counts once.
func (r *reading) heard(rule *rule, i int) bool {
	near, _ := rule.near.at(r.tokens, i, len(r.tokens))
	unless, _ := rule.unless.at(r.tokens, i, len(r.tokens))
	return near+unless > 0
}

// behindArticle is the token that stands at i, or before the article or quotation mark there.
func (r *reading) behindArticle(i int, c *candidate) int {
	for i > int(c.sentence.from) && (r.tokens[i].kind == quoteToken || articles[r.tokens[i].hash]) {
		i--
	}
	return i
}

// odd reports whether a word of the match is no common English one.
func (r *reading) odd(c *candidate) bool {
	for _, t := range r.tokens[c.from:c.to] {
		if t.kind == wordToken && t.end-t.start > 1 && !commonEnglish()[t.hash] && !r.digitAt(c.block, c.from) {
			return true
		}
	}
	return false
}

// bareSubject reports whether a match begins its clause without an article and does something there: "young cloud fell by the limit".
func (r *reading) bareSubject(c *candidate) bool {
	t := r.tokens
	if c.plural || c.to >= c.sentence.to {
		return false
	}
	if c.from > c.sentence.from {
		last := t[c.from-1]
		if last.kind != quoteToken && last.hash != commaHash && !clauseOpeners[last.hash] && (last.kind == wordToken || last.kind == hanToken) {
			return false
		}
	}
	next := t[c.to]
	if next.kind != wordToken || next.gap != blankGap {
		return false
	}
	if finite[next.hash] || actors[next.hash] && next.shape == lowerShape {
		return true
	}
	word := string(r.blocks[c.block].Text[next.start:next.end])
	return next.shape == lowerShape && hasAnySuffix(word, "ed") && !hasAnySuffix(word, "eed", "bed", "red", "led")
}

// bareNoun reports whether a match stands behind a preposition or a verb and lacks the article that a single thing has in English.
func (r *reading) bareNoun(c *candidate) bool {
	t := r.tokens
	if c.plural || c.from == c.sentence.from || t[c.to-1].shape != lowerShape || !takers[t[c.from-1].hash] || t[c.from].gap != blankGap {
		return false
	}
	last := t[c.to-1]
	return !hasAnySuffix(string(r.blocks[c.block].Text[last.start:last.end]), "s", "ing", "ed", "ness", "ment", "tion", "sion", "ity", "ware", "ance", "ence", "ism", "age", "ly", "al", "ic", "ful")
}

// takers are words behind which a noun has an article.
var takers = hashSet("in", "on", "at", "by", "with", "from", "of", "to", "via", "for", "than", "into", "through", "under", "behind", "against", "like", "use", "uses", "used", "using", "download", "open", "opened", "buy", "bought", "sold", "sell", "join", "joined", "founded", "acquired", "called", "named", "is", "was", "as", "bring", "brought", "let", "made", "make", "took", "put", "play", "plays", "played", "watch")

// frame is what stands around names of a kind: right before, right behind, and somewhere in the sentence.
type frame struct{ before, after, around map[uint64]bool }

func frameOf(k Kind) int {
	switch k {
	case Person:
		return 0
	case Product:
		return 2
	default:
		return 1
	}
}

var clauseOpeners = hashSet("that", "and", "but", "when", "as", "because", "after", "before", "while", "if", "where", "since", "although", "though", "so", "then", "until", "why", "how", "yesterday", "today", "recently")

var finite = hashSet("is", "was", "has", "had", "will", "would", "can", "could", "may", "might", "must", "should", "does", "did", "fell", "rose", "led", "won", "lost", "grew", "sold", "bought", "sells", "went", "came", "made", "took", "gave", "got",
	"paid", "sent", "met", "held", "kept", "left", "told", "began", "ran", "wrote", "became", "cut", "put", "laid", "says", "said", "spent", "drew", "beat", "hit", "broke", "flew", "stood", "sat", "spoke", "saw", "built", "set", "fought", "owes", "earned",
	"wants", "hopes", "plans", "also", "once", "still", "already", "recently", "officially", "now", "announces", "launches", "releases", "tells", "serves", "supplies", "makes", "takes", "gives", "holds", "invests", "continues", "remains", "believes", "thinks", "needs", "owns", "does", "raised", "led")

var frames = [...]frame{
	{ // people
		before: hashSet("minister", "president", "premier", "chancellor", "secretary", "director", "actor", "actress", "singer", "star", "host", "coach", "player", "striker", "goalkeeper", "defender", "midfielder", "captain", "ceo", "chairman", "founder", "co-founder", "partner", "investor",
			"spokesman", "spokeswoman", "spokesperson", "governor", "mayor", "ambassador", "professor", "academician", "general", "writer", "author", "economist", "analyst", "anchor", "reporter", "candidate", "senator", "comedian", "idol", "entrepreneur", "tycoon", "billionaire", "boss", "husband", "wife", "manager", "officer", "engineer", "scientist", "leader", "chief", "colleague", "internet celebrity", "mr", "ms", "mrs"),
		after:  hashSet("said", "says", "told", "wrote", "replied", "responded", "denied", "resigned", "admitted", "revealed", "stressed", "pointed", "tweeted", "married", "fans", "fan", "starred", "stars", "scored", "himself", "herself", "personally", "believes", "thinks", "apologized", "sentenced", "served", "appeared", "attended", "studio"),
		around: hashSet("said", "founder", "ceo", "chairman", "president", "minister", "director", "actor", "actress", "singer", "fans", "film", "movie", "drama", "weibo", "interview", "resigned", "appointed", "arrested", "sentenced", "elected", "election", "star", "starring", "married", "divorced", "divorce", "girlfriend", "boyfriend", "coach", "scored", "team", "goal", "executive", "shareholder", "studio", "paparazzi", "concert", "album", "spokesman", "visit", "visited", "talks", "summit", "government", "vice", "secretary", "premier", "governor"),
	},
	{ // companies, brands
		before: hashSet("brand", "company", "group", "platform", "website", "site", "app", "software", "startup", "carmaker", "automaker", "maker", "manufacturer", "giant", "bank", "broker", "brokerage", "insurer", "developer", "retailer", "chain", "newspaper", "magazine", "portal", "forum", "studio", "agency", "supplier", "rival", "competitor", "unicorn", "operator", "client", "ministry", "team", "club", "via", "download", "browser", "search engine", "airline", "store", "label", "lender"),
		after:  hashSet("app", "application", "client", "users", "group", "shares", "stock", "stocks", "ceo", "founder", "founders", "co-founder", "chairman", "employees", "store", "stores", "brand", "company", "platform", "website", "site", "network", "net", "software", "technology", "holdings", "capital", "fund", "funds", "bank", "securities", "insurance", "phone", "phones", "mobile", "car", "cars", "suv", "beer", "shampoo", "listed", "ipo", "executives", "official", "spokesman", "spokesperson", "users", "account", "version", "mall", "supermarket", "supermarkets", "hotel", "sellers", "merchants", "members", "pro", "max", "plus", "air", "mini", "ai"),
		around: hashSet("yuan", "shares", "stock", "listed", "listing", "financing", "valuation", "ceo", "founder", "chairman", "ipo", "nasdaq", "revenue", "profit", "loss", "quarter", "investors", "invested", "investment", "shareholders", "acquired", "acquisition", "users", "app", "platform", "brand", "brands", "stores", "launched", "released", "announced", "market", "company", "prospectus", "subsidiary", "merger", "rival", "rivals", "competitors", "sales", "startup", "download", "downloaded", "website", "limit", "exchange", "employees", "layoffs", "customers", "products", "software", "phones", "cars", "counters", "store", "supermarket", "suppliers", "orders", "champion", "season", "match", "fans", "coach"),
	},
	{ // products, titles
		before: hashSet("film", "movie", "drama", "series", "animation", "anime", "game", "novel", "show", "app", "software", "variety", "model", "car", "suv", "sedan", "tool", "feature", "function", "program", "programme", "fighter", "missile", "version", "play", "played", "playing", "watch", "watched", "download", "downloaded", "called", "named"),
		after:  hashSet("app", "application", "client", "users", "players", "player", "season", "series", "film", "movie", "game", "trailer", "team", "actor", "version", "premiered", "mobile", "online", "pro", "max", "plus", "function", "feature", "model", "ai", "box", "crew", "director", "cast", "fans", "aircraft", "fighter", "missile"),
		around: hashSet("season", "episode", "episodes", "box", "film", "movie", "drama", "starring", "actor", "actress", "director", "players", "game", "games", "server", "beta", "skin", "skins", "app", "users", "download", "downloaded", "version", "broadcast", "aired", "premiere", "premiered", "cinema", "cinemas", "cast", "delivered", "orders", "priced", "suv", "sedan", "models", "yuan", "missile", "fighter", "aircraft", "launched", "released", "novel", "animation", "fans", "open", "alipay", "wechat", "tencent", "youku", "iqiyi"),
	},
}
