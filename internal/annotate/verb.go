package annotate

import (
	"strings"
	"sync"
)

// tense is a set of forms of a verb.
type tense uint8

const (
	plain   tense = 1 << iota // sell
	third                     // sells
	past                      // sold
	perfect                   // given
	gerund                    // giving
)

// verbForm is what a word can be: forms of a verb.
type verbForm struct {
	verb  string
	forms tense
}

// verbs tells verb forms from other words; the regular ones are made.
var verbs = sync.OnceValue(func() map[string]verbForm {
	all := map[string]verbForm{}
	add := func(word, verb string, f tense) {
		if old, ok := all[word]; ok && old.verb != verb {
			return
		}
		all[word] = verbForm{verb, all[word].forms | f}
	}
	for verb := range strings.FieldsSeq(irregularVerbs) {
		verb, _, _ = strings.Cut(verb, "/")
		for _, f := range []tense{plain, third, past, perfect, gerund} {
			add(conjugate(verb, f), verb, f)
		}
	}
	for verb := range strings.FieldsSeq(regularVerbs) {
		for _, f := range []tense{plain, third, past, perfect, gerund} {
			add(conjugate(verb, f), verb, f)
		}
	}
	for _, word := range []string{"is", "am", "are"} {
		add(word, "be", third)
	}
	add("were", "be", past)
	return all
})

// conjugate gives a verb one of its forms.
func conjugate(verb string, f tense) string {
	n := len(verb) - 1
	switch f {
	case third:
		switch {
		case verb == "be":
			return "is"
		case verb == "have":
			return "has"
		case hasAnySuffix(verb, "s", "x", "z", "ch", "sh", "o"):
			return verb + "es"
		case verb[n] == 'y' && !vowel(verb[n-1]):
			return verb[:n] + "ies"
		}
		return verb + "s"
	case past, perfect:
		if parts, ok := irregularPasts()[verb]; ok {
			if f == perfect {
				return parts[1]
			}
			return parts[0]
		}
		switch {
		case verb[n] == 'e':
			return verb + "d"
		case verb[n] == 'y' && !vowel(verb[n-1]):
			return verb[:n] + "ied"
		case doubles(verb):
			return verb + verb[n:] + "ed"
		}
		return verb + "ed"
	case gerund:
		switch {
		case verb == "be":
			return "being"
		case strings.HasSuffix(verb, "ie"):
			return verb[:n-1] + "ying"
		case verb[n] == 'e' && !hasAnySuffix(verb, "ee", "oe", "ye"):
			return verb[:n] + "ing"
		case doubles(verb):
			return verb + verb[n:] + "ing"
		}
		return verb + "ing"
	}
	return verb
}

// doubles reports whether the last letter of a verb is said twice before an ending: cutting, but not dreaming.
func doubles(verb string) bool {
	switch verb {
	case "quit", "begin", "forget", "admit":
		return true
	}
	n := len(verb) - 1
	if n < 2 || vowel(verb[n]) || strings.IndexByte("wxy", verb[n]) >= 0 || !vowel(verb[n-1]) || vowel(verb[n-2]) {
		return false
	}
	return !strings.ContainsAny(verb[:n-1], "aeiouy")
}

var irregularPasts = sync.OnceValue(func() map[string][2]string {
	all := map[string][2]string{}
	for verb := range strings.FieldsSeq(irregularVerbs) {
		p := strings.Split(verb, "/")
		if len(p) == 2 {
			p = append(p, p[1])
		}
		all[p[0]] = [2]string{p[1], p[2]}
	}
	return all
})

// irregularVerbs are the verbs whose past is not made by rule, with it, and the participle where that differs.
const irregularVerbs = `
	be/was/been beat/beat/beaten become/became/become begin/began/begun bet/bet blow/blew/blown break/broke/broken bring/brought build/built burst/burst buy/bought catch/caught
	choose/chose/chosen cling/clung come/came/come cut/cut deal/dealt dig/dug do/did/done draw/drew/drawn drink/drank/drunk drive/drove/driven eat/ate/eaten fall/fell/fallen
	feed/fed feel/felt fight/fought find/found fly/flew/flown forget/forgot/forgotten get/got give/gave/given go/went/gone grow/grew/grown hang/hung have/had hear/heard
	hide/hid/hidden hit/hit hold/held hurt/hurt keep/kept know/knew/known lay/laid lead/led leave/left lend/lent let/let lose/lost make/made meet/met overcome/overcame/overcome
	overtake/overtook/overtaken pay/paid put/put quit/quit read/read ride/rode/ridden ring/rang/rung rise/rose/risen run/ran/run say/said see/saw/seen seek/sought sell/sold send/sent
	set/set shake/shook/shaken shoot/shot shut/shut sing/sang/sung sink/sank/sunk sit/sat sleep/slept speak/spoke/spoken spend/spent spin/spun split/split stand/stood steal/stole/stolen
	stick/stuck strike/struck sweep/swept swim/swam/swum take/took/taken teach/taught tear/tore/torn tell/told think/thought throw/threw/thrown tread/trod/trodden undercut/undercut
	understand/understood wake/woke/woken wear/wore/worn win/won withdraw/withdrew/withdrawn rewrite/rewrote/rewritten write/wrote/written`

// regularVerbs are those that machines put at the head of a phrase, or that fixes begin with.
const regularVerbs = `
	abscond accept acquire activate add answer avoid behead block boast borrow brag brush bump burn call care carry change chant chase check chop clean climb close collect complain
	control copy crack crave create cross cultivate deceive default defend deleverage deliver dial die disclose disrupt double drag drop dump earn empower enter escape expand explode exploit
	fade fake fawn fill finish fire fix flip flood fleece flourish follow force fry gain grab graft guide handle hail harass hire hug hunt inflate insert invest invite join jump kick kill kneel launch
	learn lick lie lift limit list listen live load lock look loosen lower lure lurk manipulate mend mine move murder nip open order paste patch pad pass petition pick pile play pledge plant plunge poach
	point pour practise praise press propose prop pull push quarrel race raise rebalance receive recommend recruit rectify reduce refresh release repair return rob roll rub rush save scrape scratch scroll
	search seal serve settle shift show shuffle sign skip slack slide smash smear snatch speculate spell spit spray squeeze stamp start stay steer step stew stir stop subscribe suck surf swallow swap
	swipe switch talk team tie tip touch tout transform trap treat try tuck turn unfollow vanish vote wait walk want wash watch whitewash wipe work worship wrap`
