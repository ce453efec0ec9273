package annotate

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// groups finds numbers that were put together of 亿 and 万: "120 billion 700 million".
var groups = regexp.MustCompile(`(?i)\b(\d+(?:\.\d+)?) (trillion|billion|million) (\d+(?:\.\d+)?) (billion|million|thousand)\b`)

var sizes = map[string]float64{"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3}

// hundreds finds numbers whose 万 or 亿 was left as words: "18.46 Ten thousand", "3.7 One hundred million", "3.7 A hundred million".
var hundreds = regexp.MustCompile(`(?i)\b(\d+(?:\.\d+)?) (?:(?:one|a) )?(ten thousand|hundred million)\b`)

// ofMoney is what stands behind an amount of Chinese money.
var ofMoney = regexp.MustCompile(`(?i)^ (?:yuan|rmb)\b`)

const numberNote = "Chinese counts in 万 (10,000) and 亿 (100 million); the machine left the "

// seeUnits mends numbers whose unit was left as words.
func seeUnits(text []byte, say func(remnant)) {
	for _, m := range hundreds.FindAllSubmatchIndex(text, -1) {
		size, zh := 1e4, "万"
		if text[m[4]]|0x20 == 'h' {
			size, zh = 1e8, "亿"
		}
		before := bytes.ToLower(text[:m[0]])
		if bytes.HasSuffix(before, []byte("billion ")) || bytes.HasSuffix(before, []byte("trillion ")) {
			continue // 4 billion 2 hundred million: one number
		}
		needs := fromChinese
		if bytes.IndexByte(text[m[2]:m[3]], '.') >= 0 || ofMoney.Match(text[m[1]:]) {
			needs |= orShort // nobody writes 5.6 hundred million
		}
		say(remnant{start: m[0], end: m[1], fix: spoken(number(text[m[2]:m[3]]) * size), kind: Term, severity: Major, confidence: 0.93, zh: zh, note: numberNote + "unit as words.", needs: needs})
	}
}

// seePieces finds numbers in two pieces: "3 million 500 thousand".
func seePieces(text []byte, say func(remnant)) {
	for _, m := range groups.FindAllSubmatchIndex(text, -1) {
		big, large := number(text[m[2]:m[3]]), strings.ToLower(string(text[m[4]:m[5]]))
		small, little := number(text[m[6]:m[7]]), strings.ToLower(string(text[m[8]:m[9]]))
		confidence := 0.95
		switch {
		case little == large && small >= 10 && small < 100 && big >= 100 && math.Mod(big, 100) == 0:
			confidence = 0.85 // 6亿3000万: 600 million 30 million
		case sizes[little] >= sizes[large] || small*sizes[little] >= sizes[large]:
			continue
		}
		sum := big + small*sizes[little]/sizes[large]
		fix := strconv.FormatFloat(math.Round(sum*1e6)/1e6, 'f', -1, 64)
		if i := strings.IndexByte(fix, '.'); i >= 0 && len(fix)-i > 5 {
			continue
		}
		say(remnant{start: m[0], end: m[1], fix: fix + " " + large, kind: Term, severity: Major, confidence: confidence, zh: "亿、万", note: numberNote + "number in two pieces."})
	}
}

// thousandAnd finds 万 numbers that were spelled in two pieces: "3 thousand and 200", "49 thousand and 400 yuan".
var thousandAnd = regexp.MustCompile(`(?i)\b(\d{1,3}) thousand,? (?:and )?(\d{1,3})\b(?:[.,%:/-]\d|%)?`)

// seeThousandAnd puts such a number together.
func seeThousandAnd(text []byte, say func(remnant)) {
	for _, m := range thousandAnd.FindAllSubmatchIndex(text, -1) {
		small := number(text[m[4]:m[5]])
		if m[1] != m[5] || small < 10 || small >= 1000 || text[m[4]] == '0' || m[0] > 0 && strings.IndexByte(".,-/", text[m[0]-1]) >= 0 {
			continue
		}
		needs := fromChinese
		if ofMoney.Match(text[m[1]:]) || bytes.Contains(text[m[0]:m[1]], []byte(" and ")) {
			needs |= orShort
		}
		say(remnant{start: m[0], end: m[1], fix: spoken(number(text[m[2]:m[3]])*1000 + small), kind: Term, severity: Minor, confidence: 0.9, note: "A number that was put together of its parts.", needs: needs})
	}
}

// spoken writes a large number as newspapers do.
func spoken(x float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if x >= unit.size {
			return strconv.FormatFloat(math.Round(x/unit.size*1e6)/1e6, 'f', -1, 64) + unit.name
		}
	}
	digits := strconv.FormatFloat(math.Round(x), 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func number(b []byte) float64 {
	x, _ := strconv.ParseFloat(string(b), 64)
	return x
}

// wanYi finds numbers with their unit in pinyin: "30 Wan", "1.5 Yi". A name may begin so.
var wanYi = regexp.MustCompile(`\b(\d+(?:\.\d+)?) ?([Ww]an|[Yy]i)\b(?:-| *[A-Z][a-z])?`)

// seeWan says units that were left in pinyin in English.
func seeWan(text []byte, say func(remnant)) {
	for _, m := range wanYi.FindAllSubmatchIndex(text, -1) {
		if m[1] != m[5] || m[0] > 0 && strings.IndexByte(".,-#/:", text[m[0]-1]) >= 0 {
			continue
		}
		size, zh := 1e4, "万"
		if text[m[4]]|0x20 == 'y' {
			size, zh = 1e8, "亿"
		}
		say(remnant{start: m[0], end: m[1], fix: spoken(number(text[m[2]:m[3]]) * size), kind: Term, severity: Major, confidence: 0.9, zh: zh, note: numberNote + "unit in pinyin.", needs: fromChinese})
	}
}

// tornThousands finds a number that was torn at its comma: "10, 000".
var tornThousands = regexp.MustCompile(`\b\d{1,3}(?:, ?\d{3})*, 000\b`)

// seeTornThousands closes the gap in a number.
func seeTornThousands(text []byte, say func(remnant)) {
	for _, m := range tornThousands.FindAllIndex(text, -1) {
		if text[m[0]] == '0' {
			continue
		}
		say(remnant{start: m[0], end: m[1], fix: strings.ReplaceAll(string(text[m[0]:m[1]]), " ", ""), kind: Artifact, severity: Minor, confidence: 0.92, note: "A number that was torn at its comma.", needs: fromChinese})
	}
}

// percents finds a per cent that was said twice: "50 percent %", "50% percent".
var percents = regexp.MustCompile(`(?i)\b\d+(?:\.\d+)?( ?%| per ?cent)( ?%| per ?cent)\b?`)

// seePercents says per cent once.
func seePercents(text []byte, say func(remnant)) {
	for _, m := range percents.FindAllSubmatchIndex(text, -1) {
		say(remnant{start: m[0], end: m[5], fix: string(text[m[0]:m[3]]), kind: Artifact, severity: Minor, confidence: 0.92, note: "Per cent was said twice.", needs: fromChinese})
	}
}

// wanPlus finds 10W+, ten thousands counted with the first letter of wàn. What follows may show that watts are meant.
var wanPlus = regexp.MustCompile(`\b(\d{1,4}(?:\.\d)?)[Ww]\+(?: (?:\w+ )?(?:charg\w*|power|fast|flash|solar|adapters?|lamps?|laser|output|TDP|GPUs?|CPUs?|chips?))?`)

// seeWanPlus writes 10W+ out.
func seeWanPlus(text []byte, say func(remnant)) {
	for _, m := range wanPlus.FindAllSubmatchIndex(text, -1) {
		if text[m[1]-1] != '+' || m[0] > 0 && strings.IndexByte(".,-/$", text[m[0]-1]) >= 0 {
			continue
		}
		say(remnant{start: m[0], end: m[1], fix: spoken(number(text[m[2]:m[3]])*1e4) + "+", kind: Term, severity: Major, confidence: 0.88, zh: "万+", note: "W is the first letter of wàn, 万, ten thousand.", needs: fromChinese | outsideAddress})
	}
}

// coins finds amounts whose 块钱, the everyday word for yuan, was taken apart.
var coins = regexp.MustCompile(`(?i)\b(\d+(?:\.\d+)?) (?:pieces?|blocks?|lumps?|bucks) (?:of )?money\b`)

// seeCoins calls 块钱 yuan.
func seeCoins(text []byte, say func(remnant)) {
	for _, m := range coins.FindAllSubmatchIndex(text, -1) {
		say(remnant{start: m[0], end: m[1], fix: string(text[m[2]:m[3]]) + " yuan", kind: Term, severity: Major, confidence: 0.9, zh: "块钱", note: "块 is a piece, and the everyday word for the yuan.", needs: fromChinese | orShort})
	}
}
