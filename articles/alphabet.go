package articles

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Texts in encodings of one byte a letter are told by their letters: read in the right one, they are those of one language, and capitals stand where
// capitals stand.

// language is what a text in an encoding of one byte may be written in.
type language struct {
	letters  string // those beyond ASCII, small; of other scripts all, the ten most common ones first
	alone    bool   // its words have no letters of ASCII in them
	charsets []string
}

// languages in the order in which they are believed where the letters fit several. Of the encodings of each the first is believed.
var languages = []language{
	{"àâæçéèêëîïôœùûüÿ", false, western},                  // French
	{"äöüßé", false, western},                             // German
	{"áéíñóúü", false, western},                           // Spanish
	{"áàâãçéêíóôõúü", false, western},                     // Portuguese
	{"àèéìíîòóùú", false, western},                        // Italian
	{"åäöéæøü", false, western},                           // Swedish, Danish, Norwegian, Finnish
	{"éëïóöüèêáíú", false, western},                       // Dutch
	{"áðéíóúýþæö", false, western},                        // Icelandic
	{"áéíóöőúüű", false, central},                         // Hungarian
	{"áčďéěíňóřšťúůýž", false, central},                   // Czech
	{"áäčďéíĺľňóôŕšťúýž", false, central},                 // Slovak
	{"ąćęłńóśźż", false, central},                         // Polish
	{"čćđšž", false, central},                             // Croatian, Slovene
	{"âăîşţ", false, central},                             // Romanian
	{"âçğıîöşüû", false, []string{"windows-1254"}},        // Turkish
	{"ąčęėįšųūž", false, []string{"windows-1257"}},        // Lithuanian
	{"āčēģīķļņšūž", false, []string{"windows-1257"}},      // Latvian
	{"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", true, cyrillic}, // Russian, Bulgarian
	{"оанивертіслкмдпуяьгзбчйхжшюцщєфїґ", true, append([]string{"koi8-u"}, cyrillic...)},                    // Ukrainian
	{"аоиенрсјтукдмпвлзгбљњчцшжћфхђџ", true, cyrillic},                                                      // Serbian
	{"αοιετσνηυρπκςμλάίόήέώωγύδθχφβξζψϊϋΐΰ", true, []string{"windows-1253", "iso-8859-7"}},                  // Greek
	{"יוהלארמתבשםנדחקעפטכןצגזסךףץ", true, []string{"windows-1255", "iso-8859-8"}},                           // Hebrew
	{"اليمونرتبةعدسفهكقأحجشصىخطذزضغثإئظءؤآپچژگ", true, []string{"windows-1256", "iso-8859-6"}},              // Arabic, Persian
	{"านรกเงมยล่วดทสตะปบคหแจพชขใไผธโศถซอณภฐญษฉัิีืึุู้๊๋์็ำๆฟฝฮฬฆฎฏฑฒฌฅฃฺๅ", true, []string{"windows-874"}}, // Thai
}

var (
	western  = []string{latin, "iso-8859-15", "macintosh"}
	central  = []string{"windows-1250", "iso-8859-2"}
	cyrillic = []string{"windows-1251", "koi8-r", "iso-8859-5", "ibm866", "x-mac-cyrillic"}
)

// alphabetOf is the encoding of one byte a letter whose letters fit best, and which share of what is beyond ASCII they are; "" where none fits.
func alphabetOf(data []byte) (charset string, share float64) {
	high := 0
	for _, c := range data {
		if c >= utf8.RuneSelf {
			high++
		}
	}
	best := 0
	read := map[string][]rune{}
	for i, l := range alphabets() {
		for _, name := range languages[i].charsets {
			if read[name] == nil {
				read[name] = []rune(decodeBytes(data, name))
			}
			if score := l.score(read[name], languages[i].alone); score > best && score >= leastScore(name) {
				best, charset = score, name
			}
		}
	}
	return charset, float64(best) / float64(max(high, 1)) / fitting
}

// leastScore is what the letters of a text must count at least for an encoding to be believed: few letters prove no rare one.
func leastScore(charset string) int {
	switch {
	case charset == latin:
		return 1
	case strings.HasPrefix(charset, "windows-"):
		return 2 * common
	}
	return 6 * fitting
}

// letterSet tells the letters of a language, small and capital, and what each counts.
type letterSet map[rune]int

var alphabets = sync.OnceValue(func() []letterSet {
	all := make([]letterSet, len(languages))
	for i, l := range languages {
		all[i] = letterSet{}
		for n, r := range []rune(l.letters) {
			worth := fitting
			if l.alone && n < commonLetters {
				worth = common
			}
			all[i][unicode.ToUpper(r)] = capital
			all[i][r] = worth
		}
	}
	return all
})

func decodeBytes(data []byte, charset string) string {
	text, _, err := decodeNamed(data, charset)
	if err != nil {
		return ""
	}
	return string(text)
}

// What a letter beyond ASCII counts, for the language or against it.
const (
	fitting = 4  // it is one of the language's
	common  = 6  // it is one of its common ones
	capital = 1  // so is it, in capitals, of which there are few
	sign    = 1  // a sign that is no letter, where signs stand
	unusual = -1 // another
	foreign = -9 // a letter of another language, or none that is ever written
	misfit  = -6 // a sign inside a word, a capital behind a small letter, letters of two scripts in one word
	crowded = -4 // the third of the letters beyond ASCII in a row, in a language that has ASCII letters between them

	commonLetters = 10
)

// score says how well a text fits a language.
func (l letterSet) score(text []rune, alone bool) (sum int) {
	run := 0
	before := ' '
	for i, r := range text {
		if r < utf8.RuneSelf {
			run, before = 0, r
			continue
		}
		after := ' '
		if i+1 < len(text) {
			after = text[i+1]
		}
		worth, known := l[r]
		switch {
		case known && stands(r, before, after, alone):
			sum += worth
			if run++; !alone && run > 2 {
				sum += crowded
			}
		case known, unicode.IsLetter(before) && unicode.IsLetter(after) && !joins(r):
			sum += misfit
			run = 0
		case unicode.IsLetter(r), r < 0xA0, r == utf8.RuneError:
			sum += foreign
		case written(r):
			sum += sign
			run = 0
		default:
			sum += unusual
			run = 0
		}
		before = r
	}
	return sum
}

// stands reports whether a letter of a language may stand between two others.
func stands(r, before, after rune, alone bool) bool {
	ascii := func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	switch {
	case digit(before), digit(after), unicode.IsUpper(r) && unicode.IsLower(before), unicode.IsLower(r) && unicode.IsUpper(after):
		return false
	case unicode.IsMark(r):
		return unicode.IsLetter(before) || unicode.IsMark(before)
	case alone:
		return !ascii(before) && !ascii(after)
	}
	return unicode.IsLetter(before) || unicode.IsLetter(after) || strings.ContainsRune("àâèéóòåíúöÀÉÈÅÖ", r)
}

// joins reports whether a sign stands inside words.
func joins(r rune) bool {
	return strings.ContainsRune("’‘—–…\u00a0\u00ad·", r) || unicode.IsMark(r)
}

// written reports whether a sign beyond ASCII that is no letter stands in texts of many languages.
func written(r rune) bool {
	return strings.ContainsRune("\u00a0\u00ad“”„‘’‚«»‹›–—…•·§©®™°€£№´¿¡", r)
}
