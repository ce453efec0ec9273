package annotate

import (
	"bytes"
	"strings"
	"unicode"
)

// Names of people come out of machines as a surname and what the signs of the given name mean: Ma cloud, Lei army, Zhou Hong clothes.
// The packs list those of the best known; every other person of theirs is found here, where the text gives a reason to think of them.

// glosses is what signs of given names mean: their pinyin, and the words that machines put for them.
var glosses = func() map[rune][]string {
	m := map[rune][]string{}
	for line := range strings.Lines(glossTable) {
		f := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(f) != 3 {
			continue
		}
		words := []string{f[1]}
		for w := range strings.SplitSeq(f[2], ",") {
			words = append(words, strings.TrimSpace(w))
		}
		m[[]rune(f[0])[0]] = words
	}
	return m
}()

const glossTable = `
云 yun cloud
军 jun army, military, troops
飞 fei fly
强 qiang strong, strength
东 dong east
化 hua chemical
腾 teng leap, gallop
海 hai sea, ocean
涛 tao wave, billow
波 bo wave
磊 lei rock, rocks, stone
石 shi stone
平 ping flat, peace
明 ming bright
亮 liang bright, light
光 guang light
辉 hui brilliance, glow, splendor
华 hua China, Chinese
国 guo country, state, national
庆 qing celebrate, celebration
建 jian build, construction, built
伟 wei great, big
宏 hong macro, grand
永 yong forever, always, perpetual
勇 yong brave, courage, courageous
志 zhi records, ambition
文 wen text, literary, article, language
武 wu martial, force
杰 jie outstanding, hero
龙 long dragon
虎 hu tiger
鹏 peng roc
鹤 he crane, cranes
鸿 hong swan
鹰 ying eagle
燕 yan swallow
凤 feng phoenix
麟 lin unicorn
青 qing green, blue
红 hong red
金 jin gold, golden
银 yin silver
铁 tie iron
钢 gang steel
林 lin forest, woods
森 sen forest, mori
松 song pine, loose
柏 bo cypress
楠 nan nanmu
梅 mei plum
兰 lan orchid, blue
莲 lian lotus
菊 ju chrysanthemum
芳 fang fragrance, square
花 hua flower
春 chun spring
夏 xia summer
秋 qiu autumn
冬 dong winter
雪 xue snow
雷 lei thunder, mine
雨 yu rain
冰 bing ice
江 jiang river
河 he river
湖 hu lake
川 chuan river
泉 quan spring
源 yuan source, origin
山 shan mountain, mountains
峰 feng peak, summit
岩 yan rock
峻 jun steep
土 tu soil, earth
田 tian field
天 tian day, sky, heaven
星 xing star
月 yue month, moon
阳 yang sun
日 ri day, sun
晨 chen morning
晓 xiao dawn
旭 xu rising sun
昌 chang prosperous
兴 xing prosperous
旺 wang prosperous
富 fu rich, wealth
贵 gui expensive, noble
福 fu blessing, fortune
寿 shou life, longevity
安 an safe, security, peace
宁 ning peace
康 kang health
健 jian health, healthy
力 li force, power, strength
新 xin new
正 zheng positive
直 zhi straight
忠 zhong loyal, loyalty, faithful
义 yi justice, righteousness, meaning
仁 ren benevolence, kernel
信 xin letter, trust, believe
德 de virtue, Germany, German
智 zhi wisdom, intelligence
慧 hui wisdom
聪 cong smart, clever
敏 min sensitive
静 jing quiet, static
美 mei beauty, beautiful, US, United States
丽 li beautiful
英 ying English, British, hero
雄 xiong male, hero
良 liang good
善 shan good
洁 jie clean
纯 chun pure
真 zhen true
诚 cheng sincere, honest
恩 en grace, favor
惠 hui benefit, preferential
爱 ai love
祖 zu ancestor, grandfather
家 jia home, family
邦 bang state
世 shi world
民 min people, civil
生 sheng health
立 li legislation, stand
成 cheng success
发 fa hair
进 jin progress
胜 sheng victory
利 li profit, benefit
益 yi benefit
广 guang wide, broad
远 yuan far, distant
近 jin near
高 gao high, tall
大 da big, large
小 xiao small, little
南 nan south
北 bei north
西 xi west
朝 chao dynasty
京 jing Beijing, capital
冠 guan crown, champion
锋 feng blade, sharp
剑 jian sword
刚 gang rigid
毅 yi perseverance
坚 jian firm, hard
超 chao super, ultra
航 hang navigation, voyage
驰 chi gallop
舟 zhou boat
帆 fan sail
船 chuan ship, boat
桥 qiao bridge
宇 yu universe
宙 zhou cosmos
玉 yu jade
珠 zhu pearl, beads
宝 bao treasure, baby
书 shu book, books
琴 qin piano
学 xue learning, school
宽 kuan wide
厚 hou thick
祎 yi clothes, clothing
彦 yan elegant
晶 jing crystal
`

// addGlossed adds the forms in which the machine translated the given name of a person.
func (e *Engine) addGlossed(r *rule, index int32) {
	name := []rune(r.ZH)
	surname, _, _ := strings.Cut(plainPinyin(r.Pinyin), " ")
	if r.Kind != Person || len(name) < 2 || len(name) > 3 || surname == "" || !startsUpper(r.Fix) {
		return
	}
	var b strings.Builder
	b.WriteString(surname)
	for _, sign := range name[1:] {
		words := glosses[sign]
		if len(words) == 0 {
			return
		}
		if len(name) == 2 {
			words = words[1:] // a given name of one sign, left in pinyin, is right
		}
		b.WriteString(" {" + strings.Join(words, ",") + "}")
	}
	e.forms = append(e.forms, form{rule: index, fix: r.Fix, severity: Major, risk: Low, letters: FoldCase, confidence: 0.9, glossed: true})
	e.forest.addForm("", b.String(), "", entry{kind: formEntry, index: int32(len(e.forms) - 1)}, false)
}

// plainPinyin takes the tones off.
func plainPinyin(s string) string {
	return toneless.Replace(s)
}

var toneless = strings.NewReplacer(pairs("āáǎà", "a", "ēéěè", "e", "īíǐì", "i", "ōóǒò", "o", "ūúǔù", "u", "ǖǘǚǜü", "u", "ĀÁǍÀ", "A", "ĒÉĚÈ", "E", "ŌÓǑÒ", "O")...)

func pairs(rows ...string) (all []string) {
	for i := 0; i < len(rows); i += 2 {
		for _, r := range rows[i] {
			all = append(all, string(r), rows[i+1])
		}
	}
	return all
}

// couldName reports whether a match is written as a name, and a word of it is English.
func (r *reading) couldName(c *candidate, rule *rule) bool {
	head := r.tokens[c.from]
	if head.shape != titleShape || ordinarySurname[head.hash] && c.from == c.sentence.from {
		return false
	}
	text := string(r.blocks[c.block].Text[c.start:c.end])
	letters := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }), "")
	return !strings.EqualFold(letters, strings.ReplaceAll(plainPinyin(rule.Pinyin), " ", ""))
}

// speaksOf reports whether a text that holds a translated name gives a reason to think of its owner: a word or name of theirs near by,
// a name elsewhere in the text, or the right name.
func (r *reading) speaksOf(c *candidate, rule *rule) bool {
	x := &c.features
	for n, count := range r.counts {
		if n >= 0 && count > 0 && strings.Contains(rule.Note, r.engine.names[n].Name) {
			return true // Founder of Qihoo 360.
		}
	}
	return x[nearSentence] > 0 || x[directly] > 0 || x[ownName] > 0 || x[ownNameElse] > 0 || x[sameSense] > 0 || bytes.Contains(r.doc.Source(), []byte(rule.Fix))
}

// ordinarySurname are surnames that begin English sentences.
var ordinarySurname = hashSet("he", "an", "long", "song", "sun", "pan", "fan", "so", "you", "she", "can", "ran", "men", "die", "sang", "hang")
