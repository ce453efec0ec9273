package gloss

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSyllables(t *testing.T) {
	for pinyin, want := range map[string]string{
		"Wēixìn": "wei xin", "Zhīfùbǎo": "zhi fu bao", "Mǎ Yún": "ma yun", "Xī'ān": "xi an", "Xiān": "xian", "fāng'àn": "fang an", "fāngàn": "fan gan",
		"Yú'ébǎo": "yu e bao", "Tiān'ānmén": "tian an men", "Ālǐ Bābā": "a li ba ba", "lǜsè": "lv se", "lu:4 se4": "lv se", "wei1 xin4": "wei xin", "wei1xin4": "wei xin",
		"nánhái": "nan hai", "shuāngshíyī": "shuang shi yi", "Jīngdōng": "jing dong", "wánr": "wan r", "QQ": "qq", "Lǐ Kāifù": "li kai fu", "": "",
		"dìyīcì": "di yi ci", "Rén Zhèngfēi": "ren zheng fei", "guǎngchǎng": "guang chang", "Xīān": "xian",
	} {
		if got := strings.Join(Syllables(pinyin), " "); got != want {
			t.Errorf("%s: %s, want %s", pinyin, got, want)
		}
	}
}

// The words of the table have a syllable for each character.
func TestSyllablesOfTable(t *testing.T) {
	Builtin().All(func(e Entry) {
		for _, pinyin := range e.Pinyin {
			if got := Syllables(pinyin); len(got) != utf8.RuneCountInString(e.ZH) {
				t.Errorf("%s %s: %q", e.ZH, pinyin, got)
			}
		}
	})
}
